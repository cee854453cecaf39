"""名单 as blocks: ranks in padded labels (K04), names in columns (K05, K08), office and working groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from gongwen.compose.names import marked, named, names_in_lines, padded, padded_label
from gongwen.compose.table import table_blocks
from gongwen.compose.words import called, words
from gongwen.model.outline import number_for, paragraphs
from gongwen.model.people import Entry, Person
from gongwen.model.roster import NAME_FIRST, Group, Mark, Office, RosterBody, RosterLayout
from gongwen.model.table import SERIAL_COLUMN, TableBody
from gongwen.model.text import Text
from gongwen.printview import Block, Heading, Paragraph, RosterLine, RosterText
from gongwen.resolve.scope import Scope
from gongwen.standard.geometry import Geometry
from gongwen.standard.roster import LABEL_WIDTHS, NAME_GAP, NAME_WIDTHS, order_note, stroke_key, without_strokes
from gongwen.standard.widths import width


class _Columns(Struct, frozen=True):
    """The widths, in 字, that hold for every line of one roster, and the page it stands on."""

    label: int
    name: int
    geometry: Geometry


class _Look(Struct, frozen=True):
    """How a group prints its people; what it does not say, it has from the group around it."""

    layout: RosterLayout = NAME_FIRST
    marks: tuple[Mark, ...] = ()

    def of(self, group: Group) -> _Look:
        """The look of a group inside."""
        return _Look(group.layout or self.layout, self.marks if group.marks is None else group.marks)


def roster_in_text(roster: RosterBody, scope: Scope, geometry: Geometry) -> Iterator[Block]:
    """A roster among other paragraphs: it has no title under which to say how it is ordered."""
    if roster.order is not None:
        yield Paragraph(text=order_note(roster.order))
    yield from roster_blocks(roster, scope, geometry)


def roster_blocks(roster: RosterBody, scope: Scope, geometry: Geometry) -> Iterator[Block]:
    """The whole roster: people, office, working groups, what is to be done when people change."""
    columns = _columns(roster, scope, geometry)
    look = _Look().of(roster)
    yield from _group_blocks(roster, scope, columns, look, roster.order)
    yield from _office_blocks(roster, scope, columns, look)
    yield from _inner_groups(roster, scope, columns, look, level=1)
    if roster.changes is not None:
        yield from (Paragraph(text=words(line, scope)) for line in paragraphs(roster.changes))


#: Headings go no deeper than this (7.3.3).
_DEEPEST = 4


def _inner_groups(group: Group, scope: Scope, columns: _Columns, look: _Look, *, level: int) -> Iterator[Block]:
    """The working groups under `group`, each with a numbered heading, and those inside them one level down."""
    for count, (name, inner) in enumerate(group.groups.items(), start=1):
        yield Heading(level=level, text=f"{number_for(level, count)}{words(Text(name), scope)}")
        yield from _group_blocks(inner, scope, columns, look.of(inner))
        yield from _inner_groups(inner, scope, columns, look.of(inner), level=min(level + 1, _DEEPEST))


def _columns(roster: RosterBody, scope: Scope, geometry: Geometry) -> _Columns:
    """As wide as the widest label (K04) and the longest name that has a column (K08); what is wider runs on (K07)."""
    labels, names = {float(LABEL_WIDTHS[0])}, {float(NAME_WIDTHS[0])}
    looks: dict[tuple[str, ...], _Look] = {(): _Look()}
    for way, group in roster.every_group():
        looks[way] = looks[way[:-1]].of(group)
        for rank, entries in group.sections():
            if group is roster.office and rank == _HEAD:
                continue
            labels.add(width(padded_label(rank)))
            posted = [entry for entry in entries if isinstance(entry, Person) and entry.post is not None]
            names |= {width(named(person, scope, looks[way].marks)) + NAME_GAP for person in posted}
    return _Columns(_widest(labels, LABEL_WIDTHS), _widest(names, NAME_WIDTHS), geometry)


def _widest(found: Iterable[float], columns: tuple[int, ...]) -> int:
    """The narrowest column that holds all of `found` that any column holds."""
    needed = max(item for item in found if item <= columns[-1])
    return next(column for column in columns if column >= needed)


def _has_post(entry: Entry) -> bool:
    return isinstance(entry, Person) and entry.post is not None


def _group_blocks(
    group: Group, scope: Scope, columns: _Columns, look: _Look, order: str | None = None
) -> Iterator[Block]:
    """The people of one group, then its units and its duties."""
    if look.layout == "表格":
        yield from _contact_table(group, scope, columns.geometry, look, order)
    else:
        for rank, entries in group.ranks.items():
            yield from _rank_blocks(padded_label(rank), _in_order(entries, order), scope, columns, look)
        for name, category in group.categories.items():
            label = f"{name}{order_note(category.order)}" if category.order else name
            entries = _in_order(category.entries, category.order or order)
            yield from _rank_blocks(padded_label(label), entries, scope, columns, look)
    for name, units in (("牵头单位", group.lead_units), ("成员单位", group.member_units)):
        if units:
            label = padded_label(name)
            text = "、".join(words(unit, scope) for unit in units)
            yield RosterText(label=label, text=text, label_width=max(columns.label, round(width(label))))
    if group.duties is not None:
        yield from (Paragraph(text=words(line, scope)) for line in paragraphs(group.duties))


def _in_order(entries: tuple[Entry, ...], order: str | None) -> tuple[Entry, ...]:
    """K03: people by strokes where the roster says so; as they are written where it cannot be done (told by proof)."""
    people = [entry for entry in entries if isinstance(entry, Person)]
    if order is None or len(people) < len(entries) or any(without_strokes(person.name) for person in people):
        return entries
    return tuple(sorted(people, key=lambda person: stroke_key(person.name, order)))


def _rank_blocks(label: str, entries: Iterable[Entry], scope: Scope, columns: _Columns, look: _Look) -> Iterator[Block]:
    """One line for each person with a post; names without posts in one row; words as they are."""
    if width(label) > columns.label:
        # A label that no column holds stands on a line of its own (K09).
        yield RosterText(label=label, text="", label_width=columns.label)
        label = ""
    for has_post, run in groupby(entries, key=lambda entry: look.layout == NAME_FIRST and _has_post(entry)):
        if has_post:
            for person in run:
                assert isinstance(person, Person)
                name = named(person, scope, look.marks)
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
                names = [_in_row(entry, scope, look) for entry in row if isinstance(entry, Person)]
                texts = list(names_in_lines(names, columns.geometry.characters.nominal - columns.label))
            else:
                texts = [words(entry.words, scope) for entry in row if not isinstance(entry, Person)]
            for text in texts:
                yield RosterText(label=label, text=text, label_width=columns.label)
                label = ""


def _in_row(person: Person, scope: Scope, look: _Look) -> str:
    """A name among others: with unit or post in brackets where the layout asks for it (K09), else as it is."""
    if look.layout == "姓名（单位）" and person.unit is None and person.post is not None:
        return f"{padded(person.name)}{marked(person, look.marks)}（{words(person.post, scope)}）"
    return named(person, scope, look.marks)


_CONTACT_COLUMNS = ("姓名", "单位", "职务", "电话")


def _contact_table(group: Group, scope: Scope, geometry: Geometry, look: _Look, order: str | None) -> Iterator[Block]:
    """Everybody of the group in a table, with the columns that anybody fills."""
    rows = []
    for rank, entries in group.sections():
        own = group.categories[rank].order if rank in group.categories else None
        for entry in _in_order(entries, own or order):
            if isinstance(entry, Person):
                name = Text(f"{entry.name}{marked(entry, look.marks)}", entry.name.origin)
                filled = {"姓名": name, "单位": entry.unit, "职务": entry.post, "电话": entry.phone}
            else:
                filled = {"姓名": entry.words}
            rows.append({"名单职务": Text(rank)} | {name: value for name, value in filled.items() if value})
    if not rows:
        return
    columns = [SERIAL_COLUMN, "名单职务", *(name for name in _CONTACT_COLUMNS if any(name in row for row in rows))]
    table = TableBody.model_validate({"列": columns, "行": rows, "合并": ["名单职务"]})
    yield from table_blocks(table, scope, geometry)


def _office_blocks(roster: RosterBody, scope: Scope, columns: _Columns, look: _Look) -> Iterator[Block]:
    office = roster.office
    if office is None:
        return
    if office.wording is not None:
        yield from (Paragraph(text=words(line, scope)) for line in paragraphs(office.wording))
    else:
        yield Paragraph(text=_office_sentence(roster, office, scope))
    others = office.model_copy(update={"ranks": {key: item for key, item in office.ranks.items() if key != _HEAD}})
    yield from _group_blocks(others, scope, columns, look.of(office))
    yield from _inner_groups(office, scope, columns, look.of(office), level=2)


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
