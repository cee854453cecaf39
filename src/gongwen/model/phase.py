"""阶段: the phases of a plan; the plan's text, its counts and the schedule are all drawn from them."""

from pydantic import Field

from gongwen.model.record import Record
from gongwen.model.text import Line, Text

_PHASE_WORD = "阶段"
#: The columns of a schedule that can be filled from a phase; each of the last ones takes its measures.
PHASE_COLUMNS = ("序号", "阶段", "时间", "完成时限", "责任单位", "备注")
MEASURE_COLUMNS = ("工作任务", "工作内容", "工作措施", "具体措施")


class Phase(Record):
    """One phase: name, time, what is done."""

    name: Line = Field(alias="名称", description="如：准备阶段")
    time: Line | None = Field(default=None, alias="时间", description="如：1月、3—9月、9月10日—20日")
    content: Text = Field(alias="内容", description="本阶段的工作，每行一条")
    short_name: Line | None = Field(default=None, alias="简称", description="正文里列举各阶段时的叫法，默认去掉“阶段”")
    heading: Line | None = Field(
        default=None, alias="小标题", description="不用自动写出的小标题时，连同序号整行写在这里"
    )
    unit: Line | None = Field(default=None, alias="责任单位", description="责任单位")
    remark: Line | None = Field(default=None, alias="备注", description="备注")

    @property
    def called(self) -> str:
        """The name in a list of phases: 准备 for 准备阶段."""
        return self.short_name or self.name.removesuffix(_PHASE_WORD)
