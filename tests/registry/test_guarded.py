"""What gongwen writes into a register kept as CSV is a text to every spreadsheet, and reads as it was."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.load.findings import Findings
from gongwen.registry.sheets import read_sheets
from gongwen.registry.table_edit import CommaGrid

FILE = "姓名,职务,备注\r\n李明,局长,'+旧\r\n"
ACTIVE = ("=", "+", "-", "@")


def cells(data: bytes) -> list[list[str]]:
    (sheet,) = read_sheets(data, ".csv", Findings("人员.csv"))
    return [[str(cell) for cell in row] for row in sheet.rows if any(row)]


@given(st.sampled_from([*ACTIVE, "'", "''=", "甲"]), st.text("甲乙=+-@',\"，", max_size=6))
def test_a_cell_put_or_put_in_a_new_row_is_guarded_and_read_as_it_was(first: str, rest: str) -> None:
    value = first + rest
    grid = CommaGrid(FILE.encode(), "人员.csv")
    grid.put(2, 1, value)
    grid.insert_below(2, {0: "王芳", 2: value})
    written = list(csv.reader(io.StringIO(grid.data.decode())))
    assert not any(cell.startswith(ACTIVE) for row in written for cell in row)
    found = cells(grid.data)
    assert (found[1][1], found[2][2]) == (value, value)


@pytest.mark.parametrize("value", ["=cmd|'/c calc'!A0", "+86 0533", "-是", "@SUM(A1)"])
def test_what_a_spreadsheet_would_run_is_behind_an_apostrophe(value: str) -> None:
    grid = CommaGrid(FILE.encode(), "人员.csv")
    grid.put(2, 2, value)
    assert f",'{value}\r\n" in grid.data.decode()


def test_what_others_have_guarded_reads_without_the_guard() -> None:
    assert cells(FILE.encode())[1] == ["李明", "局长", "+旧"]
