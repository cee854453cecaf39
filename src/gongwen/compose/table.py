"""Tables as blocks: serial numbers, merged cells, column widths from what the columns hold (B01–B12)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongwen.compose.ledger_table import SHORT_KEYS, ledger_rows
from gongwen.compose.widths import width
from gongwen.compose.words import words
from gongwen.lengths import Length
from gongwen.model.outline import outline, paragraphs
from gongwen.model.phase import MEASURE_COLUMNS, Phase
from gongwen.model.table import SERIAL_COLUMN, LedgerTable, TableBody
from gongwen.model.text import Text
from gongwen.printview import Block, Cell, Column, Paragraph, Table, TableBlock
from gongwen.resolve.accounts import Accounts
from gongwen.resolve.scope import Scope
from gongwen.standard.page import (
    LONG_ROW,
    NARROWEST_COLUMN,
    TABLE_CELL_MARGIN,
    TABLE_LINE,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    TURNED_TEXT_HEIGHT,
    TURNED_TEXT_WIDTH,
)
from gongwen.standard.sizes import SIZE_12

#: Columns whose contents are short by nature stand in the middle (B08).
_CENTRED = frozenset({SERIAL_COLUMN, "阶段", "时间", "完成时限", "责任人", "电话", "姓名", "性别"})
#: A column asks for no more than this many characters, a centred one for a fifth of it.
_WIDEST = 40
_EDGES = re.compile(r"(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])")
#: A column that is not to be broken needs no more than this.
_WIDEST_UNBROKEN = 10
#: Both margins of a cell, and a little air, in characters.
_CELL_MARGINS = 1.2


def table_blocks(
    table: TableBody,
    scope: Scope,
    phases: Sequence[Phase] = (),
    *,
    accounts: Accounts | None = None,
    has_own_page: bool = True,
) -> Iterator[Block]:
    """The table and its instructions; the rows are the table's own, or drawn from `phases` or `accounts`.

    One that stands among text is turned only when the writer asks for it.
    """
    centred, unbroken = _CENTRED, frozenset[str]()
    if isinstance(table, LedgerTable) and table.source is not None and accounts is not None:
        rows = ledger_rows(table, accounts)
        unbroken = frozenset((*table.names, *table.groupings)) if table.groups else SHORT_KEYS
        centred |= unbroken
        table = table.widened()
    else:
        rows = _phase_rows(table, phases, scope) if phases else _own_rows(table, scope)
    rows += [("",) * len(table.names)] * table.blank_rows
    wishes = _wishes(table, rows, scope, centred, unbroken)
    is_turned = table.paper == "横向" or (
        table.paper == "自动" and has_own_page and _is_cramped(table, wishes, centred)
    )
    notes = tuple(words(line, scope) for line in paragraphs(table.instructions or Text("")))
    columns = _columns(table, wishes, scope, centred, is_turned=is_turned)
    made = Table(
        columns=columns,
        rows=_cells(table, rows),
        is_turned=is_turned,
        long_rows=_long_rows(columns, rows, is_turned=is_turned),
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


def _long_rows(columns: Sequence[Column], rows: Sequence[tuple[str, ...]], *, is_turned: bool) -> tuple[int, ...]:
    """B12: those that take more than half a page, by the lines that their words need."""
    table_width = TURNED_TEXT_WIDTH if is_turned else TEXT_WIDTH.nominal
    height = TURNED_TEXT_HEIGHT if is_turned else TEXT_HEIGHT.nominal
    most = int((height * LONG_ROW).over(TABLE_LINE))
    rooms = [max(int((table_width * column.share - TABLE_CELL_MARGIN * 2).over(SIZE_12)), 1) for column in columns]
    return tuple(
        at
        for at, row in enumerate(rows)
        # Only words enough to fill as many lines are worth counting.
        if any(
            len(text) > most and sum(max(math.ceil(width(line) / room), 1) for line in text.split("\n")) > most
            for text, room in zip(row, rooms, strict=True)
        )
    )


@dataclass(frozen=True, slots=True)
class _Wish:
    """The widths, in characters, that a column cannot do without and that it would like."""

    needed: float
    asked: float


def _wishes(
    table: TableBody,
    rows: Sequence[tuple[str, ...]],
    scope: Scope,
    centred: frozenset[str],
    unbroken: frozenset[str],
) -> tuple[_Wish, ...]:
    """A column needs room for its title on one line; it asks for its longest line, up to a limit.

    Columns that are to be `unbroken` need that longest line as well.
    """
    made = []
    for index, (name, title) in enumerate(zip(table.names, table.titles, strict=True)):
        longest = max((len(line) for row in rows for line in row[index].split("\n")), default=0)
        limit = _WIDEST / 5 if name in centred else _WIDEST
        needed = len(words(title, scope)) + _CELL_MARGINS
        if name in unbroken:
            widest = max((_spaced(line) for row in rows for line in row[index].split("\n")), default=0)
            needed = max(needed, min(widest, _WIDEST_UNBROKEN) + _CELL_MARGINS)
            made.append(_Wish(needed, needed))
            continue
        made.append(_Wish(needed, max(min(longest + _CELL_MARGINS, limit), needed)))
    return tuple(made)


def _spaced(text: str) -> float:
    """The width of a text with the quarter of a character that programs put between Han and other letters."""
    return width(text) + len(_EDGES.findall(text)) / 4


def _shared(wishes: Sequence[_Wish], room: Length) -> list[float]:
    """The width of each column in characters: what is left after the needs goes where contents ask for more."""
    left = max(room.over(SIZE_12) - sum(wish.needed for wish in wishes), 0)
    wanting = sum(wish.asked - wish.needed for wish in wishes)
    return [wish.needed + (left * (wish.asked - wish.needed) / wanting if wanting else 0) for wish in wishes]


def _is_cramped(table: TableBody, wishes: Sequence[_Wish], centred: frozenset[str]) -> bool:
    """B09: upright the titles do not fit side by side, or a column of words would be too narrow for what it holds."""
    room, narrowest = TEXT_WIDTH.nominal, NARROWEST_COLUMN.over(SIZE_12)
    return sum(wish.needed for wish in wishes) > room.over(SIZE_12) or any(
        given < min(wish.asked, narrowest)
        for name, wish, given in zip(table.names, wishes, _shared(wishes, room), strict=True)
        if name not in centred
    )


def _columns(
    table: TableBody, wishes: Sequence[_Wish], scope: Scope, centred: frozenset[str], *, is_turned: bool
) -> tuple[Column, ...]:
    """The columns as wide as the paper lets them be."""
    widths = _shared(wishes, TURNED_TEXT_WIDTH if is_turned else TEXT_WIDTH.nominal)
    return tuple(
        Column(title=words(title, scope), share=one / sum(widths), is_centred=name in centred)
        for name, title, one in zip(table.names, table.titles, widths, strict=True)
    )
