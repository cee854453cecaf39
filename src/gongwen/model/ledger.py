"""台账: the items of a year or a session, as one file of the office says."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from pydantic import Field

from gongwen.model.record import Record
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import Line, Origin, Text

#: So many column titles are offered.
_MOST_TITLES = 10


class LedgerFile(Record):
    """A ledger kept in YAML; 类别 and 层级 hold for every item that does not say its own."""

    category: Line | None = Field(default=None, alias="类别", description="各件没写类别时用它，如：代表建议")
    level: Line | None = Field(default=None, alias="层级", description="各件没写层级时用它，如：市级")
    items: tuple[Suggestion, ...] = Field(alias="建议提案", description="各件建议、提案")


class Gap(Struct, frozen=True):
    """A key of which a file, or one sheet of it, says nothing for any item: what would be counted by it is unknown.

    A column that is there and empty is no gap, nor is a key that one item of a YAML file has. `titles` are the column
    titles that would have been read for it, none for a YAML file.
    """

    key: str
    file: str
    sheet: str = ""
    titles: tuple[str, ...] = ()

    @property
    def hint(self) -> str:
        """How to fill it."""
        if not self.titles:
            return f"请给各件写“{self.key}”；确实都空着的，在其中一件写“{self.key}:”。"
        more = "等" if len(self.titles) > _MOST_TITLES else ""
        called = "、".join(self.titles[:_MOST_TITLES])
        return f"请在表头加上这一列并填写；读作“{self.key}”的列名有：{called}{more}。"


def gaps_in_words(gaps: Iterable[Gap], file: str = "") -> str:
    """台账2024.xlsx 表“省级”没有“满意度”这一列; without the name of the file if a reader knows it to be `file`."""
    places: dict[tuple[str, str, bool], list[str]] = {}
    for gap in gaps:
        places.setdefault((gap.file, gap.sheet, bool(gap.titles)), []).append(f"“{gap.key}”")
    told = []
    for (name, sheet, is_table), keys in places.items():
        where = ("" if name == file else f"{name} ") + (f"表“{sheet}”" if sheet else "")
        columns = f"没有{''.join(keys)}这{'一' if len(keys) == 1 else '几'}列"
        told.append(where + (columns if is_table else f"没有一件写了{'、'.join(keys)}"))
    return "，".join(told)


class Ledger(Struct, frozen=True, dict=True):
    """The items that were read, in the order of the file.

    A table has so many cells that only the 编号 of a row keeps its place; `columns` says for each sheet (empty name
    for a file without sheets) in which column a key stands.
    """

    rows: tuple[Suggestion, ...]
    file: str
    columns: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()

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
