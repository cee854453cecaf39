"""One demand of the standard: clause, Chinese name, number, tolerance, force."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from gongwen.lengths import Length


class Force(Enum):
    """How strongly a rule binds, from the verb of its clause; the value is what a report prints."""

    MUST = "必须"
    USUAL = "一般"
    RECOMMENDED = "推荐"
    MAY = "可以"
    PRACTICE = "惯例"


class Requirement(Struct, frozen=True):
    """A length that the standard asks for; `tolerance` is the standard's own, never the instrument's."""

    clause: str
    name: str
    nominal: Length
    tolerance: Length
    force: Force


class Count(Struct, frozen=True):
    """A number of things (lines, characters, blank lines) that the standard asks for."""

    clause: str
    name: str
    nominal: int
    force: Force


class Face(Struct, frozen=True):
    """A type face class the standard asks for, with the product name that office files carry for it.

    `latin` is the product for letters and digits; empty where they have that of the characters.
    """

    clause: str
    name: str
    product: str
    force: Force
    latin: str = ""


class Form(Struct, frozen=True):
    """A demand without a number of its own: a wording, an order, an alignment, a face at one place."""

    clause: str
    name: str
    force: Force
