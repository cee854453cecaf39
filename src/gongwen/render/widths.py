"""How wide a text is in 字 (3.1), as far as indents are computed from it.

A Han character or full-width mark counts 1, a digit or Latin letter 0.5. Word and LibreOffice both put a gap between
Han and digits; LibreOffice's is 0.2 字 and cannot be turned off there.
"""

from __future__ import annotations

import functools
import unicodedata

HAN_DIGIT_GAP = 0.2
_NARROW = 0.5


@functools.lru_cache(maxsize=1024)
def width_in_characters(text: str) -> float:
    """The width of `text` on one line in 字."""
    width = 0.0
    before = ""
    for character in text:
        kind = _kind(character)
        if kind == "combining":
            continue
        width += _NARROW if kind in ("latin", "narrow") else 1.0
        if {before, kind} == {"han", "latin"}:
            width += HAN_DIGIT_GAP
        before = kind
    return width


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return "combining"
    if unicodedata.east_asian_width(character) in ("W", "F", "A"):
        return "han" if category == "Lo" else "wide"
    return "latin" if category[0] in "NL" else "narrow"
