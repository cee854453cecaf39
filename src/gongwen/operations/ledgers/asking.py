"""What a user can ask of a ledger."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from gongwen.compose.figures import value_words
from gongwen.diagnostics import ContentError, Diagnostic, FileError, Place, Severity, in_order, refuse_if_errors
from gongwen.files import replace_file
from gongwen.model.counting import Counting
from gongwen.model.ledger import Ledger, gaps_in_words
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import clip
from gongwen.operations.workspace import open_workspace
from gongwen.reckon.figures import Figure, FigureMissing, Figures
from gongwen.reckon.identities import Unchecked, unchecked
from gongwen.reckon.selection import DIMENSIONS, Selection
from gongwen.registry.ledger import LedgerReading, SheetCount, load_ledger, read_ledger
from gongwen.registry.ledger_book import ledger_book
from gongwen.resolve.ledger import check_ledger, spot


class LedgerCheck(Struct, frozen=True):
    """What became of the rows of a ledger, sheet by sheet, everything found, and what could not be looked at."""

    sheets: tuple[SheetCount, ...]
    diagnostics: tuple[Diagnostic, ...]
    unchecked: tuple[Unchecked, ...]

    @property
    def has_errors(self) -> bool:
        return any(item.severity is Severity.ERROR for item in self.diagnostics)


def check_one_ledger(path: Path, *, on: date | None = None) -> LedgerCheck:
    """Read the ledger at `path` and look at its rows together. Refuses (ContentError, FileError) what is no ledger."""
    reading = read_anywhere(path)
    counting = counting_at(path)
    found = (*reading.diagnostics, *check_ledger(reading.ledger, counting, on))
    return LedgerCheck(reading.sheets, in_order(found), unchecked(_rows(reading.ledger, counting)))


def read_anywhere(path: Path) -> LedgerReading:
    """A ledger by its path; one need not lie in a workspace."""
    return read_ledger(path, shown_as=str(path))


def counting_at(path: Path) -> Counting:
    """The office's own 口径 if the file lies in a workspace, else the usual one."""
    try:
        return open_workspace(path.parent).office.counting
    except FileError:
        return Counting()


def read_whole(path: Path) -> Ledger:
    """The ledger at `path`; refuses (ContentError, FileError) one in which a row could not be read."""
    return load_ledger(path, shown_as=str(path))[0]


def _rows(ledger: Ledger, counting: Counting, on: date | None = None) -> Selection:
    return Selection(ledger.rows, counting, on, ledger.gaps)


class NamedFigure(Struct, frozen=True):
    """A figure with its value in words; without one, `why` it cannot be reckoned."""

    name: str
    figure: Figure | None = None
    words: str = ""
    why: str = ""


def ledger_figures(
    path: Path, names: Sequence[str] = (), *, last: Path | None = None, on: date | None = None
) -> list[NamedFigure]:
    """The figures of these names (建议.主办, 总数|同比), or those that a report usually gives."""
    counting = counting_at(path)
    before = _rows(read_whole(last), counting) if last is not None else None
    figures = Figures(_rows(read_whole(path), counting, on), before)
    if not names:
        return [*(_named(figures, steps) for steps in figures.usual()), *_uncounted(figures.all)]
    found = []
    missing: list[Diagnostic] = []
    for name in names:
        steps = tuple(name.replace("|", ".").split("."))
        if figures.following(steps) is None or not figures.is_whole(steps):
            near = difflib.get_close_matches(name, figures.following(()) or (), n=1)
            raise ContentError(
                Diagnostic(
                    Severity.ERROR,
                    "content/figure-unknown",
                    f"没有“{clip(name, 30)}”这个数。",
                    hint=f"是否指 {near[0]}？" if near else "不写名称时列出常用的各数。",
                )
            )
        try:
            figures.figure(steps)
        except FigureMissing as reason:
            hint = reason.gaps[0].hint if reason.gaps else "同比、增幅要用 --last 给出去年的台账。"
            missing.append(Diagnostic(Severity.ERROR, "content/figure-missing", str(reason), hint=hint))
            continue
        found.append(_named(figures, steps))
    if missing:
        raise ContentError(*missing)
    return found


