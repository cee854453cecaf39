"""A template made ready once: its filled parts as functions, all other parts already deflated.

Compiled templates hold no data of any document and may be shared by threads.
"""

from __future__ import annotations

import bisect
import functools
from typing import Any

from msgspec import Struct

from gongwen.diagnostics import Diagnostic
from gongwen.render.pack import Member
from gongwen.render.stylebook import Stylebook
from gongwen.render.template import Template
from gongwen.render.writer import Writer, writer_of


class Wholeness(Struct, frozen=True):
    """What is known of all outputs of a part.

    `is_balanced`: none can be ill-formed. `has_full_tables`: none can have a table without rows or a cell without a
    paragraph at its end.
    """

    is_balanced: bool
    has_full_tables: bool


class FilledPart(Struct, frozen=True, dict=True):
    """A part with tags: the steps that fill it in, and for each line of its source the tag that begins there.

    A tag is what is written and where. A part that is filled by Jinja has its `source` in place of steps.
    """

    name: str
    steps: list[Any]
    line_starts: tuple[int, ...]
    tags: tuple[tuple[str, str], ...]
    wholeness: Wholeness
    has_drawings: bool
    has_changing_columns: bool
    source: str = ""

    @functools.cached_property
    def write(self) -> Writer:
        """The steps, or the source, as a function."""
        if not self.source:
            return writer_of(self.steps)
        from gongwen.render.slow import slow_writer

        return slow_writer(self.source)

    def tag_at(self, line: int) -> tuple[str, str] | None:
        """The tag on a line of the source."""
        index = bisect.bisect_right(self.line_starts, line) - 1
        return self.tags[index] if 0 <= index < len(self.tags) else None


class CompiledTemplate(Struct, frozen=True):
    """Everything that does not depend on a document. `members` are in order; a filled part's place holds its index.

    `remarks` are warnings about what has drifted.
    """

    template: Template
    book: Stylebook
    filled: tuple[FilledPart, ...]
    members: tuple[Member | int, ...]
    remarks: tuple[Diagnostic, ...]
