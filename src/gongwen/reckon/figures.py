"""The figures of a ledger by their names: 总数, 建议.主办.A类, 满意率. Each is reckoned when it is asked for."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from gongwen.model.counting import Counting
from gongwen.model.ledger import Gap, gaps_in_words
from gongwen.model.suggestion import LEVELS, SATISFACTION, Suggestion
from gongwen.reckon.change import CountChange, RateChange, count_change
from gongwen.reckon.rates import RATES, rate, rate_keys
from gongwen.reckon.rounding import percent, percents
from gongwen.reckon.selection import DIMENSIONS, Dimension, Selection, dimension

TOTAL = "总数"
#: What may stand at the end of a name, after a dot or |.
FILTERS = {
    "同比": "与去年相比：增加几件，或提高几个百分点",
    "增幅": "与去年相比：增长百分之几",
    "占比": "占前一个词所指件数的百分比",
    "名单": "各件的提出人、编号和标题",
    "标题": "各件的标题",
}


class Percent(Struct, frozen=True):
    """A percentage, as rounded."""

    value: Decimal


class Growth(Struct, frozen=True):
    """A change told in percent of what was before."""

    change: CountChange


class Listing(Struct, frozen=True):
    """Items one after another, whole or by title."""

    rows: tuple[Suggestion, ...]
    is_titles: bool


Value = int | Percent | CountChange | Growth | RateChange | Listing


class Figure(Struct, frozen=True):
    """A value with its name, what it means, the rows that are counted, and those they are set against."""

    name: str
    value: Value
    definition: str
    rows: tuple[Suggestion, ...]
    base: tuple[Suggestion, ...] = ()


class FigureMissing(Exception):
    """A name that is known and cannot be reckoned: no ledger of last year, nothing below the line, or for `gaps`."""

    def __init__(self, why: str, gaps: tuple[Gap, ...] = ()) -> None:
        super().__init__(why)
        self.gaps = gaps


class _State(Struct, frozen=True):
    """Which rows are how far, by what they say under `keys`."""

    says: str
    keys: tuple[str, ...]
    holds: Callable[[Suggestion, Selection], bool]


_STATES: Mapping[str, _State] = {
    "办结": _State("已答复（含已出会办意见）", ("答复日期",), lambda row, chosen: row.replied_by(chosen.day)),
    "未办结": _State(
        "应当答复而还没有答复", ("答复日期",), lambda row, chosen: row.awaits_answer and not row.replied_by(chosen.day)
    ),
    "答复": _State(
        "主办、分办并已答复",
        ("答复日期", "办理方式"),
        lambda row, chosen: row.is_answering and row.replied_by(chosen.day),
    ),
    "按时": _State(
        "在办结时限之内答复",
        ("答复日期", "办结时限"),
        lambda row, chosen: row.replied_by(chosen.day) and row.is_in_time,
    ),
}
_COLLECTIVE = ("集体提案", "集体建议")
_CLOSED: Mapping[str, tuple[str, ...]] = {
    "类别": ("建议", "提案", "议案", *_COLLECTIVE),
    "层级": tuple(dict.fromkeys(LEVELS.values())),
    "期间": ("会议期间", "闭会期间"),
    "办理方式": ("主办", "分办", "协办", "会办", "独办", "单办", "参阅"),
    "满意度": SATISFACTION,
    "重点": ("重点",),
    "二次办理": ("二次办理", "首次办理"),
    "联名": ("联名",),
}
_RATES = {rule.name: rule for rule in RATES}


def needing(key: str, counting: Counting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a ledger cannot tell without `key`: by which dimensions its items are counted, and which other figures."""
    rates = (name for name, rule in _RATES.items() if key in rate_keys(rule, counting))
    states = (name for name, state in _STATES.items() if key in state.keys)
    return tuple(item.name for item in DIMENSIONS if key in item.keys), (*states, *rates)


