"""Distances that many checks judge, each as a value with its mark on the page."""

from __future__ import annotations

from gongwen.check.document import Laid
from gongwen.check.found import Span, Value, in_mm
from gongwen.check.strips import Strip
from gongwen.check.tolerance import BASELINE_SHARE, BLANK_LINES, is_off, of_place
from gongwen.lengths import Length
from gongwen.measure import Rule
from gongwen.standard.page import PLATE_ERROR
from gongwen.standard.requirement import Count

#: What 6.1 allows of any place that a clause gives without a tolerance.
PLACE = of_place(PLATE_ERROR.tolerance)
FLUSH = Length(0)


def shown(length: Length) -> str:
    """A length for a message."""
    return f"{length.mm:.1f} mm"


def between_middles(strip: Strip, asked: Length, measured: Length) -> Value:
    """How far to the right of where it should be the middle of something stands, marked at the height of `strip`."""
    return in_mm(measured - asked, FLUSH, PLACE, Span.across(strip.box.middle_y, asked, measured, asked))


def aside(value: Value) -> str:
    """左 1.5 mm or 右 1.5 mm, for a value that should be 0."""
    return f"{'右' if value.measured > 0 else '左'} {shown(Length(abs(value.measured)))}"


def from_edge(laid: Laid, strip: Strip, expected: Length = FLUSH, *, right: bool = False) -> Value:
    """How far a line stands from the left or the right edge of the text area."""
    y, area = strip.box.middle_y, laid.area_on(strip.page)
    if right:
        edge = area.right
        return in_mm(edge - strip.x1, expected, PLACE, Span.across(y, edge, strip.x1, edge - expected))
    edge = area.left
    return in_mm(strip.x0 - edge, expected, PLACE, Span.across(y, edge, strip.x0, edge + expected))


def beside(strip: Strip, first: Strip) -> Value:
    """How far to the right of an earlier line one begins that should begin under it."""
    return in_mm(strip.x0 - first.x0, FLUSH, PLACE, Span.across(strip.box.middle_y, first.x0, strip.x0, first.x0))


def in_lines(laid: Laid, lower: Strip, lines: float, expected: Count) -> Value:
    """So many blank lines above a line, marked beside its beginning."""
    start = lower.top - laid.area.pitch * lines
    span = Span.down(lower.x0, start, lower.top, start + laid.area.pitch * expected.nominal)
    return Value(lines, expected.nominal, "行", BLANK_LINES, span)


def at_line(laid: Laid, strip: Strip, expected: int) -> Value:
    """On which line of the text area a line stands."""
    area = laid.area_on(strip.page)
    first = area.top - area.outset + area.pitch * BASELINE_SHARE
    at = (strip.baseline - first).over(area.pitch) + 1
    span = Span.down(strip.x0, area.top, strip.baseline, first + area.pitch * (expected - 1))
    return Value(at, expected, "行", BLANK_LINES, span)


def spans_area(laid: Laid, rule: Rule) -> bool:
    """Does a level rule begin and end where the text area does?"""
    return not is_off(rule.start, laid.area.left, PLACE) and not is_off(rule.end, laid.area.right, PLACE)


def rule_width(laid: Laid, rule: Rule) -> Value:
    """The length of a level rule against the width of the text area, marked along the rule."""
    width = laid.area.right - laid.area.left
    return in_mm(rule.length, width, PLACE, Span.across(rule.position, rule.start, rule.end, laid.area.right))
