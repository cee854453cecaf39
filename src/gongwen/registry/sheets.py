"""Tables as offices keep them, from XLSX and CSV files: rows of cells, each a text with its place.

Knows nothing of what the columns mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gongwen.diagnostics import FileError
from gongwen.files import read_bytes
from gongwen.load.findings import Findings
from gongwen.load.record import LARGEST_FILE
from gongwen.model.text import Origin, Text
from gongwen.registry.commas import Cell, comma_rows
from gongwen.registry.guarded import unguarded
from gongwen.registry.workbook import open_book

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm")
COMMA_SUFFIXES = (".csv",)
TABLE_SUFFIXES = (*WORKBOOK_SUFFIXES, *COMMA_SUFFIXES)


class Sheet(Struct, frozen=True):
    """One table; `name` is that of the workbook's sheet, empty for a CSV file. Rows may differ in length."""

    name: str
    rows: tuple[tuple[Text, ...], ...]


class Row(Struct, frozen=True):
    """One row of a table, its cells still bare: a large table has no memory for the place of each.

    Without `places` they stand side by side on `line`, one a column.
    """

    file: str
    sheet: str
    line: int
    cells: Sequence[str]
    places: Sequence[Cell] = ()

    def text(self, at: int) -> Text:
        """The cell of the column `at` (from 0) with its place; empty beyond the end of the row."""
        cell = self.cells[at] if at < len(self.cells) else ""
        line, column = self.places[at][1:3] if at < len(self.places) else (self.line, at + 1)
        return Text(cell, Origin(self.file, line, column, sheet=self.sheet)).trimmed()

    def texts(self) -> tuple[Text, ...]:
        return tuple(self.text(at) for at in range(len(self.cells)))

    @property
    def is_blank(self) -> bool:
        return not any(cell and not cell.isspace() for cell in self.cells)


class Stream(Struct, frozen=True):
    """A table whose rows come one by one, once; `is_hidden`: Excel does not show it."""

    name: str
    rows: Iterator[Row]
    is_hidden: bool = False


def read_file(path: Path, *, shown_as: str, limit: int = LARGEST_FILE) -> bytes:
    """The bytes of a register or ledger, which messages call `shown_as`."""
    try:
        return read_bytes(path, limit=limit)
    except FileError as error:
        raise FileError(
            *(replace(item, place=replace(item.place, file=shown_as)) for item in error.diagnostics)
        ) from error


def read_sheets(data: bytes, suffix: str, findings: Findings) -> tuple[Sheet, ...]:
    """The tables of a file with these bytes that can be seen; refuses (ContentError) what is no such file.

    For registers, which gongwen itself writes to: the cells of a CSV file lose the apostrophes that guard them.
    """
    if suffix.lower() not in WORKBOOK_SUFFIXES:
        return (Sheet("", tuple(tuple(map(unguarded, row.texts())) for row in _of_commas(data, findings))),)
    return tuple(
        Sheet(sheet.name, tuple(row.texts() for row in _numbered(findings.file, sheet.name, sheet.rows)))
        for sheet in open_book(data, findings)
        if not sheet.is_hidden
    )


def stream_sheets(data: bytes, suffix: str, findings: Findings) -> Iterator[Stream]:
    """Every table of the file, hidden ones too, its rows read as they are asked for; refuses likewise.

    What stands in cells that are merged downwards stands in each of their rows.
    """
    if suffix.lower() in WORKBOOK_SUFFIXES:
        for sheet in open_book(data, findings):
            yield Stream(sheet.name, _numbered(findings.file, sheet.name, sheet.filled()), sheet.is_hidden)
    else:
        yield Stream("", _of_commas(data, findings))


def _numbered(file: str, sheet: str, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Row]:
    return (Row(file, sheet, number, cells) for number, cells in rows)


def _of_commas(data: bytes, findings: Findings) -> Iterator[Row]:
    for cells in comma_rows(data, findings):
        yield Row(findings.file, "", cells[0].line, [cell.value for cell in cells], cells)
