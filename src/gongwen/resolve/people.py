"""The people a roster refers to, found in the register as it was on the day of the document.

A reference is a bare name, `姓名（单位）`, or a post (`局办公室主任`, `现任: …`). What comes back is the roster with
each of them written out as a clerk would have done that day, so nothing after this step knows of registers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from gongwen.diagnostics import Diagnostic
from gongwen.model.dates import STANDING
from gongwen.model.directory import Directory, PostCircle
from gongwen.model.people import Entry, LineWords, Person, PostHolder, Words, parse_line
from gongwen.model.placeholders import has_braces
from gongwen.model.register import RegisteredPerson
from gongwen.model.roster import NAME_FIRST, Group, Office, RosterBody, RosterLayout, StrokeOrder
from gongwen.model.text import Text
from gongwen.resolve.people_checks import RegisterThatDay

R = TypeVar("R", bound=RosterBody)
G = TypeVar("G", bound=Group)
#: Layouts in which the unit stands in a place of its own.
_WITH_UNIT = ("姓名（单位）", "表格")


#: What the register says of a reference whatever the day.
_OF_EVERY_DAY = frozenset(
    {
        "content/unknown-person",
        "content/namesakes",
        "content/unknown-post",
        "content/post-unheld",
        "content/unknown-unit",
        "content/unit-in-collective",
    }
)


class Mention(Struct, frozen=True):
    """One person in a roster: where he stands, the words that named him, his key in the register ("" for a stranger).

    `post` is the post by which he was found; "" if by name.
    """

    group: tuple[str, ...]
    rank: str
    written: Text
    name: str
    key: str = ""
    post: str = ""


class Referred(Struct, Generic[R], frozen=True):
    """A roster with its people written out, who they are, and every name and post that was looked up."""

    roster: R
    mentions: tuple[Mention, ...]
    looked_up: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def refer(roster: R, directory: Directory, on: date) -> Referred[R]:
    """`roster` with everybody it refers to as he was on the day `on`; STANDING for an undated roster.

    Never raises: what cannot be found is a finding, and stays as it was written.
    """
    work = _Referring(RegisterThatDay(directory, on))
    written_out = work.group(roster, (), roster.layout or NAME_FIRST)
    return Referred(written_out, tuple(work.mentions), frozenset(work.looked_up), tuple(work.found))


def strangers(roster: RosterBody, directory: Directory) -> tuple[Diagnostic, ...]:
    """What is wrong with the references of a roster whose day could not be read: whom nobody knows on any day."""
    return tuple(item for item in refer(roster, directory, STANDING).diagnostics if item.code in _OF_EVERY_DAY)


def mentions_without_register(roster: RosterBody) -> Iterator[Mention]:
    """The people of a roster that has no register: everybody is a stranger."""
    for way, group in roster.every_group():
        for rank, entries in group.sections():
            for entry in entries:
                if isinstance(entry, Person):
                    yield Mention(way, rank, entry.name, entry.name)


class _Referring(Struct, dict=True):
    that_day: RegisterThatDay
    mentions: list[Mention] = field(default_factory=list)
    looked_up: set[str] = field(default_factory=set)
    found: list[Diagnostic] = field(default_factory=list)

    @property
    def directory(self) -> Directory:
        return self.that_day.directory

    @property
    def on(self) -> date:
        return self.that_day.on

    def group(self, group: G, way: tuple[str, ...], layout: RosterLayout) -> G:
        """The group with all groups inside it."""
        layout = group.layout or layout
        self._check_units(group)
        order = group.order if isinstance(group, RosterBody) else None
        ranks = {rank: self._entries(entries, way, rank, layout, order) for rank, entries in group.ranks.items()}
        categories = {
            name: item.model_copy(
                update={"entries": self._entries(item.entries, way, name, layout, item.order or order)}
            )
            for name, item in group.categories.items()
        }
        office: Mapping[str, object] = {}
        if isinstance(group, RosterBody) and group.office is not None:
            office = {"office": self.group(group.office, (*way, "办公室"), layout)}
        groups = {name: self.group(inner, (*way, name), layout) for name, inner in group.groups.items()}
        return group.model_copy(update={"ranks": ranks, "categories": categories, "groups": groups, **office})

    def _check_units(self, group: Group) -> None:
        if not self.directory.units:
            return
        known = {name for unit in self.directory.units for name in (*unit.names, *unit.collectives)}
        seat = group.seat if isinstance(group, Office) else None
        if seat is not None and seat not in known and (near := self.that_day.misspelt_unit(seat, known)):
            self.found.append(near)
        for units in (group.lead_units, group.member_units):
            self.found += [
                self.that_day.unknown_unit(unit, known) for unit in units if unit not in known and not has_braces(unit)
            ]
            for unit in units:
                taken_in = self.directory.unit(unit)
                if collective := next((name for name in units if taken_in and name in taken_in.collectives), None):
                    self.found.append(self.that_day.listed_twice(unit, collective))

    def _entries(
        self, entries: Iterable[Entry], way: tuple[str, ...], rank: str, layout: RosterLayout, order: StrokeOrder | None
    ) -> tuple[Entry, ...]:
        found: list[tuple[Entry, Mention | None]] = []
        for entry in entries:
            found += self._entry(entry, layout)
        self.mentions += [replace(mention, group=way, rank=rank) for _, mention in found if mention is not None]
        if layout == NAME_FIRST and any(isinstance(entry, Person) and entry.post for entry, _ in found):
            self._tell_forgotten_posts(found)
        if order is None:
            self._compare_order([mention for _, mention in found if mention is not None])
        return tuple(entry for entry, _ in found)

    def _tell_forgotten_posts(self, found: Iterable[tuple[Entry, Mention | None]]) -> None:
        """Nobody of rank and file needs a post in the register; beside others who have one, it was forgotten."""
        for entry, mention in found:
            person = self.directory.of_key(mention.key) if mention is not None else None
            if isinstance(entry, Person) and entry.post is None and person is not None and not person.posts:
                self.found.append(self.that_day.without_post(entry.name))

    def _compare_order(self, mentions: Iterable[Mention]) -> None:
        """K02: the ranks that the register numbers (排序) against the order in which they are written."""
        known = [(mention, self.directory.of_key(mention.key)) for mention in mentions if mention.key]
        ranked = [(mention, person) for mention, person in known if person is not None and person.rank is not None]
        for (before, one), (after, other) in pairwise(ranked):
            if one.rank is not None and other.rank is not None and other.rank < one.rank:
                self.found.append(self.that_day.out_of_rank(before.written, one, after.written, other))
                return

    def _entry(self, entry: Entry, layout: RosterLayout) -> Iterator[tuple[Entry, Mention | None]]:
        if isinstance(entry, Person):
            if entry.post is not None:
                yield entry, self._inline(entry)
            else:
                yield from self._by_name(entry, layout)
        elif isinstance(entry, PostHolder) or (isinstance(entry, LineWords) and self._knows_post(entry.words)):
            yield from self._by_post(entry, entry.words, layout)
        elif isinstance(entry, LineWords):
            yield from self._by_pieces(entry, layout)
        else:
            yield entry, None

    # --- by name ---

    def _candidates(self, person: Person) -> tuple[RegisteredPerson, ...]:
        self.looked_up.add(person.name)
        return self.directory.named(person.name, person.unit)

    def _by_name(self, person: Person, layout: RosterLayout) -> Iterator[tuple[Entry, Mention | None]]:
        candidates = self._candidates(person)
        if not candidates and person.unit is None and self._knows_post(person.name):
            # 财政局长 has the shape of a name.
            yield from self._by_post(person, person.name, layout)
            return
        mention = Mention((), "", person.name, person.name)
        if not candidates:
            self.found.append(self.that_day.unknown(person))
            yield person, mention
        elif len(candidates) > 1:
            self.found.append(self.that_day.namesakes(person, candidates))
            yield person, mention
        else:
            (known,) = candidates
            title = self.directory.title_on(known, self.on)
            if title is None and known.posts:
                self.found.append(self.that_day.out_of_office(person.name, known))
            yield self._written_out(person, known, layout), replace(mention, key=known.key)

    # --- as written ---

    def _inline(self, person: Person) -> Mention:
        """A person written with a post: a stranger, or one whose post is compared with the register."""
        mention = Mention((), "", person.name, person.name)
        candidates = self._candidates(person)
        if person.post is None or not candidates:
            return mention
        fitting = [known for known in candidates if self.that_day.holds(known, person.post)]
        if fitting:
            return replace(mention, key=fitting[0].key)
        if len(candidates) > 1:
            # Which of them is meant cannot be told, so nothing can be said of his post.
            return mention
        (known,) = candidates
        if finding := self.that_day.differing(person, known):
            self.found.append(finding)
        return replace(mention, key=known.key)

    # --- by post ---

    def _knows_post(self, words: str) -> bool:
        self.looked_up.add(words)
        return self.directory.knows_post(words)

    def _by_post(self, entry: Entry, name: Text, layout: RosterLayout) -> Iterator[tuple[Entry, Mention | None]]:
        self.looked_up.add(name)
        if not self.directory.knows_post(name):
            posts = self.directory.posts_of_collective(name)
            for post in posts:
                yield from self._by_post(entry, Text(post, name.origin), layout)
            if posts:
                return
            self.found.append(self.that_day.unknown_post(name))
            yield entry, None
            return
        try:
            holders = self.directory.holders(name, self.on)
        except PostCircle:
            # Told at the register.
            yield entry, None
            return
        if not holders:
            self.found.append(self.that_day.vacant(name))
            yield entry, None
        if len(holders) > 1:
            self.found.append(self.that_day.shared(name, holders))
        # All his posts are printed, not only the one that named him.
        self.looked_up.update(known.name for known in holders)
        for known in holders:
            reference = Person(姓名=Text(known.name, name.origin))
            yield self._written_out(reference, known, layout), Mention((), "", name, known.name, known.key, name)

    # --- several in one line ---

    def _by_pieces(self, entry: LineWords, layout: RosterLayout) -> Iterator[tuple[Entry, Mention | None]]:
        """`孙明远、局办公室主任`: references if every piece is one; else words that stand as they are."""
        pieces = list(entry.words.parts("、"))
        people = [None if self._knows_post(piece) else self._known(piece) for piece in pieces]
        if len(pieces) < 2 or any(
            person is None and not self._knows_post(piece) for piece, person in zip(pieces, people, strict=True)
        ):
            unheld = [
                self.that_day.unheld(piece)
                for piece, person in zip(pieces, people, strict=True)
                if person is None and not self._knows_post(piece) and self.that_day.asks_for_a_post(piece)
            ]
            self.found += unheld
            # Told as a post, they are words from here on, so that nobody looks for a name in them again.
            yield Words(文字=entry.words) if unheld else entry, None
            return
        for piece, person in zip(pieces, people, strict=True):
            if person is not None:
                yield from self._by_name(person, layout)
            else:
                yield from self._by_post(LineWords(文字=piece), piece, layout)

    def _known(self, piece: Text) -> Person | None:
        """The person of the register that `piece` names, with or without a unit."""
        person, *others = parse_line(piece)
        is_bare = isinstance(person, Person) and person.post is None and not others
        return person if is_bare and isinstance(person, Person) and self._candidates(person) else None

    # --- the person as the roster prints him ---

    def _written_out(self, reference: Person, known: RegisteredPerson, layout: RosterLayout) -> Person:
        """What a clerk would have written that day: name and post; with a unit of its own where the layout has one."""
        title = self.directory.title_on(known, self.on)
        reference = reference.model_copy(update={"sex": known.sex, "ethnicity": known.ethnicity})
        if layout == "仅姓名":
            return reference
        if layout not in _WITH_UNIT:
            return reference.model_copy(update={"post": title, "unit": None if title else reference.unit})
        posts = self.directory.posts_on(known, self.on)
        unit = next((post.unit for post in posts if post.unit), known.unit)
        if unit is not None:
            unit = Text(self.directory.unit_names(unit)[0], unit.origin)
        if layout == "表格" and unit and title and title.startswith(unit):
            title = title.part(len(unit)) or title
        return reference.model_copy(update={"post": title, "unit": unit, "phone": known.phone})
