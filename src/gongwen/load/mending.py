"""What the checks of a value share: what a value turned out to be, and how a slip in it is pointed at."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from gongwen.load.findings import Findings
from gongwen.load.source import Source
from gongwen.model.text import clip


class Kind(Enum):
    """What a value turned out to be."""

    EMPTY = "empty"
    BLOCK = "block"
    COMPLETE = "complete"


class Value(Struct, frozen=True):
    """`last` is the number of the line on which the value ends; `indent` the indentation a block asks for, or 0.

    `is_closed` is false for a value whose end is missing: what follows it more indented has been reported with it.
    """

    kind: Kind
    last: int
    indent: int = 0
    is_closed: bool = True


class Mender:
    """A source and its findings, as a check of values uses them."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self.source = source
        self.findings = findings

    def report(self, number: int, index: int, code: str, message: str, hint: str) -> None:
        """Note an error at `index` (from 0) of line `number`."""
        self.findings.add(code, message, number, self.source.column(number, index), hint=hint)

    def shown(self, number: int, start: int, value: str) -> str:
        """The line as it should be, with `value` from `start` on and without its indentation; long keys are cut."""
        before = self.source.lines[number - 1][:start].strip()
        return f"{before if len(before) <= _LONGEST_KEY else clip(before)} {value}".strip()


def quoted(text: str) -> str:
    """`text` in single quotes, cut to what a message may show."""
    return "'" + clip(text).replace("'", "''") + "'"


_LONGEST_KEY = 24
