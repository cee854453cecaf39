"""Letters for the rows of a ledger, by the hundred: one file each, made again only when something has changed.

A letter depends on its row, its text and the settings alone, so that processes may share the work and a run that is
broken off is gone on with: every file is put in its place in one step, and the record beside the files (which may be
deleted) says what was made from what.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from gongwen.compose.document import compose_view
from gongwen.diagnostics import ContentError, Diagnostic, ExitCode, FileError, GongwenError, Place, Severity
from gongwen.files import read_bytes, replace_file
from gongwen.load.decode import decode
from gongwen.load.findings import Findings
from gongwen.load.record import LARGEST_FILE, load_record
from gongwen.model.document import Document
from gongwen.model.ledger import Ledger
from gongwen.model.office import Office
from gongwen.model.replies import JointOpinion, LetterParts, LetterSettings, SuggestionReply
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import Origin, Text
from gongwen.operations.basis import basis_of
from gongwen.operations.ledgers import read_anywhere
from gongwen.operations.settle import make_draft
from gongwen.operations.workspace import TEMPLATES_FOLDER, open_workspace
from gongwen.proof.numbering import check_numbering
from gongwen.proof.official import check_official
from gongwen.render.find import find_template
from gongwen.resolve.places import error, place_of
from gongwen.resolve.resolve import resolve_document

Kind = Literal["答复", "会办意见"]
What = Literal["制成", "没有变化", "不用答复", "没有做成"]
#: Folders with more files are slow to open on an office machine.
MOST_IN_FOLDER = 20_000
RECORD = ".gongwen-答复.jsonl"
_LARGEST_LETTER = 100_000_000
_BODY_SUFFIXES = (".yaml", ".yml", ".md", ".txt")
_LONGEST_NAME = 60
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Job:
    """What one worker needs for one letter; `output` is relative to the folder. `known` is the record's line for it."""

    item: Suggestion
    kind: Kind
    keys: Mapping[str, object]
    output: str
    known: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Letter:
    """What became of one row. `basis` is what the letter was made of, `digest` what it is (SHA-256)."""

    number: str
    title: str
    what: What
    kind: str = ""
    output: str = ""
    reason: str = ""
    place: Place = field(default_factory=Place)
    diagnostics: tuple[Diagnostic, ...] = ()
    basis: str = ""
    digest: str = ""
    exit_code: ExitCode = ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: letters of these kinds, into `folder`; `bodies` holds a file per item."""

    ledger: Path
    folder: Path
    bodies: Path | None = None
    settings: Path | None = None
    kinds: tuple[Kind, ...] = ("答复",)
    overwrites: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The letters to make, the rows that need none or cannot be made, and what was found in the ledger."""

    order: Order
    office: Office
    root: Path
    jobs: tuple[Job, ...]
    settled: tuple[Letter, ...]
    diagnostics: tuple[Diagnostic, ...]


def plan_letters(order: Order) -> Plan:
    """Read everything and decide which letters there are. Refuses (ContentError, FileError) what is no ledger."""
    workspace = open_workspace(order.ledger.parent)
    reading = read_anywhere(order.ledger)
    path = order.settings
    settings = load_record(path, LetterSettings, shown_as=str(path)) if path is not None else LetterSettings()
    bodies = _body_files(order.bodies)
    record = _recorded(order.folder)
    settled: list[Letter] = []
    wanted: list[tuple[Suggestion, Kind, dict[str, object]]] = []
    seen: dict[tuple[str, ...], Suggestion] = {}
    for bare in reading.ledger.rows:
        row = _placed(bare, reading.ledger)
        kind: Kind = "答复" if row.is_answering else "会办意见"
        try:
            key = (kind, row.kind, row.tier, row.session or "", row.number.lstrip("0"))
            if not row.way:
                raise _refused("content/reply-way", f"{row.number}号没有写办理方式，不知道是否由本单位答复。", row)
            if row.way == "参阅" or kind not in order.kinds:
                settled.append(_settled(row, "不用答复", f"办理方式是{row.handling}"))
                continue
            if key in seen:
                raise _refused("content/reply-twice", f"{row.number}号在台账里有两件，会做成两份。", row)
            seen[key] = row
            wanted.append((row, kind, settings.of(row, kind) | _body(row, bodies)))
        except GongwenError as refusal:
            settled.append(_failed(row, kind, refusal))
    names = _names([(row, kind) for row, kind, _ in wanted])
    jobs = tuple(
        Job(row, kind, keys, name, record.get(name)) for (row, kind, keys), name in zip(wanted, names, strict=True)
    )
    return Plan(order, workspace.office, workspace.root, jobs, tuple(settled), reading.diagnostics)


