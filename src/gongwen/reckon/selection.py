"""Rows of a ledger chosen step by step: 建议, then 主办, then those of class A."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from gongwen.model.counting import Counting
from gongwen.model.ledger import Gap
from gongwen.model.suggestion import BETWEEN_SESSIONS, Suggestion

#: The words under which a row counts in one dimension: none, one, or one and its synonyms.
Words = Callable[[Suggestion], Iterable[str]]


class Dimension(Struct, frozen=True):
    """One way to sort the rows, by what they say under `keys` (see `Selection.gaps_in`).

    `is_open`: its words are the ledger's own (主题, 科室) and are named after the dimension, as in 主题.用地保障; the
    words of the others are known beforehand and stand alone.
    """

    name: str
    keys: tuple[str, ...]
    words: Words
    is_open: bool = False


def _given(text: str | None) -> Iterator[str]:
    if text:
        yield str(text)


def _handling(row: Suggestion) -> Iterator[str]:
    yield from _given(row.way)
    if row.way == "协办":
        yield "会办"
    if row.handling and row.handling != row.way and row.way != "协办":
        yield str(row.handling)


def _category(row: Suggestion) -> Iterator[str]:
    yield from _given(row.kind)
    if row.is_collective:
        yield f"集体{row.kind}"


def _session(row: Suggestion) -> Iterator[str]:
    if row.session:
        yield BETWEEN_SESSIONS if row.is_between_sessions else str(row.session)


def _when(row: Suggestion) -> Iterator[str]:
    if row.session:
        yield "闭会期间" if row.is_between_sessions else "会议期间"


def _result(row: Suggestion) -> Iterator[str]:
    if row.class_letter:
        yield row.class_letter
        yield f"{row.class_letter}类"


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("类别", ("类别",), _category),
    Dimension("层级", ("层级",), lambda row: _given(row.tier), is_open=True),
    Dimension("期间", ("会议",), _when),
    Dimension("会议", ("会议",), _session, is_open=True),
    Dimension("办理方式", ("办理方式",), _handling),
    Dimension("结果", ("结果",), _result),
    Dimension("满意度", ("满意度", "办理方式"), lambda row: _given(row.opinion if row.is_answering else "")),
    Dimension("主题", ("主题",), lambda row: _given(row.topic), is_open=True),
    Dimension("科室", ("科室",), lambda row: _given(row.section), is_open=True),
    Dimension("主办单位", ("主办单位",), lambda row: _given(row.lead_unit), is_open=True),
    Dimension("重点", ("重点",), lambda row: ("重点",) if row.is_key else ()),
    Dimension("二次办理", ("二次办理",), lambda row: ("二次办理",) if row.is_again else ("首次办理",)),
    Dimension("联名", ("提出人",), lambda row: ("联名",) if row.proposer_count > 1 else ()),
)


class Selection(Struct, frozen=True, dict=True):
    """Some rows of a ledger. `day`: as of when (截至); `gaps`: those of the whole ledger."""

    rows: tuple[Suggestion, ...]
    counting: Counting
    day: date | None = None
    gaps: tuple[Gap, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def choose(self, dimension: Dimension, word: str) -> Selection:
        """The rows that count under `word`."""
        return self.where(lambda row: word in dimension.words(row))

    def where(self, holds: Callable[[Suggestion], bool]) -> Selection:
        """The rows for which `holds`."""
        return replace(self, rows=tuple(row for row in self.rows if holds(row)))

    def gaps_in(self, keys: Iterable[str]) -> tuple[Gap, ...]:
        """What is not known of some of the rows, and in which sheet; 提出单位|提出人 is known by either."""
        found = []
        for key in keys:
            names = key.split("|")
            gaps = [gap for gap in self.gaps if gap.key in names]
            for gap in gaps:
                lacking = sum(other.sheet == gap.sheet for other in gaps)
                if gap.key == names[0] and lacking == len(names) and gap.sheet in self._sheets:
                    found.append(gap)
        return tuple(dict.fromkeys(found))

    def knowing(self, keys: Iterable[str]) -> Selection:
        """The rows of those sheets that have all these keys."""
        sheets = {gap.sheet for gap in self.gaps_in(keys)}
        return self.where(lambda row: _sheet(row) not in sheets) if sheets else self

    @cached_property
    def _sheets(self) -> frozenset[str]:
        return frozenset(map(_sheet, self.rows))

    def words(self, dimension: Dimension) -> dict[str, int]:
        """Every word of a dimension with the number of its rows, in the order in which they first occur."""
        counts: dict[str, int] = {}
        for row in self.rows:
            for word in dimension.words(row):
                counts[word] = counts.get(word, 0) + 1
        return counts

    def parts(self, dimension: Dimension) -> dict[str, int]:
        """As `words`, without synonyms: their sum is the number of rows that say anything."""
        counts: dict[str, int] = {}
        for row in self.rows:
            if word := next(iter(dimension.words(row)), ""):
                counts[word] = counts.get(word, 0) + 1
        return counts

    def silent(self, dimension: Dimension) -> tuple[Suggestion, ...]:
        """The rows that say nothing in this dimension."""
        return tuple(row for row in self.rows if not next(iter(dimension.words(row)), ""))


def _sheet(row: Suggestion) -> str:
    return row.number.origin.sheet if row.number.origin is not None else ""


def dimension(name: str) -> Dimension:
    """The dimension of that name."""
    return next(item for item in DIMENSIONS if item.name == name)
