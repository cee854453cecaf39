"""Rosters read with a clerk's eye: entries not recognised as people, people listed twice, a head nobody lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Document
from gongwen.model.papers import Roster
from gongwen.model.people import Person, Words, is_name
from gongwen.model.roster import MEMBER_RANKS, Group
from gongwen.resolve.places import place_of, warning

CODES = {
    "content/no-name": "组长、副组长等称谓后面没有认出姓名",
    "content/names-separator": "姓名之间没有用顿号",
    "content/people-on-a-line": "一行里写了几个人的姓名和职务",
    "content/person-twice": "同一人在名单里写了两次",
    "content/head-unlisted": "办公室主任不在名单里",
}
_SEPARATORS = re.compile(r"[，,\s]+")
#: 甲 局长、乙 副局长: what follows the first 、 is another person.
_NEXT_PERSON = re.compile(r"[、，,；;]\s*(?P<name>[^\s、，,；;]{1,3}[^\s、，,；;长员任记席师官理])\s+\S")


def check_roster(document: Document) -> Iterator[Diagnostic]:
    """What looks like a slip in a roster; each may be meant."""
    if not isinstance(document, Roster):
        return
    for group in (document, *document.groups.values()):
        yield from _check_entries(group)
    yield from _check_repeats(document)
    if document.office is not None:
        listed = {entry.name for entries in document.ranks.values() for entry in entries if isinstance(entry, Person)}
        for head in document.office.holders("主任"):
            if isinstance(head, Person) and head.name not in listed:
                yield warning(
                    "content/head-unlisted",
                    f"办公室主任“{head.name[:8]}”不在名单里。",
                    place_of(head.name),
                    "请核对姓名；确系名单以外的人，可写入“忽略检查”。",
                )


def _check_entries(group: Group) -> Iterator[Diagnostic]:
    for rank, entries in group.ranks.items():
        for entry in entries:
            if isinstance(entry, Person):
                yield from _check_post(entry)
                continue
            if not isinstance(entry, Words):
                continue
            pieces = [piece for piece in _SEPARATORS.split(entry.words) if piece]
            if len(pieces) > 1 and all(map(is_name, pieces)):
                yield warning(
                    "content/names-separator",
                    f"“{entry.words[:12]}”像是几个姓名，但没有用顿号隔开，会按文字照印。",
                    place_of(entry.words),
                    f"请改成：{'、'.join(pieces)[:40]}",
                )
            elif rank not in MEMBER_RANKS:
                yield warning(
                    "content/no-name",
                    f"“{rank}”里的“{entry.words[:12]}”没有认出姓名，会按文字照印。",
                    place_of(entry.words),
                    "姓名和职务之间要空一格，如：孙明远 市局局长。",
                )


def _check_post(person: Person) -> Iterator[Diagnostic]:
    """A post that goes on with another person would be printed as his post, and the other one would be lost."""
    following = _NEXT_PERSON.search(person.post or "")
    if following is not None and is_name(following["name"]):
        yield warning(
            "content/people-on-a-line",
            f"“{person.name[:8]}”的职务里像是还写了“{following['name']}”，会当作一个人的职务照印。",
            place_of(person.name),
            "每人一行，写作“姓名 职务”。",
        )


def _check_repeats(roster: Roster) -> Iterator[Diagnostic]:
    """K14: within the leading body one person stands once; working groups may repeat them."""
    seen: set[tuple[str, str]] = set()
    for entries in roster.ranks.values():
        for entry in entries:
            if isinstance(entry, Person):
                key = (entry.name, entry.unit or "")
                if key in seen:
                    yield warning(
                        "content/person-twice",
                        f"“{entry.name[:8]}”在名单里写了两次。",
                        place_of(entry.name),
                        "请删去一处；重名的请在姓名后写（单位）。",
                    )
                seen.add(key)
