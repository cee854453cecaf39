"""No page of a roster that bears a single line (K08): the line before it goes over too."""

from __future__ import annotations

from gongwen.check.elements import Kind
from gongwen.decisions import Decisions, PageBreak
from gongwen.paginate.flow import Flow


def give_company(flow: Flow, decisions: Decisions) -> Decisions:
    """With a page break before the last lines of a roster, where its last page bears one line and nothing else."""
    page, lines = flow.last_page, flow.lines
    on_page = [line for line in lines if line.page == page]
    if len(on_page) != 1 or on_page[0].element.kind is not Kind.ROSTER or decisions.of(PageBreak, flow.part):
        return decisions
    sheet = flow.laid.sheet(page)
    if len(sheet.flow) != 1 or sheet.zones:
        return decisions
    before = [index for index, line in enumerate(lines) if line.page == page - 1 and line.may_begin_page]
    # Something of the roster stays on the page before, and no heading ends it.
    way = before[-1] if len(before) > 1 else 0
    block = lines[way].element.block
    if not way or block is None or lines[way - 1].leads:
        return decisions
    count = len(lines) - way
    told = f"第 {page} 页只有名单的一行；已把名单最后 {count} 行排在第 {page} 页。"
    return decisions.put(PageBreak(flow.part, block, told=told))
