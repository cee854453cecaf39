"""Which class of type face (仿宋, 楷, 黑, 宋, 小标宋) a font of a file is: by its name.

Beside the products of offices stand the free faces that render in their place: what is
asked of a page is the class. A face of no class is either drawn for single characters that the right one lacks, or
simply another face.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from gongwen.measure import Glyph, Measurement
from gongwen.standard.elements import FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG
from gongwen.standard.requirement import Face

#: Beginnings of names without blanks, marks and case; the first that fits decides.
_NAMES: tuple[tuple[str, Face], ...] = (
    ("fandolsongbold", XIAOBIAOSONG),
    ("fzxiaobiaosong", XIAOBIAOSONG),
    ("fzxbs", XIAOBIAOSONG),
    ("方正小标宋", XIAOBIAOSONG),
    ("hyxiaobiaosong", XIAOBIAOSONG),
    ("小标宋", XIAOBIAOSONG),
    ("fandolfang", FANGSONG),
    ("fangsong", FANGSONG),
    ("simfang", FANGSONG),
    ("stfangso", FANGSONG),
    ("fzfangsong", FANGSONG),
    ("fzfs", FANGSONG),
    ("方正仿宋", FANGSONG),
    ("华文仿宋", FANGSONG),
    ("仿宋", FANGSONG),
    ("fandolkai", KAITI),
    ("kaiti", KAITI),
    ("simkai", KAITI),
    ("stkaiti", KAITI),
    ("fzkai", KAITI),
    ("arplkaitimgb", KAITI),
    ("gkai00mp", KAITI),
    ("方正楷体", KAITI),
    ("华文楷体", KAITI),
    ("楷体", KAITI),
    ("fandolhei", HEITI),
    ("simhei", HEITI),
    ("stheiti", HEITI),
    ("fzhei", HEITI),
    ("方正黑体", HEITI),
    ("黑体", HEITI),
    ("fandolsong", SONGTI),
    ("simsun", SONGTI),
    ("nsimsun", SONGTI),
    ("stsong", SONGTI),
    ("fzshusong", SONGTI),
    ("fzsong", SONGTI),
    ("方正书宋", SONGTI),
    ("宋体", SONGTI),
)
_MARKS = re.compile(r"[\s\-_,]+")


def face_of(font: str) -> Face | None:
    """The class of the font of this name; None for one of no class."""
    name = _plain(font)
    return next((face for start, face in _NAMES if name.startswith(start)), None)


def _plain(font: str) -> str:
    return _MARKS.sub("", font).casefold()


#: Beginnings of the names of free faces that stand in for an office's.
_SUBSTITUTES = ("fandol", "arpl", "gkai00mp")


class FaceUse(Struct, frozen=True):
    """A font of the document, the class it is of, and how many Chinese characters and marks it drew."""

    font: str
    face: Face | None
    characters: int
    is_embedded: bool

    @property
    def is_substitute(self) -> bool:
        """Does it stand in for the face that the standard's product would be?"""
        return _plain(self.font).startswith(_SUBSTITUTES)


def faces_used(measurement: Measurement) -> tuple[FaceUse, ...]:
    """Every font of the document, the busiest first."""
    counts = Counter(glyph.font for page in measurement.pages for glyph in page.glyphs if not glyph.text.isascii())
    fonts = sorted(measurement.fonts, key=lambda font: (-counts[font.name], font.name))
    return tuple(FaceUse(font.name, face_of(font.name), counts[font.name], font.is_embedded) for font in fonts)


#: Marks that letters use as well: office programs draw them in the face of either.
_SHARED = frozenset("—–…·“”‘’")


def is_counted(glyph: Glyph) -> bool:
    """Faces are asked of Chinese characters; letters and digits may have the face of the program (PRACTICE)."""
    return not glyph.text.isascii() and glyph.text not in _SHARED


def is_fallback(glyph: Glyph, around: Iterable[Glyph]) -> bool:
    """Is it drawn with a face of no class, in a line whose characters mostly have one?"""
    if face_of(glyph.font) is not None:
        return False
    counts = Counter(face_of(other.font) is not None for other in around if is_counted(other))
    return counts[True] > counts[False]
