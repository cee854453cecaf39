"""gongwen.yaml: what the office says once for all its documents."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from gongwen.model.counting import Counting
from gongwen.model.habits import ReplyHabits, one_for_all
from gongwen.model.layout import LayoutSettings
from gongwen.model.lengths import SealDiameter, StampHeight
from gongwen.model.record import Inner, Lines, Record, YesNo, may_be_text
from gongwen.model.text import Key, Line, Written

#: 文种 → code of its series; the empty 文种 stands for all others.
Codes = Annotated[
    dict[Key, Line], BeforeValidator(one_for_all), Written("代字；或“文种: 代字”各项，其余文种写在“其他”")
]


class Office(Record):
    """The settings of a workspace; every key may be left out.

    Its defaults are constructed, not validated: to build validators for them takes longer than to read the file.
    """

    authorities: Lines = Field(default=(), alias="发文机关", description="文件里没写发文机关时用它")
    people_file: Line | None = Field(
        default=None, alias="人员库", description="人员文件，从本文件夹写起；默认找名为“人员”的文件"
    )
    seals: dict[Key, Line] = Field(
        default_factory=dict, alias="印章", description="机关: PNG 图片的文件名；公文里写“印章: 是”时用它"
    )
    seal_diameter: SealDiameter | None = Field(default=None, alias="印章直径", description="默认 42毫米")
    stamps: dict[Key, Line] = Field(
        default_factory=dict, alias="签名章", description="姓名: PNG 图片的文件名；公文里写“签名章: 是”时用它"
    )
    stamp_height: StampHeight | None = Field(default=None, alias="签名章高", description="默认 15毫米")
    preprinted: YesNo = Field(
        default="否", alias="套打", description="是：纸上已印好红头，标志和红线不印，文字的位置不变"
    )
    codes: Codes = Field(
        default_factory=dict,
        alias="机关代字",
        description="发文字号的代字，gongwen issue 编号时用，如：云自然资字",
        json_schema_extra=may_be_text,
    )
    deflater: Literal["zlib", "isa-l", "zlib-ng"] = Field(
        default="zlib",
        alias="压缩",
        description="DOCX 由谁压缩；成批生成时 isa-l、zlib-ng 较快，要另装"
        '（在 gongwen 的源代码文件夹里运行：pip install ".[fast]"）',
    )
    layout: Inner[LayoutSettings] = Field(
        default=LayoutSettings.model_construct(), alias="版面", description="页面的设置"
    )
    counting: Inner[Counting] = Field(
        default=Counting.model_construct(), alias="口径", description="建议提案的各项数字怎样算"
    )

    replies: Inner[ReplyHabits] = Field(
        default=ReplyHabits.model_construct(), alias="答复", description="建议提案的答复怎样写"
    )

    def code_of(self, kind: str) -> str | None:
        """The code in the numbers of a 文种; None if the office has not said."""
        return self.codes.get(kind) or self.codes.get("") or self.codes.get("其他")
