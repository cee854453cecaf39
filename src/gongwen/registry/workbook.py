"""XLSX files from outside: opened within limits, every cell as the text that stands in it."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, NoReturn
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from gongwen.diagnostics import ContentError
from gongwen.load.findings import Findings
from gongwen.model.dates import in_words
from gongwen.model.text import Origin, Text

UNPACKED_LIMIT = 100_000_000
RATIO_LIMIT = 200
#: Small members may be packed as tightly as they like.
RATIO_FLOOR = 1_000_000
MEMBER_LIMIT = 2_000
MOST_ROWS = 100_000
MOST_COLUMNS = 200

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "请在 Excel 或 WPS 中另存为“Excel 工作簿（*.xlsx）”后再用。"
_FORMULA = re.compile(rb"<f[ >]")
_ZEROS = re.compile(r"0{2,}")
_NO_TIME = datetime.time()


def workbook_sheets(data: bytes, findings: Findings) -> Iterator[tuple[str, tuple[tuple[Text, ...], ...]]]:
    """Name and rows of every visible sheet; a cell of a formula is its last computed value."""
    has_formulas = _examine(data, findings)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True) if has_formulas else None
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                written = formulas[sheet.title] if formulas is not None else None
                yield sheet.title, _rows(sheet, written, findings)
    except (InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, OSError):
        # openpyxl has no error of its own for a workbook that is bent.
        _refuse(findings, "content/broken-workbook", "表格文件不完整或已损坏，无法读取。", _SAVE_AS)


def _examine(data: bytes, findings: Findings) -> bool:
    """Refuse what is no workbook or would grow without bounds; whether any cell holds a formula.

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
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    part = archive.read(entry)
                    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                        _refuse(findings, "content/broken-workbook", "表格文件里有不该有的声明，没有读取。", _SAVE_AS)
                    has_formulas = has_formulas or ("worksheets/" in entry.filename and bool(_FORMULA.search(part)))
            return has_formulas
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        _refuse(findings, "content/broken-workbook", "这不是 XLSX 表格文件，或已损坏。", _SAVE_AS)


def _rows(sheet: Any, written: Any, findings: Findings) -> tuple[tuple[Text, ...], ...]:
    for each in (sheet, written):
        if each is not None:
            # What a file says of its own size may be wrong.
            each.reset_dimensions()
    rows = []
    formulas = written.iter_rows(max_col=MOST_COLUMNS) if written is not None else iter(())
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS:
            findings.add(
                "content/workbook-size",
                f"表“{sheet.title}”超过 {MOST_ROWS} 行。",
                hint="请删去末尾的空行，或拆成几个文件。",
            )
            break
        beside = next(formulas, ())
        cells = []
        for column, cell in enumerate(row, start=1):
            origin = Origin(findings.file, number, column, sheet=sheet.title)
            formula = beside[column - 1].value if column <= len(beside) else None
            if cell.value is None and isinstance(formula, str) and formula.startswith("="):
                findings.add_at(
                    origin, "content/formula-unknown", "这一格是公式，文件里没有存它的结果。",
                    hint="请用 Excel 或 WPS 打开并保存一次，或把结果直接填进去。",
                )  # fmt: skip
            cells.append(Text(_said(cell.value, getattr(cell, "number_format", "")), origin).trimmed())
        rows.append(tuple(cells))
    return tuple(rows)


def _said(value: object, form: str) -> str:
    """The value as the sheet shows it, as far as that matters to a register: no 3.0 for 3, no 2016-03-01 00:00:00."""
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
            return str(int(value)).zfill(len(form)) if _ZEROS.fullmatch(form) else str(int(value))
        case _:
            return str(value)


def _refuse(findings: Findings, code: str, message: str, hint: str) -> NoReturn:
    findings.add(code, message, hint=hint)
    raise ContentError(*findings.all())
