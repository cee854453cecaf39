"""The elements of a document (clause 7) where they were found on its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from gongwen.check.found import Spot
from gongwen.check.strips import Strip, spot_of
from gongwen.standard.elements import CONTACT_LINE


class Kind(Enum):
    """What an element is; the value is its name in messages."""

    COPY_NUMBER = "份号"
    SECRECY = "密级和保密期限"
    URGENCY = "紧急程度"
    CLASS_MARK = "办理类别"
    MARK = "发文机关标志"
    MARK_WORD = "联合行文标志的“文件”二字"
    NUMBER = "发文字号"
    SIGNATORY_WORD = "“签发人”三字"
    SIGNATORY = "签发人姓名"
    ISSUER = "编发机关"
    ISSUE_DATE = "编发日期"
    TITLE = "标题"
    SUBTITLE = "副标题"
    RECIPIENT = "主送机关"
    HEADING = "层次标题"
    RUN_IN = "层次标题所在段"
    PARAGRAPH = "正文"
    ROSTER = "名单"
    ARTICLE_TITLE = "文章标题"
    BYLINE = "作者"
    ATTACHMENT_NOTE = "附件说明"
    ATTENDANCE = "出席人员名单"
    AUTHORITY = "署名"
    SIGNER = "签发人职务"
    DATE = "成文日期"
    REMARK = "附注"
    ATTACHMENT_MARK = "附件标记"
    RECIPIENTS_BELOW = "版记里的主送机关"
    COPIES = "抄送机关"
    PRINTING_AUTHORITY = "印发机关"
    PRINTING_DATE = "印发日期"
    OTHER = "其他文字"


#: Paragraphs of the body: they wrap from the indent to the edge (7.3.3).
BODY = (Kind.PARAGRAPH, Kind.RUN_IN, Kind.HEADING)

#: What stands between the rules of the imprint (7.4).
IMPRINT = (Kind.RECIPIENTS_BELOW, Kind.COPIES, Kind.PRINTING_AUTHORITY, Kind.PRINTING_DATE)


class Confidence(Enum):
    """How an element was recognised; the value is what a message says of it."""

    BY_TEXT = ""
    BY_FORM = "按文字形式认出"
    BY_LOOK = "按位置和字号推断"


class Element(Struct, frozen=True, kw_only=True):
    """One element with its lines. `head` is the number of characters before its own text: 附件：1. or a run-in heading.

    `part` counts the main text, the issued documents and the attachments from 0, `block` the blocks of a part where the
    texts are known. `lost` holds characters that ought to stand on the
    page and do not.
    """

    kind: Kind
    strips: tuple[Strip, ...]
    part: int = 0
    block: int | None = None
    level: int = 0
    head: int = 0
    is_sealed: bool | None = None
    lost: str = ""
    confidence: Confidence = Confidence.BY_TEXT

    @property
    def place(self) -> tuple[int, int | None]:
        """Of its text: the part and the block."""
        return self.part, self.block

    @property
    def first(self) -> Strip:
        return self.strips[0]

    @property
    def last(self) -> Strip:
        return self.strips[-1]

    @property
    def text(self) -> str:
        return "".join(strip.text for strip in self.strips)

    @property
    def is_contact(self) -> bool:
        """Is it the line that names whom to ask?"""
        return self.kind is Kind.PARAGRAPH and re.fullmatch(CONTACT_LINE, self.text) is not None

    @property
    def page(self) -> int:
        return self.strips[0].page

    @property
    def spot(self) -> Spot:
        """On its first page."""
        return spot_of(self.strips)

    def glyph_strips(self, start: int, end: int | None = None) -> Iterator[Strip]:
        """The parts of its lines that hold the characters from `start` to `end`."""
        at = 0
        for strip in self.strips:
            stop = None if end is None else end - at
            if (stop is None or stop > 0) and (piece := strip.part(max(start - at, 0), stop)) is not None:
                yield piece
            at += len(strip.text)


class Elements(Struct, frozen=True):
    """All elements found, in the order of the document.

    `expected` are the kinds that ought to be there, known only when the texts are; None for a page by others.
    `missing` are the texts that were found nowhere.
    """

    all: tuple[Element, ...]
    expected: frozenset[Kind] | None
    missing: tuple[tuple[Kind, str], ...] = ()

    def of(self, *kinds: Kind) -> tuple[Element, ...]:
        return tuple(element for element in self.all if element.kind in kinds)

    def in_part(self, part: int, *kinds: Kind) -> tuple[Element, ...]:
        return tuple(element for element in self.of(*kinds) if element.part == part)
