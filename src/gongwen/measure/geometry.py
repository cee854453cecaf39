"""Affine maps and extents in bare points of 1/72 inch: between a PDF's coordinates and lengths on the sheet."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from gongwen.lengths import pt
from gongwen.measure.facts import Box

Point = tuple[float, float]

#: One piece of an outline: a line (two points) or a cubic curve (four), its start included.
Piece = tuple[Point, ...]


class Map(NamedTuple):
    """x' = a x + c y + e, y' = b x + d y + f; the order of the six numbers of a PDF matrix."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def on(self, point: Point) -> Point:
        x, y = point
        return (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def then(self, outer: Map) -> Map:
        """This map first, `outer` after it."""
        a, b, c, d, e, f = self
        return Map(
            outer.a * a + outer.c * b,
            outer.b * a + outer.d * b,
            outer.a * c + outer.c * d,
            outer.b * c + outer.d * d,
            outer.a * e + outer.c * f + outer.e,
            outer.b * e + outer.d * f + outer.f,
        )

    @property
    def determinant(self) -> float:
        """By how much an area grows; negative when the map mirrors."""
        return self.a * self.d - self.b * self.c

    @property
    def keeps_axes(self) -> bool:
        """Does a level rectangle stay one? True for scaling, mirroring and quarter turns."""
        tiny = 1e-6 * (abs(self.a) + abs(self.b) + abs(self.c) + abs(self.d))
        return (abs(self.b) <= tiny and abs(self.c) <= tiny) or (abs(self.a) <= tiny and abs(self.d) <= tiny)

    @property
    def height(self) -> float:
        """How high, across its base, the unit square becomes: slanted type is no larger than upright type."""
        base = self.stretch(1, 0)
        return abs(self.determinant) / base if base else 0.0

    def stretch(self, x: float, y: float) -> float:
        """How long one unit in the direction (x, y) becomes."""
        length = math.hypot(x, y)
        return math.hypot(self.a * x + self.c * y, self.b * x + self.d * y) / length if length else 0.0


class Extent(NamedTuple):
    """A level rectangle by its corners with the smallest and the largest coordinates."""

    x0: float
    y0: float
    x1: float
    y1: float

    @staticmethod
    def of(points: Iterable[Point]) -> Extent | None:
        """The smallest that holds all `points`."""
        held = tuple(points)
        if not held:
            return None
        xs, ys = [x for x, _ in held], [y for _, y in held]
        return Extent(min(xs), min(ys), max(xs), max(ys))

    @property
    def corners(self) -> tuple[Point, ...]:
        return ((self.x0, self.y0), (self.x1, self.y0), (self.x1, self.y1), (self.x0, self.y1))

    def grown(self, by: float) -> Extent:
        return Extent(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def holds(self, other: Extent, slack: float) -> bool:
        """Does `other` lie in this one, or stick out by no more than `slack`?"""
        wide = self.grown(slack)
        return wide.x0 <= other.x0 and wide.y0 <= other.y0 and wide.x1 >= other.x1 and wide.y1 >= other.y1

    def box(self) -> Box:
        """As a box of the sheet; the extent must be in points from the sheet's top left corner."""
        return Box(pt(self.x0), pt(self.y0), pt(self.x1), pt(self.y1))


def outline_extent(pieces: Iterable[Piece], by: Map | None = None) -> Extent | None:
    """The true extent of an outline after the map `by`; control points, which lie outside a curve, do not count."""
    points: list[Point] = []
    for piece in pieces:
        mapped = piece if by is None else tuple(map(by.on, piece))
        points += (mapped[0], mapped[-1])
        if len(mapped) == 4:
            for axis in (0, 1):
                start, one, two, end = (point[axis] for point in mapped)
                # A curve stays between its points: it can turn back only if a control point lies beyond its ends.
                low, high = (start, end) if start < end else (end, start)
                if low <= one <= high and low <= two <= high:
                    continue
                points += (_curve_point(mapped, t) for t in _turns(start, one, two, end))
    return Extent.of(points)


def _curve_point(curve: Piece, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(weight * x for weight, (x, _) in zip(weights, curve, strict=True)),
        sum(weight * y for weight, (_, y) in zip(weights, curve, strict=True)),
    )


def _turns(p0: float, p1: float, p2: float, p3: float) -> tuple[float, ...]:
    """The parameters inside a cubic curve at which one coordinate turns back."""
    a, b, c = p3 - 3 * p2 + 3 * p1 - p0, 2 * (p2 - 2 * p1 + p0), p1 - p0
    if abs(a) < 1e-12:
        roots: tuple[float, ...] = (-c / b,) if abs(b) > 1e-12 else ()
    else:
        inside = b * b - 4 * a * c
        roots = () if inside < 0 else tuple((-b + sign * math.sqrt(inside)) / (2 * a) for sign in (1, -1))
    return tuple(t for t in roots if 0 < t < 1)