def make_letters(plan: Plan, *, processes: int = 1) -> Iterator[Letter]:
    """Every letter of the plan as it is done, in the order of the ledger; each is on disk before it is told."""
    order = plan.order
    order.folder.mkdir(parents=True, exist_ok=True)
    work = functools.partial(_make, plan.office, plan.root, order.folder, order.overwrites)
    if processes == 1:
        yield from _recording(order.folder, map(work, plan.jobs))
        return
    with ProcessPoolExecutor(processes) as pool:
        try:
            yield from _recording(order.folder, pool.map(work, plan.jobs, chunksize=8))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


# --- planning ---


def _placed(row: Suggestion, ledger: Ledger) -> Suggestion:
    """The row with the cell of each of its texts, and without what a letter does not print."""
    update: dict[str, object] = {"progress": None, "highlight": None}
    for name, info in Suggestion.model_fields.items():
        value = getattr(row, name)
        origin = ledger.origin(row, info.alias or "")
        if isinstance(value, Text):
            update.setdefault(name, Text(value, origin))
        elif isinstance(value, tuple):
            update[name] = tuple(Text(item, origin) for item in value)
    if row.progress is not None:
        update["progress"] = Text(row.progress, ledger.origin(row, "办理情况"))
    return row.model_copy(update=update)


def _body_files(folder: Path | None) -> dict[str, Path]:
    """The texts by the names of their files, without leading zeros."""
    if folder is None:
        return {}
    if not folder.is_dir():
        place = Place(file=str(folder))
        raise FileError(Diagnostic(Severity.ERROR, "file/missing", "没有这个文件夹。", place, hint="请核对 --bodies。"))
    files = (path for path in sorted(folder.iterdir()) if path.suffix in _BODY_SUFFIXES and path.is_file())
    found: dict[str, Path] = {}
    for path in files:
        other = found.setdefault(_bare(path.stem), path)
        if other is not path:
            raise ContentError(
                error(
                    "content/reply-two-bodies",
                    f"“{other.name}”和“{path.name}”是同一件的正文，不知道用哪一个。",
                    Place(file=str(path)),
                    "请只留一个。",
                )
            )
    return found


def _bare(stem: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"\s|第|号", "", stem))


def _body(row: Suggestion, bodies: Mapping[str, Path]) -> dict[str, object]:
    """What the item's own file says, or its cell."""
    number = _bare(row.number)
    for stem in (f"{row.tier}{row.kind}{number}", f"{row.kind}{number}", number):
        if (path := bodies.get(stem)) is not None:
            return _read_body(path)
    if row.progress is not None:
        return {"正文": row.progress}
    raise _refused(
        "content/reply-no-body",
        f"{row.number}号没有正文。",
        row,
        f"请在 --bodies 的文件夹里放一个“{row.number}.txt”（或 .md、.yaml），或填写台账的“办理情况”。",
    )


def _read_body(path: Path) -> dict[str, object]:
    if path.suffix in (".yaml", ".yml"):
        return load_record(path, LetterParts, shown_as=str(path)).said()
    findings = Findings(str(path))
    text = decode(read_bytes(path, limit=LARGEST_FILE), findings)
    if findings.has_errors():
        raise ContentError(*findings.all())
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return {"正文": Text(plain, Origin(str(path), 1, 1))}


def _names(rows: list[tuple[Suggestion, Kind]]) -> list[str]:
    """A file name for each, by number and title; those that are alike say more of their item."""
    short = [f"{row.number} {row.title}" for row, _ in rows]
    many = len(rows) > MOST_IN_FOLDER
    names = []
    counts: dict[str, int] = {}
    for name in short:
        counts[_file_name(name)] = counts.get(_file_name(name), 0) + 1
    for place, (name, (row, kind)) in enumerate(zip(short, rows, strict=True)):
        if counts[_file_name(name)] > 1:
            name = f"{row.number} {row.tier}{row.session or ''}{row.kind}{kind} {row.title}"
        folder = f"{place // MOST_IN_FOLDER + 1:03d}/" if many else ""
        names.append(f"{folder}{_file_name(name)}.docx")
    return names


