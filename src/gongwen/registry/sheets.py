"""Tables as offices keep them, from XLSX and CSV files: rows of cells, each a text with its place.

Knows nothing of what the columns mean.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from gongwen.diagnostics import FileError
from gongwen.files import read_bytes
from gongwen.load.findings import Findings
from gongwen.load.record import LARGEST_FILE
from gongwen.model.text import Text
from gongwen.registry.commas import split_cells
from gongwen.registry.workbook import workbook_sheets

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm")
COMMA_SUFFIXES = (".csv",)
TABLE_SUFFIXES = (*WORKBOOK_SUFFIXES, *COMMA_SUFFIXES)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; `name` is that of the workbook's sheet, empty for a CSV file. Rows may differ in length."""

    name: str
    rows: tuple[tuple[Text, ...], ...]


def read_file(path: Path, *, shown_as: str) -> bytes:
    """The bytes of a register or ledger, which messages call `shown_as`."""
    try:
        return read_bytes(path, limit=LARGEST_FILE)
    except FileError as error:
        raise FileError(
            *(replace(item, place=replace(item.place, file=shown_as)) for item in error.diagnostics)
        ) from error


def read_sheets(data: bytes, suffix: str, findings: Findings) -> tuple[Sheet, ...]:
    """The tables of a file with these bytes; refuses (ContentError) what is no such file."""
    if suffix.lower() in WORKBOOK_SUFFIXES:
        return tuple(Sheet(name, rows) for name, rows in workbook_sheets(data, findings))
    return (Sheet("", split_cells(data, findings)),)
