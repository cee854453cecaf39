"""Merged cells that run over the end of a page are parted there, and their words repeated (B13)."""

from __future__ import annotations

from gongwen.check.document import Laid
from gongwen.decisions import Decisions, TableBreaks
from gongwen.paginate.table_pages import TablePages, find_tables
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
        now = tuple(item for item in decisions.of(TableBreaks, part) if item.block == block)
        if pages is None:
            if now or any(cell.rows > 1 for row in table.rows for cell in row):
                left.append(f"{name}没有在页面上认全，合并的格跨不跨页未查。")
            continue
        if pages.broken:
            rows = "、".join(str(row + 1) for row in sorted(pages.broken))
            left.append(f"{name}第 {rows} 行太高，已在行内换页；不想断开，请分成几行写。")
        wanted = _wanted(table, pages, now, part, block, name)
        if now != wanted:
            decisions = decisions.put(*wanted, without=now)
    return decisions


def _wanted(
    table: Table, pages: TablePages, now: tuple[TableBreaks, ...], part: int, block: int, name: str
) -> tuple[TableBreaks, ...]:
    """Where a merged cell goes on over the end of a page, or would without what was decided before."""
    parted = {row for item in now for row in item.rows}
    _, *following = sorted(pages.first_rows.items())
    cut = {page: row for page, row in following if row in parted or any(cell.covered for cell in table.rows[row])}
    if not cut:
        return ()
    numbers = "、".join(map(str, cut))
    told = f"{name}合并的格跨到了第 {numbers} 页，已在页首重写格里的文字，并注“（续）”。"
    return (TableBreaks(part, block, tuple(cut.values()), told=told),)


def _name(view: PrintView, part: int) -> str:
    return f"{view.parts[part].attachment_mark or '正文'}的表格"
