"""What of a ledger is overdue or soon due, as rows, as a table file, or for a calendar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from gongwen.diagnostics import ContentError, Diagnostic, Place, Severity
from gongwen.files import replace_file
from gongwen.model.dates import in_words, parse_date
from gongwen.model.ledger import Ledger, gaps_in_words
from gongwen.model.suggestion import Suggestion
from gongwen.operations.ledgers.asking import read_whole
from gongwen.registry.ledger_book import table_book

TITLES = ("科室", "编号", "标题", "办理方式", "承办人", "办结时限", "到期情况")


class Due(Struct, frozen=True):
    """An item without a reply, its last day, and how many days are left (negative: overdue)."""

    row: Suggestion
    last_day: date
    days: int

    @property
    def cells(self) -> tuple[str, ...]:
        """As `TITLES`."""
        row = self.row
        left = f"超期 {-self.days} 天" if self.days < 0 else "今天到期" if not self.days else f"还有 {self.days} 天"
        said = (row.section, row.number, row.title, row.handling, row.handler)
        return (*(str(text or "") for text in said), in_words(self.last_day), left)


class DueList(Struct, frozen=True):
    """What is due, by 科室 and day; the open items that have no last day, which nobody can watch; and in words what
    the ledger lacks to know which are open."""

    items: tuple[Due, ...]
    undated: tuple[Suggestion, ...]
    lacking: str = ""


def due_items(path: Path, *, on: date, within: int) -> DueList:
    """The open items of the ledger at `path` that are overdue on a day, or due within so many days."""
    return due_of(read_whole(path), on=on, within=within)


def due_of(ledger: Ledger, *, on: date, within: int) -> DueList:
    """Likewise of a ledger at hand."""
    still = [row for row in ledger.rows if row.awaits_answer and not row.replied_by(on)]
    dated = [(row, parse_date(row.due)) for row in still if row.due is not None]
    items = [Due(row, day, (day - on).days) for row, day in dated if (day - on).days <= within]
    items.sort(key=lambda item: (item.row.section or "", item.last_day, item.row.number))
    gaps = [gap for gap in ledger.gaps if gap.key == "答复日期"]
    return DueList(tuple(items), tuple(row for row in still if row.due is None), gaps_in_words(gaps))


def write_due(found: DueList, path: Path, *, on: date) -> None:
    """Write what is due to an XLSX or ICS file."""
    match path.suffix.lower():
        case ".xlsx":
            replace_file(path, table_book("到期提醒", TITLES, (item.cells for item in found.items)))
        case ".ics":
            replace_file(path, calendar(found, on=on).encode())
        case _:
            raise ContentError(
                Diagnostic(
                    Severity.ERROR,
                    "file/due-suffix",
                    "只能写成 .xlsx（表格）或 .ics（日历）文件。",
                    Place(file=str(path)),
                    hint="请改文件名的结尾。",
                )
            )


def calendar(found: DueList, *, on: date) -> str:
    """An iCalendar file (RFC 5545) with a whole-day entry for each item."""
    return "".join(_folded(line) for line in _calendar(found, on))


def _calendar(found: DueList, on: date) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongwen//ledger//ZH", "CALSCALE:GREGORIAN")
    for item in found.items:
        row = item.row
        name = hashlib.sha1(f"{row.kind}|{row.tier}|{row.session}|{row.number}".encode()).hexdigest()
        yield "BEGIN:VEVENT"
        yield f"UID:{name}@gongwen"
        yield f"DTSTAMP:{on:%Y%m%d}T000000Z"
        yield f"DTSTART;VALUE=DATE:{item.last_day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{item.last_day + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{_escaped(f'{row.number}号{row.kind}到期：{row.title}')}"
        # What is left of the time holds today only; the entry stands at the last day itself.
        said = "；".join(f"{title} {cell}" for title, cell in zip(TITLES[:-1], item.cells, strict=False) if cell)
        yield f"DESCRIPTION:{_escaped(said)}"
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _escaped(text: str) -> str:
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 bytes; a character is never parted."""
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > 75:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n".join(pieces) + "\r\n"
