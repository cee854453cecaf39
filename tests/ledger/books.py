"""Workbooks as offices keep their ledgers, made for tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongwen.diagnostics import ContentError
from gongwen.registry.ledger import LedgerReading, read_ledger

HEAD = ("编号", "类别", "会议", "标题", "提出人", "办理方式", "结果", "满意度", "答复日期", "主题")
_LAND, _LINE, _TOWN = "关于协调港口用地指标的建议", "关于调整生态红线的建议", "关于城中村改造的提案"
ROWS: tuple[tuple[Any, ...], ...] = (
    ("082", "代表建议", "五届五次", _LAND, "李敏", "主办", "A", "满意", "2024-07-10", "用地保障"),
    ("068", "代表建议", "五届五次", _LINE, "陈军、王芳", "主办", "B", "基本满意", "2024-08-02", "生态红线"),
    ("031", "政协提案", "五届四次", _TOWN, "周平", "协办", None, None, "2024-06-30", "城乡规划"),
)


def book(*sheets: tuple[str, Iterable[Sequence[Any]]]) -> Workbook:
    made = openpyxl.Workbook()
    made.remove(made.active)  # type: ignore[arg-type]
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return made


def plain() -> Workbook:
    """Three items, neat."""
    return book(("台账", [HEAD, *ROWS]))


def sheet_of(made: Workbook) -> Worksheet:
    sheet = made.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def read(made: Workbook | str | bytes, folder: Path, name: str = "台账.xlsx") -> LedgerReading:
    path = folder / name
    if isinstance(made, Workbook):
        made.save(path)
    else:
        path.write_bytes(made.encode() if isinstance(made, str) else made)
    reading = read_ledger(path, shown_as=name)
    for sheet in reading.sheets:
        assert sheet.rows == sheet.read + sheet.refused + sheet.passed_over, "no row is dropped in silence"
    assert sum(sheet.read for sheet in reading.sheets) == len(reading.ledger.rows)
    return reading


def told(reading: LedgerReading) -> list[str]:
    """Place and code of every finding."""
    return [f"{item.place} {item.code}" for item in reading.diagnostics]


def refused(made: Workbook | str | bytes, folder: Path, name: str = "台账.xlsx") -> list[str]:
    """Place and code of what a file is refused for as a whole."""
    try:
        read(made, folder, name)
    except ContentError as error:
        return [f"{item.place} {item.code}" for item in error.diagnostics]
    return []
