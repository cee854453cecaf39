"""Charts without a ledger: of the indicators by period, of the stated numbers by group and by year."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from gongwen.operations.outcome import Outcome
from tests.ledger.offices import Office, told
from tests.ledger.test_explain import places

pytestmark = pytest.mark.office
HEAD = (
    "文种: 总结\n标题: 总结\n年度: 2024\n数字:\n  总数: 92件\n  建议: 25\n  提案: 67\n  A类: 22\n  B类: 68\n  C类: 2\n"
    "  建议.主办: 16\n  提案.主办: 44\n  满意: 74\n  基本满意: 6\n  去年.总数: 80件\n  去年.建议: 20\n  去年.提案: 60\n"
    "指标:\n  列: 指标、2023年、2024年\n  行: |\n    受理 | 1037 | 2252\n    办结 | 1000 | 2200\n"
    "    满意率 | 79.28% | 82.24%\n    资金 | 12.5万元 | 13万元\n"
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.at(tmp_path)


def text(keys: str) -> str:
    return f"{HEAD}图:\n  甲: {{标题: 比较, {keys}}}\n正文: |\n  见{{图.甲.序号}}。\n  {{图.甲}}\n"


def described(outcome: Outcome) -> str:
    assert outcome.output is not None, [str(item) for item in outcome.diagnostics]
    (picture,) = docx.Document(str(outcome.output)).element.body.iter(qn("wp:docPr"))
    return str(picture.get("descr"))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("取自: 指标, 各类: 年度, 系列: 受理、办结",
         "柱形图：比较。2023年：受理1037、办结1000；2024年：受理2252、办结2200。"),
        ("取自: 指标, 各类: 年度, 系列: 满意率, 样式: 折线", "折线图：比较。2023年79.28%，2024年82.24%。"),
        ("取自: 数字, 各类: 结果", "柱形图：比较。A类22件，B类68件，C类2件。"),
        ("取自: 数字, 各类: 类别, 系列: 年度",
         "柱形图：比较。建议：2023年20件、2024年25件；提案：2023年60件、2024年67件。"),
        ("取自: 数字, 各类: 类别, 系列: 总数、主办",
         "柱形图：比较。建议：总数25件、主办16件；提案：总数67件、主办44件。"),
        ("取自: 数字, 各类: 年度", "柱形图：比较。2023年80件，2024年92件。"),
    ],
)  # fmt: skip
def test_what_a_chart_says(keys: str, words: str, office: Office) -> None:
    outcome = office.build(text(keys))
    assert told(outcome) == []
    assert described(outcome) == words


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("取自: 指标, 各类: 科室, 系列: 受理", "content/table-column"),
        ("取自: 指标, 各类: 年度, 系列: 受埋", "content/table-column"),
        ("取自: 指标, 各类: 年度, 系列: 资金", "content/chart-series"),
        ("取自: 指标, 各类: 年度, 系列: 受理、满意率", "content/chart-series"),
        ("取自: 数字, 各类: 科室", "content/table-column"),
        ("取自: 数字, 各类: 结果, 系列: 年度", "content/chart-series"),
        ("取自: 数字, 各类: 结果, 范围: {类别: 建议}", "content/chart-source"),
        ("各类: 结果", "content/table-no-ledger"),
    ],
)
def test_what_nobody_has_stated_is_told(keys: str, code: str, office: Office) -> None:
    outcome = office.build(text(keys))
    assert outcome.output is None
    assert [item.code for item in outcome.diagnostics] == [code]


def test_a_chart_of_what_is_not_there_at_all(office: Office) -> None:
    body = "图:\n  甲: {标题: 图, 取自: 指标, 各类: 年度, 系列: 受理}\n正文: |\n  {图.甲}\n"
    outcome = office.build(f"文种: 总结\n标题: 总结\n{body}")
    assert [item.code for item in outcome.diagnostics] == ["content/chart-source"]


def test_every_bar_tells_where_its_number_is_written(office: Office) -> None:
    told = [item for item in places(office, text("取自: 指标, 各类: 年度, 系列: 受理")) if item.before.startswith("图")]
    assert [(item.before, item.printed) for item in told] == [
        ("图1“比较”　2023年　受理：", "1037"), ("图1“比较”　2024年　受理：", "2252"),
    ]  # fmt: skip
    assert "“指标”里写的：受理　2023年（content/总结.yaml:21:" in told[0].definition
