"""Figures in words: 13, 96.2%, 增加3件, 提高2.96个百分点; items by who proposed them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import assert_never

from gongwen.model.suggestion import Suggestion
from gongwen.model.text import cited, unquoted
from gongwen.reckon.change import CountChange, RateChange
from gongwen.reckon.figures import Growth, Listing, Percent, Value
from gongwen.reckon.rounding import written

_SAME = "持平"
_MORE = re.compile(r"等(?:\d+)?(?:名|位|人)?(?:代表|委员|人)?$")


def value_words(value: Value, unit: str = "件") -> str:
    """The value as it stands in a sentence; `unit` is said with differences only."""
    match value:
        case int():
            return str(value)
        case Percent(share):
            return f"{written(share)}%"
        case CountChange():
            return _turned(value.difference, "增加", "减少", unit)
        case Growth(change):
            assert change.share is not None
            word = "增长" if change.difference > 0 else "下降"
            return f"{word}{written(change.share)}%" if change.difference else _SAME
        case RateChange():
            return _turned(value.points, "提高", "下降", "个百分点")
        case Listing(rows, is_titles):
            if is_titles:
                return "、".join(cited(unquoted(row.title)) for row in rows)
            return "、".join(item_words(row) for row in rows)
        case _:
            assert_never(value)


def _turned(difference: Decimal, more: str, less: str, unit: str) -> str:
    if not difference:
        return _SAME
    return f"{more if difference > 0 else less}{written(abs(difference))}{unit}"


def proposer_words(row: Suggestion) -> str:
    """李敏代表; 陈军、王芳等5名委员; or the body that proposed."""
    if row.proposing_unit is not None and not row.proposers:
        return str(row.proposing_unit)
    if row.bodies:
        return "、".join(row.bodies)
    called = "委员" if row.kind == "提案" else "代表"
    names = "、".join(row.proposers)
    if _MORE.search(names):
        many = f"等{row.proposer_count}名" if re.search(r"等\d", names) else "等"
        return f"{_MORE.sub('', names)}{many}{called}"
    return f"{names}{called}" if names else ""


def item_words(row: Suggestion) -> str:
    """李敏代表提出的第082号《关于……的建议》."""
    by = proposer_words(row)
    called = f"第{row.number}号{cited(unquoted(row.title))}"
    return f"{by}提出的{called}" if by else called
