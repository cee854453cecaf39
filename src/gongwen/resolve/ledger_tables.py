"""Tables that are drawn from a ledger: is there one, does it have these columns, do the groups add up?"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Document, Prose
from gongwen.model.ledger import FIELDS
from gongwen.model.papers import TableDocument
from gongwen.model.table import SERIAL_COLUMN, LedgerTable, column_name
from gongwen.model.text import Text
from gongwen.reckon.breakdown import GROUPINGS, YEAR, left_out, steps
from gongwen.reckon.figures import Figures
from gongwen.resolve.accounts import Accounts, narrowed
from gongwen.resolve.ledger import named
from gongwen.resolve.places import error, place_of, warning


def check_ledger_tables(document: Document, accounts: Accounts | None) -> Iterator[Diagnostic]:
    """What is wrong with the tables of a document that are drawn from its ledger."""
    for table in _tables(document):
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
            found += check_names(table.columns, narrow.figures)
        else:
            found += _check_keys(table.columns)
        yield from found


def _tables(document: Document) -> Iterator[LedgerTable]:
    if isinstance(document, TableDocument):
        yield document
    if isinstance(document, Prose):
        yield from document.tables.values()
    yield from (item.table for item in document.attachments if item.table is not None)


def check_groups(groups: Sequence[Text], accounts: Accounts) -> Iterator[Diagnostic]:
    """The groupings of a table or a chart, and whether every item is in one of the groups."""
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
    elif not unknown and (rows := left_out(accounts.series, by)):
        whole = len(accounts.figures.all)
        yield warning(
            "content/table-sum",
            f"按{'、'.join(by)}分，各行相加 {whole - len(rows)} 件，合计 {whole} 件，有 {len(rows)} 件不在任何一行。",
            place_of(groups[0]),
            named(accounts.ledger, rows),
        )


def check_names(columns: Iterable[Text], figures: Figures) -> Iterator[Diagnostic]:
    """Every column names a figure."""
    for column in columns:
        path = steps(column_name(column))
        if figures.following(path) is None or not figures.is_whole(path):
            yield _unknown(column, figures.following(()) or (), "台账里没有“{}”这个数")


def _check_keys(columns: Iterable[Text]) -> Iterator[Diagnostic]:
    for column in columns:
        if column_name(column) not in (SERIAL_COLUMN, *FIELDS):
            yield _unknown(column, (SERIAL_COLUMN, *FIELDS), "台账里没有“{}”这一列")


def _unknown(written: Text, known: Iterable[str], says: str) -> Diagnostic:
    offered = list(known)
    near = difflib.get_close_matches(column_name(written), offered, n=1, cutoff=0.5)
    hint = f"是否指“{near[0]}”？" if near else f"可写的有：{'、'.join(offered[:40])}。"
    return error("content/table-column", f"{says.format(column_name(written)[:20])}。", place_of(written), hint)
