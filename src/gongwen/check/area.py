"""The text area as the page shows it: its edges, its line pitch, its first line.

Distances that the standard counts from the text area are taken from the measured one, so that one wrong margin is one
finding and not twenty. An edge that shows nowhere has the place it is to have.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import fmean, median

from msgspec import Struct

from gongwen.check.elements import BODY, Elements, Kind
from gongwen.check.strips import Sheet, Strip
from gongwen.check.tolerance import BASELINE_SHARE, RENDERER_PLACE, RENDERER_SIZE, is_off
from gongwen.lengths import Length, mm
from gongwen.standard import page
from gongwen.standard.geometry import ELECTRONIC, NATIONAL, NONE, Geometry
from gongwen.standard.punctuation import HANGING

#: The standard can be read in two ways (see gongwen.standard.geometry). A pitch beyond this is that of the electronic
#: reading, one below that of the national.
_BETWEEN_READINGS = page.LINE_PITCH * 0.75 + page.line_of(page.BODY_SIZE.nominal) * 0.25
#: What may stand first on a page without blank lines above it.
_FIRST = (*BODY, Kind.ROSTER, Kind.TITLE, Kind.ATTACHMENT_MARK, Kind.COPY_NUMBER)
#: No line pitch of a document lies outside this.
_LEAST, _MOST = mm(7), mm(14)


class TextArea(Struct, frozen=True):
    """Measured edges and pitch; None where no text shows them. `geometry` is what they are to be."""

    geometry: Geometry
    measured_left: Length | None
    measured_right: Length | None
    measured_pitch: Length | None
    #: The top of the first line's slot on each page that shows it.
    line_tops: tuple[tuple[int, Length], ...]

    @property
    def left(self) -> Length:
        return self.geometry.left if self.measured_left is None else self.measured_left

    @property
    def right(self) -> Length:
        return self.geometry.right if self.measured_right is None else self.measured_right

    @property
    def middle(self) -> Length:
        return (self.left + self.right) * 0.5

    @property
    def pitch(self) -> Length:
        return self.geometry.line_pitch if self.measured_pitch is None else self.measured_pitch

    @property
    def outset(self) -> Length:
        """How far the slots of lines begin above the text area. Either reading of the standard will do."""
        if self.geometry != NATIONAL:
            return self.geometry.outset
        return ELECTRONIC.outset if self.pitch > _BETWEEN_READINGS else NONE

    @property
    def tops(self) -> tuple[tuple[int, Length], ...]:
        """The measured top edge on each page that shows it."""
        return tuple((number, top + self.outset) for number, top in self.line_tops)

    @property
    def top(self) -> Length:
        tops = self.tops
        return mm(median(top.mm for _, top in tops)) if tops else self.geometry.top.nominal

    @property
    def bottom(self) -> Length:
        """As it is to be: no text shows it."""
        return self.geometry.bottom

    @property
    def turned(self) -> TextArea:
        """That of a page that lies on its side; no text shows it."""
        return TextArea(self.geometry.turned, None, None, self.measured_pitch, ())

    @property
    def air(self) -> Length:
        """What stands between two lines of the body, from em to em."""
        return self.pitch - self.geometry.body_size.nominal


def is_body_size(strip: Strip, geometry: Geometry) -> bool:
    return not is_off(strip.size, geometry.body_size.nominal, RENDERER_SIZE * 6)


def measure_area(
    sheets: Sequence[Sheet], elements: Elements, geometry: Geometry, *, parted: Container[tuple[int, int | None]] = ()
) -> TextArea:
    """From the wrapped lines of the body, and from what else stands flush where nothing wraps.

    In the `parted` blocks a page was begun: a renderer does not spread the line before it to the right edge.
    """
    upright = {sheet.page.number for sheet in sheets if sheet.is_upright}
    body = [element for element in elements.of(*BODY) if {strip.page for strip in element.strips} <= upright]
    wrapped = [strip for element in body for strip in element.strips[1:]]
    flush = wrapped or [
        element.first
        for element in elements.of(Kind.RECIPIENT, Kind.ATTACHMENT_MARK, Kind.COPY_NUMBER)
        if element.page in upright
    ]
    full = [
        upper
        for element in body
        for upper, lower in pairwise(element.strips)
        if upper.page == lower.page or element.place not in parted
    ]
    ends = [strip.x1 for strip in full if strip.text[-1] not in HANGING]
    pitch = _usual(_steps(elements))
    return TextArea(
        geometry,
        measured_left=_middle(strip.x0 for strip in flush),
        measured_right=_high(ends),
        measured_pitch=pitch,
        line_tops=tuple(_line_tops(sheets, elements, pitch or geometry.line_pitch, geometry)),
    )


def _middle(values: Iterable[Length]) -> Length | None:
    found = [value.mm for value in values]
    return mm(median(found)) if found else None


def _usual(values: Iterable[Length]) -> Length | None:
    """The mean of what is like the median: steps of a renderer that rounds each place jump by its rounding."""
    found = [value.mm for value in values]
    if not found:
        return None
    centre = median(found)
    return mm(fmean(value for value in found if abs(value - centre) <= RENDERER_PLACE.mm))


def _high(values: Iterable[Length]) -> Length | None:
    """The place that nine tenths of the ends do not pass: lines that are not justified end before it."""
    found = sorted(value.mm for value in values)
    return mm(found[len(found) * 9 // 10]) if found else None


def _steps(elements: Elements) -> Iterator[Length]:
    """From baseline to baseline in the body; between paragraphs only where no paragraph wraps."""
    inner = [
        lower.baseline - upper.baseline
        for element in elements.of(*BODY, Kind.RECIPIENT)
        for upper, lower in pairwise(element.strips)
        if upper.page == lower.page
    ]
    if not inner:
        inner = [
            lower.first.baseline - upper.last.baseline
            for upper, lower in pairwise(elements.of(*BODY))
            if upper.last.page == lower.page
        ]
    return (step for step in inner if _LEAST < step < _MOST)


def _line_tops(
    sheets: Sequence[Sheet], elements: Elements, pitch: Length, geometry: Geometry
) -> Iterator[tuple[int, Length]]:
    """Where the first line of a page is of the body's size, or one of several of a size with a pitch of its own."""
    firsts = {strip for element in elements.of(*_FIRST) for strip in element.strips}
    for sheet in sheets:
        if not sheet.is_upright or not sheet.flow or sheet.flow[0] not in firsts:
            continue
        first = sheet.flow[0]
        if any(top < first.baseline for top, _ in sheet.zones):
            continue
        if is_body_size(first, geometry):
            yield sheet.page.number, first.baseline - pitch * BASELINE_SHARE
        elif len(sheet.flow) > 1 and not is_off(sheet.flow[1].size, first.size, RENDERER_PLACE):
            own = sheet.flow[1].baseline - first.baseline
            yield sheet.page.number, first.baseline - own * BASELINE_SHARE
