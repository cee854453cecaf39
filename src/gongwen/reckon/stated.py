"""What follows from numbers that a writer states without a ledger: shares, rates, changes against the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from gongwen.model.counting import Counting
from gongwen.reckon.change import CountChange, RateChange, count_change
from gongwen.reckon.figures import TOTAL, Growth, Percent
from gongwen.reckon.rounding import percent

LAST_YEAR = "去年"
_FORMS = ("满意", "基本满意", "不满意", "理解")
#: Rate → the numbers above and below the line; those that are not stated count as none, but for the first of each.
_RATES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "办结率": (("办结",), (TOTAL,)),
    "按时办结率": (("按时",), ("办结",)),
    "答复率": (("答复",), ("主办", "分办")),
    "面商率": (("面商",), ("主办", "分办")),
    "满意率": (("满意",), _FORMS),
    "基本满意率": (("基本满意",), _FORMS),
    "不满意率": (("不满意",), _FORMS),
    "解决率": (("A类",), ("答复",)),
}
#: What a rate does not ask about, where it is stated: items sent for information await no answer.
_LEFT_OUT: Mapping[str, tuple[str, ...]] = {"办结率": ("参阅",)}
Path = tuple[str, ...]
Derived = Percent | CountChange | Growth | RateChange


class Number(Struct, frozen=True):
    """A stated number; `is_rate`: in percent."""

    value: Decimal
    is_rate: bool


class Conclusion(Struct, frozen=True):
    """What follows: its name, its value, in words how it is reckoned, and of which numbers."""

    path: Path
    value: Derived
    says: str
    of: tuple[Path, ...]


def derived(numbers: Mapping[Path, Number], counting: Counting) -> Iterator[Conclusion]:
    """Everything that follows, rates also where one is stated."""
    counts = {path: number.value for path, number in numbers.items() if not number.is_rate}
    for path, value in counts.items():
        of = path[:-1] or (TOTAL,)
        whole = counts.get(of)
        if path != (TOTAL,) and path[0] != LAST_YEAR and whole:
            share = Percent(_percent(value, whole, counting))
            yield Conclusion((*path, "占比"), share, f"“{'.'.join(path)}”占“{'.'.join(of)}”", (path, of))
    yield from _rates(counts, counting)
    for path, number in numbers.items():
        before = numbers.get((LAST_YEAR, *path))
        if before is None or before.is_rate != number.is_rate:
            continue
        both = (path, (LAST_YEAR, *path))
        says = "与".join(f"“{'.'.join(item)}”" for item in both) + "相比"
        if number.is_rate:
            yield Conclusion((*path, "同比"), RateChange(number.value, before.value), says, both)
            continue
        change = count_change(number.value, before.value, counting)
        yield Conclusion((*path, "同比"), change, says, both)
        if change.share is not None:
            yield Conclusion((*path, "增幅"), Growth(change), says, both)


def _rates(counts: Mapping[Path, Decimal], counting: Counting) -> Iterator[Conclusion]:
    for prefix in dict.fromkeys(path[:-1] for path in counts):
        for name, (above, below) in _RATES.items():
            whole = _stated(counts, prefix, below[:1])
            # An office with a base of its own knows better than the usual one.
            if name in counting.bases or (*prefix, above[0]) not in counts or not whole:
                continue
            parts = ("满意", "基本满意") if name == "满意率" and counting.with_fairly_satisfied == "是" else above
            over = _stated(counts, prefix, parts)
            under = (*whole, *_stated(counts, prefix, below[1:]))
            less = _stated(counts, prefix, _LEFT_OUT.get(name, ()))
            if (base := _total(counts, under) - _total(counts, less)) > 0:
                value = _percent(_total(counts, over), base, counting)
                says = _sum(under) if not less else f"（{_sum(under)}－{_sum(less)}）"
                of = tuple(dict.fromkeys((*over, *under, *less)))
                yield Conclusion((*prefix, name), Percent(value), f"{_sum(over)}÷{says}", of)


def _stated(counts: Mapping[Path, Decimal], prefix: Path, words: Iterable[str]) -> tuple[Path, ...]:
    """Those of the numbers that are stated; 建议 is the 总数 of 建议."""
    paths = [(*prefix, word) for word in words]
    return tuple(
        path if path in counts else prefix
        for path in paths
        if path in counts or (path[-1] == TOTAL and prefix in counts)
    )


def _total(counts: Mapping[Path, Decimal], paths: Iterable[Path]) -> Decimal:
    return sum((counts[path] for path in paths), Decimal(0))


def _sum(paths: Sequence[Path]) -> str:
    """“满意”, or （“主办”＋“分办”）."""
    told = "＋".join(f"“{'.'.join(path)}”" for path in paths)
    return f"（{told}）" if len(paths) > 1 else told


def _percent(above: Decimal, below: Decimal, counting: Counting) -> Decimal:
    return percent(Fraction(above) / Fraction(below), counting.places, counting.rounding)
