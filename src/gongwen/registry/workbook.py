"""XLSX files from outside: opened within limits, every cell as the text that stands in it."""

from __future__ import annotations

import datetime
import io
import itertools
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

from msgspec import Struct

from gongwen.diagnostics import ContentError
from gongwen.load.findings import Findings
from gongwen.model.dates import in_words
from gongwen.model.text import Origin

UNPACKED_LIMIT = 300_000_000
RATIO_LIMIT = 200
#: Small members may be packed as tightly as they like.
RATIO_FLOOR = 1_000_000
MEMBER_LIMIT = 2_000
MOST_ROWS = 200_000
MOST_COLUMNS = 200

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "请在 Excel 或 WPS 中另存为“Excel 工作簿（*.xlsx）”后再用。"
_FORMULA = re.compile(rb"<f[ >]")
_ROW_NUMBER = re.compile(rb'<row [^>]*?\br="([0-9]+)"')
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+)([0-9]+):[A-Z]+([0-9]+)"')
_ZEROS = re.compile(r"0{2,}")
_NO_TIME = datetime.time()


class BookSheet(Struct, frozen=True):
    """A sheet of a workbook: number (from 1) and cells of every row. Of merged cells the first one holds the text.

    `merged`: column (from 0) → first and last rows of the cells that are merged downwards, the lowest ones first.
    """

    name: str
    is_hidden: bool
    rows: Iterator[tuple[int, list[str]]]
    merged: dict[int, list[tuple[int, int]]]

    def filled(self) -> Iterator[tuple[int, list[str]]]:
        """The rows with the text of a merged cell in each row that it spans."""
        waiting = {column: list(spans) for column, spans in self.merged.items()}
        standing: dict[int, tuple[int, str]] = {}
        for number, cells in self.rows:
            for column, spans in waiting.items():
                if spans and spans[-1][0] == number:
                    standing[column] = (spans.pop()[1], cells[column] if column < len(cells) else "")
                elif column in standing and number <= standing[column][0]:
                    cells.extend([""] * (column + 1 - len(cells)))
                    cells[column] = cells[column] or standing[column][1]
            yield number, cells


def open_book(data: bytes, findings: Findings) -> Iterator[BookSheet]:
    """The sheets in their order; a cell of a formula is its last computed value."""
    import openpyxl

    parts = _examine(data, findings)
    with _bent_is_refused(findings):
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True) if parts.has_formulas else None
        for sheet in book.worksheets:
            written = formulas[sheet.title] if formulas is not None else None
            merged = parts.merged.get(str(getattr(sheet, "_worksheet_path", "")).lstrip("/"), {})
            yield BookSheet(sheet.title, sheet.sheet_state != "visible", _rows(sheet, written, findings), merged)


#: openpyxl has no error of its own for a workbook that is bent: a part that is cut off is a SyntaxError, a chart sheet
#: without a chart an AttributeError.
_BENT = (zipfile.BadZipFile, SyntaxError, LookupError, ValueError, TypeError, AttributeError, OSError)


@contextmanager
def _bent_is_refused(findings: Findings) -> Iterator[None]:
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        yield
    except (InvalidFileException, *_BENT):
        _refuse(findings, "content/broken-workbook", "表格文件不完整或已损坏，无法读取。", _SAVE_AS)


class _Parts(Struct, frozen=True):
    """What the parts of the archive say before they are read as sheets; `merged` by the name of a sheet's part."""

    has_formulas: bool
    merged: dict[str, dict[int, list[tuple[int, int]]]]


