"""The notices that carry another paper or call a meeting: their titles and first sentences are composed."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from gongwen.model.dates import DayText
from gongwen.model.document import CONTENT_SUFFIXES, KIND, Official, has_suffix
from gongwen.model.notice import Notice
from gongwen.model.papers import Plan
from gongwen.model.record import Lines, Record
from gongwen.model.text import Line, Text, fault
from gongwen.standard import regulation
from gongwen.standard.regulation import Kind


class IssueNotice(Official):
    """印发通知: title, first sentence and the plan's heading all come from the issued document's title."""

    statutory: ClassVar[Kind] = regulation.NOTICE
    kind: Annotated[Literal["印发通知"], KIND]
    issued: Annotated[Line, AfterValidator(has_suffix)] | Plan = Field(
        alias="印发", description="印发的文件：另一个内容文件，或直接写在这里的方案"
    )
    demand: Line | None = Field(default=None, alias="要求", description="印发句的末半句，如：请认真贯彻执行")

    def references(self) -> tuple[Text, ...]:
        taken = (self.issued,) if isinstance(self.issued, Text) else self.issued.references()
        return super().references() + taken


class Forwarded(Record):
    """The paper that is passed on: named, and printed after the notice if its text is given."""

    title: Line = Field(alias="标题", description="原文的标题，如：关于加强汛期地质灾害防治工作的通知")
    sender: Line | None = Field(default=None, alias="单位", description="原文的发文机关")
    number: Line | None = Field(default=None, alias="文号", description="原文的发文字号")
    date: DayText | None = Field(default=None, alias="日期", description="原文的成文日期")
    recipients: Lines = Field(default=(), alias="主送", description="原文的主送机关")
    body: Text | None = Field(default=None, alias="正文", description="原文的正文；不写就只印通知")

    @model_validator(mode="after")
    def _has_sender(self) -> Self:
        if self.body is not None and self.sender is None:
            raise fault("forwarded-sender", "“转发”里写了原文的正文，还要写“单位”，作原文的署名。")
        return self

    def as_notice(self) -> Notice | None:
        """The paper as it is printed after the notice, with its own addressee and signature; None if only named."""
        if self.body is None:
            return None
        keys = {"发文机关": self.sender, "标题": self.title, "主送": self.recipients, "正文": self.body}
        day = {"日期": self.date} if self.date is not None else {"落款": self.sender}
        return Notice.model_validate({"文种": "通知", "格式": "普通", "用印": "否"} | keys | day)


class ForwardNotice(Official):
    """转发通知: passes on a paper of a superior or an equal (转发), or of a subordinate (批转)."""

    statutory: ClassVar[Kind] = regulation.NOTICE
    kind: Annotated[Literal["转发通知"], KIND]
    forwarded: Line | Forwarded = Field(
        alias="转发", description="原文：另一个内容文件、原文的标题，或写出单位、标题、文号、正文各项"
    )
    manner: Literal["转发", "批转"] = Field(
        default="转发", alias="方式", description="下级的文件用批转，上级、同级和不相隶属机关的用转发"
    )
    opinion: Text | None = Field(default=None, alias="意见", description="本机关提出的贯彻意见，每段一行")
    demand: Line | None = Field(default=None, alias="要求", description="转发句的末半句，如：请认真贯彻执行")

    @property
    def file(self) -> Text | None:
        """The content file of the paper, if it is one."""
        forwarded = self.forwarded
        return forwarded if isinstance(forwarded, Text) and forwarded.endswith(CONTENT_SUFFIXES) else None

    def references(self) -> tuple[Text, ...]:
        return super().references() + ((self.file,) if self.file is not None else ())


class MeetingNotice(Official):
    """会议通知: what is known of the meeting is set as items after the opening."""

    statutory: ClassVar[Kind] = regulation.NOTICE
    kind: Annotated[Literal["会议通知"], KIND]
    meeting: Line = Field(alias="会议", description="会议名称，如：全市汛期地质灾害防治工作会议")
    time: Text | None = Field(default=None, alias="时间", description="会议时间")
    place: Text | None = Field(default=None, alias="地点", description="会议地点")
    participants: Text | None = Field(default=None, alias="参加人员", description="参加人员，每段一行")
    agenda: Text | None = Field(default=None, alias="议程", description="会议议程，每项一行")
    registration: Text | None = Field(default=None, alias="报名", description="报名的时限和方式")
    demand: Text | None = Field(default=None, alias="要求", description="有关要求，每项一行")
