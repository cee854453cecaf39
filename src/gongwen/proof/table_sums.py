"""The figures of a writer's tables: sums, numbers of rows that are stated, serials (B06, B17)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from gongwen.diagnostics import Diagnostic
from gongwen.model.table import SERIAL_COLUMN, TableBody
from gongwen.model.text import Text, clip
from gongwen.proof.table_rows import Row, counted
from gongwen.resolve.places import place_of, remark, warning

CODES = {
    "content/table-total": "合计、小计与各行之和不符",
    "content/table-count": "写明的项数与表中的行数不符",
    "content/table-serial": "表中自己写的序号断号、重号或颠倒",
    "content/table-number-blank": "数字列里有空格",
}
_NUMBER = re.compile(r"[-+]?\d[\d,，]*(?:\.\d+)?")
_SERIAL = re.compile(r"\d{1,4}")
_COUNT = re.compile(r"[（(]?共(?:计)?\s*(\d{1,4})\s*(?:项|条|件|个|户|处)(?:任务|工作|事项)?[)）]?")
_GROUPS = ("阶段", "类别", "分类")
_SERIAL_NAMES = (SERIAL_COLUMN, "编号", "序次")
#: Where these stand, a row is part of another one, and sums cannot be told.
_PARTS = re.compile(r"^(?:其中|其\s*中)")
#: Columns of numbers that are no amounts.
_NO_AMOUNTS = re.compile(r"序|编号|号码|电话|年度|年份|日期|时间|时限|邮编|比例|率$|占比|单价")


def check_sums(table: TableBody, rows: Sequence[Row], title: str) -> Iterator[Diagnostic]:
    """What a reader with an abacus would find."""
    yield from _check_totals(table, rows)
    yield from _check_counts(table, rows, title)
    yield from _check_serials(rows)
    yield from _check_blanks(table, rows)


def _number(cell: Text | None) -> Decimal | None:
    return Decimal(re.sub("[,，]", "", cell)) if cell is not None and _NUMBER.fullmatch(cell) else None


def _check_totals(table: TableBody, rows: Sequence[Row]) -> Iterator[Diagnostic]:
    """小计 is of the rows since the last one, 合计 of all; only of columns that hold nothing but numbers."""
    if not any(row.is_total for row in rows) or any(_PARTS.match(row.first) for row in rows):
        return
    for name in table.names:
        if _NO_AMOUNTS.search(name):
            continue
        cells = [row.cells.get(name) for row in rows if not row.is_total]
        if not any(cells) or any(cell and _number(cell) is None and cell not in ("—", "-", "/") for cell in cells):
            continue
        yield from _check_column(name, rows)


def _check_column(name: str, rows: Sequence[Row]) -> Iterator[Diagnostic]:
    whole = part = Decimal(0)
    for place, row in enumerate(rows):
        cell, total = row.cells.get(name), row.total
        number = _number(cell)
        if total is None:
            whole += number or 0
            part += number or 0
            continue
        wanted = part if total["part"] else whole
        if place == 0 and not total["part"]:
            # A sum that stands above what it is of.
            wanted = sum((_number(other.cells.get(name)) or Decimal(0) for other in rows if not other.is_total), whole)
        if number is not None and cell is not None and number != wanted:
            yield warning(
                "content/table-total",
                f"“{clip(name, 10)}”的{total[0]}写 {cell}，各行相加是 {wanted.normalize():f}。",
                place_of(cell),
                "请核对各行和合计。",
            )
        if total["part"]:
            part = Decimal(0)


def _check_counts(table: TableBody, rows: Sequence[Row], title: str) -> Iterator[Diagnostic]:
    """共5项 in the cell of a group is of the rows that bear it, in the title or below the table of all."""
    own = [row for row in rows if not row.is_total]
    for name in table.names:
        if name not in table.merged and name not in _GROUPS:
            continue
        for cell, group in groupby(row.cells.get(name) for row in own):
            match = _COUNT.search(cell) if cell is not None else None
            if match is not None:
                yield from _differs(cell, match, sum(1 for _ in group))
    for text in (title, table.instructions):
        match = _COUNT.search(text) if text else None
        if text and match is not None:
            yield from _differs(text, match, len(own))


def _differs(text: str | None, match: re.Match[str], count: int) -> Iterator[Diagnostic]:
    if int(match[1]) != count:
        yield warning(
            "content/table-count",
            f"写的是“{match[0].strip('（()）')}”，表中有 {count} 行。",
            place_of(text or "", match.start(1) if isinstance(text, Text) else 0),
            f"请核对；按表中的行数应写 {count}。",
        )


def _check_serials(rows: Sequence[Row]) -> Iterator[Diagnostic]:
    """B06: continuous through the table, or anew in each group; 1.1 and the like are left alone."""
    for name in _SERIAL_NAMES:
        cells = [cell for row in rows if not row.is_total and (cell := row.cells.get(name)) is not None]
        if len(cells) < 2 or not all(map(_SERIAL.fullmatch, cells)) or int(cells[0]) != 1:
            continue
        before = 1
        for cell in cells[1:]:
            if int(cell) not in (before + 1, 1):
                yield warning(
                    "content/table-serial",
                    f"“{name}”的 {before} 后面是 {int(cell)}，断号、重号或颠倒。",
                    place_of(cell),
                    "不写序号，由程序编写：一行里从第二列写起。"
                    if name == SERIAL_COLUMN
                    else f"按顺序应为 {before + 1}。",
                )
            before = int(cell)


def _check_blanks(table: TableBody, rows: Sequence[Row]) -> Iterator[Diagnostic]:
    """B17: a blank among numbers may be none or may be forgotten."""
    own = [row for row in rows if not row.is_total]
    for name in table.names:
        filled = [cell for row in own if (cell := row.cells.get(name)) is not None]
        blank = [row for row in own if name not in row.cells and row.cells]
        if len(filled) < 2 or not blank or _NO_AMOUNTS.search(name):
            continue
        if all(_number(cell) is not None or cell in ("—", "无") for cell in filled):
            yield remark(
                "content/table-number-blank",
                f"“{clip(name, 10)}”{counted(blank)}空着。",
                place_of(blank[0].first),
                "没有数的按惯例写“—”或“无”，漏写的请补上。",
            )
