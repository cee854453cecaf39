"""From a table to records: which row holds the column titles, what each title means, which rows say something."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from gongwen.model.text import Text
from gongwen.registry.sheets import Sheet

#: The titles stand among the first so many rows; above them may be the name of the table and remarks.
MOST_ROWS_ABOVE = 20
_IN_BRACKETS = re.compile(r"[(（\[【〔].*?[)）\]】〕]")


class Headed(Struct, frozen=True):
    """A table whose columns are known: meaning → column (from 0), the titles that mean nothing, the rows below."""

    columns: Mapping[str, int]
    unread: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    #: The row (from 1) of the titles, the lower one of two.
    heading: int = 1

    def records(self) -> Iterator[dict[str, Text]]:
        """Each row that says something, by meaning; blank cells are left out."""
        for row in self.rows:
            record = {name: row[at] for name, at in self.columns.items() if at < len(row) and row[at]}
            if record:
                yield record


def plain_title(text: str) -> str:
    """A title without blanks, marks between words and width of letters: 姓　名 as 姓名, 代表/委员 as 代表委员."""
    return re.sub(r"[\s/、\\·]", "", unicodedata.normalize("NFKC", text))


def headed(sheet: Sheet, meanings: Mapping[str, Sequence[str]], needed: Sequence[str]) -> Headed | None:
    """The table with its titles found; None without."""
    titles = find_titles(sheet.rows[: MOST_ROWS_ABOVE + 1], meanings, needed)
    if titles is None:
        return None
    origin = sheet.rows[titles.end - 1][0].origin
    line = origin.line if origin is not None else titles.end
    return Headed(titles.columns, titles.unread, sheet.rows[titles.end :], line)


class Titles(Struct, frozen=True):
    """The titles of a table: meaning → column (from 0), those that mean nothing, the rows (from 0) they stand in."""

    columns: Mapping[str, int]
    unread: tuple[Text, ...]
    start: int
    end: int


def find_titles(
    rows: Sequence[Sequence[Text]], meanings: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> Titles | None:
    """The titles among the first rows of a table, in one row or in two whose upper one spans several columns.

    `meanings` lists for each meaning the titles that offices write; a table must have the `needed` ones.
    """
    best: Titles | None = None
    for at, row in enumerate(rows[:MOST_ROWS_ABOVE]):
        below = rows[at + 1] if at + 1 < len(rows) else ()
        for height, titles in ((1, list(row)), (2, _combined(row, below))):
            columns = _columns(titles, meanings)
            if set(needed) <= set(columns) and (best is None or len(columns) > len(best.columns)):
                unread = tuple(title for at, title in enumerate(titles) if title and at not in columns.values())
                best = Titles(columns, unread, at, at + height)
    return best


def nearly_titles(
    rows: Sequence[Sequence[Text]], meanings: Mapping[str, Sequence[str]]
) -> tuple[Sequence[Text], Mapping[str, int]] | None:
    """The row among the first ones that has most titles, and their columns, if some are known."""
    found = [(row, _columns(list(row), meanings)) for row in rows[:MOST_ROWS_ABOVE]]
    best = max(found, key=lambda item: len(item[1]), default=None)
    return best if best is not None and len(best[1]) > 1 else None


def _combined(upper: Sequence[Text], lower: Sequence[Text]) -> list[Text]:
    """Two rows of titles as one: the lower title where there is one."""
    width = max(len(upper), len(lower))
    cells = [[row[at] if at < len(row) else Text("") for row in (upper, lower)] for at in range(width)]
    return [below or above for above, below in cells]


def _columns(titles: Sequence[Text], meanings: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Meaning → column; of two columns that mean the same the first counts, one with the very name before one with
    another name, and that before one with a remark in brackets."""
    own = {plain_title(name): name for name in meanings}
    known = {plain_title(title): name for name, titles in meanings.items() for title in titles} | own
    found: dict[str, int] = {}
    for names, is_exact in ((own, True), (known, True), (known, False)):
        for at, title in enumerate(titles):
            plain = plain_title(title)
            name = names.get(plain if is_exact else _IN_BRACKETS.sub("", plain))
            if name is not None and at not in found.values():
                found.setdefault(name, at)
    return found
