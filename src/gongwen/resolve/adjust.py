"""An old roster and the changes to it become the new roster; two rosters become the changes between them (J01–J06)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field

from gongwen.diagnostics import Diagnostic, Severity
from gongwen.model.adjustment import AdjustmentNotice, Reassigned, spot_name
from gongwen.model.people import Entry, Person, parse_line
from gongwen.model.roster import Group, RosterBody
from gongwen.model.text import Text, clip
from gongwen.resolve.places import error, place_of
from gongwen.resolve.posts import organ_of

if TYPE_CHECKING:
    from gongwen.model.papers import Roster

_REASON = re.compile(r"(?P<name>[^（(]+)[（(](?P<reason>[^）)]+)[）)]")


R = TypeVar("R", bound=RosterBody)
_Change = Callable[[tuple[Entry, ...]], tuple[Entry, ...]]
_ChangeAt = Callable[[str, tuple[Entry, ...]], tuple[Entry, ...]]


class RosterMove(Struct, frozen=True):
    """One change between two rosters, at one place: who stood there, who stands there now, and why."""

    spot: str
    before: Person | None
    after: Person | None
    reason: str = ""

    @property
    def word(self) -> str:
        """调入, 调出, 接替 (one for another) or 改任 (the same person otherwise)."""
        if self.before is None:
            return "调入"
        if self.after is None:
            return "调出"
        return "改任" if self.before.name == self.after.name else "接替"


class Adjusted(Struct, frozen=True):
    """What an adjusting notice prints: the new roster, and each change."""

    name: str
    roster: Roster
    moves: tuple[RosterMove, ...]


def placed(roster: RosterBody) -> Iterator[tuple[str, Person]]:
    """Every person of a roster with the place he stands at."""
    for way, group in roster.every_group():
        for rank, entries in group.sections():
            yield from ((spot_name(way, rank), entry) for entry in entries if isinstance(entry, Person))


def differences(old: RosterBody, new: RosterBody, reasons: dict[str, str] | None = None) -> tuple[RosterMove, ...]:
    """What changed at each place: 接替 where one left and another came, else 调出, 调入; 改任 where a post changed.

    Somebody who changes his rank leaves one place and comes to another: one 改任 from the one to the other.
    """
    why = reasons or {}
    before, after = list(placed(old)), list(placed(new))
    spots = dict.fromkeys(spot for spot, _ in (*before, *after))
    moves: list[RosterMove] = []
    for spot in spots:
        was = {_identity(person): person for at, person in before if at == spot}
        now = {_identity(person): person for at, person in after if at == spot}
        gone = [person for key, person in was.items() if key not in now]
        come = [person for key, person in now.items() if key not in was]
        for person in list(gone):
            successor = next((item for item in come if item.post == person.post and item.post), None)
            if successor is None and len(gone) == len(come) == 1:
                successor = come[0]
            if successor is not None:
                gone.remove(person)
                come.remove(successor)
                moves.append(RosterMove(spot, person, successor, why.get(person.name, "")))
        moves += [RosterMove(spot, person, None, why.get(person.name, "")) for person in gone]
        moves += [RosterMove(spot, None, person) for person in come]
        kept = [(was[key], now[key]) for key in was if key in now]
        moves += [RosterMove(spot, one, other) for one, other in kept if one.post != other.post]
    return tuple(moves)


def said_of(written: str) -> tuple[Text, str]:
    """姓名（原因）, the key of 接替: the name, and the reason if there is one."""
    match = _REASON.fullmatch(written)
    name = "".join((match["name"] if match else written).split())
    return Text(name, getattr(written, "origin", None)), match["reason"] if match else ""


def leaving_out(roster: R, names: set[str]) -> R:
    """The roster without the persons of these names."""
    return _mapped(
        roster,
        lambda _, entries: tuple(item for item in entries if not isinstance(item, Person) or item.name not in names),
    )


def _identity(person: Person) -> tuple[str, str]:
    return (person.name, person.unit or "")


def adjusted(notice: AdjustmentNotice, old: Roster, name: str) -> tuple[Adjusted, tuple[Diagnostic, ...]]:
    """The roster as the notice leaves it; what cannot be done is a finding."""
    work = _Adjusting(old)
    work.adjust(notice)
    moves = differences(old, work.roster, work.reasons)
    work.check_office()
    return Adjusted(name, work.roster, moves), tuple(work.found)


class _Adjusting(Struct, dict=True):
    roster: Roster
    found: list[Diagnostic] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)

    def adjust(self, notice: AdjustmentNotice) -> None:
        for written, line in notice.succession.items():
            self._succeed(written, line)
        for entry in notice.leaving:
            if isinstance(entry, Person):
                # What stands in brackets is the reason unless it is a unit by which the roster knows him.
                unit = entry.unit if entry.unit and self._has(entry.name, entry.unit) else None
                if entry.unit and unit is None:
                    self.reasons[entry.name] = entry.unit
                if self._is_listed(entry.name):
                    self._replace(entry.name, None, unit)
            else:
                self.found.append(_not_a_person(entry.words, "调出"))
        for item in notice.reassigned:
            self._reassign(item)
        for spot, entries in notice.joining.items():
            for entry in entries:
                self._join(spot, entry)

    # --- changes ---

    def _succeed(self, written: str, line: Text) -> None:
        name, reason = said_of(written)
        if reason:
            self.reasons[name] = reason
        successor, *others = parse_line(line)
        if others or not isinstance(successor, Person):
            self.found.append(_not_a_person(line, "接替"))
            return
        if not self._is_listed(name, near=line):
            return
        predecessor = next(person for _, person in placed(self.roster) if person.name == name)
        self._check_organs(predecessor, successor, line)
        self._replace(name, successor, None)

    def _reassign(self, item: Reassigned) -> None:
        if not self._is_listed(item.name):
            return
        spots = {spot: person for spot, person in placed(self.roster) if person.name == item.name}
        if item.before in spots:
            person = spots[item.before]
            self._at(item.before, lambda entries: tuple(entry for entry in entries if entry != person))
            self._join(item.after, person)
            return
        if not any(person.post == item.before for person in spots.values()):
            posts = "、".join(dict.fromkeys(person.post or spot for spot, person in spots.items()))
            self.found.append(
                error(
                    "content/reassigned-from",
                    f"“{clip(item.name, 8)}”在原名单里不是“{clip(item.before)}”。",
                    place_of(item.before),
                    f"原名单里是：{clip(posts, 40)}。",
                )
            )
            return
        held = next(person for person in spots.values() if person.post == item.before)
        self._replace(item.name, held.model_copy(update={"post": item.after}), None)

    def _join(self, spot: str, entry: Entry) -> None:
        if not isinstance(entry, Person):
            self.found.append(_not_a_person(entry.words, "调入"))
            return
        if any(
            at == spot and person.name == entry.name and person.unit == entry.unit for at, person in placed(self.roster)
        ):
            self.found.append(
                error(
                    "content/joined-already",
                    f"“{clip(entry.name, 8)}”已经在原名单的“{clip(spot, 12)}”里，不能再调入。",
                    place_of(entry.name),
                    "职务有变的，请写在“改任”里。",
                )
            )
            return
        self._at(spot, lambda entries: (*entries, entry))

    def _replace(self, name: str, new: Person | None, unit: str | None) -> None:
        """Put `new` wherever `name` stands, or take him out; without a post where he stood without one."""

        def put(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
            kept: list[Entry] = []
            for entry in entries:
                if not isinstance(entry, Person) or entry.name != name or (unit is not None and entry.unit != unit):
                    kept.append(entry)
                elif new is not None:
                    kept.append(new if entry.post is not None else new.model_copy(update={"post": None}))
            return tuple(kept)

        self.roster = _mapped(self.roster, lambda _, entries: put(entries))

    def _at(self, spot: str, change: _Change) -> None:
        known = [spot_name(way, rank) for way, group in self.roster.every_group() for rank, _ in group.sections()]
        if spot in known:
            self.roster = _mapped(self.roster, lambda at, entries: change(entries) if at == spot else entries)
        elif "·" not in spot:
            self.roster = self.roster.model_copy(update={"ranks": {**self.roster.ranks, spot: change(())}})
        else:
            self.found.append(
                error(
                    "content/unknown-spot",
                    f"原名单里没有“{clip(spot)}”。",
                    place_of(spot),
                    f"可写的有：{clip('、'.join(known), 80)}。",
                )
            )

    # --- checks ---

    def _has(self, name: str, unit: str) -> bool:
        return any(person.name == name and person.unit == unit for _, person in placed(self.roster))

    def _is_listed(self, name: Text, near: Text | None = None) -> bool:
        """J06: whoever leaves or moves stood in the old roster."""
        names = [person.name for _, person in placed(self.roster)]
        if name in names:
            return True
        close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        self.found.append(
            error(
                "content/not-in-old-roster",
                f"原名单里没有“{clip(name, 8)}”。",
                place_of(name if name.origin is not None else near or name),
                f"是否指“{close[0]}”？" if close else "请核对姓名，或核对“原名单”是不是这一份。",
            )
        )
        return False

    def _check_organs(self, old: Person, new: Person, line: Text) -> None:
        """J06: a successor comes from the organ of his predecessor."""
        found = [organ for person in (old, new) if person.post and (organ := organ_of(person.post))]
        if len(found) == 2 and found[0] != found[1]:
            self.found.append(
                Diagnostic(
                    Severity.HINT,
                    "content/successor-organ",
                    f"接替“{clip(old.name, 8)}”的“{clip(new.name, 8)}”不在同一单位："
                    f"{clip(found[0], 12)}，{clip(found[1], 12)}。",
                    place_of(line),
                    hint="通常由同一单位接任工作的同志接替；确是这样的不必管。",
                )
            )

    def check_office(self) -> None:
        """J06: the unit in which the office sits is a member unit, where member units are listed."""
        office, units = self.roster.office, self.roster.member_units
        if office is not None and office.seat is not None and units and office.seat not in units:
            self.found.append(
                Diagnostic(
                    Severity.HINT,
                    "content/host-not-member",
                    f"办公室设在“{clip(office.seat, 12)}”，它不在成员单位里。",
                    place_of(office.seat),
                    hint="请核对成员单位。",
                )
            )


def _mapped(roster: R, change: _ChangeAt) -> R:
    """The roster with the entries of every place changed; ranks that are left empty go."""

    def of_group(group: Group, way: tuple[str, ...]) -> dict[str, object]:
        ranks = {rank: change(spot_name(way, rank), entries) for rank, entries in group.ranks.items()}
        categories = {
            name: item.model_copy(update={"entries": change(spot_name(way, name), item.entries)})
            for name, item in group.categories.items()
        }
        groups = {name: inner.model_copy(update=of_group(inner, (*way, name))) for name, inner in group.groups.items()}
        kept = {rank: entries for rank, entries in ranks.items() if entries}
        return {"ranks": kept, "categories": categories, "groups": groups}

    update = of_group(roster, ())
    if roster.office is not None:
        update["office"] = roster.office.model_copy(update=of_group(roster.office, ("办公室",)))
    return roster.model_copy(update=update)


def _not_a_person(words: Text, key: str) -> Diagnostic:
    return error(
        "content/change-words",
        f"“{key}”里的“{clip(words, 12)}”没有认出姓名。",
        place_of(words),
        "每行一人：姓名，或姓名空一格写职务。",
    )
