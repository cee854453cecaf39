"""Tables as their rules draw them, of whatever origin: columns, rows, words, and how they run on over pages.

Only what has upright rules is a table here. A row that goes on over the end of a page has a rule there like any other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from gongwen.check.found import Spot
from gongwen.check.strips import Sheet, Strip
from gongwen.lengths import Length, mm
from gongwen.measure import Box, Rule

#: Rules within this of each other are one edge; the columns of a table stand so exactly above each other.
_SAME = mm(0.5)
#: A table that is no wider is a box around a word.
_LEAST_WIDTH = mm(30)


class Grid(Struct, frozen=True, dict=True):
    """The part of a table that stands on one page. `edges` are the places of its upright rules, from the left."""

    page: int
    edges: tuple[Length, ...]
    top: Length
    bottom: Length
    rules: tuple[Rule, ...]
    strips: tuple[Strip, ...]

    @property
    def left(self) -> Length:
        return self.edges[0]

    @property
    def right(self) -> Length:
        return self.edges[-1]

    @property
    def spot(self) -> Spot:
        return Spot(self.page, Box(self.left, self.top, self.right, self.bottom))

    @cached_property
    def columns(self) -> tuple[tuple[tuple[Strip, ...], ...], ...]:
        """Each column's cells from top to bottom, each by its lines; a merged cell is one."""
        return tuple(self._cells(column) for column in range(len(self.edges) - 1))

    def _cells(self, column: int) -> tuple[tuple[Strip, ...], ...]:
        left, right = self.edges[column : column + 2]
        levels = self.levels(column)
        cells: list[list[Strip]] = [[] for _ in pairwise(levels)]
        for strip in self.strips:
            row = bisect_right(levels, strip.baseline) - 1
            glyphs = tuple(glyph for glyph in strip.glyphs if left <= glyph.x < right)
            if glyphs and 0 <= row < len(cells):
                cells[row].append(Strip(self.page, glyphs))
        return tuple(map(tuple, cells))

    def levels(self, column: int) -> tuple[Length, ...]:
        """Where level rules cross a column."""
        middle = (self.edges[column] + self.edges[column + 1]) * 0.5
        return tuple(rule.position for rule in self.rules if rule.start < middle < rule.end)

    @cached_property
    def head_end(self) -> Length:
        """The first rule below the top that runs from side to side: above it stands the head, if the table has one."""
        through = [
            rule.position for rule in self.rules if rule.start <= self.left + _SAME and rule.end >= self.right - _SAME
        ]
        return through[1] if len(through) > 1 else self.bottom

    @cached_property
    def head(self) -> tuple[str, ...]:
        """The texts above `head_end`, by columns."""
        return self._texts(self.top, self.head_end)

    @cached_property
    def finest(self) -> tuple[Length, ...]:
        """The rules across the column that has most: they part the rows."""
        return max((self.levels(column) for column in range(len(self.edges) - 1)), key=len)

    @cached_property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The texts of each row, by columns."""
        return tuple(self._texts(top, bottom) for top, bottom in pairwise(self.finest))

    def head_rows(self, first: Grid) -> int:
        """How many of its rows are a head; `first` is where the table begins, and rows that are not there are none."""
        if self is not first and not self.repeats(first):
            return 0
        return sum(top < self.head_end for top in self.finest[:-1])

    def repeats(self, first: Grid) -> bool:
        """Does it begin with the head of `first`, or of a table that stands right below it there?"""
        return self.head in (first.head, *first.rows)

    @cached_property
    def whole_columns(self) -> tuple[int, ...]:
        """Those without merged cells."""
        return tuple(column for column in range(len(self.edges) - 1) if len(self.levels(column)) == len(self.finest))

    def _texts(self, top: Length, bottom: Length) -> tuple[str, ...]:
        texts = [""] * (len(self.edges) - 1)
        for strip in self.strips:
            if top <= strip.baseline < bottom:
                for glyph in strip.glyphs:
                    column = bisect_right(self.edges, glyph.x) - 1
                    if 0 <= column < len(texts):
                        texts[column] += glyph.text
        return tuple(texts)

    def continues(self, other: Grid) -> bool:
        """Has it the same columns as one on the page before?"""
        return len(self.edges) == len(other.edges) and all(
            abs(one.mm - before.mm) <= _SAME.mm for one, before in zip(self.edges, other.edges, strict=True)
        )


def tables_of(sheets: Sequence[Sheet], top: Length) -> tuple[tuple[Grid, ...], ...]:
    """Each table by its pages, in order.

    One that ends a page and one that begins the next are one table if they have the same columns. What stands above
    `top` is a running head, not text.
    """
    tables: list[list[Grid]] = []
    open_table: list[Grid] | None = None
    for sheet in sheets:
        grids = list(_grids(sheet))
        for number, grid in enumerate(grids):
            is_first = not number and not any(top < strip.baseline < grid.top for strip in sheet.flow)
            if open_table is not None and is_first and grid.continues(open_table[-1]):
                open_table.append(grid)
            else:
                open_table = [grid]
                tables.append(open_table)
        if not grids or any(strip.baseline > grids[-1].bottom for strip in sheet.flow):
            open_table = None
    return tuple(map(tuple, tables))


def _grids(sheet: Sheet) -> Iterator[Grid]:
    for top, bottom in sheet.zones:
        near = [rule for rule in sheet.page.rules if top - _SAME <= rule.box.top and rule.box.bottom <= bottom + _SAME]
        edges: list[Length] = []
        for place in sorted(rule.position for rule in near if not rule.is_horizontal):
            if not edges or place - edges[-1] > _SAME:
                edges.append(place)
        if len(edges) < 2 or edges[-1] - edges[0] < _LEAST_WIDTH:
            continue
        level = tuple(sorted((rule for rule in near if rule.is_horizontal), key=lambda rule: rule.position.mm))
        strips = tuple(strip for strip in sheet.table if top <= strip.baseline <= bottom)
        if level:
            yield Grid(sheet.page.number, tuple(edges), top, bottom, level, strips)
