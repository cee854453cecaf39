"""Tables that are drawn from a ledger: is there one, does it have these columns, do the groups add up?"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Document
from gongwen.model.ledger import FIELDS, Gap, gaps_in_words
from gongwen.model.table import SERIAL_COLUMN, column_name
from gongwen.model.text import Text, clip
from gongwen.reckon.breakdown import GROUPINGS, YEAR, left_out, steps
from gongwen.reckon.selection import dimension
from gongwen.resolve.accounts import Accounts, narrowed
from gongwen.resolve.ledger import named
from gongwen.resolve.places import error, place_of, warning


def check_ledger_tables(document: Document, accounts: Accounts | None) -> Iterator[Diagnostic]:
    """What is wrong with the tables of a document that are drawn from its ledger."""
    for table in document.ledger_tables():
        if table.source is None:
            continue
        if accounts is None:
            yield error(
                "content/table-no-ledger",
                "表格写了“取自: 台账”，文件里没有写“台账”。",
                place_of(table.columns[0]),
                "请在总结或报告里写“台账: 文件名”；另写成文件的表格，由收入它的总结、报告给出台账。",
            )
            continue
        found: list[Diagnostic] = []
        narrow = narrowed(accounts, table.range, found)
        if table.groups:
            found += check_groups(table.groups, narrow)
            found += check_names(table.columns, table.groups, narrow)
        else:
            found += _check_keys(table.columns, narrow)
        yield from found


def check_groups(groups: Sequence[Text], accounts: Accounts, *, of_years: bool = False) -> Iterator[Diagnostic]:
    """The groupings of a table or a chart, and whether every item is in one of the groups.

    of_years: the groups of every year stand side by side.
    """
    by = [column_name(group) for group in groups]
    unknown = [group for group in groups if column_name(group) not in GROUPINGS]
    for group in unknown:
        yield _unknown(group, GROUPINGS, "不能按“{}”分")
    if YEAR in by[1:]:
        yield error("content/table-column", "“年度”要写在最前面。", place_of(groups[by.index(YEAR)]))
    elif YEAR in by and len(accounts.series.years) < 2:
        yield error(
            "content/table-column",
            "按年度列，只有一年的台账。",
            place_of(groups[0]),
            "请写“去年台账”或“往年台账”。",
        )
    elif not unknown and (gaps := _gaps_of_groups(accounts, by, of_years=of_years)):
        message = f"{gaps_in_words(gaps)}，不能按{'、'.join(by)}分。"
        yield error("content/figure-missing", message, place_of(groups[0]), gaps[0].hint)
    elif not unknown and (rows := left_out(accounts.series, by)):
        whole = len(accounts.figures.all)
        yield warning(
            "content/table-sum",
            f"按{'、'.join(by)}分，各行相加 {whole - len(rows)} 件，合计 {whole} 件，有 {len(rows)} 件不在任何一行。",
            place_of(groups[0]),
            named(accounts.ledger, rows),
        )


def _gaps_of_groups(accounts: Accounts, by: Sequence[str], *, of_years: bool) -> tuple[Gap, ...]:
    """What the ledgers of the years that are shown lack for such groups."""
    keys = [key for name in by if name != YEAR for key in dimension(name).keys]
    shown = accounts.series.years if of_years or YEAR in by else accounts.series.years[-1:]
    return tuple(dict.fromkeys(gap for _, figures in shown for gap in figures.all.gaps_in(keys)))


def check_names(columns: Iterable[Text], groups: Sequence[Text], accounts: Accounts) -> Iterator[Diagnostic]:
    """Every column names a figure that the ledger has what it takes to reckon."""
    by_year = YEAR in map(column_name, groups)
    shown = [figures for _, figures in accounts.series.years] if by_year else [accounts.figures]
    for column in columns:
        path = steps(column_name(column))
        if accounts.figures.following(path) is None or not accounts.figures.is_whole(path):
            yield _unknown(column, accounts.figures.following(()) or (), "台账里没有“{}”这个数")
        elif gaps := tuple(dict.fromkeys(gap for figures in shown for gap in figures.gaps(path))):
            message = f"{gaps_in_words(gaps)}，算不出“{'.'.join(path)}”。"
            yield error("content/figure-missing", message, place_of(column), gaps[0].hint)


def _check_keys(columns: Iterable[Text], accounts: Accounts) -> Iterator[Diagnostic]:
    """Every column is a key that some item of the ledger may have."""
    for column in columns:
        name = column_name(column)
        if name not in (SERIAL_COLUMN, *FIELDS):
            yield _unknown(column, (SERIAL_COLUMN, *FIELDS), "台账里没有“{}”这一列")
            continue
        rows = accounts.figures.all
        if (gaps := rows.gaps_in([name])) and not len(rows.knowing([name])):
            message = f"{gaps_in_words(gaps)}，这一列都会是空的。"
            yield error("content/figure-missing", message, place_of(column), gaps[0].hint)


def _unknown(written: Text, known: Iterable[str], says: str) -> Diagnostic:
    offered = list(known)
    near = difflib.get_close_matches(column_name(written), offered, n=1, cutoff=0.5)
    hint = f"是否指“{near[0]}”？" if near else f"可写的有：{'、'.join(offered[:40])}。"
    return error("content/table-column", f"{says.format(clip(column_name(written)))}。", place_of(written), hint)
