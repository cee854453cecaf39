"""Red and black as a screen shows them: the inks of print (6.2) come out differently from file to file."""

from __future__ import annotations

from gongwen.measure import Colour

#: Red has much red and little else; black has little of all. Of 255.
_MUCH, _LITTLE = 150, 90


def is_red(colour: Colour | None) -> bool:
    return colour is not None and colour.red > _MUCH and max(colour.green, colour.blue) < _LITTLE


def is_black(colour: Colour | None) -> bool:
    return colour is not None and max(colour.red, colour.green, colour.blue) < _LITTLE
