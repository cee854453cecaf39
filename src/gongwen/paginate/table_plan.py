"""Where the pages of a table will end once its merged cells are parted: the words that are repeated need room.

The rows are filled into the pages as they were measured; what a renderer makes of it is looked at afterwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from gongwen.check.table_pages import TablePages
from gongwen.decisions import TableBreaks
from gongwen.lengths import Length, mm
from gongwen.paginate.flow import EASE
from gongwen.printview import Table
from gongwen.standard.elements import CONTINUED
from gongwen.standard.page import TABLE_CELL_MARGIN, TABLE_LINE
from gongwen.standard.sizes import SIZE_12

#: Heights are added up to this.
_HAIR = mm(0.01)


def plan(
    table: Table, pages: TablePages, rooms: Sequence[Length], now: TableBreaks
) -> tuple[tuple[int, ...], tuple[tuple[int, Length], ...]]:
    """The rows that will begin a page inside a merged cell; and rows, with the heights they are to have.

    A cell of which only so few rows stand on a page that its words have no room there would run over with its last
    words: its first row is given their height, so that it stands on one page or the other.
    """
    merged = _Merged(table, pages.widths, now.rows)
    heights = list(pages.heights)
    held = dict(now.held)
    cuts: list[int] = []
    first = 0
    for number in count():
        room = rooms[min(number, len(rooms) - 1)]
        if first and (going_on := list(merged.going_on(first))):
            cuts.append(first)
            for column in going_on:
                # The last row of a cell takes what its words lack.
                last = merged.last(first, column)
                needed = merged.height(first, column, is_repeated=True)
                lacking = needed - mm(sum(height.mm for height in heights[first : last + 1]))
                heights[last] += max(lacking, mm(0))
        end = _page_end(heights, first, room)
        while end < len(heights) and (cramped := merged.cramped(heights, first, end)):
            for row, height in cramped.items():
                heights[row] = height
            held |= cramped
            end = _page_end(heights, first, room)
        if end >= len(heights):
            return tuple(cuts), tuple(sorted(held.items()))
        first = end
    raise AssertionError


def rooms_of(pages: TablePages, bottoms: Mapping[int, Length]) -> tuple[Length, Length]:
    """The room for rows on the first page of a table and on the others, each of which is as high as another.

    Reckoned from the edge of the text area, and mended by what is seen: what stands on a page fits, and with the row
    that stands on the next page it would not.
    """
    numbers = list(pages.first_rows)
    ends = [*list(pages.first_rows.values())[1:], len(pages.heights)]
    rooms = []
    for seen in (slice(1), slice(1, None)):
        least, most = mm(0), None
        for number, end in zip(numbers[seen], ends[seen], strict=True):
            used = mm(sum(height.mm for height in pages.heights[pages.first_rows[number] : end]))
            least = max(least, used)
            if end < len(pages.heights):
                over = used + pages.heights[end]
                most = over if most is None else min(most, over)
        reckoned = bottoms[numbers[seen][0]] - pages.tops[numbers[seen][0]] + EASE
        rooms.append(max(least, reckoned if most is None else min(reckoned, most - _HAIR * 2)))
    return rooms[0], rooms[1]


def _page_end(heights: Sequence[Length], first: int, room: Length) -> int:
    """The first row that does not fit below `first`; one row does at any rate."""
    used = mm(0)
    for row in range(first, len(heights)):
        used += heights[row]
        if used > room + _HAIR:
            return max(row, first + 1)
    return len(heights)


class _Merged:
    """The merged cells of a table as they are without the rows at which they are parted now."""

    def __init__(self, table: Table, widths: Sequence[Length], parted: Sequence[int]) -> None:
        self._rows = table.rows
        self._rooms = [max(int((width - TABLE_CELL_MARGIN * 2).over(SIZE_12)), 1) for width in widths]
        self._parted = frozenset(parted)

    def going_on(self, row: int) -> Iterator[int]:
        """The columns whose cell stands above and in this row."""
        return (column for column in range(len(self._rooms)) if self._goes_on(row, column))

    def _goes_on(self, row: int, column: int) -> bool:
        cell = self._rows[row][column]
        return cell.covered or (row in self._parted and cell.text.endswith(CONTINUED))

    def _start(self, row: int, column: int) -> int:
        while row and self._goes_on(row, column):
            row -= 1
        return row

    def last(self, row: int, column: int) -> int:
        """The last row of the cell that stands in this row."""
        while row + 1 < len(self._rows) and self._goes_on(row + 1, column):
            row += 1
        return row

    def height(self, row: int, column: int, *, is_repeated: bool) -> Length:
        """What the words of the cell need that stands in this row."""
        words = self._rows[self._start(row, column)][column].text + (CONTINUED if is_repeated else "")
        room = self._rooms[column]
        return TABLE_LINE * sum(max(math.ceil(_width(line) / room), 1) for line in words.split("\n"))

    def cramped(self, heights: Sequence[Length], first: int, end: int) -> dict[int, Length]:
        """Rows of a page, from `first` to before `end`, where a cell that goes on has no room: with what it needs."""
        found: dict[int, Length] = {}
        for column in self.going_on(end):
            start = max(self._start(end, column), first)
            needed = self.height(end, column, is_repeated=start == first and self._goes_on(first, column))
            if needed.mm > sum(height.mm for height in heights[start:end]):
                found[start] = max(needed, found.get(start, mm(0)))
        return found


def _width(text: str) -> float:
    """In 字; digits and letters are half as wide."""
    return sum(0.5 if letter.isascii() else 1.0 for letter in text)
