"""What a check found: where on the page, what was measured and what is asked, and how a writer is told."""

from __future__ import annotations

from msgspec import Struct

from gongwen.lengths import Length
from gongwen.measure import Box


class Spot(Struct, frozen=True):
    """A place on a page (from 1): around what stands wrong, or where something missing should stand."""

    page: int
    box: Box


class Span(Struct, frozen=True):
    """A distance on the page, as a draughtsman marks it: from the edge `start` to `end`, which should be at `asked`.

    `position` is the other coordinate: the y of a level span, the x of an upright one.
    """

    is_horizontal: bool
    position: Length
    start: Length
    end: Length
    asked: Length

    @staticmethod
    def across(y: Length, start: Length, end: Length, asked: Length) -> Span:
        return Span(True, y, start, end, asked)

    @staticmethod
    def down(x: Length, start: Length, end: Length, asked: Length) -> Span:
        return Span(False, x, start, end, asked)


class Value(Struct, frozen=True):
    """One quantity as measured and as asked, in `unit`.

    `tolerance` is all that was allowed for: by the standard, for the instrument and for the renderer.
    """

    measured: float
    expected: float
    unit: str
    tolerance: float = 0
    span: Span | None = None

    @property
    def is_off(self) -> bool:
        """Is it not as asked, by more than is allowed for?"""
        return abs(self.measured - self.expected) > self.tolerance


class Wording(Struct, frozen=True):
    """What is no number, as it is and as it is asked: a face, a colour, a form."""

    measured: str
    expected: str


def in_mm(measured: Length, expected: Length, tolerance: Length, span: Span | None = None) -> Value:
    """A length on the page."""
    return Value(measured.mm, expected.mm, "mm", tolerance.mm, span)


def in_points(measured: Length, expected: Length, tolerance: Length) -> Value:
    """A type size or a line pitch."""
    return Value(measured.pt, expected.pt, "磅", tolerance.pt)


class Found(Struct, frozen=True):
    """One place where the page is not as asked: a Chinese sentence, and in numbers or words what it is about."""

    spot: Spot
    message: str
    hint: str = ""
    value: Value | Wording | None = None

    @property
    def page(self) -> int:
        return self.spot.page


class Unchecked(Struct, frozen=True):
    """Something that could not be looked at, and why (a Chinese clause)."""

    reason: str
