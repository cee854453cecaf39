"""Which rows of a table stand on which page: the rules of a page part it into bands, their texts tell the rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from gongwen.check.strips import Sheet, plain
from gongwen.lengths import Length, mm
from gongwen.printview import Table

#: So many equal characters prove that a band shows a row; at the end of a line a renderer may lose some.
_PROOF = 6
#: No greater part of a row's characters is lost.
_LOST = 0.2
#: A rule belongs to a table within this of its ends.
_NEAR = mm(0.5)


@dataclass(frozen=True, slots=True)
class TablePages:
    """The pages of one table: number → first row that begins on it; rows count from 0. `broken` stand on two pages."""

    first_rows: dict[int, int]
    broken: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Band:
    """What stands between two rules of a table, by columns, without blanks."""

    page: int
    texts: tuple[str, ...]


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
    wanted = [tuple(plain(row[column].text) for column in open_columns) for row in table.rows]
    first_rows: dict[int, int] = {}
    broken: set[int] = set()
    at, seen = 0, 0
    for index in range(page, len(sheets)):
        bands = list(_bands(sheets[index], table, open_columns[0]))
        start = next((n for n in range(place, len(bands)) if bands[n].texts == titles), None)
        place = 0
        if start is None:
            if first_rows:
                return None
            continue
        for number in range(start + 1, len(bands)):
            if at == len(wanted) and not seen:
                return TablePages(first_rows, frozenset(broken)), index, number
            have = tuple(bands[number].texts[column] for column in open_columns)
            if seen and (at == len(wanted) - 1 or not _begins(have, wanted[at + 1])):
                broken.add(at)
            elif seen:
                # What was lacking on the page before was lost by the renderer, not carried over.
                at, seen = at + 1, 0
            if not seen:
                if not _begins(have, wanted[at]):
                    return None
                first_rows.setdefault(bands[number].page, at)
            seen += sum(map(len, have))
            lacking = sum(map(len, wanted[at])) - seen
            if lacking <= 0:
                at, seen = at + 1, 0
            elif number < len(bands) - 1:
                if lacking > max(sum(map(len, wanted[at])) * _LOST, 1):
                    return None
                at, seen = at + 1, 0
        if at == len(wanted) and not seen:
            return TablePages(first_rows, frozenset(broken)), index, len(bands)
    is_whole = at == len(wanted) or (at == len(wanted) - 1 and bool(seen))
    return (TablePages(first_rows, frozenset(broken)), len(sheets), 0) if is_whole and first_rows else None


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
        yield from (_Band(sheet.page.number, tuple(texts[band])) for band in range(len(level) - 1))


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
