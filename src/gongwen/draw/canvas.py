"""A sheet of grey tones that a chart is drawn on: boxes with fillings, lines, marks and words."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw

from gongwen.draw.letters import Letters

#: 300 dots to the inch.
DOTS_PER_MM = 300 / 25.4
_DOTS_PER_INCH = 300
WHITE, BLACK = 255, 0
_STROKE = 3
#: Between two strokes of a filling.
_APART = 18

Point = tuple[int, int]
Box = tuple[int, int, int, int]
_Filling = Callable[[ImageDraw.ImageDraw, int, int], None]


def _grey(tone: int) -> _Filling:
    return lambda draw, width, height: draw.rectangle((0, 0, width, height), fill=tone)


def _slanted(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    for start in range(-height, width, _APART):
        draw.line((start, height, start + height, 0), fill=BLACK, width=_STROKE)


def _crossed(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    for start in range(0, width, _APART):
        draw.line((start, 0, start, height), fill=BLACK, width=_STROKE - 1)
    for start in range(0, height, _APART):
        draw.line((0, start, width, start), fill=BLACK, width=_STROKE - 1)


#: Told apart on any printer, whatever the colours.
FILLINGS: tuple[_Filling, ...] = (_grey(110), _slanted, _grey(215), _crossed)
_DASHES = (0, 24, 10, 40)


class Canvas:
    """`width` by `height` dots, white; places from the upper left corner."""

    def __init__(self, width: int, height: int, letters: Letters) -> None:
        self.width, self.height, self.letters = width, height, letters
        self._image = Image.new("L", (width, height), WHITE)
        self._draw = ImageDraw.Draw(self._image)

    def text(self, place: Point, words: str, anchor: str) -> None:
        """Words at a place; `anchor` as Pillow has it: l m r, then t m b."""
        self._draw.text(place, words, fill=BLACK, font=self.letters.font, anchor=anchor)

    def label(self, place: Point, words: str, anchor: str) -> None:
        """Words on a white ground, so that nothing is drawn through them."""
        self._draw.rectangle(self._draw.textbbox(place, words, font=self.letters.font, anchor=anchor), fill=WHITE)
        self.text(place, words, anchor)

    def box(self, box: Box, number: int) -> None:
        """A box with the filling of a series."""
        left, top, right, bottom = box
        size = max(right - left, 1), max(bottom - top, 1)
        inside = Image.new("L", size, WHITE)
        FILLINGS[number](ImageDraw.Draw(inside), *size)
        self._image.paste(inside, (left, top))
        self._draw.rectangle(box, outline=BLACK, width=_STROKE)

    def line(self, start: Point, end: Point) -> None:
        """A black line."""
        self._draw.line((start, end), fill=BLACK, width=_STROKE)

    def path(self, points: Sequence[Point], number: int) -> None:
        """The line of a series, whole or in dashes."""
        for start, end in itertools.pairwise(points):
            self._dashed(start, end, _DASHES[number])

    def mark(self, place: Point, number: int) -> None:
        """The point of a series: a disc, a square, a ring, a triangle."""
        (x, y), half = place, self.letters.size // 4
        around = (x - half, y - half, x + half, y + half)
        match number:
            case 0:
                self._draw.ellipse(around, fill=BLACK)
            case 1:
                self._draw.rectangle(around, fill=WHITE, outline=BLACK, width=_STROKE)
            case 2:
                self._draw.ellipse(around, fill=WHITE, outline=BLACK, width=_STROKE)
            case _:
                self._draw.polygon(((x, y - half), (x + half, y + half), (x - half, y + half)), fill=BLACK)

    def png(self) -> bytes:
        """The picture as a file."""
        file = io.BytesIO()
        self._image.save(file, "PNG", optimize=True, dpi=(_DOTS_PER_INCH, _DOTS_PER_INCH))
        return file.getvalue()

    def _dashed(self, start: Point, end: Point, dash: int) -> None:
        if not dash:
            self._draw.line((start, end), fill=BLACK, width=_STROKE + 1)
            return
        length = max(int(((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5), 1)
        for at in range(0, length, dash * 2):
            one, two = (
                (
                    start[0] + (end[0] - start[0]) * part // length,
                    start[1] + (end[1] - start[1]) * part // length,
                )
                for part in (at, min(at + dash, length))
            )
            self._draw.line((one, two), fill=BLACK, width=_STROKE + 1)
