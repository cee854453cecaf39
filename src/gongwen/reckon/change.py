"""同比: a figure beside that of the year before."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from gongwen.model.counting import Counting
from gongwen.reckon.rounding import percent


class CountChange(Struct, frozen=True):
    """Of a number of items: the difference, and in percent of the year before (None if that was nothing)."""

    now: int | Decimal
    before: int | Decimal
    share: Decimal | None

    @property
    def difference(self) -> Decimal:
        return Decimal(self.now) - Decimal(self.before)


class RateChange(Struct, frozen=True):
    """Of a percentage: the difference in percentage points (百分点), of the printed values."""

    now: Decimal
    before: Decimal

    @property
    def points(self) -> Decimal:
        return self.now - self.before


def count_change(now: int | Decimal, before: int | Decimal, counting: Counting) -> CountChange:
    """`share` is the size of the change, without sign."""
    share = None
    if before:
        share = percent(abs(Fraction(now) - Fraction(before)) / Fraction(before), counting.places, counting.rounding)
    return CountChange(now, before, share)
