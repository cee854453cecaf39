"""What follows from numbers that a writer states without a ledger: shares, rates, changes against the year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

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
Path = tuple[str, ...]
Derived = Percent | CountChange | Growth | RateChange


@dataclass(frozen=True, slots=True)
class Number:
    """A stated number; `is_rate`: in percent."""

    value: Decimal
    is_rate: bool


def derived(numbers: Mapping[Path, Number], counting: Counting) -> Iterator[tuple[Path, Derived]]:
    """Name and value of everything that follows, rates also where one is stated."""
    counts = {path: number.value for path, number in numbers.items() if not number.is_rate}
    for path, value in counts.items():
        whole = counts.get(path[:-1] or (TOTAL,))
        if path != (TOTAL,) and path[0] != LAST_YEAR and whole:
            yield (*path, "占比"), Percent(_percent(value, whole, counting))
    rates = dict(_rates(counts, counting))
    yield from ((path, Percent(value)) for path, value in rates.items())
    for path, number in numbers.items():
        before = numbers.get((LAST_YEAR, *path))
        if before is None or before.is_rate != number.is_rate:
            continue
        if number.is_rate:
            yield (*path, "同比"), RateChange(number.value, before.value)
            continue
        change = count_change(number.value, before.value, counting)
        yield (*path, "同比"), change
        if change.share is not None:
            yield (*path, "增幅"), Growth(change)


def _rates(counts: Mapping[Path, Decimal], counting: Counting) -> Iterator[tuple[Path, Decimal]]:
    for prefix in dict.fromkeys(path[:-1] for path in counts):
        for name, (above, below) in _RATES.items():
            # An office with a base of its own knows better than the usual one.
            if name in counting.bases or (*prefix, above[0]) not in counts or (*prefix, below[0]) not in counts:
                continue
            parts = ("满意", "基本满意") if name == "满意率" and counting.with_fairly_satisfied == "是" else above
            over = sum((counts.get((*prefix, word), Decimal(0)) for word in parts), Decimal(0))
            under = sum((counts.get((*prefix, word), Decimal(0)) for word in below), Decimal(0))
            if under:
                yield (*prefix, name), _percent(over, under, counting)


def _percent(above: Decimal, below: Decimal, counting: Counting) -> Decimal:
    return percent(Fraction(above) / Fraction(below), counting.places, counting.rounding)
