"""Which documents there are to make, and what they are made of."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from gongwen.diagnostics import ContentError, Diagnostic, FileError, Place, Severity
from gongwen.files import read_bytes
from gongwen.load.package import read_package
from gongwen.load.record import LARGEST_FILE
from gongwen.model.document import CONTENT_SUFFIXES
from gongwen.operations.remembering.records import MadeRecord
from gongwen.operations.workspace import CONTENT_FOLDER, Workspace, content_files

#: So many documents in a folder.
MOST_IN_FOLDER = 20_000


class Source(Struct, frozen=True):
    """A content file to make a document of; `is_kept`: it is known to be as it was made last.

    What was read to find this out is forgotten again: of 100,000 documents a place in a list is all that is in memory.
    """

    path: Path
    is_kept: bool = False


#: The record of a document that is as it was made last; None for any other.
Kept = Callable[[Path], MadeRecord | None]


def find_sources(workspace: Workspace, paths: Iterable[Path], kept: Kept) -> list[Source]:
    """The documents to make: each file that was named; of a folder, each that no other document includes.

    `kept` gives the record of a document that is as it was made last: its files are then not read again. Refuses
    (ContentError) documents that cannot all have a place.
    """
    asked = [path.resolve() for path in paths] or [workspace.root / CONTENT_FOLDER]
    for path in asked:
        if not path.is_relative_to(workspace.root):
            raise FileError(
                Diagnostic(
                    Severity.ERROR,
                    "file/outside-workspace",
                    "文件不在工作文件夹里。",
                    Place(file=str(path)),
                    hint=f"工作文件夹是 {workspace.root}。",
                )
            )
    named = {path: Source(path, kept(path) is not None) for path in asked if not path.is_dir()}
    folders = [path for path in asked if path.is_dir()]
    if folders:
        named |= {
            source.path: source
            for source in _independent(workspace, kept)
            if any(source.path.is_relative_to(folder) for folder in folders)
        }
    _refuse_clashes(workspace, named)
    _refuse_full_folders(workspace, named)
    return list(named.values())


class _Read(Struct, frozen=True):
    """What a file means for those beside it: what it includes, or what is wrong with it."""

    included: frozenset[Path] = frozenset()
    wrong: frozenset[Diagnostic] = frozenset()
    is_kept: bool = False


#: Of a file that names no other, nothing more need be known: it is read when it is made.
_ALONE = _Read()


def _independent(workspace: Workspace, kept: Kept) -> Iterator[Source]:
    """The content files that no other one includes.

    What a file that cannot be read mentions by name is left out as well: it would else be made on its own while its
    document waits to be mended. A file that cannot be read itself is left out only if all that is wrong with it is
    told with another one.
    """
    files = content_files(workspace.root / CONTENT_FOLDER)
    read: dict[Path, _Read] = {}
    for path in files:
        if (record := kept(path)) is not None:
            read[path] = _Read(frozenset(workspace.root / name for name in record.included), is_kept=True)
    included = _included(read)
    for path in files:
        if path not in read and path not in included:
            text = _text_of(path)
            if not _is_register(text):
                read[path] = _load(workspace, path) if _may_refer(text) else _ALONE
    included = _included(read)
    included |= _of_broken(workspace, read, files, included)
    yield from (Source(path, read[path].is_kept) for path in files if path in read and path not in included)


def _included(read: Mapping[Path, _Read]) -> set[Path]:
    return {part for item in read.values() for part in item.included}


def _of_broken(workspace: Workspace, read: dict[Path, _Read], files: Sequence[Path], included: set[Path]) -> set[Path]:
    """The files to leave out because of others that cannot be read; what these mention is read as well.

    What is wrong with those that are `included` is told with the document that includes them.
    """
    mentioned = {path: set(_mentioned(path, files)) for path, item in read.items() if item.wrong}
    for path in mentioned:
        named = {workspace.root / item.place.file for item in read[path].wrong}
        read |= {other: _load(workspace, other) for other in mentioned[path] | named if read.get(other) is _ALONE}
    left_out: set[Path] = set()
    told: set[Diagnostic] = set()
    in_told_circle: set[Path] = set()
    for path, item in read.items():
        if not item.wrong:
            continue
        others = mentioned.get(path, set())
        left_out |= {other for other in others if other not in read or not read[other].wrong}
        if path in included:
            continue
        # Every file of a circle tells of the circle, each at another place; once is enough.
        circles = {found for found in item.wrong if found.code == "content/reference-circle"}
        is_told = told >= item.wrong - circles and (not circles or path in in_told_circle)
        if is_told:
            left_out.add(path)
        if circles and (path in in_told_circle or not is_told):
            in_told_circle |= others
        told |= item.wrong
    return left_out


def _load(workspace: Workspace, path: Path) -> _Read:
    package = read_package(path, workspace=workspace.root)
    wrong = package.refusal.diagnostics if package.refusal is not None else ()
    # Of a circle nobody includes the others: each would be left out for the sake of the next.
    is_circle = any(item.code == "content/reference-circle" for item in wrong)
    return _Read(frozenset() if is_circle else frozenset(package.included()), frozenset(wrong))


def _may_refer(text: str) -> bool:
    """Can this name another content file? Its ending may be written with escapes."""
    return "\\" in text or any(suffix in text.lower() for suffix in CONTENT_SUFFIXES)


_KEY = re.compile(r"^([^\s#\-:：][^:：\n]*?)[ \t]*[:：]", re.MULTILINE)


def _is_register(text: str) -> bool:
    """Whether this holds people or units and is no document: a register may bear any name (人员库: 名册.yaml)."""
    keys = set(_KEY.findall(text))
    return keys == {"单位"} or {"人员"} <= keys <= {"人员", "随任"}


def is_register(path: Path) -> bool:
    """Whether a content file by its name holds people or units."""
    return _is_register(_text_of(path))


def _text_of(path: Path) -> str:
    try:
        return read_bytes(path, limit=LARGEST_FILE).decode("utf-8-sig", "replace")
    except FileError:
        return ""


def _mentioned(path: Path, files: Iterable[Path]) -> Iterator[Path]:
    """The files whose names stand in the text of `path`."""
    text = _text_of(path)
    yield from (other for other in files if other != path and _mention(path, other) in text)


def _mention(path: Path, other: Path) -> str:
    """How `path` would name `other`."""
    return Path(os.path.relpath(other, path.parent)).as_posix()


def _refuse_clashes(workspace: Workspace, sources: Iterable[Path]) -> None:
    """Two documents never share an output, on any system: names are compared without case and accents' spelling."""
    taken: dict[str, Path] = {}
    clashes = []
    for source in sources:
        name = unicodedata.normalize("NFC", str(workspace.output_of(source))).casefold()
        if name in taken:
            clashes.append(
                Diagnostic(
                    Severity.ERROR,
                    "content/output-clash",
                    f"与 {workspace.shown(taken[name])} 会生成同名的文件。",
                    Place(file=workspace.shown(source)),
                    hint="请改其中一个的文件名。",
                )
            )
        taken[name] = source
    if clashes:
        raise ContentError(*clashes)


def _refuse_full_folders(workspace: Workspace, sources: Iterable[Path]) -> None:
    """Folders with more files are slow to open on an office machine, and some programs do not show them all."""
    counts: Counter[Path] = Counter()
    for folder, count in Counter(source.parent for source in sources).items():
        counts[workspace.output_of(folder / "x.yaml").parent] += count
    full = [
        Diagnostic(
            Severity.ERROR,
            "content/folder-full",
            f"会在一个文件夹里生成 {count} 份公文，应不超过 {MOST_IN_FOLDER} 份。",
            Place(file=workspace.shown(folder)),
            hint="请把 content/ 里相应的文件分放到几个文件夹；成品的文件夹与它们一一对应。",
        )
        for folder, count in counts.items()
        if count > MOST_IN_FOLDER
    ]
    if full:
        raise ContentError(*full)
