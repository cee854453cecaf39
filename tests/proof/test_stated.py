"""Numbers typed in the text of a document without a ledger, beside those it states under 数字."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ledger.offices import Office, told

HEAD = (
    "文种: 总结\n标题: 2024年建议提案办理工作总结\n年度: 2024\n数字:\n"
    "  总数: 92件\n  建议: 25件\n  提案: 67件\n  建议.主办: 16件\n  主办: 60件\n  分办: 20件\n  协办: 12件\n"
    "  办结: 92件\n  满意: 74件\n  基本满意: 6件\n  去年.总数: 80件\n"
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.at(tmp_path)


def findings(office: Office, *lines: str) -> list[str]:
    outcome = office.build(f"{HEAD}正文: |\n" + "".join(f"  {line}\n" for line in lines))
    assert outcome.output is not None, [str(item) for item in outcome.diagnostics]
    assert set(told(outcome)) <= {f"{item.place.line} content/figure-differs" for item in outcome.diagnostics}
    return [item.message for item in outcome.diagnostics]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("共承办建议提案92件。", "共承办建议提案93件。", "93 件，“数字”里为 92 件（总数）"),
        ("收到代表建议25件。", "收到代表建议52件。", "52 件，“数字”里为 25 件（建议）"),
        ("建议25件，主办16件。", "建议25件，主办17件。", "17 件，“数字”里为 16 件（建议.主办）"),
        ("共92件，主办60件，分办20件。", "共92件，主办60件，分办21件。", "21 件，“数字”里为 20 件（分办）"),
        ("建议25件、提案67件，主办60件。", "建议25件、提案67件，主办61件。", "61 件，“数字”里为 60 件（主办）"),
        ("建议提案满意率92.5%。", "建议提案满意率95.2%。", "满意率 95.2%，“数字”里为 92.5%（满意率）"),
        ("建议提案满意率93%。", "建议提案满意率94%。", "满意率 94%，“数字”里为 92.5%（满意率）"),
        ("建议提案办结率、满意率达92.5%。", "建议提案满意率达92%，办结率98%。", "办结率 98%，“数字”里为 100%"),
    ],
)
def test_a_number_that_differs_is_told(right: str, wrong: str, message: str, office: Office) -> None:
    if "办结率、" not in right:
        assert findings(office, right) == []
    (found,) = findings(office, wrong)
    assert message in found


@pytest.mark.parametrize(
    "line",
    [
        "去年承办建议提案80件，主办50件。",
        "2023年主办50件。",
        "提案67件，主办44件。",
        "提案67件，其中主办44件。",
        "规划科主办5件。",
        "规划科牵头落实，主办5件。",
        "重点建议3件。",
        "市级建议20件，其中主办8件。",
        "经济类15件，其中主办8件。",
        "建议、提案92件，其中建议{建议}件。",
        "建议25件、提案67件，其中主办40件。",
        "主办60件，2件已办结。",
        "3件建议被评为优秀建议。",
        "主办建议提案60余件，协办建议10多件。",
        "力争建议提案满意率达到100%。",
        "建议提案满意率达到90%以上。",
        "热线办结率98%，信访满意率80%。",
        "受理热线转办的建议1200件，办结1198件。",
        "提案满意率98%。",
        "群众信访全年共受理2252件，办结2200件。",
        "新办理不动产登记建议咨询300件。",
        "比去年增加12件。",
        "主办{主办}件。",
    ],
)
def test_what_may_mean_something_else_is_left_alone(line: str, office: Office) -> None:
    assert findings(office, line) == []


def test_a_heading_says_what_the_lines_below_are_about(office: Office) -> None:
    assert findings(office, "一、政协提案", "主办44件，协办9件。") == []
    assert len(findings(office, "一、人大代表建议", "主办15件。")) == 1


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ("总数: 13, 建议: 13, 分办: 2, 满意: 13", "今年,我局负责办理的人大建议13件(分办2件),实现了满意率100%。"),
        ("总数: 30, 主办: 11, 满意率: 100%", "建议满意率100%，在今年我局主办的11件人大代表建议中。"),
    ],
)
def test_what_all_items_are_does_not_choose(numbers: str, text: str, office: Office) -> None:
    head = f"文种: 总结\n标题: 2020年市人大建议办理工作总结\n数字: {{{numbers}}}\n正文: |\n  "

    def codes(body: str) -> list[str]:
        return [item.code for item in office.build(f"{head}{body}\n").diagnostics if "differs" in item.code]

    assert codes(text) == []
    assert len(codes(re.sub(r"(分办|主办的)\d+", r"\g<1>9", text).replace("100%", "98%"))) == 2


def test_both_places_are_told(office: Office) -> None:
    outcome = office.build(f"{HEAD}正文: |\n  其中主办61件。\n")
    (found,) = outcome.diagnostics
    assert (found.place.line, found.place.column) == (17, 7)
    assert found.hint == "请核对；“数字”的“主办”在第 9 行第 7 列。文中可以写成 {主办}。"


def outcome(office: Office, lines: str, title: str = "2024年建议提案办理工作总结") -> list[str]:
    made = office.build(HEAD.replace("2024年建议提案办理工作总结", title) + lines)
    assert made.output is not None, [str(item) for item in made.diagnostics]
    return [f"{item.place.line} {item.message}" for item in made.diagnostics if item.code == "content/figure-differs"]


def test_a_title_and_an_attached_text(office: Office) -> None:
    body = "正文: 见{附件.1}。\n附件:\n- 名称: 说明\n  内容: 共承办建议提案WHOLE件，主办60件。\n"
    title = "承办建议提案WHOLE件的工作总结"
    assert outcome(office, body.replace("WHOLE", "92"), title.replace("WHOLE", "92")) == []
    assert outcome(office, body.replace("WHOLE", "93"), title.replace("WHOLE", "91")) == [
        "2 文中写 91 件，“数字”里为 92 件（总数）。",
        "19 文中写 93 件，“数字”里为 92 件（总数）。",
    ]


TABLE = (
    "表:\n  NAME:\n    列: 类别、件数、主办\n    行: |\n      建议 | 25 | MAIN\n      合计 | WHOLE | 60\n"
    "正文: |\n  {表.NAME}\n"
)


def test_the_cells_of_a_table(office: Office) -> None:
    def told(name: str, main: int, whole: int) -> list[str]:
        return outcome(office, TABLE.replace("NAME", name).replace("MAIN", str(main)).replace("WHOLE", str(whole)))

    assert told("分类", 16, 92) == []
    assert told("分类", 17, 91) == [
        "20 文中写 17 件，“数字”里为 16 件（建议.主办）。",
        "21 文中写 91 件，“数字”里为 92 件（总数）。",
    ]
    assert told("去年分类", 17, 91) == []
    assert told("市级分类", 17, 91) == []
    assert told("2023年分类", 17, 91) == []


INDICATORS = (
    "指标:\n  列: 指标、2023年、2024年\n  行: |\n    总数 | 80 | 92\n    满意 | 70 | 74\n    热线 | 1 | 2\n正文: 无。\n"
)


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [("92", "92件", []), ("92", "93", ["19"]), ("80", "81", ["19"]), ("70", "71", []), ("74", "75", ["20"])],
)
def test_an_indicator_of_the_same_name(old: str, new: str, lines: list[str], office: Office) -> None:
    found = outcome(office, INDICATORS.replace(old, new))
    assert [item.split()[0] for item in found] == lines
    assert all("“指标”里写" in item for item in found)
