"""What a measurement consists of. Every value is a fact of the page; none is a judgement.

Places are on the sheet as it is read: origin at its top left corner, x to the right, y down.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from gongwen.lengths import Length, mm, pt


class Uncertainty(Struct, frozen=True):
    """How far a measured value may be from the page, either way."""

    place: Length
    """Origins, baselines, ends and centres of rules, boxes of areas and pictures."""
    ink: Length
    """Edges of ink, for a glyph with `has_outline` and up to 62 pt: an outline is known on a grid of 1/4096 em."""
    ink_without_outline: float
    """The same for a glyph without one, in parts of its size: from the font's boxes, which round and overshoot."""
    advance: Length
    """A PDF keeps advances in thousandths of the size, rounded or cut off: one of them at 62 pt."""
    size: Length
    thickness: Length


#: Held by tests/measure/test_calibration.py on pages drawn at known coordinates.
UNCERTAINTY = Uncertainty(
    place=mm(0.005), ink=mm(0.01), ink_without_outline=0.01, advance=mm(0.022), size=pt(0.01), thickness=mm(0.005)
)


class Colour(Struct, frozen=True):
    """A colour as a screen shows it, each part 0 to 255; other colour spaces are converted."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02X}{self.green:02X}{self.blue:02X}"


class Box(Struct, frozen=True):
    """A rectangle on the sheet."""

    left: Length
    top: Length
    right: Length
    bottom: Length

    @property
    def width(self) -> Length:
        return self.right - self.left

    @property
    def height(self) -> Length:
        return self.bottom - self.top

    @property
    def middle_y(self) -> Length:
        return (self.top + self.bottom) * 0.5

    @staticmethod
    def around(boxes: Iterable[Box]) -> Box | None:
        """The smallest box that holds all of `boxes`; None when there are none."""
        held = tuple(boxes)
        if not held:
            return None
        return Box(
            min(box.left for box in held),
            min(box.top for box in held),
            max(box.right for box in held),
            max(box.bottom for box in held),
        )


class Font(Struct, frozen=True):
    """A font of the file; one that is not embedded is drawn with whatever the reader's machine has."""

    name: str
    is_embedded: bool


class Glyph(Struct, frozen=True):
    """One drawn character (several for a ligature).

    `x`, `y` is its origin: y is the baseline. `advance` is the width the font gives it, without the letter-spacing of
    the line: the distance to the next origin has that too. `size` is the em in the direction across the line. `angle`
    is the direction of writing in degrees, counter-clockwise; 0 reads level. `ink` is the true extent of what is
    painted, None for a blank; `has_outline` tells whether it comes from the outline or from the font's rougher box.
    `is_painted` is false for text that is there only to be searched.

    Ideographic blanks are glyphs like others. Of ASCII blanks pdfium tells one for several in a row, and sometimes none
    where the font changes: compare texts without them.
    """

    text: str
    x: Length
    y: Length
    advance: Length
    size: Length
    angle: float
    font: str
    colour: Colour | None
    ink: Box | None
    has_outline: bool
    is_painted: bool


class Line(Struct, frozen=True):
    """Glyphs on one baseline, in reading order, from side to side of the sheet: a table's row is one line.

    `x0`, `x1` and `baseline` are taken on the sheet turned so that the line reads level: for `angle` 0, the sheet as
    it is. `x0` and `x1` are the origin of the first and the end of the advance of the last glyph that is no blank.
    `size` is that of the largest glyph. `ink` is on the sheet as it is.
    """

    text: str
    angle: float
    x0: Length
    x1: Length
    baseline: Length
    size: Length
    fonts: tuple[str, ...]
    colours: tuple[Colour | None, ...]
    ink: Box | None
    glyphs: tuple[Glyph, ...]


class Rule(Struct, frozen=True):
    """A straight stroke, or a filled rectangle thin enough to look like one; touching pieces are one rule.

    `position` is its middle: the y of a horizontal rule, the x of a vertical one. `start` and `end` are the other
    coordinate of its ends, caps included.
    """

    is_horizontal: bool
    position: Length
    start: Length
    end: Length
    thickness: Length
    colour: Colour | None

    @property
    def length(self) -> Length:
        return self.end - self.start

    @property
    def box(self) -> Box:
        half = self.thickness * 0.5
        if self.is_horizontal:
            return Box(self.start, self.position - half, self.end, self.position + half)
        return Box(self.position - half, self.start, self.position + half, self.end)


class Area(Struct, frozen=True):
    """Something drawn that is neither text, nor rule, nor picture: a shaded cell, a curve; `box` is around it."""

    box: Box
    colour: Colour | None
    is_filled: bool


class Picture(Struct, frozen=True):
    """A raster image in the place it takes."""

    box: Box


class Page(Struct, frozen=True):
    """One sheet side. `rotation` is the turn the file asks for, clockwise in degrees; all values have it applied."""

    number: int
    width: Length
    height: Length
    rotation: int
    glyphs: tuple[Glyph, ...]
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    areas: tuple[Area, ...]
    pictures: tuple[Picture, ...]

    @property
    def box(self) -> Box:
        """The whole sheet."""
        return Box(mm(0), mm(0), self.width, self.height)

    @property
    def text(self) -> str:
        """What is painted, a line of the page a line; for finding words, not for places."""
        return "\n".join(line.text for line in self.lines)


class Measurement(Struct, frozen=True):
    """All facts of one PDF."""

    file: Path
    pages: tuple[Page, ...]
    fonts: tuple[Font, ...]
