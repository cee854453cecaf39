"""The text of a letter about a suggestion or a proposal: its opening and its thanks (Y08, Y10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongwen.compose.answers import spoken_to
from gongwen.model.outline import paragraphs
from gongwen.model.replies import AboutItem, SuggestionReply
from gongwen.model.text import Text, cited
from gongwen.printview import Block, Paragraph
from gongwen.resolve.items import ItemLetter

#: A text that says one of these has an opening of its own.
_OPENED = ("收悉", "现答复如下", "会办意见如下", "提出如下会办意见")
_THANKS = "感谢"


def letter_blocks(
    body: tuple[Block, ...], document: AboutItem, letter: ItemLetter, authorities: Sequence[str]
) -> Iterator[Block]:
    """The opening unless the writer's own text opens so, the text, and for a reply the thanks likewise."""
    written = paragraphs(document.body)
    first, last = (written[0], written[-1]) if written else (Text(""), Text(""))
    if not any(word in first for word in _OPENED):
        yield Paragraph(text=opening(document, letter))
    yield from body
    if isinstance(document, SuggestionReply) and document.closing is None and _THANKS not in last:
        yield Paragraph(text=thanks(letter, authorities))


def opening(document: AboutItem, letter: ItemLetter) -> str:
    """您提出的《……》（第082号）收悉。经商市财政局，现答复如下："""
    whole = f"{cited(letter.cited)}（第{letter.number}号）"
    if not isinstance(document, SuggestionReply):
        whose = f"{letter.proposers}提出的" if letter.proposers else ""
        return f"现对{whose}{whole}提出会办意见如下："
    asked = f"经商{letter.joint_units}，" if letter.joint_units and letter.item.way == "主办" else ""
    return f"{letter.pronoun}{letter.share}提出的{whole}收悉。{asked}现答复如下："


def thanks(letter: ItemLetter, authorities: Sequence[str]) -> str:
    """感谢您对我局工作的关心和支持，欢迎继续提出宝贵意见。"""
    own = letter.work or f"我{spoken_to(authorities[0] if authorities else '')[1:]}"
    return f"感谢{letter.pronoun}对{own}工作的关心和支持，欢迎继续提出宝贵意见。"
