"""口径: how an office counts and reckons its rates, said once in gongwen.yaml or in a document."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from gongwen.model.record import Lines, Record, YesNo
from gongwen.model.text import Key, Line, Text, Written, clip, fault

Standing = Literal["已解决", "正在解决", "列入计划", "留作参考"]
Rounding = Literal["四舍五入", "截断", "凑足100"]
Base = Literal["全部", "主办", "已答复", "已反馈"]


def _places(value: object) -> object:
    if isinstance(value, str):
        if value.strip() not in ("0", "1", "2", "3", "4"):
            raise fault("decimal-places", f"小数位“{clip(value, 10)}”应为 0 至 4 的数字。")
        return int(value)
    return value


Places = Annotated[int, BeforeValidator(_places), Written("数字，0 至 4")]


class ResultClass(Record):
    """One class of results; what its letter means differs from place to place."""

    label: Line = Field(alias="名称", description="如：已经解决或基本解决")
    standing: Standing = Field(alias="计作", description="已解决、正在解决、列入计划、留作参考")


#: The four classes of most offices; anything else is a setting. To validate them would build the class at every start.
FOUR_CLASSES = {
    "A": ResultClass.model_construct(label=Line("已经解决或基本解决"), standing="已解决"),
    "B": ResultClass.model_construct(label=Line("正在解决或已列入计划逐步解决"), standing="正在解决"),
    "C": ResultClass.model_construct(label=Line("因条件限制暂时难以解决"), standing="列入计划"),
    "D": ResultClass.model_construct(label=Line("留作参考"), standing="留作参考"),
}


class Counting(Record):
    """Bases, rounding and classes. Every base that is not the usual one is printed with its rate."""

    with_fairly_satisfied: YesNo = Field(
        default="否", alias="满意率含基本满意", description="满意率是否把基本满意算进去"
    )
    bases: dict[Key, Base] = Field(
        default_factory=dict, alias="基数", description="率名: 全部、主办、已答复或已反馈；没写的用通常的基数"
    )
    places: Places = Field(default=2, alias="小数位", description="百分数保留几位小数")
    rounding: Rounding = Field(
        default="四舍五入", alias="取整", description="四舍五入；截断；凑足100：一组占比加起来正好 100%"
    )
    classes: dict[Key, ResultClass] = Field(
        default_factory=lambda: dict(FOUR_CLASSES), alias="结果分类", description="字母: 名称和计作"
    )
    in_person: Lines = Field(
        default=tuple(map(Text, ("面商", "走访", "座谈", "见面", "上门", "当面"))),
        alias="面商方式",
        description="“沟通方式”里出现哪些词算面商",
    )
