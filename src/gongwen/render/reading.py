"""The texts of a print view that must be printed, in its order: what the proof after filling looks for.

Every document goes through here, so that for each class it is worked out once which fields hold texts.
"""

from __future__ import annotations

import dataclasses
import functools
import operator
from collections.abc import Callable
from typing import Any

from gongwen.printview import AuthorityMark, PrintView, Table
from gongwen.render.schema import HANDLES

_Gather = Callable[[Any, list[str]], None]


def texts_of(view: PrintView) -> list[str]:
    """Each text once for every time it must be printed. What a handle prints in one piece is one text."""
    texts: list[str] = []
    _gather(view, texts)
    return texts


def table_texts(table: Table) -> list[str]:
    """The texts of a table, its titles first; there may be twenty thousand rows."""
    return [column.title for column in table.columns] + [cell.text for row in table.rows for cell in row]


def _gather(value: Any, texts: list[str]) -> None:
    if isinstance(value, str):
        texts.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _gather(item, texts)
    elif value is not None:
        owner: Any = type(value)
        for field, gather in _plan(owner):
            gather(field(value), texts)


@functools.cache
def _plan(owner: Any) -> tuple[tuple[Callable[[Any], Any], _Gather], ...]:
    """The printed fields of a class, with how each is gathered."""
    return tuple(
        (operator.attrgetter(field.name), _text if field.type == "str" else _other)
        for field in dataclasses.fields(owner)
        if field.metadata["printed"]
    )


def _text(value: str, texts: list[str]) -> None:
    texts.append(value)


def _other(value: Any, texts: list[str]) -> None:
    if isinstance(value, Table):
        texts.append("".join(table_texts(value)))
    elif isinstance(value, HANDLES):
        if not (isinstance(value, AuthorityMark) and value.is_preprinted):
            inner: list[str] = []
            _gather(value, inner)
            texts.append("".join(inner))
    elif isinstance(value, tuple):
        for item in value:
            _other(item, texts)
    else:
        _gather(value, texts)
