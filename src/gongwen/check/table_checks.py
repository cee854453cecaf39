"""Tables on the page (B08, B09, B11): faces, width, and how they run on over pages. Practice, no standard's demand.

Judged by the rules and words on the page, of our tables and of others'; only which row is broken is told by the texts
where they are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from gongwen.check.distances import PLACE, shown
from gongwen.check.document import Laid
from gongwen.check.found import Found, Span, Spot, Unchecked, Wording, in_mm
from gongwen.check.grids import Grid
from gongwen.check.judging import odd_face
from gongwen.check.outcome import NotApplicable, NotChecked
from gongwen.check.strips import Strip, plain, spot_of
from gongwen.check.table_pages import find_tables
from gongwen.check.tolerance import of_place
from gongwen.check.verdict import Check
from gongwen.lengths import mm
from gongwen.printview import TableBlock
from gongwen.standard import page
from gongwen.standard.elements import FANGSONG, HEITI

#: A column of single lines is known by so many of them.
_FEW_ROWS = 3


def _tables(laid: Laid) -> tuple[tuple[Grid, ...], ...]:
    """All tables; ends the check when there are none."""
    if laid.tables:
        return laid.tables
    if laid.view is None:
        raise NotChecked("没有认出带竖线的表格")
    if _own(laid):
        raise NotChecked("页面上没有找到表格")
    raise NotApplicable("没有表格")


def _own(laid: Laid) -> list[TableBlock]:
    parts = laid.view.parts if laid.view is not None else ()
    return [block for part in parts for block in part.blocks if isinstance(block, TableBlock)]


def _over_pages(laid: Laid) -> list[tuple[Grid, ...]]:
    over = [grids for grids in _tables(laid) if len(grids) > 1]
    if not over:
        raise NotApplicable("没有跨页的表格")
    return over


def _faces(laid: Laid) -> Iterator[Found]:
    for grids in _tables(laid):
        for grid in grids:
            head = [strip for strip in grid.strips if grid.head_rows(grids[0]) and strip.baseline < grid.head_end]
            yield from odd_face(laid, "表头", head, "惯例为", HEITI)
            yield from odd_face(laid, "表格", [strip for strip in grid.strips if strip not in head], "惯例为", FANGSONG)


def _width(laid: Laid) -> Iterator[Found]:
    for grid, *_ in _tables(laid):
        area = laid.area_on(grid.page)
        y = (grid.top + grid.bottom) * 0.5
        sides = (
            ("左", in_mm(grid.left - area.left, mm(0), PLACE, Span.across(y, area.left, grid.left, area.left))),
            ("右", in_mm(grid.right - area.right, mm(0), PLACE, Span.across(y, area.right, grid.right, area.right))),
        )
        side, value = max(sides, key=lambda item: abs(item[1].measured))
        if value.is_off:
            where = "以外" if (value.measured < 0) is (side == "左") else "以内"
            yield Found(
                grid.spot,
                f"第 {grid.page} 页的表格宽 {shown(grid.right - grid.left)}，{side}边线在版心{side}边缘{where} "
                f"{abs(value.measured):.1f} mm，惯例与版心同宽（{shown(area.right - area.left)}）。",
                "请把表格的宽度设为版心的宽度，左缩进设为 0。",
                value,
            )


def _narrow(laid: Laid) -> Iterator[Found]:
    for grids in _tables(laid):
        found = (one for grid in grids if laid.sheet(grid.page).is_upright for one in _narrow_cells(grid, grids[0]))
        yield from islice(found, 1)


def _narrow_cells(grid: Grid, first: Grid) -> Iterator[Found]:
    least = page.NARROWEST_COLUMN
    for column in grid.whole_columns:
        cell = max(grid.columns[column][grid.head_rows(first) :], key=len, default=())
        left, right = grid.edges[column : column + 2]
        if len(cell) <= page.NARROW_CELL_LINES or right > left + least:
            continue
        span = Span.across(cell[0].box.middle_y, left, right, left + least)
        value = in_mm(right - left, least, of_place(mm(0)), span)
        if value.is_off:
            yield Found(
                spot_of(cell),
                f"第 {grid.page} 页表格的第 {column + 1} 列宽 {shown(right - left)}，一格的文字排了 {len(cell)} 行，"
                f"惯例文字列不窄于 {least.mm:g} mm，排不下的表格横放。",
                "请把表格排在横向的页面上，或减少列数。",
                value,
            )


def _head(laid: Laid) -> Iterator[Found]:
    own = {tuple(plain(column.title) for column in block.table.columns) for block in _own(laid)}
    for first, *others in _over_pages(laid):
        bare = next((grid for grid in others if not grid.repeats(first) and grid.head not in own), None)
        if bare is not None:
            yield Found(
                bare.spot,
                f"第 {bare.page} 页的表格接着第 {bare.page - 1} 页，没有重排表头，惯例每面重排。",
                "请选定表头各行，设为“在各页顶端以标题行形式重复出现”。",
                Wording("没有表头", "有表头"),
            )


def _broken_rows(laid: Laid) -> Iterator[Found | Unchecked]:
    over = _over_pages(laid)
    if laid.view is not None:
        yield from _broken_rows_of_ours(laid)
        return
    for grids in over:
        singles = _single_lines(grids)
        for upper, lower in pairwise(grids):
            first = lower.head_rows(grids[0])
            if not singles:
                yield Unchecked(f"看不出第 {upper.page}、{lower.page} 页之间的行是否断开")
            elif not all(upper.columns[at][-1] and lower.columns[at][first] for at in singles):
                yield _broken(upper.page, upper.spot)


def _single_lines(grids: Sequence[Grid]) -> list[int]:
    """The columns whose cells, but for those at the ends of pages, all hold one line: such a cell cannot be broken."""
    return [column for column in grids[0].whole_columns if _holds_single_lines(grids, column)]


def _holds_single_lines(grids: Sequence[Grid], column: int) -> bool:
    inner: list[tuple[Strip, ...]] = []
    for grid in grids:
        cells = grid.columns[column][grid.head_rows(grids[0]) :]
        if not cells or column not in grid.whole_columns:
            return False
        inner += cells[grid is not grids[0] : -1 if grid is not grids[-1] else None]
    return len(inner) >= _FEW_ROWS and all(len(cell) == 1 for cell in inner)


def _broken_rows_of_ours(laid: Laid) -> Iterator[Found | Unchecked]:
    tables = [block.table for block in _own(laid)]
    for table, pages in zip(tables, find_tables(tables, laid.sheets), strict=True):
        if pages is None:
            yield Unchecked("表格没有在页面上认全")
            continue
        for row in sorted(pages.broken - set(table.long_rows)):
            number = max(number for number, first in pages.first_rows.items() if first <= row)
            yield _broken(number, [grid.spot for grids in laid.tables for grid in grids if grid.page == number][-1])


def _broken(number: int, spot: Spot) -> Found:
    return Found(
        spot,
        f"第 {number} 页表格的末行在行内断开，接排到第 {number + 1} 页，惯例一行不断在两面。",
        "请在表格属性里去掉“允许跨页断行”。",
        Wording("断开", "不断开"),
    )


CHECKS = (
    Check("layout/table-face", "B08", page.TABLE_FACES, _faces, "表头不是黑体，或表内不是仿宋体", standard=""),
    Check("layout/table-width", "B09", page.TABLE_WIDTH, _width, "表格与版心不同宽", standard=""),
    Check("layout/table-narrow", "B09", page.TABLE_COLUMNS, _narrow, "竖放的表格有文字列太窄", standard=""),
    Check("layout/table-head", "B11", page.TABLE_HEAD, _head, "表格接排的一面没有重排表头", standard=""),
    Check("layout/table-row-broken", "B11", page.WHOLE_ROWS, _broken_rows, "表格的一行断在两面", standard=""),
)
