"""How a check ends, and the two ways in which it ends before it has looked at anything."""

from __future__ import annotations

from enum import Enum


class Outcome(Enum):
    """How a check ended; the value is what a report prints."""

    PASSED = "通过"
    FOUND = "不符"
    NOT_APPLICABLE = "不适用"
    NOT_CHECKED = "未检查"


class Skip(Exception):
    """A check that has nothing to look at: ended by the document's facts, never by a fault of the page."""

    outcome = Outcome.NOT_CHECKED

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class NotChecked(Skip):
    """What the check looks at ought to be there, but was not recognised."""


class NotApplicable(Skip):
    """The document has no such thing."""

    outcome = Outcome.NOT_APPLICABLE
