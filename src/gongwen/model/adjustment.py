"""调整通知: an old roster, who leaves it, who comes in, and the new roster that follows from both."""

import re
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from gongwen.model.dates import DayText
from gongwen.model.document import CONTENT_SUFFIXES, KIND, Official
from gongwen.model.papers import Roster
from gongwen.model.people import Entries
from gongwen.model.record import Lines, Record, items_may_be_text, one_is_a_list
from gongwen.model.text import Key, Line, Text, Written, clip, fault
from gongwen.standard import regulation
from gongwen.standard.regulation import Kind

#: How the change is told (J02, J03): by the whole new roster, in sentences, in a table, or by table and roster.
Publishing = Literal["全名单", "变动句", "变动表", "两者"]
_MOVED = re.compile(r"(?P<name>\S+)\s+(?P<before>\S+)\s+(?P<after>\S+)")


class Reassigned(Record):
    """Somebody who stays: with another rank in the roster, or with another post."""

    name: Line = Field(alias="姓名", description="姓名")
    before: Line = Field(alias="从", description="原来的称谓（如：成员）或原任职务")
    after: Line = Field(alias="到", description="新的称谓（如：副组长）或现任职务")

    @model_validator(mode="before")
    @classmethod
    def _on_a_line(cls, value: object) -> object:
        """`周成 成员 副组长` on one line."""
        if not isinstance(value, str):
            return value
        match = _MOVED.fullmatch(value.strip())
        if match is None:
            raise fault("reassigned-form", "改任每行写：姓名、原任、现任，中间空一格，如：周成 成员 副组长。")
        text = Text(value)
        return {
            alias: text.part(*match.span(name)) for alias, name in (("姓名", "name"), ("从", "before"), ("到", "after"))
        }


def _lines(value: object) -> object:
    return list(Text(value).nonblank_lines()) if isinstance(value, str) else one_is_a_list(value)


_REASSIGNED = "[改任](#改任)；每行一条或列表"


class AdjustmentNotice(Official):
    """调整通知: title, opening sentence and the new roster are composed from the old one and the changes (J01–J04)."""

    statutory: ClassVar[Kind] = regulation.NOTICE
    kind: Annotated[Literal["调整通知"], KIND]
    previous: Line | Roster = Field(alias="原名单", description="原来的名单，或印发它的文件；也可以把名单直接写在这里")
    previous_day: DayText | None = Field(
        default=None, alias="原名单日期", description="原名单按哪天的任职；默认为原文件的日期"
    )
    reason: Line = Field(default=Text("因工作需要"), alias="缘由", description="调整的缘由，如：因人员变动")
    approval: Line | None = Field(default=None, alias="批准", description="如：经市局党组研究同意")
    leaving: Entries = Field(default=(), alias="调出", description="调出的人；姓名（原因）记下原因")
    joining: dict[Key, Entries] = Field(
        default_factory=dict, alias="调入", description="称谓: 人员；工作组里的写成“综合组·成员: 人员”"
    )
    succession: dict[Key, Line] = Field(
        default_factory=dict, alias="接替", description="原任: 姓名 职务；接替的人列在原任的位置；原任后可写（原因）"
    )
    reassigned: Annotated[tuple[Reassigned, ...], BeforeValidator(_lines), Written(_REASSIGNED)] = Field(
        default=(), alias="改任", description="留任而称谓或职务有变的人", json_schema_extra=items_may_be_text
    )
    publishing: Publishing = Field(
        default="全名单", alias="发布", description="全名单（默认）、变动句（×××同志任……）、变动表，或两者（表和名单）"
    )
    abolished: Lines = Field(
        default=(), alias="废止", description="同时废止的文件，如：《关于成立……的通知》（某〔2020〕1号）"
    )
    clause: Text | None = Field(default=None, alias="变动", description="今后人员变动时怎样递补；默认用原名单的")

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not (self.leaving or self.joining or self.succession or self.reassigned):
            raise fault("empty-adjustment", "没有写调整；请写“调出”“调入”“接替”或“改任”。")
        if isinstance(self.previous, Text) and not self.previous.endswith(CONTENT_SUFFIXES):
            raise fault("not-content-file", f"“{clip(self.previous)}”不是内容文件名；应以 .yaml 结尾。")
        return self

    def references(self) -> tuple[Text, ...]:
        return super().references() + self.cited()

    def cited(self) -> tuple[Text, ...]:
        return (self.previous,) if isinstance(self.previous, Text) else ()


SPOT_JOINT = "·"


def spot_name(way: tuple[str, ...], rank: str) -> str:
    """How a place in a roster is called: 副组长, 综合组·成员."""
    return SPOT_JOINT.join((*way, rank))
