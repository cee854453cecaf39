"""Rows of a table as if they had been written in YAML, so that the same objections come back at the cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from gongwen.diagnostics import ContentError, Diagnostic
from gongwen.load.bind import bind
from gongwen.load.findings import Findings
from gongwen.load.tree import Entry, Node, Scalar
from gongwen.load.tree import Mapping as Tree
from gongwen.load.tree import Sequence as Items
from gongwen.model.record import Record
from gongwen.model.text import Origin, Text

R = TypeVar("R", bound=Record)


def mapping(record: Mapping[str, Text | list[Node]]) -> Tree:
    """One record: meaning of a column → cell, or records of its own."""
    first = next(_origins(record))
    entries = {}
    for key, value in record.items():
        if isinstance(value, Text):
            assert value.origin is not None
            entries[key] = Entry(Text(key, value.origin), Scalar(value.origin, value))
        else:
            entries[key] = Entry(Text(key, value[0].origin), Items(value[0].origin, value))
    return Tree(first, entries)


def _origins(record: Mapping[str, Text | list[Node]]) -> Iterator[Origin]:
    for value in record.values():
        origin = value.origin if isinstance(value, Text) else value[0].origin
        if origin is not None:
            yield origin


def tree(findings: Findings, lists: Mapping[str, list[Node]]) -> Tree:
    """A file that holds lists of such records under these keys."""
    start = Origin(findings.file, 1, 1)
    return Tree(start, {key: Entry(Text(key, start), Items(start, items)) for key, items in lists.items()})


def bound(root: Tree, model: type[R], findings: Findings) -> tuple[R, tuple[Diagnostic, ...]]:
    """The file as an instance of `model`; refuses (ContentError) with all findings of the file."""
    value: Any = bind(root, model, findings)
    if findings.has_errors():
        raise ContentError(*findings.all())
    assert isinstance(value, model)
    return value, findings.all()
