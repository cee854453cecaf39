"""A 配档表 or 任务分解表 read with a clerk's eye (B04, B05, B17, B18): who does what, by when, in which phase.

All of this is practice; nothing here is a demand of a standard. What cannot be read as a time is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from gongwen.diagnostics import Diagnostic
from gongwen.model.dates import Span, in_words, parse_date, parse_span
from gongwen.model.document import Prose
from gongwen.model.papers import Roster
from gongwen.model.people import Person, is_name
from gongwen.model.phase import MEASURE_COLUMNS, Phase
from gongwen.model.table import TableBody
from gongwen.model.text import Text, clip
from gongwen.proof.table_rows import Row, counted, read_rows, tables_of
from gongwen.proof.table_sums import check_sums
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.places import place_of, remark, warning

CODES = {
    "content/table-unit-blank": "任务没有写责任单位",
    "content/table-deadline-blank": "任务没有写完成时限",
    "content/table-deadline-form": "完成时限的写法前后不一致",
    "content/table-deadline-outside": "完成时限在所属阶段的时间之外",
    "content/table-deadline-past": "完成时限早于成文日期",
    "content/table-deadline-order": "同一阶段里完成时限先后颠倒",
    "content/table-lead-repeated": "牵头单位又写在配合单位里",
    "content/table-unit-twice": "一格里同一个单位写了两次",
    "content/table-districts-last": "各区县没有写在各部门之后",
    "content/table-phase-split": "同一阶段的任务没有排在一起",
    "content/table-phase-order": "后一阶段的时间早于前一阶段",
    "content/table-phase-overlap": "前后两个阶段的时间重叠",
    "content/table-phase-missing": "方案里的阶段没有写进配档表",
    "content/table-phase-unknown": "配档表里的阶段不在方案里",
    "content/table-person-unlisted": "责任人不在名单里",
}
_PHASE, _TIME, _DEADLINE, _LEAD, _PERSON = "阶段", "时间", "完成时限", "牵头单位", "责任人"
_TASKS = (*MEASURE_COLUMNS, "任务", "事项", "目标任务", "重点任务", "工作事项")
_UNITS = ("责任单位", "责任部门")
_HELPERS = ("配合单位", "协办单位", "责任单位", "责任部门", "配合部门")
_SEPARATORS = re.compile("[、，,；;]")
_DISTRICTS = re.compile(r"^各?(?:区县|县区|县市区|市县|区|县|镇|乡镇|街道)")
_ENDS_WITH_FORM = re.compile(r"(?:(?P<year>\d{4})年)?\d{1,2}月(?:(?P<day>\d{1,2})日|底)?(?P<before>以?前)?")
_SPAN_IN_NAME = re.compile(r"[（(](?P<time>[^（()）]*\d[^（()）]*)[)）]\s*$")


class _Around(Struct, frozen=True):
    """What the papers round a table say: the day of the document, the plan's phases, the people of its rosters."""

    issued_on: date | None
    phases: tuple[Phase, ...]
    people: frozenset[str]

    def span(self, time: str) -> Span | None:
        return parse_span(time, year=self.issued_on.year if self.issued_on is not None else 2000)


def check_task_tables(resolved: ResolvedDocument) -> Iterator[Diagnostic]:
    """Every table of a document and of what goes out with it."""
    papers = list(resolved.papers())
    rosters = [paper.document for paper in papers if isinstance(paper.document, Roster)]
    people = frozenset(
        entry.name
        for roster in rosters
        for _, group in roster.every_group()
        for _, entries in group.sections()
        for entry in entries
        if isinstance(entry, Person)
    )
    written = getattr(resolved.document, "issued_on", None)
    issued_on = parse_date(written) if written is not None else None
    phases: tuple[Phase, ...] = ()
    for paper in papers:
        if isinstance(paper.document, Prose) and paper.document.phases:
            phases = paper.document.phases
        for table, name in tables_of(paper.document):
            rows = read_rows(table)
            yield from check_sums(table, rows, name)
            yield from _check_table(table, rows, _Around(issued_on, phases, people))


def _check_table(table: TableBody, rows: Sequence[Row], around: _Around) -> Iterator[Diagnostic]:
    rows = [row for row in rows if not row.is_total]
    if any(name in _TASKS for name in table.names):
        yield from _check_blanks(table, rows)
    for row in rows:
        yield from _check_units(row)
    if _DEADLINE in table.names:
        yield from _check_form(rows)
        yield from _check_deadlines(rows, around)
    if _PHASE in table.names:
        yield from _check_phases(rows, around)
    if around.people and _PERSON in table.names:
        yield from _check_people(rows, around.people)


