"""What of a print view must be printed: what the proof after filling looks for.

Every document goes through here, so that for each class it is worked out once which fields hold texts.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from typing import Any

from gongwen.printview import AuthorityMark, PrintView, fields_of
from gongwen.render.schema import HANDLES

_HANDLES = frozenset(HANDLES)


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
        owner: Any = type(handle)
        for field in _readers(owner):
            _gather(field(handle), texts, [])
    return texts


def is_printed(handle: object) -> bool:
    """Is there anything to print? The mark that the paper bears already is not."""
    return not (isinstance(handle, AuthorityMark) and handle.is_preprinted)


def _gather(value: Any, texts: list[str], handles: list[object]) -> None:
    owner: Any = type(value)
    if isinstance(value, str):
        if value:
            texts.append(value)
    elif owner is tuple:
        for item in value:
            _gather(item, texts, handles)
    elif owner in _HANDLES:
        if is_printed(value):
            handles.append(value)
    elif value is not None:
        for field in _readers(owner):
            _gather(field(value), texts, handles)


@functools.cache
def _readers(owner: Any) -> tuple[Callable[[Any], Any], ...]:
    """What reads each printed field of a class."""
    return tuple(operator.attrgetter(field.attribute) for field in fields_of(owner) if field.variable.is_printed)
