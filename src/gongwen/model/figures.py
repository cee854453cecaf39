"""What a summary or a report says of the figures in it: where they come from and how they are reckoned."""

import re
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field

from gongwen.model.chart import Chart
from gongwen.model.counting import Counting
from gongwen.model.dates import DayText
from gongwen.model.record import Inner, Items, Record
from gongwen.model.table import TableBody
from gongwen.model.text import Key, Line, Text, Written, clip, fault

_STATED = re.compile(r"(-?\d{1,15}(?:\.\d{1,15})?)\s*(\D*)")


def stated(text: str) -> tuple[Decimal, str]:
    """The number and the unit of 2252件, 82.24%, 13; a fault for anything else."""
    match = _STATED.fullmatch(text.strip().replace(",", "").replace("％", "%"))
    if match is None:
        raise fault("stated-number", f"“{clip(text)}”应为数字，后面可以带单位，如：13、2252件、82.24%。")
    return Decimal(match[1]), match[2].strip()


def _checked(text: Text) -> Text:
    stated(text)
    return text


#: A number in the writer's words.
Stated = Annotated[Line, AfterValidator(_checked), Written("数字，可带单位")]


class WithFigures(Record):
    """The keys of figures; a document without a ledger may state them itself."""

    ledger: Line | None = Field(
        default=None, alias="台账", description="台账文件（XLSX、CSV、YAML）；正文里用 {总数} 等"
    )
    last_ledger: Line | None = Field(default=None, alias="去年台账", description="去年的台账文件，算同比用")
    earlier_ledgers: dict[Key, Line] = Field(
        default_factory=dict,
        alias="往年台账",
        description="年度: 台账文件，如：2022: 台账2022.xlsx；用 {往年.2022.总数} 引用，表格和图可以按年度列",
    )
    year: Line | None = Field(default=None, alias="年度", description="年度，如：2024；正文里用 {年度}")
    as_of: DayText | None = Field(
        default=None, alias="截至", description="数字算到哪一天；以后答复的算未办结。正文里用 {截至}"
    )
    counting: Inner[Counting] | None = Field(default=None, alias="口径", description="怎样计算；默认照 gongwen.yaml")
    range: dict[Key, Items] = Field(
        default_factory=dict, alias="范围", description="只算台账的一部分，如：层级: 市级；类别: 建议"
    )
    highlights: dict[Key, Text] = Field(
        default_factory=dict, alias="亮点", description="编号: 做法和成效；正文里用 {亮点} 展开，提出人和标题取自台账"
    )
    numbers: dict[Key, Stated] = Field(
        default_factory=dict, alias="数字", description="没有台账时直接写各数，名称与台账的相同；会检查加不加得起来"
    )
    charts: dict[Key, Chart] = Field(
        default_factory=dict, alias="图", description="由台账画的图；用 {图.名称} 插入，{图.名称.序号} 是图号"
    )
    indicators: TableBody | None = Field(
        default=None, alias="指标", description="各期的数和率：第一列是名称，其余每列一期；正文里用 {指标.名称}"
    )
