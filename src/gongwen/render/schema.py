"""The variables a template may use, read from the classes of printview.

A *shape* is what stands at the end of a path: text to print, a number or choice to ask, a list to loop over, a record
to look into, or a handle to insert whole.
"""

from __future__ import annotations

import functools
import types
import typing

from msgspec import Struct

from gongwen.printview import AuthorityMark, Illustration, PaperTurn, PrintView, Signature, Table, fields_of

#: What a template inserts whole, as finished paragraphs.
HANDLES = (AuthorityMark, Illustration, PaperTurn, Signature, Table)
#: The variable that tells the classes of a list apart; its values are their `kind`.
KIND = "类型"


class Text(Struct, frozen=True):
    """Printed by `{{ … }}`; `values` are all it can be, when that is known."""

    values: tuple[str, ...] = ()


class Choice(Struct, frozen=True):
    """A number or a yes-or-no to ask."""


class Handle(Struct, frozen=True):
    """Inserted by `{{p … }}`."""

    owner: type


class Listing(Struct, frozen=True):
    """Looped over by `{% for … in … %}`."""

    item: Shape


class Record(Struct, frozen=True):
    """One of several classes; a template may use the variables of all of them."""

    classes: tuple[type, ...]


Shape = Text | Choice | Handle | Listing | Record


@functools.cache
def variables(record: Record) -> dict[str, Shape]:
    """The variables of a record by their Chinese names."""
    found: dict[str, Shape] = {}
    for owner in record.classes:
        for field in fields_of(owner):
            found.setdefault(field.variable.name, _shape(field.type))
    kinds = tuple(owner.kind for owner in record.classes if hasattr(owner, "kind"))
    if kinds:
        found[KIND] = Text(kinds)
    return found


@functools.cache
def attributes(record: Record) -> dict[str, str]:
    """The attributes of the classes of a record by their Chinese names, which mean the same in all of them."""
    found: dict[str, str] = {}
    for owner in record.classes:
        for field in fields_of(owner):
            known = found.setdefault(field.variable.name, field.attribute)
            if known != field.attribute:
                raise ValueError(f"{field.variable.name} is {known} and {field.attribute}")
    if KIND in variables(record):
        found[KIND] = "kind"
    return found


def root() -> Record:
    """The whole print view."""
    return Record((PrintView,))


def nearest(name: str, known: typing.Iterable[str]) -> str:
    """The known name that looks most like `name`; empty when none does."""
    import difflib

    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.3)), "")


def _shape(hint: object) -> Shape:
    if hint is str:
        return Text()
    if hint in (int, bool, float, bytes):
        return Choice()
    if hint in HANDLES:
        return Handle(typing.cast(type, hint))
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return Listing(_shape(arguments[0]))
    if isinstance(hint, types.UnionType):
        members = tuple(member for member in arguments if member is not type(None))
        return _shape(members[0]) if len(members) == 1 else Record(members)
    return Record((typing.cast(type, hint),))
