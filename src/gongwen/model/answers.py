"""The kinds of article 8 that answer another paper: 批复 and 复函."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from gongwen.model.dates import DayText
from gongwen.model.document import KIND, Body, Format, Official, Title
from gongwen.model.record import Record
from gongwen.model.text import Line, Text
from gongwen.standard import regulation
from gongwen.standard.regulation import Kind


class Incoming(Record):
    """来文: the paper that is answered."""

    sender: Line = Field(alias="单位", description="来文单位，如：云山市文山区人民政府")
    title: Line = Field(alias="标题", description="来文的标题")
    number: Line | None = Field(default=None, alias="文号", description="来文的发文字号")
    date: DayText | None = Field(default=None, alias="日期", description="来文的日期；没有文号时印出")
    called: Line | None = Field(default=None, alias="称呼", description="正文里怎样称呼来文单位，默认如：你局、你市")


class Answer(Official):
    """A document that answers another: its opening names that paper, and it is addressed to its sender."""

    incoming: Incoming | None = Field(
        default=None, alias="来文", description="所答复的来文；正文没有提到时，开头自动写“你局《……》（……号）收悉。”"
    )

    @property
    def addressees(self) -> tuple[Text, ...]:
        return self.recipients or ((self.incoming.sender,) if self.incoming else ())


class Reply(Answer):
    """批复"""

    statutory: ClassVar[Kind] = regulation.REPLY
    kind: Annotated[Literal["批复"], KIND]
    title: Title
    body: Body


class ReplyLetter(Answer):
    """复函: a 函 that answers another."""

    default_format: ClassVar[Format] = "信函"
    statutory: ClassVar[Kind] = regulation.LETTER
    kind: Annotated[Literal["复函"], KIND]
    title: Title
    body: Body

    @property
    def usual_closing(self) -> str:
        return regulation.LETTER_REPLY_CLOSING
