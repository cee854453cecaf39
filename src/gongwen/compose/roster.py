"""名单 as blocks: ranks in padded labels (K04), names in columns (K05, K08), office and working groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from gongwen.compose.names import padded_label, with_unit
from gongwen.compose.words import called, words
from gongwen.model.outline import number_for, paragraphs
from gongwen.model.people import Entry, Person
from gongwen.model.roster import Group, Office, RosterBody
from gongwen.printview import Block, Heading, Paragraph, RosterLine, RosterText
from gongwen.resolve.scope import Scope


def roster_blocks(roster: RosterBody, scope: Scope) -> Iterator[Block]:
    """The whole roster: people, office, working groups, what is to be done when people change."""
    yield from _group_blocks(roster, scope)
    yield from _office_blocks(roster, scope)
    for count, (name, group) in enumerate(roster.groups.items(), start=1):
        yield Heading(level=1, text=f"{number_for(1, count)}{name}")
        yield from _group_blocks(group, scope)
    if roster.changes is not None:
        yield from (Paragraph(text=words(line, scope)) for line in paragraphs(roster.changes))


def _group_blocks(group: Group, scope: Scope) -> Iterator[Block]:
    for rank, entries in group.ranks.items():
        yield from _rank_blocks(padded_label(rank), entries, scope)
    if group.duties is not None:
        yield from (Paragraph(text=words(line, scope)) for line in paragraphs(group.duties))


def _rank_blocks(label: str, entries: Iterable[Entry], scope: Scope) -> Iterator[Block]:
    """One line for each person with a post; names without posts in one row; words as they are."""
    for has_post, run in groupby(entries, key=lambda entry: isinstance(entry, Person) and entry.post is not None):
        if has_post:
            for person in run:
                assert isinstance(person, Person)
                yield RosterLine(
                    label=label, name=with_unit(person), post=words(person.post, scope) if person.post else ""
                )
                label = ""
            continue
        for is_person, row in groupby(run, key=lambda entry: isinstance(entry, Person)):
            if is_person:
                texts = ["、".join(with_unit(entry) for entry in row if isinstance(entry, Person))]
            else:
                texts = [words(entry.words, scope) for entry in row if not isinstance(entry, Person)]
            for text in texts:
                yield RosterText(label=label, text=text)
                label = ""


def _office_blocks(roster: RosterBody, scope: Scope) -> Iterator[Block]:
    office = roster.office
    if office is None:
        return
    if office.wording is not None:
        yield from (Paragraph(text=words(line, scope)) for line in paragraphs(office.wording))
    else:
        yield Paragraph(text=_office_sentence(roster, office, scope))
    for rank, entries in office.ranks.items():
        if rank != _HEAD:
            yield from _rank_blocks(padded_label(rank), entries, scope)
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
        clauses.append(f"设{'、'.join(roster.groups)}")
    return f"{'，'.join(clauses)}。"
