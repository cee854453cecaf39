"""Percentages as they are printed. Exact fractions until the last step."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from gongwen.model.counting import Rounding


def percent(share: Fraction, places: int, rounding: Rounding) -> Decimal:
    """A share as a percentage with so many decimals. 凑足100 concerns groups; a single share is rounded half up."""
    return _rounded(share * 100, places, ROUND_DOWN if rounding == "截断" else ROUND_HALF_UP)


def percents(counts: Sequence[int], places: int, rounding: Rounding) -> tuple[Decimal, ...]:
    """The shares of a group in its sum. 凑足100: the largest remainders are rounded up until the sum is 100.

    Ties go to the earlier one. A group of nothing has no shares: all are 0.
    """
    total = sum(counts)
    if not total:
        return tuple(Decimal(0) for _ in counts)
    shares = [Fraction(count, total) for count in counts]
    if rounding != "凑足100":
        return tuple(percent(share, places, rounding) for share in shares)
    unit = Decimal(1).scaleb(-places)
    found = [_rounded(share * 100, places, ROUND_DOWN) for share in shares]
    left = int((100 - sum(found)) / unit)
    remainders = [share * 100 - Fraction(down) for share, down in zip(shares, found, strict=True)]
    for index in sorted(range(len(found)), key=lambda at: -remainders[at])[:left]:
        found[index] += unit
    return tuple(found)


def _rounded(value: Fraction, places: int, mode: str) -> Decimal:
    # Rounded from the fraction itself: a decimal of finite length would have been rounded once before.
    scaled = abs(value) * 10**places
    whole = scaled.numerator // scaled.denominator
    if mode == ROUND_HALF_UP and (scaled - whole) * 2 >= 1:
        whole += 1
    return (Decimal(-whole if value < 0 else whole)).scaleb(-places)


def written(value: Decimal) -> str:
    """As it stands in a text, without zeros at the end: 96.2, 100."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
