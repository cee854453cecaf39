"""Which letters a ledger asks for, where each of them goes, and what is known of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, get_args

from gongwen.convert import demand_office
from gongwen.diagnostics import ContentError, Diagnostic, ExitCode, GongwenError, Place, Severity
from gongwen.load.record import load_record
from gongwen.model.ledger import Ledger
from gongwen.model.office import Office
from gongwen.model.replies import ItemParts, LetterSettings
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import Text
from gongwen.operations.ledgers import read_anywhere
from gongwen.operations.letters import sources
from gongwen.operations.letters.bodies import KEYED, body_file, body_files
from gongwen.operations.letters.numbers import Numbers
from gongwen.operations.letters.record import Known, recorded
from gongwen.operations.workspace import open_workspace
from gongwen.registry.letter_numbers import FILE, LetterKey
from gongwen.resolve.items import cosigners
from gongwen.resolve.places import error, place_of

Kind = Literal["答复", "会办意见"]
KINDS: tuple[Kind, ...] = get_args(Kind)
What = Literal["制成", "没有变化", "单独编辑", "不用答复", "没有做成"]
#: Folders with more than 20,000 files are slow to open on an office machine; a letter has up to three.
LETTERS_IN_FOLDER = 6_000
SUFFIX = ".docx"
_LONGEST_NAME = 60
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: letters of these kinds, into `folder`; `bodies` holds a file per item.

    Letters without a number get those from `first_number` on, unless the settings say otherwise.
    """

    ledger: Path
    folder: Path
    bodies: Path | None = None
    settings: Path | None = None
    kinds: tuple[Kind, ...] = ("答复",)
    overwrites: bool = False
    with_pdf: bool = False
    first_number: str = ""
    with_sources: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """What one letter is made from: its item, the keys it is written with, the file of its text if that is one alone.

    `output` is relative to the folder of the letters; `known` is what the record says of it, `source` what of the
    content file beside it. `is_one_of_many`: other items have its number.
    """

    item: Suggestion
    kind: str
    keys: Mapping[str, object]
    body: Path | None
    output: str
    known: Known | None
    source: Known | None
    is_one_of_many: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """What became of one row. `known` is what is to be remembered of a file, `source` of the content file beside it;
    `pdf` stands beside the DOCX."""

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
    source: Known | None = None
    exit_code: ExitCode = ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Plan:
    """The letters to make, the rows that need none or cannot be made, and what was found in the ledger.

    `left` are files of an earlier run that no row asks for any more, `numbered` how many numbers were given now.
    """

    order: Order
    office: Office
    root: Path
    jobs: tuple[Job, ...]
    settled: tuple[Letter, ...]
    left: tuple[str, ...]
    numbered: int
    diagnostics: tuple[Diagnostic, ...]

    @property
    def number_file(self) -> Path:
        """Where the numbers are entered."""
        return self.order.folder / FILE


def plan_letters(order: Order) -> Plan:
    """Read everything and decide which letters there are.

    Refuses (ContentError, FileError) what is no ledger; ToolError where PDFs are wanted and nothing can make them, and
    where what is to deflate the letters is not installed.
    """
    if order.with_pdf:
        demand_office()
    workspace = open_workspace(order.ledger.parent)
    _ = workspace.deflater
    if order.with_sources:
        sources.path_between(order.folder, order.ledger, workspace.root)
    reading = read_anywhere(order.ledger)
    path = order.settings
    settings = load_record(path, LetterSettings, shown_as=str(path)) if path is not None else LetterSettings()
    work = _Planning(order, workspace.office, settings, body_files(order.bodies))
    rows = [_placed(row, reading.ledger) for row in reading.ledger.rows]
    alike = Counter(bare_number(row) for row in rows)
    for row, name in zip(rows, _names(rows), strict=True):
        work.take(row, name, is_one_of_many=alike[bare_number(row)] > 1)
    numbers = Numbers(order.folder, workspace.root, (row.reply_number for row in rows if row.reply_number))
    jobs = tuple(_numbered(job, numbers, order) for job in work.jobs)
    return Plan(
        order,
        workspace.office,
        workspace.root,
        jobs,
        tuple(work.settled),
        tuple(sorted(work.left())),
        numbers.keep(),
        reading.diagnostics,
    )


