"""Names and labels of a roster, padded to their columns (K04, K05)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from gongwen.compose.words import words
from gongwen.resolve.scope import Scope
from gongwen.standard.elements import SIGNATORIES_PER_LINE
from gongwen.standard.roster import UNMARKED
from gongwen.standard.widths import VARIATION_SELECTORS, width

if TYPE_CHECKING:
    from gongwen.model.people import Person
    from gongwen.model.roster import Mark

FULL_WIDTH_BLANK = "　"


def padded(name: str) -> str:
    """K05: a two-character name as wide as one of three; longer ones and compound surnames as they are."""
    letters = [letter for letter in name if ord(letter) not in VARIATION_SELECTORS]
    if len(letters) != 2:
        return name
    cut = name.index(letters[1], len(letters[0]))
    return f"{name[:cut]}{FULL_WIDTH_BLANK}{name[cut:]}"


def padded_label(label: str) -> str:
    """K04: 组　长 as wide as 副组长; the colon follows."""
    return f"{padded(label)}："


def named(person: Person, scope: Scope, marks: tuple[Mark, ...]) -> str:
    """A name with what the roster marks (K11) and the unit that tells it from its namesake."""
    unit = f"（{words(person.unit, scope)}）" if person.unit else ""
    return f"{padded(person.name)}{marked(person, marks)}{unit}"


def marked(person: Person, marks: tuple[Mark, ...]) -> str:
    """K11: （女）（回族）; what most are is not said."""
    said = {"性别": person.sex, "民族": person.ethnicity}
    return "".join(f"（{said[mark]}）" for mark in marks if said[mark] and said[mark] not in UNMARKED)


def names_in_lines(names: Iterable[str], room: int) -> Iterator[str]:
    """Names joined by 、 in lines of `room` characters, so that no name is split between two."""
    line = ""
    for name in names:
        if line and width(f"{line}、{name}、") > room:
            yield f"{line}、"
            line = name
        else:
            line = f"{line}、{name}" if line else name
    if line:
        yield line


def last_row(signatories: int) -> int:
    """F032: the place in the list of the first signatory in the last row."""
    per_line = SIGNATORIES_PER_LINE.nominal
    return max(signatories - 1, 0) // per_line * per_line + 1
