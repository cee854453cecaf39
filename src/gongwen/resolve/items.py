"""Letters about an item of a ledger: which item, how its session and its proposers are called, what follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gongwen.diagnostics import Diagnostic
from gongwen.model.habits import ReplyHabits
from gongwen.model.ledger import Ledger
from gongwen.model.outline import to_chinese
from gongwen.model.replies import AboutItem, JointOpinion, SuggestionReply
from gongwen.model.suggestion import Suggestion, class_letter
from gongwen.model.text import Text, clip, unquoted
from gongwen.resolve.ledger import MOST_NAMED, spot
from gongwen.resolve.places import error, place_of
from gongwen.resolve.scope import Scope, said

#: How those are spoken to who made an item of each kind.
_CALLED = {"建议": "代表", "议案": "代表", "提案": "委员"}
_COUNT = r"[一二三四五六七八九十百\d]+"
_SESSION = re.compile(rf"第?(?P<term>{_COUNT})届.*?第?(?P<time>{_COUNT})次")
#: A session that the ledger writes out, to be taken as it is.
_WRITTEN_OUT = re.compile(r"会议|人大|政协")
_AND_OTHERS = re.compile(r"等\s*\d*\s*(?:名|位|人)?(?:代表|委员|人)?$")
_TITLE_OF_OFFICE = re.compile(r"(?<=..)(?:代表|委员)$")
#: The head of an organ's name that is a place, by the level of the place.
_PLACES = {
    "省级": re.compile(r"[^省市县区]{2,6}(?:省|自治区)"),
    "市级": re.compile(r"(?:[^省市县区]{2,6}(?:省|自治区))?(?P<own>[^省市县区]{2,5}(?:市|自治州|州|盟))"),
    "县级": re.compile(
        r"(?:[^省市县区]{2,6}(?:省|自治区))?(?:[^省市县区]{2,5}(?:市|自治州|州|盟))??(?P<own>[^省市县区]{1,6}(?:县|区|旗|市))"
    ),
}  # fmt: skip
_SHORT_LEVELS = {"省级": "省", "市级": "市", "县级": "县"}
NATIONAL = "全国"


class ItemLetter(Struct, frozen=True):
    """What a letter prints of its item.

    `number` as cited (082), `cited` the item's title without 《》, `proposers` as they are named in running text,
    `salutation` how the letter addresses them, or the one of them whom it is for; `share` is his part (领衔, 联名).
    `session` is empty if the item has none, `mark` the class as printed.
    """

    item: Suggestion
    word: str
    number: str
    cited: str
    session: str
    proposers: str
    salutation: str
    pronoun: str
    share: str
    mark: str
    work: str

    @property
    def named(self) -> str:
        """The item as titles name it: 云山市第五届人民代表大会第五次会议第082号建议."""
        return f"{self.session}第{self.number}号{self.word}"

    @property
    def joint_units(self) -> str:
        return "、".join(self.item.joint_units)

    def names(self) -> dict[str, Scope]:
        """What the text of the letter may cite."""
        parts = {
            "编号": self.number, "标题": self.cited, "会议": self.session, "提出人": self.proposers,
            "会办单位": self.joint_units, "主办单位": self.item.lead_unit or "",
        }  # fmt: skip
        return {
            "建议": Scope(None, {name: said(words) for name, words in parts.items() if words}),
            "称呼代词": said(self.pronoun),
        }


def item_letter(
    document: AboutItem, item: Suggestion, habits: ReplyHabits, authorities: Sequence[str]
) -> ItemLetter | Diagnostic:
    """What follows from the item; an error if it does not say what it is."""
    if not item.kind:
        return error(
            "content/reply-kind",
            f"看不出{item.number}号是代表建议还是政协提案。",
            place_of(item.category or item.number, key="类别"),
            "请写“类别”，如：代表建议、政协提案。",
        )
    proposers = _proposers(item)
    alone = _alone(document, item, habits)
    result = (document.result if isinstance(document, SuggestionReply) else None) or item.result
    letter = class_letter(result) if isinstance(document, SuggestionReply) else ""
    return ItemLetter(
        item=item,
        word=item.kind,
        number=re.sub(r"^第|号$", "", item.number),
        cited=unquoted(item.title),
        session=session_of(item, habits, authorities),
        proposers=proposers,
        salutation=(item.lead_unit or "") if isinstance(document, JointOpinion) else alone or proposers,
        pronoun="您" if alone or _is_single(item) else "你们",
        share=("领衔" if alone == cosigners(item)[0] else "联名") if alone else "",
        mark=habits.mark_form.replace("A", letter) if letter else "",
        work=habits.work or "",
    )


# --- which item ---


def find_item(document: AboutItem, ledger: Ledger) -> Suggestion | Diagnostic:
    """The row of the ledger that the document names, or why there is none."""
    wanted = document.item
    assert isinstance(wanted, Text)
    number = re.sub(r"^第|号$", "", wanted).lstrip("0")
    same = [row for row in ledger.rows if re.sub(r"^第|号$", "", row.number).lstrip("0") == number]
    rows = [row for row in same if _is_meant(row, document)]
    if len(rows) == 1:
        return rows[0]
    place = place_of(wanted, key="建议")
    if not rows:
        others = f"同号的有：{_listed(ledger, same)}。" if same else "请核对编号，它要与台账里的一样。"
        return error("content/reply-item-missing", f"台账“{ledger.file}”里没有{clip(wanted)}号。", place, others)
    return error(
        "content/reply-item-several",
        f"台账“{ledger.file}”里{clip(wanted)}号有 {len(rows)} 件，不知道答复哪一件。",
        place,
        f"请用“会议”“层级”“类别”写明；有：{_listed(ledger, rows)}。",
    )


def _is_meant(row: Suggestion, document: AboutItem) -> bool:
    return (
        (document.session is None or row.session == document.session)
        and (document.level is None or document.level in (row.level, row.tier))
        and (document.category is None or row.category == document.category or row.kind == document.category)
    )


def _listed(ledger: Ledger, rows: Sequence[Suggestion]) -> str:
    return "、".join(
        f"{row.tier}{row.session or ''}{row.kind}（{spot(ledger.origin(row))}）" for row in rows[:MOST_NAMED]
    )


# --- who asked ---


def _names(item: Suggestion) -> Iterator[str]:
    """The proposers' names without 等5人 and without 代表."""
    for name in item.proposers:
        bare = _AND_OTHERS.sub("", name)
        if bare:
            yield _TITLE_OF_OFFICE.sub("", bare)