class _Planning:
    """Takes in one row after another."""

    def __init__(self, order: Order, office: Office, settings: LetterSettings, bodies: Mapping[str, Path]) -> None:
        self._order = order
        self._office = office
        self._settings = settings
        self._bodies = bodies
        self._known = recorded(order.folder)
        self._seen: set[tuple[str, ...]] = set()
        self._names: set[str] = set()
        self._stems: set[str] = set()
        self.settled: list[Letter] = []
        self.jobs: list[Job] = []

    def take(self, row: Suggestion, name: str, *, is_one_of_many: bool) -> None:
        """The letters of a row, the first of which is called `name`; or why there are none."""
        kind = kind_of(row)
        try:
            if not row.way:
                raise _refused("content/reply-way", f"{row.number}号没有写办理方式，不知道是否由本单位答复。", row)
            if kind not in self._order.kinds:
                why = str(row.handling)
                self._stems.add(name.removesuffix(SUFFIX))
                self.settled.append(Letter(row.number, row.title, "不用答复", reason=why, place=place_of(row.number)))
                return
            key = (kind, row.kind, row.tier, row.session or "", row.number.lstrip("0"))
            if key in self._seen:
                raise _refused("content/reply-twice", f"{row.number}号在台账里有两件，会做成两份。", row)
            self._seen.add(key)
            for told, keys, body in self._letters(row, kind):
                output = f"{name.removesuffix(SUFFIX)} {_file_name(told)}{SUFFIX}" if told else name
                self._names.add(output)
                # The number in the ledger is that of the office's own letter.
                is_own = keys.get("发文机关") != told or told in self._office.authorities
                item = row if is_own else row.model_copy(update={"reply_number": None})
                known = self._known.get(output), self._known.get(with_suffix(output, sources.SUFFIX))
                self.jobs.append(Job(item, kind, keys, body, output, *known, is_one_of_many))
        except GongwenError as refusal:
            self._stems.add(name.removesuffix(SUFFIX))
            self.settled.append(failed(row, kind, refusal))

    def left(self) -> Iterator[str]:
        """The files of an earlier run that no row asks for any more."""
        for name in {name for name in self._known if name.endswith(SUFFIX)} - self._names:
            words = name.removesuffix(SUFFIX).split(" ")
            # Rows that are not asked for now, or have failed, may still have their letters.
            heads = {" ".join(words[:count]) for count in range(1, len(words) + 1)}
            if not heads & self._stems and (self._order.folder / name).is_file():
                yield name

    def _letters(self, row: Suggestion, kind: str) -> list[tuple[str, dict[str, object], Path | None]]:
        """Each letter of a row: what tells it from the row's others, its keys, the file of its text."""
        keys = self._settings.of(row, kind)
        body = body_file(row, self._bodies)
        if text := row.reply or row.progress:
            keys["正文"] = text
        if body is not None and body.suffix in KEYED:
            parts = load_record(body, ItemParts, shown_as=str(body))
            keys |= parts.said()
            body = None
            if parts.shares:
                return [(unit, one, None) for unit, one in _shares(row, keys, parts)]
        if body is None and "正文" not in keys:
            raise _refused(
                "content/reply-no-body",
                f"{row.number}号没有正文。",
                row,
                f"请填写台账的“答复内容”或“办理情况”，或在 --bodies 的文件夹里放“{row.number}.txt”。",
            )
        if kind != "答复" or self._office.replies.joint != "逐人" or "主送" in keys:
            return [("", keys, body)]
        return [(name, keys | ({"主送": Text(name, row.number.origin)} if name else {}), body) for name in _each(row)]


def _shares(row: Suggestion, keys: dict[str, object], parts: ItemParts) -> Iterator[tuple[str, dict[str, object]]]:
    """One letter for each unit that answers its own part."""
    is_text_too = parts.body is not None
    if row.way != "分办" or is_text_too:
        other = "又写了“正文”。" if is_text_too else f"台账的办理方式是“{row.handling}”。"
        raise _refused(
            "content/reply-shares",
            f"{row.number}号的文件写了“分办”，{other}",
            row,
            "“分办”只用于分办的件，每个单位写自己的正文。",
        )
    for unit, text in parts.shares.items():
        yield unit, keys | {"发文机关": unit, "落款": unit, "正文": text}


def _each(row: Suggestion) -> tuple[str, ...]:
    """Those who are answered one by one; one empty name if the item has a single proposer."""
    names = cosigners(row)
    if names and len(names) < row.proposer_count:
        raise _refused(
            "content/reply-cosigners",
            f"{row.number}号有 {row.proposer_count} 名提出人，台账只写了 {len(names)} 名，不能逐人答复。",
            row,
            "请在“提出人”写全姓名，或把 gongwen.yaml 里答复的“联名”改为合写、领衔。",
        )
    return names or ("",)


def _numbered(job: Job, numbers: Numbers, order: Order) -> Job:
    """The job with its number; the series is no key of a letter."""
    keys = dict(job.keys)
    first = keys.pop("文号从", None) or order.first_number
    if "文号" not in keys and job.item.reply_number is None:
        item = job.item
        unit, addressee = (str(keys.get(name, "")) for name in ("发文机关", "主送"))
        key = LetterKey(job.kind, item.kind, item.tier, item.session or "", item.number.lstrip("0"), addressee or unit)
        if number := numbers.of(key, Text(str(first))):
            keys["文号"] = Text(number)
    return replace(job, keys=keys)


def bare_number(row: Suggestion) -> str:
    """As a content file names an item: 082 and 82 are one number."""
    return re.sub(r"^第|号$", "", row.number).lstrip("0")


def with_suffix(output: str, suffix: str) -> str:
    """The name of a file beside a letter."""
    return output.removesuffix(SUFFIX) + suffix


def kind_of(row: Suggestion) -> str:
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


def _refused(code: str, message: str, row: Suggestion, hint: str | None = None) -> ContentError:
    return ContentError(error(code, message, place_of(row.handling or row.number), hint or "请改正台账。"))


def _names(rows: Sequence[Suggestion]) -> list[str]:
    """A file name for each, by number and title; those that are alike say more of their item. Empty: no letter.

    Whatever is asked for and whatever fails, a row has the same name: an older letter is known by it.
    """
    short = [_file_name(f"{row.number} {row.title}") if kind_of(row) else "" for row in rows]
    counts = Counter(short)
    count = len(rows) - counts[""]
    names = []
    place = 0
    for name, row in zip(short, rows, strict=True):
        if not name:
            names.append("")
            continue
        if counts[name] > 1:
            name = _file_name(f"{row.number} {row.tier}{row.session or ''}{row.kind}{kind_of(row)} {row.title}")
        folder = f"{place // LETTERS_IN_FOLDER + 1:03d}/" if count > LETTERS_IN_FOLDER else ""
        names.append(f"{folder}{name}{SUFFIX}")
        place += 1
    return names


def _file_name(name: str) -> str:
    return _UNSAFE.sub("_", name)[:_LONGEST_NAME].rstrip(" .")
