"""Texts that a spreadsheet would take for a formula or a command, written so that it takes them for texts."""

from __future__ import annotations

from typing import Any

from gongwen.model.text import Text

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_APOSTROPHE = "'"


def put_text(cell: Any, text: str) -> None:
    """Put `text` into a cell of a workbook as a text, whatever it begins with."""
    cell.value = str(text)
    # openpyxl takes =1 for a formula and #N/A for an error.
    cell.data_type = "s"
    if text.startswith(_STARTS):
        cell.quotePrefix = True


def as_comma_cell(text: str) -> str:
    """`text` for a CSV file: behind an apostrophe if it would be active."""
    return _APOSTROPHE + text if _is_active(text) else text


def unguarded(cell: Text) -> Text:
    """The cell of a CSV file as it was before `as_comma_cell`."""
    return Text(cell[1:], cell.at(1)) if cell.startswith(_APOSTROPHE) and _is_active(cell) else cell


def _is_active(text: str) -> bool:
    """Also behind apostrophes, so that each cell that is guarded, and no other, loses one when it is read."""
    return text.lstrip(_APOSTROPHE).startswith(_STARTS)
