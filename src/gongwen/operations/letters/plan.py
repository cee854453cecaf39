"""Which letters a ledger asks for, where each of them goes, and what is known of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from gongwen.convert import demand_office
from gongwen.diagnostics import ContentError, Diagnostic, ExitCode, GongwenError, Place, Severity
from gongwen.load.record import load_record
from gongwen.model.ledger import Ledger
from gongwen.model.office import Office
from gongwen.model.replies import LetterSettings
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import Text
from gongwen.operations.ledgers import read_anywhere
from gongwen.operations.letters.bodies import body_file, body_files, read_body
from gongwen.operations.letters.record import Known, recorded
from gongwen.operations.workspace import open_workspace
from gongwen.resolve.places import error, place_of

Kind = Literal["答复", "会办意见"]
KINDS: tuple[Kind, ...] = get_args(Kind)
What = Literal["制成", "没有变化", "不用答复", "没有做成"]
#: Folders with more than 20,000 files are slow to open on an office machine; a letter has up to three.
LETTERS_IN_FOLDER = 6_000
_LONGEST_NAME = 60
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: letters of these kinds, into `folder`; `bodies` holds a file per item."""

    ledger: Path
    folder: Path
    bodies: Path | None = None
    settings: Path | None = None
    kinds: tuple[Kind, ...] = ("答复",)
    overwrites: bool = False
    with_pdf: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """What one letter is made from; `output` is relative to the folder of the letters."""

    item: Suggestion
    kind: str
    keys: Mapping[str, object]
    output: str
    known: Known | None


@dataclass(frozen=True, slots=True)
class Letter:
    """What became of one row. `known` is what is to be remembered of a file; `pdf` stands beside the DOCX."""

    number: str
    title: str
    what: What
    kind: str = ""
    output: str = ""
    pdf: str = ""
    reason: str = ""
    place: Place = field(default_factory=Place)
    diagnostics: tuple[Diagnostic, ...] = ()
    known: Known | None = None
    exit_code: ExitCode = ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Plan:
    """The letters to make, the rows that need none or cannot be made, and what was found in the ledger.

    `left` are files of an earlier run that no row asks for any more.
    """

    order: Order
    office: Office
    root: Path
    jobs: tuple[Job, ...]
    settled: tuple[Letter, ...]
    left: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def plan_letters(order: Order) -> Plan:
    """Read everything and decide which letters there are.

    Refuses (ContentError, FileError) what is no ledger; ToolError where PDFs are wanted and nothing can make them.
    """
    if order.with_pdf:
        demand_office()
    workspace = open_workspace(order.ledger.parent)
    reading = read_anywhere(order.ledger)
    path = order.settings
    settings = load_record(path, LetterSettings, shown_as=str(path)) if path is not None else LetterSettings()
    bodies = body_files(order.bodies)
    known = recorded(order.folder)
    rows = [_placed(row, reading.ledger) for row in reading.ledger.rows]
    names = _names(rows)
    seen: set[tuple[str, ...]] = set()
    settled: list[Letter] = []
    jobs: list[Job] = []
    for row, name in zip(rows, names, strict=True):
        kind = _kind(row)
        try:
            if not row.way:
                raise _refused("content/reply-way", f"{row.number}号没有写办理方式，不知道是否由本单位答复。", row)
            if kind not in order.kinds:
                skipped = Letter(
                    row.number, row.title, "不用答复", reason=str(row.handling), place=place_of(row.number)
                )
                settled.append(skipped)
                continue
            key = (kind, row.kind, row.tier, row.session or "", row.number.lstrip("0"))
            if key in seen:
                raise _refused("content/reply-twice", f"{row.number}号在台账里有两件，会做成两份。", row)
            seen.add(key)
            jobs.append(Job(row, kind, settings.of(row, kind) | _body(row, bodies), name, known.get(name)))
        except GongwenError as refusal:
            settled.append(failed(row, kind, refusal))
    named = set(names)
    left = sorted(name for name in known if name not in named and (order.folder / name).is_file())
    return Plan(order, workspace.office, workspace.root, tuple(jobs), tuple(settled), tuple(left), reading.diagnostics)


def _kind(row: Suggestion) -> str:
    """The 文种 of the letter about an item; empty for one that is only read."""
    return "答复" if row.is_answering else "会办意见" if row.way == "协办" else ""


def failed(row: Suggestion, kind: str, refusal: GongwenError) -> Letter:
    """A row that costs only its own letter."""
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


def _placed(row: Suggestion, ledger: Ledger) -> Suggestion:
    """The row with the cell of each of its texts, and without what a letter does not print."""
    update: dict[str, object] = {"highlight": None}
    for name, info in Suggestion.model_fields.items():
        value = getattr(row, name)
        if isinstance(value, Text):
            update.setdefault(name, Text(value, ledger.origin(row, info.alias or "")))
        elif value:
            origin = ledger.origin(row, info.alias or "")
            update[name] = tuple(Text(item, origin) for item in value)
    return row.model_copy(update=update)


def _body(row: Suggestion, files: Mapping[str, Path]) -> dict[str, object]:
    """What the item's own file says, or its cell."""
    if (path := body_file(row, files)) is not None:
        return read_body(path)
    if row.progress is not None:
        return {"正文": row.progress}
    raise _refused(
        "content/reply-no-body",
        f"{row.number}号没有正文。",
        row,
        f"请在 --bodies 的文件夹里放一个“{row.number}.txt”（或 .md、.yaml），或填写台账的“办理情况”。",
    )


def _refused(code: str, message: str, row: Suggestion, hint: str | None = None) -> ContentError:
    return ContentError(error(code, message, place_of(row.handling or row.number), hint or "请改正台账。"))


def _names(rows: Sequence[Suggestion]) -> list[str]:
    """A file name for each, by number and title; those that are alike say more of their item. Empty: no letter.

    Whatever is asked for and whatever fails, a row has the same name: an older letter is known by it.
    """
    short = [_file_name(f"{row.number} {row.title}") if _kind(row) else "" for row in rows]
    counts = Counter(short)
    count = len(rows) - counts[""]
    names = []
    place = 0
    for name, row in zip(short, rows, strict=True):
        if not name:
            names.append("")
            continue
        if counts[name] > 1:
            name = _file_name(f"{row.number} {row.tier}{row.session or ''}{row.kind}{_kind(row)} {row.title}")
        folder = f"{place // LETTERS_IN_FOLDER + 1:03d}/" if count > LETTERS_IN_FOLDER else ""
        names.append(f"{folder}{name}.docx")
        place += 1
    return names


def _file_name(name: str) -> str:
    return _UNSAFE.sub("_", name)[:_LONGEST_NAME].rstrip(" .")
