"""A document beside the rosters it takes in: numbers stated in the text (J06), phones made public (K17)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Document, Official, Prose
from gongwen.model.outline import to_chinese
from gongwen.model.people import Person
from gongwen.model.roster import RosterBody, RosterLayout
from gongwen.model.table import SERIAL_COLUMN, TableBody
from gongwen.model.text import Text, clip
from gongwen.model.which import is_roster
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.places import place_of, warning

CODES = {
    "content/member-count": "文中写的人数、单位数与名单不同",
    "content/phones-published": "公开的文件里有联系人的电话",
}
_NUMBER = r"(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3}|两)"
_RANKED = re.compile(rf"(?P<rank>副总指挥|副组长|副主任|成员|委员)(?:共有|共|有|为)?{_NUMBER}(?:名|人|位)")
_WHOLE = re.compile(rf"由{_NUMBER}(?:名|位)?(?:同志|人员|人)组成")
_UNITS = re.compile(
    rf"成员单位(?:共有|共|有|为)?{_NUMBER}(?:个|家)|{_NUMBER.replace('count', 'ahead')}(?:个|家)成员单位"
)
_COUNTS = {to_chinese(number): number for number in range(1, 100)} | {"两": 2}
_PUBLIC = ("主动公开", "公开发布", "可公开", "公开")
_PUBLIC_KINDS = ("公告", "通告", "公报")
_PHONES = re.compile(r"电话|手机|联系方式")
_NAMES = re.compile(r"姓名|联系人|联络员|负责人")


def check_staffing(resolved: ResolvedDocument) -> Iterator[Diagnostic]:
    """What a roster makes wrong with the document around it, or the document with the roster."""
    papers = list(resolved.papers())
    rosters = [paper.document for paper in papers if is_roster(paper.document)]
    bodies: list[RosterBody] = [*rosters, *(paper.adjusted.roster for paper in papers if paper.adjusted is not None)]
    texts = [
        paper.document.body for paper in papers if isinstance(paper.document, Prose) and paper.document.body is not None
    ]
    for text in texts if len(bodies) == 1 else ():
        yield from _check_counts(text, bodies[0])
    if _is_public(resolved.document):
        for roster in bodies:
            yield from _check_phones(roster)
        for table in _tables(papers):
            yield from _check_phone_column(table)


# --- J06 ---


def _check_counts(text: Text, roster: RosterBody) -> Iterator[Diagnostic]:
    """Numbers in the text against the rows; where a row is no person, nobody can count."""
    for line in text.nonblank_lines():
        for match in _RANKED.finditer(line):
            held = [entries for rank, entries in roster.ranks.items() if rank.endswith(match["rank"])]
            entries = [entry for each in held for entry in each]
            if entries and all(isinstance(entry, Person) for entry in entries):
                yield from _compare(line, match, "count", len(entries), f"名单里的{match['rank']}有 {{}} 人")
        for match in _WHOLE.finditer(line):
            entries = [entry for each in roster.ranks.values() for entry in each]
            if entries and all(isinstance(entry, Person) for entry in entries):
                people = len({(entry.name, entry.unit) for entry in entries if isinstance(entry, Person)})
                yield from _compare(line, match, "count", people, "名单里有 {} 人")
        for match in _UNITS.finditer(line):
            if roster.member_units and not any(unit.startswith("各") for unit in roster.member_units):
                where = "count" if match["count"] else "ahead"
                yield from _compare(line, match, where, len(roster.member_units), "名单里的成员单位有 {} 个")


def _compare(line: Text, match: re.Match[str], where: str, count: int, truth: str) -> Iterator[Diagnostic]:
    written = match[where]
    stated = int(written) if written.isdecimal() else _COUNTS.get(written, count)
    if stated != count:
        yield warning(
            "content/member-count",
            f"文中写“{clip(match.group())}”，{truth.format(count)}。",
            place_of(line, match.start()),
            "请核对文中的数和名单。",
        )


# --- K17 ---


def _is_public(document: Document) -> bool:
    is_said = document.openness is not None and document.openness.startswith(_PUBLIC)
    return is_said or (isinstance(document, Official) and document.kind in _PUBLIC_KINDS)


def _check_phones(roster: RosterBody) -> Iterator[Diagnostic]:
    """Phones are printed in tables only; one finding a roster."""
    layouts: dict[tuple[str, ...], RosterLayout | None] = {(): roster.layout}
    for way, group in roster.every_group():
        layouts[way] = group.layout or layouts[way[:-1]]
        if layouts[way] != "表格":
            continue
        for _, entries in group.sections():
            for entry in entries:
                if isinstance(entry, Person) and entry.phone is not None:
                    yield _told(entry.phone, "名单")
                    return


def _tables(papers: list[ResolvedDocument]) -> Iterator[TableBody]:
    for paper in papers:
        if isinstance(paper.document, TableBody):
            yield paper.document
        if isinstance(paper.document, Prose):
            yield from paper.document.tables.values()
        yield from (item.content for item in paper.attachments if isinstance(item.content, TableBody))


def _check_phone_column(table: TableBody) -> Iterator[Diagnostic]:
    if not any(_NAMES.search(title) for title in table.titles):
        return
    for row in table.rows:
        written = [name for name in table.names if name != SERIAL_COLUMN]
        cells = row.items() if isinstance(row, dict) else zip(written, row, strict=False)
        for name, cell in cells:
            if _PHONES.search(name) and re.search(r"\d{7}", cell):
                yield _told(cell, "表")
                return


def _told(phone: Text, what: str) -> Diagnostic:
    return warning(
        "content/phones-published",
        f"文件要公开，{what}里却印有个人的电话。",
        place_of(phone),
        "公开的文本请删去电话，或另发联络表；确要公开的，可写入“忽略检查”。",
    )
