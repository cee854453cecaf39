"""A schedule read with a clerk's eye: what is written is kept, what contradicts itself is told once."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.proof.task_table import check_task_tables
from tests.support import resolve

COLUMNS = "阶段、工作任务、牵头单位、责任单位、完成时限"
ROWS = (
    "准备阶段（1月） | 制定方案 | 办公室 | 各科室 | 1月20日前",
    "准备阶段（1月） | 召开会议 | 办公室 | 财务科、各区县局 | 1月31日前",
    "实施阶段（2—3月） | 逐项整改 | 综合科 | 各区县局 | 3月10日前",
)


def codes(rows: tuple[str, ...], columns: str = COLUMNS, **more: Any) -> list[str]:
    keys = {"文种": "配档表", "标题": "工作配档表", "列": columns, "行": "\n".join(rows), **more}
    return [item.code for item in check_task_tables(resolve(keys)[0])]


def changed(number: int, old: str, new: str) -> tuple[str, ...]:
    assert old in ROWS[number]
    return tuple(row.replace(old, new) if at == number else row for at, row in enumerate(ROWS))


def test_a_sound_schedule_has_nothing_to_tell() -> None:
    assert codes(ROWS) == []


@pytest.mark.parametrize(
    ("number", "old", "new", "code"),
    [
        (1, "办公室 | 财务科、各区县局", " | ", "content/table-unit-blank"),
        (1, "1月31日前", "", "content/table-deadline-blank"),
        (1, "1月31日前", "1月31日", "content/table-deadline-form"),
        (1, "1月31日前", "2027年1月31日前", "content/table-deadline-form"),
        (2, "3月10日前", "4月1日前", "content/table-deadline-outside"),
        (0, "1月20日前", "2月1日前", "content/table-deadline-outside"),
        (1, "1月31日前", "1月10日前", "content/table-deadline-order"),
        (1, "财务科、", "办公室、", "content/table-lead-repeated"),
        (1, "财务科、", "财务科、财务科、", "content/table-unit-twice"),
        (1, "财务科、各区县局", "各区县局、财务科", "content/table-districts-last"),
        (2, "实施阶段（2—3月）", "实施阶段（1月15日—3月）", "content/table-phase-overlap"),
    ],
)
def test_a_slip_is_told_once(number: int, old: str, new: str, code: str) -> None:
    found = codes(changed(number, old, new))
    assert code in found
    # A day of another year is outside its phase as well.
    assert set(found) <= {code, "content/table-deadline-outside", "content/table-deadline-order"}
    assert found.count(code) == 1


@pytest.mark.parametrize(
    ("number", "old", "new"),
    [
        (1, "1月31日前", "持续推进"),
        (1, "1月31日前", "长期坚持"),
        (1, "1月31日前", "1月底前"),
        (0, "1月20日前", "1月5日—31日"),
        (2, "3月10日前", "3月31日前"),
        (1, "财务科、各区县局", ""),
        (2, "实施阶段（2—3月）", "实施阶段"),
    ],
)
def test_what_may_be_meant_is_left_alone(number: int, old: str, new: str) -> None:
    assert codes(changed(number, old, new)) == []


def test_phases_stand_together_and_in_order() -> None:
    assert "content/table-phase-split" in codes((ROWS[0], ROWS[2], ROWS[1]))
    assert "content/table-phase-order" in codes((ROWS[2], *ROWS[:2]))


def test_a_column_that_nobody_fills_is_a_form() -> None:
    assert codes(("甲 | 制定方案", "乙 | 召开会议"), "类别、工作任务、责任单位、完成时限") == []


PLAN = {
    "文种": "方案",
    "标题": "工作方案",
    "正文": "见{附件.配档表}。\n{阶段}",
    "阶段": [
        {"名称": "准备阶段", "时间": "1月", "内容": "制定方案。"},
        {"名称": "实施阶段", "时间": "2—3月", "内容": "逐项整改。"},
    ],
    "附件": [{"配档表": "配档表.yaml"}],
}


def with_plan(rows: tuple[str, ...], *more: dict[str, str], **others: dict[str, Any]) -> list[str]:
    keys = {"文种": "配档表", "标题": "工作配档表", "列": "阶段、工作任务、责任人、完成时限", "行": "\n".join(rows)}
    plan = PLAN | {"附件": [*PLAN["附件"], *more]} if more else PLAN
    resolved, _ = resolve(plan, others={"配档表.yaml": keys, **others})
    return [item.code for item in check_task_tables(resolved)]


def test_the_plan_says_when_a_phase_is_and_which_there_are() -> None:
    first, second = "准备阶段 | 制定方案 | 张三 | 1月20日前", "实施阶段 | 整改 | 李四 | 3月前"
    assert with_plan((first, second)) == []
    assert with_plan((first,)) == ["content/table-phase-missing"]
    assert with_plan((first, second, "总结阶段 | 总结 | 李四 | 4月前")) == ["content/table-phase-unknown"]
    assert with_plan((first.replace("1月20日", "2月20日"), second)) == ["content/table-deadline-outside"]


def test_responsible_persons_stand_in_the_roster_that_goes_out_with_the_table() -> None:
    rows = ("准备阶段 | 制定方案 | 张三 | 1月20日前", "实施阶段 | 整改 | 王五、各科室 | 3月前")
    roster = {"文种": "名单", "标题": "名单", "组长": "张三 局长", "成员": "李四"}
    assert with_plan(rows, {"名单": "名单.yaml"}, **{"名单.yaml": roster}) == ["content/table-person-unlisted"]
    roster["成员"] = "李四、王五"
    assert with_plan(rows, {"名单": "名单.yaml"}, **{"名单.yaml": roster}) == []


def test_deadlines_are_not_past_when_the_document_is_issued() -> None:
    def notice(day: str) -> list[str]:
        table = {"列": COLUMNS, "行": "\n".join(ROWS)}
        keys = {
            "文种": "通知",
            "标题": "通知",
            "正文": "见{附件.1}。",
            "日期": day,
            "附件": [{"名称": "表", "表格": table}],
        }
        return [item.code for item in check_task_tables(resolve(keys)[0])]

    assert notice("2026年1月20日") == []
    assert notice("2026年1月21日") == ["content/table-deadline-past"]


SUMS = ("道路 | 10.5 | 3", "桥梁 | 1,200 | 2", "合计 | 1210.5 | 5")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (SUMS, []),
        ((*SUMS[:2], "合计 | 1210.5 | 6"), ["content/table-total"]),
        ((*SUMS[:2], "总 计 | 1210.4 | 6"), ["content/table-total", "content/table-total"]),
        ((SUMS[0], "小计 | 10.5 | 3", SUMS[1], "小计 | 1200 | 2", "合计 | 1210.5 | 5"), []),
        (
            (SUMS[0], "小计 | 10.5 | 3", SUMS[1], "小计 | 1210.5 | 5", "合计 | 1210.5 | 5"),
            ["content/table-total", "content/table-total"],
        ),
        (("合计 | 1210.5 | 5", *SUMS[:2]), []),
        (("合计 | 1210.5 | 4", *SUMS[:2]), ["content/table-total"]),
        ((SUMS[0], "其中：市区 | 10 | 2", SUMS[2]), []),
        ((SUMS[0], "桥梁 |  | 2", "河道 | 3 | 1"), ["content/table-number-blank"]),
        ((SUMS[0], "桥梁 | — | 2", "河道 | 3 | 1"), []),
    ],
)
def test_sums_are_reckoned(rows: tuple[str, ...], found: list[str]) -> None:
    assert codes(rows, "项目、投资额、数量") == found


def test_numbers_of_rows_that_are_stated_are_counted() -> None:
    rows = ("准备阶段（共2项） | 甲", "准备阶段（共2项） | 乙", "实施阶段（共1项） | 丙")
    columns = "阶段、工作任务"
    assert codes(rows, columns, 合并="阶段") == []
    assert codes(rows[:1] + rows[2:], columns, 合并="阶段") == ["content/table-count"]
    assert codes(rows, columns, 填表说明="共3项任务。") == []
    assert codes(rows, columns, 填表说明="共4项任务。") == ["content/table-count"]


@pytest.mark.parametrize(("serials", "found"), [("123", 0), ("121", 0), ("124", 1), ("1223", 1), ("132", 2)])
def test_serials_that_a_writer_gives_are_continuous(serials: str, found: int) -> None:
    assert (
        codes(tuple(f"{serial} | 甲{at}" for at, serial in enumerate(serials)), "编号、事项")
        == ["content/table-serial"] * found
    )
