"""The rows of a writer's tables, by column, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gongwen.model.document import Document
from gongwen.model.table import SERIAL_COLUMN, TableBody
from gongwen.model.text import Text

_TOTAL = re.compile(r"(?P<part>小计|分计)|(?:合|总|共|累)计|总数")


class Row(Struct, frozen=True):
    """One row: `number` from 1; `cells` are those that are filled, by the columns' own names."""

    number: int
    cells: dict[str, Text]

    @property
    def first(self) -> Text:
        return next(iter(self.cells.values()), Text(""))

    @property
    def total(self) -> re.Match[str] | None:
        """合计, 小计: the word that makes a row one of sums."""
        words = (_TOTAL.fullmatch("".join(cell.split()).strip("：:")) for cell in self.cells.values())
        return next((match for match in words if match is not None), None)

    @property
    def is_total(self) -> bool:
        return self.total is not None


def tables_of(document: Document) -> Iterator[tuple[TableBody, str]]:
    """The tables whose rows the writer wrote in this document, each with the title that it is printed under."""
    if isinstance(document, TableBody):
        yield document, "".join(document.title_lines)
    for item in document.attachments:
        if item.table is not None:
            yield item.table, item.name or ""
    tables = getattr(document, "tables", {})
    yield from ((table, str(name)) for name, table in tables.items() if isinstance(table, TableBody))


def read_rows(table: TableBody) -> list[Row]:
    """What stands in each row; cells with nothing but blanks are left out."""
    given = [name for name in table.names if name != SERIAL_COLUMN]
    rows = []
    for number, row in enumerate(table.rows, start=1):
        cells = row if isinstance(row, dict) else dict(zip(given, row, strict=False))
        rows.append(Row(number, {name: cell for name, cell in cells.items() if cell.strip()}))
    return rows


def counted(rows: Sequence[Row]) -> str:
    """第 2、5 行, or how many there are."""
    if len(rows) > 5:
        return f"第 {rows[0].number} 行等 {len(rows)} 行"
    return f"第 {'、'.join(str(row.number) for row in rows)} 行"
