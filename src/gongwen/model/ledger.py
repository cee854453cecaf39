"""台账: the items of a year or a session, as one file of the office says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import Field

from gongwen.model.record import Record
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import Line, Origin, Text


class LedgerFile(Record):
    """A ledger kept in YAML; 类别 and 层级 hold for every item that does not say its own."""

    category: Line | None = Field(default=None, alias="类别", description="各件没写类别时用它，如：代表建议")
    level: Line | None = Field(default=None, alias="层级", description="各件没写层级时用它，如：市级")
    items: tuple[Suggestion, ...] = Field(alias="建议提案", description="各件建议、提案")


@dataclass(frozen=True)
class Ledger:
    """The items that were read, in the order of the file.

    A table has so many cells that only the 编号 of a row keeps its place; `columns` says for each sheet (empty name
    for a file without sheets) in which column a key stands.
    """

    rows: tuple[Suggestion, ...]
    file: str
    columns: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def origin(self, row: Suggestion, key: str = "编号") -> Origin:
        """Where the row says `key`; the place of its 编号 if it says nothing there."""
        value = getattr(row, FIELDS[key])
        if isinstance(value, Text) and value.origin is not None:
            return value.origin
        start = row.number.origin or Origin(self.file, 0, 0)
        column = self.columns.get(start.sheet, {}).get(key) if start.sheet else None
        return Origin(start.file, start.line, column or start.column, sheet=start.sheet)


#: Key → the name of its field.
FIELDS = {field.alias: name for name, field in Suggestion.model_fields.items() if field.alias is not None}
