"""References hold or are reported, all at once, with what would mend them."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.diagnostics import ContentError
from gongwen.resolve.scope import said
from tests.support import resolve

ROSTER = {
    "文种": "名单",
    "标题": "工作专班名单",
    "简称": "工作专班",
    "组长": "孙明远 市局局长",
    "副组长": "赵立、周成",
    "办公室": {"主任": "赵立"},
    "工作组": {"综合组": {"组长": "高松"}},
}
PLAN: dict[str, Any] = {"文种": "方案", "标题": "工作方案", "正文": "正文。"}
NOTICE: dict[str, Any] = {"文种": "通知", "标题": "关于某事的通知", "正文": "正文。", "日期": "2024年1月19日"}


def codes(keys: dict[str, Any], **others: dict[str, Any]) -> list[str]:
    """The codes of everything found, errors and warnings alike."""
    try:
        found = resolve(keys, others={f"{name}.yaml": other for name, other in others.items()})[1]
    except ContentError as error:
        found = error.diagnostics
    return [item.code for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{工作专班.组长}任组长", []),
        ("{工作专班.组成}", []),
        ("{工作专班.办公室.主任}", []),
        ("{工作专班.工作组.综合组.组长}", []),
        ("{工作专班}", []),
        ("{标题}", []),
        ("{{不是名称}}", []),
        ("{工作专班.组员}", ["content/unknown-name"]),
        ("{专班.组长}", ["content/unknown-name"]),
        ("{工作专班.__class__}", ["content/unknown-name"]),
        ("{工作专班.组长.__init__.__globals__}", ["content/unknown-name"]),
        ("{工作专班.办公室}", ["content/incomplete-name"]),
        ("名单：{工作专班.名单}", ["content/not-alone"]),
        ("{工作专班.名单}", []),
        ("{().__class__}", ["content/expression"]),
        ("{未闭合", ["content/brace"]),
    ],
)
def test_a_name_in_the_text_holds_or_is_reported(text: str, expected: list[str]) -> None:
    assert codes(PLAN | {"正文": text, "机构": "名单.yaml"}, 名单=ROSTER) == expected


SUMMARY = {
    "文种": "总结",
    "标题": "{年度}年工作总结",
    "年度": "2024",
    "数字": {"总数": "3", "去年.总数": "2"},
    "正文": "见《{标题}》。",
}


def test_a_title_that_names_something_is_cited_in_full() -> None:
    issuing = {"文种": "印发通知", "印发": "总结.yaml", "日期": "2024年1月19日"}
    found, _ = resolve(issuing, others={"总结.yaml": SUMMARY})
    assert found.title == ("云山市自然资源局关于印发《2024年工作总结》的通知",)
    assert found.issued is not None
    assert found.issued.title == ("2024年工作总结",)
    assert found.issued.scope.find(("标题",)) == said("2024年工作总结")
    attaching = PLAN | {"正文": "见{附件.总结.名称}。", "附件": ["总结.yaml"]}
    assert resolve(attaching, others={"总结.yaml": SUMMARY})[0].attachments[0].name == "2024年工作总结"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("{{总结}}", []),
        ("工作{总数.同比}总结", ["content/title-reference"]),
        ("{年度", ["content/brace"]),
        ("{年}", ["content/unknown-name"]),
    ],
)
def test_a_title_that_others_cite_is_all_words(title: str, expected: list[str]) -> None:
    issuing = {"文种": "印发通知", "印发": "总结.yaml", "日期": "2024年1月19日"}
    assert codes(issuing, 总结=SUMMARY | {"标题": title}) == expected


def test_every_unknown_name_is_reported_with_the_nearest_known_one() -> None:
    with pytest.raises(ContentError) as caught:
        resolve(PLAN | {"正文": "{工作专班.组涨}\n{工作专斑.组长}", "机构": "名单.yaml"}, others={"名单.yaml": ROSTER})
    hints = [item.hint for item in caught.value.diagnostics]
    assert hints == ["是否指 {工作专班.组长}？", "是否指 {工作专班.组长}？"]


def test_a_roster_among_the_attachments_can_be_named_by_its_short_name() -> None:
    keys = PLAN | {"正文": "{工作专班.组长}（见{附件.名单}）。", "附件": [{"名单": "名单.yaml"}]}
    assert codes(keys, 名单=ROSTER) == []


@pytest.mark.parametrize(
    ("number", "date", "expected"),
    [
        ("云自然资字〔2024〕15号", "2024年1月19日", []),
        ("云自然资字〔2023〕15号", "2024年1月19日", ["content/number-year"]),
    ],
)
def test_the_year_of_the_number_is_the_year_of_the_date(number: str, date: str, expected: list[str]) -> None:
    assert codes(NOTICE | {"文号": number} | {"日期": date}) == expected


@pytest.mark.parametrize(
    ("text", "attachments", "expected"),
    [
        ("见附件。", 0, ["content/attachment-missing"]),
        ("（详见附件2）", 1, ["content/attachment-missing", "content/attachment-uncited"]),
        ("（见附件）", 1, []),
        ("附件1、附件2", 2, []),
        ("附件1", 2, ["content/attachment-uncited"]),
        ("详见附件1、2", 2, []),
        ("填报附件1至3、5", 5, ["content/attachment-uncited"]),
        ("将附件1、3个单位的意见一并报送", 1, []),
        ("（见{附件.2}）{附件.1}", 2, []),
        ("{附件.说明一}和{附件.说明二}", 2, []),
        ("名单附后。", 0, ["content/enclosure-missing"]),
        ("附件：1.名单", 0, []),
    ],
)
def test_what_is_cited_is_attached_and_what_is_attached_is_cited(
    text: str, attachments: int, expected: list[str]
) -> None:
    made = [{"名称": f"说明{'一二三四五'[index]}", "内容": "内容。"} for index in range(attachments)]
    assert codes(PLAN | {"正文": text} | ({"附件": made} if made else {})) == expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (["1月", "2月", "3-9月", "10月"], []),
        (["1月", "1月中旬", "2月"], []),
        (["3月", "2月"], ["content/phase-order"]),
        (["9月10日—20日", "9月5日前"], ["content/phase-order"]),
        (["9—3月"], ["content/phase-backwards"]),
        (["2024年11月", "2025年1月"], []),
        (["长期坚持", "1月"], []),
        (["每周二", "3月", "2月"], ["content/phase-order"]),
    ],
)
def test_phases_follow_one_another_in_time(times: list[str], expected: list[str]) -> None:
    phases = [{"名称": f"第{index}阶段", "时间": time, "内容": "工作。"} for index, time in enumerate(times)]
    assert codes(PLAN | {"正文": "{阶段}", "阶段": phases}) == expected


def test_a_schedule_without_a_plan_to_draw_on_is_reported() -> None:
    keys = {"文种": "配档表", "标题": "配档表", "列": "阶段、时间", "取自": "方案.阶段"}
    assert codes(keys) == ["content/phases-missing"]


@pytest.mark.parametrize(
    ("plan", "hint"),
    [
        ({"阶段": [{"名称": "准备阶段", "时间": "1月", "内容": "工作。"}], "正文": "{阶段}"}, "取自: 附件/方案.yaml"),
        ({}, "“取自”也可以写方案的文件名"),
    ],
)
def test_a_schedule_is_told_of_the_plan_beside_it(plan: dict[str, Any], hint: str) -> None:
    schedule = {"文种": "配档表", "标题": "配档表", "列": "阶段、时间", "取自": "方案.阶段"}
    notice = NOTICE | {"正文": "见{附件.方案}、{附件.配档表}。", "附件": ["附件/方案.yaml", "配档表.yaml"]}
    with pytest.raises(ContentError) as caught:
        resolve(notice, others={"附件/方案.yaml": PLAN | plan, "配档表.yaml": schedule})
    (told,) = caught.value.diagnostics
    assert told.code == "content/phases-missing"
    assert told.hint is not None
    assert hint in told.hint


def test_a_schedule_draws_on_the_plan_that_attaches_it() -> None:
    schedule = {"文种": "配档表", "标题": "配档表", "列": "阶段、时间", "取自": "方案.阶段"}
    phases = [{"名称": "准备阶段", "时间": "1月", "内容": "工作。"}]
    keys = PLAN | {"正文": "{阶段}\n（见{附件.配档表}）", "阶段": phases, "附件": ["配档表.yaml"]}
    assert codes(keys, 配档表=schedule) == []


def test_a_notice_does_not_issue_another_official_document() -> None:
    notice = {"文种": "印发通知", "印发": "通知.yaml", "日期": "2024年1月19日"}
    assert codes(notice, 通知=NOTICE) == ["content/issued-kind"]


def test_an_organ_must_be_a_roster_with_a_name() -> None:
    assert codes(PLAN | {"机构": "方案.yaml"}, 方案=PLAN) == ["content/organ-kind"]
    nameless = {key: value for key, value in ROSTER.items() if key != "简称"}
    assert codes(PLAN | {"机构": "名单.yaml"}, 名单=nameless) == ["content/organ-name"]
    assert codes(PLAN | {"机构": {"专班": "名单.yaml"}, "正文": "{专班.组长}"}, 名单=nameless) == []


@pytest.mark.parametrize(
    ("key", "value"), [("签发人", "孙明远"), ("印发机关", "办公室"), ("印发日期", "2024年1月20日")]
)
def test_a_letter_has_no_place_for_some_elements(key: str, value: str) -> None:
    assert codes(NOTICE | {"格式": "信函", key: value}) == ["content/not-in-letter"]
    assert codes(NOTICE | {key: value}) == []


def test_a_red_head_needs_an_authority() -> None:
    from gongwen.model.office import Office
    from gongwen.resolve.resolve import resolve_document
    from tests.support import Shelf, document

    with pytest.raises(ContentError, match="content/authority-missing"):
        resolve_document(document(NOTICE), Shelf(), Office())


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"日期": "2024年1月19日", "印发日期": "2024年1月18日"}, ["content/printed-before-date"]),
        ({"日期": "2024年1月19日", "印发日期": "2024年1月19日"}, []),
        ({}, ["content/date-missing"]),
        ({"格式": "普通"}, []),
    ],
)
def test_dates_follow_one_another(keys: dict[str, str], expected: list[str]) -> None:
    notice = {"文种": "通知", "标题": "关于某事的通知", "正文": "正文。"}
    assert codes(notice | keys) == expected


def test_a_phase_has_only_days_that_exist() -> None:
    phases = [{"名称": "总结阶段", "时间": "9月1日至9月31日", "内容": "总结。"}]
    assert codes(PLAN | {"正文": "{阶段}", "阶段": phases}) == ["content/date-unreal"]


def test_a_column_that_no_phase_fills_is_told() -> None:
    schedule = {"文种": "配档表", "标题": "配档表", "列": "阶段、责任科室、责任单位=牵头", "取自": "方案.yaml"}
    plan = PLAN | {"正文": "{阶段}", "阶段": [{"名称": "准备阶段", "内容": "工作。"}]}
    assert codes(schedule, 方案=plan) == ["content/column-unfilled"]


def test_a_broken_brace_is_told_without_blaming_the_attachments() -> None:
    keys = PLAN | {"正文": "见{附件.名单", "附件": [{"代称": "名单", "名称": "名单", "内容": "内容。"}]}
    assert codes(keys) == ["content/brace"]


def test_what_a_cited_title_cites_stands_in_single_brackets() -> None:
    plan = PLAN | {"标题": "《规划条例》实施方案"}
    found, _ = resolve({"文种": "印发通知", "印发": "方案.yaml", "日期": "2024年1月19日"}, others={"方案.yaml": plan})
    assert found.title == ("云山市自然资源局关于印发《〈规划条例〉实施方案》的通知",)
    assert found.issued is not None
    assert found.issued.title == ("《规划条例》实施方案",)