def _examine(data: bytes, findings: Findings) -> _Parts:
    """Refuse what is no workbook or would grow without bounds.

    `zipfile` never unpacks more of a member than the archive declares, so the declared sizes bound the real ones.
    """
    if data.startswith(_OLD_EXCEL):
        _refuse(
            findings, "content/old-excel", "这是旧版 Excel（*.xls）文件，或设了打开密码。", f"请取消密码；{_SAVE_AS}"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            is_bomb = (
                len(entries) > MEMBER_LIMIT
                or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT
                or any(
                    entry.file_size > RATIO_FLOOR and entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1)
                    for entry in entries
                )
            )
            if is_bomb:
                _refuse(
                    findings,
                    "content/workbook-size",
                    "表格文件解开后过大，不像正常的表格。",
                    "请核对文件，删去用不着的表和空行。",
                )
            has_formulas = False
            merged = {}
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    part = archive.read(entry)
                    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                        _refuse(findings, "content/broken-workbook", "表格文件里有不该有的声明，没有读取。", _SAVE_AS)
                    if "worksheets/" in entry.filename:
                        has_formulas = has_formulas or bool(_FORMULA.search(part))
                        merged[entry.filename] = _merged(part)
                        if _has_rows_out_of_order(part):
                            _refuse(
                                findings, "content/broken-workbook", "表格文件里行的次序是乱的，没有读取。", _SAVE_AS
                            )
            return _Parts(has_formulas, merged)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        _refuse(findings, "content/broken-workbook", "这不是 XLSX 表格文件，或已损坏。", _SAVE_AS)


def _has_rows_out_of_order(part: bytes) -> bool:
    """openpyxl leaves out a row that stands behind a later one, and says nothing."""
    numbers = (int(number) for number in _ROW_NUMBER.findall(part))
    return any(later <= earlier for earlier, later in itertools.pairwise(numbers))


def _merged(part: bytes) -> dict[int, list[tuple[int, int]]]:
    """Cells merged downwards, as in a `BookSheet`."""
    from openpyxl.utils import column_index_from_string

    found: dict[int, list[tuple[int, int]]] = {}
    for match in _MERGED.finditer(part, max(part.rfind(b"<mergeCells"), 0)):
        first, last = int(match[2]), int(match[3])
        if first < last:
            found.setdefault(column_index_from_string(match[1].decode()) - 1, []).append((first, last))
    return {column: sorted(spans, reverse=True) for column, spans in found.items()}


def _rows(sheet: Any, written: Any, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    for each in (sheet, written):
        if each is not None:
            # What a file says of its own size may be wrong.
            each.reset_dimensions()
    # Not by `max_col`, which would fill every row up to so many cells.
    formulas: Iterator[Sequence[Any]] = (
        (row[:MOST_COLUMNS] for row in written.iter_rows()) if written is not None else iter(())
    )
    with _bent_is_refused(findings):
        for number, whole in enumerate(sheet.iter_rows(), start=1):
            row = whole[:MOST_COLUMNS]
            if number > MOST_ROWS:
                findings.add(
                    "content/workbook-size",
                    f"表“{sheet.title}”超过 {MOST_ROWS} 行。",
                    hint="请删去末尾的空行，或拆成几个文件。",
                )
                return
            beside = next(formulas, ())
            for column, cell in enumerate(beside, start=1):
                if isinstance(cell.value, str) and cell.value.startswith("=") and _lacks_value(row, column):
                    findings.add_at(
                        Origin(findings.file, number, column, sheet=sheet.title),
                        "content/formula-unknown", "这一格是公式，文件里没有存它的结果。",
                        hint="请用 Excel 或 WPS 打开并保存一次，或把结果直接填进去。",
                    )  # fmt: skip
            yield number, [value if isinstance(value := cell.value, str) else _said(cell) for cell in row]


def _lacks_value(row: Sequence[Any], column: int) -> bool:
    return column > len(row) or row[column - 1].value is None


def _said(cell: Any) -> str:
    """The value as the sheet shows it, as far as that matters to a register: no 3.0 for 3, no 2016-03-01 00:00:00."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime.datetime() if value.time() == _NO_TIME:
            return in_words(value.date())
        case datetime.date() if not isinstance(value, datetime.datetime):
            return in_words(value)
        case int() | float() if value == int(value):
            form = cell.number_format
            return str(int(value)).zfill(len(form)) if _ZEROS.fullmatch(form) else str(int(value))
        case _:
            return str(value)


def _refuse(findings: Findings, code: str, message: str, hint: str) -> NoReturn:
    findings.add(code, message, hint=hint)
    raise ContentError(*findings.all())
