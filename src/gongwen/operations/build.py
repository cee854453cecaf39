"""Making documents, and checking them without making them."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.decisions import NONE, Decisions
from gongwen.diagnostics import (
    ContentError,
    Diagnostic,
    ExitCode,
    FileError,
    GongwenError,
    Place,
    Severity,
    in_order,
)
from gongwen.files import read_bytes, replace_file
from gongwen.load.package import Package, load_package
from gongwen.load.record import LARGEST_FILE
from gongwen.model.document import Document
from gongwen.model.text import Text
from gongwen.operations.copies import write_copies
from gongwen.operations.pictures import with_pictures
from gongwen.operations.registers import Registers, with_people
from gongwen.operations.settle import Draft, make_draft, settle
from gongwen.operations.workspace import CONTENT_FOLDER, TEMPLATES_FOLDER, Workspace, content_files
from gongwen.printview import PrintView
from gongwen.proof.numbering import check_numbering
from gongwen.proof.official import check_official
from gongwen.proof.roster import check_roster
from gongwen.render.drift import inspect_template
from gongwen.render.find import find_template
from gongwen.resolve.resolve import resolve_document
from gongwen.standard.geometry import Geometry

if TYPE_CHECKING:
    from gongwen.report import Looked


@dataclass(frozen=True, slots=True)
class Made:
    """A document in memory: the DOCX, the texts that stand in it, and the page it is set on.

    `pdf` are the pages that it was decided on, those of this very DOCX; None when they were not looked at.
    """

    data: bytes = field(repr=False)
    view: PrintView
    geometry: Geometry
    decisions: Decisions = NONE
    pdf: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: the output if one was made, and everything found on the way.

    `made` is there when the document could be made, written or not; `layout` when its pages were looked at.
    """

    source: str
    output: Path | None
    diagnostics: tuple[Diagnostic, ...]
    exit_code: ExitCode
    pdf: Path | None = None
    made: Made | None = None
    layout: Looked | None = None


def build_documents(workspace: Workspace, paths: Iterable[Path] = ()) -> Iterator[Outcome]:
    """Make the documents of `paths` (files or folders), or of the whole content folder.

    A document that another one includes is made as part of that one. One that fails costs only itself.
    """
    yield from _run(workspace, paths, writes=True)


def check_documents(workspace: Workspace, paths: Iterable[Path] = ()) -> Iterator[Outcome]:
    """Everything `build_documents` does, up to the writing."""
    yield from _run(workspace, paths, writes=False)


def _run(workspace: Workspace, paths: Iterable[Path], *, writes: bool) -> Iterator[Outcome]:
    """Everything is made in memory; what depends on the page is settled for all documents together; then written."""
    registers = Registers(workspace)
    attempts = [_attempt(workspace, source, registers) for source in _sources(workspace, paths)]
    drafts = [attempt.draft for attempt in attempts if isinstance(attempt, _Attempt)]
    settled = iter(settle(drafts, imprint_on_even_page=workspace.office.layout.imprint_page == "偶数页"))
    for attempt in attempts:
        yield _finish(workspace, attempt, next(settled), writes=writes) if isinstance(attempt, _Attempt) else attempt


@dataclass(frozen=True, slots=True)
class _Source:
    path: Path
    package: Package | None
    error: GongwenError | None


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A document that could be made, with what was found on the way."""

    source: Path
    package: Package
    draft: Draft
    found: tuple[Diagnostic, ...]


def _attempt(workspace: Workspace, source: _Source, registers: Registers) -> _Attempt | Outcome:
    shown = workspace.shown(source.path)
    if source.error is not None or source.package is None:
        assert source.error is not None
        return Outcome(shown, None, source.error.diagnostics, source.error.exit_code)
    found = list(source.package.diagnostics)
    try:
        package, remarks = with_people(source.package, registers)
        found += remarks
        draft = _draft(workspace, package, shown, found)
    except GongwenError as error:
        return Outcome(shown, None, _shown(workspace, (*found, *error.diagnostics)), error.exit_code)
    return _Attempt(source.path, source.package, draft, tuple(found))


def _finish(workspace: Workspace, attempt: _Attempt, draft: Draft, *, writes: bool) -> Outcome:
    found = (*attempt.found, *draft.remarks)
    output = workspace.output_of(attempt.source) if writes else None
    try:
        if output is not None:
            replace_file(output, draft.data)
            found += write_copies(attempt.package.document, draft, output)
    except GongwenError as error:
        return Outcome(draft.source, None, _shown(workspace, (*found, *error.diagnostics)), error.exit_code)
    made = Made(draft.data, draft.view, workspace.geometry, draft.decisions, draft.pdf)
    diagnostics = _shown(workspace, _wanted(found, attempt.package))
    return Outcome(draft.source, output, diagnostics, ExitCode.DONE, made=made)


def _shown(workspace: Workspace, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In order, with every file named as the user knows it."""
    return in_order(
        replace(item, place=replace(item.place, file=workspace.shown(Path(item.place.file))))
        if Path(item.place.file).is_absolute()
        else item
        for item in found
    )


