"""What can only be seen when the references are known: names, citations, years, the order of phases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from pydantic import BaseModel

from gongwen.diagnostics import Diagnostic, Place
from gongwen.model.dates import parse_date, parse_span
from gongwen.model.document import Document, Official, Prose
from gongwen.model.phase import MEASURE_COLUMNS, PHASE_COLUMNS, Phase
from gongwen.model.placeholders import Placeholder, PlaceholderError, has_braces, pieces, standing_alone
from gongwen.model.text import Text, clip
from gongwen.model.which import is_schedule
from gongwen.resolve.document import ResolvedAttachment
from gongwen.resolve.places import error, place_of, warning
from gongwen.resolve.scope import Expanding, Reckoned, Scope
from gongwen.standard.elements import ATTACHMENT_WORD, DOCUMENT_NUMBER

if TYPE_CHECKING:
    from gongwen.reckon.figures import FigureMissing

#: A ledger has many names.
MOST_NAMES_TOLD = 40
_CITED = (
    rf"{ATTACHMENT_WORD}(?P<serial>\d{{1,3}})(?![.．：:\d])(?P<more>(?:[、和及至到~～—－-]\d{{1,3}})*)"
    rf"|(?:见|详见){ATTACHMENT_WORD}(?!\d)"
)
_FURTHER = r"([、和及至到~～—－-])(\d+)"
_ENCLOSED = r"(?<!不)附后(?=[）)。；，]|$)"


def texts_of(record: object) -> list[Text]:
    """Every text of a model, in the order of its fields; a document inside it speaks for itself."""
    found: list[Text] = []
    _gather((record,), found)
    return found


def _gather(values: Iterable[object], found: list[Text]) -> None:
    for value in values:
        if isinstance(value, Text):
            found.append(value)
        elif isinstance(value, BaseModel):
            # Fields that could not be read are not there.
            fields = value.__dict__.values()
            _gather([item for item in fields if item is not None and not isinstance(item, Document)], found)
        elif isinstance(value, dict):
            _gather(value.values(), found)
        elif isinstance(value, tuple | list):
            _gather(value, found)


def head_of(document: Document) -> str:
    """The first text that its writer wrote, for findings about the whole: as a rule the title."""
    return next((text for text in texts_of(document) if text.origin is not None), Text(""))


def check_texts(texts: Iterable[Text], scope: Scope) -> Iterator[Diagnostic]:
    """Every `{…}` of these texts names something, and what expands into paragraphs stands on a line of its own."""
    for text in texts:
        for line in text.nonblank_lines():
            try:
                found = pieces(line)
                alone = standing_alone(line)
            except PlaceholderError as fault:
                yield error(f"content/{fault.what}", fault.message, place_of(line, fault.offset))
                continue
            for piece in found:
                if isinstance(piece, Placeholder):
                    yield from _check_placeholder(piece, line, scope, is_alone=alone is not None)


def _check_placeholder(piece: Placeholder, line: Text, scope: Scope, *, is_alone: bool) -> Iterator[Diagnostic]:
    if scope.is_lost(piece.path):
        return
    target = scope.find(piece.path)
    place = place_of(line, piece.offset)
    if target is None:
        nearest = scope.nearest(piece.path)
        known = "、".join(list(scope.children)[:MOST_NAMES_TOLD])
        yield error(
            "content/unknown-name",
            f"没有“{clip('.'.join(piece.path), 30)}”可以引用。",
            place,
            f"是否指 {{{nearest}}}？" if nearest else f"这里可以引用：{known}。要印出大括号，请写作“{{{{”。",
        )
    elif target.leaf is None:
        known = "、".join(list(target.children)[:MOST_NAMES_TOLD])
        yield error(
            "content/incomplete-name",
            f"“{piece.path[-1]}”后面还要写明是哪一项。",
            place,
            f"如：{{{'.'.join(piece.path)}.{next(iter(target.children))}}}；可写的有：{known}。",
        )
    elif isinstance(target.leaf, Reckoned):
        from gongwen.reckon.figures import FigureMissing

        try:
            target.leaf.figures.figure(target.leaf.path)
        except FigureMissing as reason:
            yield missing(reason, place)
    elif isinstance(target.leaf, Expanding) and not is_alone:
        yield error(
            "content/not-alone",
            f"{piece.source} 会展开成几段，要独占一行。",
            place,
            "请把它单独写成一行。",
        )


def missing(reason: FigureMissing, place: Place) -> Diagnostic:
    """The finding of a figure that cannot be reckoned."""
    hint = reason.gaps[0].hint if reason.gaps else "请补上所缺的数据，或删去这一处。"
    return error("content/figure-missing", str(reason), place, hint)


_CLAUSES = {"信函": "10.1", "命令": "10.2", "纪要": "10.3"}


def check_head(document: Document, authorities: Sequence[str]) -> Iterator[Diagnostic]:
    """A red head bears an authority; the special formats have no place for some elements (10.1 to 10.3)."""
    if not isinstance(document, Official) or document.layout_format == "普通":
        return
    if not authorities and document.mark is None:
        yield error(
            "content/authority-missing",
            "有红头的文件要有发文机关。",
            place_of(document.title or document.kind, key="发文机关"),
            "请写“发文机关: ……”，或在 gongwen.yaml 里写一次，或改为“格式: 普通”。",
        )
    printing: dict[str, str | None] = {"印发机关": document.printing_authority, "印发日期": document.printing_date}
    signatory: dict[str, str | None] = {"签发人": document.signatories[0] if document.signatories else None}
    marks: dict[str, str | None] = {
        "份号": document.copy_number,
        "密级": document.secrecy,
        "紧急程度": document.urgency,
    }
    unprinted = {
        "信函": signatory | printing,
        "命令": signatory | marks,
        "纪要": signatory,
    }
    layout = document.layout_format
    for key, text in unprinted.get(layout, {}).items():
        if text is not None:
            yield error(
                "content/not-in-letter" if layout == "信函" else "content/not-in-format",
                f"{layout}格式不印“{key}”（GB/T 9704—2012 {_CLAUSES[layout]}）。",
                place_of(text, key=key),
                f"请删去“{key}”，或改为“格式: 文件”。",
            )


def check_number_year(document: Document) -> Iterator[Diagnostic]:
    """条例: the year of the number is the year of the date."""
    if not isinstance(document, Official) or document.number is None or document.issued_on is None:
        return
    match = re.fullmatch(DOCUMENT_NUMBER, document.number)
    year = parse_date(document.issued_on).year
    if match is not None and int(match["year"]) != year:
        yield error(
            "content/number-year",
            f"文号的年份是 {match['year']}，成文日期的年份是 {year}，两者应相同。",
            place_of(document.number, match.start("year"), key="文号"),
            f"请核对文号和日期；如日期无误，文号可写成：{match['code']}〔{year}〕{match['serial']}号。",
        )


def check_dates(document: Document) -> Iterator[Diagnostic]:
    """条例 9: the day of printing is not before the date; a document under a red head is dated."""
    if not isinstance(document, Official):
        return
    if document.issued_on is None:
        if document.layout_format != "普通":
            yield warning(
                "content/date-missing",
                "没有写日期，落款和成文日期都不会印出。",
                place_of(document.title or document.body or document.kind, key="日期"),
                "定稿时请写：日期: 2024年1月19日（改成成文日期）。",
            )
        return
    if document.printing_date is not None and parse_date(document.printing_date) < parse_date(document.issued_on):
        yield error(
            "content/printed-before-date",
            f"印发日期“{document.printing_date}”早于成文日期“{document.issued_on}”。",
            place_of(document.printing_date, key="印发日期"),
            "请核对两个日期。",
        )


def check_columns(document: Document) -> Iterator[Diagnostic]:
    """A schedule drawn from phases has only columns that a phase can fill."""
    if not is_schedule(document) or document.source is None:
        return
    known = (*PHASE_COLUMNS, *MEASURE_COLUMNS)
    for column, name in zip(document.columns, document.names, strict=True):
        if name not in known:
            yield warning(
                "content/column-unfilled",
                f"从阶段里取不到“{clip(name, 12)}”这一列，会全部留空。",
                place_of(column),
                f"能取的列：{'、'.join(known)}；要换列名，写成“责任单位={clip(name, 12)}”的样子。",
            )


def check_citations(
    document: Document, attachments: tuple[ResolvedAttachment, ...], scope: Scope
) -> Iterator[Diagnostic]:
    """Every attachment cited is there, and every attachment there is cited."""
    cited: set[int] = set()
    is_readable = True
    for text in _running_texts(document):
        if not (ATTACHMENT_WORD in text or "附后" in text or has_braces(text)):
            continue
        for match in re.finditer(_CITED, text):
            serial = int(match["serial"]) if match["serial"] else 1
            # What follows may count something else (附件1、3个单位): it cites what is there and misses nothing.
            cited |= {serial, *_further(serial, match["more"] or "", len(attachments))}
            if serial > len(attachments):
                there = f"只有 {len(attachments)} 个附件" if attachments else "没有附件"
                yield error(
                    "content/attachment-missing",
                    f"文中写到“{match.group()}”，但本文件{there}。",
                    place_of(text, match.start()),
                    "请在“附件”里补上，或改正文中的序号。",
                )
        if not attachments:
            for match in re.finditer(_ENCLOSED, text):
                yield warning(
                    "content/enclosure-missing",
                    "文中写“附后”，但本文件没有附件。",
                    place_of(text, match.start()),
                    "请在“附件”里补上，或改写这一句。",
                )
        named = _cited_by_name(text, scope, len(attachments))
        is_readable = is_readable and named is not None
        cited |= named or set()
    for index, attachment in enumerate(attachments, start=1):
        # A brace that went wrong may have been the citation; it is told by itself.
        if index not in cited and is_readable:
            item = document.attachments[index - 1]
            written = item.file if item.file is not None else item.name
            yield warning(
                "content/attachment-uncited",
                f"正文没有提到{attachment.mark}“{clip(attachment.name)}”。",
                place_of(written or ""),
                f"请在相应的地方写上“（见{{附件.{item.label or index}}}）”。",
            )


def _further(before: int, more: str, count: int) -> Iterator[int]:
    """The serials, up to `count`, that `more` adds to the one before: 3, 4 and 5 for 、3至5."""
    for joint, serial in re.findall(_FURTHER, more):
        last = min(int(serial), count)
        yield from (last,) if joint in "、和及" else range(before, last + 1)
        before = last


def _cited_by_name(text: Text, scope: Scope, count: int) -> set[int] | None:
    """The attachments that `{附件.…}` names; None if the braces of the text cannot be read."""
    try:
        found = pieces(text)
    except PlaceholderError:
        return None
    numbered = scope.children.get(ATTACHMENT_WORD)
    named = [piece.path for piece in found if isinstance(piece, Placeholder) and piece.path[0] == ATTACHMENT_WORD]
    if numbered is None or not all(len(path) > 1 and path[1] in numbered.children for path in named):
        return set() if numbered is None or not named else None
    targets = [numbered.children[path[1]] for path in named]
    return {index for index in range(1, count + 1) if any(numbered.children[str(index)] is item for item in targets)}


def _running_texts(document: Document) -> Iterator[Text]:
    """The texts in which attachments are cited."""
    if isinstance(document, Prose):
        if document.body is not None:
            yield document.body
        yield from (phase.content for phase in document.phases)


_DAY = r"(\d{1,2})月(\d{1,2})日"


def _is_real(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def check_phases(phases: Iterable[Phase], year: int | None) -> Iterator[Diagnostic]:
    """The phases follow one another in time. What cannot be read as a time is left out."""
    before: tuple[Phase, int] | None = None
    for phase in phases:
        if phase.time is None:
            continue
        # Without a date the year is unknown; any will do to compare phases with one another.
        for match in re.finditer(_DAY, phase.time):
            if not _is_real(year or 2000, int(match[1]), int(match[2])):
                yield error(
                    "content/date-unreal",
                    f"“{clip(phase.name)}”的时间里没有“{match.group()}”这一天，请核对月份和日子。",
                    place_of(phase.time, match.start(), key="时间"),
                )
        span = parse_span(phase.time, year=year or 2000)
        if span is None:
            continue
        if span.last < span.first:
            yield error(
                "content/phase-backwards",
                f"“{clip(phase.name)}”的时间“{clip(phase.time)}”结束早于开始。",
                place_of(phase.time, key="时间"),
                "请核对起止日期。",
            )
        elif before is not None and span.first.toordinal() < before[1]:
            yield error(
                "content/phase-order",
                f"“{clip(phase.name)}”（{clip(phase.time)}）早于前一阶段"
                f"“{clip(before[0].name)}”（{clip(before[0].time or '')}）。",
                place_of(phase.time, key="时间"),
                "请核对时间，或把各阶段按先后排列；跨年的请写明年份。",
            )
        else:
            before = (phase, span.first.toordinal())
