"""How an answer opens: with the paper it answers (PRACTICE)."""

from __future__ import annotations

from msgspec.structs import replace

from gongwen.compose.words import words
from gongwen.model.answers import Answer, Incoming
from gongwen.model.dates import in_words, parse_date
from gongwen.model.outline import paragraphs
from gongwen.model.text import Text
from gongwen.printview import Block, Paragraph
from gongwen.resolve.scope import Scope

_RECEIVED = "收悉"
#: How an organ is spoken to, by the end of its name; any other is 你单位.
_CALLED = (
    ("人民政府办公室", "你办"), ("省人民政府", "你省"), ("市人民政府", "你市"), ("县人民政府", "你县"),
    ("区人民政府", "你区"), ("乡人民政府", "你乡"), ("镇人民政府", "你镇"), ("街道办事处", "你街道"),
    ("办公室", "你办"), ("委员会", "你委"), ("厅", "你厅"), ("局", "你局"), ("委", "你委"), ("部", "你部"),
    ("署", "你署"), ("办", "你办"), ("院", "你院"), ("校", "你校"), ("大学", "你校"), ("中心", "你中心"),
    ("公司", "你公司"), ("集团", "你集团"), ("协会", "你会"), ("学会", "你会"), ("区", "你区"), ("县", "你县"),
    ("市", "你市"), ("省", "你省"),
)  # fmt: skip


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