def cosigners(item: Suggestion) -> tuple[str, ...]:
    """Those who are named as proposers of a joint item, as each is addressed: 张明代表; none if one made it alone."""
    if item.kind not in _CALLED or item.is_collective or _is_single(item):
        return ()
    return tuple(f"{name}{_CALLED[item.kind]}" for name in _names(item))


def _alone(document: AboutItem, item: Suggestion, habits: ReplyHabits) -> str:
    """Y07: the one of several proposers whom a reply is for; empty if it is for all of them."""
    names = cosigners(item) if isinstance(document, SuggestionReply) else ()
    if document.recipients:
        written = re.sub(r"[\s　：:]", "", "".join(document.recipients))
        return next((name for name in names if written in (name, name[:-2])), "")
    return names[0] if names and habits.joint == "领衔" else ""


def _is_single(item: Suggestion) -> bool:
    return not item.is_collective and item.proposer_count == 1 and not _says_others(item)


def _says_others(item: Suggestion) -> bool:
    return bool(item.proposers) and _AND_OTHERS.search(item.proposers[-1]) is not None


def _proposers(item: Suggestion) -> str:
    """张明代表; 张明、李华代表; 张明等5名代表; a body by its name; empty if the item names nobody."""
    names = list(_names(item))
    if item.is_collective:
        return item.proposing_unit or "、".join(item.bodies or names)
    if not names:
        return ""
    called = _CALLED[item.kind]
    if _says_others(item) and item.proposer_count <= len(names):
        return f"{names[0]}等{called}"
    if item.proposer_count > 2:
        return f"{names[0]}等{item.proposer_count}名{called}"
    return f"{'、'.join(names)}{called}"


# --- the session ---


def session_of(item: Suggestion, habits: ReplyHabits, authorities: Sequence[str]) -> str:
    """The session as titles name it (Y04, Y05); one that the ledger writes out stays as it is."""
    written = item.session or ""
    between = "闭会期间" if item.is_between_sessions else ""
    place = _place(item, habits, authorities)
    match = _SESSION.search(written)
    is_proposal = item.kind == "提案"
    if match is None:
        body = ("政协" if is_proposal else "人大") if between else ""
        return f"{place or _SHORT_LEVELS.get(item.tier, '')}{body}{between}" if between else written
    if _WRITTEN_OUT.search(written):
        return written
    term, time = _chinese(match["term"]), _chinese(match["time"])
    if item.tier == NATIONAL:
        body = f"政协第{term}届全国委员会第{time}次会议" if is_proposal else f"{term}届全国人大{time}次会议"
    elif place:
        body = (
            f"政协第{term}届{place}委员会第{time}次会议"
            if is_proposal
            else f"{place}第{term}届人民代表大会第{time}次会议"
        )
    else:
        level = _SHORT_LEVELS.get(item.tier, "")
        body = f"{level}政协{term}届{time}次会议" if is_proposal else f"{level}{term}届人大{time}次会议"
    return f"{body}{between}"


def session_key(text: str) -> tuple[str, str] | None:
    """Term and session named in a text, in Chinese numerals; None if it names none."""
    match = _SESSION.search(text)
    return (_chinese(match["term"]), _chinese(match["time"])) if match else None


def _chinese(count: str) -> str:
    return to_chinese(int(count)) if count.isdecimal() else count


def _place(item: Suggestion, habits: ReplyHabits, authorities: Sequence[str]) -> str:
    """The place whose congress or conference it is: said by the office, or the head of its own name."""
    said_place = habits.places.get(item.tier) or habits.places.get(str(item.level)) or habits.places.get("")
    if said_place or item.tier not in _PLACES or not authorities:
        return said_place or ""
    match = _PLACES[item.tier].match(authorities[0])
    return (match.groupdict().get("own") or match.group()) if match else ""


# --- the title ---


def item_title(document: AboutItem, letter: ItemLetter, habits: ReplyHabits) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Y04–Y06, to be broken behind the session."""
    before = "关于" if isinstance(document, JointOpinion) else habits.preposition
    after = "的会办意见" if isinstance(document, JointOpinion) else habits.ending
    head = f"{before}{letter.session}"
    return (f"{before}{letter.named}{after}",), (len(head),) if letter.session else ()
