"""Which class of type face (仿宋, 楷, 黑, 宋, 小标宋) a font of a file is: by its name.

Beside the products of offices stand the free faces that render in their place: what is
asked of a page is the class. A face of no class is either drawn for single characters that the right one lacks, or
simply another face.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from gongwen.measure import Glyph
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
    name = _MARKS.sub("", font).casefold()
    return next((face for start, face in _NAMES if name.startswith(start)), None)


def is_counted(glyph: Glyph) -> bool:
    """Faces are asked of Chinese characters; letters and digits may have the face of the program (PRACTICE)."""
    return not glyph.text.isascii()


def is_fallback(glyph: Glyph, around: Iterable[Glyph]) -> bool:
    """Is it drawn with a face of no class, in a line whose characters mostly have one?"""
    if face_of(glyph.font) is not None:
        return False
    counts = Counter(face_of(other.font) is not None for other in around if is_counted(other))
    return counts[True] > counts[False]
