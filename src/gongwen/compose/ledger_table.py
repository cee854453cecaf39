"""The rows of a table that is drawn from a ledger, as finished words."""

from __future__ import annotations

from gongwen.compose.figures import value_words
from gongwen.model.dates import in_words, parse_date
from gongwen.model.ledger import FIELDS
from gongwen.model.suggestion import DATES, Suggestion
from gongwen.model.table import SERIAL_COLUMN, LedgerTable
from gongwen.reckon.breakdown import YEAR, Group, groups, values
from gongwen.reckon.figures import Figure
from gongwen.resolve.accounts import Accounts, narrowed

#: Stands where a figure has no value: a rate of nothing.
_NOTHING = "—"
_TOTAL = "合计"
#: 满意 and 主办 are short: such columns of a list stand in the middle (B08), and so do all figures.
SHORT_KEYS = frozenset(
    {
        "编号",
        "类别",
        "层级",
        "会议",
        "科室",
        "承办人",
        "办理方式",
        "结果",
        "满意度",
        "态度满意度",
        "公开",
        "重点",
        "二次办理",
        *DATES,
    }
)


def ledger_rows(table: LedgerTable, accounts: Accounts) -> list[tuple[str, ...]]:
    """The rows below the titles of the widened table. The resolve room has made sure that its columns are there."""
    accounts = narrowed(accounts, table.range, [])
    if not table.groups:
        return [
            tuple(_cell(row, name, serial) for name in table.names)
            for serial, row in enumerate(accounts.figures.all.rows, start=1)
        ]
    return [(*group.words, *map(cell_words, group.figures)) for group in ledger_groups(table, accounts)]


def ledger_groups(table: LedgerTable, accounts: Accounts) -> list[Group]:
    """What the rows of a table with `各行` tell, their sum last; `accounts` are cut to the 范围 of the table."""
    by = table.groupings
    made = list(groups(accounts.series, by, table.names))
    if by[0] != YEAR and len(made) > 1:
        made.append(Group((_TOTAL, *("",) * (len(by) - 1)), values(accounts.figures, (), table.names)))
    return made


def cell_words(figure: Figure | None) -> str:
    """The figure as it stands in its cell."""
    return value_words(figure.value) if figure is not None else _NOTHING


def _cell(row: Suggestion, name: str, serial: int) -> str:
    if name == SERIAL_COLUMN:
        return str(serial)
    value = getattr(row, FIELDS[name])
    if isinstance(value, tuple):
        return "、".join(value)
    if value is None:
        return ""
    return in_words(parse_date(value)) if name in DATES else str(value)
