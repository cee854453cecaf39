"""The first page shows text (7.3.3); 主送 that leaves no room for it goes to the imprint (7.3.2)."""

from __future__ import annotations

from gongwen.check.elements import Kind
from gongwen.check.tolerance import BASELINE_SHARE
from gongwen.decisions import Decisions, PageBreak, RecipientInImprint
from gongwen.paginate.flow import Flow
from gongwen.standard.elements import RECIPIENT_GAP

_FACT = "第 1 页没有正文"


def show_text(flow: Flow, decisions: Decisions, left: list[str]) -> Decisions:
    """What brings text to the first page."""
    head = flow.head[-1] if flow.head else None
    needed = next((number for number, line in enumerate(flow.lines, 1) if not line.leads), 0)
    if head is not None and needed and not decisions.of(PageBreak, flow.part):
        recipient = head if head.kind is Kind.RECIPIENT else None
        room = 0
        if head.last.page == 1:
            below = head.last.baseline + flow.pitch * (1 - BASELINE_SHARE)
            room = flow.room(below) - (0 if recipient else RECIPIENT_GAP.nominal)
        if room >= needed:
            # What keeps together has gone over together, though a part of it would have fitted.
            for index in range(min(room, len(flow.lines) - 1), needed - 1, -1):
                line = flow.lines[index]
                if line.may_begin_page and not flow.lines[index - 1].leads and line.element.block is not None:
                    told = f"{_FACT}；已让正文前 {index} 行留在第 1 页。"
                    return decisions.put(PageBreak(flow.part, line.element.block, line.at, told=told))
        if recipient is not None and recipient.last.page == 1 and room + len(recipient.strips) >= needed:
            told = f"主送机关共 {len(recipient.strips)} 行，{_FACT}；已把主送机关移到版记（7.3.2）。"
            return decisions.put(RecipientInImprint(told=told))
        if recipient is not None and recipient.last.page > 1 and not decisions.of(RecipientInImprint):
            told = f"主送机关排到了第 {recipient.last.page} 页，{_FACT}；已把主送机关移到版记（7.3.2）。"
            return decisions.put(RecipientInImprint(told=told))
    left.append(f"{_FACT}；没有不改文字的办法。请缩短标题，或减少主送机关。")
    return decisions
