"""One document from its files to a draft of it in memory, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from gongwen.compose.document import compose_view
from gongwen.diagnostics import Diagnostic, ExitCode, GongwenError, Place, Severity, joined
from gongwen.files import FileState, noting_reads
from gongwen.load.package import Package, read_package
from gongwen.model.basis import Basis
from gongwen.model.document import Document
from gongwen.model.text import Origin, Text, clip
from gongwen.model.unread import Unread, as_far_as_read
from gongwen.model.which import is_with_figures
from gongwen.operations.making.copies import series_of
from gongwen.operations.outcome import Outcome, as_shown
from gongwen.operations.people.registers import Registers, people_readable
from gongwen.operations.remembering.basis import basis_of
from gongwen.operations.remembering.memory import Circumstances, pdf_of
from gongwen.operations.remembering.records import MadeRecord
from gongwen.operations.workspace import Workspace
from gongwen.printview import PrintView, TableBlock
from gongwen.proof.official import check_official
from gongwen.proof.whole import check_resolved, check_written
from gongwen.render.once import inspect_template
from gongwen.render.template import NO_TURNED_SECTION, SLOW_PATH, Template
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.resolve import resolve_readable

if TYPE_CHECKING:
    from gongwen.model.ledger import Ledger
    from gongwen.model.register import Unit


class Task(Struct, frozen=True):
    """A content file to make a document of, and what is remembered of its last making."""

    path: Path
    known: MadeRecord | None = None


class Done(Struct, frozen=True):
    """What became of a document, and what to remember of it."""

    outcome: Outcome
    record: MadeRecord | None = None


class Prepared(Struct, frozen=True):
    """A document that can be made: its texts in a template, what it was made of, what was found on the way.

    `why` tells what has changed since it was made last.
    """

    source: str
    path: Path
    package: Package
    title: str
    template: Template
    view: PrintView
    basis: Basis
    reads: Mapping[Path, FileState]
    found: tuple[Diagnostic, ...]
    why: tuple[str, ...]


def prepare(task: Task, registers: Registers, circumstances: Circumstances | None) -> Prepared | Done:
    """Read and resolve a document; done if it cannot be made, or need not be under these circumstances."""
    workspace = registers.workspace
    source = workspace.shown(task.path)
    found: list[Diagnostic] = []
    with noting_reads() as reads:
        package = read_package(task.path, workspace=workspace.root)
        found += package.diagnostics
        try:
            resolved, template = _resolved(package, registers, found)
            view = compose_view(resolved, template.geometry)
            found += _of_template(template, view)
            basis = basis_of(view, template, series_of(resolved.document))
        except GongwenError as error:
            said = as_shown(workspace, _of_refused((*found, *error.diagnostics), package, workspace))
            return Done(Outcome(source, None, said, error.exit_code))
    known = task.known
    why: tuple[str, ...] = ()
    if known is not None and circumstances is not None:
        if circumstances.lead_to_the_same(known, basis):
            said = as_shown(workspace, wanted(found, package))
            renewed = circumstances.renewed(known, package, reads, said)
            return Done(kept(workspace, renewed), renewed)
        why = circumstances.why(known)
    return Prepared(source, task.path, package, resolved.name, template, view, basis, reads, tuple(found), why)


def explain(task: Task, registers: Registers, circumstances: Circumstances) -> Outcome:
    """What a build would do to a document, and why."""
    prepared = prepare(task, registers, circumstances)
    if isinstance(prepared, Done):
        why = circumstances.why(task.known) if prepared.outcome.is_kept else ()
        return replace(prepared.outcome, why=(f"{'；'.join(why)}，但印出来的没有变",) if why else ())
    return Outcome(prepared.source, None, (), ExitCode.DONE, why=prepared.why or ("还没有生成过",))


def kept(workspace: Workspace, record: MadeRecord) -> Outcome:
    """What is said of a document that is as it was made."""
    output = workspace.root / record.output
    return Outcome(
        record.source, output, record.findings, ExitCode.DONE, pdf_of(output), basis=record.basis, is_kept=True
    )


def _resolved(package: Package, registers: Registers, found: list[Diagnostic]) -> tuple[ResolvedDocument, Template]:
    """A package's document and its template; findings that do not stop it go to `found`.

    Whatever of the package could be read is looked at before it is refused, so that everything is told at once.
    """
    workspace = registers.workspace
    peopled = people_readable(package, registers)
    refused = [error for error in (package.refusal, peopled.refusal) if error is not None]
    said = [*peopled.diagnostics]
    said += check_written(peopled.package.documents.values())
    if package.root not in package.documents:
        found += map(package.as_written, said)
        raise joined(refused)
    library = PackageLibrary(workspace, peopled.package, registers)
    resolution = resolve_readable(peopled.package.document, library, workspace.office)
    said += resolution.diagnostics
    if resolution.refusal is not None:
        refused.append(resolution.refusal)
        said += as_far_as_read(check_official, resolution.sound())
    else:
        said += check_resolved(resolution.document, workspace.geometry)
    resolved = resolution.document
    found += map(package.as_written, said)
    if refused:
        raise joined(refused)
    template = registers.template(resolved.document.layout_format)
    if resolved.picture_files.are_there:
        from gongwen.operations.making.pictures import with_pictures

        resolved = with_pictures(resolved, workspace.root)
    if any(is_with_figures(paper.document) and paper.document.charts for paper in resolved.papers()):
        from gongwen.operations.making.charts import with_charts

        resolved = with_charts(resolved, workspace.geometry, found)
    return resolved, template


def _of_template(template: Template, view: PrintView) -> Iterator[Diagnostic]:
    """What is to be said of the template when this document is made: hints only where the document is concerned."""
    blocks = (block for part in view.parts for block in part.blocks)
    is_turned = any(isinstance(block, TableBlock) and block.table.is_turned for block in blocks)
    concerning = {SLOW_PATH, NO_TURNED_SECTION} if is_turned else {SLOW_PATH}
    for item in inspect_template(template):
        if item.severity is not Severity.HINT or item.code in concerning:
            yield item


class PackageLibrary(Struct, frozen=True):
    """The documents of a package, by the references written in them."""

    workspace: Workspace
    package: Package
    registers: Registers

    def target(self, reference: Text) -> Document:
        assert reference.origin is not None
        path = self.package.path_of(self.workspace.root / reference.origin.file, reference)
        if path not in self.package.documents:
            raise Unread
        return self.package.documents[path]

    def ledger(self, reference: Text) -> Ledger:
        return self.registers.ledger(reference)

    def units(self) -> tuple[Unit, ...]:
        return self.registers.units_for(self.package.root.parent)


def wanted(found: Iterable[Diagnostic], package: Package) -> Iterator[Diagnostic]:
    """Without what the writer has asked not to hear again (忽略检查), file by file; a request that silences nothing is
    told, for it may be misspelt."""
    silenced = _silenced(package.documents.values())
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
            f"“忽略检查”里的“{clip(code, 40)}”没有对应的提示。",
            Place(file, origin.line, origin.column),
            hint="请核对代码；已经改好的可以删去。",
        )


def _of_refused(found: Iterable[Diagnostic], package: Package, workspace: Workspace) -> Iterator[Diagnostic]:
    """The same of a document that is refused: a request may silence something when everything is mended, and one that
    could not be read may silence anything in its file."""
    readable = [document for document in package.documents.values() if "suppressions" in document.__dict__]
    silenced = _silenced(readable)
    unknown = {workspace.shown(path) for path, item in package.documents.items() if item not in readable}
    for item in found:
        is_silent = (item.code, item.place.file) in silenced or item.place.file in unknown
        if item.severity is Severity.ERROR or not is_silent:
            yield item


def _silenced(documents: Iterable[Document]) -> dict[tuple[str, str], Origin]:
    """Which code in which file, and where it is written."""
    return {
        (item.code, item.code.origin.file): item.code.origin
        for document in documents
        for item in document.suppressions
        if item.code.origin is not None
    }
