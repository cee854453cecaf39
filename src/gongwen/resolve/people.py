"""The people a roster refers to, found in the register as it was on the day of the document.

A reference is a bare name, `姓名（单位）`, or a post (`局办公室主任`, `现任: …`). What comes back is the roster with
each of them written out as a clerk would have done that day, so nothing after this step knows of registers.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar

from gongwen.diagnostics import Diagnostic
from gongwen.model.dates import in_words
from gongwen.model.directory import STANDING, Directory, PostCircle
from gongwen.model.people import Entry, LineWords, Person, PostHolder, parse_line
from gongwen.model.register import RegisteredPerson, parse_term
from gongwen.model.roster import NAME_FIRST, Group, RosterBody, RosterLayout
from gongwen.model.text import Text
from gongwen.resolve.places import error, place_of, warning

R = TypeVar("R", bound=RosterBody)
G = TypeVar("G", bound=Group)
#: Layouts in which the unit stands in a place of its own.
_WITH_UNIT = ("姓名（单位）", "表格")


@dataclass(frozen=True, slots=True)
class Mention:
    """One person in a roster: where he stands, the words that named him, his key in the register ("" for a stranger).

    `post` is the post by which he was found; "" if by name.
    """

    group: tuple[str, ...]
    rank: str
    written: Text
    name: str
    key: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Referred(Generic[R]):
    """A roster with its people written out, who they are, and every name and post that was looked up."""

    roster: R
    mentions: tuple[Mention, ...]
    looked_up: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def refer(roster: R, directory: Directory, on: date) -> Referred[R]:
    """`roster` with everybody it refers to as he was on the day `on`; STANDING for an undated roster.

    Never raises: what cannot be found is a finding, and stays as it was written.
    """
    work = _Referring(directory, on)
    written_out = work.group(roster, (), roster.layout or NAME_FIRST)
    return Referred(written_out, tuple(work.mentions), frozenset(work.looked_up), tuple(work.found))


def mentions_without_register(roster: RosterBody) -> Iterator[Mention]:
    """The people of a roster that has no register: everybody is a stranger."""
    for way, group in roster.every_group():
        for rank, entries in group.sections():
            for entry in entries:
                if isinstance(entry, Person):
                    yield Mention(way, rank, entry.name, entry.name)


@dataclass
class _Referring:
    directory: Directory
    on: date
    mentions: list[Mention] = field(default_factory=list)
    looked_up: set[str] = field(default_factory=set)
    found: list[Diagnostic] = field(default_factory=list)

    def group(self, group: G, way: tuple[str, ...], layout: RosterLayout) -> G:
        """The group with all groups inside it."""
        layout = group.layout or layout
        self._check_units(group)
        ranks = {rank: self._entries(entries, way, rank, layout) for rank, entries in group.ranks.items()}
        categories = {
            name: item.model_copy(update={"entries": self._entries(item.entries, way, name, layout)})
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
        for unit in group.member_units:
            if unit not in known:
                self.found.append(
                    warning(
                        "content/unknown-unit",
                        f"单位表里没有“{unit[:20]}”。",
                        place_of(unit),
                        _meant(unit, known) or f"请核对名称，或补进 {self.directory.units_file}。",
                    )
                )

    def _entries(
        self, entries: Iterable[Entry], way: tuple[str, ...], rank: str, layout: RosterLayout
    ) -> tuple[Entry, ...]:
        written_out: list[Entry] = []
        for entry in entries:
            for person, mention in self._entry(entry, layout):
                written_out.append(person)
                if mention is not None:
                    self.mentions.append(replace(mention, group=way, rank=rank))
        return tuple(written_out)

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
            self.found.append(self._unknown(person))
            yield person, mention
        elif len(candidates) > 1:
            self.found.append(self._namesakes(person, candidates))
            yield person, mention
        else:
            (known,) = candidates
            title = self.directory.title_on(known, self.on)
            if title is None and (known.posts or layout != "仅姓名"):
                self._tell_without_post(person.name, known)
            yield self._written_out(person, known, layout), replace(mention, key=known.key)

    def _unknown(self, person: Person) -> Diagnostic:
        others = self.directory.named(person.name)
        if others:
            where = "、".join(f"{other.name}（{other.own_unit or other.number or ''}）" for other in others)
            return error(
                "content/unknown-person",
                f"人员库里的“{person.name[:8]}”不在“{(person.unit or '')[:12]}”。",
                place_of(person.name),
                f"库里有：{where}。",
            )
        return error(
            "content/unknown-person",
            f"人员库 {self.directory.file} 里没有“{person.name[:8]}”。",
            place_of(person.name),
            _meant(person.name, self.directory.names(), 0.6)
            or f"请核对姓名；库里没有的人，另起一行写姓名和职务：{person.name[:8]} 职务。",
        )

    def _namesakes(self, person: Person, candidates: Iterable[RegisteredPerson]) -> Diagnostic:
        forms = "、".join(f"{other.name}（{other.own_unit or other.number or '单位'}）" for other in candidates)
        return error(
            "content/namesakes",
            f"人员库里有几个“{person.name[:8]}”，不知道是哪一个。",
            place_of(person.name),
            f"请写明单位：{forms}。",
        )

    def _tell_without_post(self, written: Text, known: RegisteredPerson) -> None:
        """Why a person of the register holds nothing on the day: never did, not yet, no more."""
        name, place = written[:8], place_of(written)
        if not known.posts:
            self.found.append(
                warning(
                    "content/person-without-post",
                    f"“{name}”在人员库里没有职务，名单里只印姓名。",
                    place,
                    f"请在 {self.directory.file} 里补上职务。",
                )
            )
            return
        left = self.directory.left_on(known)
        if left is not None and left <= self.on:
            self.found.append(
                error(
                    "content/person-left",
                    f"“{name}”已于{in_words(left)}离任，{self._that_day()}没有职务。",
                    place,
                    self._successors(known, left) + "仍要列入的，后面写上职务；离任写错的，请改人员库。",
                )
            )
            return
        starts = [parse_term(post.start) for post in known.posts if post.start]
        later = min((day for day in starts if day > self.on), default=None)
        begins = self.directory.begins
        remark = f"人员库从{in_words(begins)}记起，这一天在它之前。" if begins and self.on < begins else ""
        self.found.append(
            error(
                "content/person-not-yet",
                f"“{name}”{self._that_day()}还没有职务"
                + (f"，{in_words(later)}才任职。" if later is not None else "。"),
                place,
                f"{remark}请核对文件日期和人员库里的起止；照当时的职务写也可以：{name} 职务。",
            )
        )

    def _that_day(self) -> str:
        return "现在" if self.on == STANDING else f"在{in_words(self.on)}"

    def _successors(self, known: RegisteredPerson, left: date) -> str:
        """Who came after him in his last posts, as a hint."""
        posts = [post for post in known.posts if post.end and parse_term(post.end) == left]
        for post in posts:
            name = self.directory.printed(post)
            try:
                after = [person.name for person in self.directory.holders(name, self.on)]
            except PostCircle:
                continue
            if after:
                return f"现在任{name[:20]}的是{'、'.join(after[:3])}；改写成职务就会随人员变动：{name[:20]}。"
        return ""

    # --- as written ---

    def _inline(self, person: Person) -> Mention:
        """A person written with a post: a stranger, or one whose post is compared with the register."""
        mention = Mention((), "", person.name, person.name)
        candidates = self._candidates(person)
        if person.post is None or not candidates:
            return mention
        fitting = [known for known in candidates if self._holds(known, person.post)]
        if fitting:
            return replace(mention, key=fitting[0].key)
        if len(candidates) > 1:
            # Which of them is meant cannot be told, so nothing can be said of his post.
            return mention
        (known,) = candidates
        title = self.directory.title_on(known, self.on)
        left = self.directory.left_on(known)
        if title is not None:
            self.found.append(
                warning(
                    "content/title-differs",
                    f"“{person.name[:8]}”的职务与人员库不同：这里是“{person.post[:20]}”，库里{self._that_day()}是“{title[:20]}”。",
                    place_of(person.post),
                    f"请改正其中一处；只写姓名“{person.name[:8]}”，就会取库里的职务。",
                )
            )
        elif left is not None and left <= self.on:
            self.found.append(
                warning(
                    "content/left-but-listed",
                    f"人员库里“{person.name[:8]}”已于{in_words(left)}离任。",
                    place_of(person.name),
                    self._successors(known, left) + "确要列入的，可写入“忽略检查”。",
                )
            )
        return replace(mention, key=known.key)

    def _holds(self, known: RegisteredPerson, title: str) -> bool:
        """Whether `title` says nothing but posts held that day."""
        if self.directory.title_on(known, self.on) == title:
            return True
        names = {name for post in self.directory.posts_on(known, self.on) for name in self.directory.names_of(post)}
        return title in names or all(piece in names for piece in title.split("、"))

    # --- by post ---

    def _knows_post(self, words: str) -> bool:
        self.looked_up.add(words)
        return self.directory.knows_post(words)

    def _by_post(self, entry: Entry, name: Text, layout: RosterLayout) -> Iterator[tuple[Entry, Mention | None]]:
        self.looked_up.add(name)
        if not self.directory.knows_post(name):
            self.found.append(
                error(
                    "content/unknown-post",
                    f"人员库里没有“{name[:20]}”这个职务。",
                    place_of(name),
                    _meant(name, self.directory.post_names()) or "请核对职务；不必取人的，请写成：文字: " + name[:20],
                )
            )
            yield entry, None
            return
        try:
            holders = self.directory.holders(name, self.on)
        except PostCircle:
            # Told at the register.
            yield entry, None
            return
        if not holders:
            self.found.append(self._vacant(name))
            yield entry, None
        if len(holders) > 1:
            names = "、".join(item.name for item in holders[:4])
            self.found.append(
                warning(
                    "content/post-shared",
                    f"{self._that_day()}任“{name[:20]}”的有 {len(holders)} 人：{names}，都会列出。",
                    place_of(name),
                    "不对的，请改人员库里的起止，或在这里写姓名；确是几个人的，可写入“忽略检查”。",
                )
            )
        # All his posts are printed, not only the one that named him.
        self.looked_up.update(known.name for known in holders)
        for known in holders:
            reference = Person(姓名=Text(known.name, name.origin))
            yield self._written_out(reference, known, layout), Mention((), "", name, known.name, known.key, name)

    def _vacant(self, name: Text) -> Diagnostic:
        ends = [parse_term(item.post.end) for item in self.directory.holdings(name) if item.post.end]
        last = max((day for day in ends if day <= self.on), default=None)
        begins = self.directory.begins
        since = f"，{in_words(last)}起空缺" if last is not None else ""
        remark = f"人员库从{in_words(begins)}记起，这一天在它之前。" if begins and self.on < begins else ""
        return error(
            "content/post-vacant",
            f"{self._that_day()}没有人任“{name[:20]}”{since}。",
            place_of(name),
            f"{remark}请在人员库里补上任职的人和起止，或在这里写姓名和职务。",
        )

    # --- several in one line ---

    def _by_pieces(self, entry: LineWords, layout: RosterLayout) -> Iterator[tuple[Entry, Mention | None]]:
        """`孙明远、局办公室主任`: references if every piece is one; else words that stand as they are."""
        pieces = list(entry.words.parts("、"))
        people = [None if self._knows_post(piece) else self._known(piece) for piece in pieces]
        if len(pieces) < 2 or any(
            person is None and not self._knows_post(piece) for piece, person in zip(pieces, people, strict=True)
        ):
            yield entry, None
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


def _meant(word: str, known: Iterable[str], cutoff: float = 0.7) -> str | None:
    """The nearest known word as a hint."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return f"是否指“{close[0]}”？" if close else None
