"""图: a chart that is drawn from the ledger of a document, or of the numbers it states itself."""

from typing import Literal

from pydantic import Field

from gongwen.model.record import Items, Record
from gongwen.model.text import Key, Line, Text

Shape = Literal["柱形", "条形", "折线"]


class Chart(Record):
    """Groups of items side by side: `图.名称` in the text puts it there, with its number and title below it."""

    source: Literal["台账", "指标", "数字"] = Field(
        default="台账", alias="取自", description="台账；没有台账的，写 指标 或 数字，画本文件里写的数"
    )
    caption: Line = Field(alias="标题", description="图下面的标题；图号自动编，如：图1")
    group: Line = Field(alias="各类", description="按什么分，如：结果、满意度、科室；或 年度，一年一项")
    series: Items = Field(
        default=(Text("总数"),),
        alias="系列",
        description="画哪些数，至多四个，如：主办、协办，或 满意率；写 年度 时各年并列；默认为总数",
    )
    shape: Shape = Field(default="柱形", alias="样式", description="柱形；条形：横的，名称长时用；折线：各年的变化")
    range: dict[Key, Items] = Field(
        default_factory=dict, alias="范围", description="只算台账的一部分，如：办理方式: 主办"
    )
