"""`build --explain`: cells of tables and bars of charts tell what they count, like the figures of the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongwen.load.package import load_package
from gongwen.operations.making.attempt import PackageLibrary
from gongwen.operations.making.explain import explained
from gongwen.operations.people.registers import Registers
from gongwen.operations.workspace import open_workspace
from gongwen.report.explain import Explained, explain_html
from gongwen.resolve.resolve import resolve_document
from tests.ledger.offices import Office, rows

HEAD = "文种: 总结\n标题: 总结\n年度: 2024\n台账: 台账.csv\n"
ITEMS = rows(40)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office.at(tmp_path)
    made.ledger("台账.csv", ITEMS)
    made.ledger("2023.csv", rows(20)[:13])
    return made


def places(office: Office, text: str) -> list[Explained]:
    workspace = open_workspace(office.root)
    package = load_package(office.write("总结.yaml", text), workspace=workspace.root)
    library = PackageLibrary(workspace, package, Registers(workspace))
    resolved, _ = resolve_document(package.document, library, workspace.office)
    return list(explained(resolved))


def found(told: list[Explained], before: str) -> Explained:
    (item,) = (item for item in told if item.before == before)
    return item


def counted(**wanted: str) -> list[str]:
    return [item["编号"] for item in ITEMS if all(item[key] == value for key, value in wanted.items())]


def test_every_cell_of_a_table_of_groups(office: Office) -> None:
    told = places(
        office,
        f"{HEAD}正文: 见{{附件.1}}。\n附件:\n- 名称: 附表\n  表格:\n    取自: 台账\n    各行: 层级、类别\n"
        "    列: 总数=件数、主办\n    范围: {结果: A类}\n",
    )
    assert [item.before for item in told[1:]] == [
        f"表“附表”　{row}　{column}："
        for row in ("省级、建议", "省级、提案", "市级、建议", "市级、提案", "合计")
        for column in ("件数", "主办")
    ]
    cell = found(told, "表“附表”　市级、提案　主办：")
    wanted = counted(层级="市级", 类别="政协提案", 办理方式="主办", 结果="A")
    assert [source.number for source in cell.sources] == wanted
    assert cell.printed == str(len(wanted))
    assert cell.definition == "台账中层级、市级、提案、主办的件数（范围：结果为A类）"
    assert cell.sources[0].spot == f"第 {int(wanted[0]) + 1} 行"
    assert cell.place.endswith("总结.yaml:11:14")
    others = set(counted(层级="市级", 类别="政协提案", 结果="A")) - set(wanted)
    assert {source.number for source in cell.others} == others
    assert len(found(told, "表“附表”　合计　件数：").sources) == len(counted(结果="A"))


def test_a_list_of_items_is_one_place(office: Office) -> None:
    (item,) = places(
        office,
        f"{HEAD}范围: {{层级: 市级}}\n表:\n  各件: {{取自: 台账, 列: 编号、标题, 范围: {{办理方式: 主办}}}}\n"
        "正文: |\n  {表.各件}\n",
    )
    number = len(counted(层级="市级", 办理方式="主办"))
    assert (item.before, item.printed) == ("表“各件”　", f"{number} 件")
    assert item.definition == "一件一行，取自台账 content/台账.csv（范围：层级为市级）（范围：办理方式为主办）"


def test_a_table_in_a_file_of_its_own_and_one_typed_by_hand(office: Office) -> None:
    office.write("附表.yaml", "文种: 表格\n标题: 统计表\n取自: 台账\n各行: 类别\n列: 总数\n")
    told = places(office, f"{HEAD}正文: 见{{附件.1}}。\n附件: 附表.yaml\n")
    assert [(item.before, item.printed) for item in told[1:]] == [
        ("表“统计表”　建议　总数：", "27"),
        ("表“统计表”　提案　总数：", "13"),
        ("表“统计表”　合计　总数：", "40"),
    ]
    typed = "表:\n  甲: {列: 类别、件数, 行: '建议 | 27'}\n正文: |\n  {表.甲}\n"
    assert [item.printed for item in places(office, HEAD + typed)] == ["（展开成几段）"]


def test_years_tell_the_file_of_their_items_and_what_cannot_be_reckoned(office: Office) -> None:
    told = places(
        office,
        f"{HEAD}去年台账: 2023.csv\n表:\n  历年: {{取自: 台账, 各行: 年度, 列: 总数、总数.同比}}\n"
        "正文: |\n  {表.历年}\n",
    )
    assert found(told, "表“历年”　2023年　总数：").sources[0].spot == "content/2023.csv 第 2 行"
    assert found(told, "表“历年”　2024年　总数：").sources[0].spot == "第 2 行"
    change = found(told, "表“历年”　2024年　总数.同比：")
    assert (change.printed, change.called, len(change.others)) == ("增加27件", "去年的", 13)
    nothing = found(told, "表“历年”　2023年　总数.同比：")
    assert (nothing.printed, nothing.sources) == ("—", ())
    assert "算不出来" in nothing.definition


STATED = (
    "文种: 总结\n标题: 总结\n数字:\n  总数: 92件\n  满意: 74件\n  基本满意: 6件\n  去年.总数: 80件\n指标:\n"
    "  列: 指标、2019年、2020年\n  行: |\n    受理 | 1037 | 2252\n    满意率 | 79.28% | 82.24%\n"
)


@pytest.mark.parametrize(
    ("name", "printed", "definition", "numbers"),
    [
        ("总数", "92", "“数字”里写的", [("总数", "92件", 4)]),
        ("满意率", "92.5%", "由“数字”算出：“满意”÷（“满意”＋“基本满意”）",
         [("满意", "74件", 5), ("基本满意", "6件", 6)]),
        ("总数.增幅", "增长15%", "由“数字”算出：“总数”与“去年.总数”相比",
         [("总数", "92件", 4), ("去年.总数", "80件", 7)]),
        ("满意.占比", "80.43%", "由“数字”算出：“满意”占“总数”", [("满意", "74件", 5), ("总数", "92件", 4)]),
        ("指标.受理", "2252", "“指标”里写的", [("受理　2020年", "2252", 11)]),
        ("指标.受理.2019年", "1037", "“指标”里写的", [("受理　2019年", "1037", 11)]),
        ("指标.受理.合计", "3289", "“指标”里各数相加", [("受理　2019年", "1037", 11), ("受理　2020年", "2252", 11)]),
        ("指标.满意率.同比", "提高2.96个百分点", "由“指标”算出：2020年与2019年相比",
         [("满意率　2020年", "82.24%", 12), ("满意率　2019年", "79.28%", 12)]),
    ],
)  # fmt: skip
def test_a_number_that_is_stated_tells_its_line(
    name: str, printed: str, definition: str, numbers: list[tuple[str, str, int]], office: Office
) -> None:
    (item,) = places(office, f"{STATED}正文: |\n  共{{{name}}}。\n")
    assert (item.printed, item.definition) == (printed, definition)
    assert [(row.number, row.title, int(row.spot.split(":")[1])) for row in item.numbers] == numbers
    assert f"<td>{numbers[0][1]}</td>" in explain_html("总结", [item])


def test_every_bar_of_a_chart(office: Office) -> None:
    told = places(
        office,
        f"{HEAD}图:\n  科室: {{标题: 各科室, 各类: 科室, 系列: 主办、协办=会办}}\n正文: |\n  {{图.科室}}\n",
    )
    assert [item.before for item in told] == [
        f"图1“各科室”　{section}　{series}："
        for section in ("规划科", "办公室", "执法科")
        for series in ("主办", "会办")
    ]
    bar = found(told, "图1“各科室”　执法科　会办：")
    assert [source.number for source in bar.sources] == counted(科室="执法科", 办理方式="会办")
    assert bar.printed == str(len(bar.sources))
    text = explain_html("总结", told)
    assert text.count("<section") == 6
    assert re.search(rf"执法科　会办：<mark>{bar.printed}</mark>", text)
