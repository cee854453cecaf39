"""The print view as plain data under its Chinese names: dict, list, str, int, bool, None and opaque handles.

Nothing else may reach a template: any richer object is a way out of Jinja's sandbox.
"""

from __future__ import annotations

import dataclasses
import functools
import operator
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from gongwen.printview import AuthorityMark, PaperTurn, PrintView, Signature, Table
from gongwen.render.handles import Handle
from gongwen.render.marks import authority_mark_xml
from gongwen.render.reading import table_texts
from gongwen.render.schema import KIND
from gongwen.render.sections import section_end_xml
from gongwen.render.signature import signature_xml
from gongwen.render.stylebook import Stylebook
from gongwen.render.tables import table_xml
from gongwen.render.wordml import ILLEGAL

#: What XML cannot carry; and a tab or a break inside a value would be layout in disguise, only a cell's text has lines.
_NEVER = re.compile(f"{ILLEGAL.pattern[:-1]}\t\n\r]")
_NEVER_IN_CELLS = re.compile(f"{ILLEGAL.pattern[:-1]}\t\r]")

#: Annotations of fields that go to a template as they are; printview spells them so.
_PLAIN_TYPES = ("str", "int", "bool", "float")


def context_of(view: PrintView, book: Stylebook) -> dict[str, Any]:
    """What the tags of a template read. Raises ValueError for text that load must not let through."""
    texts: list[str] = []
    plain = _plain(view, book, texts)
    _refuse(_NEVER, texts)
    assert isinstance(plain, dict)
    return plain


def _plain(value: object, book: Stylebook, texts: list[str]) -> Any:
    if isinstance(value, str):
        texts.append(value)
        return value
    if isinstance(value, tuple):
        return [_plain(item, book, texts) for item in value]
    if isinstance(value, Table):
        _refuse(_NEVER, (column.title for column in value.columns))
        _refuse(_NEVER_IN_CELLS, table_texts(value))
        return Handle(functools.partial(table_xml, value, book.on_paper(is_turned=value.is_turned)))
    if isinstance(value, AuthorityMark):
        _refuse(_NEVER, _all_texts(value))
        return Handle(functools.partial(authority_mark_xml, value, book))
    if isinstance(value, Signature):
        _refuse(_NEVER, _all_texts(value))
        return Handle(functools.partial(signature_xml, value, book.on_paper(is_turned=value.is_turned)))
    if isinstance(value, PaperTurn):
        return Handle(functools.partial(section_end_xml, value, book))
    if value is None or isinstance(value, int | float | bytes):
        return value
    owner: Any = type(value)
    plan = _plan(owner)
    texts.extend(plan.texts(value))
    made = dict(zip(plan.names, plan.all(value), strict=True))
    for name in plan.others:
        made[name] = _plain(made[name], book, texts)
    if plan.kind is not None:
        made[KIND] = plan.kind
    return made


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the values of a class become plain data: the names of all fields, and which are not plain already."""

    names: tuple[str, ...]
    all: Callable[[Any], tuple[Any, ...]]
    texts: Callable[[Any], tuple[str, ...]]
    others: tuple[str, ...]
    kind: str | None


@functools.cache
def _plan(owner: Any) -> _Plan:
    fields = dataclasses.fields(owner)
    texts = [field.name for field in fields if field.type == "str"]
    return _Plan(
        tuple(field.metadata["name"] for field in fields),
        _getter([field.name for field in fields]),
        _getter(texts),
        tuple(field.metadata["name"] for field in fields if field.type not in _PLAIN_TYPES),
        getattr(owner, "kind", None),
    )


def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """A function that gives these attributes as a tuple; `attrgetter` gives a single one bare."""
    if len(names) > 1:
        return operator.attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _refuse(never: re.Pattern[str], texts: Iterable[str]) -> None:
    """Texts that XML cannot carry, or with layout in disguise."""
    whole = "".join(texts)
    slip = never.search(whole)
    if slip:
        raise ValueError(f"U+{ord(slip.group()):04X} in a text to print: load must refuse it")


def _all_texts(value: object) -> Iterator[str]:
    """Every text below a handle."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _all_texts(item)
    elif dataclasses.is_dataclass(value):
        owner: Any = type(value)
        for item in _plan(owner).all(value):
            yield from _all_texts(item)
