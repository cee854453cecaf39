"""The lines of a file as YAML will read them, and for each mended character the column where the writer put it.

Slips are mended line by line, never adding or removing a line: so a line number is always the writer's own, and only
columns need a map, on mended lines only.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from gongwen.model.text import Origin

_Q = "'"


class Source:
    """The text of `file` in lines; `lines[0]` is line 1."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self._columns: dict[int, array[int]] = {}

    @property
    def text(self) -> str:
        """The whole text, as mended so far."""
        return "\n".join(self.lines)

    def replace(self, number: int, start: int, end: int, new: str) -> None:
        """Put `new` for the characters from `start` to `end` of line `number` (from 1).

        Every new character stands where the first replaced one stood.
        """
        line = self.lines[number - 1]
        columns = self._columns_of(number)
        columns[start:end] = array("I", [columns[start]]) * len(new)
        self.lines[number - 1] = line[:start] + new + line[end:]

    def column(self, number: int, index: int) -> int:
        """The writer's column (from 1) of the character at `index` (from 0) of line `number`."""
        columns = self._columns.get(number)
        if columns is None:
            return index + 1
        return columns[index] if index < len(columns) else columns[-1]

    def origin(self, number: int, index: int) -> Origin:
        """The origin of what begins at `index` of line `number`, as it stands after mending.

        On a mended line that is not the writer's column: `Findings.add_at` turns it into that. Only so can the place of
        a character further on in the text, on a line mended otherwise, be told at all.
        """
        return Origin(self.file, number, index + 1)

    def quote(self, number: int, start: int, end: int) -> None:
        """Put the characters from `start` to `end` of line `number` into single quotes, doubling those inside."""
        line = self.lines[number - 1]
        columns = self._columns_of(number)
        places = array("I", [columns[start]])
        for index in range(start, end):
            places.append(columns[index])
            if line[index] == "'":
                places.append(columns[index])
        places.append(columns[end])
        columns[start:end] = places
        self.lines[number - 1] = f"{line[:start]}'{line[start:end].replace(_Q, _Q * 2)}'{line[end:]}"

    def put(self, number: int, pieces: Sequence[tuple[int, int, str]]) -> None:
        """Put each `(start, end, new)` into line `number`, in one pass; the pieces are in order and of equal length."""
        line = self.lines[number - 1]
        parts: list[str] = []
        done = 0
        for start, end, new in pieces:
            parts += (line[done:start], new)
            done = end
        self.lines[number - 1] = "".join(parts) + line[done:]

    def _columns_of(self, number: int) -> array[int]:
        columns = self._columns.get(number)
        if columns is None:
            columns = self._columns[number] = array("I", range(1, len(self.lines[number - 1]) + 2))
        return columns

    def blank(self, number: int) -> None:
        """Empty line `number`: what stood there has been reported and would only give rise to echoes."""
        self.lines[number - 1] = ""
        self._columns.pop(number, None)
