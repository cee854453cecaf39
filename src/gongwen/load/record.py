"""One file into a tree, and a tree into a record: the two ways in for every file of Chinese keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from pydantic import TypeAdapter

from gongwen.diagnostics import ContentError, Diagnostic, FileError
from gongwen.files import read_bytes
from gongwen.load.bind import bind
from gongwen.load.characters import refuse_illegal_characters
from gongwen.load.decode import decode
from gongwen.load.expected import SYNONYMS, expected_of
from gongwen.load.findings import Findings
from gongwen.load.nodes import build_tree
from gongwen.load.slips import mend_slips
from gongwen.load.source import Source
from gongwen.load.tree import Mapping

LARGEST_FILE = 10_000_000

T = TypeVar("T")


class Tree(Struct, frozen=True):
    """What a file says, and what was found while reading it.

    `findings` may hold errors: slips that were mended so that reading could go on. Whoever uses the tree adds to them
    and refuses in the end.
    """

    root: Mapping
    findings: Findings

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything found so far."""
        return self.findings.all()


def read_tree(path: Path, *, shown_as: str, is_key: Callable[[str], bool] = lambda _: False) -> Tree:
    """The node tree of the YAML file at `path`, which messages call `shown_as`.

    `is_key` knows the keys of the models: a slip beside a known key is told with more certainty. Refuses what cannot
    be opened (FileError) and what cannot be read to its end (ContentError, with everything found by then).
    """
    try:
        data = read_bytes(path, limit=LARGEST_FILE)
    except FileError as error:
        shown = (replace(item, place=replace(item.place, file=shown_as)) for item in error.diagnostics)
        raise FileError(*shown) from error
    findings = Findings(shown_as)
    source = Source(shown_as, decode(data, findings))
    findings.column_of = source.column
    refuse_illegal_characters(source, findings)
    mend_slips(source, findings, is_key)
    root = build_tree(source, findings)
    if root is None:
        raise ContentError(*findings.all())
    return Tree(root, findings)


def bind_tree(tree: Tree, model: type[T] | TypeAdapter[T]) -> T:
    """`tree` as an instance of `model`; refuses (ContentError) with all findings of the file, mended slips included."""
    value: Any = bind(tree.root, model, tree.findings)
    if tree.findings.has_errors():
        raise ContentError(*tree.diagnostics)
    result: T = value
    return result


def load_record(path: Path, model: type[T] | TypeAdapter[T], *, shown_as: str) -> T:
    """The file at `path` as an instance of `model`, a pydantic class or adapter. Hints and warnings are dropped."""
    return bind_tree(read_tree(path, shown_as=shown_as, is_key=key_test(lambda: (model,))), model)


def key_test(models: Callable[[], Iterable[Any]]) -> Callable[[str], bool]:
    """A test for "a key of one of `models`, or what writers write for one"; looks nothing up before it is asked."""

    def is_key(word: str) -> bool:
        if word in SYNONYMS or any(word in _own_keys(model) for model in models()):
            return True
        # The keys further inside: a schema of each model is made for them.
        return any(word in expected_of(model).every_key() for model in models())

    return is_key


@cache
def _own_keys(model: Any) -> frozenset[str]:
    """The keys at the top of a model."""
    return frozenset(field.alias or name for name, field in getattr(model, "model_fields", {}).items())
