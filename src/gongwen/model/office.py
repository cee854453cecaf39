"""gongwen.yaml: what the office says once for all its documents."""

from __future__ import annotations

from pydantic import Field

from gongwen.model.layout import LayoutSettings
from gongwen.model.record import Lines, Record
from gongwen.model.text import Line


class Office(Record):
    """The settings of a workspace; every key may be left out."""

    authorities: Lines = Field(default=(), alias="发文机关", description="文件里没写发文机关时用它")
    people_file: Line | None = Field(
        default=None, alias="人员库", description="人员文件，从本文件夹写起；默认找名为“人员”的文件"
    )
    layout: LayoutSettings = Field(default=LayoutSettings(), alias="版面", description="页面的设置")
