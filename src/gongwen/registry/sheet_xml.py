"""The cells of an XLSX sheet row by row, straight from its XML, each as the text that stands in it.

openpyxl makes several objects of every cell, which costs a large ledger more than all that is done with it; of the
workbook round the sheets, its formats and its calendar, it knows more than is worth saying again.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from lxml import etree

from gongwen.model.dates import in_words

MOST_COLUMNS = 200

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _VALUE, _FORMULA = f"{_MAIN}row", f"{_MAIN}c", f"{_MAIN}v", f"{_MAIN}f"
_ITEM, _INLINE, _TEXT, _RUN = f"{_MAIN}si", f"{_MAIN}is", f"{_MAIN}t", f"{_MAIN}r"
_ZEROS = re.compile(r"0{2,}")
_NO_TIME = datetime.time()
#: What a day out of Excel's calendar shows.
_WRONG = "#VALUE!"


@dataclass(frozen=True)
class Look:
    """What the workbook says of its cells: the shared texts; by style, which are days, which are spans of time, and how
    many digits a number is filled up to; the day that serial numbers count from."""

    texts: Sequence[str]
    days: frozenset[int]
    spans: frozenset[int]
    zeros: Mapping[int, int]
    epoch: datetime.datetime
    #: By number and style: a ledger says the same few hundred days thousands of times.
    _said: dict[tuple[str, int], str] = field(default_factory=dict)

    def number(self, value: str, style: int) -> str:
        """A number as the sheet shows it, as far as that matters to a register: no 3.0 for 3, 082 where zeros stand."""
        if style in self.days:
            if (value, style) not in self._said:
                self._said[value, style] = self._day(_number(value), is_span=style in self.spans)
            return self._said[value, style]
        number = _number(value)
        whole = int(number)
        return str(whole).zfill(self.zeros.get(style, 0)) if whole == number else str(number)

    def _day(self, value: float, *, is_span: bool) -> str:
        from openpyxl.utils.datetime import from_excel

        try:
            return day_words(from_excel(value, self.epoch, timedelta=is_span))
        except (OverflowError, ValueError):
            return _WRONG


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row by its number (from 1): its cells, and the columns (from 0) of formulas without a computed value."""

    number: int
    cells: list[str]
    bare: list[int] = field(default_factory=list)


def look_of(book: Any, texts: Sequence[str]) -> Look:
    """The look of a workbook that openpyxl has opened."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    zeros = {}
    for style, format_of in enumerate(book._cell_styles):
        number = format_of.numFmtId
        own = number - BUILTIN_FORMATS_MAX_SIZE
        form = BUILTIN_FORMATS.get(number, "") if own < 0 else book._number_formats[own]
        if _ZEROS.fullmatch(form):
            zeros[style] = len(form)
    return Look(texts, frozenset(book._date_formats), frozenset(book._timedelta_formats), zeros, book.epoch)


def shared_texts(part: IO[bytes]) -> list[str]:
    """The texts that cells refer to by number."""
    return [_text(item).replace("x005F_", "") for item in _elements(part, _ITEM)]


def sheet_rows(part: IO[bytes], look: Look) -> Iterator[CellRow]:
    """Every row up to the last one that is written down, those that are not written down empty."""
    columns: dict[str, int] = {}
    done = 0
    for row in _elements(part, _ROW):
        said = row.get("r")
        number = int(float(said)) if said else done + 1
        if number <= done:
            # Rows stand in their order, or a later one would take the place of an earlier one.
            raise ValueError(f"row {number} after row {done}")
        for missing in range(done + 1, number):
            yield CellRow(missing, [])
        yield _row(row, number, look, columns)
        done = number


def _row(row: Any, number: int, look: Look, columns: dict[str, int]) -> CellRow:
    cells: list[str] = []
    bare: list[int] = []
    at = -1
    for cell in row:
        if cell.tag != _CELL:
            continue
        place = cell.get("r")
        if place:
            letters = place.rstrip("0123456789")
            at = columns.get(letters, -1)
            if at < 0:
                at = columns[letters] = _column(letters)
        else:
            at += 1
        if at >= MOST_COLUMNS:
            continue
        text, is_bare = _said(cell, look)
        if at >= len(cells):
            cells.extend([""] * (at + 1 - len(cells)))
        cells[at] = text
        if is_bare:
            bare.append(at)
    return CellRow(number, cells, bare)


def _said(cell: Any, look: Look) -> tuple[str, bool]:
    """The text of a cell, and whether it is a formula whose value nobody has computed."""
    value, is_formula = None, False
    for child in cell:
        tag = child.tag
        if tag == _VALUE:
            value = child.text
        elif tag == _FORMULA:
            is_formula = True
        elif tag == _INLINE:
            return _text(child), False
    if not value:
        return "", is_formula
    kind = cell.get("t")
    if kind is None or kind == "n":
        return look.number(value, int(cell.get("s") or 0)), False
    if kind == "s":
        return look.texts[int(value)], False
    if kind == "b":
        return "是" if int(value) else "否", False
    if kind == "d":
        from openpyxl.utils.datetime import from_ISO8601

        return day_words(from_ISO8601(value)), False  # type: ignore[no-untyped-call]
    return str(value), False


def day_words(value: object) -> str:
    """A day in words, without a time that nobody entered."""
    if isinstance(value, datetime.datetime) and value.time() == _NO_TIME:
        return in_words(value.date())
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return in_words(value)
    return str(value)


def _number(value: str) -> float:
    return float(value) if "." in value or "E" in value or "e" in value else int(value)


def _column(letters: str) -> int:
    from openpyxl.utils import column_index_from_string

    return column_index_from_string(letters) - 1


def _text(item: Any) -> str:
    """A text and its runs; how it is read aloud (rPh) is no part of it."""
    found = []
    for child in item:
        if child.tag == _TEXT:
            found.append(child.text or "")
        elif child.tag == _RUN:
            found += [part.text or "" for part in child if part.tag == _TEXT]
    return "".join(found)


def _elements(part: IO[bytes], tag: str) -> Iterator[Any]:
    """Every element of that name, each forgotten before the next."""
    found = etree.iterparse(part, events=("end",), tag=tag, resolve_entities=False, no_network=True, huge_tree=True)
    for _, element in found:
        yield element
        element.clear()
        parent = element.getparent()
        while parent is not None and parent[0] is not element:
            del parent[0]
