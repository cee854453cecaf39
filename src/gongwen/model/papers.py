"""Papers that are no kind of the regulation: they go out with a notice, a report or a letter, or stay in the house."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from gongwen.model.document import KIND, Body, Document, Numbering, Prose, Title, has_suffix
from gongwen.model.figures import WithFigures
from gongwen.model.record import Record
from gongwen.model.roster import RosterBody
from gongwen.model.table import LedgerTable, TableBody
from gongwen.model.text import Line, Text, fault


class Plan(Prose):
    """方案"""

    kind: Literal["方案"] = Field(default="方案", alias="文种", description="文种")
    title: Title
    body: Text = Field(alias="正文", description="正文，每段一行；{阶段} 独占一行，展开各阶段")


class Summary(WithFigures, Prose):
    """总结"""

    kind: Annotated[Literal["总结"], KIND]
    title: Title
    body: Body


class Roster(RosterBody, Document):
    """名单"""

    kind: Annotated[Literal["名单"], KIND]
    title: Title

    @model_validator(mode="after")
    def _has_people(self) -> Self:
        if not self.ranks and not self.groups:
            raise fault("empty-roster", "名单里还没有人员；请写组长、副组长、成员等。")
        return self


class Schedule(TableBody, Document):
    """配档表: rows of its own, or drawn from a plan's phases."""

    kind: Annotated[Literal["配档表"], KIND]
    title: Title
    source: Line | None = Field(
        default=None,
        alias="取自",
        description="方案.阶段：收入本表的方案的各阶段；或写方案的文件名",
    )

    #: What 取自 says when the plan is the one that includes this schedule.
    ENCLOSING_PLAN: ClassVar[str] = "方案.阶段"

    @model_validator(mode="after")
    def _has_rows(self) -> Self:
        if (self.source is None) == (not self.rows):
            raise fault("schedule-rows", "配档表应写“行”，或写“取自”，两样写一样。")
        if self.source is not None and self.source != self.ENCLOSING_PLAN:
            has_suffix(self.source)
        return self

    def references(self) -> tuple[Text, ...]:
        own = () if self.source is None or self.source == self.ENCLOSING_PLAN else (self.source,)
        return super().references() + own


class TableDocument(LedgerTable, Document):
    """表格"""

    kind: Annotated[Literal["表格"], KIND]
    title: Title

    @model_validator(mode="after")
    def _has_rows(self) -> Self:
        if not self.rows and not self.blank_rows and self.source is None:
            raise fault("table-rows", "表格应写“行”，空表要写“空白行数”。")
        return self

    def ledger_tables(self) -> tuple[LedgerTable, ...]:
        return (self, *super().ledger_tables())


class Speech(Record):
    """One speech of a digest."""

    title: Text = Field(alias="标题", description="发言的题目")
    speaker: Line = Field(alias="发言人", description="职务和姓名，如：云山市公安局局长 张三")
    body: Text = Field(alias="正文", description="发言内容，每段一行")


class Digest(Document):
    """发言摘要"""

    kind: Annotated[Literal["发言摘要"], KIND]
    title: Title
    editors_note: Text | None = Field(default=None, alias="编者按", description="编者按")
    speeches: tuple[Speech, ...] = Field(alias="发言", description="各篇发言", min_length=1)
    numbering: Numbering = Field(default="检查", alias="编号", description="同方案；各篇分别检查")
