"""What must add up: the identities between the figures of a report (Q01 to Q11), over rows or over stated numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from gongwen.model.ledger import Gap
from gongwen.model.suggestion import ANSWERING, SATISFACTION, Suggestion
from gongwen.reckon.selection import Selection, dimension


class Breach(Struct, frozen=True):
    """An identity that does not hold: its rule, a Chinese sentence, the rows that are to blame and for which key.

    `is_likely` only: a reader may know why it need not hold.
    """

    rule: str
    says: str
    rows: tuple[Suggestion, ...] = ()
    key: str = "编号"
    is_likely: bool = False


#: What is checked, as a clerk reads it (standard 6.5).
IDENTITIES: Mapping[str, str] = {
    "Q01": "总数＝建议＋提案＋议案",
    "Q02": "总数＝各层级（全国、省级、市级、县级）之和",
    "Q03": "总数＝会议期间＋闭会期间",
    "Q04": "总数＝主办＋分办＋协办（会办）＋参阅",
    "Q05": "每一层级、每一类别的件数＝其中各种办理方式之和",
    "Q06": "答复件数（主办、分办）＝各结果类别之和；会办的、没有答复的不写结果类别",
    "Q07": "提案＝集体提案＋个人（联名）提案",
    "Q08": "总数＝各主题之和",
    "Q09": "各单位主办件数之和＝主办件数，每件只有一个主办单位",
    "Q10": "答复件数＝满意＋基本满意＋不满意＋理解＋未反馈",
    "Q11": "二次办理件数不超过上次不满意的件数",
}
_SEVERAL = re.compile(r"[、，,;；\n]")
#: What every ledger is to say of its items; of other things it may be silent altogether.
_ALWAYS = ("类别", "办理方式")


class Unchecked(Struct, frozen=True):
    """Identities that nobody looked at for the rows of a sheet, because it says nothing of `gap`.

    `is_needed`: the ledger gives figures that these identities are of.
    """

    gap: Gap
    rules: tuple[str, ...]
    is_needed: bool


def breaches(chosen: Selection, before: Selection | None = None) -> Iterator[Breach]:
    """Every identity that the rows of a ledger break; `before` are those of the year before, if they are at hand.

    The rows of a sheet that lacks what an identity is about are left out of it: see `unchecked`.
    """
    for rule in _RULES:
        known = chosen.knowing(rule.keys)
        if len(known):
            yield from rule.broken(known, before)


def unchecked(chosen: Selection) -> tuple[Unchecked, ...]:
    """What `breaches` left out."""
    rules: dict[Gap, dict[str, bool]] = {}
    for rule in _RULES:
        is_of_use = not chosen.gaps_in(rule.keys[:1])
        for gap in chosen.gaps_in(rule.keys):
            named = rules.setdefault(gap, {})
            named[rule.name] = named.get(rule.name, False) or is_of_use or gap.key in _ALWAYS
    return tuple(Unchecked(gap, tuple(sorted(named)), any(named.values())) for gap, named in rules.items())


def _unsorted(rule: str, name: str) -> Callable[[Selection, Selection | None], Iterator[Breach]]:
    """The rows must say where they belong in a dimension, as soon as one of them does."""
    by = dimension(name)

    def broken(chosen: Selection, before: Selection | None) -> Iterator[Breach]:
        parts = chosen.parts(by)
        silent = chosen.silent(by)
        if silent and (parts or name in _ALWAYS):
            sums = "＋".join(f"{word}{count}" for word, count in parts.items())
            yield Breach(
                rule,
                f"总数 {len(chosen)} 件，按{name}相加只有 {sum(parts.values())} 件"
                f"{f'（{sums}）' if sums else ''}，有 {len(silent)} 件没有写{name}。",
                silent,
                by.keys[0],
            )

    return broken


def _cells(chosen: Selection, before: Selection | None) -> Iterator[Breach]:
    """Q05: of each level and kind the ways of handling add up; a ledger of one such row has Q04 for it."""
    table: dict[tuple[str, str], list[Suggestion]] = {}
    for row in chosen.rows:
        if row.tier and row.kind:
            table.setdefault((row.tier, row.kind), []).append(row)
    for (tier, kind), rows in table.items() if len(table) > 1 else ():
        cell = replace(chosen, rows=tuple(rows))
        if bare := cell.silent(dimension("办理方式")):
            counts = cell.parts(dimension("办理方式"))
            sums = "＋".join(f"{way}{count}" for way, count in counts.items()) or "各种办理方式"
            says = f"{tier}{kind} {len(rows)} 件，{sums}＝{sum(counts.values())} 件，两者不等。"
            yield Breach("Q05", says, bare, "办理方式")


def _classes(chosen: Selection, before: Selection | None) -> Iterator[Breach]:
    """Q06: the classes add up to the answered items; what is only helped with has no class."""
    if not any(row.class_letter for row in chosen.rows):
        return
    answered = [row for row in chosen.rows if row.is_answering and row.replied_by(chosen.day)]
    bare = tuple(row for row in answered if not row.class_letter)
    if bare:
        yield Breach(
            "Q06",
            f"已答复 {len(answered)} 件，其中 {len(bare)} 件没有写结果类别，各类相加不等于答复件数。",
            bare,
            "结果",
        )
    helping = tuple(row for row in chosen.rows if row.class_letter and row.way and row.way not in ANSWERING)
    if helping:
        yield Breach(
            "Q06", f"有 {len(helping)} 件不是主办、分办，却写了结果类别；协办（会办）件不计入各类。", helping, "结果"
        )
    early = tuple(
        row for row in chosen.rows if row.class_letter and row.is_answering and not row.replied_by(chosen.day)
    )
    if early:
        yield Breach("Q06", f"有 {len(early)} 件还没有答复，却写了结果类别。", early, "结果")


def _letters(chosen: Selection, before: Selection | None) -> Iterator[Breach]:
    """Q06: every class is one of the office's."""
    known = "、".join(chosen.counting.classes)
    unknown = tuple(row for row in chosen.rows if row.class_letter and row.class_letter not in chosen.counting.classes)
    if unknown:
        yield Breach("Q06", f"有 {len(unknown)} 件的结果类别不在“结果分类”（{known}）里。", unknown, "结果")


