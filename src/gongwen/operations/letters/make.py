"""Making letters, a batch at a time: composed, looked at together by the office program, written, put on record."""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongwen.compose.document import compose_view
from gongwen.convert.program import find_office
from gongwen.diagnostics import Diagnostic, ExitCode, FileError, GongwenError, Place, Severity, ToolError
from gongwen.files import read_bytes, replace_together
from gongwen.load.record import LARGEST_FILE
from gongwen.model.ledger import Ledger
from gongwen.model.replies import LetterSettings
from gongwen.operations.basis import basis_of
from gongwen.operations.letters import sources
from gongwen.operations.letters.document import NoLibrary, document_of, keys_of
from gongwen.operations.letters.letter import Letter, What, failed, not_made, output_of, with_suffix
from gongwen.operations.letters.plan import Job, Order, Plan
from gongwen.operations.letters.record import Known, recording
from gongwen.operations.letters.rows import unpacked
from gongwen.operations.letters.split import Asked, kind_of, letters_of
from gongwen.operations.memory import pdf_of
from gongwen.operations.outcome import worker_died
from gongwen.operations.parallel import Crew, spread
from gongwen.operations.portions import batch_size
from gongwen.operations.settle import Draft, make_draft, settle
from gongwen.operations.workspace import TEMPLATES_FOLDER, Workspace
from gongwen.proof.numbering import check_numbering
from gongwen.proof.official import check_official
from gongwen.render.find import find_template
from gongwen.render.template import Template
from gongwen.resolve.places import place_of
from gongwen.resolve.resolve import resolve_document

_LARGEST_LETTER = 100_000_000


def make_letters(plan: Plan, crew: Crew | None = None) -> Iterator[Letter]:
    """Every letter of the plan as it is done, in the order of the ledger; each is on disk before it is told."""
    folder = plan.order.folder
    folder.mkdir(parents=True, exist_ok=True)
    can_see = find_office() is not None
    bench = _Bench(plan.order, plan.workspace, plan.settings, plan.ledger, can_see=can_see)
    batches = _batches(plan.jobs(), batch_size(plan.count, crew))
    with recording(folder) as record:
        for batch, letters in spread(functools.partial(_make_batch, bench), batches, crew):
            done = letters if letters is not None else [_deadly(job, plan.ledger) for job in batch]
            record.put(_known(done))
            yield from done


def _batches(jobs: Iterator[Job], size: int) -> Iterator[Sequence[Job]]:
    while batch := list(itertools.islice(jobs, size)):
        yield batch


def _deadly(job: Job, ledger: Ledger) -> Letter:
    row = unpacked(job.row, ledger)
    return failed(row, kind_of(row), ToolError(worker_died(place_of(row.number))))


def _known(letters: Sequence[Letter]) -> Iterator[tuple[str, Known]]:
    """What is to be remembered of files."""
    for letter in letters:
        if letter.known is not None:
            yield letter.output, letter.known
        if letter.source is not None:
            yield with_suffix(letter.output, sources.SUFFIX), letter.source


@dataclass(frozen=True, slots=True)
class _Bench:
    """What all letters have in common; `can_see`: there is an office program to look at pages with."""

    order: Order
    workspace: Workspace
    settings: LetterSettings
    ledger: Ledger
    can_see: bool