def _file_name(name: str) -> str:
    return _UNSAFE.sub("_", name)[:_LONGEST_NAME].rstrip(" .")


# --- one letter ---


def _make(office: Office, root: Path, folder: Path, overwrites: bool, job: Job) -> Letter:
    """Make one letter, or leave it as it was made; one that cannot be made costs only itself."""
    try:
        return _made(office, root, folder, job, overwrites=overwrites)
    except GongwenError as refusal:
        return _failed(job.item, job.kind, refusal)


def _made(office: Office, root: Path, folder: Path, job: Job, *, overwrites: bool) -> Letter:
    found: list[Diagnostic] = []
    document = _document(job)
    found += check_numbering(document)
    resolved, remarks = resolve_document(document, _NoLibrary(), office)
    found += remarks
    found += check_official(resolved)
    template = find_template(document.layout_format, root / TEMPLATES_FOLDER, office.layout.geometry)
    view = compose_view(resolved, template.geometry)
    basis = str(basis_of(view, template))
    path = folder / job.output
    old = hashlib.sha256(read_bytes(path, limit=_LARGEST_LETTER)).hexdigest() if path.is_file() else ""
    letter = functools.partial(
        Letter, job.item.number, job.item.title, kind=job.kind, output=job.output, diagnostics=tuple(found), basis=basis
    )
    if old and job.known == (basis, old):
        return letter("没有变化", digest=old)
    data = make_draft(job.output, template, view).data
    digest = hashlib.sha256(data).hexdigest()
    if old == digest:
        return letter("没有变化", digest=digest)
    if old and not overwrites and (job.known is None or job.known[1] != old):
        raise FileError(
            Diagnostic(
                Severity.ERROR,
                "file/letter-edited",
                "这份文件不是上次生成的样子，可能有人改过，没有覆盖。",
                Place(file=str(path)),
                hint="请移走它；不要它了，加 --overwrite。",
            )
        )
    replace_file(path, data)
    return letter("制成", digest=digest)


def _document(job: Job) -> SuggestionReply | JointOpinion:
    model = SuggestionReply if job.kind == "答复" else JointOpinion
    keys = {key: value for key, value in job.keys.items() if value is not None}
    if model is JointOpinion:
        keys.pop("结果", None)
    item = job.item.model_copy(update={"progress": None})
    try:
        return model.model_validate({"文种": job.kind, "建议": item} | keys)
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


def _refused(code: str, message: str, row: Suggestion, hint: str | None = None) -> ContentError:
    return ContentError(error(code, message, place_of(row.handling or row.number), hint or "请改正台账。"))


def _settled(row: Suggestion, what: What, reason: str) -> Letter:
    return Letter(row.number, row.title, what, reason=reason, place=place_of(row.number))


def _failed(row: Suggestion, kind: str, refusal: GongwenError) -> Letter:
    first = next((item for item in refusal.diagnostics if item.severity is Severity.ERROR), refusal.diagnostics[0])
    return Letter(
        row.number,
        row.title,
        "没有做成",
        kind,
        reason=first.message,
        place=first.place if first.place.line else place_of(row.number),
        diagnostics=refusal.diagnostics,
        exit_code=refusal.exit_code,
    )


# --- the record ---


def _recorded(folder: Path) -> dict[str, tuple[str, str]]:
    """File → what it was made of and what it was; a line that a crash cut short counts as none."""
    try:
        lines = (folder / RECORD).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    found = {}
    for line in lines:
        try:
            name, basis, digest = json.loads(line)
        except ValueError:
            continue
        found[name] = (basis, digest)
    return found


def _recording(folder: Path, letters: Iterable[Letter]) -> Iterator[Letter]:
    with (folder / RECORD).open("a", encoding="utf-8") as record:
        # A line cut short by a crash ends here.
        record.write("\n")
        for letter in letters:
            if letter.digest:
                record.write(json.dumps([letter.output, letter.basis, letter.digest], ensure_ascii=False) + "\n")
                record.flush()
            yield letter
