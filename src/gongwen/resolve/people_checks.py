"""What the register says against a reference of a roster: nobody, several, not in office that day, another post."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from gongwen.diagnostics import Diagnostic
from gongwen.model.dates import STANDING, in_words
from gongwen.model.directory import Directory, PostCircle
from gongwen.model.people import Person
from gongwen.model.register import RegisteredPerson, parse_term
from gongwen.model.text import Text, clip
from gongwen.resolve.places import error, place_of, remark, warning

#: Words that end so name one post.
_POST = re.compile(r"(?:长|书记|主任|主席|师|专员)$")
#: Words with one of these mean whoever they fit: 市局各科室科长, 市局有关科室主任.
_WHOEVER = re.compile(r"[各等]|有关|相关|其他|其余|分管|主管|全体|所属|局属|下属|机关")


class RegisterThatDay(Struct, frozen=True):
    """A register, and the day it is asked about: each finding is worded by both."""

    directory: Directory
    on: date

    # --- by name ---

    def unknown(self, person: Person) -> Diagnostic:
        """Nobody of that name, or nobody in that unit."""
        others = self.directory.named(person.name)
        if others:
            return error(
                "content/unknown-person",
                f"人员库里的“{clip(person.name, 8)}”不在“{clip(person.unit or '', 12)}”。",
                place_of(person.name),
                f"库里有：{_with_units(others)}。",
            )
        return error(
            "content/unknown-person",
            f"人员库 {self.directory.file} 里没有“{clip(person.name, 8)}”。",
            place_of(person.name),
            (meant_person(person.name, self.directory) or "请核对姓名；")
            + f"库里没有的人，另起一行写姓名和职务：{clip(person.name, 8)} 职务。",
        )

    def namesakes(self, person: Person, candidates: Iterable[RegisteredPerson]) -> Diagnostic:
        """Several of that name, and no unit to tell them apart."""
        return error(
            "content/namesakes",
            f"人员库里有几个“{clip(person.name, 8)}”，不知道是哪一个。",
            place_of(person.name),
            f"请写明单位：{_with_units(candidates)}。",
        )

    def out_of_office(self, written: Text, known: RegisteredPerson) -> Diagnostic:
        """Why somebody with posts in the register holds none that day: no more, or not yet."""
        name, place = clip(written, 8), place_of(written)
        left = self.directory.left_on(known)
        if left is not None and left <= self.on:
            return error(
                "content/person-left",
                f"“{name}”已于{in_words(left)}离任，{self._that_day}没有职务。",
                place,
                self._successors(known, left) + "仍要列入的，后面写上职务；离任写错的，请改人员库。",
            )
        starts = [parse_term(post.start) for post in known.posts if post.start]
        later = min((day for day in starts if day > self.on), default=None)
        return error(
            "content/person-not-yet",
            f"“{name}”{self._that_day}还没有职务" + (f"，{in_words(later)}才任职。" if later is not None else "。"),
            place,
            f"{self._before_the_register}请核对文件日期和人员库里的起止；照当时的职务写也可以：{name} 职务。",
        )

    def without_post(self, written: Text) -> Diagnostic:
        """Nobody ever recorded a post of his, while others beside him are printed with theirs."""
        return warning(
            "content/person-without-post",
            f"“{clip(written, 8)}”在人员库里没有职务，名单里只印姓名，旁边的人印有职务。",
            place_of(written),
            f"请在 {self.directory.file} 里补上职务，或在这里写：{clip(written, 8)} 职务。",
        )

    # --- written with a post ---

    def differing(self, person: Person, known: RegisteredPerson) -> Diagnostic | None:
        """A post written beside a name that the register does not bear out."""
        title = self.directory.title_on(known, self.on)
        left = self.directory.left_on(known)
        if title is not None and person.post is not None:
            return warning(
                "content/title-differs",
                f"“{clip(person.name, 8)}”的职务与人员库不同：这里是“{clip(person.post)}”，"
                f"库里{self._that_day}是“{clip(title)}”。",
                place_of(person.post),
                f"请改正其中一处；只写姓名“{clip(person.name, 8)}”，就会取库里的职务。",
            )
        if left is not None and left <= self.on:
            return warning(
                "content/left-but-listed",
                f"人员库里“{clip(person.name, 8)}”已于{in_words(left)}离任。",
                place_of(person.name),
                self._successors(known, left) + "确要列入的，可写入“忽略检查”。",
            )
        return None

    def holds(self, known: RegisteredPerson, title: str) -> bool:
        """Whether `title` says nothing but posts held that day."""
        if self.directory.title_on(known, self.on) == title:
            return True
        names = {name for post in self.directory.posts_on(known, self.on) for name in self.directory.names_of(post)}
        return title in names or all(piece in names for piece in title.split("、"))

    # --- by post ---

    def unknown_post(self, name: Text) -> Diagnostic:
        """Nobody ever held a post of that name."""
        return error(
            "content/unknown-post",
            f"人员库里没有“{clip(name)}”这个职务。",
            place_of(name),
            meant(name, self.directory.post_names()) or f"请核对职务；不必取人的，请写成：文字: {clip(name)}",
        )

    def asks_for_a_post(self, words: Text) -> bool:
        """Whether words that are no post of the register look meant as one: a single post in a unit whose posts it has.

        Heads of other units, which the register does not keep, and whole circles of people are mere words.
        """
        return bool(
            _POST.search(words)
            and not _WHOEVER.search(words)
            and not self.directory.posts_of_collective(words)
            and self.directory.unit_with_posts(words)
        )

    def unheld(self, words: Text) -> Diagnostic:
        """Words meant as a post that the register does not have: they are printed without a name."""
        unit = self.directory.unit_with_posts(words) or ""
        near = meant(words, (name for name in self.directory.post_names() if name.startswith(unit)), 0.5)
        return warning(
            "content/post-unheld",
            f"人员库里没有“{clip(words)}”这个职务，名单里只印这几个字，没有姓名。",
            place_of(words),
            f"{near or '请核对职务。'}不必取人的，请写成：文字: {clip(words)}",
        )

    def vacant(self, name: Text) -> Diagnostic:
        """A post that nobody holds that day."""
        ends = [parse_term(item.post.end) for item in self.directory.holdings(name) if item.post.end]
        last = max((day for day in ends if day <= self.on), default=None)
        since = f"，{in_words(last)}起空缺" if last is not None else ""
        return error(
            "content/post-vacant",
            f"{self._that_day}没有人任“{clip(name)}”{since}。",
            place_of(name),
            f"{self._before_the_register}请在人员库里补上任职的人和起止，或在这里写姓名和职务。",
        )

    def shared(self, name: Text, holders: tuple[RegisteredPerson, ...]) -> Diagnostic:
        """A post that several hold that day."""
        names = "、".join(item.name for item in holders[:4])
        return warning(
            "content/post-shared",
            f"{self._that_day}任“{clip(name)}”的有 {len(holders)} 人：{names}，都会列出。",
            place_of(name),
            "不对的，请改人员库里的起止，或在这里写姓名；确是几个人的，可写入“忽略检查”。",
        )

    # --- units ---

    def unknown_unit(self, unit: Text, known: Iterable[str]) -> Diagnostic:
        """A member unit that the file of units does not list."""
        return warning(
            "content/unknown-unit",
            f"单位表里没有“{clip(unit)}”。",
            place_of(unit),
            meant(unit, known) or f"请核对名称，或补进 {self.directory.units_file}。",
        )

    def misspelt_unit(self, unit: Text, known: Iterable[str]) -> Diagnostic | None:
        """A unit that may be one which no file has to list, unless it is nearly one that is listed."""
        near = meant(unit, known, 0.75)
        if near is None:
            return None
        return warning("content/unknown-unit", f"单位表里没有“{clip(unit)}”。", place_of(unit), near)

    def out_of_rank(self, before: Text, one: RegisteredPerson, after: Text, other: RegisteredPerson) -> Diagnostic:
        """Two of one rank, the later of whom the register ranks higher."""
        return remark(
            "content/register-order",
            f"“{clip(after, 12)}”（人员库排序 {other.rank}）列在“{clip(before, 12)}”（{one.rank}）后面。",
            place_of(after),
            "同一职级里通常按排位；有意这样排的不必管。",
        )

    def listed_twice(self, unit: Text, collective: Text) -> Diagnostic:
        """A unit beside the collective name that takes it in."""
        return remark(
            "content/unit-in-collective",
            f"“{clip(unit, 16)}”已经包括在“{clip(collective, 16)}”里。",
            place_of(unit),
            "请删去一处；有意的不必管。",
        )

    # --- words ---

    @property
    def _that_day(self) -> str:
        return "现在" if self.on == STANDING else f"在{in_words(self.on)}"

    @property
    def _before_the_register(self) -> str:
        begins = self.directory.begins
        return f"人员库从{in_words(begins)}记起，这一天在它之前。" if begins and self.on < begins else ""

    def _called(self, person: RegisteredPerson) -> str:
        """How a roster names him so that nobody else is meant."""
        return _with_units([person]) if len(self.directory.named(person.name)) > 1 else person.name

    def _successors(self, known: RegisteredPerson, left: date) -> str:
        """Who came after him in his last posts, as a hint."""
        posts = [post for post in known.posts if post.end and parse_term(post.end) == left]
        for post in posts:
            name = self.directory.printed(post)
            try:
                holders = self.directory.holders(name, self.on)
            except PostCircle:
                continue
            if not holders:
                continue
            said = f"{self._that_day}任{clip(name)}的是{'、'.join(person.name for person in holders[:3])}"
            if len(holders) == 1:
                return f"{said}，请改成：{self._called(holders[0])}；改写成职务就会随人员变动：{clip(name)}。"
            # The post alone would list them all; who came on that day or later took his place.
            came = {
                item.person.key: item.person
                for item in self.directory.holdings(name)
                if item.post.start and parse_term(item.post.start) >= left and item.post.is_held(self.on)
            }
            if len(came) == 1:
                (successor,) = came.values()
                return f"{said}；接任的是{successor.name}，请改成：{self._called(successor)}。"
            return f"{said}；请改成其中接任的人。"
        return ""


def _with_units(people: Iterable[RegisteredPerson]) -> str:
    return "、".join(f"{person.name}（{person.own_unit or person.number or '单位'}）" for person in people)


def meant(word: str, known: Iterable[str], cutoff: float = 0.7) -> str | None:
    """The nearest known word as a hint."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return f"是否指“{close[0]}”？" if close else None


def meant_person(name: str, directory: Directory) -> str | None:
    """The names of the register nearest to `name` as a hint; of a name of two characters one right is near."""
    close = difflib.get_close_matches(name, list(directory.names()), n=3, cutoff=0.5)
    likeness = {item: difflib.SequenceMatcher(None, item, name).ratio() for item in close}
    nearest = [item for item in close if likeness[item] == likeness[close[0]]]
    return f"是否指{'、'.join(f'“{item}”' for item in nearest)}？" if nearest else None
