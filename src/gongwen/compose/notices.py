"""The notices whose text follows from what they carry: one that issues, passes on or calls (PRACTICE)."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.compose.body import body_blocks
from gongwen.compose.words import words
from gongwen.model.notices import ForwardNotice, IssueNotice, MeetingNotice
from gongwen.model.outline import number_for, outline
from gongwen.model.text import Text, cited
from gongwen.printview import Block, Paragraph
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.scope import Scope
from gongwen.standard.geometry import Geometry

_DEMAND = "请认真贯彻执行"
_END_MARKS = ("。", "！", "？", "；", "：", "…", "）")


def notice_blocks(
    document: IssueNotice | ForwardNotice | MeetingNotice, resolved: ResolvedDocument, geometry: Geometry
) -> Iterator[Block]:
    """The text of a notice that issues, passes on or calls: the writer's words, or the usual sentence."""
    scope = resolved.scope
    if isinstance(document, MeetingNotice):
        yield from body_blocks(_meeting_text(document), scope, document.numbering, geometry)
        return
    if document.body is not None:
        yield from body_blocks(document.body, scope, document.numbering, geometry)
    elif isinstance(document, IssueNotice):
        assert resolved.issued is not None
        yield Paragraph(text=f"现将{cited(resolved.issued.name)}印发给你们，{_demand(document, scope)}。")
    else:
        yield Paragraph(text=_forwarding_sentence(document, resolved))
    if isinstance(document, ForwardNotice) and document.opinion is not None:
        yield from body_blocks(document.opinion, scope, document.numbering, geometry)


def _demand(document: IssueNotice | ForwardNotice, scope: Scope) -> str:
    return words(document.demand, scope).strip("，。") if document.demand else _DEMAND


def _forwarding_sentence(document: ForwardNotice, resolved: ResolvedDocument) -> str:
    paper = resolved.forwarding
    assert paper is not None
    sender = "" if paper.title.startswith(paper.sender) else paper.sender
    whole = f"{sender}{cited(paper.title)}" + (f"（{paper.number}）" if paper.number else "")
    opinion = "并提出以下意见，" if document.opinion is not None else ""
    demand = _demand(document, resolved.scope)
    if document.manner == "批转":
        return f"{whole}已经{'、'.join(resolved.authorities)}同意，现批转给你们，{opinion}{demand}。"
    return f"现将{whole}转发给你们，{opinion}{demand}。"


def _meeting_text(document: MeetingNotice) -> Text:
    """The opening, then what is known of the meeting, numbered on from the writer's own headings."""
    opening = document.body or Text(f"现将召开{document.meeting}的有关事项通知如下：")
    items = {
        "会议时间": document.time,
        "会议地点": document.place,
        "参加人员": document.participants,
        "会议议程": document.agenda,
        "报名事项": document.registration,
        "有关要求": document.demand,
    }
    count = sum(line.level == 1 for line in outline(opening))
    lines = [str(opening)]
    for label, text in items.items():
        if text is None:
            continue
        count += 1
        said = list(text.nonblank_lines())
        number = number_for(1, count)
        if len(said) == 1:
            lines.append(f"{number}{label}：{said[0]}{'' if said[0].endswith(_END_MARKS) else '。'}")
        else:
            lines += [f"# {number}{label}", *said]
    return Text("\n".join(lines), opening.origin)
