"""合计 rows of a ledger: what is typed there beside what its items come to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from gongwen.model.suggestion import Suggestion

_COUNT = re.compile(r"[（(]?\s*(?:共|计|共计)?\s*(\d{1,6})\s*(?:件|个|条)?\s*[)）]?")
#: 合计13件 in one cell.
_LABELLED = re.compile(r"\S{0,8}?(?:[合小总共累]计|总数)[：:]?(\d{1,6})件")
#: 主办3件、协办 10: words with a number each.
_WORDED = re.compile(r"([A-Za-z]类?|[\u4e00-\u9fff]{2,6}?)[：:]?\s*(\d{1,6})\s*件?")
_Words = tuple[str, ...]
#: In these columns a bare number can only be that of the items.
_OF_ITEMS = ("编号", "标题")


class Slip(Struct, frozen=True):
    """A cell (column from 0) of a 合计 row whose number is not that of its items; `word` is what it counts."""

    at: int
    word: str
    typed: int
    counted: int


class Tally(Struct, dict=True):
    """The items above a 合计 row: since the last such row or heading of a group, and all of the sheet."""

    columns: Mapping[str, int]
    _group: Counter[_Words] = field(default_factory=Counter)
    _whole: Counter[_Words] = field(default_factory=Counter)
    #: What an item is counted under, by all that this follows from: a ledger has few kinds of items, and many items.
    _known: dict[tuple[str | None, ...], _Words] = field(default_factory=dict)

    def add(self, row: Suggestion) -> None:
        """One item more."""
        said = (row.handling, row.category, row.level, row.result, row.satisfaction)
        if (words := self._known.get(said)) is None:
            words = self._known[said] = _words(row)
        self._group[words] += 1

    def begin_group(self) -> None:
        """What follows is counted anew by the next 合计."""
        self._whole.update(self._group)
        self._group.clear()

    def check(self, cells: Sequence[str]) -> Iterator[Slip]:
        """The cells of a 合计 row that are wrong both for its group and for the whole sheet."""
        known = {at: key for key, at in self.columns.items()}
        group, whole = self._group, self._whole + self._group
        label = next((at for at, cell in enumerate(cells) if cell.strip()), 0)
        for at, cell in enumerate(cells):
            text = "".join(cell.split())
            match = _LABELLED.fullmatch(text) if at == label else _COUNT.fullmatch(text)
            # A bare number speaks of the items only beside the label and under their numbers and titles.
            if match is not None and (at <= label + 1 or known.get(at) in _OF_ITEMS or "件" in text):
                yield from _wrong(at, "", int(match[1]), group, whole)
                continue
            for worded in _WORDED.finditer(text) if at in known else ():
                if any(worded[1] in words for words in whole):
                    yield from _wrong(at, worded[1], int(worded[2]), group, whole)
        self.begin_group()


def _wrong(at: int, word: str, typed: int, *candidates: Mapping[_Words, int]) -> Iterator[Slip]:
    counts = [sum(count for words, count in items.items() if not word or word in words) for items in candidates]
    if typed not in counts:
        yield Slip(at, word, typed, counts[0] or counts[1])


def _words(row: Suggestion) -> _Words:
    """The words under which a 合计 row may count an item."""
    letter = row.class_letter
    handled = ("会办",) if row.way == "协办" else ()
    opinion = (row.opinion,) if row.is_answering else ()
    return tuple(
        filter(None, (row.way, *handled, row.kind, row.tier, letter, f"{letter}类" if letter else "", *opinion))
    )
