"""同比: a figure beside that of the year before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gongwen.model.counting import Counting
from gongwen.reckon.rounding import percent


@dataclass(frozen=True, slots=True)
class CountChange:
    """Of a number of items: the difference, and in percent of the year before (None if that was nothing)."""

    now: int
    before: int
    share: Decimal | None

    @property
    def difference(self) -> int:
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class RateChange:
    """Of a percentage: the difference in percentage points (百分点), of the printed values."""

    now: Decimal
    before: Decimal

    @property
    def points(self) -> Decimal:
        return self.now - self.before


def count_change(now: int, before: int, counting: Counting) -> CountChange:
    """`share` is the size of the change, without sign."""
    share = percent(Fraction(abs(now - before), before), counting.places, counting.rounding) if before else None
    return CountChange(now, before, share)
