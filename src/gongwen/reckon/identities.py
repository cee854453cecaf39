"""What must add up: the identities between the figures of a report (Q01 to Q11), over rows or over stated numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from gongwen.model.suggestion import ANSWERING, SATISFACTION, Suggestion
from gongwen.reckon.selection import Dimension, Selection, dimension


@dataclass(frozen=True, slots=True)
class Breach:
    """An identity that does not hold: its rule, a Chinese sentence, and the rows that are to blame."""

    rule: str
    says: str
    rows: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The rows must say where they belong in a dimension, as soon as one of them does."""

    rule: str
    dimension: Dimension
    among: Callable[[Suggestion], bool] = lambda row: True
    is_always: bool = False


_SORTED = (
    _Sorted("Q01", dimension("类别"), is_always=True),
    _Sorted("Q02", dimension("层级")),
    _Sorted("Q03", dimension("期间")),
    _Sorted("Q04", dimension("办理方式"), is_always=True),
    _Sorted("Q08", dimension("主题")),
)


def breaches(chosen: Selection) -> Iterator[Breach]:
    """Every identity that the rows of a ledger break, in the order of the rules."""
    for item in _SORTED:
        yield from _unsorted(chosen, item)
    yield from _classes(chosen)
    yield from _proposals(chosen)
    yield from _opinions(chosen)


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
        )


def _classes(chosen: Selection) -> Iterator[Breach]:
    """Q06: the classes add up to the answered items; what is only helped with has no class."""
    if not any(row.class_letter for row in chosen.rows):
        return
    answered = [row for row in chosen.rows if row.is_answering and row.replied_by(chosen.day)]
    bare = tuple(row for row in answered if not row.class_letter)
    if bare:
        yield Breach(
            "Q06", f"已答复 {len(answered)} 件，其中 {len(bare)} 件没有写结果类别，各类相加不等于答复件数。", bare
        )
    helping = tuple(row for row in chosen.rows if row.class_letter and row.way and row.way not in ANSWERING)
    if helping:
        yield Breach("Q06", f"有 {len(helping)} 件不是主办、分办，却写了结果类别；协办（会办）件不计入各类。", helping)
    early = tuple(
        row for row in chosen.rows if row.class_letter and row.is_answering and not row.replied_by(chosen.day)
    )
    if early:
        yield Breach("Q06", f"有 {len(early)} 件还没有答复，却写了结果类别。", early)
    known = "、".join(chosen.counting.classes)
    unknown = tuple(row for row in chosen.rows if row.class_letter and row.class_letter not in chosen.counting.classes)
    if unknown:
        yield Breach("Q06", f"有 {len(unknown)} 件的结果类别不在“结果分类”（{known}）里。", unknown)


def _proposals(chosen: Selection) -> Iterator[Breach]:
    """Q07: every proposal is by a body or by persons."""
    proposals = [row for row in chosen.rows if row.kind == "提案"]
    if any(row.proposers or row.is_collective for row in proposals):
        nobody = tuple(row for row in proposals if not row.proposers and not row.is_collective)
        if nobody:
            yield Breach(
                "Q07", f"提案 {len(proposals)} 件，其中 {len(nobody)} 件既没有提出人，也没有提出单位。", nobody
            )


def _opinions(chosen: Selection) -> Iterator[Breach]:
    """Q10: the opinions add up to the forms."""
    words = "、".join(SATISFACTION)
    odd = tuple(row for row in chosen.rows if row.is_answering and not row.opinion)
    if odd:
        yield Breach("Q10", f"有 {len(odd)} 件的满意度不是{words}之一，各项相加不等于答复件数。", odd)


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
