"""Names and labels of a roster, padded to their columns (K04, K05)."""

from __future__ import annotations

from gongwen.model.people import Person

FULL_WIDTH_BLANK = "　"
_VARIATION_SELECTORS = range(0xE0100, 0xE01F0)


def padded(name: str) -> str:
    """K05: a two-character name as wide as one of three; longer ones and compound surnames as they are."""
    letters = [letter for letter in name if ord(letter) not in _VARIATION_SELECTORS]
    if len(letters) != 2:
        return name
    cut = name.index(letters[1], len(letters[0]))
    return f"{name[:cut]}{FULL_WIDTH_BLANK}{name[cut:]}"


def padded_label(label: str) -> str:
    """K04: 组　长 as wide as 副组长; the colon follows."""
    return f"{padded(label)}："


def with_unit(person: Person) -> str:
    """A name with the unit that tells it from its namesake."""
    return f"{padded(person.name)}（{person.unit}）" if person.unit else padded(person.name)
