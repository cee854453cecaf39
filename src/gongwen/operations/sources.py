"""Which documents there are to make, and what they are made of."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gongwen.diagnostics import ContentError, Diagnostic, FileError, GongwenError, Place, Severity
from gongwen.files import FileState, noting_reads, read_bytes
from gongwen.load.package import Package, load_package
from gongwen.load.record import LARGEST_FILE
from gongwen.operations.records import MadeRecord
from gongwen.operations.workspace import CONTENT_FOLDER, Workspace, content_files


@dataclass(frozen=True, slots=True)
class Source:
    """A content file to make a document of: read, or refused, or known to be as it was made last (`kept`)."""

    path: Path
    package: Package | None = None
    error: GongwenError | None = None
    kept: MadeRecord | None = None
    reads: Mapping[Path, FileState] = field(default_factory=dict)


#: The record of a document that is as it was made last; None for any other.
Kept = Callable[[Path], MadeRecord | None]


def find_sources(workspace: Workspace, paths: Iterable[Path], kept: Kept) -> list[Source]:
    """The documents to make: each file that was named; of a folder, each that no other document includes.

    `kept` gives the record of a document that is as it was made last: its files are then not read again.
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
    named = {path: _remembered(path, kept) or _load(workspace, path) for path in asked if not path.is_dir()}
    folders = [path for path in asked if path.is_dir()]
    if folders:
        named |= {
            path: source
            for path, source in _independent(workspace, kept).items()
            if any(path.is_relative_to(folder) for folder in folders)
        }
    _refuse_clashes(workspace, named)
    return list(named.values())


def _remembered(path: Path, kept: Kept) -> Source | None:
    record = kept(path)
    return None if record is None else Source(path, kept=record)


def _independent(workspace: Workspace, kept: Kept) -> dict[Path, Source]:
    """The content files that no other one includes.

    What a file that cannot be read mentions by name is left out as well: it would else be made on its own while its
    document waits to be mended. A file that cannot be read itself is left out only if all that is wrong with it is
    told with another one.
    """
    files = content_files(workspace.root / CONTENT_FOLDER)
    sources = {path: source for path in files if (source := _remembered(path, kept)) is not None}
    included: set[Path] = set()
    for source in sources.values():
        assert source.kept is not None
        included |= {workspace.root / name for name in source.kept.included}
    sources |= {path: _load(workspace, path) for path in files if path not in sources and path not in included}
    sources = {path: source for path, source in sources.items() if source.error is None or not _is_register(path)}
    for source in sources.values():
        if source.package is not None:
            included |= source.package.included()
    told: set[Diagnostic] = set()
    in_told_circle: set[Path] = set()
    for path, source in sources.items():
        if source.error is None:
            continue
        mentioned = set(_mentioned(path, files))
        included |= {other for other in mentioned if other not in sources or sources[other].error is None}
        # Every file of a circle tells of the circle, each at another place; once is enough.
        circles = {item for item in source.error.diagnostics if item.code == "content/reference-circle"}
        is_told = told >= set(source.error.diagnostics) - circles and (not circles or path in in_told_circle)
        if is_told:
            included.add(path)
        if circles and (path in in_told_circle or not is_told):
            in_told_circle |= mentioned
        told |= set(source.error.diagnostics)
    return {path: source for path, source in sources.items() if path not in included}


_KEY = re.compile(r"^([^\s#\-:：][^:：\n]*?)[ \t]*[:：]", re.MULTILINE)


def _is_register(path: Path) -> bool:
    """Whether a file that is no document holds people or units: a register may bear any name (人员库: 名册.yaml)."""
    keys = set(_KEY.findall(_text_of(path)))
    return keys == {"单位"} or {"人员"} <= keys <= {"人员", "随任"}


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


def _load(workspace: Workspace, path: Path) -> Source:
    with noting_reads() as reads:
        try:
            return Source(path, load_package(path, workspace=workspace.root), reads=reads)
        except GongwenError as error:
            return Source(path, error=error)


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