def _check_blanks(table: TableBody, rows: Sequence[Row]) -> Iterator[Diagnostic]:
    """A task without a unit, or without a deadline, where the column is there."""
    hint = "请补上；确实没有的写“—”。"
    if blank := _blank(rows, [name for name in (*_UNITS, _LEAD) if name in table.names]):
        yield remark("content/table-unit-blank", f"{counted(blank)}没有写责任单位。", place_of(blank[0].first), hint)
    if blank := _blank(rows, [_DEADLINE] if _DEADLINE in table.names else []):
        yield remark(
            "content/table-deadline-blank", f"{counted(blank)}没有写完成时限。", place_of(blank[0].first), hint
        )


def _blank(rows: Sequence[Row], names: Sequence[str]) -> list[Row]:
    """The rows with nothing in any of these columns; none where nobody fills them: a form to be filled by hand."""
    blank = [row for row in rows if row.cells and not any(row.cells.get(name) for name in names)]
    return blank if names and len(blank) < len(rows) else []


def _check_units(row: Row) -> Iterator[Diagnostic]:
    lead = {str(unit) for unit in _parts(row.cells.get(_LEAD))}
    for name in (_LEAD, *_HELPERS):
        units = _parts(row.cells.get(name))
        seen: set[str] = set()
        for unit in units:
            if unit in seen:
                yield remark(
                    "content/table-unit-twice",
                    f"“{name}”里“{clip(unit, 12)}”写了两次。",
                    place_of(unit),
                    "请删去一处。",
                )
            elif name != _LEAD and unit in lead:
                yield remark(
                    "content/table-lead-repeated",
                    f"“{clip(unit, 12)}”是牵头单位，“{name}”里按惯例不再写。",
                    place_of(unit),
                    f"请从“{name}”里删去；没有别的单位就写“—”。",
                )
            seen.add(unit)
        districts = next((at for at, unit in enumerate(units) if _DISTRICTS.match(unit)), None)
        if districts is not None and not all(_DISTRICTS.match(unit) for unit in units[districts:]):
            yield remark(
                "content/table-districts-last",
                f"“{clip(units[districts], 12)}”后面还有别的单位，按惯例各区县写在最后。",
                place_of(units[districts]),
                f"可写成：{clip('、'.join([*units[:districts], *units[districts + 1 :], units[districts]]), 40)}",
            )


def _parts(cell: Text | None) -> list[Text]:
    return [piece for piece in cell.parts(_SEPARATORS) if piece] if cell is not None else []


def _check_form(rows: Sequence[Row]) -> Iterator[Diagnostic]:
    """B05: one form throughout: the year in all or in none, 前 behind all or behind none."""
    read = [(row.cells[_DEADLINE], match) for row in rows if (match := _deadline_form(row)) is not None]
    for group, what, example in (("year", "年份", "2026年6月底前"), ("before", "“前”字", "6月30日前")):
        having = [cell for cell, match in read if match[group]]
        lacking = [cell for cell, match in read if not match[group]]
        if having and lacking:
            few = min((having, lacking), key=len)
            yield remark(
                "content/table-deadline-form",
                f"完成时限有的写{what}，有的不写（{len(having)} 处写，{len(lacking)} 处不写），"
                f"如“{clip(few[0], 14)}”。",
                place_of(few[0]),
                f"按惯例一张表里写法一致，如：{example}。",
            )


def _deadline_form(row: Row) -> re.Match[str] | None:
    cell = row.cells.get(_DEADLINE)
    return _ENDS_WITH_FORM.fullmatch(cell) if cell is not None else None


def _check_deadlines(rows: Sequence[Row], around: _Around) -> Iterator[Diagnostic]:
    before: tuple[str, Span, Text] | None = None
    for row in rows:
        cell = row.cells.get(_DEADLINE)
        span = around.span(cell) if cell is not None else None
        if cell is None or span is None:
            continue
        if around.issued_on is not None and span.last < around.issued_on:
            yield warning(
                "content/table-deadline-past",
                f"完成时限“{clip(cell, 14)}”早于成文日期（{in_words(around.issued_on)}）。",
                place_of(cell),
                "请核对；是下一年的请写明年份，已经完成的可写“已完成”。",
            )
        phase = row.cells.get(_PHASE, Text(""))
        time = _phase_time(row, around)
        within = around.span(time) if time else None
        if time and within is not None and not within.first <= span.last <= within.last:
            yield warning(
                "content/table-deadline-outside",
                f"完成时限“{clip(cell, 14)}”不在“{clip(phase, 12) or '本阶段'}”的时间（{clip(time)}）之内。",
                place_of(cell),
                "请核对两处的时间。",
            )
        if before is not None and before[0] == phase and phase and span.last < before[1].first:
            yield remark(
                "content/table-deadline-order",
                f"“{clip(phase, 12)}”里，完成时限“{clip(cell, 14)}”排在“{clip(before[2], 14)}”后面。",
                place_of(cell),
                "按惯例同一阶段的任务按完成时间先后排；另有排法的，可写入“忽略检查”。",
            )
        before = (phase, span, cell)


