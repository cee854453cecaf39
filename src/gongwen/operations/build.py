"""Making documents, and checking them without making them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.compose.document import compose_view
from gongwen.compose.fit import has_something_to_decide
from gongwen.decisions import NONE, Decisions
from gongwen.diagnostics import Diagnostic, ExitCode, GongwenError, Place, Severity, in_order
from gongwen.files import FileState, noting_reads, replace_file
from gongwen.load.package import Package
from gongwen.model.document import Document
from gongwen.model.issued import Basis
from gongwen.model.ledger import Ledger
from gongwen.model.text import Text
from gongwen.operations.basis import basis_of
from gongwen.operations.copies import write_copies
from gongwen.operations.fixed import Fixed, fixed_documents
from gongwen.operations.memory import Memory, pdf_of
from gongwen.operations.pictures import with_pictures
from gongwen.operations.records import MadeRecord
from gongwen.operations.registers import Registers, with_people
from gongwen.operations.settle import Draft, make_draft, settle
from gongwen.operations.sources import Source, find_sources
from gongwen.operations.workspace import TEMPLATES_FOLDER, Workspace
from gongwen.printview import PrintView
from gongwen.proof.figures import check_figures
from gongwen.proof.numbering import check_numbering
from gongwen.proof.official import check_official
from gongwen.proof.roster import check_roster
from gongwen.proof.staffing import check_staffing
from gongwen.render.drift import inspect_template
from gongwen.render.find import find_template
from gongwen.render.template import Template
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.resolve import resolve_document
from gongwen.standard.geometry import Geometry

if TYPE_CHECKING:
    from gongwen.report import Looked

#: So many documents are in memory, and go through the office program, at a time.
_BATCH = 50


@dataclass(frozen=True, slots=True)
class Made:
    """A document in memory: the DOCX, the texts that stand in it, and the page it is set on.

    `pdf` are the pages that it was decided on, those of this very DOCX; None when they were not looked at.
    """

    data: bytes = field(repr=False)
    view: PrintView
    title: str
    geometry: Geometry
    decisions: Decisions = NONE
    pdf: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: the output if there is one, and everything found on the way.

    `made` is there when the document was made, written or not; `layout` when its pages were looked at; `basis` when
    there is an output. `is_kept`: the output is as it was, for nothing that it depends on has changed; `why` says what
    has, if it was made before.
    """

    source: str
    output: Path | None
    diagnostics: tuple[Diagnostic, ...]
    exit_code: ExitCode
    pdf: Path | None = None
    made: Made | None = None
    layout: Looked | None = None
    basis: str = ""
    is_kept: bool = False
    why: tuple[str, ...] = ()


def build_documents(workspace: Workspace, paths: Iterable[Path] = (), *, with_pdf: bool = False) -> Iterator[Outcome]:
    """Make the documents of `paths` (files or folders), or of the whole content folder.

    A document that another one includes is made as part of that one. One that fails costs only itself. What is as it
    was made last is left alone, unless it lacks the PDF that is wanted `with_pdf`.
    """
    memory = Memory(workspace, with_pdf=with_pdf)
    fixed = fixed_documents(workspace)
    try:
        yield from _run(workspace, paths, memory, fixed)
    finally:
        memory.keep()


def check_documents(workspace: Workspace, paths: Iterable[Path] = ()) -> Iterator[Outcome]:
    """Everything `build_documents` does, up to the writing."""
    yield from _run(workspace, paths, Memory.none(workspace), None)


def _run(workspace: Workspace, paths: Iterable[Path], memory: Memory, fixed: Fixed | None) -> Iterator[Outcome]:
    """A batch at a time is made in memory; what depends on the page is settled for it together; then it is written.

    So memory does not grow with the number of documents, and what a build has done when it is broken off is known to
    the next one. Without the documents that are `fixed` nothing is written.
    """
    registers = Registers(workspace)
    # Taken out one by one, for what a document was made of is not needed after it.
    sources = deque(find_sources(workspace, paths, memory.unchanged))
    said: set[Diagnostic] = set()
    while sources:
        batch = (sources.popleft() for _ in range(min(_BATCH, len(sources))))
        attempts = [_attempt(workspace, source, registers, memory) for source in batch]
        yield from _settled(workspace, attempts, memory, fixed, said)
        memory.keep()


