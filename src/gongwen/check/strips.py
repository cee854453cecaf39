"""Text on the page as the checks see it: strips of lines, without blanks, without page numbers, without tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from gongwen.check.found import Spot
from gongwen.check.tolerance import ASCENT, DESCENT
from gongwen.lengths import Length, mm
from gongwen.measure import Box, Glyph, Line, Page, Rule
from gongwen.standard.geometry import Geometry
from gongwen.standard.page import FOOT_MARGIN, PAGE_HEIGHT

_DASHES = "—―–－-"
#: A number, with or without dashes of any kind.
_NUMBER = re.compile(rf"[{_DASHES}]*\d{{1,4}}[{_DASHES}]*")
#: A page number stands in the lowest part of the sheet, below any text.
_FOOT = mm(45)
#: The directions of turned text: from top to bottom of the sheet, and from bottom to top.
DOWN, UP = 270.0, 90.0
#: Shorter rules are parts of tables or underlines, none of the standard's separating lines.
_SEPARATING = mm(100)
#: A shape of an office program may stand a hundredth of a millimetre askew: measured an area, seen a rule.
_THINNEST_AREA = mm(1.5)
#: A frame around the page is no table; vertical rules of tables stand within the text area.
_SIDE = mm(3)


class Strip(Struct, frozen=True, dict=True):
    """A line of text, or the part of one that an element prints. `glyphs` has no blanks and is never empty."""

    page: int
    glyphs: tuple[Glyph, ...]

    @cached_property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def x0(self) -> Length:
        return self.glyphs[0].x

    @cached_property
    def x1(self) -> Length:
        """The end of the last advance."""
        return max(glyph.x + glyph.advance for glyph in self.glyphs)

    @property
    def middle(self) -> Length:
        return (self.x0 + self.x1) * 0.5

    @cached_property
    def size(self) -> Length:
        return max(glyph.size for glyph in self.glyphs)

    @cached_property
    def baseline(self) -> Length:
        return next(glyph.y for glyph in self.glyphs if glyph.size == self.size)

    @property
    def top(self) -> Length:
        """Of the em, not of the ink."""
        return self.baseline - self.size * ASCENT

    @property
    def bottom(self) -> Length:
        return self.baseline + self.size * DESCENT

    @cached_property
    def ink(self) -> Box | None:
        return Box.around(glyph.ink for glyph in self.glyphs if glyph.ink is not None)

    @property
    def box(self) -> Box:
        """Around its ink; around its em where it has none."""
        return self.ink or Box(self.x0, self.top, self.x1, self.bottom)

    @property
    def spot(self) -> Spot:
        return Spot(self.page, self.box)

    def part(self, start: int, end: int | None = None) -> Strip | None:
        """The glyphs of the characters from `start` to `end`; None when there are none."""
        taken, at = [], 0
        for glyph in self.glyphs:
            if at >= start and (end is None or at < end):
                taken.append(glyph)
            at += len(glyph.text)
        return Strip(self.page, tuple(taken)) if taken else None

    def columns(self, least: Length) -> tuple[Strip, ...]:
        """What stands farther apart than `least`."""
        cuts = [
            at
            for at, (before, after) in enumerate(pairwise(self.glyphs), 1)
            if after.x - before.x - before.advance > least
        ]
        ends = zip([0, *cuts], [*cuts, len(self.glyphs)], strict=True)
        return tuple(Strip(self.page, self.glyphs[start:end]) for start, end in ends)


def spot_of(strips: Iterable[Strip]) -> Spot:
    """Around those of `strips` that stand on the page of the first one."""
    held = tuple(strips)
    box = Box.around(strip.box for strip in held if strip.page == held[0].page)
    assert box is not None
    return Spot(held[0].page, box)


def plain(text: str) -> str:
    """Without blanks of any kind: a page has others than its source."""
    return "".join(text.split()).replace("\u200b", "")


def strip_of(page: int, line: Line) -> Strip:
    """The whole of a measured line."""
    return Strip(page, tuple(glyph for glyph in line.glyphs if not glyph.text.isspace()))


class Sheet(Struct, frozen=True):
    """One page: the running text from top to bottom, the page number, the text of tables."""

    page: Page
    flow: tuple[Strip, ...]
    number: Strip | None
    table: tuple[Strip, ...]
    zones: tuple[tuple[Length, Length], ...]

    @property
    def spot(self) -> Spot:
        """The whole page."""
        return Spot(self.page.number, self.page.box)

    @property
    def is_upright(self) -> bool:
        return self.page.width < self.page.height

    @property
    def separating(self) -> tuple[Rule, ...]:
        """The long level rules, from top to bottom."""
        askew = [
            Rule(True, (box.top + box.bottom) * 0.5, box.left, box.right, box.height, area.colour)
            for area in self.page.areas
            if (box := area.box).height < _THINNEST_AREA
        ]
        long = [rule for rule in (*self.page.rules, *askew) if rule.is_horizontal and rule.length > _SEPARATING]
        return tuple(sorted(long, key=lambda rule: rule.position.mm))


def read_sheet(page: Page, geometry: Geometry) -> Sheet:
    """Parts the lines of a page. Turned lines are left out: nothing of the running text is turned."""
    zones = tuple(_table_zones(page, geometry))
    flow: list[Strip] = []
    table: list[Strip] = []
    for line in page.lines:
        if line.angle:
            continue
        strip = strip_of(page.number, line)
        within = any(top <= strip.baseline <= bottom for top, bottom in zones)
        (table if within else flow).append(strip)
    number = flow[-1] if flow and _is_number(flow[-1], page) else None
    return Sheet(page, tuple(flow[:-1] if number else flow), number, tuple(table), zones)


def _is_number(strip: Strip, page: Page) -> bool:
    return strip.baseline > page.height - _FOOT and _NUMBER.fullmatch(strip.text) is not None


def turned_numbers(page: Page, *directions: float) -> list[Line]:
    """The page numbers in these directions: with dashes, or bare in the margin at the foot of the line (clause 8)."""
    return [
        line
        for line in page.lines
        if line.angle in directions
        and _NUMBER.fullmatch(text := plain(line.text))
        and (not text.isdigit() or _foot_of(page, line) < FOOT_MARGIN)
    ]


def dash_of(glyphs: Iterable[Glyph]) -> Box | None:
    """The ink of the first dash of a page number; None where it has none."""
    return next((glyph.ink for glyph in glyphs if glyph.text in _DASHES and glyph.ink is not None), None)


def _foot_of(page: Page, line: Line) -> Length:
    """How far the baseline of a turned line is from the edge below it."""
    x = line.glyphs[0].x
    return x if line.angle == DOWN else page.width - x


def _table_zones(page: Page, geometry: Geometry) -> Iterator[tuple[Length, Length]]:
    """From the top to the bottom of each group of vertical rules."""
    upright = [
        rule
        for rule in page.rules
        if not rule.is_horizontal
        and (page.height < PAGE_HEIGHT.nominal * 0.9 or geometry.left - _SIDE < rule.position < geometry.right + _SIDE)
    ]
    spans = sorted((rule.start, rule.end) for rule in upright)
    yield from _joined(spans)


def _joined(spans: Iterable[tuple[Length, Length]]) -> Iterator[tuple[Length, Length]]:
    current: tuple[Length, Length] | None = None
    for start, end in spans:
        if current is not None and start <= current[1] + mm(1):
            current = current[0], max(current[1], end)
        else:
            if current is not None:
                yield current
            current = start, end
    if current is not None:
        yield current
