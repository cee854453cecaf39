"""What varies of a page from one office to another, with the standard's own numbers where an office says nothing.

GB/T 9704 gives the text area and says that 22 lines fill it. There are two ways to bring a word processor to it:

- `NATIONAL` takes the words as they stand: the lines divide the height of the text area among them.
- `ELECTRONIC` is that of GB/T 33476.2: a line is a character and 7/8 of one (3.2). Half of a line's leading then stands
  above the first line and below the last, outside the text area, so that the characters fill it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from gongwen.lengths import Length, mm
from gongwen.standard import elements, page
from gongwen.standard.requirement import Count, Face, Requirement

#: No distance at all.
NONE = mm(0)


class NumberPlace(Enum):
    """Where a page number stands below the text area (7.5); the value is how an office writes it."""

    OUTER = "单右双左"
    RIGHT = "居右"
    CENTRE = "居中"


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """The product that stands for each class of face; `latin` for letters and digits, empty for that of the text."""

    fangsong: Face = elements.FANGSONG
    kaiti: Face = elements.KAITI
    heiti: Face = elements.HEITI
    songti: Face = elements.SONGTI
    xiaobiaosong: Face = elements.XIAOBIAOSONG
    latin: str = ""

    def of(self, asked: Face) -> Face:
        """The face that stands for the one the standard asks for."""
        own = (self.fangsong, self.kaiti, self.heiti, self.songti, self.xiaobiaosong)
        return next(face for face in own if face.name == asked.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
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
    def character(self) -> Length:
        """3.1: the unit across the page."""
        return self.width.nominal * (1 / self.characters.nominal)


NATIONAL = Geometry()

#: GB/T 33476.2: the height of a character of size 3 is taken as 5.54 mm, 7/8 of it as 4.84 mm, a line as 10.39 mm.
ELECTRONIC_LEADING = mm(4.84)
ELECTRONIC = replace(NATIONAL, line_pitch=mm(10.39), outset=ELECTRONIC_LEADING * 0.5)
