"""What is said of one rule of the layout standard."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from gongwen.standard.requirement import Force

MUST, USUAL, MAY, PRACTICE = Force.MUST, Force.USUAL, Force.MAY, Force.PRACTICE


class Way(Enum):
    """How a rule is looked at; the value is what a reader is told."""

    AUTOMATIC = "自动"
    STRUCTURE = "只查结构"
    PERSON = "需人看"
    OUTSIDE = "软件之外"


class Clause(Struct, frozen=True):
    """One rule. `source` is a clause of GB/T 9704—2012 unless it names another paper.

    `rest` says why it is not measured, or what part of it is not. `codes` are findings about the content that keep it,
    `within` are rules whose checks measure this one too.
    """

    rule: str
    source: str
    words: str
    force: Force
    way: Way
    rest: str = ""
    codes: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


class Chapter(Struct, frozen=True):
    """Rules that a reader looks up together."""

    name: str
    clauses: tuple[Clause, ...]


def measured(
    rule: str,
    source: str,
    words: str,
    force: Force,
    rest: str = "",
    *,
    codes: tuple[str, ...] = (),
    within: tuple[str, ...] = (),
) -> Clause:
    return Clause(rule, source, words, force, Way.AUTOMATIC, rest, codes, within)


def kept(rule: str, source: str, words: str, force: Force, rest: str, *codes: str) -> Clause:
    """By the model of the content, or by the order of the template."""
    return Clause(rule, source, words, force, Way.STRUCTURE, rest, codes)


def seen(rule: str, source: str, words: str, force: Force, rest: str) -> Clause:
    return Clause(rule, source, words, force, Way.PERSON, rest)


def outside(rule: str, source: str, words: str, force: Force, rest: str) -> Clause:
    return Clause(rule, source, words, force, Way.OUTSIDE, rest)
