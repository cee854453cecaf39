"""The set phrases of the kinds: how an answer opens, how a text closes, whom to ask (PRACTICE).

Nothing is added that the writer has said already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongwen.compose.body import body_blocks
from gongwen.compose.words import words
from gongwen.model.dates import in_words, parse_date
from gongwen.model.document import Contact, Document, Official
from gongwen.model.notices import ForwardNotice, IssueNotice, MeetingNotice
from gongwen.model.outline import last_sentence, number_for, outline, paragraphs
from gongwen.model.papers import Roster
from gongwen.model.replies import AboutItem
from gongwen.model.statutory import Adopted, Answer, Incoming
from gongwen.model.text import Text
from gongwen.printview import Block, Paragraph
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.scope import Scope
from gongwen.standard.geometry import Geometry
from gongwen.standard.regulation import Direction, kinds_closed_by
from gongwen.standard.roster import order_note

_DEMAND = "请认真贯彻执行"
_RECEIVED = "收悉"
_END_MARKS = ("。", "！", "？", "；", "：", "…", "）")
#: How an organ is spoken to, by the end of its name; any other is 你单位.
_CALLED = (
    ("人民政府办公室", "你办"), ("省人民政府", "你省"), ("市人民政府", "你市"), ("县人民政府", "你县"),
    ("区人民政府", "你区"), ("乡人民政府", "你乡"), ("镇人民政府", "你镇"), ("街道办事处", "你街道"),
    ("办公室", "你办"), ("委员会", "你委"), ("厅", "你厅"), ("局", "你局"), ("委", "你委"), ("部", "你部"),
    ("署", "你署"), ("办", "你办"), ("院", "你院"), ("校", "你校"), ("大学", "你校"), ("中心", "你中心"),
    ("公司", "你公司"), ("集团", "你集团"), ("协会", "你会"), ("学会", "你会"), ("区", "你区"), ("县", "你县"),
    ("市", "你市"), ("省", "你省"),
)  # fmt: skip


# --- the opening of an answer ---


def called(incoming: Incoming) -> str:
    """How the sender of a paper is spoken to: 你局, 你市."""
    return incoming.called if incoming.called is not None else spoken_to(incoming.sender)


def spoken_to(organ: str) -> str:
    """你局 for an organ whose name ends with 局."""
    return next((word for end, word in _CALLED if organ.endswith(end)), "你单位")


def answered(blocks: tuple[Block, ...], document: Answer, scope: Scope) -> tuple[Block, ...]:
    """The text of an answer, opening with the paper it answers unless its first paragraph names that paper."""
    incoming = document.incoming
    first = next(iter(paragraphs(document.body)), Text("")) if document.body is not None else Text("")
    if incoming is None or _names_paper(first, incoming):
        return blocks
    day = in_words(parse_date(incoming.date)) if incoming.date is not None and incoming.number is None else ""
    opening = f"{called(incoming)}{day}{words(Text('{来文}'), scope)}{_RECEIVED}。"
    match blocks:
        case (Paragraph(text=text) as paragraph, *rest):
            return (replace(paragraph, text=f"{opening}{text}"), *rest)
        case _:
            return (Paragraph(text=opening), *blocks)


def _names_paper(paragraph: str, incoming: Incoming) -> bool:
    said = (_RECEIVED, "{来文", "｛来文", incoming.title.strip("《》"), incoming.number)
    return any(word in paragraph for word in said if word)


# --- the closing ---


def closing_blocks(document: Official, scope: Scope) -> Iterator[Block]:
    """The closing formula: the writer's own, or the usual one of the kind if the text does not close itself."""
    if document.closing is not None:
        if document.closing != Official.NO_CLOSING:
            yield Paragraph(text=words(document.closing, scope))
    elif document.usual_closing and not closes_itself(document.body):
        yield Paragraph(text=document.usual_closing)
    if document.contacts and not has_contact_remark(document):
        yield Paragraph(text=contact_line(document, scope))


def closes_itself(body: Text | None) -> bool:
    """Whether the last sentence of a text is a closing formula, of whatever kind."""
    return body is not None and bool(kinds_closed_by(last_sentence(body)))


# --- whom to ask ---


def has_contact_remark(document: Document) -> bool:
    """A document to a superior or to a deputy (Y12) names its contact under the date, any other under its text."""
    return isinstance(document, Official) and bool(document.contacts) and _signs_first(document)


def _signs_first(document: Official) -> bool:
    return document.direction is Direction.UP or isinstance(document, AboutItem)


def contact_line(document: Official, scope: Scope) -> str:
    """（联系人：李明，联系电话：0533-1234567）."""
    said = "；".join(_contact(contact, scope) for contact in document.contacts)
    return f"（联系人：{said}）"


def _contact(contact: Contact, scope: Scope) -> str:
    unit = words(contact.unit, scope) if contact.unit is not None else ""
    parts = [f"{unit}{words(contact.name, scope)}"]
    if contact.phones:
        parts.append(f"联系电话：{'、'.join(contact.phones)}")
    if contact.fax is not None:
        parts.append(f"传真：{contact.fax}")
    if contact.mail is not None:
        parts.append(f"邮箱：{contact.mail}")
    return "，".join(parts)


# --- under the title ---


def subtitle(document: Document, scope: Scope) -> str:
    """The line under the title: the writer's, the day and the meeting that adopted the document, or K03."""
    if isinstance(document, Adopted) and document.adoption is not None:
        adoption = document.adoption
        return f"（{in_words(parse_date(adoption.day))}{words(adoption.meeting, scope)}通过）"
    if document.subtitle is None and isinstance(document, Roster) and document.order is not None:
        return order_note(document.order)
    return words(document.subtitle, scope) if document.subtitle else ""


# --- the notices whose text follows from what they carry ---


def notice_blocks(resolved: ResolvedDocument, geometry: Geometry) -> Iterator[Block]:
    """The text of a notice that issues, passes on or calls: the writer's words, or the usual sentence."""
    document, scope = resolved.document, resolved.scope
    assert isinstance(document, IssueNotice | ForwardNotice | MeetingNotice)
    if isinstance(document, MeetingNotice):
        yield from body_blocks(_meeting_text(document), scope, document.numbering, geometry)
        return
    if document.body is not None:
        yield from body_blocks(document.body, scope, document.numbering, geometry)
    elif isinstance(document, IssueNotice):
        assert resolved.issued is not None
        yield Paragraph(text=f"现将《{resolved.issued.name}》印发给你们，{_demand(document, scope)}。")
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
    cited = f"{sender}《{paper.title}》" + (f"（{paper.number}）" if paper.number else "")
    opinion = "并提出以下意见，" if document.opinion is not None else ""
    demand = _demand(document, resolved.scope)
    if document.manner == "批转":
        return f"{cited}已经{'、'.join(resolved.authorities)}同意，现批转给你们，{opinion}{demand}。"
    return f"现将{cited}转发给你们，{opinion}{demand}。"


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
