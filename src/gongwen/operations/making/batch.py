"""A batch of documents: made in memory, looked at together by the office program, written. The work of one process.

Memory does not grow with the number of documents, and what a build has done when it is broken off is known to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from gongwen.compose.fit import has_something_to_decide
from gongwen.diagnostics import Diagnostic, ExitCode, FileError, GongwenError, Place, Severity
from gongwen.files import replace_together
from gongwen.operations.making.attempt import Done, Prepared, Task, prepare, wanted
from gongwen.operations.making.copies import write_copies
from gongwen.operations.making.settle import Draft, make_draft, settle
from gongwen.operations.outcome import Made, Outcome, as_shown
from gongwen.operations.people.registers import Registers
from gongwen.operations.remembering.memory import Circumstances
from gongwen.operations.workspace import Workspace

if TYPE_CHECKING:
    from gongwen.operations.remembering.fixed import Fixed


class Order(Struct, frozen=True):
    """What is to come of every document of a build.

    A document that is `fixed` is refused if it would become another one (None: none has gone out). Nothing is written
    unless `writes`; without `circumstances` everything is made, whatever was made before. `looks`: the pages are
    measured and judged.
    """

    workspace: Workspace
    fixed: Fixed | None
    writes: bool = False
    circumstances: Circumstances | None = None
    adds_pdf: bool = False
    looks: bool = False


def make_batch(order: Order, registers: Registers, tasks: Sequence[Task]) -> list[Done]:
    """What becomes of these documents. One that fails costs only itself."""
    attempts = [_attempt(order, registers, task) for task in tasks]
    drafts = [attempt[1] for attempt in attempts if not isinstance(attempt, Done)]
    is_even = order.workspace.office.layout.imprint_on_even_page
    settled = iter(settle(drafts, imprint_on_even_page=is_even, wants_pages=order.adds_pdf or order.looks))
    decided = [
        attempt if isinstance(attempt, Done) else _decide(order, attempt[0], next(settled)) for attempt in attempts
    ]
    refused = replace_together(
        {item.output: item.draft.data for item in decided if isinstance(item, _Decided) and item.is_to_be_written}
    )
    done = [item if isinstance(item, Done) else _finish(order, item, refused.get(item.output)) for item in decided]
    outcomes = [item.outcome for item in done]
    # Only where pages are wanted: these rooms take as long to load as half a build of one document.
    if order.adds_pdf:
        from gongwen.operations.making.pdf import add_pdfs

        outcomes = add_pdfs(order.workspace, outcomes)
    if order.looks:
        from gongwen.operations.layout import look_at_documents

        outcomes = look_at_documents(outcomes)
    return [replace(item, outcome=outcome) for item, outcome in zip(done, outcomes, strict=True)]


def make_batch_elsewhere(order: Order, build: str, tasks: Sequence[Task]) -> list[Done]:
    """The same in another process, which reads the registers once a build; what it has in memory stays there."""
    if build not in _registers:
        _registers.clear()
        _registers[build] = Registers(order.workspace)
    return [
        replace(item, outcome=replace(item.outcome, made=None)) for item in make_batch(order, _registers[build], tasks)
    ]


#: The registers of the build that this process works for, by its name.
_registers: dict[str, Registers] = {}


def _attempt(order: Order, registers: Registers, task: Task) -> tuple[Prepared, Draft] | Done:
    prepared = prepare(task, registers, order.circumstances)
    if isinstance(prepared, Done):
        return prepared
    try:
        return prepared, make_draft(prepared.source, prepared.template, prepared.view)
    except GongwenError as error:
        return _refused(order, prepared, error, prepared.found)


class _Decided(Struct, frozen=True):
    """A document of which nothing more will change, and where it belongs."""

    prepared: Prepared
    draft: Draft
    output: Path
    is_to_be_written: bool


def _decide(order: Order, prepared: Prepared, draft: Draft) -> _Decided | Done:
    output = order.workspace.output_of(prepared.path)
    try:
        is_out = order.fixed is not None and order.fixed.keeps(draft.source, output, draft.data, prepared.basis)
    except GongwenError as error:
        return _refused(order, prepared, error, (*prepared.found, *draft.remarks))
    return _Decided(prepared, draft, output, order.writes and not is_out)


def _finish(order: Order, decided: _Decided, refusal: FileError | None) -> Done:
    """What is told and remembered of a document, once it is written or refused; its copies are written here."""
    workspace, prepared, draft, output = order.workspace, decided.prepared, decided.draft, decided.output
    found = (*prepared.found, *draft.remarks)
    older: tuple[Diagnostic, ...] = ()
    outputs = [output]
    try:
        if refusal is not None:
            raise refusal
        if decided.is_to_be_written:
            copies, said = write_copies(prepared.package.document, draft, output)
            outputs += copies
            found += said
            if not order.adds_pdf:
                older = tuple(_older_pdf(workspace, output))
    except GongwenError as error:
        return _refused(order, prepared, error, found)
    made = Made(draft.data, draft.view, prepared.title, workspace.geometry, draft.decisions, draft.pdf)
    told = as_shown(workspace, wanted(found, prepared.package))
    basis = str(prepared.basis)
    written = output if order.writes else None
    outcome = Outcome(draft.source, written, (*told, *older), ExitCode.DONE, made=made, basis=basis, why=prepared.why)
    if order.circumstances is None:
        return Done(outcome)
    is_seen = draft.pdf is not None or not has_something_to_decide(draft.view)
    # A later look at the folder may find no old copies any more.
    lasting = tuple(item for item in told if item.code != "content/copies-left")
    record = order.circumstances.record(
        prepared.package, prepared.basis, prepared.reads, outputs, lasting, is_seen=is_seen
    )
    return Done(outcome, record)


def _older_pdf(workspace: Workspace, output: Path) -> Iterator[Diagnostic]:
    """Told when it happens and not remembered: the file may be deleted, or made anew, at any time."""
    pdf = output.with_suffix(".pdf")
    if pdf.is_file():
        message = f"{workspace.shown(pdf)} 还是以前生成的，与刚生成的 DOCX 不同。"
        hint = "要新的，请运行“gongwen build --pdf”；没有用的请删去。"
        yield Diagnostic(Severity.WARNING, "file/older-pdf", message, Place(file=workspace.shown(pdf)), hint=hint)


def _refused(order: Order, prepared: Prepared, error: GongwenError, found: Sequence[Diagnostic]) -> Done:
    """What is said when a document cannot be made after all."""
    said = as_shown(order.workspace, (*found, *error.diagnostics))
    return Done(Outcome(prepared.source, None, said, error.exit_code))
