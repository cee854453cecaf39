"""A batch of letters: composed, looked at together by the office program, written. The work of one process."""

from __future__ import annotations

import functools
import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from gongwen.compose.document import compose_view
from gongwen.diagnostics import Diagnostic, ExitCode, FileError, GongwenError, Place, Severity
from gongwen.files import read_bytes, replace_together
from gongwen.load.record import LARGEST_FILE
from gongwen.model.ledger import Ledger
from gongwen.model.replies import AboutItem, LetterSettings
from gongwen.model.suggestion import Suggestion
from gongwen.operations.letters import sources
from gongwen.operations.letters.document import NoLibrary, document_of, keys_of
from gongwen.operations.letters.letter import Letter, What, failed, not_made, output_of, with_suffix
from gongwen.operations.letters.plan import Job, Order
from gongwen.operations.letters.record import Known
from gongwen.operations.letters.rows import unpacked
from gongwen.operations.letters.split import Asked, kind_of, letters_of
from gongwen.operations.making.settle import Draft, make_draft, settle
from gongwen.operations.remembering.basis import basis_of
from gongwen.operations.remembering.memory import pdf_of
from gongwen.operations.workspace import TEMPLATES_FOLDER, Workspace
from gongwen.printview import PrintView
from gongwen.proof.numbering import check_numbering
from gongwen.proof.official import check_official
from gongwen.render.find import find_template
from gongwen.render.template import Template
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.places import place_of
from gongwen.resolve.resolve import resolve_document

LARGEST_LETTER = 100_000_000


class Bench(Struct, frozen=True):
    """What all letters have in common; `can_see`: there is an office program to look at pages with."""

    order: Order
    workspace: Workspace
    settings: LetterSettings
    ledger: Ledger
    can_see: bool


def make_batch(bench: Bench, jobs: Sequence[Job]) -> list[Letter]:
    """Make each letter, or leave it as it was made; one that cannot be made costs only itself."""
    if bench.can_see:
        return _made(bench, jobs)
    with _no_search_for_rubbish():
        return _made(bench, jobs)


def _made(bench: Bench, jobs: Sequence[Job]) -> list[Letter]:
    work = _Work(bench)
    tried = work.drafted(jobs)
    drafts = [item[1].draft for item in tried if not isinstance(item, Letter)]
    is_even = bench.workspace.office.layout.imprint_on_even_page
    settled = iter(settle(drafts, imprint_on_even_page=is_even, wants_pages=bench.order.with_pdf))
    letters = [item if isinstance(item, Letter) else work.finished(*item, next(settled)) for item in tried]
    return put(bench.order.folder, letters, work.writes)


def put(folder: Path, letters: Sequence[Letter], writes: Mapping[Path, bytes]) -> list[Letter]:
    """The letters with their files put in their places in `folder`; one of which a file is refused was not made."""
    refused = {path.with_suffix(""): refusal for path, refusal in replace_together(writes).items()}
    return [
        not_made(letter, refusal)
        if refused and (refusal := refused.get((folder / letter.output).with_suffix(""))) is not None
        else letter
        for letter in letters
    ]


