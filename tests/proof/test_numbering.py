"""Slips in the writer's own numbers are told once each, at their first place."""

from __future__ import annotations

import pytest

from gongwen.proof.numbering import check_numbering
from tests.support import document


def told(body: str, numbering: str = "检查") -> list[tuple[str, str]]:
    plan = document({"文种": "方案", "标题": "方案", "正文": body, "编号": numbering})
    return [(item.code, item.message) for item in check_numbering(plan)]


@pytest.mark.parametrize(
    "body",
    [
        "一、甲\n二、乙",
        "一、甲\n（一）乙\n1.丙\n（1）丁\n（2）戊\n2.己\n（二）庚\n二、辛\n（一）壬",
        "没有标题",
        "一是甲。二是乙。",
    ],
)
def test_right_numbers_are_passed_over(body: str) -> None:
    assert told(body) == []


def test_a_mark_wrong_throughout_is_told_once_with_a_count() -> None:
    assert told("1、甲\n2、乙\n3、丙") == [
        ("content/numbering-mark", "第三级序号的写法不规范，如“1、”应为“1.”（共 3 处）。")
    ]


def test_gaps_repeats_and_wrong_brackets_are_told_each() -> None:
    assert ("content/numbering-gap", "第一级序号“三、”断号、重号或颠倒，按顺序应为“二、”。") in told("一、甲\n三、乙")
    assert ("content/numbering-gap", "第一级序号“一、”断号、重号或颠倒，按顺序应为“二、”。") in told("一、甲\n一、乙")
    assert ("content/numbering-mark", "第二级序号的写法不规范，如“（一)”应为“（一）”。") in told("（一)甲")


def test_full_width_digits_are_counted_and_told() -> None:
    assert told("１．甲\n２．乙\n４．丙") == [
        ("content/numbering-mark", "第三级序号的写法不规范，如“１．”应为“1.”（共 3 处）。"),
        ("content/numbering-gap", "第三级序号“４．”断号、重号或颠倒，按顺序应为“3.”。"),
    ]


def test_numbers_that_are_counted_anew_are_not_checked() -> None:
    assert told("1、甲\n3、乙", "自动") == []
