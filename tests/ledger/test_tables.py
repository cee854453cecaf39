"""Tables that a summary draws from its ledgers: every item a row, every group a row, every year a row."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from gongwen.reckon.rounding import percent, written
from tests.ledger.offices import Office, rows, tables, told

HEAD = "文种: 总结\n标题: 2024年建议提案办理工作总结\n年度: 2024\n台账: 台账.csv\n"
BODY = "正文: 共办理{总数}件（见{附件.1}）。\n附件:\n- 名称: 附表\n  表格:\n    取自: 台账\n"
ITEMS = rows(40)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office.at(tmp_path)
    made.ledger("台账.csv", ITEMS)
    return made


def test_a_list_has_a_row_for_every_item_with_the_columns_asked_for(office: Office) -> None:
    outcome = office.build(f"{HEAD}{BODY}    列: 序号、编号、标题、提出人、答复日期、结果=办理结果\n")
    (table,) = tables(outcome)
    assert table[0] == ["序号", "编号", "标题", "提出人", "答复日期", "办理结果"]
    assert table[1:] == [
        [str(at), item["编号"], item["标题"], item["提出人"], "2024年6月3日", item["结果"]]
        for at, item in enumerate(ITEMS, 1)
    ]
    assert told(outcome) == []
    (made,) = docx.Document(str(outcome.output)).tables
    assert made.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def test_a_list_with_many_columns_is_turned_and_a_narrow_one_is_not(office: Office) -> None:
    def orientations(columns: str) -> list[str]:
        outcome = office.build(f"{HEAD}{BODY}    列: {columns}\n")
        assert outcome.made is not None
        return ["横" if part.is_turned else "竖" for part in outcome.made.view.parts]

    assert orientations("编号、标题") == ["竖", "竖"]
    assert orientations("序号、编号、类别、标题、提出人、办理方式、科室、答复日期、结果、满意度") == ["竖", "横"]


def test_a_part_of_the_ledger_and_braces_in_its_cells(office: Office) -> None:
    office.ledger("台账.csv", [ITEMS[0] | {"标题": "关于{总数}的建议"}, *ITEMS[1:]])
    outcome = office.build(f"{HEAD}{BODY}    列: 编号、标题\n    范围: {{层级: 市级, 办理方式: 主办}}\n")
    wanted = [item["编号"] for item in ITEMS if item["层级"] == "市级" and item["办理方式"] == "主办"]
    (table,) = tables(outcome)
    assert [row[0] for row in table[1:]] == wanted
    assert table[1][1] == "关于{总数}的建议"


def test_groups_by_level_and_kind_with_their_sum(office: Office) -> None:
    outcome = office.build(f"{HEAD}{BODY}    各行: 层级、类别=种类\n    列: 总数=件数、主办、分办、协办、A类、满意率\n")
    (table,) = tables(outcome)
    assert table[0] == ["层级", "种类", "件数", "主办", "分办", "协办", "A类", "满意率"]
    kinds = {"代表建议": "建议", "政协提案": "提案"}
    counts: Counter[tuple[str, str, str]] = Counter()
    for item in ITEMS:
        group = item["层级"], kinds[item["类别"]]
        way = {"会办": "协办"}.get(item["办理方式"], item["办理方式"])
        counts.update([(*group, "总数"), (*group, way)] + ([(*group, "A")] if item["结果"] == "A" else []))
    groups = [("省级", "建议"), ("省级", "提案"), ("市级", "建议"), ("市级", "提案")]
    ways = ("总数", "主办", "分办", "协办", "A")
    assert [row[:7] for row in table[1:5]] == [
        [*group, *(str(counts[*group, way]) for way in ways)] for group in groups
    ]
    assert [row[2:7] for row in table[5:]] == [[str(sum(counts[*group, way] for group in groups)) for way in ways]]
    assert (table[5][0], told(outcome)) == ("合计", [])
    (made,) = docx.Document(str(outcome.output)).tables
    merges = [cell.get(qn("w:val")) for cell in made._tbl.iter(qn("w:vMerge"))]
    assert merges == ["restart", "continue", "restart", "continue"]


def test_items_in_no_group_are_told(office: Office) -> None:
    office.ledger("台账.csv", [ITEMS[0] | {"科室": ""}, *ITEMS[1:]])
    outcome = office.build(f"{HEAD}{BODY}    各行: 科室\n    列: 总数、占比\n")
    assert told(outcome) == ["10 content/table-sum"]
    message = outcome.diagnostics[0]
    assert message.message == "按科室分，各行相加 39 件，合计 40 件，有 1 件不在任何一行。"
    assert message.hint == "见 001（第 2 行）。"


def test_a_row_for_every_year_and_names_of_former_years(office: Office) -> None:
    office.ledger("2022.csv", rows(10))
    office.ledger("2023.csv", rows(25))
    outcome = office.build(
        f"{HEAD}往年台账: {{2022: 2022.csv, 2023: 2023.csv}}\n"
        "表:\n  历年: {取自: 台账, 各行: 年度, 列: 总数、总数.同比=比上年、主办}\n"
        "正文: |\n  {总数}件，2022年{往年.2022.总数}件，比上年{总数|同比}。\n  {表.历年}\n"
    )
    (table,) = tables(outcome)
    assert table == [
        ["年度", "总数", "比上年", "主办"],
        ["2022年", "10", "—", "6"],
        ["2023年", "25", "增加15件", "15"],
        ["2024年", "40", "增加15件", "24"],
    ]
    assert outcome.made is not None
    assert docx.Document(str(outcome.output)).paragraphs[2].text == "40件，2022年10件，比上年增加15件。"


def test_a_table_in_a_file_of_its_own_has_the_ledger_of_what_takes_it_in(office: Office) -> None:
    office.write("附表.yaml", "文种: 表格\n标题: 统计表\n取自: 台账\n各行: 类别\n列: 总数\n")
    outcome = office.build(f"{HEAD}正文: 共{{总数}}件（见{{附件.1}}）。\n附件: 附表.yaml\n")
    assert tables(outcome) == [[["类别", "总数"], ["建议", "27"], ["提案", "13"], ["合计", "40"]]]


@pytest.mark.parametrize(
    ("lines", "line", "code"),
    [
        ("    列: 编号、题目\n", 10, "content/table-column"),
        ("    各行: 层级\n    列: 总数、主辦\n", 11, "content/table-column"),
        ("    各行: 级别\n    列: 总数\n", 10, "content/table-column"),
        ("    各行: 年度\n    列: 总数\n", 10, "content/table-column"),
        ("    各行: 类别、年度\n    列: 总数\n", 10, "content/table-column"),
        ("    列: 编号\n    行: '1'\n", 8, "content/table-two-origins"),
        ("    列: 编号\n    范围: {层级: 乡级}\n", 11, "content/range-unknown"),
    ],
)
def test_what_a_ledger_does_not_have_is_told_at_its_place(lines: str, line: int, code: str, office: Office) -> None:
    outcome = office.build(f"{HEAD}{BODY}{lines}")
    assert outcome.output is None
    assert [(item.place.line, item.code) for item in outcome.diagnostics if item.severity.rank == 0] == [(line, code)]


def test_shares_in_groups_of_groups_are_those_of_all_items(office: Office) -> None:
    lines = "    各行: 层级、类别、办理方式\n    列: 总数、占比\n"
    (found,) = tables(office.build(f"{HEAD}口径: {{取整: 凑足100}}\n{BODY}{lines}"))
    assert found[0][-1] == "占总数的比例"
    leaves = [(int(row[-2]), Decimal(row[-1].rstrip("%"))) for row in found[1:-1]]
    assert sum(share for _, share in leaves) == 100
    assert found[-1][-2:] == ["40", "100%"]
    assert all(abs(share - Decimal(count) * 100 / 40) < Decimal("0.01") for count, share in leaves)
    # A share of something within the row is what it was, and so is a title of the writer's own.
    lines = "    各行: 层级、类别\n    列: 占比=比重、主办.占比\n"
    (found,) = tables(office.build(f"{HEAD}{BODY}{lines}"))
    assert found[0][-2:] == ["比重", "主办.占比"]
    main = [item for item in rows(40) if item["层级"] == "省级" and item["类别"] == "代表建议"]
    wanted = percent(Fraction(sum(item["办理方式"] == "主办" for item in main), len(main)), 2, "四舍五入")
    assert found[1][-1] == f"{written(wanted)}%"


@pytest.mark.parametrize(("less", "more"), [("协办", "会办"), ("会办", "协办")])
def test_what_helps_another_unit_is_called_as_most_of_the_ledger_calls_it(less: str, more: str, office: Office) -> None:
    helping = [item for item in ITEMS if item["办理方式"] == "会办"]
    assert len(helping) > 2
    ledger = [item | {"办理方式": more} if item in helping[1:] else item for item in ITEMS]
    office.ledger("台账.csv", [item | {"办理方式": less} if item is helping[0] else item for item in ledger])
    office.ledger("2023.csv", [item | {"办理方式": less} if item in helping else item for item in ITEMS])
    lines = "    各行: 办理方式\n    列: 总数\n"
    body = BODY.replace("正文: ", "正文: |\n  {图.年}\n  ")
    chart = "图:\n  年: {标题: 办理方式, 各类: 办理方式, 系列: 年度}\n"
    outcome = office.build(f"{HEAD}去年台账: 2023.csv\n{chart}{body}{lines}")
    assert told(outcome) == []
    (table,) = tables(outcome)
    assert [more, str(len(helping))] in table
    assert less not in {row[0] for row in table}
    document = docx.Document(str(outcome.output)).element.body
    (words,) = (str(item.get("descr")) for item in document.iter(qn("wp:docPr")))
    assert (words.count(more), words.count(less)) == (1, 0)


def test_a_table_without_a_ledger_is_told(office: Office) -> None:
    outcome = office.build(
        "文种: 总结\n标题: 总结\n正文: 见{附件.1}。\n附件:\n- 名称: 表\n  表格: {取自: 台账, 列: 编号}\n"
    )
    assert [item.code for item in outcome.diagnostics] == ["content/table-no-ledger"]
    outcome = office.build(
        "文种: 总结\n标题: 总结\n正文: 见{附件.1}。\n附件:\n- 名称: 表\n  表格: {各行: 层级, 列: 编号}\n"
    )
    assert [item.code for item in outcome.diagnostics] == ["content/table-no-source"]
