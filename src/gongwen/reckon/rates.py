"""The rates of a report on handling: what is counted, over what, and how that is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from gongwen.model.counting import Base, Counting
from gongwen.model.suggestion import Suggestion
from gongwen.reckon.rounding import percent
from gongwen.reckon.selection import Selection


class RateRule(Struct, frozen=True):
    """A rate by definition. `counts(row, selection)` and `among(row, selection)` say which rows are above and below
    the line by what they say under `keys`; `base` is the name of the usual base, `says` the sentence of the
    definition."""

    name: str
    keys: tuple[str, ...]
    counts: Callable[[Suggestion, Selection], bool]
    base: Base | None
    says: str
    among: Callable[[Suggestion, Selection], bool] | None = None


class Rate(Struct, frozen=True):
    """A rate of a selection: rows above and below the line; `value` is None without any row below."""

    rule: RateRule
    above: Selection
    below: Selection
    value: Decimal | None
    base: str

    @property
    def definition(self) -> str:
        return f"{self.rule.says}，基数为{self.base}"


class _Base(Struct, frozen=True):
    """What stands below the line: in words, by which keys of the rows, which rows."""

    says: str
    keys: tuple[str, ...]
    among: Callable[[Suggestion, Selection], bool]


_BASES: Mapping[Base, _Base] = {
    "全部": _Base("全部件数", (), lambda row, chosen: row.awaits_answer),
    "主办": _Base("主办和分办件数", ("办理方式",), lambda row, chosen: row.is_answering),
    "已答复": _Base(
        "已答复的主办、分办件数",
        ("办理方式", "答复日期"),
        lambda row, chosen: row.is_answering and row.replied_by(chosen.day),
    ),
    "已反馈": _Base(
        "收回的征询意见表份数",
        ("办理方式", "满意度"),
        lambda row, chosen: row.is_answering and row.opinion not in ("未反馈", ""),
    ),
}


def _standing(row: Suggestion, chosen: Selection) -> str:
    found = chosen.counting.classes.get(row.class_letter)
    return found.standing if found is not None else ""


def _is_satisfied(row: Suggestion, chosen: Selection) -> bool:
    wanted = ("满意", "基本满意") if chosen.counting.with_fairly_satisfied == "是" else ("满意",)
    return row.is_answering and row.opinion in wanted


def _met(row: Suggestion, chosen: Selection) -> bool:
    return row.is_answering and any(word in (row.contact or "") for word in chosen.counting.in_person)


def _answered(row: Suggestion, chosen: Selection) -> bool:
    return row.is_answering and row.replied_by(chosen.day)


def _opinion(word: str) -> Callable[[Suggestion, Selection], bool]:
    return lambda row, chosen: row.is_answering and row.opinion == word


RATES: tuple[RateRule, ...] = (
    RateRule(
        "办结率",
        ("答复日期",),
        lambda row, chosen: row.replied_by(chosen.day),
        "全部",
        "已答复（含已出会办意见）的件数",
    ),
    RateRule(
        "按时办结率",
        ("答复日期", "办结时限"),
        lambda row, chosen: row.replied_by(chosen.day) and row.is_in_time,
        None,
        "在办结时限之内答复的件数",
        among=lambda row, chosen: row.due is not None and row.replied_by(chosen.day),
    ),
    RateRule("答复率", ("答复日期", "办理方式"), _answered, "主办", "已答复的主办、分办件数"),
    RateRule("面商率", ("沟通方式", "办理方式"), _met, "主办", "同代表、委员当面沟通过的主办、分办件数"),
    RateRule("满意率", ("满意度", "办理方式"), _is_satisfied, "已反馈", "满意的件数"),
    RateRule("基本满意率", ("满意度", "办理方式"), _opinion("基本满意"), "已反馈", "基本满意的件数"),
    RateRule("不满意率", ("满意度", "办理方式"), _opinion("不满意"), "已反馈", "不满意的件数"),
    RateRule(
        "公开率",
        ("公开", "答复日期", "办理方式"),
        lambda row, chosen: _answered(row, chosen) and (row.openness or "") in ("主动公开", "公开", "已公开"),
        None,
        "答复已经公开的件数",
        among=lambda row, chosen: _answered(row, chosen) and (row.openness or "") not in ("", "不予公开"),
    ),
    RateRule(
        "采纳率",
        ("结果", "答复日期", "办理方式"),
        lambda row, chosen: _answered(row, chosen) and _standing(row, chosen) in ("已解决", "正在解决", "列入计划"),
        "已答复",
        "结果计作已解决、正在解决、列入计划的件数",
    ),
    RateRule(
        "解决率",
        ("结果", "答复日期", "办理方式"),
        lambda row, chosen: _answered(row, chosen) and _standing(row, chosen) == "已解决",
        "已答复",
        "结果计作已解决的件数",
    ),
)
RATE_NAMES = tuple(rule.name for rule in RATES)


def rate(rule: RateRule, chosen: Selection) -> Rate:
    """A rate of the chosen rows, by the office's own base if it has one."""
    base = _base(rule, chosen.counting)
    name = base.says
    below = chosen.where(lambda row: base.among(row, chosen))
    above = below.where(lambda row: rule.counts(row, chosen))
    value = _value(len(above), len(below), chosen.counting)
    if base is _BASES["全部"] and len(below) < len(chosen):
        name += "（参阅件除外）"
    if rule.name == "满意率":
        name += "，含基本满意" if chosen.counting.with_fairly_satisfied == "是" else "，不含基本满意"
    return Rate(rule, above, below, value, name)


def rate_keys(rule: RateRule, counting: Counting) -> tuple[str, ...]:
    """What rows must say for the rate to be known."""
    return tuple(dict.fromkeys((*rule.keys, *_base(rule, counting).keys)))


def _base(rule: RateRule, counting: Counting) -> _Base:
    named: Base | None = counting.bases.get(rule.name, rule.base)
    if named is not None:
        return _BASES[named]
    assert rule.among is not None
    return _Base(_OWN_BASES[rule.name], rule.keys, rule.among)


_OWN_BASES = {"按时办结率": "已答复并有办结时限的件数", "公开率": "已答复并可以公开的件数"}


def _value(above: int, below: int, counting: Counting) -> Decimal | None:
    return percent(Fraction(above, below), counting.places, counting.rounding) if below else None
