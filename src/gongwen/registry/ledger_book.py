"""A ledger as an XLSX file: every key a column, with notes and drop-down lists; no cell of it is ever a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gongwen.model.dates import parse_date
from gongwen.model.suggestion import DATES, LEVELS, SATISFACTION, Suggestion
from gongwen.registry.guarded import put_text

KEYS: tuple[str, ...] = tuple(field.alias for field in Suggestion.model_fields.values() if field.alias is not None)
_CHOICES = {
    "类别": ("代表建议", "政协提案", "集体提案", "议案"),
    "层级": tuple(dict.fromkeys(LEVELS.values())),
    "办理方式": ("主办", "分办", "协办", "会办", "独办", "参阅"),
    "满意度": SATISFACTION,
    "态度满意度": ("满意", "基本满意", "不满意", "未反馈"),
    "公开": ("主动公开", "依申请公开", "不予公开"),
    "重点": ("是", "否"),
    "二次办理": ("是", "否"),
}
#: Characters of a column: a day fits in.
_WIDTH = 12
_WIDE = {"标题": 40, "办理情况": 40, "答复内容": 60, "亮点": 30, "提出人": 16}
#: The lists serve so many rows below the items.
_SPARE_ROWS = 500
_EPOCH = (1980, 1, 1, 0, 0, 0)


def ledger_book(rows: Iterable[Suggestion], classes: Sequence[str]) -> bytes:
    """An XLSX file with these items; without any, the form to fill in. `classes` are the letters of the results."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "台账"
    _titles(sheet)
    line = 1
    for line, row in enumerate(rows, start=2):
        for column, (key, name) in enumerate(zip(KEYS, Suggestion.model_fields, strict=True), start=1):
            value = getattr(row, name)
            text = "、".join(value) if isinstance(value, tuple) else value
            if text:
                put(sheet, line, column, text, is_date=key in DATES)
    for key, choices in (_CHOICES | {"结果": tuple(classes)}).items():
        letter = get_column_letter(KEYS.index(key) + 1)
        listed = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        listed.showErrorMessage = key not in ("类别", "层级")
        listed.add(f"{letter}2:{letter}{line + _SPARE_ROWS}")
        sheet.add_data_validation(listed)
    return packed(book)


def table_book(name: str, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """An XLSX file with one table of texts, and of days under titles of days."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    for column, title in enumerate(titles, start=1):
        put(sheet, 1, column, title)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDE.get(title, _WIDTH)
    for line, cells in enumerate(rows, start=2):
        for column, (title, text) in enumerate(zip(titles, cells, strict=True), start=1):
            put(sheet, line, column, text, is_date=bool(text) and title in DATES)
    return packed(book)


def put(sheet: Worksheet, line: int, column: int, text: str, *, is_date: bool = False) -> None:
    """Put a text into a cell as a text; a date as a date."""
    cell = sheet.cell(line, column)
    if is_date:
        cell.value = parse_date(text)
        cell.number_format = "yyyy-mm-dd"
        return
    put_text(cell, text)
    cell.number_format = "@"


def _titles(sheet: Worksheet) -> None:
    for column, (key, item) in enumerate(zip(KEYS, Suggestion.model_fields.values(), strict=True), start=1):
        cell = sheet.cell(1, column, key)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(horizontal="center")
        note = Comment(item.description or key, "gongwen")
        note.width, note.height = 240, 80
        cell.comment = note
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDE.get(key, _WIDTH)
        # 082 typed into a cell of text stays 082.
        sheet.column_dimensions[letter].number_format = "yyyy-mm-dd" if key in DATES else "@"
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(KEYS))}1"


def packed(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook, the same for the same content: no clock and no author in it."""
    book.properties.creator = "gongwen"
    raw = io.BytesIO()
    book.save(raw)
    settled = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _without_clock(data)
            target.writestr(zipfile.ZipInfo(entry.filename, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return settled.getvalue()


def _without_clock(core: bytes) -> bytes:
    """openpyxl notes when it began and when it saved."""
    return re.sub(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", b"", core)
