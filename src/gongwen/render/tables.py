"""A table of the body as WordprocessingML, made a block of rows at a time: memory does not grow with their number."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from gongwen.lengths import mm
from gongwen.printview import Cell, Column, Table
from gongwen.render import style_names as names
from gongwen.render.grid import LOWEST_LINE
from gongwen.render.stylebook import PARAGRAPH, TABLE, Stylebook
from gongwen.render.texts import encoded
from gongwen.render.wordml import attribute, escape

STYLES = ((TABLE, names.TABLE), (PARAGRAPH, names.TABLE_HEAD), (PARAGRAPH, names.TABLE_TEXT))

_KEEP_NEXT = "<w:keepNext/>"
#: Two tables in a row would become one; the paragraph between them is as low as Word allows.
_AFTER = (
    f'<w:spacing w:before="0" w:after="0" w:line="{LOWEST_LINE}" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
)

TABLE_END = f"</w:tbl><w:p><w:pPr>{_AFTER}".encode()
_KEPT_END = f"</w:tbl><w:p><w:pPr>{_KEEP_NEXT}{_AFTER}".encode()
_KEPT = "<w:cantSplit/>"
_ROW = f"<w:tr><w:trPr>{_KEPT}</w:trPr>"
#: Rows that are put together at a time.
_BLOCK = 200
_TEXT, _TEXT_END = '<w:r><w:t xml:space="preserve">', "</w:t></w:r></w:p>"


def table_markup(table: Table, book: Stylebook) -> Iterator[bytes]:
    """The table with a header row that repeats, followed by a separating paragraph; a block of rows at a time.

    Raises ValueError for text that load must not let through.
    """
    yield table_head(table, book)
    yield from rows_markup(table, table.rows, book)
    yield _KEPT_END if table.kept_rows else TABLE_END


def table_head(table: Table, book: Stylebook) -> bytes:
    """All before the first row of the body."""
    style, head = book.identifier(TABLE, names.TABLE), book.identifier(PARAGRAPH, names.TABLE_HEAD)
    return _head(table.columns, book.text_width, style, head)


@functools.lru_cache(maxsize=64)
def _head(columns: tuple[Column, ...], text_width: int, style: str, head: str) -> bytes:
    """Documents of one kind have the same columns, one after the other."""
    widths = _widths(columns, text_width)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    pieces = [
        f'<w:tbl><w:tblPr><w:tblStyle w:val={attribute(style)}/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>',
        "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
    ]
    opening = f"<w:p><w:pPr><w:pStyle w:val={attribute(head)}/></w:pPr>"
    titles = [column.title for column in columns]
    encoded(titles, may_have_lines=True)
    for title, width in zip(titles, widths, strict=True):
        pieces.append(_cell(_start(width, ""), opening, title))
    pieces.append("</w:tr>")
    return "".join(pieces).encode()


def rows_markup(table: Table, rows: Iterable[Sequence[Cell]], book: Stylebook) -> Iterator[bytes]:
    """`rows` in the columns of `table`, which may come one by one from anywhere.

    Rows of cells with one line of text each, which most are, are put together many at a time.
    """
    text = book.identifier(PARAGRAPH, names.TABLE_TEXT)
    pattern = _row_pattern(table.columns, book.text_width, text)
    special = _special_rows(table)
    kept = range(len(table.rows) - table.kept_rows, len(table.rows))
    coming, first, count = iter(rows), 0, len(table.columns)
    while block := tuple(islice(coming, _BLOCK)):
        if set(map(len, block)) != {count}:
            raise ValueError(f"not {count} cells in a row")
        cells = list(chain.from_iterable(block))
        texts = [cell.text for cell in cells]
        # Refuses what may not stand in any of them.
        made = encoded(texts, may_have_lines=True)
        if _are_plain(cells, made) and {*special, *kept}.isdisjoint(range(first, first + len(block))):
            pieces = pattern * len(block)
            for column in range(count):
                pieces[2 * column + 1 :: len(pattern)] = made[column::count]
            yield b"".join(pieces)
        else:
            starts, *openings = _cell_beginnings(table.columns, book.text_width, text)
            yield "".join(
                f"{special.get(at, _ROW)}{''.join(_cells(row, starts, openings[at in kept]))}</w:tr>"
                for at, row in enumerate(block, first)
            ).encode()
        first += len(block)


@functools.lru_cache(maxsize=64)
def _row_pattern(columns: tuple[Column, ...], text_width: int, style: str) -> list[bytes]:
    """The markup of a row of plain cells, an empty piece where the text of each goes."""
    beginnings = [
        f"{_start(width, '')}{_opening(style, is_centred=column.is_centred)}{_TEXT}"
        for width, column in zip(_widths(columns, text_width), columns, strict=True)
    ]
    between = f"{_TEXT_END}</w:tc>"
    beginnings = [f"{between if number else _ROW}{piece}" for number, piece in enumerate(beginnings)]
    return [item for piece in beginnings for item in (piece.encode(), b"")] + [f"{between}</w:tr>".encode()]


def _are_plain(cells: list[Cell], texts: list[bytes]) -> bool:
    """No cell is merged, empty or has several lines."""
    # A list is made sooner than a generator is asked for each of them.
    merged = [cell for cell in cells if cell.covered or cell.rows > 1]
    return all(texts) and not merged and b"\n" not in b"".join(texts)


def _cell_beginnings(
    columns: tuple[Column, ...], text_width: int, style: str
) -> tuple[list[dict[str, str]], list[str], list[str]]:
    """For each column the beginning of a cell by how it is merged, that of a paragraph, and that of one kept with the
    next."""
    starts = [
        {merge: _start(width, merge) for merge in ("", "restart", "continue")} for width in _widths(columns, text_width)
    ]
    openings = [_opening(style, is_centred=column.is_centred) for column in columns]
    return starts, openings, [_opening(style, is_centred=column.is_centred, is_kept=True) for column in columns]


def _cells(row: Sequence[Cell], starts: list[dict[str, str]], openings: list[str]) -> Iterator[str]:
    for cell, start, opening in zip(row, starts, openings, strict=True):
        yield _cell(start[_merge(cell)], opening, cell.text)


def _special_rows(table: Table) -> dict[int, str]:
    """How the rows begin that may be broken, or must have some height."""
    heights = dict(table.least_heights)
    made = {}
    for at in {*table.long_rows, *heights}:
        height = f'<w:trHeight w:val="{mm(heights[at]).twips}" w:hRule="atLeast"/>' if at in heights else ""
        made[at] = f"<w:tr><w:trPr>{'' if at in table.long_rows else _KEPT}{height}</w:trPr>"
    return made


def _widths(columns: tuple[Column, ...], total: int) -> list[int]:
    """Whole twips; the last column takes what rounding leaves, so that the table ends at the margin."""
    widths = [round(column.share * total) for column in columns]
    widths[-1] += total - sum(widths)
    return widths


def _merge(cell: Cell) -> str:
    if cell.covered:
        return "continue"
    return "restart" if cell.rows > 1 else ""


def _start(width: int, merge: str) -> str:
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}<w:vAlign w:val="center"/></w:tcPr>'


def _opening(style: str, *, is_centred: bool, is_kept: bool = False) -> str:
    centred = '<w:jc w:val="center"/>' if is_centred else ""
    return f"<w:p><w:pPr><w:pStyle w:val={attribute(style)}/>{_KEEP_NEXT if is_kept else ''}{centred}</w:pPr>"


def _cell(start: str, opening: str, text: str) -> str:
    if "\n" in text:
        paragraphs = "".join(_paragraph(opening, line) for line in text.split("\n"))
        return f"{start}{paragraphs}</w:tc>"
    return f"{start}{_paragraph(opening, text)}</w:tc>"


def _paragraph(opening: str, text: str) -> str:
    if not text:
        return f"{opening}</w:p>"
    return f"{opening}{_TEXT}{escape(text)}{_TEXT_END}"