def _uncounted(rows: Selection) -> Iterator[NamedFigure]:
    """The dimensions by which the rows cannot be counted."""
    for item in DIMENSIONS:
        if gaps := rows.gaps_in(item.keys):
            yield NamedFigure(item.name, why=f"{gaps_in_words(gaps)}，不能按“{item.name}”分。")


def _named(figures: Figures, steps: tuple[str, ...]) -> NamedFigure:
    name = ".".join(steps)
    try:
        figure = figures.figure(steps)
    except FigureMissing as reason:
        return NamedFigure(name, why=str(reason))
    return NamedFigure(name, figure, value_words(figure.value))


class Difference(Struct, frozen=True):
    """An item that is new (no `before`), gone (no `after`), or says something else under `key`."""

    number: str
    title: str
    key: str
    before: str
    after: str


def ledger_differences(old: Path, new: Path) -> list[Difference]:
    """What changed from one version of a ledger to another: gone and changed items in the old order, then new ones."""
    before, after = (_by_number(read_whole(path)) for path in (old, new))
    found = []
    for key, row in before.items():
        other = after.get(key)
        if other is None:
            found.append(Difference(row.number, row.title, "删去", row.title, ""))
            continue
        for name, field in Suggestion.model_fields.items():
            one, two = (_said(getattr(item, name)) for item in (row, other))
            if one != two:
                found.append(Difference(row.number, row.title, field.alias or name, one, two))
    added = (row for key, row in after.items() if key not in before)
    return found + [Difference(row.number, row.title, "新增", "", row.title) for row in added]


def _by_number(ledger: Ledger) -> dict[tuple[str, ...], Suggestion]:
    """A number that is given twice is told apart by its order."""
    found: dict[tuple[str, ...], Suggestion] = {}
    for row in ledger.rows:
        key: tuple[str, ...] = (row.kind, row.tier, row.session or "", row.number.lstrip("0"))
        while key in found:
            key = (*key, "")
        found[key] = row
    return found


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return str(value) if value is not None else ""


def write_template(path: Path, source: Path | None = None) -> tuple[Diagnostic, ...]:
    """An empty ledger to fill in; with `source`, that ledger in the form of an XLSX file: gives what is not in it."""
    rows: tuple[Suggestion, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    if source is not None:
        reading = read_anywhere(source)
        refuse_if_errors(ContentError, reading.diagnostics)
        rows, found = reading.ledger.rows, (*_left_out(reading), *_of_sheets(reading))
    if path.suffix.lower() != ".xlsx":
        raise FileError(
            Diagnostic(Severity.ERROR, "file/ledger-suffix", "台账只能写成 .xlsx 文件。", Place(file=str(path)))
        )
    if path.exists():
        problem = Diagnostic(
            Severity.ERROR,
            "file/exists",
            "这个文件已经有了，没有改动。",
            Place(file=str(path)),
            hint="请换一个文件名。",
        )
        raise FileError(problem)
    replace_file(path, ledger_book(rows, tuple(counting_at(path).classes)))
    return found


def _left_out(reading: LedgerReading) -> Iterator[Diagnostic]:
    """The columns that a ledger in gongwen's form has no place for."""
    named = [f"“{title}”（{spot(title.origin)}）" for title in reading.unread if title.origin is not None]
    if named:
        yield Diagnostic(
            Severity.WARNING,
            "content/column-left-out",
            f"{'、'.join(named)}没有写进新台账。",
            Place(reading.ledger.file),
            hint="要保留的，请另抄到新台账最后一列的右边；其实是台账的一列时，先改成它的列名再做一次。",
        )


def _of_sheets(reading: LedgerReading) -> Iterator[Diagnostic]:
    yield from (item for item in reading.diagnostics if item.code in ("content/sheet-unread", "content/ledger-total"))
