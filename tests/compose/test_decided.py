"""Merged cells parted where a page begins: the words stand on both sides, no row is lost (B13)."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gongwen.compose.decided import follow
from gongwen.decisions import Decisions, TableBreaks
from gongwen.printview import Cell, Column, Part, PrintView, Table, TableBlock

_COLUMNS = tuple(Column(title=title, share=1 / 3) for title in ("阶段", "时间", "任务"))


def _merged(spans: list[tuple[str, int]]) -> list[Cell]:
    cells = []
    for text, rows in spans:
        cells += [Cell(text=text, rows=rows), *(Cell(covered=True) for _ in range(rows - 1))]
    return cells


def _parted(*columns: list[Cell], at: tuple[int, ...]) -> list[list[Cell]]:
    table = Table(columns=_COLUMNS, rows=tuple(zip(*columns, strict=True)))
    view = PrintView(parts=(Part(blocks=(TableBlock(table=table),)),))
    (block,) = follow(view, Decisions((TableBreaks(0, 0, at),))).parts[0].blocks
    assert isinstance(block, TableBlock)
    return [list(column) for column in zip(*block.table.rows, strict=True)]


def test_the_leftmost_of_the_cells_that_go_on_is_marked() -> None:
    tasks = [Cell(text=str(row)) for row in range(6)]
    phases, times, same = _parted(
        _merged([("准备", 4), ("评议", 2)]), _merged([("1月", 2), ("2月", 4)]), tasks, at=(3, 5)
    )
    assert phases == _merged([("准备", 3), ("准备（续）", 1), ("评议", 1), ("评议（续）", 1)])
    assert times == _merged([("1月", 2), ("2月", 1), ("2月", 2), ("2月", 1)])
    assert same == tasks


def test_a_cell_that_begins_its_page_stays_as_it_is() -> None:
    phases = _merged([("准备", 2), ("评议", 2)])
    assert _parted(phases, phases, phases, at=(2,))[0] == phases


@given(st.lists(st.integers(1, 5), min_size=1, max_size=8), st.data())
def test_every_page_begins_with_a_name_and_every_row_is_spanned_once(spans: list[int], data: st.DataObject) -> None:
    names = _merged([(f"第{number}阶段", rows) for number, rows in enumerate(spans)])
    at = tuple(sorted(data.draw(st.sets(st.integers(1, max(len(names) - 1, 1)))))) if len(names) > 1 else ()
    (made, *_) = _parted(names, names, names, at=at)
    starts = [row for row, cell in enumerate(made) if not cell.covered]
    assert {0, *at} <= set(starts)
    assert [made[start].rows for start in starts] == [low - high for high, low in pairwise([*starts, len(made)])]
    shown = [cell.text.removesuffix("（续）") for cell in made for _ in range(0 if cell.covered else cell.rows)]
    assert shown == [cell.text for cell in names for _ in range(0 if cell.covered else cell.rows)]
