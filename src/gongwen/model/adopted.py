"""The kinds of article 8 that a meeting may adopt: 决议, 决定, 公报."""

import re
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from gongwen.model.dates import DayText
from gongwen.model.document import KIND, Body, Official, Title, Unsealed
from gongwen.model.record import Record, may_be_text
from gongwen.model.text import Line, Text, fault
from gongwen.standard import regulation
from gongwen.standard.regulation import Kind

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
    def _has_one_line_under_the_title(self) -> Self:
        if self.adoption is not None and self.subtitle is not None:
            raise fault("adoption-subtitle", "“通过”印在标题下面，不能再写“副标题”。")
        return self

    @property
    def issued_on(self) -> Text | None:
        return self.date or (self.adoption.day if self.adoption else None)


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


class Communique(Adopted):
    """公报"""

    statutory: ClassVar[Kind] = regulation.COMMUNIQUE
    kind: Annotated[Literal["公报"], KIND]
    title: Title
    body: Body
    is_sealed: Unsealed = "否"
