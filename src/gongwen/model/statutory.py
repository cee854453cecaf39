"""The fifteen kinds of 党政机关公文处理工作条例 article 8, each with its own elements.

What is true of a kind as such (direction, addressee, seal, closing formula) stands in `standard/regulation.py`.
"""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from gongwen.model.dates import DayText
from gongwen.model.document import KIND, Body, Format, Official, Title
from gongwen.model.figures import WithFigures
from gongwen.model.record import Lines, Record, YesNo, items_may_be_text, may_be_text, one_is_a_list
from gongwen.model.text import Line, Text, Written, fault
from gongwen.standard import regulation
from gongwen.standard.elements import DOCUMENT_NUMBER
from gongwen.standard.regulation import Direction, Kind

Unsealed = Annotated[YesNo, Field(alias="用印", description="是否加盖印章（这个文种一般不加盖）")]


# --- what several kinds share ---

_DAY_FIRST = re.compile(r"(?P<day>\d{4}(?:年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2}))\s*(?P<meeting>\S.*)")


class Adoption(Record):
    """The meeting that adopted a document. Short form: `2024年1月19日云山市第五届人民代表大会第四次会议`."""

    day: DayText = Field(alias="日期", description="通过的日期")
    meeting: Line = Field(alias="会议", description="会议的全称和次第")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        text = Text(value).trimmed()
        match = _DAY_FIRST.fullmatch(text.removesuffix("通过"))
        if match is None:
            raise fault("adoption-form", "“通过”应写日期和会议，如：2024年1月19日云山市第五届人民代表大会第四次会议。")
        return {"日期": text.part(*match.span("day")), "会议": text.part(*match.span("meeting"))}


class Adopted(Official):
    """A document that a meeting may have adopted: its day stands under the title then, not at the end."""

    adoption: Adoption | None = Field(
        default=None,
        alias="通过",
        description="通过的日期和会议，印在标题下的括号里；文末就不必再写日期",
        json_schema_extra=may_be_text,
    )

    @model_validator(mode="after")
    def _has_one_line_under_the_title(self) -> Adopted:
        if self.adoption is not None and self.subtitle is not None:
            raise fault("adoption-subtitle", "“通过”印在标题下面，不能再写“副标题”。")
        return self

    @property
    def issued_on(self) -> Text | None:
        return self.date or (self.adoption.day if self.adoption else None)


_POST = re.compile(r".*(?:长|书记|主任|主席|理|专员|司令|主官)")


class Signer(Record):
    """A head who signs. Short form: `市长 孙明远`, or as in a roster, `孙明远 市长`."""

    post: Line = Field(alias="职务", description="职务，如：市长")
    name: Line = Field(alias="姓名", description="姓名")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        words = list(Text(value).parts(re.compile(r"\s+")))
        if len(words) != 2:
            raise fault("signer-form", "签署人应写职务和姓名，中间空一格，如：市长 孙明远。")
        post, name = words
        if _POST.fullmatch(name) and not _POST.fullmatch(post):
            post, name = name, post
        return {"职务": post, "姓名": name}


class SignedByHead(Official):
    """A document that a head signs with a stamp of his name (7.3.5.3) in place of a seal."""

    signers: Annotated[tuple[Signer, ...], BeforeValidator(one_is_a_list)] = Field(
        default=(),
        alias="签署人",
        description="签署的领导，如：市长 孙明远；联合发文的写成列表",
        json_schema_extra=items_may_be_text,
    )
    stamps: Lines = Field(
        default=(),
        alias="签名章",
        description="是：用 gongwen.yaml 里的图片；PNG 图片的文件名，每人一个；姓名：印出姓名；不写时留出位置",
    )
    is_sealed: Unsealed = "否"

    #: What 签名章 says when the names are to be printed in the place of stamps.
    PRINTED_NAMES: ClassVar[str] = "姓名"


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


# --- numbers of their own ---


def _order_number(text: Text) -> Text:
    if regulation.ORDER_NUMBER.fullmatch(text):
        return text
    raise fault("order-number-form", f"令号“{text[:20]}”应写成“第×号”，不编虚位，如：第3号。")


