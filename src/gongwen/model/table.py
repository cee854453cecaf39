"""Tables a writer keeps as lines: `甲 | 乙 | 丙`, or as a list of mappings."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from gongwen.model.record import Items, Record, may_be_text
from gongwen.model.text import Text, fault

COLUMN_RENAME = "="
CELL_SEPARATOR = "|"


def _rows(value: object) -> object:
    """Lines of cells between `|`; a closing `|` at the end of a line is no further cell."""
    if not isinstance(value, str):
        return value
    rows = []
    for line in Text(value).nonblank_lines():
        cells = []
        start = 1 if line.startswith(CELL_SEPARATOR) else 0
        while (end := line.find(CELL_SEPARATOR, start)) >= 0:
            cells.append(line.part(start, end))
            start = end + 1
        if start < len(line):
            cells.append(line.part(start))
        rows.append(tuple(cells))
    return tuple(rows)


class TableBody(Record):
    """Columns and rows. `合并` names the columns whose equal neighbours downwards become one cell."""

    columns: Items = Field(alias="列", description="列名，用、连接；“原名=新名”改名", min_length=1)
    rows: Annotated[tuple[tuple[Text, ...] | dict[str, Text], ...], BeforeValidator(_rows)] = Field(
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

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' own names, before renaming."""
        return tuple(column.split(COLUMN_RENAME)[0].strip() for column in self.columns)

    @property
    def titles(self) -> tuple[str, ...]:
        """The columns as printed."""
        return tuple(column.split(COLUMN_RENAME)[-1].strip() for column in self.columns)

    @model_validator(mode="after")
    def _fits(self) -> TableBody:
        for row in self.rows:
            if isinstance(row, dict):
                unknown = [key for key in row if key not in self.names]
                if unknown:
                    raise fault("unknown-column", f"行里的“{unknown[0]}”不在“列”中；列有：{'、'.join(self.names)}。")
            elif len(row) > self.row_width:
                first = row[0] if row else ""
                raise fault("too-many-cells", f"“{first[:12]}”这一行有 {len(row)} 格，多于应填的 {self.row_width} 列。")
        for column in self.merged:
            if column not in self.names:
                raise fault("unknown-column", f"“合并”里的“{column}”不在“列”中；列有：{'、'.join(self.names)}。")
        return self

    @property
    def row_width(self) -> int:
        """How many cells a line gives: 序号 is counted by gongwen and not written in lines."""
        return len([name for name in self.names if name != SERIAL_COLUMN])


#: The column that is counted, never written.
SERIAL_COLUMN = "序号"