def _phase_time(row: Row, around: _Around) -> str | None:
    """When the phase of a row is: in a column beside it, in brackets behind its name, or in the plan."""
    if time := row.cells.get(_TIME):
        return time
    phase = row.cells.get(_PHASE)
    if phase is None:
        return None
    if match := _SPAN_IN_NAME.search(phase):
        return match["time"]
    return next((item.time for item in around.phases if item.name == phase), None)


def _check_phases(rows: Sequence[Row], around: _Around) -> Iterator[Diagnostic]:
    runs: list[tuple[Text, str | None]] = []
    for row in rows:
        phase = row.cells.get(_PHASE)
        if phase is None or (runs and runs[-1][0] == phase):
            continue
        if any(name == phase for name, _ in runs):
            yield warning(
                "content/table-phase-split",
                f"“{clip(phase, 12)}”前面已经写过，中间隔着“{clip(runs[-1][0], 12)}”。",
                place_of(phase),
                "请把同一阶段的任务排在一起。",
            )
        runs.append((phase, _phase_time(row, around)))
    yield from _check_phase_times(runs, around)
    known = {item.name for item in around.phases}
    names = {str(_bare(name)) for name, _ in runs}
    if not known or not known & names:
        # The phases of the table are others than the plan's by design.
        return
    for name in dict.fromkeys(_bare(name) for name, _ in runs):
        if name not in known:
            yield warning(
                "content/table-phase-unknown",
                f"“{clip(name, 12)}”不是方案里的阶段。",
                place_of(name),
                f"方案里的阶段有：{clip('、'.join(known), 60)}。请核对名称。",
            )
    missing = [item.name for item in around.phases if item.name not in names]
    if missing:
        yield warning(
            "content/table-phase-missing",
            f"方案里的“{clip(missing[0], 12)}”没有写进配档表。",
            place_of(runs[-1][0]),
            "请补上这一阶段的任务；也可以写“取自: 方案.阶段”，由方案得出。",
        )


def _bare(phase: Text) -> Text:
    """A phase without its time in brackets."""
    match = _SPAN_IN_NAME.search(phase)
    return phase.part(0, match.start()) if match is not None else phase


def _check_phase_times(runs: Sequence[tuple[Text, str | None]], around: _Around) -> Iterator[Diagnostic]:
    before: tuple[Text, Span, str] | None = None
    for phase, time in runs:
        span = around.span(time) if time else None
        if time is None or span is None or span.last < span.first:
            continue
        if before is not None and phase != before[0]:
            if span.first < before[1].first:
                yield warning(
                    "content/table-phase-order",
                    f"“{clip(phase, 12)}”（{clip(time)}）早于前一阶段“{clip(before[0], 12)}”（{clip(before[2])}）。",
                    place_of(phase),
                    "请按时间先后排列各阶段；跨年的请写明年份。",
                )
            elif span.first < before[1].last and before[1].first != before[1].last:
                yield remark(
                    "content/table-phase-overlap",
                    f"“{clip(phase, 12)}”（{clip(time)}）与前一阶段"
                    f"“{clip(before[0], 12)}”（{clip(before[2])}）的时间重叠。",
                    place_of(phase),
                    "请核对；确实同时进行的，可写入“忽略检查”。",
                )
        before = (phase, span, time)


def _check_people(rows: Sequence[Row], people: frozenset[str]) -> Iterator[Diagnostic]:
    """B18: told once a table, with the number of others."""
    strange = dict.fromkeys(
        piece
        for row in rows
        for piece in _parts(row.cells.get(_PERSON))
        if is_name(piece) and "".join(piece.split()) not in people
    )
    if strange:
        first = next(iter(strange))
        more = f"等 {len(strange)} 人" if len(strange) > 1 else ""
        yield remark(
            "content/table-person-unlisted",
            f"责任人“{clip(first, 8)}”{more}不在一起印发的名单里。",
            place_of(first),
            "请核对姓名；确系名单以外的人，可写入“忽略检查”。",
        )
