"""纪要 of article 8."""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from gongwen.model.document import KIND, Body, Format, Official, Unsealed
from gongwen.model.record import Lines
from gongwen.model.text import Line, Text, Written, clip, fault
from gongwen.standard import regulation
from gongwen.standard.elements import DOCUMENT_NUMBER
from gongwen.standard.regulation import Kind


def _minutes_number(text: Text) -> Text:
    if re.fullmatch(regulation.MINUTES_NUMBER, text) or re.fullmatch(DOCUMENT_NUMBER, text):
        return text
    raise fault(
        "minutes-number-form", f"期号“{clip(text)}”应写成“第×期”“〔年份〕×号”或发文字号，如：第3期、〔2024〕3号。"
    )


MinutesNumber = Annotated[Line, AfterValidator(_minutes_number), Written("第×期、〔年份〕×号；或发文字号")]


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
