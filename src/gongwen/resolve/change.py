"""A change of people against the register: which posts end, which begin, or why it cannot be."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date

from msgspec import Struct, field

from gongwen.diagnostics import Diagnostic, Severity
from gongwen.model.change import PeopleChange
from gongwen.model.dates import in_words, parse_date
from gongwen.model.directory import Directory
from gongwen.model.people import Entry, Person
from gongwen.model.register import PeopleFile, Post, RegisteredPerson, parse_term
from gongwen.model.text import Text, clip
from gongwen.resolve.people_checks import meant_person
from gongwen.resolve.places import error, place_of, warning


class EndPost(Struct, frozen=True):
    """The post number `post` (from 0) of the person number `person` (from 0, as in the file) ends."""

    person: int
    post: int
    end: str
    note: str | None


class AddPost(Struct, frozen=True):
    """A further post for the person number `person`."""

    person: int
    post: Post


class AddPerson(Struct, frozen=True):
    """Somebody new, at the end."""

    person: RegisteredPerson


Edit = EndPost | AddPost | AddPerson


class PlannedChange(Struct, frozen=True):
    """What is to be written, and the register as it will then be."""

    day: date
    edits: tuple[Edit, ...]
    after: Directory
    #: Names and posts whose look-up may now give something else.
    touched: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def plan_change(change: PeopleChange, directory: Directory) -> PlannedChange:
    """The edits that `change` asks for. With an error among the findings they are not to be carried out."""
    work = _Planning(directory, parse_date(change.day), change)
    work.plan()
    after = Directory(applied(directory.register, work.edits), directory.units, directory.file, directory.units_file)
    touched = _touched(directory, after, work.edits)
    return PlannedChange(work.day, tuple(work.edits), after, touched, tuple(work.found))


def applied(register: PeopleFile, edits: list[Edit]) -> PeopleFile:
    """The register with `edits` made."""
    people = list(register.people)
    for edit in edits:
        match edit:
            case EndPost(at, number, end, note):
                posts = list(people[at].posts)
                kept = posts[number].note
                posts[number] = posts[number].model_copy(update={"end": Text(end), "note": kept or note})
                people[at] = people[at].model_copy(update={"posts": tuple(posts)})
            case AddPost(at, post):
                people[at] = people[at].model_copy(update={"posts": (*people[at].posts, post)})
            case AddPerson(person):
                people.append(person)
    return register.model_copy(update={"people": tuple(people)})


def _touched(before: Directory, after: Directory, edits: list[Edit]) -> frozenset[str]:
    """Every name and every way to call a post that an edit concerns, and the duties that go with those posts."""
    found: set[str] = set()
    for edit in edits:
        match edit:
            case EndPost(at, number):
                person = before.register.people[at]
                found |= {person.name, *before.names_of(person.posts[number])}
            case AddPost(at, post):
                found |= {before.register.people[at].name, *after.names_of(post)}
            case AddPerson(person):
                found.add(person.name)
                found.update(name for post in person.posts for name in after.names_of(post))
    while more := {duty.title for duty in before.register.duties if duty.holder in found} - found:
        found |= more
    return frozenset(found)


class _Planning(Struct, dict=True):
    directory: Directory
    day: date
    change: PeopleChange
    edits: list[Edit] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    def plan(self) -> None:
        begins = self.directory.begins
        if begins is not None and self.day < begins:
            self.found.append(
                warning(
                    "content/before-register",
                    f"变动的日期{in_words(self.day)}早于人员库最早的记录（{in_words(begins)}），之前的任职无从核对。",
                    place_of(self.change.day, key="日期"),
                    "请核对日期；确要补记早年的变动，核对提示的文件后再确认。",
                )
            )
        for entry in self.change.leaving:
            self._leave(entry)
        for entry in self.change.moving:
            self._take(entry, is_move=True)
        for entry in self.change.taking:
            self._take(entry, is_move=False)
        self._check_shared()

    # --- leaving ---

    def _leave(self, entry: Entry) -> None:
        if not isinstance(entry, Person):
            self._refuse_words(entry.words, "离任")
            return
        reason = self.change.reason
        unit = entry.unit
        if unit is not None and not self.directory.named(entry.name, unit):
            # 国强（调离）: what is no unit of his is the reason.
            unit, reason = None, unit
        at = self._one(entry.name, unit)
        if at is not None:
            self._end(at, entry.name, entry.post, reason)

    def _end(self, at: int, written: Text, title: Text | None, reason: str | None) -> None:
        """End one post of the person, or all he holds."""
        person = self.directory.register.people[at]
        ended = {edit.post for edit in self.edits if isinstance(edit, EndPost) and edit.person == at}
        held = [
            number
            for number, post in enumerate(person.posts)
            if number not in ended and self._is_open(post) and (title is None or self._is_called(post, title))
        ]
        if not held:
            self.found.append(self._not_in_post(person, written, title, was_ended=bool(ended)))
        self.edits += [EndPost(at, number, in_words(self.day), reason) for number in held]

    def _is_open(self, post: Post) -> bool:
        """Whether the post is held up to the day: also one that begins that very day is no longer to be ended."""
        has_begun = post.start is None or parse_term(post.start) < self.day
        return has_begun and (post.end is None or self.day < parse_term(post.end))

    def _is_called(self, post: Post, title: str) -> bool:
        return title in (post.title, self.directory.printed(post), *self.directory.names_of(post)[:2])

    def _not_in_post(
        self, person: RegisteredPerson, written: Text, title: Text | None, *, was_ended: bool
    ) -> Diagnostic:
        held = [self.directory.printed(post) for post in person.posts if self._is_open(post)]
        place = place_of(title if title is not None else written)
        name = clip(person.name, 8)
        if was_ended:
            return error("content/change-twice", f"“{name}”的离任写了两次。", place, "请删去一处。")
        if title is not None and held:
            return error(
                "content/not-in-post",
                f"“{name}”在{in_words(self.day)}没有“{clip(title)}”这项职务。",
                place,
                f"他任的是：{clip('；'.join(held), 60)}。同一条里的几项职务只离任一项的，请先在人员库里分成几条。",
            )
        left = self.directory.left_on(person)
        if left is not None and left <= self.day:
            return error(
                "content/not-in-post", f"“{name}”已于{in_words(left)}离任。", place, "请核对姓名和日期，不必再写离任。"
            )
        return error(
            "content/not-in-post",
            f"“{name}”在{in_words(self.day)}没有职务。",
            place,
            "请核对日期，或先补上他的职务。",
        )

    # --- taking ---

    def _take(self, entry: Entry, *, is_move: bool) -> None:
        word = "改任" if is_move else "任职"
        if not isinstance(entry, Person):
            self._refuse_words(entry.words, word)
            return
        if entry.post is None:
            self.found.append(
                error(
                    "content/no-post-given",
                    f"“{clip(entry.name, 8)}”没有写任什么职务。",
                    place_of(entry.name),
                    f"姓名后空一格写职务，如：{clip(entry.name, 8)} 市局副局长。",
                )
            )
            return
        post = self._post(entry.post)
        if not is_move and not self.directory.named(entry.name, entry.unit):
            self._add_person(entry, post)
            return
        at = self._one(entry.name, entry.unit)
        if at is None:
            return
        if is_move:
            self._end(at, entry.name, None, self.change.reason)
        person = self.directory.register.people[at]
        post = self._as_his(post, entry.post, person)
        ended = {edit.post for edit in self.edits if isinstance(edit, EndPost) and edit.person == at}
        for number, known in enumerate(person.posts):
            is_same = self.directory.printed(known) == self.directory.printed(post)
            if is_same and known.is_held(self.day) and number not in ended:
                self.found.append(
                    error(
                        "content/post-held-already",
                        f"“{clip(entry.name, 8)}”在{in_words(self.day)}已经任“{clip(entry.post)}”。",
                        place_of(entry.post),
                        "请核对；不必再写任职。",
                    )
                )
                return
        self.edits.append(AddPost(at, post))
        if is_move:
            self._tell_unit(person, post, entry.name)

    def _tell_unit(self, person: RegisteredPerson, post: Post, written: Text) -> None:
        """A person's own 单位 stays with a move: his documents may call him by it, and his former posts hang on it."""
        if person.unit is None or post.unit is None or post.unit.startswith(self.directory.unit_names(person.unit)):
            return
        self.found.append(
            Diagnostic(
                Severity.HINT,
                "content/unit-stays",
                f"“{written[:8]}”改任后在“{post.unit[:16]}”，人员库里他的所在单位仍是“{person.unit[:16]}”。",
                place_of(written),
                hint=f"写入后，以前各项职务都写明了单位的，请在人员库里把他名下的“单位”改成“{post.unit[:16]}”。",
            )
        )

    def _post(self, title: Text) -> Post:
        """The post as the register would write it: as it wrote a predecessor's, else by the unit it begins with."""
        start = in_words(self.day)
        known = [held.post for held in self.directory.holdings(title) if self.directory.printed(held.post) == title]
        for post in sorted(known, key=lambda post: post.unit is None):
            same = {"title": Text(str(post.title), title.origin), "start": Text(start), "end": None, "note": None}
            return post.model_copy(update=same)
        names = sorted((name for unit in self.directory.units for name in unit.names), key=len, reverse=True)
        unit = next((name for name in names if title.startswith(name) and len(name) < len(title)), None)
        if unit is None:
            return Post(职务=title, 起=Text(start))
        return Post(职务=title.part(len(unit)), 单位=Text(unit), 起=Text(start))

    def _as_his(self, post: Post, title: Text, person: RegisteredPerson) -> Post:
        """A post without a unit is of the person's: written beside another one, it is printed as it was given."""
        if post.unit is not None or person.unit is None:
            return post
        own = next((name for name in self.directory.unit_names(person.unit) if title.startswith(name)), "")
        if own and len(own) < len(title):
            return post.model_copy(update={"unit": person.unit, "title": title.part(len(own))})
        return post.model_copy(update={"unit": person.unit, "printed": post.printed or title})

    def _add_person(self, entry: Person, post: Post) -> None:
        others = self.directory.named(entry.name)
        if any(isinstance(edit, AddPerson) and edit.person.name == entry.name for edit in self.edits):
            self.found.append(
                error(
                    "content/change-twice",
                    f"“{clip(entry.name, 8)}”的任职写了两次。",
                    place_of(entry.name),
                    "请合成一条。",
                )
            )
            return
        near = difflib.get_close_matches(entry.name, list(self.directory.names()), n=1, cutoff=0.6)
        remark = f"是否指“{near[0]}”？" if near else "是新来的就不必管。"
        place = place_of(entry.name)
        message = (
            f"人员库里的“{clip(entry.name, 8)}”不在“{clip(entry.unit or '', 12)}”，按另一个人新加入。"
            if others
            else f"人员库里没有“{clip(entry.name, 8)}”，按新人加入。"
        )
        self.found.append(Diagnostic(Severity.HINT, "content/new-person", message, place, hint=remark))
        unit = entry.unit or post.unit
        post = post if post.unit or unit is None else post.model_copy(update={"unit": unit})
        fields = {"姓名": entry.name, "单位": unit, "电话": entry.phone}
        person = RegisteredPerson.model_validate({key: item for key, item in fields.items() if item} | {"职务": [post]})
        self.edits.append(AddPerson(person))

    def _check_shared(self) -> None:
        """A post that somebody else keeps while another takes it."""
        gone = {(edit.person, edit.post) for edit in self.edits if isinstance(edit, EndPost)}
        for edit in self.edits:
            if isinstance(edit, EndPost):
                continue
            posts = (edit.post,) if isinstance(edit, AddPost) else edit.person.posts
            for post in posts:
                title = self.directory.printed(post)
                keeping = [
                    person.name
                    for at, person in enumerate(self.directory.register.people)
                    for number, other in enumerate(person.posts)
                    if (at, number) not in gone and other.is_held(self.day) and self.directory.printed(other) == title
                ]
                if keeping:
                    self.found.append(
                        warning(
                            "content/post-shared",
                            f"{in_words(self.day)}任“{clip(title)}”的还有{'、'.join(keeping[:3])}。",
                            place_of(post.title),
                            "确是几个人担任的不必管；是接任的，请把原任的人写进“离任”。",
                        )
                    )

    # --- who ---

    def _one(self, name: Text, unit: Text | None) -> int | None:
        """The number of the one person meant; None, with a finding, if there is none or more than one."""
        found = self.directory.named(name, unit)
        if len(found) == 1:
            return next(at for at, person in enumerate(self.directory.register.people) if person is found[0])
        if found:
            forms = "、".join(f"{item.name}（{item.own_unit or item.number or '单位'}）" for item in found)
            code, message, hint = "content/namesakes", f"人员库里有几个“{clip(name, 8)}”。", f"请写明单位：{forms}。"
            self.found.append(error(code, message, place_of(name), hint))
            return None
        hint = meant_person(name, self.directory) or "请核对姓名。"
        self.found.append(error("content/unknown-person", f"人员库里没有“{clip(name, 8)}”。", place_of(name), hint))
        return None

    def _refuse_words(self, words: Text, key: str) -> None:
        self.found.append(
            error(
                "content/change-words",
                f"“{key}”里的“{clip(words, 12)}”没有认出姓名。",
                place_of(words),
                "每行一人：姓名，或姓名空一格写职务。",
            )
        )


def describe(edits: tuple[Edit, ...], directory: Directory) -> Iterator[str]:
    """Each edit in words, as a clerk reads it before he confirms."""
    people = directory.register.people
    for edit in edits:
        match edit:
            case EndPost(at, number, end, note):
                why = f"（{note}）" if note else ""
                yield f"{people[at].name} 自{end}起不再任{directory.printed(people[at].posts[number])}{why}"
            case AddPost(at, post):
                yield f"{people[at].name} 自{post.start}起任{directory.printed(post)}"
            case AddPerson(person):
                titles = "、".join(directory.printed(post) for post in person.posts)
                yield f"{person.name}（新加入）自{person.posts[0].start}起任{titles}"
