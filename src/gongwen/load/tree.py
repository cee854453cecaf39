"""The node tree of a file: texts, lists and mappings, each with the place where it was written."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongwen.model.text import Origin, Text


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `is_empty`: nothing was written (which is not the same as `''`)."""

    origin: Origin
    text: Text
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    origin: Origin
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its place, and its value."""

    key: Text
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the written order."""

    origin: Origin
    entries: dict[str, Entry] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping
