"""A document laid out for the checks: pages, elements, text area, and the questions that many checks ask of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from msgspec import Struct

from gongwen.check.anchors import find_by_text
from gongwen.check.area import TextArea, measure_area
from gongwen.check.elements import BODY, IMPRINT, Element, Elements, Kind
from gongwen.check.grids import Grid, tables_of
from gongwen.check.guess_format import guess_format
from gongwen.check.guesses import find_by_look
from gongwen.check.outcome import NotApplicable, NotChecked
from gongwen.check.strips import Sheet, Strip, read_sheet
from gongwen.check.tolerance import ASCENT, BASELINE_SHARE
from gongwen.lengths import Length, mm
from gongwen.measure import Measurement, Rule
from gongwen.printview import Part, PrintView
from gongwen.standard.formats import Format
from gongwen.standard.geometry import Geometry


class Laid(Struct, frozen=True):
    """The facts a check judges from. `view` is None for a document made elsewhere, `format` if not recognised.

    `tables` are those that rules draw, each by its pages. `geometry` is the page that the document is to have.
    """

    measurement: Measurement
    view: PrintView | None
    format: Format | None
    sheets: tuple[Sheet, ...]
    elements: Elements
    tables: tuple[tuple[Grid, ...], ...]
    area: TextArea
    geometry: Geometry

    def need(self, *kinds: Kind, part: int | None = None) -> tuple[Element, ...]:
        """The elements of these kinds; ends the check when there are none."""
        found = self.elements.of(*kinds) if part is None else self.elements.in_part(part, *kinds)
        if found:
            return found
        name = kinds[0].value
        expected = self.elements.expected
        if expected is None:
            raise NotChecked(f"没有认出{name}")
        if expected & set(kinds):
            raise NotChecked(f"页面上没有找到{name}")
        raise NotApplicable(f"没有{name}")

    def is_expected(self, *kinds: Kind) -> bool:
        """Ought such an element to be there, as far as is known?"""
        return self.elements.expected is not None and bool(self.elements.expected & set(kinds))

    def before(self, element: Element, *kinds: Kind) -> Element | None:
        """The nearest element of these kinds before one, in its part."""
        found = None
        for other in self.elements.all:
            if other is element:
                break
            if other.part == element.part and other.kind in kinds:
                found = other
        return found

    def sheet(self, number: int) -> Sheet:
        return self.sheets[number - 1]

    def area_on(self, number: int) -> TextArea:
        """The text area of a page: it lies on its side where the page does."""
        return self.area if self.sheet(number).is_upright else self.area.turned

    def upright(self) -> Iterator[Sheet]:
        """The pages on which the rules of place hold as they are written; turned table pages are read otherwise."""
        return (sheet for sheet in self.sheets if sheet.is_upright)

    def flowing_pages(self) -> Iterator[Sheet]:
        """Pages that the text fills: a paragraph of the body runs on to the next one.

        Where a few lines were sent over so that a signature does not stand alone (7.3.5.5), the page is not full.
        """
        for element in self.elements.of(*BODY):
            if element.place in decided_blocks(self.view, lambda part: part.parted):
                continue
            for upper, lower in pairwise(element.strips):
                if lower.page == upper.page + 1:
                    yield self.sheet(upper.page)

    @property
    def least_pitch(self) -> Length:
        """The narrowest that was decided for a part (7.3.5.5); else that of the page."""
        decided = [part.pitch_mm for part in self.view.parts if part.pitch_mm] if self.view is not None else []
        return min((mm(pitch) for pitch in decided), default=self.geometry.line_pitch)

    def blank_lines(self, upper: Strip, lower: Strip) -> float:
        """How many blank lines of the body stand between two lines of a page, whatever their sizes."""
        return (lower.top - upper.bottom - self.area.air).over(self.area.pitch)

    def blank_lines_under(self, edge: Length, lower: Strip) -> float:
        """The same between the edge of a rule or a table and a line below it: a line's air is mostly above its text."""
        above = self.area.pitch * BASELINE_SHARE - self.geometry.body_size.nominal * ASCENT
        return (lower.top - edge - above).over(self.area.pitch)

    def table_between(self, upper: Strip, lower: Strip) -> Length | None:
        """The lower edge of the last table that stands between two lines, on the page of the second."""
        zones = self.sheet(lower.page).zones
        ends = [end for top, end in zones if end < lower.baseline and (upper.page < lower.page or top > upper.baseline)]
        return max(ends, default=None)

    def indent(self, strip: Strip) -> float:
        """From the left edge of the text area, in 字."""
        return (strip.x0 - self.area.left).over(self.geometry.character)

    def red_rule(self) -> Rule:
        """The rule under the head: the nearest below its last line, of any colour; ends the check if none."""
        rule = self.find_red_rule()
        if rule is None:
            raise NotChecked("页面上没有找到版头的分隔线")
        return rule

    def find_red_rule(self) -> Rule | None:
        if self.view is not None and self.view.masthead is not None and self.view.masthead.mark.is_preprinted:
            raise NotApplicable("红头已印在纸上")
        head = self.need(Kind.NUMBER, Kind.SIGNATORY, Kind.MARK)
        lowest = max(element.last.baseline for element in head)
        titles = self.elements.in_part(0, Kind.TITLE)
        floor = titles[0].first.baseline if titles else self.area.bottom
        rules = [rule for rule in self.sheets[0].separating if lowest < rule.position < floor]
        return min(rules, key=lambda rule: rule.position.mm, default=None)

    def imprint_rules(self) -> tuple[Rule, ...]:
        """The long rules from just above the imprint to the end of its page, from top to bottom."""
        first = self.need(*IMPRINT)[0].first
        sheet = self.sheet(first.page)
        body = [strip.baseline for strip in sheet.flow if strip.baseline < first.baseline - mm(0.2)]
        # A level rule of a table lies on the end of its upright ones, or half its own thickness below.
        tables = [end + mm(0.5) for _, end in sheet.zones if end < first.baseline]
        ceiling = max((*body, *tables), default=mm(0))
        return tuple(rule for rule in sheet.separating if rule.position > ceiling)


def decided_blocks(view: PrintView | None, of_part: Callable[[Part], tuple[int, ...]]) -> frozenset[tuple[int, int]]:
    """The places of blocks of which something was decided on the page; none of a document made elsewhere."""
    parts = view.parts if view is not None else ()
    return frozenset((number, block) for number, part in enumerate(parts) for block in of_part(part))


def lay_out(measurement: Measurement, view: PrintView | None, geometry: Geometry) -> Laid:
    """Finds the elements and measures the text area."""
    sheets = tuple(read_sheet(page, geometry) for page in measurement.pages)
    elements = find_by_look(sheets) if view is None else find_by_text(view, sheets)
    format = guess_format(sheets, elements) if view is None else Format(view.format)
    area = measure_area(sheets, elements, geometry, parted=decided_blocks(view, lambda part: part.parted))
    return Laid(measurement, view, format, sheets, elements, tables_of(sheets, area.top), area, geometry)
