"""Titles that follow from what a notice carries or calls (条例 9(7)), with the places where they may break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gongwen.model.document import Official
from gongwen.model.text import Text, cited, unquoted
from gongwen.resolve.document import Forwarding, ResolvedDocument

if TYPE_CHECKING:
    from gongwen.model.notices import ForwardNotice

Title = tuple[tuple[str, ...], tuple[int, ...]]

#: TT3: laws, regulations and rules keep their quotes in a title; other papers go without.
_RULES = r"(?:条例|规定|办法|细则|规则|章程|规程)(?:[（(][^（()）]+[）)])?$"


def issue_title(authorities: Sequence[str], issued: Sequence[str]) -> Title:
    """机关 + 关于印发《……》的通知, with the places where it may break: around the authority, and where the issued
    document's own title is broken."""
    head = "".join(authorities)
    title = f"{head}关于印发{cited(''.join(issued))}的通知"
    breaks = [len(head)] if head else []
    offset = len(head) + len("关于印发《")
    for line in issued[:-1]:
        offset += len(line)
        breaks.append(offset)
    return (title,), tuple(breaks)


def forward_title(authorities: Sequence[str], paper: Forwarding) -> Title:
    """TT4: one 关于 and one 通知: a notice that is passed on lends its own words, any other paper is named between."""
    head = "".join(authorities)
    if re.search(_RULES, paper.title):
        title = f"{head}关于{paper.manner}{paper.sender}{cited(paper.title)}的通知"
    elif paper.title.endswith("通知"):
        title = f"{head}{paper.manner}{paper.named}"
    else:
        title = f"{head}{paper.manner}{paper.named}的通知"
    return (title,), (len(head),) if head else ()


def meeting_title(authorities: Sequence[str], meeting: str) -> Title:
    """机关 + 关于召开……的通知."""
    head = "".join(authorities)
    return (f"{head}关于召开{meeting}的通知",), (len(head),) if head else ()


_ROSTER_WORDS = r"(?:组成人员|成员|人员)?(?:名单|名册)$"


def body_name(title: str) -> str:
    """The name of the body whose roster bears `title`: 迎评工作专班 for 迎评工作专班成员名单."""
    return re.sub(_ROSTER_WORDS, "", title) or title


def adjustment_title(authorities: Sequence[str], name: str) -> Title:
    """机关 + 关于调整……组成人员的通知; an authority with which the body's name begins is not said twice."""
    head = "".join(authorities)
    return (f"{head}关于调整{name.removeprefix(head) or name}组成人员的通知",), (len(head),) if head else ()


def forwarding(document: ForwardNotice, issued: ResolvedDocument | None) -> Forwarding:
    """What is known of the paper, from its own file or from what the notice says of it."""
    paper = document.forwarded
    if not isinstance(paper, Text):
        return Forwarding(document.manner, paper.sender or "", unquoted(paper.title), paper.number or "")
    if issued is None:
        return Forwarding(document.manner, "", unquoted(paper), "")
    number = issued.document.number if isinstance(issued.document, Official) else None
    return Forwarding(document.manner, "".join(issued.document.authorities), unquoted(issued.name), number or "")