def _announcement_number(text: Text) -> Text:
    if regulation.ANNOUNCEMENT_NUMBER.fullmatch(text) or DOCUMENT_NUMBER.fullmatch(text):
        return text
    raise fault(
        "announcement-number-form",
        f"文号“{text[:20]}”应为“第×号”“×年第×号”或发文字号，如：第3号、2024年第3号、云自然资字〔2024〕15号。",
    )


def _minutes_number(text: Text) -> Text:
    if regulation.MINUTES_NUMBER.fullmatch(text) or DOCUMENT_NUMBER.fullmatch(text):
        return text
    raise fault(
        "minutes-number-form", f"期号“{text[:20]}”应写成“第×期”“〔年份〕×号”或发文字号，如：第3期、〔2024〕3号。"
    )


OrderNumber = Annotated[Line, AfterValidator(_order_number), Written("第×号")]
AnnouncementNumber = Annotated[Line, AfterValidator(_announcement_number), Written("第×号；或发文字号")]
MinutesNumber = Annotated[Line, AfterValidator(_minutes_number), Written("第×期、〔年份〕×号；或发文字号")]


# --- the kinds, in the order of article 8 ---


class Resolution(Adopted):
    """决议"""

    statutory: ClassVar[Kind] = regulation.RESOLUTION
    kind: Annotated[Literal["决议"], KIND]
    title: Title
    body: Body
    is_sealed: Unsealed = "否"


class Decision(Adopted):
    """决定"""

    statutory: ClassVar[Kind] = regulation.DECISION
    kind: Annotated[Literal["决定"], KIND]
    title: Title
    body: Body


class Order(SignedByHead):
    """命令（令）: the mark says what it is, so it needs no title (10.2)."""

    default_format: ClassVar[Format] = "命令"
    statutory: ClassVar[Kind] = regulation.ORDER
    kind: Annotated[Literal["命令"], KIND]
    body: Body
    number: OrderNumber | None = Field(default=None, alias="令号", description="令号，如：第3号")


class Communique(Adopted):
    """公报"""

    statutory: ClassVar[Kind] = regulation.COMMUNIQUE
    kind: Annotated[Literal["公报"], KIND]
    title: Title
    body: Body
    is_sealed: Unsealed = "否"


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


class Notice(Official):
    """通知"""

    statutory: ClassVar[Kind] = regulation.NOTICE
    kind: Annotated[Literal["通知"], KIND]
    title: Title
    body: Body


class Bulletin(Official):
    """通报"""

    statutory: ClassVar[Kind] = regulation.BULLETIN
    kind: Annotated[Literal["通报"], KIND]
    title: Title
    body: Body


class Report(WithFigures, Official):
    """报告"""

    statutory: ClassVar[Kind] = regulation.REPORT
    kind: Annotated[Literal["报告"], KIND]
    title: Title
    body: Body


class Request(Official):
    """请示"""

    statutory: ClassVar[Kind] = regulation.REQUEST
    kind: Annotated[Literal["请示"], KIND]
    title: Title
    body: Body


class Reply(Answer):
    """批复"""

    statutory: ClassVar[Kind] = regulation.REPLY
    kind: Annotated[Literal["批复"], KIND]
    title: Title
    body: Body


class Bill(SignedByHead):
    """议案"""

    statutory: ClassVar[Kind] = regulation.BILL
    kind: Annotated[Literal["议案"], KIND]
    title: Title
    body: Body


class OfficialLetter(Official):
    """函"""

    default_format: ClassVar[Format] = "信函"
    statutory: ClassVar[Kind] = regulation.LETTER
    kind: Annotated[Literal["函"], KIND]
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


class Minutes(Official):
    """纪要: with the lists of those present, excused and attending (10.3)."""

    default_format: ClassVar[Format] = "纪要"
    statutory: ClassVar[Kind] = regulation.MINUTES
    kind: Annotated[Literal["纪要"], KIND]
    body: Body
    number: MinutesNumber | None = Field(default=None, alias="期号", description="如：第3期、〔2024〕3号")
    present: Lines = Field(default=(), alias="出席", description="出席人员的单位和姓名")
    excused: Lines = Field(default=(), alias="请假", description="请假人员的单位和姓名")
    attending: Lines = Field(default=(), alias="列席", description="列席人员的单位和姓名")
    is_sealed: Unsealed = "否"