def _proposals(chosen: Selection, before: Selection | None) -> Iterator[Breach]:
    """Q07: every proposal is by a body or by persons."""
    proposals = [row for row in chosen.rows if row.kind == "提案"]
    if any(row.proposers or row.is_collective for row in proposals):
        nobody = tuple(row for row in proposals if not row.proposers and not row.is_collective)
        if nobody:
            yield Breach(
                "Q07",
                f"提案 {len(proposals)} 件，其中 {len(nobody)} 件既没有提出人，也没有提出单位。",
                nobody,
                "提出人",
            )


def _opinions(chosen: Selection, before: Selection | None) -> Iterator[Breach]:
    """Q10: the opinions add up to the forms."""
    words = "、".join(SATISFACTION)
    odd = tuple(row for row in chosen.rows if row.is_answering and not row.opinion)
    if odd:
        yield Breach("Q10", f"有 {len(odd)} 件的满意度不是{words}之一，各项相加不等于答复件数。", odd, "满意度")


def _units(chosen: Selection, before: Selection | None) -> Iterator[Breach]:
    """Q09: each unit's main items add up to all main items: every one has a leading unit, and only one."""
    main = [row for row in chosen.rows if row.way == "主办"]
    led = [row for row in main if row.lead_unit]
    if not led:
        return
    bare = tuple(row for row in main if not row.lead_unit)
    if bare:
        yield Breach(
            "Q09",
            f"主办 {len(main)} 件，各主办单位相加 {len(led)} 件，有 {len(bare)} 件没有写主办单位。",
            bare,
            "主办单位",
        )
    shared = tuple(row for row in led if _SEVERAL.search(row.lead_unit or ""))
    if shared:
        yield Breach(
            "Q09",
            f"有 {len(shared)} 件主办写了几个主办单位，各主办单位相加会多于主办件数；其余的请写在“会办单位”里。",
            shared,
            "主办单位",
        )


