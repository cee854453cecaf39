"""The node tree of a file: texts, lists and mappings, each with the place where it was written."""

from __future__ import annotations

from msgspec import Struct, field

from gongwen.model.text import Origin, Text


class Scalar(Struct, frozen=True):
    """A text. `is_empty`: nothing was written (which is not the same as `''`)."""

    origin: Origin
    text: Text
    is_empty: bool = False


class Sequence(Struct, frozen=True):
    """A list."""

    origin: Origin
    items: list[Node] = field(default_factory=list)


class Entry(Struct, frozen=True):
    """A key with its place, and its value."""

    key: Text
    value: Node


class Mapping(Struct, frozen=True):
    """Keys and values in the written order."""

    origin: Origin
    entries: dict[str, Entry] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping
