"""One document from its file: the class is chosen by 文种, so that its objections are those of one kind only."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Map
from pathlib import Path

from msgspec import Struct

from gongwen.diagnostics import ContentError, Diagnostic
from gongwen.load.bind import bind
from gongwen.load.expected import expected_of, nearest
from gongwen.load.record import Tree, key_test, read_tree
from gongwen.load.tree import Scalar
from gongwen.model.document import Document
from gongwen.model.kinds import DOCUMENTS
from gongwen.model.text import clip

KIND_KEY = "文种"

#: What else a file without 文种 may be.
_NO_DOCUMENT = "不是公文的（如成批做答复时共用的设置、各件的正文），请移到 content 外面。"

#: The kinds of document: 文种 and class.
Kinds = Map[str, type[Document]]


class Loaded(Struct, frozen=True):
    """A document, the file it came from, and the warnings and hints of the reading.

    A file with errors `is_refused`: its document lacks the parts that something is wrong with, or is None. Places in it
    are told as the reader mended the file; `column_of` (line, index from 0) leads back to the writer's own column.
    """

    path: Path
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    is_refused: bool = False
    column_of: Callable[[int, int], int] = lambda _, index: index + 1


def load_document(path: Path, *, workspace: Path, kinds: Kinds = DOCUMENTS) -> Loaded:
    """The document in the file at `path`; refuses (ContentError, FileError) with all findings of the file."""
    loaded = read_document(path, workspace=workspace, kinds=kinds)
    if loaded.is_refused or loaded.document is None:
        raise ContentError(*loaded.diagnostics)
    return loaded


def read_document(path: Path, *, workspace: Path, kinds: Kinds = DOCUMENTS) -> Loaded:
    """The file at `path` with all its findings; refuses only what is no tree of keys (ContentError, FileError)."""
    tree = read_tree(path, shown_as=shown_path(path, workspace), is_key=key_test(kinds.values))
    kind = _kind(tree, kinds)
    document = bind(tree.root, kind, tree.findings) if kind is not None else None
    is_refused = tree.findings.has_errors()
    if is_refused:
        from gongwen.load.partial import readable_part

        document = readable_part(tree.root, kind, tree.findings) if kind is not None else None
    return Loaded(path, document, tree.diagnostics, is_refused, tree.findings.column_of)


def shown_path(path: Path, workspace: Path) -> str:
    """`path` as the writer knows it: from the workspace on, with forward slashes."""
    if path.is_relative_to(workspace):
        return path.relative_to(workspace).as_posix()
    file, folder = path.resolve(), workspace.resolve()
    return (file.relative_to(folder) if file.is_relative_to(folder) else path).as_posix()


def _kind(tree: Tree, kinds: Kinds) -> type[Document] | None:
    """The class that 文种 asks for; None, with a finding, if it asks for none."""
    entry = tree.root.entries.get(KIND_KEY)
    listed = f"文种有：{'、'.join(kinds)}。"
    if entry is None:
        known = {key for kind in kinds.values() for key in expected_of(kind).every_key()}
        near = next((key for key in tree.root.entries if key not in known and nearest(key, [KIND_KEY])), None)
        way_out = f"请把“{clip(near)}”改成“{KIND_KEY}”。" if near else f"请在开头加一行，如：{KIND_KEY}: 通知"
        hint = f"{way_out}；{listed}{_NO_DOCUMENT}" if not near else way_out + listed
        origin = (tree.root.entries[near].key.origin if near else None) or tree.root.origin
        tree.findings.add_at(origin, "content/missing-kind", f"没有写“{KIND_KEY}”。", key=KIND_KEY, hint=hint)
        return None
    value = entry.value
    if isinstance(value, Scalar) and value.text in kinds:
        return kinds[value.text]
    if not isinstance(value, Scalar):
        message, near = f"“{KIND_KEY}”应为文字。", None
    elif value.is_empty:
        message, near = f"“{KIND_KEY}”没有内容。", None
    else:
        message, near = f"没有“{clip(value.text)}”这个文种。", nearest(value.text, kinds)
    hint = f"应为“{near}”，请改成：{KIND_KEY}: {near}。{listed}" if near else listed
    tree.findings.add_at(value.origin, "content/unknown-kind", message, key=KIND_KEY, hint=hint)
    return None
