"""The print view as plain data under its Chinese names: dict, list, str, int, bool, None and opaque handles.

Nothing else may reach a template: any richer object is a way out of Jinja's sandbox.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import Any

from gongwen.printview import AuthorityMark, Cell, PaperTurn, PrintView, Signature, Table
from gongwen.render.handles import Handle
from gongwen.render.marks import authority_mark_xml
from gongwen.render.schema import KIND
from gongwen.render.sections import section_end_xml
from gongwen.render.signature import signature_xml
from gongwen.render.stylebook import Stylebook
from gongwen.render.tables import table_xml
from gongwen.render.wordml import ILLEGAL

#: A tab or a break inside a value would be layout in disguise; only a cell's text has lines.
_LAYOUT = re.compile("[\t\n\r]")
_LAYOUT_BUT_LINES = re.compile("[\t\r]")


def context_of(view: PrintView, book: Stylebook) -> dict[str, Any]:
    """What the tags of a template read. Raises ValueError for text that load must not let through."""
    plain = _plain(view, book)
    assert isinstance(plain, dict)
    return plain


def _plain(value: object, book: Stylebook) -> Any:
    if isinstance(value, str):
        return checked(value)
    if isinstance(value, tuple):
        return [_plain(item, book) for item in value]
    if isinstance(value, AuthorityMark):
        _check_all(value)
        return Handle(functools.partial(authority_mark_xml, value, book))
    if isinstance(value, Signature):
        _check_all(value)
        return Handle(functools.partial(signature_xml, value, book.on_paper(is_turned=value.is_turned)))
    if isinstance(value, PaperTurn):
        return Handle(functools.partial(section_end_xml, value, book))
    if isinstance(value, Table):
        _check_all(value)
        return Handle(functools.partial(table_xml, value, book.on_paper(is_turned=value.is_turned)))
    if value is None or isinstance(value, int | float):
        return value
    owner: Any = type(value)
    names = _names(owner)
    made = {name: _plain(getattr(value, attribute), book) for attribute, name in names}
    kind = getattr(owner, "kind", None)
    if kind is not None:
        made[KIND] = kind
    return made


def checked(text: str, *, has_lines: bool = False) -> str:
    """`text`, if XML can carry it."""
    slip = ILLEGAL.search(text) or (_LAYOUT_BUT_LINES if has_lines else _LAYOUT).search(text)
    if slip:
        raise ValueError(f"U+{ord(slip.group()):04X} in a text to print: load must refuse it")
    return text


def _check_all(value: object) -> None:
    """Check every text below a handle."""
    if isinstance(value, str):
        checked(value)
    elif isinstance(value, tuple):
        for item in value:
            _check_all(item)
    elif isinstance(value, Cell):
        checked(value.text, has_lines=True)
    elif dataclasses.is_dataclass(value):
        owner: Any = type(value)
        for attribute, _ in _names(owner):
            _check_all(getattr(value, attribute))


@functools.cache
def _names(owner: Any) -> tuple[tuple[str, str], ...]:
    return tuple((field.name, field.metadata["name"]) for field in dataclasses.fields(owner))
