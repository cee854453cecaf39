"""Every mark of the text stands on the page.

LibreOffice lets points hang out at the end of a line, and now and then loses one that does: the file has it, the page
does not.
"""

from __future__ import annotations

from gongwen.check.document import Laid
from gongwen.decisions import Decisions, NothingHangs


def keep_marks(laid: Laid, decisions: Decisions, left: list[str]) -> Decisions:
    """The paragraphs of which something is lost, with nothing hanging; `left` tells what that did not bring back."""
    tried = {(item.part, item.block) for item in decisions.of(NothingHangs)}
    for element in laid.elements.all:
        if not element.lost:
            continue
        fact = f"第 {element.page} 页“{element.text[:10]}……”一段漏印了“{element.lost}”（DOCX 里没有漏）"
        if element.block is None or element.place in tried:
            left.append(f"{fact}；请用 Word、WPS 导出 PDF。")
        else:
            told = f"{fact}；已让这一段行末的标点不悬出。"
            decisions = decisions.put(NothingHangs(element.part, element.block, told=told))
            tried.add((element.part, element.block))
    return decisions
