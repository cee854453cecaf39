"""Tables a writer keeps as lines: `甲 | 乙 | 丙`, or as a list of mappings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from gongwen.model.record import Items, Record, may_be_text
from gongwen.model.text import Text, Written, fault

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
                message = f"“{cells[0][:12]}”这一行有 {len(cells)} 格，多于应填的 {width} 列。"
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
                    "too-many-cells", f"“{row[0][:12]}”这一行有 {len(row)} 格，多于应填的 {_row_width(columns)} 列。"
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
        return tuple(column.part(column.rfind(COLUMN_RENAME) + 1) for column in self.columns)


#: The column that is counted, never written.
SERIAL_COLUMN = "序号"


def _names(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(column.split(COLUMN_RENAME)[0].strip() for column in columns)


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
            raise fault("unknown-column", f"“{key}”里的“{name[:12]}”不在“列”中；列有：{'、'.join(names)}。")
