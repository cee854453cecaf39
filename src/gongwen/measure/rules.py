"""Pieces of one rule put together: an office program draws a table's border cell by cell."""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.lengths import mm
from gongwen.measure.facts import Rule

#: Pieces of one rule differ by no more than this in position or thickness.
_ALIKE = mm(0.05)
#: ... and are no farther apart than this: a printer's dot at 250 dpi.
_TOUCHING = mm(0.1)


def merge_rules(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Touching pieces of one thickness and colour on one straight line as one rule; from top to bottom."""
    merged: list[Rule] = []
    # The pieces of one straight line come together, each with those whose position its own can still be like.
    for piece in sorted(rules, key=lambda rule: (rule.is_horizontal, rule.start, rule.position)):
        index = next((index for index, rule in enumerate(merged) if _continues(rule, piece)), None)
        if index is None:
            merged.append(piece)
        else:
            merged[index] = _joined(merged[index], piece)
    return tuple(sorted(merged, key=_place))


def _continues(rule: Rule, piece: Rule) -> bool:
    return (
        rule.is_horizontal == piece.is_horizontal
        and rule.colour == piece.colour
        and abs(rule.position.mm - piece.position.mm) <= _ALIKE.mm
        and abs(rule.thickness.mm - piece.thickness.mm) <= _ALIKE.mm
        and piece.start <= rule.end + _TOUCHING
    )


def _joined(rule: Rule, piece: Rule) -> Rule:
    longest = max(rule, piece, key=lambda one: one.length)
    return Rule(
        rule.is_horizontal, longest.position, rule.start, max(rule.end, piece.end), longest.thickness, rule.colour
    )


def _place(rule: Rule) -> tuple[float, float]:
    return (rule.position.mm, rule.start.mm) if rule.is_horizontal else (rule.start.mm, rule.position.mm)
