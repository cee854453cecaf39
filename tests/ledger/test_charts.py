"""Charts of a summary: in the text where they are asked for, with number, title and the numbers in words."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from gongwen.convert.fonts import chinese_font
from gongwen.operations.making import charts
from gongwen.operations.outcome import Outcome
from tests.ledger.offices import Office, rows, told

pytestmark = pytest.mark.office
HEAD = "文种: 总结\n标题: 总结\n年度: 2024\n台账: 台账.csv\n"
ITEMS = rows(40)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office.at(tmp_path)
    made.ledger("台账.csv", ITEMS)
    made.ledger("2023.csv", rows(20))
    return made


def described(outcome: Outcome) -> list[str]:
    """The text alternatives of all pictures, in the order of the document."""
    assert outcome.output is not None, [str(item) for item in outcome.diagnostics]
    body = docx.Document(str(outcome.output)).element.body
    return [str(item.get("descr")) for item in body.iter(qn("wp:docPr"))]


def test_charts_stand_in_the_text_with_number_title_and_words(office: Office) -> None:
    outcome = office.build(
        f"{HEAD}图:\n"
        "  科室: {标题: 各科室承办情况, 各类: 科室, 系列: 主办、协办=会办, 样式: 条形}\n"
        "  结果: {标题: 办理结果, 各类: 结果, 范围: {办理方式: 主办、分办}}\n"
        "正文: |\n  结果见{图.结果.序号}、{图.科室.序号}。\n  {图.结果}\n  {图.科室}\n  以上。\n"
    )
    assert told(outcome) == []
    assert outcome.output is not None
    texts = [paragraph.text for paragraph in docx.Document(str(outcome.output)).paragraphs]
    assert texts[-6:] == ["结果见图1、图2。", "", "图1　办理结果", "", "图2　各科室承办情况", "以上。"]
    classes = Counter(item["结果"] for item in ITEMS if item["办理方式"] != "会办")
    ways = Counter((item["科室"], item["办理方式"]) for item in ITEMS)
    assert described(outcome) == [
        f"柱形图：办理结果。A类{classes['A']}件，B类{classes['B']}件。",
        "条形图：各科室承办情况。"
        + "；".join(
            f"{section}：主办{ways[section, '主办']}件、会办{ways[section, '会办']}件"
            for section in ("规划科", "办公室", "执法科")
        )
        + "。",
    ]
    with zipfile.ZipFile(outcome.output) as archive:
        pictures = [name for name in archive.namelist() if name.endswith(".png")]
    assert len(pictures) == 2
    assert list(OpenXmlValidator().validate(outcome.output).errors) == []


def test_change_one_row_and_picture_and_words_follow(office: Office) -> None:
    text = f"{HEAD}图:\n  结果: {{标题: 办理结果, 各类: 结果}}\n正文: |\n  {{图.结果}}\n"
    first = office.build(text)
    again = office.build(text)
    assert first.output is not None
    before, words = first.output.read_bytes(), described(first)
    assert again.output is not None
    assert again.output.read_bytes() == before
    office.ledger("台账.csv", [ITEMS[0] | {"结果": "B"}, *ITEMS[1:]])
    changed = office.build(text)
    assert changed.output is not None
    assert changed.output.read_bytes() != before
    assert [int(number) for number in re.findall(r"类(\d+)件", described(changed)[0])] == [
        number + step for number, step in zip(map(int, re.findall(r"类(\d+)件", words[0])), (-1, 1), strict=True)
    ]


def test_years_side_by_side_and_one_after_another(office: Office) -> None:
    outcome = office.build(
        f"{HEAD}去年台账: 2023.csv\n图:\n"
        "  类别: {标题: 同比, 各类: 类别, 系列: 年度}\n  率: {标题: 满意率, 各类: 年度, 系列: 满意率, 样式: 折线}\n"
        "正文: |\n  {图.类别}\n  {图.率}\n"
    )
    assert told(outcome) == []
    assert described(outcome) == [
        "柱形图：同比。建议：2023年13件、2024年27件；提案：2023年7件、2024年13件。",
        "折线图：满意率。2023年68.75%，2024年65.63%。",
    ]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("各类: 颜色", "content/table-column"),
        ("各类: 结果, 系列: 主辦", "content/table-column"),
        ("各类: 结果, 系列: 主办、满意率", "content/chart-series"),
        ("各类: 结果, 系列: 名单", "content/chart-series"),
        ("各类: 类别, 系列: 总数、主办、协办、分办、独办", "content/chart-series"),
        ("各类: 结果, 范围: {层级: 乡级}", "content/range-unknown"),
        ("各类: 年度", "content/table-column"),
    ],
)
def test_what_cannot_be_drawn_is_told(keys: str, code: str, office: Office) -> None:
    outcome = office.build(f"{HEAD}图:\n  甲: {{标题: 图, {keys}}}\n正文: |\n  {{图.甲}}\n")
    assert outcome.output is None
    assert {item.code for item in outcome.diagnostics if item.severity.rank == 0} == {code}
    assert {item.place.line for item in outcome.diagnostics if item.severity.rank == 0} == {6}


def test_a_crowded_chart_is_remarked_and_one_without_a_ledger_refused(office: Office) -> None:
    office.ledger("台账.csv", [item | {"科室": f"第{at}科"} for at, item in enumerate(ITEMS)])
    outcome = office.build(f"{HEAD}图:\n  甲: {{标题: 图, 各类: 科室}}\n正文: |\n  {{图.甲}}\n")
    assert told(outcome) == ["6 content/chart-crowded"]
    outcome = office.build("文种: 总结\n标题: 总结\n图:\n  甲: {标题: 图, 各类: 结果}\n正文: |\n  {图.甲}\n")
    assert [item.code for item in outcome.diagnostics] == ["content/table-no-ledger"]


def test_without_a_font_and_with_letters_that_it_lacks(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.ledger("台账.csv", [ITEMS[0] | {"科室": "𰻞科"}, *ITEMS[1:]])
    text = f"{HEAD}图:\n  甲: {{标题: 图, 各类: 科室}}\n正文: |\n  {{图.甲}}\n"
    outcome = office.build(text)
    assert told(outcome) == ["6 tool/chart-letters"]
    assert "“𰻞”" in outcome.diagnostics[0].message
    assert chinese_font("仿宋_GB2312") is not None
    monkeypatch.setattr(charts, "chinese_font", lambda name: None)
    outcome = office.build(text.replace("标题: 图", "标题: 另一张图"))
    assert [item.code for item in outcome.diagnostics] == ["tool/chart-font"]
