"""How wide a text is on the grid of characters (3.1), for deciding where a line ends."""

from __future__ import annotations

import unicodedata

#: They choose a form of the character before them and take no room.
VARIATION_SELECTORS = range(0xE0100, 0xE01F0)


def width(text: str) -> float:
    """The width of a text in 字; letters and digits are half as wide, selectors take no room."""
    seen = (letter for letter in text if ord(letter) not in VARIATION_SELECTORS)
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.5 for letter in seen)
