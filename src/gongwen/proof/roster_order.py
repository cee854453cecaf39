"""The order in a roster: ranks (K01), those of one rank (K02), the posts of one person (K12), strokes (K03)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from gongwen.diagnostics import Diagnostic
from gongwen.model.papers import Roster
from gongwen.model.people import Entry, Person
from gongwen.model.roster import Group
from gongwen.model.text import Text, clip
from gongwen.resolve.places import place_of, remark, warning
from gongwen.resolve.posts import head_of, is_of_party, organ_of, posts_in
from gongwen.standard.roster import HEADS_OF, head_in, rank_place, without_strokes

CODES = {
    "content/rank-order": "名单的职级没有按组长、副组长、成员的次序写",
    "content/rank-family": "名单的职级与机构的名称不配，或混用了两种叫法",
    "content/deputy-first": "副职列在同一单位的正职前面",
    "content/post-order": "一个人的几项职务，较高的没有写在前面",
    "content/post-without-unit": "别人的职务前写了单位，这一个没有写",
    "content/not-by-strokes": "要按笔画排的名单排不了，照所写的次序印",
}
#: The body whose members a title names: the last word that is one, with nothing but 名单 and the like after it.
_BODY = re.compile(rf"({'|'.join(HEADS_OF)})(?:办公室)?(?:组成)?(?:成员|人员)?(?:名单|花名册|联系表|通讯录)?$")
#: A post that does not say of what: 副局长, 党组成员, 二级调研员.
_BARE = re.compile(
    r"^(?:党组|党委)(?:副?书记|成员|委员)|^(?:常务|第一)?副?(?:局长|主任|科长|处长|部长|院长|站长|所长|队长|股长)"
    r"|^[一二三四]级(?:主任科员|调研员|巡视员)|^总(?:工程师|规划师|会计师|经济师)"
)


def check_order(roster: Roster) -> Iterator[Diagnostic]:
    """What stands before what; nothing is moved (K02: the order is the writer's), but what he asked to be ordered."""
    for way, group in roster.every_group():
        yield from _check_ranks(roster if not way else group, roster.title if not way else None)
        for rank, entries in group.sections():
            order = group.categories[rank].order if rank in group.categories else None
            order = order or (roster.order if not way else None)
            if order is not None:
                yield from _check_strokes(rank, order, entries)
            else:
                yield from _check_deputies(entries)
    people = [entry for _, group in roster.every_group() for _, all_of in group.sections() for entry in all_of]
    yield from _check_posts([entry for entry in people if isinstance(entry, Person)])


def _check_ranks(group: Group, title: Text | None) -> Iterator[Diagnostic]:
    places = [(rank, place) for rank in group.ranks if (place := rank_place(rank)) is not None]
    for (before, one), (after, other) in pairwise(places):
        if other < one:
            yield remark(
                "content/rank-order",
                f"“{after}”写在“{before}”后面，会照这个次序印。",
                place_of(_first(group.ranks[after])),
                "通常依次为组长（总指挥、主任）、常务副职、副职、成员；有意这样排的不必管。",
            )
            break
    heads = {head: rank for rank in reversed(group.ranks) if (head := head_in(rank)) is not None}
    body = _BODY.search("".join(title.split())) if title is not None else None
    usual = HEADS_OF[body[1]] if body is not None else ()
    for head, rank in heads.items():
        others = [name for name in heads if name != head]
        if usual and head not in usual:
            yield remark(
                "content/rank-family",
                f"名称是“{body[1] if body else ''}”，职级却写“{rank}”。",
                place_of(_first(group.ranks[rank])),
                f"这样的机构通常设{'、'.join(usual)}；确实这样叫的不必管。",
            )
        elif not usual and others and rank == list(group.ranks)[-1]:
            yield remark(
                "content/rank-family",
                f"一个机构里又有“{heads[others[0]]}”，又有“{rank}”。",
                place_of(_first(group.ranks[rank])),
                "请核对职级的叫法；确实这样叫的不必管。",
            )


def _first(entries: tuple[Entry, ...]) -> Text:
    return entries[0].name if isinstance(entries[0], Person) else entries[0].words


def _check_deputies(entries: tuple[Entry, ...]) -> Iterator[Diagnostic]:
    """K02, of which a machine sees one thing: the deputy of an organ before its head."""
    after: dict[str, Person] = {}
    found: Diagnostic | None = None
    for entry in reversed(entries):
        if not isinstance(entry, Person) or entry.post is None:
            continue
        posts = list(posts_in(entry.post))
        for post in posts:
            head = head_of(post)
            if head is not None and head in after and organ_of(post):
                found = remark(
                    "content/deputy-first",
                    f"“{clip(entry.name, 8)}”（{clip(post, 16)}）列在"
                    f"“{clip(after[head].name, 8)}”（{clip(head, 16)}）前面。",
                    place_of(entry.name),
                    "同一单位的正职通常在前；有意这样排的不必管。",
                )
        after |= dict.fromkeys(posts, entry)
    if found is not None:
        yield found


def _check_posts(people: list[Person]) -> Iterator[Diagnostic]:
    """K12: the organ's short name and the post; of several posts the higher first."""
    some_have_units = any(person.post and organ_of(person.post) for person in people)
    for person in dict.fromkeys(people):
        if person.post is None:
            continue
        posts = list(posts_in(person.post))
        for one, other in combinations(posts, 2):
            same = organ_of(one) == organ_of(other)
            if same and (head_of(one) == other or (is_of_party(other) and not is_of_party(one))):
                yield remark(
                    "content/post-order",
                    f"“{clip(person.name, 8)}”的职务里“{clip(other, 16)}”写在“{clip(one, 16)}”后面。",
                    place_of(person.post),
                    "几项职务通常较高的在前，党内职务在行政职务前，如：党组书记、局长。",
                )
                break
        if some_have_units and person.unit is None and _BARE.match(person.post):
            yield remark(
                "content/post-without-unit",
                f"“{clip(person.name, 8)}”的职务“{clip(person.post, 16)}”前面没有单位，别人的有。",
                place_of(person.post),
                "名单里的职务通常写单位的规范简称加职务，如：市财政局局长。",
            )


def _check_strokes(rank: str, order: str, entries: tuple[Entry, ...]) -> Iterator[Diagnostic]:
    for entry in entries:
        if not isinstance(entry, Person):
            what, text = f"“{clip(entry.words, 12)}”不是姓名", entry.words
        elif missing := without_strokes(entry.name):
            what, text = f"“{clip(entry.name, 8)}”的“{missing[0]}”不在笔画表里", entry.name
        else:
            continue
        yield warning(
            "content/not-by-strokes",
            f"{what}，“{clip(rank, 12)}”没有按{order}重排，照所写的次序印。",
            place_of(text),
            "请自己排好次序；排好的，可写入“忽略检查”。",
        )
        return
