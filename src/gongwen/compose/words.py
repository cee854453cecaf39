"""Writers' texts with their `{…}` filled in. The resolve room has made sure that every name holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, assert_never

from gongwen.model.outline import to_chinese
from gongwen.model.placeholders import Placeholder, has_braces, pieces, standing_alone
from gongwen.model.text import Text
from gongwen.resolve.scope import (
    Composition,
    Expanding,
    HowMany,
    Inline,
    Item,
    Leaf,
    Names,
    PhaseNames,
    Reckoned,
    Said,
    Scope,
    Valued,
)

if TYPE_CHECKING:
    from gongwen.model.people import Entry
    from gongwen.model.roster import RosterBody


def words(text: Text, scope: Scope) -> Text:
    """The text as it is printed, with the origin of the text as written."""
    if not has_braces(text):
        return text
    return Text("".join(_said(piece, scope) for piece in pieces(text)), text.origin)


def expansion(line: Text, scope: Scope) -> Expanding | None:
    """What a line that is nothing but a name expands into, if it does."""
    placeholder = standing_alone(line) if has_braces(line) else None
    leaf = _leaf(placeholder, scope) if placeholder else None
    return leaf if isinstance(leaf, Expanding) else None


def _leaf(placeholder: Placeholder, scope: Scope) -> Leaf:
    found = scope.find(placeholder.path)
    assert found is not None
    assert found.leaf is not None
    return found.leaf


def _said(piece: str | Placeholder, scope: Scope) -> str:
    if isinstance(piece, str):
        return piece
    leaf = _leaf(piece, scope)
    assert not isinstance(leaf, Expanding)
    return _inline(leaf)


def _inline(leaf: Inline) -> str:
    # What words people and figures is loaded for texts that name some.
    from gongwen.compose.figures import item_words, proposer_words, value_words

    match leaf:
        case Said(said):
            return said
        case Names(entries, scope, is_titled):
            return _titled_row(entries, scope) if is_titled else row_of(entries, scope)
        case Composition(roster, scope):
            return _composition(roster, scope)
        case PhaseNames(phases, is_short):
            return "、".join(phase.called if is_short else phase.name for phase in phases)
        case Reckoned(figures, path):
            return value_words(figures.figure(path).value)
        case Valued(value, unit):
            return value_words(value, unit)
        case Item(row, is_whole):
            return item_words(row) if is_whole else proposer_words(row)
        case HowMany(count):
            # Before a measure word 2 is 两: 两个阶段.
            return "两" if count == 2 else to_chinese(count)
        case _:
            assert_never(leaf)


def called(entry: Entry, scope: Scope) -> str:
    """An entry inside running text: the bare name (K10), or the words."""
    from gongwen.model.people import Person

    return entry.name if isinstance(entry, Person) else words(entry.words, scope)


def row_of(entries: Iterable[Entry], scope: Scope) -> str:
    """Names joined by 、."""
    return "、".join(called(entry, scope) for entry in entries)


def _titled_row(entries: Iterable[Entry], scope: Scope) -> str:
    """Posts and names: 市局局长甲、市局副局长乙."""
    from gongwen.model.people import Person

    return "、".join(
        f"{words(entry.post, scope)}{entry.name}" if isinstance(entry, Person) and entry.post else called(entry, scope)
        for entry in entries
    )


def _composition(roster: RosterBody, scope: Scope) -> str:
    """由甲任组长，乙、丙任副组长: those who lead, in the roster's order."""
    from gongwen.model.roster import MEMBER_RANKS

    leading = [(rank, entries) for rank, entries in roster.ranks.items() if rank not in MEMBER_RANKS]
    clauses = [f"{row_of(entries, scope)}任{rank}" for rank, entries in leading]
    return f"由{'，'.join(clauses)}" if clauses else ""
