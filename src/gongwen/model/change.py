"""人员变动: who leaves, who takes which post, on one day. Written as a YAML file or as one command."""

from typing import Self

from pydantic import Field, model_validator

from gongwen.model.dates import DayText
from gongwen.model.people import Entries
from gongwen.model.record import Record
from gongwen.model.text import Line, fault


class PeopleChange(Record):
    """All that changes on one day; the order does not matter, so that successions may form a chain."""

    day: DayText = Field(alias="日期", description="变动的日期：离任的从这天起不再任职，任职的从这天起")
    leaving: Entries = Field(
        default=(), alias="离任", description="姓名，离任全部职务；姓名 职务，只离任这一项；姓名（原因）记下原因"
    )
    taking: Entries = Field(default=(), alias="任职", description="姓名 职务：再任这一项；库里没有的人新加入")
    moving: Entries = Field(default=(), alias="改任", description="姓名 职务：离任原有的全部职务，改任这一项")
    reason: Line | None = Field(default=None, alias="原因", description="离任的原因，记在备注里，如：调离、退休")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.leaving or self.taking or self.moving):
            raise fault("empty-change", "没有写变动；请写“离任”“任职”或“改任”。")
        return self
