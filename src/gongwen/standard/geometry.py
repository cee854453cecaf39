"""What varies of a page from one office to another, with the standard's own numbers where an office says nothing.

GB/T 9704 gives the text area and says that 22 lines fill it. There are two ways to bring a word processor to it:

- `NATIONAL` takes the words as they stand: the lines divide the height of the text area among them.
- `ELECTRONIC` is that of GB/T 33476.2: a line is a character and 7/8 of one (3.2). Half of a line's leading then stands
  above the first line and below the last, outside the text area, so that the characters fill it.
"""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from gongwen.lengths import Length, mm
from gongwen.standard import elements, page
from gongwen.standard.requirement import Count, Face, Requirement

#: No distance at all.
NONE = mm(0)
#: What reckoning with floats may leave of a length.
_HAIR = mm(0.002)


Demand = TypeVar("Demand", Requirement, Count)


class NumberPlace(Enum):
    """Where a page number stands below the text area (7.5); the value is how an office writes it."""

    OUTER = "单右双左"
    RIGHT = "居右"
    CENTRE = "居中"


class Faces(Struct, frozen=True, kw_only=True):
    """What stands for each class of face, and `latin` for letters and digits; empty for the face of the text."""

    fangsong: Face = elements.FANGSONG
    kaiti: Face = elements.KAITI
    heiti: Face = elements.HEITI
    songti: Face = elements.SONGTI
    xiaobiaosong: Face = elements.XIAOBIAOSONG
    latin: str = ""

    def of(self, asked: Face) -> Face:
        """The face that stands for the one the standard asks for. Page numbers are digits that it wants in 宋体."""
        own = next(face for face in self.all() if face.name == asked.name)
        return own if asked == elements.SONGTI else replace(own, latin=self.latin)

    def all(self) -> tuple[Face, ...]:
        """One of each class."""
        return self.fangsong, self.kaiti, self.heiti, self.songti, self.xiaobiaosong


class Geometry(Struct, frozen=True, kw_only=True):
    """The page of an office. A demand that the office has changed keeps its clause and force and has its own number.

    `line_pitch` is from baseline to baseline. `outset` is how far the lines reach beyond the text area, at its top and
    at its bottom.
    """

    top: Requirement = page.TOP_MARGIN
    binding: Requirement = page.BINDING_MARGIN
    width: Requirement = page.TEXT_WIDTH
    height: Requirement = page.TEXT_HEIGHT
    lines: Count = page.LINES_PER_PAGE
    characters: Count = page.CHARACTERS_PER_LINE
    line_pitch: Length = page.LINE_PITCH
    outset: Length = NONE
    body_size: Requirement = page.BODY_SIZE
    title_size: Requirement = elements.TITLE_SIZE
    mark_size: Requirement = elements.AUTHORITY_MARK_SIZE
    number_size: Requirement = page.PAGE_NUMBER_SIZE
    number_place: NumberPlace = NumberPlace.OUTER
    red_rule: Length = elements.RED_RULE_WIDTH
    #: levels of headings in bold
    bold: frozenset[int] = frozenset()
    faces: Faces = Faces()

    def asked(self, demand: Demand) -> Demand:
        """A demand of the standard with the office's own number, where it has one."""
        for name in self.__struct_fields__:
            if getattr(NATIONAL, name) == demand:
                own: Demand = getattr(self, name)
                return own
        return demand

    def is_own(self, demand: Requirement | Count) -> bool:
        """Is this the office's own demand, and not the standard's?"""
        mine = (name for name in self.__struct_fields__ if getattr(self, name) == demand)
        return any(getattr(NATIONAL, name) != demand for name in mine)

    @property
    def filling_pitch(self) -> Length:
        """The pitch with which its lines fill the text area (5.2.3), in the reading that it follows."""
        base = NATIONAL if self.outset == NONE else ELECTRONIC
        # Of equal height and as many lines it is the base's own, to the last digit.
        share = self.height.nominal.over(base.height.nominal) * base.lines.nominal / self.lines.nominal
        return base.line_pitch * share

    @property
    def rule_widths(self) -> Requirement:
        """How thick the red rule may be: as is usual, or as the office has chosen instead."""
        usual = elements.RED_RULE_WIDTHS
        if abs(self.red_rule.mm - usual.nominal.mm) <= usual.tolerance.mm:
            return usual
        return replace(usual, nominal=self.red_rule, tolerance=NONE)

    @property
    def left(self) -> Length:
        return self.binding.nominal

    @property
    def right(self) -> Length:
        """The right edge of the text area, from the left of the sheet."""
        return self.binding.nominal + self.width.nominal

    @property
    def bottom(self) -> Length:
        """The lower edge of the text area, from the top of the sheet."""
        return self.top.nominal + self.height.nominal

    @property
    def cut_margin(self) -> Length:
        return page.PAGE_WIDTH.nominal - self.right

    @property
    def foot_margin(self) -> Length:
        return page.PAGE_HEIGHT.nominal - self.bottom

    @property
    def turned(self) -> Geometry:
        """8: the same page turned clockwise, as a wide table is read: what was left is the top."""
        return replace(
            self,
            top=replace(self.top, nominal=self.left),
            binding=replace(self.binding, nominal=self.foot_margin),
            width=replace(self.width, nominal=self.height.nominal),
            height=replace(self.height, nominal=self.width.nominal),
            outset=NONE,
        )

    @property
    def character(self) -> Length:
        """3.1: the unit across the page."""
        return self.width.nominal * (1 / self.characters.nominal)

    @property
    def box_height(self) -> Length:
        """What the lines stand in: the text area, and what they reach beyond it."""
        return self.height.nominal + self.outset * 2

    def lines_at(self, pitch: Length) -> int:
        """How many lines of this pitch a page holds."""
        return int((self.box_height + _HAIR).over(pitch))

    def room(self, size: Length) -> int:
        """How many characters of `size` stand on a line beside one another."""
        return int(self.width.nominal.over(size))