def _settled(
    workspace: Workspace,
    attempts: list[_Attempt | Outcome],
    memory: Memory,
    fixed: Fixed | None,
    said: set[Diagnostic],
) -> Iterator[Outcome]:
    """What becomes of a batch. A remark about no file in particular is said once a build (`said`)."""
    drafts = [attempt.draft for attempt in attempts if isinstance(attempt, _Attempt)]
    settled = iter(settle(drafts, imprint_on_even_page=workspace.office.layout.imprint_page == "偶数页"))
    for attempt in attempts:
        if isinstance(attempt, _Attempt):
            draft = next(settled)
            remarks = tuple(item for item in draft.remarks if item not in said)
            said.update(item for item in remarks if not item.place.file)
            yield _finish(workspace, replace(attempt, draft=replace(draft, remarks=remarks)), memory, fixed)
        else:
            yield attempt


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A document that could be made, with what was found on the way."""

    source: Path
    package: Package
    title: str
    draft: Draft
    basis: Basis
    reads: Mapping[Path, FileState]
    found: tuple[Diagnostic, ...]
    why: tuple[str, ...]


def _attempt(workspace: Workspace, source: Source, registers: Registers, memory: Memory) -> _Attempt | Outcome:
    shown = workspace.shown(source.path)
    if source.kept is not None:
        return _kept(workspace, source.kept)
    if source.error is not None or source.package is None:
        assert source.error is not None
        return Outcome(shown, None, source.error.diagnostics, source.error.exit_code)
    found = list(source.package.diagnostics)
    reads = dict(source.reads)
    try:
        with noting_reads() as more:
            package, remarks = with_people(source.package, registers)
            found += remarks
            resolved, template = _resolved(workspace, package, registers, found)
        reads |= more
        view = compose_view(resolved, template.geometry)
        basis = basis_of(view, template)
        same = memory.same(source.package, basis, reads, _shown(workspace, _wanted(found, source.package)))
        if same is not None:
            return _kept(workspace, same)
        draft = make_draft(shown, template, view)
    except GongwenError as error:
        return Outcome(shown, None, _shown(workspace, (*found, *error.diagnostics)), error.exit_code)
    return _Attempt(
        source.path, source.package, resolved.name, draft, basis, reads, tuple(found), memory.why(source.path)
    )


def _kept(workspace: Workspace, record: MadeRecord) -> Outcome:
    output = workspace.root / next(iter(record.outputs))
    return Outcome(
        record.source, output, record.findings, ExitCode.DONE, pdf_of(output), basis=record.basis, is_kept=True
    )


def _finish(workspace: Workspace, attempt: _Attempt, memory: Memory, fixed: Fixed | None) -> Outcome:
    draft = attempt.draft
    found = (*attempt.found, *draft.remarks)
    output = None
    outputs: list[Path] = []
    try:
        if fixed is not None:
            output = workspace.output_of(attempt.source)
            outputs.append(output)
            if not fixed.keeps(draft.source, output, draft.data, attempt.basis):
                replace_file(output, draft.data)
                copies, said = write_copies(attempt.package.document, draft, output)
                outputs += copies
                found += said
    except GongwenError as error:
        return Outcome(draft.source, None, _shown(workspace, (*found, *error.diagnostics)), error.exit_code)
    made = Made(
        draft.data,
        draft.view,
        attempt.title,
        workspace.geometry,
        draft.decisions,
        draft.pdf,
    )
    diagnostics = _shown(workspace, _wanted(found, attempt.package))
    if output is not None:
        is_seen = draft.pdf is not None or not has_something_to_decide(draft.view)
        memory.made(attempt.package, attempt.basis, attempt.reads, outputs, diagnostics, is_seen=is_seen)
    return Outcome(
        draft.source, output, diagnostics, ExitCode.DONE, made=made, basis=str(attempt.basis), why=attempt.why
    )


def _shown(workspace: Workspace, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In order, with every file named as the user knows it."""
    return in_order(
        replace(item, place=replace(item.place, file=workspace.shown(Path(item.place.file))))
        if Path(item.place.file).is_absolute()
        else item
        for item in found
    )


def _resolved(
    workspace: Workspace, package: Package, registers: Registers, found: list[Diagnostic]
) -> tuple[ResolvedDocument, Template]:
    """A package's document and its template; findings that do not stop it go to `found`."""
    document = package.documents[package.root]
    for part in package.documents.values():
        found.extend(check_numbering(part))
        found.extend(check_roster(part))
    resolved, remarks = resolve_document(document, PackageLibrary(workspace, package, registers), workspace.office)
    found.extend(remarks)
    found.extend(check_official(resolved))
    found.extend(check_figures(resolved))
    found.extend(check_staffing(resolved))
    template = find_template(document.layout_format, workspace.root / TEMPLATES_FOLDER, workspace.geometry)
    found.extend(inspect_template(template))
    return with_pictures(resolved, workspace.root), template


@dataclass(frozen=True, slots=True)
class PackageLibrary:
    """The documents of a package, by the references written in them."""

    workspace: Workspace
    package: Package
    registers: Registers

    def target(self, reference: Text) -> Document:
        assert reference.origin is not None
        return self.package.documents[self.package.path_of(self.workspace.root / reference.origin.file, reference)]

    def ledger(self, reference: Text) -> Ledger:
        return self.registers.ledger(reference)


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
