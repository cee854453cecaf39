"""Rosters read with a clerk's eye: entries not recognised as people, people listed twice, a head nobody lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Document
from gongwen.model.papers import Roster
from gongwen.model.people import Entry, LineWords, Person, Words, is_name
from gongwen.model.register import CONCURRENT
from gongwen.model.roster import MEMBER_RANKS, Group
from gongwen.model.text import Text, clip
from gongwen.proof.roster_order import check_order
from gongwen.resolve.places import place_of, remark, warning
from gongwen.resolve.posts import organ_of, posts_in
from gongwen.standard.roster import head_in

CODES = {
    "content/no-name": "组长、副组长等称谓后面没有认出姓名",
    "content/names-separator": "姓名之间没有用顿号",
    "content/people-on-a-line": "一行里写了几个人的姓名和职务",
    "content/person-twice": "同一人在名单里写了两次",
    "content/head-unlisted": "办公室主任不在名单里",
    "content/comrade-in-list": "名单的一行里写了“同志”",
    "content/group-head-unlisted": "工作组的组长不在名单里",
    "content/lead-unit-unlisted": "工作组的牵头单位不在成员单位里",
    "content/office-head-organ": "办公室主任不是办公室所在单位的人",
    "content/unit-twice": "一个单位列了两次",
}
_SEPARATORS = re.compile(r"[，,\s]+")
#: 甲 局长、乙 副局长: what follows the first 、 is another person.
_NEXT_PERSON = re.compile(r"[、，,；;]\s*(?P<name>[^\s、，,；;]{1,3}[^\s、，,；;长员任记席师官理])\s+\S")
#: Who of a unit is meant: 分管负责同志.
_HEADS_OF_UNITS = re.compile(r"(?:主要|分管|有关|相关)*(?:负责同志|负责人|领导|同志)$")
#: A seat that is an organ of its own, not a part of the house (局办公室).
_ORGAN = re.compile(r"^(?!局|本|机关).+(?:局|委|委员会|部|厅|中心)$")


def check_roster(document: Document) -> Iterator[Diagnostic]:
    """What looks like a slip in a roster; each may be meant."""
    if not isinstance(document, Roster):
        return
    for _, group in document.every_group():
        yield from _check_entries(group)
        yield from _check_units(group)
    yield from repeats(document)
    yield from _check_office(document)
    yield from _check_groups(document)
    yield from check_order(document)


def _check_entries(group: Group) -> Iterator[Diagnostic]:
    for rank, entries in group.ranks.items():
        for entry in entries:
            if isinstance(entry, Person):
                yield from _check_post(entry)
                yield from _check_comrade(entry.name)
                continue
            if not isinstance(entry, Words):
                continue
            pieces = [piece for piece in _SEPARATORS.split(entry.words) if piece]
            if comrades := list(_check_comrade(entry.words)):
                yield from comrades
            elif len(pieces) > 1 and all(map(is_name, pieces)):
                yield warning(
                    "content/names-separator",
                    f"“{clip(entry.words, 12)}”像是几个姓名，但没有用顿号隔开，会按文字照印。",
                    place_of(entry.words),
                    f"请改成：{clip('、'.join(pieces), 40)}",
                )
            elif rank not in MEMBER_RANKS and isinstance(entry, LineWords):
                yield warning(
                    "content/no-name",
                    f"“{rank}”里的“{clip(entry.words, 12)}”没有认出姓名，会按文字照印。",
                    place_of(entry.words),
                    "姓名和职务之间要空一格，如：孙明远 市局局长。",
                )


def _check_comrade(written: Text) -> Iterator[Diagnostic]:
    """K12: 同志 belongs into sentences."""
    for piece in written.parts("、"):
        name = piece.removesuffix("同志")
        if name != piece and is_name(name):
            yield warning(
                "content/comrade-in-list",
                f"名单里“{name}”后面写了“同志”，会照样印出。",
                place_of(piece),
                f"名单里不写“同志”，写：{name}；句子里才写。",
            )


def _check_units(group: Group) -> Iterator[Diagnostic]:
    """Member units, and those whose heads are members by office, stand once."""
    pieces = [piece for _, entries in group.sections() for entry in entries for piece in _ex_officio(entry)]
    for units in (group.member_units, pieces):
        seen: set[str] = set()
        for unit in units:
            if unit in seen:
                yield remark(
                    "content/unit-twice", f"“{clip(unit, 16)}”列了两次。", place_of(unit), "请删去一处；有意的不必管。"
                )
            seen.add(unit)


def _ex_officio(entry: Entry) -> Iterator[Text]:
    """The units of 市委宣传部、市财政局分管负责同志."""
    if isinstance(entry, Words):
        pieces = list(entry.words.parts(re.compile("[、，,]")))
        if len(pieces) > 1:
            yield from (piece.part(0, len(_HEADS_OF_UNITS.sub("", piece).rstrip("。"))) for piece in pieces)


def _check_post(person: Person) -> Iterator[Diagnostic]:
    """A post that goes on with another person would be printed as his post, and the other one would be lost."""
    following = _NEXT_PERSON.search(person.post or "")
    if following is not None and is_name(following["name"]):
        yield warning(
            "content/people-on-a-line",
            f"“{clip(person.name, 8)}”的职务里像是还写了“{following['name']}”，会当作一个人的职务照印。",
            place_of(person.name),
            "每人一行，写作“姓名 职务”。",
        )


def _listed(roster: Roster) -> set[str]:
    """The names of the leading body."""
    return {entry.name for _, entries in roster.sections() for entry in entries if isinstance(entry, Person)}


def _check_office(roster: Roster) -> Iterator[Diagnostic]:
    """K13: the head of the office is in the roster, and of the unit in which the office sits."""
    office = roster.office
    for head in office.holders("主任") if office is not None else ():
        if not isinstance(head, Person):
            continue
        posts = [
            entry.post
            for _, entries in (*roster.sections(), ("", (head,)))
            for entry in entries
            if isinstance(entry, Person) and entry.name == head.name and entry.post is not None
        ]
        if head.name not in _listed(roster):
            yield warning(
                "content/head-unlisted",
                f"办公室主任“{clip(head.name, 8)}”不在名单里。",
                place_of(head.name),
                "请核对姓名；确系名单以外的人，可写入“忽略检查”。",
            )
        elif office is not None and office.seat is not None and posts and _ORGAN.search(office.seat):
            organs = {organ_of(post) for text in posts for post in posts_in(text)} - {""}
            if organs and not any(organ in office.seat or office.seat in organ for organ in organs):
                yield remark(
                    "content/office-head-organ",
                    f"办公室设在“{clip(office.seat, 12)}”，主任“{clip(head.name, 8)}”是“{clip(posts[0], 16)}”。",
                    place_of(office.seat),
                    "办公室主任通常是所在单位的负责人；有意的不必管。",
                )


def _check_groups(roster: Roster) -> Iterator[Diagnostic]:
    """K16: the heads of working groups are members of the body, where all its members are named; so the lead units."""
    is_complete = all(isinstance(entry, Person) for _, entries in roster.sections() for entry in entries)
    names = _listed(roster)
    for group in roster.groups.values():
        heads = [entry for rank in group.ranks if head_in(rank) for entry in group.ranks[rank]]
        for head in heads if is_complete and names else ():
            if isinstance(head, Person) and head.name not in names:
                yield remark(
                    "content/group-head-unlisted",
                    f"工作组的负责人“{clip(head.name, 8)}”不在上面的名单里。",
                    place_of(head.name),
                    "工作组的组长、副组长通常是成员；有意的不必管。",
                )
        for unit in group.lead_units if roster.member_units else ():
            if unit not in roster.member_units:
                yield remark(
                    "content/lead-unit-unlisted",
                    f"牵头单位“{clip(unit, 16)}”不在成员单位里。",
                    place_of(unit),
                    "请核对成员单位；有意的不必管。",
                )


def repeats(roster: Roster) -> Iterator[Diagnostic]:
    """K14: within the leading body one person stands once, unless it says 兼; working groups may repeat them."""
    seen: set[tuple[str, str]] = set()
    for rank, entries in roster.ranks.items():
        for entry in entries:
            if isinstance(entry, Person) and CONCURRENT not in rank:
                key = (entry.name, entry.unit or "")
                if key in seen:
                    yield warning(
                        "content/person-twice",
                        f"“{clip(entry.name, 8)}”在名单里写了两次。",
                        place_of(entry.name),
                        "请删去一处；重名的请在姓名后写（单位）。",
                    )
                seen.add(key)
