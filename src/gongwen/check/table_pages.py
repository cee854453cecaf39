"""Which rows of a table stand on which page: the rules of a page part it into bands, their texts tell the rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from gongwen.check.strips import Sheet, plain
from gongwen.lengths import Length, mm
from gongwen.printview import Table

#: So many equal characters prove that a band shows a row; at the end of a line a renderer may lose some.
_PROOF = 6
#: No greater part of a row's characters is lost.
_LOST = 0.2
#: A rule belongs to a table within this of its ends.
_NEAR = mm(0.5)


class TablePages(Struct, frozen=True):
    """The pages of one table: number → first row that begins on it; rows count from 0. `broken` stand on two pages.

    `tops` is where on each page the rows begin, `heights` are those of all rows, `widths` those of the columns.
    """

    first_rows: dict[int, int]
    broken: frozenset[int]
    tops: dict[int, Length]
    heights: tuple[Length, ...]
    widths: tuple[Length, ...]


class _Band(Struct, frozen=True):
    """What stands between two rules of a table, by columns, without blanks."""

    page: int
    texts: tuple[str, ...]
    top: Length
    height: Length
    table_width: Length


def find_tables(tables: Sequence[Table], sheets: Sequence[Sheet]) -> list[TablePages | None]:
    """The pages of each table, in the order of the document; None from the first one on that is not found whole."""
    found: list[TablePages | None] = []
    page = place = 0
    for table in tables:
        read = _read(table, sheets, page, place) if None not in found else None
        if read is None:
            found.append(None)
            continue
        pages, page, place = read
        found.append(pages)
    return found


def _read(table: Table, sheets: Sequence[Sheet], page: int, place: int) -> tuple[TablePages, int, int] | None:
    """Reads on from a band of a page (both from 0); returns also where the next table begins."""
    open_columns = _open_columns(table)
    if not open_columns:
        return None
    titles = tuple(plain(column.title) for column in table.columns)
    reader = _Rows([tuple(plain(row[column].text) for column in open_columns) for row in table.rows])
    for index in range(page, len(sheets)):
        bands = list(_bands(sheets[index], table, open_columns[0]))
        start = next((n for n in range(place, len(bands)) if bands[n].texts == titles), None)
        place = 0
        if start is None:
            if reader.first_rows:
                break
            continue
        for number in range(start + 1, len(bands)):
            if reader.is_done:
                return _pages_of(table, reader), index, number
            band = bands[number]
            shown = tuple(band.texts[column] for column in open_columns)
            if not reader.take(band, shown, is_last=number == len(bands) - 1):
                return None
        if reader.is_done:
            return _pages_of(table, reader), index, len(bands)
    return (_pages_of(table, reader), index, 0) if reader.is_at_end else None


def _pages_of(table: Table, reader: _Rows) -> TablePages:
    widths = tuple(reader.table_width * column.share for column in table.columns)
    return TablePages(reader.first_rows, frozenset(reader.broken), reader.tops, tuple(reader.heights), widths)


class _Rows:
    """The rows of one table, found band by band; `wanted` are their texts in the columns that are not merged."""

    def __init__(self, wanted: Sequence[tuple[str, ...]]) -> None:
        self._wanted = wanted
        self._at = self._seen = 0
        self.first_rows: dict[int, int] = {}
        self.broken: set[int] = set()
        self.tops: dict[int, Length] = {}
        self.heights = [mm(0) for _ in wanted]
        self.table_width = mm(0)

    @property
    def is_done(self) -> bool:
        return self._at == len(self._wanted)

    @property
    def is_at_end(self) -> bool:
        """Is nothing but the end of the last row lacking, which the renderer may have lost?"""
        return bool(self.first_rows) and self._at + bool(self._seen) == len(self._wanted)

    def take(self, band: _Band, shown: tuple[str, ...], *, is_last: bool) -> bool:
        """A band further; False if it shows another row than the next. `is_last`: of its page, so it may go on."""
        if self._seen:
            follows = self._at + 1 < len(self._wanted) and _begins(shown, self._wanted[self._at + 1])
            if follows:
                # What was lacking on the page before was lost by the renderer, not carried over.
                self._at, self._seen = self._at + 1, 0
            else:
                self.broken.add(self._at)
        self.tops.setdefault(band.page, band.top)
        self.table_width = band.table_width
        if not self._seen:
            if not _begins(shown, self._wanted[self._at]):
                return False
            self.first_rows.setdefault(band.page, self._at)
        self.heights[self._at] += band.height
        self._seen += sum(map(len, shown))
        whole = sum(map(len, self._wanted[self._at]))
        is_short = whole - self._seen > max(whole * _LOST, 1)
        if self._seen >= whole or not is_last:
            self._at, self._seen = self._at + 1, 0
            return not is_short
        return True


def _open_columns(table: Table) -> list[int]:
    """Those without merged cells: a rule under each row is drawn only there."""
    return [
        column
        for column in range(len(table.columns))
        if not any(row[column].covered or row[column].rows > 1 for row in table.rows)
    ]


def _begins(have: Sequence[str], want: Sequence[str]) -> bool:
    """May a band that shows `have` be the beginning of a row of `want`, column by column?"""
    is_alike = all(asked.startswith(shown[:_PROOF]) for shown, asked in zip(have, want, strict=True))
    return is_alike and any(have) == any(want)


def _bands(sheet: Sheet, table: Table, column: int) -> Iterator[_Band]:
    """The bands of all tables on a page that have as many columns, from top to bottom."""
    for top, bottom in sheet.zones:
        inside = [
            rule for rule in sheet.page.rules if top - _NEAR <= rule.box.top and rule.box.bottom <= bottom + _NEAR
        ]
        upright = [rule.position for rule in inside if not rule.is_horizontal]
        left, right = min(upright), max(upright)
        shares = accumulate((one.share for one in table.columns), initial=0.0)
        edges = [left + (right - left) * share for share in shares]
        middle = (edges[column] + edges[column + 1]) * 0.5
        level = [rule.position for rule in inside if rule.is_horizontal and rule.start < middle < rule.end]
        texts = _texts(sheet, edges, level)
        for shown, (upper, lower) in zip(texts, pairwise(level), strict=True):
            yield _Band(sheet.page.number, tuple(shown), upper, lower - upper, right - left)


def _texts(sheet: Sheet, edges: Sequence[Length], level: Sequence[Length]) -> list[list[str]]:
    """What each cell between the rules shows."""
    texts = [[""] * (len(edges) - 1) for _ in pairwise(level)]
    for strip in sheet.table:
        band = bisect_right(level, strip.baseline) - 1
        if not 0 <= band < len(texts):
            continue
        for glyph in strip.glyphs:
            column = bisect_right(edges, glyph.x) - 1
            if 0 <= column < len(edges) - 1:
                texts[band][column] += glyph.text
    return texts