@dataclass(frozen=True, slots=True)
class _Task:
    """One letter of a job, and the keys that it is written with.

    `known` is what the record says of its file, `source` what of the content file beside it.
    """

    asked: Asked
    keys: Mapping[str, object]
    output: str
    known: Known | None
    source: Known | None
    is_one_of_many: bool


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A letter that could be made. `old` is the SHA-256 of the file that stands in its place, if there is one."""

    task: _Task
    draft: Draft
    basis: str
    old: str
    source: Known | None
    found: tuple[Diagnostic, ...]


def _make_batch(bench: _Bench, jobs: Sequence[Job]) -> list[Letter]:
    """Make each letter, or leave it as it was made; one that cannot be made costs only itself."""
    workspace, folder = bench.workspace, bench.order.folder
    own, geometry, deflater = workspace.root / TEMPLATES_FOLDER, workspace.geometry, workspace.deflater
    template_of = functools.cache(lambda name: find_template(name, own, geometry, deflater))
    writes: dict[Path, bytes] = {}
    tried = [one for job in jobs for one in _attempts(bench, job, template_of, writes)]
    drafts = [item.draft for item in tried if isinstance(item, _Attempt)]
    is_even = workspace.office.layout.imprint_page == "偶数页"
    settled = iter(settle(drafts, imprint_on_even_page=is_even, wants_pages=bench.order.with_pdf))
    letters = [
        _finish(bench, replace(item, draft=next(settled)), writes) if isinstance(item, _Attempt) else item
        for item in tried
    ]
    refused = {path.with_suffix(""): refusal for path, refusal in replace_together(writes).items()}
    return [
        not_made(letter, refusal)
        if refused and (refusal := refused.get((folder / letter.output).with_suffix(""))) is not None
        else letter
        for letter in letters
    ]


def _attempts(
    bench: _Bench, job: Job, template_of: Callable[[str], Template], writes: dict[Path, bytes]
) -> Iterator[_Attempt | Letter]:
    """Each letter of a row."""
    row = unpacked(job.row, bench.ledger)
    try:
        asked = list(letters_of(row, job.body, bench.settings, bench.workspace.office, bench.order.first_number))
    except GongwenError as refusal:
        yield failed(row, kind_of(row), refusal)
        return
    for one in asked:
        try:
            yield _attempt(bench, _task(job, one), template_of, writes)
        except GongwenError as refusal:
            yield failed(row, one.kind, refusal)


def _task(job: Job, asked: Asked) -> _Task:
    output = output_of(job.name, asked.told)
    known, source = job.known.get(output), job.known.get(with_suffix(output, sources.SUFFIX))
    keys = keys_of(asked, job.numbers.get(asked.told, ""))
    return _Task(asked, keys, output, known, source, job.is_one_of_many)


def _attempt(
    bench: _Bench, task: _Task, template_of: Callable[[str], Template], writes: dict[Path, bytes]
) -> _Attempt | Letter:
    """The letter in memory, unless it stands already as it would be made, or is not ours to make."""
    path = bench.order.folder / task.output
    document = document_of(task.asked, task.keys)
    if (source := _source(bench, task, path, writes)) is _EDITED:
        return replace(_letter(task, "单独编辑", ()), reason="内容文件改动过")
    found = list(check_numbering(document))
    resolved, remarks = resolve_document(document, NoLibrary(), bench.workspace.office)
    found += remarks
    found += check_official(resolved)
    template = template_of(document.layout_format)
    view = compose_view(resolved, template.geometry)
    basis = str(basis_of(view, template))
    old = _digest(read_bytes(path, limit=_LARGEST_LETTER)) if path.is_file() else ""
    known, wants_pdf = task.known, bench.order.with_pdf
    if known is not None and (known.basis, known.digest) == (basis, old) and (known.is_seen or not bench.can_see):
        pdf = pdf_of(path) if wants_pdf else None
        if pdf is not None or not wants_pdf:
            return _letter(task, "没有变化", (*found, *known.findings), known, source, pdf)
    return _Attempt(task, make_draft(str(path), template, view), basis, old, source, tuple(found))


def _finish(bench: _Bench, attempt: _Attempt, writes: dict[Path, bytes]) -> Letter:
    """The letter as it will be once its files are written."""
    task, draft, old = attempt.task, attempt.draft, attempt.old
    path = bench.order.folder / task.output
    digest = _digest(draft.data)
    if old not in ("", digest) and not bench.order.overwrites and (task.known is None or task.known.digest != old):
        return failed(task.asked.item, task.asked.kind, _edited(path))
    if old != digest:
        writes[path] = draft.data
    pdf = None
    if bench.order.with_pdf and draft.pdf is not None:
        pdf = path.with_suffix(".pdf")
        writes[pdf] = draft.pdf
    is_seen = draft.pdf is not None
    known = Known(attempt.basis, digest, is_seen, draft.remarks if is_seen else ())
    what: What = "没有变化" if old == digest else "制成"
    letter = _letter(task, what, (*attempt.found, *draft.remarks), known, attempt.source, pdf)
    return replace(letter, exit_code=ExitCode.TOOL) if bench.order.with_pdf and pdf is None else letter


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


def _letter(
    task: _Task,
    what: What,
    found: tuple[Diagnostic, ...],
    known: Known | None = None,
    source: Known | None = None,
    pdf: Path | None = None,
) -> Letter:
    item, output = task.asked.item, task.output
    beside = with_suffix(output, pdf.suffix) if pdf is not None else ""
    return Letter(
        item.number,
        item.title,
        what,
        task.asked.kind,
        output,
        beside,
        place=place_of(item.number),
        diagnostics=found,
        known=known,
        source=source,
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


#: Of a content file that somebody goes on with.
_EDITED = Known("", "")


def _source(bench: _Bench, task: _Task, path: Path, writes: dict[Path, bytes]) -> Known | None:
    """The content file beside a letter, if one is wanted or there; _EDITED if somebody has changed it."""
    source, order = path.with_suffix(sources.SUFFIX), bench.order
    old = _digest(read_bytes(source, limit=LARGEST_FILE)) if source.is_file() else ""
    if not old and not order.with_sources:
        return None
    ledger = sources.path_between(path.parent, order.ledger, bench.workspace.root)
    asked = task.asked
    data = sources.source_bytes(asked.kind, asked.item, ledger, task.keys, is_one_of_many=task.is_one_of_many)
    digest = _digest(data)
    if old not in ("", digest) and not order.overwrites and (task.source is None or task.source.digest != old):
        return _EDITED
    if old != digest:
        writes[source] = data
    return Known("", digest)
