"""Which letters a ledger asks for, where each of them goes, and what is known of it.

The rows are read once. What is remembered of each is a line: its name, and what tells its letters apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct, field

from gongwen.convert.documents import demand_office
from gongwen.diagnostics import ContentError, Diagnostic, GongwenError, Place, Severity
from gongwen.load.record import load_record
from gongwen.model.ledger import Ledger, gaps_in_words
from gongwen.model.office import Office
from gongwen.model.replies import LetterSettings
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import Text
from gongwen.operations.letters import sources
from gongwen.operations.letters.bodies import body_file, body_files
from gongwen.operations.letters.letter import SUFFIX, Letter, What, failed, file_name, output_of, with_suffix
from gongwen.operations.letters.numbers import Numbers
from gongwen.operations.letters.record import Known, recorded
from gongwen.operations.letters.rows import Rows, placed, unpacked
from gongwen.operations.letters.split import Asked, kind_of, letters_of, refused
from gongwen.operations.locks import letters_locked
from gongwen.operations.workspace import Workspace, open_workspace
from gongwen.registry.ledger import LedgerReading, read_row_by_row
from gongwen.registry.letter_numbers import FILE, LetterKey
from gongwen.resolve.places import place_of

Kind = Literal["答复", "会办意见"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Folders with more than 20,000 files are slow to open on an office machine; a letter has up to three.
LETTERS_IN_FOLDER = 6_000
#: What most rows have in common, once for all of them.
_ALONE = ("",)
_NO_NUMBERS: Mapping[str, str] = {}


class Order(Struct, frozen=True):
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


class Job(Struct, frozen=True):
    """The letters of one row, to be made by whoever has the `Plan`'s ledger and settings.

    `row` is packed, `name` what its files are called without their endings, `told` what tells its letters apart,
    `body` the file of its text; `numbers` are those given to its letters, by `told`, and `known` what the record says
    of its files. `is_one_of_many`: other items have its number.
    """

    row: bytes
    name: str
    told: tuple[str, ...]
    body: Path | None
    numbers: Mapping[str, str]
    known: Mapping[str, Known]
    is_one_of_many: bool


class _Line(Struct):
    """What is remembered of a row: its short name (empty: no letter), its bare number, what tells its letters apart
    (nothing: there are none to make)."""

    name: str
    number: str
    body: Path | None
    told: tuple[str, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=lambda: _NO_NUMBERS)


class Plan(Struct, frozen=True):
    """The letters to make, the rows that need none or cannot be made, and what was found in the ledger.

    `count` is the number of letters to make; `left` are files of an earlier run that no row asks for any more,
    `numbered` is how many numbers were given now. `ledger` has no rows: it knows where in the file they stand.
    """

    order: Order
    workspace: Workspace
    settings: LetterSettings
    ledger: Ledger
    count: int
    settled: tuple[Letter, ...]
    left: tuple[str, ...]
    numbered: int
    diagnostics: tuple[Diagnostic, ...]
    _lines: list[_Line]
    _rows: Rows
    _known: Mapping[str, Known]

    @property
    def number_file(self) -> Path:
        """Where the numbers are entered."""
        return self.order.folder / FILE

    def jobs(self) -> Iterator[Job]:
        """The rows with letters to make, in the order of the ledger."""
        alike = Counter(line.number for line in self._lines)
        for line, row in zip(self._lines, self._rows, strict=True):
            if line.told:
                known, is_one_of_many = self._known_of(line), alike[line.number] > 1
                yield Job(row, line.name, line.told, line.body, line.numbers, known, is_one_of_many)

    def _known_of(self, line: _Line) -> Mapping[str, Known]:
        if not self._known:
            return {}
        outputs = [output_of(line.name, told) for told in line.told]
        names = (*outputs, *(with_suffix(output, sources.SUFFIX) for output in outputs))
        return {name: self._known[name] for name in names if name in self._known}


@contextmanager
def planned(order: Order) -> Iterator[Plan]:
    """Read everything and decide which letters there are; nobody else makes letters in the folder meanwhile.

    Refuses (ContentError, FileError) what is no ledger; ToolError where PDFs are wanted and nothing can make them, and
    where what is to deflate the letters is not installed.
    """
    if order.with_pdf:
        demand_office()
    workspace = open_workspace(order.ledger.parent)
    _ = workspace.deflater
    if order.with_sources:
        sources.path_between(order.folder, order.ledger, workspace.root)
    path = order.settings
    settings = load_record(path, LetterSettings, shown_as=str(path)) if path is not None else LetterSettings()
    with letters_locked(workspace, order.folder), closing(Rows()) as rows:
        yield _plan(order, workspace, settings, rows)


def _plan(order: Order, workspace: Workspace, settings: LetterSettings, rows: Rows) -> Plan:
    numbers = Numbers(order.folder, workspace.root)
    work = _Planning(order, workspace.office, settings, body_files(order.bodies), numbers, rows)
    reading = read_row_by_row(order.ledger, work.take, shown_as=str(order.ledger))
    _refuse_without_ways(reading)
    work.name(reading.ledger)
    work.number()
    known = recorded(order.folder)
    return Plan(
        order,
        workspace,
        settings,
        reading.ledger,
        sum(len(line.told) for line in work.lines),
        tuple(work.settled),
        tuple(sorted(_left(order.folder, known, work.lines))),
        numbers.keep(),
        reading.diagnostics,
        work.lines,
        rows,
        known,
    )


def _refuse_without_ways(reading: LedgerReading) -> None:
    """Where no sheet tells how items are handled, that is one fault of the ledger and not one of every row."""
    gaps = {gap.sheet: gap for gap in reading.ledger.gaps if gap.key == "办理方式"}
    lacking = [gaps.get(sheet.name) for sheet in reading.sheets if sheet.read]
    known = [gap for gap in lacking if gap is not None]
    if known and len(known) == len(lacking):
        place = Place(file=reading.ledger.file)
        message = f"{gaps_in_words(known, reading.ledger.file)}，不知道哪些件由本单位答复，一份也没有做。"
        raise ContentError(Diagnostic(Severity.ERROR, "content/ledger-column", message, place, hint=known[0].hint))


class _Planning:
    """Takes in one row after another."""

    def __init__(
        self,
        order: Order,
        office: Office,
        settings: LetterSettings,
        bodies: Mapping[str, Path],
        numbers: Numbers,
        rows: Rows,
    ) -> None:
        self._order = order
        self._office = office
        self._settings = settings
        self._bodies = bodies
        self._numbers = numbers
        self._rows = rows
        self._seen: set[str] = set()
        self._unnumbered: list[tuple[_Line, str, LetterKey, Text]] = []
        self.settled: list[Letter] = []
        self.lines: list[_Line] = []

    def take(self, row: Suggestion, ledger: Ledger) -> None:
        """The letters of a row; or why there are none."""
        kind = kind_of(row)
        line = _Line(_short_name(row) if kind else "", bare_number(row), body_file(row, self._bodies))
        self._rows.put(row)
        self.lines.append(line)
        if row.reply_number is not None:
            self._numbers.take(row.reply_number)
        if row.way and kind not in self._order.kinds:
            what: What = "这次不做" if kind else "不用答复"
            why, place = str(row.handling), place_of(row.number)
            self.settled.append(Letter(row.number, row.title, what, kind, reason=why, place=place))
            return
        is_second = self._is_second(row, kind)
        try:
            asked = self._asked(row, line.body, is_second=is_second)
        except GongwenError:
            try:
                # Once more with the place of every cell, which only a row that is refused needs.
                asked = self._asked(placed(row, ledger), line.body, is_second=is_second)
            except GongwenError as refusal:
                self.settled.append(failed(row, kind, refusal))
                return
        told = tuple(letter.told for letter in asked)
        line.told = told if told != _ALONE else _ALONE
        for letter in asked:
            if not letter.is_numbered and (letter.series or self._numbers.has(letter.key)):
                self._unnumbered.append((line, letter.told, letter.key, letter.series))

    def name(self, ledger: Ledger) -> None:
        """Names that are alike say more of their item; many letters are spread over folders.

        Whatever is asked for and whatever fails, a row has the same name: an older letter is known by it.
        """
        counts = Counter(line.name for line in self.lines)
        if any(count > 1 for name, count in counts.items() if name):
            for line, data in zip(self.lines, self._rows, strict=True):
                if line.name and counts[line.name] > 1:
                    line.name = _long_name(unpacked(data, ledger))
        named = [line for line in self.lines if line.name]
        if len(named) > LETTERS_IN_FOLDER:
            for place, line in enumerate(named):
                line.name = f"{place // LETTERS_IN_FOLDER + 1:03d}/{line.name}"

    def number(self) -> None:
        """Numbers for the letters that have none, in the order of the ledger."""
        for line, told, key, first in self._unnumbered:
            line.numbers = {**line.numbers, told: self._numbers.of(key, first)}

    def _is_second(self, row: Suggestion, kind: str) -> bool:
        """Has the ledger had this item before?"""
        key = "|".join((kind, row.kind, row.tier, row.session or "", row.number.lstrip("0")))
        is_second = bool(row.way) and key in self._seen
        self._seen.add(key)
        return is_second

    def _asked(self, row: Suggestion, body: Path | None, *, is_second: bool) -> list[Asked]:
        if not row.way:
            raise refused("content/reply-way", f"{row.number}号没有写办理方式，不知道是否由本单位答复。", row)
        if is_second:
            raise refused("content/reply-twice", f"{row.number}号在台账里有两件，会做成两份。", row)
        return list(letters_of(row, body, self._settings, self._office, self._order.first_number))


def _left(folder: Path, known: Mapping[str, Known], lines: Sequence[_Line]) -> Iterator[str]:
    """The files of an earlier run that no row asks for any more."""
    names = {name for name in known if name.endswith(SUFFIX)}
    if not names:
        return
    names -= {output_of(line.name, told) for line in lines for told in line.told}
    # Rows that are not asked for now, or have failed, may still have their letters.
    stems = {line.name for line in lines if not line.told}
    for name in names:
        words = name.removesuffix(SUFFIX).split(" ")
        heads = {" ".join(words[:count]) for count in range(1, len(words) + 1)}
        if not heads & stems and (folder / name).is_file():
            yield name


def bare_number(row: Suggestion) -> str:
    """As a content file names an item: 082 and 82 are one number."""
    return row.number.removeprefix("第").removesuffix("号").lstrip("0")


def _short_name(row: Suggestion) -> str:
    return file_name(f"{row.number} {row.title}")


def _long_name(row: Suggestion) -> str:
    return file_name(f"{row.number} {row.tier}{row.session or ''}{row.kind}{kind_of(row)} {row.title}")
