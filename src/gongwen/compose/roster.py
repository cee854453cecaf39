"""名单 as blocks: ranks in padded labels (K04), names in columns (K05, K08), office and working groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from gongwen.compose.names import names_in_lines, padded_label, with_unit
from gongwen.compose.widths import width
from gongwen.compose.words import called, words
from gongwen.model.outline import number_for, paragraphs
from gongwen.model.people import Entry, Person
from gongwen.model.roster import Group, Office, RosterBody
from gongwen.model.text import Text
from gongwen.printview import Block, Heading, Paragraph, RosterLine, RosterText
from gongwen.resolve.scope import Scope
from gongwen.standard.geometry import Geometry
from gongwen.standard.roster import LABEL_WIDTHS, NAME_GAP, NAME_WIDTHS


@dataclass(frozen=True, slots=True)
class _Columns:
    """The widths, in 字, that hold for every line of one roster."""

    label: int
    name: int
    line: int


def roster_blocks(roster: RosterBody, scope: Scope, geometry: Geometry) -> Iterator[Block]:
    """The whole roster: people, office, working groups, what is to be done when people change."""
    columns = _columns(roster, scope, geometry)
    yield from _group_blocks(roster, scope, columns)
    yield from _office_blocks(roster, scope, columns)
    for count, (name, group) in enumerate(roster.groups.items(), start=1):
        yield Heading(level=1, text=f"{number_for(1, count)}{words(Text(name), scope)}")
        yield from _group_blocks(group, scope, columns)
    if roster.changes is not None:
        yield from (Paragraph(text=words(line, scope)) for line in paragraphs(roster.changes))


def _columns(roster: RosterBody, scope: Scope, geometry: Geometry) -> _Columns:
    """As wide as the widest label (K04) and the longest name that has a column (K08); what is wider runs on (K07)."""
    groups = (roster, *((roster.office,) if roster.office else ()), *roster.groups.values())
    labels, names = {float(LABEL_WIDTHS[0])}, {float(NAME_WIDTHS[0])}
    for group in groups:
        for rank, entries in group.ranks.items():
            if group is roster.office and rank == _HEAD:
                continue
            labels.add(width(padded_label(rank)))
            names |= {width(with_unit(entry, scope)) + NAME_GAP for entry in entries if _has_post(entry)}
    return _Columns(_widest(labels, LABEL_WIDTHS), _widest(names, NAME_WIDTHS), geometry.characters.nominal)


def _widest(found: Iterable[float], columns: tuple[int, ...]) -> int:
    """The narrowest column that holds all of `found` that any column holds."""
    needed = max(item for item in found if item <= columns[-1])
    return next(column for column in columns if column >= needed)


def _has_post(entry: Entry) -> bool:
    return isinstance(entry, Person) and entry.post is not None


def _group_blocks(group: Group, scope: Scope, columns: _Columns) -> Iterator[Block]:
    for rank, entries in group.ranks.items():
        yield from _rank_blocks(padded_label(rank), entries, scope, columns)
    if group.duties is not None:
        yield from (Paragraph(text=words(line, scope)) for line in paragraphs(group.duties))


def _rank_blocks(label: str, entries: Iterable[Entry], scope: Scope, columns: _Columns) -> Iterator[Block]:
    """One line for each person with a post; names without posts in one row; words as they are."""
    if width(label) > columns.label:
        # A label that no column holds stands on a line of its own (K09).
        yield RosterText(label=label, text="", label_width=columns.label)
        label = ""
    for has_post, run in groupby(entries, key=_has_post):
        if has_post:
            for person in run:
                assert isinstance(person, Person)
                name = with_unit(person, scope)
                yield RosterLine(
                    label=label,
                    name=name,
                    post=words(person.post, scope) if person.post else "",
                    label_width=columns.label,
                    name_width=columns.name,
                    is_run_on=width(name) + NAME_GAP > columns.name,
                )
                label = ""
            continue
        for is_person, row in groupby(run, key=lambda entry: isinstance(entry, Person)):
            if is_person:
                names = [with_unit(entry, scope) for entry in row if isinstance(entry, Person)]
                texts = list(names_in_lines(names, columns.line - columns.label))
            else:
                texts = [words(entry.words, scope) for entry in row if not isinstance(entry, Person)]
            for text in texts:
                yield RosterText(label=label, text=text, label_width=columns.label)
                label = ""


def _office_blocks(roster: RosterBody, scope: Scope, columns: _Columns) -> Iterator[Block]:
    office = roster.office
    if office is None:
        return
    if office.wording is not None:
        yield from (Paragraph(text=words(line, scope)) for line in paragraphs(office.wording))
    else:
        yield Paragraph(text=_office_sentence(roster, office, scope))
    for rank, entries in office.ranks.items():
        if rank != _HEAD:
            yield from _rank_blocks(padded_label(rank), entries, scope, columns)
    if office.duties is not None:
        yield from (Paragraph(text=words(line, scope)) for line in paragraphs(office.duties))


_HEAD = "主任"


def _office_sentence(roster: RosterBody, office: Office, scope: Scope) -> str:
    """K13: 某某下设办公室，办公室设在……，某某同志兼任办公室主任，设综合组、督导组。"""
    clauses = [f"{roster.short_name or ''}下设办公室"]
    if office.seat is not None:
        clauses.append(f"办公室设在{words(office.seat, scope)}")
    listed = {entry.name for entries in roster.ranks.values() for entry in entries if isinstance(entry, Person)}
    for head in office.holders(_HEAD):
        verb = "兼任" if isinstance(head, Person) and head.name in listed else "任"
        title = "同志" if isinstance(head, Person) else ""
        clauses.append(f"{called(head, scope)}{title}{verb}办公室主任")
    if roster.groups:
        clauses.append(f"设{words(Text('、'.join(roster.groups)), scope)}")
    return f"{'，'.join(clauses)}。"
