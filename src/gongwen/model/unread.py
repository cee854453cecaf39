"""Files that could be read only in part, so that what is wrong in the rest can be told in the same run.

A part that could not be read is not there at all: asking for it raises `Unread`. So whatever is found without asking
for it does not depend on it, and holds as well when that part is mended; nobody has to list what depends on what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ParamSpec, TypeVar

from pydantic import BaseModel

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R", bound=BaseModel)


class Unread(Exception):
    """A part of a content file that could not be read was asked for."""


def as_far_as_read(check: Callable[P, Iterable[T]], *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
    """What `check` finds before it asks for a part that could not be read."""
    try:
        yield from check(*args, **kwargs)
    except Unread:
        return


def each_as_far_as_read(*checks: Callable[[], Iterable[T]]) -> Iterator[T]:
    """The same of several checks, of which none stops another."""
    for check in checks:
        yield from as_far_as_read(check)


def forget(record: BaseModel, name: str) -> None:
    """Make the field `name` of a record one that could not be read."""
    # Records are frozen for all others; this one has only just been made.
    record.__dict__.pop(name, None)


def without(record: R, *names: str) -> R:
    """A copy of `record` in which the fields `names` could not be read."""
    copy = record.model_copy()
    for name in names:
        forget(copy, name)
    return copy