def _again(chosen: Selection, before: Selection | None) -> Iterator[Breach]:
    """Q11: no more items are handled again than were found unsatisfying in the session they are of.

    A session whose items are all handled again was answered the year before: it is looked at there, or not at all.
    """
    for session in dict.fromkeys(_first_session(row) for row in chosen.rows if row.is_again):
        again = tuple(row for row in chosen.rows if row.is_again and _first_session(row) == session)
        here = [row for row in chosen.rows if not row.is_again and (row.session or "") == session]
        last = before.knowing(("会议", "满意度")).rows if before is not None else ()
        there = [row for row in last if (row.session or "") == session]
        looked_at = here or there
        if not looked_at:
            continue
        bad = sum(row.opinion == "不满意" for row in (*looked_at, *(again if here else ())))
        if len(again) > bad:
            yield Breach(
                "Q11",
                f"{session}二次办理 {len(again)} 件，多于{'' if here else '去年台账里'}不满意的 {bad} 件。",
                again,
                "二次办理",
                is_likely=True,
            )


def _first_session(row: Suggestion) -> str:
    """The session an item was proposed in; 二次办理 may name it."""
    return row.again if row.again and "届" in row.again else row.session or ""


class _Rule(Struct, frozen=True):
    """An identity, and what rows must say for it; the first of `keys` is what it is about."""

    name: str
    keys: tuple[str, ...]
    broken: Callable[[Selection, Selection | None], Iterator[Breach]]


_RULES = (
    _Rule("Q01", ("类别",), _unsorted("Q01", "类别")),
    _Rule("Q02", ("层级",), _unsorted("Q02", "层级")),
    _Rule("Q03", ("会议",), _unsorted("Q03", "期间")),
    _Rule("Q04", ("办理方式",), _unsorted("Q04", "办理方式")),
    _Rule("Q08", ("主题",), _unsorted("Q08", "主题")),
    _Rule("Q05", ("层级", "类别", "办理方式"), _cells),
    _Rule("Q06", ("结果", "办理方式", "答复日期"), _classes),
    _Rule("Q06", ("结果",), _letters),
    _Rule("Q07", ("提出单位|提出人", "类别"), _proposals),
    _Rule("Q09", ("主办单位", "办理方式"), _units),
    _Rule("Q10", ("满意度", "办理方式"), _opinions),
    _Rule("Q11", ("二次办理", "会议", "满意度"), _again),
)


#: Whole and parts, by name. Stated parts under another name of the same dimension are sums of their own.
_STATED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Q01", "总数", ("建议", "提案", "议案")),
    ("Q02", "总数", ("全国", "省级", "市级", "县级")),
    ("Q03", "总数", ("会议期间", "闭会期间")),
    ("Q04", "总数", ("主办", "分办", "协办", "参阅")),
    ("Q06", "答复", ("A类", "B类", "C类", "D类")),
    ("Q07", "提案", ("集体提案", "个人提案")),
    ("Q10", "答复", ("满意", "基本满意", "不满意", "理解", "未反馈")),
)
#: Other words for a part, by the word that the identities use.
STATED_SYNONYMS = {"会办": "协办"} | {letter: f"{letter}类" for letter in "ABCD"}


def stated_breaches(numbers: Mapping[str, int]) -> Iterator[tuple[str, Breach]]:
    """The identities over numbers that a writer states: name → number, a part of a part written 建议.主办.

    Yields the name of the whole with each breach. An identity is looked at when its whole and two of its parts are
    there: who states one part only means no sum.
    """
    known = {".".join(STATED_SYNONYMS.get(word, word) for word in name.split(".")): n for name, n in numbers.items()}
    for prefix in dict.fromkeys(name.rpartition(".")[0] for name in known):
        for rule, whole, parts in _STATED:
            name = _whole(prefix, whole)
            given = {part: known[_under(prefix, part)] for part in parts if _under(prefix, part) in known}
            if name not in known or len(given) < 2 or sum(given.values()) == known[name]:
                continue
            sums = "＋".join(f"{part}{count}" for part, count in given.items())
            yield name, Breach(rule, f"{name} {known[name]} 件，{sums}＝{sum(given.values())} 件，两者不等。")


def _whole(prefix: str, whole: str) -> str:
    """The whole of the parts of 建议 is 建议 itself."""
    return prefix if prefix and whole == "总数" else _under(prefix, whole)


def _under(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name
