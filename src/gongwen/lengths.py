"""Lengths on paper, in the units of the standard (mm), of type (pt) and of Word (twips, half-points).

A length is a float of millimetres wrapped in a type, so that a bare number never crosses a room.
"""

from __future__ import annotations

from msgspec import Struct

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72
TWIPS_PER_POINT = 20


class Length(Struct, frozen=True, order=True):
    """A distance on paper; `mm` is the value in millimetres."""

    mm: float

    @property
    def pt(self) -> float:
        """In points, 1/72 inch."""
        return self.mm * POINTS_PER_INCH / MM_PER_INCH

    @property
    def twips(self) -> int:
        """In twentieths of a point, rounded to the nearest: Word's unit for places and indents."""
        return round(self.pt * TWIPS_PER_POINT)

    @property
    def half_points(self) -> int:
        """In half-points: Word's unit for type sizes (`w:sz` of a run)."""
        return round(self.pt * 2)

    def __add__(self, other: Length) -> Length:
        return Length(self.mm + other.mm)

    def __sub__(self, other: Length) -> Length:
        return Length(self.mm - other.mm)

    def __neg__(self) -> Length:
        return Length(-self.mm)

    def __mul__(self, factor: float) -> Length:
        return Length(self.mm * factor)

    __rmul__ = __mul__

    def over(self, other: Length) -> float:
        """How many times `other` fits in this length."""
        return self.mm / other.mm


def mm(value: float) -> Length:
    """A length given in millimetres."""
    return Length(value)


def pt(value: float) -> Length:
    """A length given in points (1/72 inch)."""
    return Length(value * MM_PER_INCH / POINTS_PER_INCH)


def twips(value: float) -> Length:
    """A length given in twips (1/20 pt)."""
    return pt(value / TWIPS_PER_POINT)
