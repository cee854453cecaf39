"""What must add up: the identities between the figures of a report (Q01 to Q11), over rows or over stated numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongwen.model.suggestion import ANSWERING, SATISFACTION, Suggestion
from gongwen.reckon.selection import Dimension, Selection, dimension


@dataclass(frozen=True, slots=True)
class Breach:
    """An identity that does not hold: its rule, a Chinese sentence, the rows that are to blame and for which key.

    `is_likely` only: a reader may know why it need not hold.
    """

    rule: str
    says: str
    rows: tuple[Suggestion, ...] = ()
    key: str = "编号"
    is_likely: bool = False


_SEVERAL = re.compile(r"[、，,;；\n]")


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The rows must say where they belong in a dimension, as soon as one of them does."""

    rule: str
    dimension: Dimension
    key: str
    is_always: bool = False


_SORTED = (
    _Sorted("Q01", dimension("类别"), "类别", is_always=True),
    _Sorted("Q02", dimension("层级"), "层级"),
    _Sorted("Q03", dimension("期间"), "会议"),
    _Sorted("Q04", dimension("办理方式"), "办理方式", is_always=True),
    _Sorted("Q08", dimension("主题"), "主题"),
)


def breaches(chosen: Selection, before: Selection | None = None) -> Iterator[Breach]:
    """Every identity that the rows of a ledger break; `before` are those of the year before, if they are at hand."""
    for item in _SORTED:
        yield from _unsorted(chosen, item)
    yield from _cells(chosen)
    yield from _classes(chosen)
    yield from _proposals(chosen)
    yield from _units(chosen)
    yield from _opinions(chosen)
    yield from _again(chosen, before)


def _unsorted(chosen: Selection, item: _Sorted) -> Iterator[Breach]:
    parts = chosen.parts(item.dimension)
    silent = chosen.silent(item.dimension)
    if silent and (parts or item.is_always):
        sums = "＋".join(f"{word}{count}" for word, count in parts.items())
        yield Breach(
            item.rule,
            f"总数 {len(chosen)} 件，按{item.dimension.name}相加只有 {sum(parts.values())} 件"
            f"{f'（{sums}）' if sums else ''}，有 {len(silent)} 件没有写{item.dimension.name}。",
            silent,
            item.key,
        )


def _cells(chosen: Selection) -> Iterator[Breach]:
    """Q05: of each level and kind the ways of handling add up; a ledger of one such row has Q04 for it."""
    table: dict[tuple[str, str], list[Suggestion]] = {}
    for row in chosen.rows:
        if row.tier and row.kind:
            table.setdefault((row.tier, row.kind), []).append(row)
    for (tier, kind), rows in table.items() if len(table) > 1 else ():
        cell = Selection(tuple(rows), chosen.counting)
        if bare := cell.silent(dimension("办理方式")):
            counts = cell.parts(dimension("办理方式"))
            sums = "＋".join(f"{way}{count}" for way, count in counts.items()) or "各种办理方式"
            says = f"{tier}{kind} {len(rows)} 件，{sums}＝{sum(counts.values())} 件，两者不等。"
            yield Breach("Q05", says, bare, "办理方式")


def _classes(chosen: Selection) -> Iterator[Breach]:
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
    known = "、".join(chosen.counting.classes)
    unknown = tuple(row for row in chosen.rows if row.class_letter and row.class_letter not in chosen.counting.classes)
    if unknown:
        yield Breach("Q06", f"有 {len(unknown)} 件的结果类别不在“结果分类”（{known}）里。", unknown, "结果")


def _proposals(chosen: Selection) -> Iterator[Breach]:
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


def _opinions(chosen: Selection) -> Iterator[Breach]:
    """Q10: the opinions add up to the forms."""
    words = "、".join(SATISFACTION)
    odd = tuple(row for row in chosen.rows if row.is_answering and not row.opinion)
    if odd:
        yield Breach("Q10", f"有 {len(odd)} 件的满意度不是{words}之一，各项相加不等于答复件数。", odd, "满意度")


def _units(chosen: Selection) -> Iterator[Breach]:
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
        there = [row for row in before.rows if (row.session or "") == session] if before is not None else []
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