def fitted(
    base: Geometry,
    *,
    top: Length | None = None,
    foot: Length | None = None,
    binding: Length | None = None,
    cut: Length | None = None,
    body_size: Length | None = None,
    line_pitch: Length | None = None,
    lines: int | None = None,
    characters: int | None = None,
) -> Geometry:
    """`base` with other margins, type or counts. What is not given follows: lines and characters fill the text area
    (5.2.3), with a given pitch as many lines as it holds."""
    height = page.PAGE_HEIGHT.nominal - (top or base.top.nominal) - (foot or base.foot_margin)
    width = page.PAGE_WIDTH.nominal - (binding or base.left) - (cut or base.cut_margin)
    area = replace(
        base,
        top=replace(base.top, nominal=top or base.top.nominal),
        height=replace(base.height, nominal=height),
        binding=replace(base.binding, nominal=binding or base.left),
        width=replace(base.width, nominal=width),
        body_size=replace(base.body_size, nominal=body_size or base.body_size.nominal),
    )
    count = lines or (area.lines_at(line_pitch) if line_pitch else base.lines.nominal)
    area = replace(
        area,
        lines=replace(base.lines, nominal=count),
        characters=replace(base.characters, nominal=characters or _characters(area)),
    )
    return replace(area, line_pitch=line_pitch or area.filling_pitch)


def _characters(area: Geometry) -> int:
    """As many as are no tighter than the standard's; in its own size no more than it asks for."""
    size = area.body_size.nominal
    tightest = page.CHARACTER * size.over(page.BODY_SIZE.nominal)
    count = int((area.width.nominal + _HAIR).over(tightest))
    return min(count, page.CHARACTERS_PER_LINE.nominal) if size == page.BODY_SIZE.nominal else count


NATIONAL = Geometry()

#: GB/T 33476.2: the height of a character of size 3 is taken as 5.54 mm, 7/8 of it as 4.84 mm, a line as 10.39 mm.
ELECTRONIC_LEADING = mm(4.84)
ELECTRONIC = replace(NATIONAL, line_pitch=mm(10.39), outset=ELECTRONIC_LEADING * 0.5)
