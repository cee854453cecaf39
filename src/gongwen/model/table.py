"""Tables a writer keeps as lines: `甲 | 乙 | 丙`, or as a list of mappings."""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from gongwen.model.record import Items, Record, may_be_text
from gongwen.model.text import Key, Text, Written, clip, fault

COLUMN_RENAME = "="
#: 自动: upright, unless upright the columns could not hold their words (B09).
Paper = Literal["自动", "纵向", "横向"]
CELL_SEPARATOR = "|"


class TableBody(Record):
    """Columns and rows. `合并` names the columns whose equal neighbours downwards become one cell."""

    columns: Items = Field(alias="列", description="列名，用、连接；“原名=新名”改名", min_length=1)
    rows: Annotated[tuple[tuple[Text, ...] | dict[str, Text], ...], Written("每行一条；或列表")] = Field(
        default=(),
        alias="行",
        description="每行一条，格与格之间用 | 分开；也可以写成列表",
        json_schema_extra=may_be_text,
    )
    merged: Items = Field(default=(), alias="合并", description="哪几列上下相同时合并")
    blank_rows: Annotated[int, Field(ge=0, le=1000)] = Field(
        default=0, alias="空白行数", description="表末留几行空白，供填写"
    )
    instructions: Text | None = Field(default=None, alias="填表说明", description="印在表下的说明")
    paper: Paper = Field(
        default="自动",
        alias="纸张",
        description="横向：表格排在横放的纸上；自动：竖放排不下时横放，正文里的表不横放",
    )

    @field_validator("rows", mode="before")
    @classmethod
    def _split_rows(cls, value: object, info: ValidationInfo) -> object:
        """Lines of cells between `|`; a closing `|` at the end of a line is no further cell."""
        if not isinstance(value, str):
            return value
        columns = info.data.get("columns")
        width = None if columns is None else _row_width(columns)
        rows = []
        start = 0
        for line in Text(value).split("\n"):
            cells = _cells(Text(value).part(start, start + len(line)))
            if width is not None and len(cells) > width:
                message = f"“{clip(cells[0], 12)}”这一行有 {len(cells)} 格，多于应填的 {width} 列。"
                raise fault("too-many-cells", message, start + len(line) - len(line.lstrip()))
            if cells:
                rows.append(cells)
            start += len(line) + 1
        return tuple(rows)

    @field_validator("rows")
    @classmethod
    def _fit_columns(
        cls, rows: tuple[tuple[Text, ...] | dict[str, Text], ...], info: ValidationInfo
    ) -> tuple[tuple[Text, ...] | dict[str, Text], ...]:
        columns = info.data.get("columns")
        if columns is None:
            return rows
        for row in rows:
            if isinstance(row, dict):
                _refuse_unknown(row, columns, "行")
            elif len(row) > _row_width(columns):
                raise fault(
                    "too-many-cells",
                    f"“{clip(row[0], 12)}”这一行有 {len(row)} 格，多于应填的 {_row_width(columns)} 列。",
                )
        return rows

    @field_validator("merged")
    @classmethod
    def _merge_known(cls, merged: tuple[Text, ...], info: ValidationInfo) -> tuple[Text, ...]:
        if "columns" in info.data:
            _refuse_unknown(merged, info.data["columns"], "合并")
        return merged

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' own names, before renaming."""
        return _names(self.columns)

    @property
    def titles(self) -> tuple[Text, ...]:
        """The columns as printed."""
        return tuple(map(column_title, self.columns))


#: The column that is counted, never written.
SERIAL_COLUMN = "序号"
#: The share of a group in all items, and the groups that are the years themselves.
SHARE_COLUMN, YEAR_GROUPS = "占比", "年度"


class LedgerTable(TableBody):
    """A table with rows of its own, or drawn from the ledger of its document: its items, or figures of groups of them.

    With `各行` there is a row for every group, and `列` names figures.
    """

    source: Literal["台账"] | None = Field(
        default=None, alias="取自", description="台账：各行由台账得出，“列”写台账的列名，如：序号、编号、标题、结果"
    )
    groups: Items = Field(
        default=(),
        alias="各行",
        description="按什么分行，如：层级、类别，或 年度；这时“列”写各数的名称，如：总数、主办、A类、满意率",
    )
    range: dict[Key, Items] = Field(
        default_factory=dict, alias="范围", description="只算台账的一部分，如：办理方式: 主办"
    )

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        if self.source is not None and self.rows:
            raise fault("table-two-origins", "表格写了“取自: 台账”，就不能再写“行”。")
        if self.source is None and (self.groups or self.range):
            raise fault("table-no-source", "“各行”“范围”是给取自台账的表格用的，请写“取自: 台账”。")
        return self

    @property
    def groupings(self) -> tuple[str, ...]:
        """What the rows are grouped by, before renaming."""
        return _names(self.groups)

    @property
    def told_columns(self) -> tuple[Text, ...]:
        """The columns; where groups stand within groups, a bare 占比 is renamed to say of what."""
        levels = [name for name in self.groupings if name != YEAR_GROUPS]
        if len(levels) < 2:
            return self.columns
        whole = "占当年总数的比例" if YEAR_GROUPS in self.groupings else "占总数的比例"
        return tuple(
            Text(f"{SHARE_COLUMN}{COLUMN_RENAME}{whole}", column.origin) if column == SHARE_COLUMN else column
            for column in self.columns
        )

    def widened(self) -> TableBody:
        """The table with the columns that tell its groups in front; equal neighbours in all but the last are merged."""
        merged = (*self.groupings[:-1], *self.merged)
        return self.model_copy(update={"columns": (*self.groups, *self.told_columns), "merged": merged})


def column_name(column: str) -> str:
    """Its own name, before renaming."""
    return column.split(COLUMN_RENAME)[0].strip()


def column_title(column: Text) -> Text:
    """As printed."""
    return column.part(column.rfind(COLUMN_RENAME) + 1)


def _names(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(column_name, columns))


def _row_width(columns: Iterable[str]) -> int:
    """How many cells a line gives: 序号 is counted by gongwen and not written in lines."""
    return sum(name != SERIAL_COLUMN for name in _names(columns))


def _cells(line: Text) -> tuple[Text, ...]:
    cells = []
    start = 1 if line.startswith(CELL_SEPARATOR) else 0
    while (end := line.find(CELL_SEPARATOR, start)) >= 0:
        cells.append(line.part(start, end))
        start = end + 1
    if start < len(line):
        cells.append(line.part(start))
    return tuple(cells)


def _refuse_unknown(used: Iterable[str], columns: Iterable[str], key: str) -> None:
    names = _names(columns)
    for name in used:
        if name not in names:
            raise fault("unknown-column", f"“{key}”里的“{clip(name, 12)}”不在“列”中；列有：{'、'.join(names)}。")
