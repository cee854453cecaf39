"""A page in Word's whole twips: what the styles, the handles and the drift check all build on.

Every number follows from a geometry of `gongwen.standard`; rounding is always towards what still fits, because one
twip too many loses the 22nd line or the 28th character.
"""

from __future__ import annotations

import math

from msgspec import Struct

from gongwen.lengths import Length
from gongwen.standard import page
from gongwen.standard.geometry import Geometry
from gongwen.standard.requirement import Face

PAGE_WIDTH = page.PAGE_WIDTH.nominal.twips
PAGE_HEIGHT = page.PAGE_HEIGHT.nominal.twips

#: 28 full bodies of 16 pt are wider than 156 mm, so every character gives up a little. A `linesAndChars` grid would do
#: the same in Word, but LibreOffice doubles its cells.
#:
#: Two twips more than that: where 28 characters fill the line to less than a hair, LibreOffice 7.4 does not draw the
#: mark that hangs behind the 28th. Measured over our documents: 33 marks lost with 0 to spare, 1 with 1 twip, none
#: with 2. Lines are justified, so the characters stand where they stood, but for the last line of a paragraph.
HANGING_MARK_EASE = 2

#: A tab stop that a text reaches exactly is passed over; this much more (1 pt) lets full columns keep theirs.
TAB_EASE = 20

#: The height of a paragraph that Word wants and nobody should see. Less than what 22 lines leave of the text area:
#: otherwise a full page would be followed by an empty one.
LOWEST_LINE = 10

#: So much left under the last line shows (1 mm).
_UNFILLED = 57

#: Of a twip: less is what reckoning with floats leaves of a whole one.
_FLOAT_SLIP = 0.001


class Grid(Struct, frozen=True):
    """A geometry in twips."""

    geometry: Geometry

    @property
    def top(self) -> int:
        return (self.geometry.top.nominal - self.geometry.outset).twips

    @property
    def bottom(self) -> int:
        return (self.geometry.foot_margin - self.geometry.outset).twips

    @property
    def left(self) -> int:
        return self.geometry.left.twips

    @property
    def right(self) -> int:
        return self.geometry.cut_margin.twips

    @property
    def text_width(self) -> int:
        """Taken as what the margins leave, so that rules and tables end exactly at both margins."""
        return PAGE_WIDTH - self.left - self.right

    @property
    def line(self) -> int:
        """5.2.3: as many as the page is to have fit its height; rounded up they would not, and none to spare either."""
        most = (self._height - LOWEST_LINE) // self.geometry.lines.nominal
        return min(math.floor(self.geometry.line_pitch.pt * 20 + _FLOAT_SLIP), most)

    @property
    def character(self) -> int:
        """3.1 字: as many as a line is to have fit its width."""
        return self.text_width // self.geometry.characters.nominal

    @property
    def character_spacing(self) -> int:
        """What every character of the body takes more than its size; less than nothing where they are squeezed."""
        return self.character - self.geometry.body_size.nominal.twips - HANGING_MARK_EASE

    @property
    def is_filled(self) -> bool:
        """Do the lines fill the page? Where they do not, LibreOffice would centre them in it if they were a grid."""
        return self._height - self.geometry.lines.nominal * self.line < _UNFILLED

    @property
    def _height(self) -> int:
        return PAGE_HEIGHT - self.top - self.bottom

    def characters(self, count: float) -> int:
        """Twips of `count` 字."""
        return round(count * self.character)

    def face(self, asked: Face) -> Face:
        """The face that stands for the one the standard asks for."""
        return self.geometry.faces.of(asked)


def line_of(size: Length) -> int:
    """3.2: the exact height of a line of `size` in twips."""
    return page.line_of(size).twips