def _draft(workspace: Workspace, package: Package, shown: str, found: list[Diagnostic]) -> Draft:
    """A package's document by the first guess; findings that do not stop it go to `found`."""
    document = package.documents[package.root]
    for part in package.documents.values():
        found.extend(check_numbering(part))
        found.extend(check_roster(part))
    resolved, remarks = resolve_document(document, _PackageLibrary(workspace, package), workspace.office)
    found.extend(remarks)
    found.extend(check_official(resolved))
    template = find_template(document.layout_format, workspace.root / TEMPLATES_FOLDER, workspace.geometry)
    found.extend(inspect_template(template))
    return make_draft(shown, with_pictures(resolved, workspace.root), template)


@dataclass(frozen=True, slots=True)
class _PackageLibrary:
    """The documents of a package, by the references written in them."""

    workspace: Workspace
    package: Package

    def target(self, reference: Text) -> Document:
        assert reference.origin is not None
        return self.package.documents[self.package.path_of(self.workspace.root / reference.origin.file, reference)]


def _wanted(found: Iterable[Diagnostic], package: Package) -> Iterator[Diagnostic]:
    """Without what the writer has asked not to hear again (忽略检查), file by file; a request that silences nothing is
    told, for it may be misspelt."""
    silenced = {
        (item.code, item.code.origin.file): item.code.origin
        for document in package.documents.values()
        for item in document.suppressions
        if item.code.origin is not None
    }
    used = set()
    for item in found:
        key = (item.code, item.place.file)
        if item.severity is Severity.ERROR or key not in silenced:
            yield item
        else:
            used.add(key)
    for code, file in silenced.keys() - used:
        origin = silenced[code, file]
        yield Diagnostic(
            Severity.HINT,
            "content/nothing-to-ignore",
            f"“忽略检查”里的“{code[:40]}”没有对应的提示。",
            Place(file, origin.line, origin.column),
            hint="请核对代码；已经改好的可以删去。",
        )


def _sources(workspace: Workspace, paths: Iterable[Path]) -> list[_Source]:
    """The documents to make: each file that was named; of a folder, each that no other document includes."""
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
    named = {path: _load(workspace, path) for path in asked if not path.is_dir()}
    folders = [path for path in asked if path.is_dir()]
    if folders:
        named |= {
            path: source
            for path, source in _independent(workspace).items()
            if any(path.is_relative_to(folder) for folder in folders)
        }
    _refuse_clashes(workspace, named)
    return list(named.values())


def _independent(workspace: Workspace) -> dict[Path, _Source]:
    """The content files that no other one includes.

    What a file that cannot be read mentions by name is left out as well: it would else be made on its own while its
    document waits to be mended. A file that cannot be read itself is left out only if all that is wrong with it is
    told with another one.
    """
    files = content_files(workspace.root / CONTENT_FOLDER)
    sources = {path: _load(workspace, path) for path in files}
    included: set[Path] = set()
    for source in sources.values():
        if source.package is not None:
            included |= source.package.included()
    told: set[Diagnostic] = set()
    in_told_circle: set[Path] = set()
    for path, source in sources.items():
        if source.error is None:
            continue
        mentioned = set(_mentioned(path, files))
        included |= {other for other in mentioned if sources[other].error is None}
        # Every file of a circle tells of the circle, each at another place; once is enough.
        circles = {item for item in source.error.diagnostics if item.code == "content/reference-circle"}
        is_told = told >= set(source.error.diagnostics) - circles and (not circles or path in in_told_circle)
        if is_told:
            included.add(path)
        if circles and (path in in_told_circle or not is_told):
            in_told_circle |= mentioned
        told |= set(source.error.diagnostics)
    return {path: source for path, source in sources.items() if path not in included}


def _mentioned(path: Path, files: Iterable[Path]) -> Iterator[Path]:
    """The files whose names stand in the text of `path`."""
    try:
        text = read_bytes(path, limit=LARGEST_FILE).decode("utf-8", "replace")
    except FileError:
        return
    yield from (other for other in files if other != path and _mention(path, other) in text)


def _mention(path: Path, other: Path) -> str:
    """How `path` would name `other`."""
    return Path(os.path.relpath(other, path.parent)).as_posix()


def _load(workspace: Workspace, path: Path) -> _Source:
    try:
        return _Source(path, load_package(path, workspace=workspace.root), None)
    except GongwenError as error:
        return _Source(path, None, error)


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
