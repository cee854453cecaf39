"""Making letters, a batch at a time: composed, looked at together by the office program, written, put on record."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from gongwen.compose.document import compose_view
from gongwen.convert import find_office
from gongwen.diagnostics import ContentError, Diagnostic, ExitCode, FileError, GongwenError, Place, Severity, ToolError
from gongwen.files import read_bytes, replace_together
from gongwen.load.record import LARGEST_FILE
from gongwen.model.document import Document
from gongwen.model.ledger import Ledger
from gongwen.model.office import Office
from gongwen.model.register import Unit
from gongwen.model.replies import JointOpinion, SuggestionReply
from gongwen.model.text import Text
from gongwen.operations.basis import basis_of
from gongwen.operations.letters import sources
from gongwen.operations.letters.bodies import read_body
from gongwen.operations.letters.plan import Job, Letter, Plan, What, failed, with_suffix
from gongwen.operations.letters.record import Known, recording
from gongwen.operations.memory import pdf_of
from gongwen.operations.parallel import Crew, batch_size, spread
from gongwen.operations.settle import Draft, make_draft, settle
from gongwen.operations.workspace import TEMPLATES_FOLDER
from gongwen.proof.numbering import check_numbering
from gongwen.proof.official import check_official
from gongwen.render.deflate import deflater_named
from gongwen.render.find import find_template
from gongwen.render.template import Template
from gongwen.resolve.places import error, place_of
from gongwen.resolve.resolve import resolve_document

_LARGEST_LETTER = 100_000_000
_DEADLY = ToolError(
    Diagnostic(
        Severity.ERROR,
        "tool/worker-died",
        "做这一份的进程两次意外终止。",
        hint="多半是内存不够；请减少 --jobs 的个数再运行一次。",
    )
)


def make_letters(plan: Plan, crew: Crew | None = None) -> Iterator[Letter]:
    """Every letter of the plan as it is done, in the order of the ledger; each is on disk before it is told."""
    order = plan.order
    order.folder.mkdir(parents=True, exist_ok=True)
    bench = _Bench(
        plan.office,
        plan.root / TEMPLATES_FOLDER,
        order.folder,
        order.overwrites,
        order.with_pdf,
        can_see=find_office() is not None,
        ledger=order.ledger,
        root=plan.root,
        with_sources=order.with_sources,
    )
    work = functools.partial(_make_batch, bench)
    size = batch_size(len(plan.jobs), crew)
    batches = (plan.jobs[start : start + size] for start in range(0, len(plan.jobs), size))
    with recording(order.folder) as record:
        for batch, letters in spread(work, batches, crew):
            for letter in letters if letters is not None else [failed(job.item, job.kind, _DEADLY) for job in batch]:
                if letter.known is not None:
                    record.put(letter.output, letter.known)
                if letter.source is not None:
                    record.put(with_suffix(letter.output, sources.SUFFIX), letter.source)
                yield letter


@dataclass(frozen=True, slots=True)
class _Bench:
    """What all letters have in common."""

    office: Office
    templates: Path
    folder: Path
    overwrites: bool
    with_pdf: bool
    can_see: bool
    ledger: Path
    root: Path
    with_sources: bool


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A letter that could be made. `old` is the SHA-256 of the file that stands in its place, if there is one."""

    job: Job
    draft: Draft
    basis: str
    old: str
    source: Known | None
    found: tuple[Diagnostic, ...]


def _make_batch(bench: _Bench, jobs: Sequence[Job]) -> list[Letter]:
    """Make each letter, or leave it as it was made; one that cannot be made costs only itself."""
    office = bench.office
    deflater = deflater_named(office.deflater)
    template_of = functools.cache(lambda name: find_template(name, bench.templates, office.layout.geometry, deflater))
    writes: dict[Path, bytes] = {}
    tried = [_attempt(bench, job, template_of, writes) for job in jobs]
    drafts = [item.draft for item in tried if isinstance(item, _Attempt)]
    is_even = office.layout.imprint_page == "偶数页"
    settled = iter(settle(drafts, imprint_on_even_page=is_even, wants_pages=bench.with_pdf))
    letters = [
        _finish(bench, replace(item, draft=next(settled)), writes) if isinstance(item, _Attempt) else item
        for item in tried
    ]
    refused = {path.with_suffix(""): refusal for path, refusal in replace_together(writes).items()}
    return [
        failed(job.item, job.kind, refusal)
        if (refusal := refused.get((bench.folder / job.output).with_suffix(""))) is not None
        else letter
        for job, letter in zip(jobs, letters, strict=True)
    ]


