"""What of a print view must be printed: what the proof after filling looks for.

Every document goes through here, so that for each class it is worked out once which fields hold texts.
"""

from __future__ import annotations

import dataclasses
import functools
import operator
from collections.abc import Callable
from typing import Any

from gongwen.printview import AuthorityMark, PrintView
from gongwen.render.schema import HANDLES

_Gather = Callable[[Any, list[str], list[object]], None]


def needed(view: PrintView) -> tuple[list[str], list[object]]:
    """Each text once for every time it must be printed, empty ones left out; and each handle."""
    texts: list[str] = []
    handles: list[object] = []
    _gather(view, texts, handles)
    return texts, handles


def handle_texts(handle: object) -> list[str]:
    """The texts of a handle (not those of a table: it may have a million) in the order in which they are printed."""
    texts: list[str] = []
    if is_printed(handle):
        _gather(handle, texts, [])
    return texts


def is_printed(handle: object) -> bool:
    """Is there anything to print? The mark that the paper bears already is not."""
    return not (isinstance(handle, AuthorityMark) and handle.is_preprinted)


def _gather(value: Any, texts: list[str], handles: list[object]) -> None:
    owner: Any = type(value)
    for field, gather in _plan(owner):
        gather(field(value), texts, handles)


@functools.cache
def _plan(owner: Any) -> tuple[tuple[Callable[[Any], Any], _Gather], ...]:
    """The printed fields of a class, with how each is gathered."""
    return tuple(
        (operator.attrgetter(field.name), _text if field.type == "str" else _other)
        for field in dataclasses.fields(owner)
        if field.metadata["printed"]
    )


def _text(value: str, texts: list[str], handles: list[object]) -> None:
    if value:
        texts.append(value)


def _other(value: Any, texts: list[str], handles: list[object]) -> None:
    if isinstance(value, tuple):
        for item in value:
            _other(item, texts, handles)
    elif isinstance(value, str):
        _text(value, texts, handles)
    elif isinstance(value, HANDLES):
        if is_printed(value):
            handles.append(value)
    elif value is not None:
        _gather(value, texts, handles)
