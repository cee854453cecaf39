"""How wide a text is on the grid of characters (3.1), for deciding where a line ends."""

from __future__ import annotations

import re
import unicodedata

#: They choose a form of the character before them and take no room.
VARIATION_SELECTORS = range(0xE0100, 0xE01F0)
#: Office programs leave up to a quarter of a 字 between a Chinese character and a letter or digit.
_GAP = 0.25
#: Letters and digits with their neighbours. A class of all Chinese characters would take a millisecond to compile.
_LATIN = re.compile(r"(.?)[0-9A-Za-z]+(?=(.?))")


class _Widths(dict[str, float]):
    """The widths of the letters that were met."""

    def __missing__(self, letter: str) -> float:
        wide = 1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.5
        self[letter] = 0.0 if ord(letter) in VARIATION_SELECTORS else wide
        return self[letter]


_width_of = _Widths().__getitem__


def width(text: str) -> float:
    """The width of a text in 字; letters and digits are half as wide, selectors take no room."""
    return sum(map(_width_of, text), 0.0)


def drawn_width(text: str) -> float:
    """The same with the gaps that are drawn beside letters and digits: for what must not be too wide."""
    whole = width(text)
    for before, after in _LATIN.findall(text):
        whole += _GAP * (("一" <= before <= "鿿") + ("一" <= after <= "鿿"))
    return whole