def _attempt(
    bench: _Bench, job: Job, template_of: Callable[[str], Template], writes: dict[Path, bytes]
) -> _Attempt | Letter:
    path = bench.folder / job.output
    try:
        keys = _keys(job)
        document = _document(job, keys)
        if (source := _source(bench, job, keys, path, writes)) is _EDITED:
            return replace(_letter(job, "单独编辑", (), None, None, None), reason="内容文件改动过")
        found = list(check_numbering(document))
        resolved, remarks = resolve_document(document, _NoLibrary(), bench.office)
        found += remarks
        found += check_official(resolved)
        template = template_of(document.layout_format)
        view = compose_view(resolved, template.geometry)
        basis = str(basis_of(view, template))
        old = _digest(read_bytes(path, limit=_LARGEST_LETTER)) if path.is_file() else ""
        known = job.known
        if known is not None and (known.basis, known.digest) == (basis, old):
            pdf = pdf_of(path) if bench.with_pdf else None
            if (known.is_seen or not bench.can_see) and (pdf is not None or not bench.with_pdf):
                return _letter(job, "没有变化", found, known, source, pdf)
        return _Attempt(job, make_draft(str(path), template, view), basis, old, source, tuple(found))
    except GongwenError as refusal:
        return failed(job.item, job.kind, refusal)


def _finish(bench: _Bench, attempt: _Attempt, writes: dict[Path, bytes]) -> Letter:
    """The letter as it will be once its files are written."""
    job, draft, old = attempt.job, attempt.draft, attempt.old
    path = bench.folder / job.output
    digest = _digest(draft.data)
    if old not in ("", digest) and not bench.overwrites and (job.known is None or job.known.digest != old):
        return failed(job.item, job.kind, _edited(path))
    if old != digest:
        writes[path] = draft.data
    pdf = None
    if bench.with_pdf and draft.pdf is not None:
        pdf = path.with_suffix(".pdf")
        writes[pdf] = draft.pdf
    known = Known(attempt.basis, digest, is_seen=draft.pdf is not None)
    what: What = "没有变化" if old == digest else "制成"
    letter = _letter(job, what, (*attempt.found, *draft.remarks), known, attempt.source, pdf)
    return replace(letter, exit_code=ExitCode.TOOL) if bench.with_pdf and pdf is None else letter


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
    job: Job, what: What, found: Sequence[Diagnostic], known: Known | None, source: Known | None, pdf: Path | None
) -> Letter:
    return Letter(
        job.item.number,
        job.item.title,
        what,
        job.kind,
        job.output,
        with_suffix(job.output, pdf.suffix) if pdf is not None else "",
        diagnostics=tuple(found),
        known=known,
        source=source,
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


#: Of a content file that somebody goes on with.
_EDITED = Known("", "")


def _source(bench: _Bench, job: Job, keys: Mapping[str, object], path: Path, writes: dict[Path, bytes]) -> Known | None:
    """The content file beside a letter, if one is wanted or there; _EDITED if somebody has changed it."""
    source = path.with_suffix(sources.SUFFIX)
    old = _digest(read_bytes(source, limit=LARGEST_FILE)) if source.is_file() else ""
    if not old and not bench.with_sources:
        return None
    ledger = sources.path_between(path.parent, bench.ledger, bench.root)
    data = sources.source_bytes(job.kind, job.item, ledger, keys, is_one_of_many=job.is_one_of_many)
    digest = _digest(data)
    if old not in ("", digest) and not bench.overwrites and (job.source is None or job.source.digest != old):
        return _EDITED
    if old != digest:
        writes[source] = data
    return Known("", digest)


def _keys(job: Job) -> dict[str, object]:
    """What a writer would have written in a content file about the item."""
    keys = {key: value for key, value in job.keys.items() if value is not None}
    if job.kind == "会办意见":
        keys.pop("结果", None)
    if job.body is not None:
        keys["正文"] = read_body(job.body)
    return keys


def _document(job: Job, keys: Mapping[str, object]) -> SuggestionReply | JointOpinion:
    model = SuggestionReply if job.kind == "答复" else JointOpinion
    try:
        return model.model_validate({"文种": job.kind, "建议": job.item, **keys})
    except ValidationError as refusal:
        places = ((".".join(str(step) for step in item["loc"]), item["msg"]) for item in refusal.errors())
        raise ContentError(
            *(
                error("content/reply-keys", f"“{key}”不能用：{said}", place_of(job.item.number, key=key))
                for key, said in places
            )
        ) from None


class _NoLibrary:
    """A letter made from a row refers to nothing else."""

    def target(self, reference: Text) -> Document:
        raise AssertionError(reference)

    def ledger(self, reference: Text) -> Ledger:
        raise AssertionError(reference)

    def units(self) -> tuple[Unit, ...]:
        return ()
