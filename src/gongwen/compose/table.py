"""Tables as blocks: serial numbers, merged cells, rows (B01–B12); how wide the columns are is `columns.py`'s."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from gongwen.compose.columns import ColumnText, is_cramped, laid_out, share_out, wish_of
from gongwen.compose.ledger_table import SHORT_KEYS, ledger_rows
from gongwen.compose.words import words
from gongwen.model.outline import outline, paragraphs
from gongwen.model.phase import MEASURE_COLUMNS, Phase
from gongwen.model.table import SERIAL_COLUMN, LedgerTable, TableBody
from gongwen.model.text import Text
from gongwen.printview import Block, Cell, Column, Paragraph, Table, TableBlock
from gongwen.resolve.accounts import Accounts
from gongwen.resolve.scope import Scope
from gongwen.standard.geometry import Geometry
from gongwen.standard.page import LONG_ROW, TABLE_CELL_MARGIN, TABLE_LINE
from gongwen.standard.sizes import SIZE_12
from gongwen.standard.widths import width


def table_blocks(
    table: TableBody,
    scope: Scope,
    geometry: Geometry,
    phases: Sequence[Phase] = (),
    *,
    accounts: Accounts | None = None,
    has_own_page: bool = True,
) -> Iterator[Block]:
    """The table and its instructions; the rows are the table's own, or drawn from `phases` or `accounts`.

    One that stands among text is turned only when the writer asks for it.
    """
    short = frozenset[str]()
    if isinstance(table, LedgerTable) and table.source is not None and accounts is not None:
        rows = ledger_rows(table, accounts)
        short = frozenset((*table.names, *table.groupings)) if table.groups else SHORT_KEYS
        table = table.widened()
    else:
        rows = _phase_rows(table, phases, scope) if phases else _own_rows(table, scope)
    rows += [("",) * len(table.names)] * table.blank_rows
    texts = [
        ColumnText(name, words(title, scope), tuple(row[index] for row in rows), name in short)
        for index, (name, title) in enumerate(zip(table.names, table.titles, strict=True))
    ]
    wishes = [wish_of(text) for text in texts]
    upright = geometry.width.nominal
    is_turned = table.paper == "横向" or (table.paper == "自动" and has_own_page and is_cramped(texts, wishes, upright))
    widths = share_out(wishes, geometry.turned.width.nominal if is_turned else upright)
    laid = [laid_out(text, width) for text, width in zip(texts, widths, strict=True)]
    columns = tuple(
        Column(title=lines.get(text.title, text.title), share=width / sum(widths), is_centred=text.is_centred)
        for text, width, lines in zip(texts, widths, laid, strict=True)
    )
    notes = tuple(words(line, scope) for line in paragraphs(table.instructions or Text("")))
    made = Table(
        columns=columns,
        rows=_in_lines(_cells(table, rows), laid),
        is_turned=is_turned,
        long_rows=_long_rows(widths, rows, geometry.turned if is_turned else geometry),
    )
    yield TableBlock(table=made, note_count=len(notes))
    yield from (Paragraph(text=note) for note in notes)


def _own_rows(table: TableBody, scope: Scope) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for serial, row in enumerate(table.rows, start=1):
        if isinstance(row, dict):
            given = row
        else:
            given = dict(zip((name for name in table.names if name != SERIAL_COLUMN), row, strict=False))
        rows.append(
            tuple(
                words(given[name], scope) if name in given else str(serial) if name == SERIAL_COLUMN else ""
                for name in table.names
            )
        )
    return rows


def _phase_rows(table: TableBody, phases: Sequence[Phase], scope: Scope) -> list[tuple[str, ...]]:
    """One row for each measure of each phase; a column gongwen cannot fill from a phase stays blank."""
    rows: list[tuple[str, ...]] = []
    for phase in phases:
        time = words(phase.time, scope) if phase.time else ""
        for measure in _measures(phase, scope):
            known = {
                SERIAL_COLUMN: str(len(rows) + 1),
                "阶段": words(phase.name, scope),
                "时间": time,
                "完成时限": time,
                "责任单位": words(phase.unit, scope) if phase.unit else "",
                "备注": words(phase.remark, scope) if phase.remark else "",
            } | dict.fromkeys(MEASURE_COLUMNS, measure)
            rows.append(tuple(known.get(name, "") for name in table.names))
    return rows


def _measures(phase: Phase, scope: Scope) -> list[str]:
    """The numbered lines of a phase without their numbers; all its lines if none is numbered."""
    lines = outline(phase.content)
    measures = [line for line in lines if line.level] or lines
    return [words(line.text, scope) for line in measures]


def _cells(table: TableBody, rows: Sequence[tuple[str, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows as cells; in merged columns equal neighbours downwards become one cell.

    A column to the right of a merged one is merged only inside the rows that the left one spans.
    """
    names = table.names
    merged = [index for index, name in enumerate(names) if name in table.merged]
    spans = {index: _spans(rows, merged[: position + 1]) for position, index in enumerate(merged)}
    return tuple(
        tuple(
            Cell(text="" if spans.get(column, {}).get(at, 1) == 0 else text,
                 rows=max(spans.get(column, {}).get(at, 1), 1),
                 covered=spans.get(column, {}).get(at, 1) == 0)
            for column, text in enumerate(row)
        )
        for at, row in enumerate(rows)
    )  # fmt: skip


def _spans(rows: Sequence[tuple[str, ...]], columns: Sequence[int]) -> dict[int, int]:
    """Row → how many rows its cell spans, 0 for a row covered from above; rows are alike if `columns` agree."""
    spans: dict[int, int] = {}
    start = 0
    for at in range(1, len(rows) + 1):
        is_same = at < len(rows) and rows[at][columns[-1]] != "" and all(rows[at][c] == rows[start][c] for c in columns)
        if not is_same:
            spans[start] = at - start
            spans |= dict.fromkeys(range(start + 1, at), 0)
            start = at
    return spans


def _in_lines(rows: tuple[tuple[Cell, ...], ...], laid: Sequence[Mapping[str, str]]) -> tuple[tuple[Cell, ...], ...]:
    """The cells with what is too long for its column broken between words."""
    if not any(laid):
        return rows
    return tuple(
        tuple(
            replace(cell, text=lines[cell.text]) if cell.text in lines else cell
            for cell, lines in zip(row, laid, strict=True)
        )
        for row in rows
    )


def _long_rows(widths: Sequence[float], rows: Sequence[tuple[str, ...]], page: Geometry) -> tuple[int, ...]:
    """B12: those that take more than half a page, by the lines that their words need."""
    most = int((page.height.nominal * LONG_ROW).over(TABLE_LINE))
    rooms = [max(int(width - TABLE_CELL_MARGIN.over(SIZE_12) * 2), 1) for width in widths]
    return tuple(
        at
        for at, row in enumerate(rows)
        # Only words enough to fill as many lines are worth counting.
        if any(
            len(text) > most and sum(max(math.ceil(width(line) / room), 1) for line in text.split("\n")) > most
            for text, room in zip(row, rooms, strict=True)
        )
    )
