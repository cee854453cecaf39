"""Sheets read from their XML say what openpyxl says of them, and what no sheet ought to be is refused."""

from __future__ import annotations

import datetime
import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.diagnostics import ContentError
from gongwen.load.findings import Findings
from gongwen.registry.sheet_xml import MOST_COLUMNS, CellRow, Look, day_words, sheet_rows
from gongwen.registry.workbook import open_book

EPOCH, FIRST, LAST = (datetime.datetime.fromisoformat(day) for day in ("1899-12-30", "1955-01-01", "2100-01-01"))
LOOK = Look(["甲", "乙"], frozenset({2}), frozenset(), {1: 3}, EPOCH)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
VALUES = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9).filter(lambda value: value == 0 or abs(value) > 1e-6),
    st.booleans(),
    st.text("甲乙=+-@ab&<>\n", max_size=6),
    st.dates(FIRST.date(), LAST.date()),
    st.datetimes(FIRST, LAST).map(lambda at: at.replace(microsecond=0)),
)


def rows(xml: str) -> list[CellRow]:
    data = f'<worksheet xmlns="{MAIN}"><sheetData>{xml}</sheetData></worksheet>'
    return list(sheet_rows(io.BytesIO(data.encode()), LOOK))


def said_by_openpyxl(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) else str(value)
    return day_words(value)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(VALUES, max_size=5), max_size=6))
def test_the_texts_are_those_that_openpyxl_reads(table: list[list[Any]]) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for line, values in enumerate(table, start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(line, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    made.save(stream := io.BytesIO())
    (found,) = open_book(stream.getvalue(), Findings("表.xlsx"))
    read = openpyxl.load_workbook(io.BytesIO(stream.getvalue()), data_only=True).worksheets[0]
    for number, cells in found.rows:
        whole = [said_by_openpyxl(read.cell(number, at).value) for at in range(1, read.max_column + 1)]
        assert [*cells, *[""] * (len(whole) - len(cells))] == whole


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1" t="s"><v>1</v></c>', "乙"),
        ('<c r="A1" s="1"><v>8</v></c>', "008"),
        ('<c r="A1"><v>8.0</v></c>', "8"),
        ('<c r="A1" s="2"><v>45292</v></c>', "2024年1月1日"),
        ('<c r="A1" s="2"><v>99999999</v></c>', "#VALUE!"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A1" t="b"><v>1</v></c>', "是"),
        ('<c r="A1" t="d"><v>2024-01-01</v></c>', "2024年1月1日"),
        ('<c t="str"><f>A2</f><v>丙</v></c>', "丙"),
        ('<c r="A1" t="inlineStr"><is><r><t>丁</t></r><r><t>戊</t></r><rPh><t>ding</t></rPh></is></c>', "丁戊"),
    ],
)
def test_every_kind_of_cell(cell: str, text: str) -> None:
    assert rows(f'<row r="1">{cell}</row>') == [CellRow(1, [text])]


def test_places_that_are_not_written_down_follow_one_another() -> None:
    found = rows('<row><c t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c><c t="s"><v>0</v></c></row><row r="4"/>')
    assert found == [CellRow(1, ["甲", "", "乙", "甲"]), CellRow(2, []), CellRow(3, []), CellRow(4, [])]


def test_a_formula_without_a_value_is_named_and_columns_far_out_are_left_alone() -> None:
    (row,) = rows('<row r="1"><c r="B1"><f>1+1</f></c><c r="ZZ1"><v>1</v></c></row>')
    assert (row.cells, row.bare) == (["", ""], [1])
    assert MOST_COLUMNS < 702


def test_rows_out_of_order_are_refused_not_dropped() -> None:
    with pytest.raises(ValueError, match="row 1 after row 2"):
        rows('<row r="2"/><row r="1"/>')
    with pytest.raises(ContentError):
        list(open_book(b"PK\x03\x04 nothing", Findings("表.xlsx")))
