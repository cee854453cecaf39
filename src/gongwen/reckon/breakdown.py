"""Figures side by side: the rows of a table or the bars of a chart, one for each group of items or for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from gongwen.model.suggestion import LEVELS, SATISFACTION, Suggestion
from gongwen.model.table import SHARE_COLUMN, YEAR_GROUPS
from gongwen.reckon.figures import TOTAL, Figure, FigureMissing, Figures
from gongwen.reckon.selection import DIMENSIONS, Dimension, dimension

YEAR, SHARE = YEAR_GROUPS, SHARE_COLUMN
#: What ledgers may be grouped by.
GROUPINGS = (YEAR, *(item.name for item in DIMENSIONS))
_ORDER: dict[str, Sequence[str]] = {
    "类别": ("建议", "提案", "议案"),
    "层级": tuple(dict.fromkeys(LEVELS.values())),
    "期间": ("会议期间", "闭会期间"),
    "办理方式": ("主办", "分办", "协办", "参阅"),
    "满意度": SATISFACTION,
}


class Series(Struct, frozen=True):
    """The figures of some years, by what the years are called, the year of the document last."""

    years: tuple[tuple[str, Figures], ...]

    @property
    def now(self) -> Figures:
        return self.years[-1][1]


class Group(Struct, frozen=True):
    """A group by its words, outermost first, and its figures; None where one cannot be reckoned."""

    words: tuple[str, ...]
    figures: tuple[Figure | None, ...]


def groups(series: Series, by: Sequence[str], names: Sequence[str], *, like: Figures | None = None) -> Iterator[Group]:
    """Every group of items, with the figures of these names. `by`: GROUPINGS, 年度 only as the first.

    Groups are called as the ledger of `like` calls them, by default that of the year of the document.
    """
    helping = _helping_word(like or series.now)
    years = series.years if by[0] == YEAR else series.years[-1:]
    levels = [dimension(name) for name in by if name != YEAR]
    for called, figures in years:
        prefix = (called,) if by[0] == YEAR else ()
        found = list(_paths(figures, levels, helping))
        # Within groups of groups 占比 would be that in the outer group, which no reader of a column expects.
        shares = figures.shares([path for _, path in found]) if len(levels) > 1 and SHARE in names else ()
        for at, (words, path) in enumerate(found):
            told = values(figures, path, names)
            if shares:
                told = tuple(shares[at] if name == SHARE else figure for name, figure in zip(names, told, strict=True))
            yield Group((*prefix, *words), told)


def values(figures: Figures, path: tuple[str, ...], names: Sequence[str]) -> tuple[Figure | None, ...]:
    """The figures of these names within the items that `path` chooses."""
    return tuple(_value(figures, (*path, *steps(name))) for name in names)


def steps(name: str) -> tuple[str, ...]:
    """主办.占比 or 主办|占比 as the words of a figure's name."""
    return tuple(name.replace("|", ".").split("."))


def left_out(series: Series, by: Sequence[str]) -> tuple[Suggestion, ...]:
    """The items that are in no group, so that the groups do not add up to all."""
    among = [dimension(name) for name in by if name != YEAR]
    rows = series.now.all.rows
    return tuple(row for row in rows if any(not next(iter(item.words(row)), "") for item in among))


def _value(figures: Figures, path: tuple[str, ...]) -> Figure | None:
    try:
        return figures.figure(path)
    except FigureMissing:
        return None


def _helping_word(figures: Figures) -> str:
    """协办 or 会办, which are one thing: whichever more rows of the ledger say."""
    written = [row.handling or "" for row in figures.all.rows if row.way == "协办"]
    return max(("协办", "会办"), key=lambda word: sum(word in text for text in written))


def _paths(
    figures: Figures,
    among: Sequence[Dimension],
    helping: str,
    path: tuple[str, ...] = (),
    words: tuple[str, ...] = (),
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    if not among:
        yield words, path or (TOTAL,)
        return
    item, rest = among[0], among[1:]
    for word in in_order(item, figures.select(path).parts(item)):
        step = (item.name, word) if item.is_open else (word,)
        # The letter of a class says little without 类.
        said = f"{word}类" if item.name == "结果" else helping if word == "协办" and not item.is_open else word
        yield from _paths(figures, rest, helping, (*path, *step), (*words, said))


def in_order(item: Dimension, found: Sequence[str] | dict[str, int]) -> list[str]:
    """The words of a dimension as reports list them; those of the ledger's own in the order of the ledger."""
    if item.name == "结果":
        return sorted(found)
    known = _ORDER.get(item.name, ())
    return [word for word in known if word in found] + [word for word in found if word not in known]
