"""The kinds of 党政机关公文处理工作条例 article 8 that have no elements of their own, or a number only.

The others of the fifteen stand in `notice.py`, `adopted.py`, `signed.py`, `answers.py`, `minutes.py` and `report.py`.
What is true of a kind as such (direction, addressee, seal, closing formula) stands in `standard/regulation.py`.
"""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from gongwen.model.document import KIND, Body, Format, Official, Title
from gongwen.model.text import Line, Text, Written, clip, fault
from gongwen.standard import regulation
from gongwen.standard.elements import DOCUMENT_NUMBER
from gongwen.standard.regulation import Direction, Kind


def _announcement_number(text: Text) -> Text:
    if re.fullmatch(regulation.ANNOUNCEMENT_NUMBER, text) or re.fullmatch(DOCUMENT_NUMBER, text):
        return text
    raise fault(
        "announcement-number-form",
        f"文号“{clip(text)}”应为“第×号”“×年第×号”或发文字号，如：第3号、2024年第3号、云自然资字〔2024〕15号。",
    )


AnnouncementNumber = Annotated[Line, AfterValidator(_announcement_number), Written("第×号；或发文字号")]


# --- the kinds, in the order of article 8 ---


class Announcement(Official):
    """公告"""

    statutory: ClassVar[Kind] = regulation.ANNOUNCEMENT
    kind: Annotated[Literal["公告"], KIND]
    title: Title
    body: Body
    number: AnnouncementNumber | None = Field(default=None, alias="文号", description="第×号，或发文字号")


class Circular(Official):
    """通告"""

    statutory: ClassVar[Kind] = regulation.CIRCULAR
    kind: Annotated[Literal["通告"], KIND]
    title: Title
    body: Body
    number: AnnouncementNumber | None = Field(default=None, alias="文号", description="第×号，或发文字号")


class Opinion(Official):
    """意见: the one kind that goes every way."""

    statutory: ClassVar[Kind] = regulation.OPINION
    kind: Annotated[Literal["意见"], KIND]
    title: Title
    body: Body
    goes: Literal["上行", "下行", "平行"] = Field(default="下行", alias="行文方向", description="上行的意见要有签发人")

    @property
    def direction(self) -> Direction:
        return Direction(self.goes)


class Bulletin(Official):
    """通报"""

    statutory: ClassVar[Kind] = regulation.BULLETIN
    kind: Annotated[Literal["通报"], KIND]
    title: Title
    body: Body


class Request(Official):
    """请示"""

    statutory: ClassVar[Kind] = regulation.REQUEST
    kind: Annotated[Literal["请示"], KIND]
    title: Title
    body: Body


class OfficialLetter(Official):
    """函"""

    default_format: ClassVar[Format] = "信函"
    statutory: ClassVar[Kind] = regulation.LETTER
    kind: Annotated[Literal["函"], KIND]
    title: Title
    body: Body