class Figures(Struct, frozen=True, dict=True):
    """Everything that can be reckoned of some rows, and of those of the year before if there are any."""

    all: Selection
    before: Selection | None = None

    # What was asked before is no part of what figures are: two of the same rows are equal.

    @functools.cached_property
    def _found(self) -> dict[tuple[str, ...], Figure]:
        return {}

    @functools.cached_property
    def _chosen(self) -> dict[tuple[bool, tuple[str, ...]], Selection]:
        return {}

    @functools.cached_property
    def _words(self) -> dict[str, Dimension]:
        return {}

    def words(self) -> Mapping[str, Dimension]:
        """Every word that chooses rows, with its dimension: the known ones, and the ledger's own."""
        if not self._words:
            own: dict[str, Dimension] = {}
            for item in DIMENSIONS:
                if item.is_open:
                    for chosen in filter(None, (self.all, self.before)):
                        own |= {word: item for word in chosen.words(item) if word not in own}
            letters = self.all.counting.classes
            classes = (*letters, *(f"{letter}类" for letter in letters))
            closed = {word: dimension(name) for name, words in _CLOSED.items() for word in words}
            self._words.update(own | closed | dict.fromkeys(classes, dimension("结果")))
        return self._words

    def following(self, path: tuple[str, ...]) -> tuple[str, ...] | None:
        """The names that may follow `path` (empty after a last one); None if `path` is no name."""
        end = ""
        waits_for: Dimension | None = None
        for name in path:
            if end:
                if end != "rate" or name != "同比":
                    return None
                end = "filter"
            elif waits_for is not None:
                is_unknown = self.words().get(name) is not waits_for and name not in self.all.words(waits_for)
                # Where the ledger has none of its words, the figure says that it lacks the column.
                if is_unknown and not self.all.gaps_in(waits_for.keys):
                    return None
                waits_for = None
            elif name in _RATES:
                end = "rate"
            elif name in FILTERS:
                end = "filter"
            elif name != TOTAL and name not in self.words() and name not in _STATES:
                waits_for = next((item for item in DIMENSIONS if item.is_open and item.name == name), None)
                if waits_for is None:
                    return None
        if waits_for is not None:
            return tuple(self.all.words(waits_for))
        if end:
            return ("同比",) if end == "rate" else ()
        open_names = (item.name for item in DIMENSIONS if item.is_open)
        return (TOTAL, *self.words(), *open_names, *_STATES, *_RATES, *FILTERS)

    def is_whole(self, path: tuple[str, ...]) -> bool:
        """Does `path` name a figure, or only begin one (主题)?"""
        return bool(path) and (path[-1] in self.words() or path[-1] not in {d.name for d in DIMENSIONS if d.is_open})

    def gaps(self, path: tuple[str, ...]) -> tuple[Gap, ...]:
        """What the ledger, or that of the year before, lacks for the figure."""
        both = path[-1:] in (("同比",), ("增幅",)) and self.before is not None
        found: list[Gap] = []
        for is_before in (False, True) if both else (False,):
            for at in range(len(path)):
                found += self.select(path[:at], is_before=is_before).gaps_in(self._keys(path[: at + 1]))
        return tuple(dict.fromkeys(found))

    def _keys(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """What rows must say to be chosen by the last word of `path`."""
        name = path[-1]
        if (item := self._dimension(path)) is not None:
            # A ledger whose 类别 tells collective items need not say more of them.
            is_open = name in _COLLECTIVE and not len(self.select(path))
            return (*item.keys, "提出单位|提出人") if is_open else item.keys
        if name in _STATES:
            return _STATES[name].keys
        return rate_keys(_RATES[name], self.all.counting) if name in _RATES else ()

    def _dimension(self, path: tuple[str, ...]) -> Dimension | None:
        """In which dimension the last word of `path` chooses."""
        over = (item for item in DIMENSIONS if item.is_open and path[-2:-1] == (item.name,))
        return next(over, self.words().get(path[-1]))

    def figure(self, path: tuple[str, ...]) -> Figure:
        """The figure of a name that `following` knows; raises FigureMissing."""
        if path not in self._found:
            self._found[path] = self._reckon(path)
        return self._found[path]

    def _reckon(self, path: tuple[str, ...]) -> Figure:
        name, last, rest = ".".join(path), path[-1], path[:-1]
        if gaps := self.gaps(path):
            raise FigureMissing(f"{gaps_in_words(gaps)}，算不出“{name}”。", gaps)
        if last in FILTERS:
            return self._filtered(name, last, rest)
        if last in _RATES:
            return self._rate(name, last, rest)
        chosen = self.select(path)
        return Figure(name, len(chosen), f"{self._which(path)}的件数", chosen.rows, self.select(rest).rows)

    def _rate(self, name: str, rule: str, rest: tuple[str, ...]) -> Figure:
        found = rate(_RATES[rule], self.select(rest))
        if found.value is None:
            raise FigureMissing(f"“{name}”的基数（{found.base}）是 0 件，算不出来。")
        of_what = f"{self._which(rest)}中，" if rest else ""
        return Figure(name, Percent(found.value), f"{of_what}{found.definition}", found.above.rows, found.below.rows)

    def _filtered(self, name: str, word: str, rest: tuple[str, ...]) -> Figure:
        if word in ("名单", "标题"):
            chosen = self.select(rest)
            return Figure(name, Listing(chosen.rows, word == "标题"), f"{self._which(rest)}的各件", chosen.rows)
        if word == "占比":
            return self._share(name, rest)
        if self.before is None:
            raise FigureMissing(f"没有写“去年台账”，算不出“{name}”。")
        if rest and rest[-1] in _RATES:
            now = rate(_RATES[rest[-1]], self.select(rest[:-1]))
            before = rate(_RATES[rest[-1]], self.select(rest[:-1], is_before=True))
            if now.value is None or before.value is None:
                raise FigureMissing(f"“{name}”的基数有一年是 0 件，算不出来。")
            change = RateChange(now.value, before.value)
            return Figure(name, change, f"{now.definition}，减去年的", now.above.rows, before.above.rows)
        now_rows, before_rows = self.select(rest), self.select(rest, is_before=True)
        counts = count_change(len(now_rows), len(before_rows), self.all.counting)
        definition = f"{self._which(rest)}的件数，与去年的 {len(before_rows)} 件相比"
        if word == "同比":
            return Figure(name, counts, definition, now_rows.rows, before_rows.rows)
        if counts.share is None:
            raise FigureMissing(f"去年是 0 件，算不出“{name}”。")
        return Figure(name, Growth(counts), definition, now_rows.rows, before_rows.rows)

    def _share(self, name: str, rest: tuple[str, ...]) -> Figure:
        part, whole = self.select(rest), self.select(rest[:-1])
        if not len(whole):
            raise FigureMissing(f"“{name}”的基数是 0 件，算不出来。")
        counting = self.all.counting
        share = percent(Fraction(len(part), len(whole)), counting.places, counting.rounding)
        item = self.words().get(rest[-1]) if rest else None
        if counting.rounding == "凑足100" and item is not None:
            parts = whole.parts(item)
            word = next((word for word in item.words(part.rows[0])), "") if part.rows else ""
            if word in parts and parts[word] == len(part):
                shares = percents(tuple(parts.values()), counting.places, counting.rounding)
                share = dict(zip(parts, shares, strict=True))[word]
        definition = f"{self._which(rest)}的件数，占{self._which(rest[:-1])}的件数"
        return Figure(name, Percent(share), definition, part.rows, whole.rows)

    def shares(self, paths: Sequence[tuple[str, ...]]) -> list[Figure]:
        """The share of each of some groups in all rows. 凑足100: they add up to 100 if together they are all rows."""
        counting, whole = self.all.counting, self.select(())
        parts = [self.select(path) for path in paths]
        counts = tuple(map(len, parts))
        if sum(counts) == len(whole):
            found = percents(counts, counting.places, counting.rounding)
        else:
            found = tuple(percent(Fraction(count, len(whole)), counting.places, counting.rounding) for count in counts)
        return [
            Figure(
                f"{'.'.join(path)}.占比",
                Percent(share),
                f"{self._which(path)}的件数，占{self._which(())}的件数",
                part.rows,
                whole.rows,
            )
            for path, part, share in zip(paths, parts, found, strict=True)
        ]

    def select(self, path: tuple[str, ...], *, is_before: bool = False) -> Selection:
        """The rows that a chain of words chooses."""
        start = self.before if is_before else self.all
        assert start is not None
        if not path:
            return start
        key = (is_before, path)
        if key not in self._chosen:
            chosen = self.select(path[:-1], is_before=is_before)
            name = path[-1]
            if (item := self._dimension(path)) is not None:
                chosen = chosen.choose(item, name)
            elif (state := _STATES.get(name)) is not None:
                within = chosen
                chosen = chosen.where(lambda row: state.holds(row, within))
            self._chosen[key] = chosen
        return self._chosen[key]

    def _which(self, path: tuple[str, ...]) -> str:
        words = [_STATES[name].says if name in _STATES else name for name in path if name != TOTAL]
        day = f"截至{self.all.day.year}年{self.all.day.month}月{self.all.day.day}日，" if self.all.day else ""
        return f"{day}台账中{'、'.join(words)}" if words else f"{day}台账中全部"

    def usual(self) -> Iterator[tuple[str, ...]]:
        """The names of what a report usually gives: totals by every dimension, two deep where it matters, and rates."""
        yield (TOTAL,)
        for item in DIMENSIONS:
            if not self.all.gaps_in(item.keys):
                for word in self.all.parts(item):
                    yield (item.name, word) if item.is_open else (word,)
        for category in self.all.parts(dimension("类别")):
            for way in self.all.parts(dimension("办理方式")):
                yield category, way
        for state in _STATES:
            yield (state,)
        for name in _RATES:
            yield (name,)
