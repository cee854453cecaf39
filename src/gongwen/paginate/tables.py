"""Merged cells that run over the end of a page are parted there, and their words repeated (B13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from gongwen.check.document import Laid
from gongwen.check.table_pages import TablePages, find_tables
from gongwen.decisions import Decisions, TableBreaks
from gongwen.lengths import Length
from gongwen.paginate.table_plan import plan, rooms_of
from gongwen.printview import PrintView, Table, TableBlock


def part_merged_cells(laid: Laid, decisions: Decisions, left: list[str]) -> Decisions:
    """The rows at which the tables of `laid` have to be parted, as their pages are now."""
    view = laid.view
    assert view is not None
    places = [
        (part, block, item.table)
        for part, blocks in enumerate(each.blocks for each in view.parts)
        for block, item in enumerate(blocks)
        if isinstance(item, TableBlock)
    ]
    for (part, block, table), pages in zip(
        places, find_tables([table for *_, table in places], laid.sheets), strict=True
    ):
        name = _name(view, part)
        made_by = tuple(item for item in decisions.of(TableBreaks, part) if item.block == block)
        if pages is None:
            if made_by or any(cell.rows > 1 for row in table.rows for cell in row):
                left.append(f"{name}没有在页面上认全，合并的格跨不跨页未查。")
            continue
        if pages.broken:
            left.append(f"{name}第 {_listed(sorted(pages.broken))} 行太高，已在行内换页；不想断开，请分成几行写。")
        bottoms = {page: laid.area_on(page).bottom + laid.geometry.outset for page in pages.tops}
        now = made_by[0] if made_by else TableBreaks(part, block, ())
        wanted = _wanted(table, pages, bottoms, now, name)
        if made_by != wanted:
            decisions = decisions.put(*wanted, without=made_by)
    return decisions


def _wanted(
    table: Table, pages: TablePages, bottoms: Mapping[int, Length], now: TableBreaks, name: str
) -> tuple[TableBreaks, ...]:
    """Where a merged cell goes on over the end of a page, or would without what was decided before."""
    _, *following = pages.first_rows.values()
    rows = tuple(row for row in following if row in now.rows or any(cell.covered for cell in table.rows[row]))
    held = now.held
    if rows != now.rows and not pages.broken:
        # Words that are repeated may need room and move the rows behind them: that is reckoned, and then looked at.
        planned = plan(table, pages, rooms_of(pages, bottoms), now)
        if planned != (now.rows, now.held):
            rows, held = planned
    if not rows and not held:
        return ()
    told = f"{name}合并的格跨页，已在页首第 {_listed(rows)} 行重写格里的文字，并注“（续）”。" if rows else ""
    return (replace(now, rows=rows, held=held, told=told),)


def _listed(rows: Iterable[int]) -> str:
    return "、".join(str(row + 1) for row in rows)


def _name(view: PrintView, part: int) -> str:
    return f"{view.parts[part].attachment_mark or '正文'}的表格"