@contextmanager
def _no_search_for_rubbish() -> Iterator[None]:
    """A batch of letters makes many objects and hardly a circle of them, as long as no pages are looked at: looking for
    circles would find nothing in a tenth of the time. When the search goes on, what was made must be gone, or all of
    it would be searched at once."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Task(Struct):
    """One letter of a job, and the number that was given to it.

    `known` is what the record says of its file, `source` what of the content file beside it, or what is to be
    remembered of that; `found` grows step by step.
    """

    asked: Asked
    number: str
    output: str
    path: Path
    known: Known | None
    source: Known | None
    is_one_of_many: bool
    found: list[Diagnostic] = field(default_factory=list)


class _Composed(Struct, frozen=True):
    """A letter in words. `old` is the SHA-256 of the file that stands in its place, if there is one."""

    template: Template
    view: PrintView
    basis: str
    old: str


class _Attempt(Struct, frozen=True):
    """A letter that could be made."""

    draft: Draft
    basis: str
    old: str


_Before = TypeVar("_Before")
_After = TypeVar("_After")


def _each(
    items: Sequence[tuple[_Task, _Before] | Letter], step: Callable[[_Task, _Before], _After | Letter]
) -> list[tuple[_Task, _After] | Letter]:
    """One step of every letter that has not come to its end.

    All letters of a batch take a step before any takes the next, so that the processor has the step at hand: a fifth
    of the time went into fetching what the other steps had pushed out.
    """
    done: list[tuple[_Task, _After] | Letter] = []
    for item in items:
        if isinstance(item, Letter):
            done.append(item)
            continue
        task, before = item
        try:
            after = step(task, before)
        except GongwenError as refusal:
            after = failed(task.asked.item, task.asked.kind, refusal)
        done.append(after if isinstance(after, Letter) else (task, after))
    return done


class _Work:
    """The steps of a batch; `writes` are the files to be written at its end."""

    def __init__(self, bench: Bench) -> None:
        workspace = bench.workspace
        own, geometry, deflater = workspace.root / TEMPLATES_FOLDER, workspace.geometry, workspace.deflater
        self._template_of = functools.cache(lambda name: find_template(name, own, geometry, deflater))
        self._bench = bench
        self._order = bench.order
        self.writes: dict[Path, bytes] = {}

    def drafted(self, jobs: Sequence[Job]) -> list[tuple[_Task, _Attempt] | Letter]:
        """Every letter in memory, unless it stands already as it would be made, or cannot be made."""
        rows = [unpacked(job.row, self._bench.ledger) for job in jobs]
        tasks = [one for job, row in zip(jobs, rows, strict=True) for one in self._tasks(job, row)]
        documents = _each(_each(tasks, self._keyed), self._document)
        resolved = _each(_each(documents, self._resolved), self._proved)
        return _each(_each(_each(resolved, self._composed), self._compared), self._drafted)

    def _tasks(self, job: Job, row: Suggestion) -> list[tuple[_Task, Asked] | Letter]:
        """Each letter of a row."""
        order, office = self._order, self._bench.workspace.office
        try:
            return [
                (self._task(job, asked), asked)
                for asked in letters_of(row, job.body, self._bench.settings, office, order.first_number)
            ]
        except GongwenError as refusal:
            return [failed(row, kind_of(row), refusal)]

    def _task(self, job: Job, asked: Asked) -> _Task:
        output = output_of(job.name, asked.told)
        known, source = job.known.get(output), job.known.get(with_suffix(output, sources.SUFFIX))
        number = job.numbers.get(asked.told, "")
        return _Task(asked, number, output, self._order.folder / output, known, source, job.is_one_of_many)

    def _keyed(self, task: _Task, asked: Asked) -> dict[str, object] | Letter:
        """What it is written with, unless somebody goes on with its content file."""
        keys = keys_of(asked, task.number)
        source = self._source(task, keys)
        if source is _EDITED:
            return replace(_letter(task, "单独编辑"), reason="内容文件改动过")
        task.source = source
        return keys

    def _document(self, task: _Task, keys: Mapping[str, object]) -> AboutItem:
        document = document_of(task.asked, keys)
        task.found += check_numbering(document)
        return document

    def _resolved(self, task: _Task, document: AboutItem) -> ResolvedDocument:
        resolved, remarks = resolve_document(document, NoLibrary(), self._bench.workspace.office)
        task.found += remarks
        return resolved

    def _proved(self, task: _Task, resolved: ResolvedDocument) -> ResolvedDocument:
        task.found += check_official(resolved)
        return resolved

    def _composed(self, task: _Task, resolved: ResolvedDocument) -> tuple[Template, PrintView]:
        template = self._template_of(resolved.document.layout_format)
        return template, compose_view(resolved, template.geometry)

    def _compared(self, task: _Task, composed: tuple[Template, PrintView]) -> _Composed | Letter:
        """With the letter that stands in its place: done if that is what would be made."""
        template, view = composed
        basis = str(basis_of(view, template))
        path, known, wants_pdf = task.path, task.known, self._order.with_pdf
        old = _digest(read_bytes(path, limit=LARGEST_LETTER)) if path.is_file() else ""
        can_see = self._bench.can_see
        if known is not None and (known.basis, known.digest) == (basis, old) and (known.is_seen or not can_see):
            pdf = pdf_of(path) if wants_pdf else None
            if pdf is not None or not wants_pdf:
                task.found += known.findings
                return _letter(task, "没有变化", known, pdf)
        return _Composed(template, view, basis, old)

    def _drafted(self, task: _Task, composed: _Composed) -> _Attempt:
        draft = make_draft(str(task.path), composed.template, composed.view)
        return _Attempt(draft, composed.basis, composed.old)

    def finished(self, task: _Task, attempt: _Attempt, draft: Draft) -> Letter:
        """The letter by its last draft, as it will be once its files are written."""
        path, order, old = task.path, self._order, attempt.old
        digest = _digest(draft.data)
        if old not in ("", digest) and not order.overwrites and (task.known is None or task.known.digest != old):
            return failed(task.asked.item, task.asked.kind, _edited(path))
        if old != digest:
            self.writes[path] = draft.data
        pdf = None
        if order.with_pdf and draft.pdf is not None:
            pdf = path.with_suffix(".pdf")
            self.writes[pdf] = draft.pdf
        is_seen = draft.pdf is not None
        known = Known(attempt.basis, digest, is_seen, draft.remarks if is_seen else ())
        task.found += draft.remarks
        letter = _letter(task, "没有变化" if old == digest else "制成", known, pdf)
        return replace(letter, exit_code=ExitCode.TOOL) if order.with_pdf and pdf is None else letter

    def _source(self, task: _Task, keys: Mapping[str, object]) -> Known | None:
        """The content file beside a letter, if one is wanted or there; _EDITED if somebody has changed it."""
        source, order, asked = task.path.with_suffix(sources.SUFFIX), self._order, task.asked
        old = _digest(read_bytes(source, limit=LARGEST_FILE)) if source.is_file() else ""
        if not old and not order.with_sources:
            return None
        ledger = sources.path_between(source.parent, order.ledger, self._bench.workspace.root)
        data = sources.source_bytes(asked.kind, asked.item, ledger, keys, is_one_of_many=task.is_one_of_many)
        digest = _digest(data)
        if old not in ("", digest) and not order.overwrites and (task.source is None or task.source.digest != old):
            return _EDITED
        if old != digest:
            self.writes[source] = data
        return Known("", digest)


#: Of a content file that somebody goes on with.
_EDITED = Known("", "")


def _letter(task: _Task, what: What, known: Known | None = None, pdf: Path | None = None) -> Letter:
    item, output = task.asked.item, task.output
    return Letter(
        item.number,
        item.title,
        what,
        task.asked.kind,
        output,
        with_suffix(output, pdf.suffix) if pdf is not None else "",
        place=place_of(item.number),
        diagnostics=tuple(task.found),
        known=known,
        source=task.source if known is not None else None,
    )


def _edited(path: Path) -> FileError:
    return FileError(
        Diagnostic(
            Severity.ERROR,
            "file/letter-edited",
            "这份文件不是上次生成的样子，可能有人改过，没有覆盖。",
            Place(file=str(path)),
            hint="请移走它；不要它了，加 --overwrite。",
        )
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
