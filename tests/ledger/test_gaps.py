"""A figure over a column that the ledger does not have is refused: it is never 0, and no check of it has passed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from gongwen.cli.program import program
from gongwen.diagnostics import ContentError
from gongwen.operations.ledgers.asking import check_one_ledger, ledger_figures
from gongwen.operations.ledgers.due import due_items
from tests.ledger.books import book
from tests.ledger.offices import Office, rows, told

HEAD = "文种: 总结\n标题: 总结\n台账: {ledger}\n"
ITEMS = rows(10)
#: Figure → a column without which nobody knows it.
NEEDED = {
    "建议": "类别", "省级": "层级", "主办": "办理方式", "A类": "结果", "未反馈": "满意度", "满意": "办理方式",
    "科室.规划科": "科室", "联名": "提出人", "办结": "答复日期", "未办结": "答复日期", "答复": "办理方式",
    "办结率": "答复日期", "满意率": "满意度", "答复率": "答复日期", "解决率": "结果", "建议.占比": "类别",
    "省级.满意率": "层级", "主办.名单": "办理方式",
}  # fmt: skip


def without(*keys: str) -> list[dict[str, str]]:
    return [{key: cell for key, cell in item.items() if key not in keys} for item in ITEMS]


def write(path: Path, items: Iterable[Mapping[str, str]]) -> Path:
    """As CSV, YAML, or a workbook, with the columns that its items have."""
    items = list(items)
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(items[0]))
            writer.writeheader()
            writer.writerows(items)
    elif path.suffix == ".yaml":
        said = ({key: cell for key, cell in item.items() if cell} for item in items)
        path.write_text(
            "建议提案:\n" + "".join(f"- {json.dumps(item, ensure_ascii=False)}\n" for item in said), "utf-8"
        )
    else:
        book(("台账", [list(items[0]), *(list(item.values()) for item in items)])).save(path)
    return path


@pytest.mark.parametrize("kind", ["csv", "yaml", "xlsx"])
@pytest.mark.parametrize(("name", "column"), NEEDED.items())
def test_a_figure_over_a_column_that_is_not_there_is_refused(name: str, column: str, kind: str, tmp_path: Path) -> None:
    whole = write(tmp_path / f"全.{kind}", ITEMS)
    assert len(ledger_figures(whole, [name])) == 1
    path = write(tmp_path / f"台账.{kind}", without(column))
    with pytest.raises(ContentError) as refusal:
        ledger_figures(path, [name])
    (item,) = refusal.value.diagnostics
    assert item.code == "content/figure-missing"
    assert f"“{column}”" in item.message
    assert item.hint is not None
    assert f"“{column}" in item.hint
    assert len(ledger_figures(path, ["总数"])) == 1


def test_a_column_that_is_there_and_empty_gives_its_figures(tmp_path: Path) -> None:
    empty = [item | {"满意度": ""} for item in ITEMS]
    path = write(tmp_path / "台账.csv", empty)
    main = sum(item["办理方式"] != "会办" for item in ITEMS)
    assert ledger_figures(path, ["未反馈"])[0].words == str(main)
    # A YAML file says so with the key of one item.
    path = write(tmp_path / "台账.yaml", empty)
    path.write_text(path.read_text("utf-8").replace('- {"编号"', '- {满意度: , "编号"', 1), "utf-8")
    assert ledger_figures(path, ["未反馈"])[0].words == str(main)


def test_a_base_that_the_office_chose_asks_for_its_own_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "台账.csv", without("办理方式"))
    assert ledger_figures(path, ["办结率"])[0].words == "100%"
    (tmp_path / "gongwen.yaml").write_text("发文机关: 甲\n口径: {基数: {办结率: 主办}}\n", "utf-8")
    with pytest.raises(ContentError):
        ledger_figures(path, ["办结率"])


def test_one_sheet_of_two_that_lacks_a_column_is_named(tmp_path: Path) -> None:
    head = list(ITEMS[0])
    made = book(
        ("市级", [head, *(list(item.values()) for item in ITEMS[:5])]),
        ("省级", [head[:-1], *(list(item.values())[:-1] for item in ITEMS[5:])]),
    )
    made.save(path := tmp_path / "台账.xlsx")
    for name in ("满意率", "未反馈", "建议.满意率"):
        with pytest.raises(ContentError) as refusal:
            ledger_figures(path, [name])
        assert "表“省级”没有“满意度”这一列" in refusal.value.diagnostics[0].message
    # Where no item of that sheet is meant, nothing is lacking.
    for row in made["省级"].iter_rows(min_row=2, min_col=3, max_col=3):
        row[0].value = "县级"
    for row in made["市级"].iter_rows(min_row=2, min_col=3, max_col=3):
        row[0].value = "市级"
    made.save(path)
    assert ledger_figures(path, ["市级.满意率"])[0].words
    with pytest.raises(ContentError):
        ledger_figures(path, ["县级.满意率"])


def test_the_year_before_is_named_by_its_file(tmp_path: Path) -> None:
    now, last = write(tmp_path / "今年.csv", ITEMS), write(tmp_path / "去年.csv", without("办理方式"))
    assert ledger_figures(now, ["总数.同比"], last=last)[0].words == "持平"
    with pytest.raises(ContentError) as refusal:
        ledger_figures(now, ["主办.同比"], last=last)
    assert "去年.csv 没有“办理方式”这一列" in refusal.value.diagnostics[0].message


def test_collective_proposals_are_known_by_the_category_or_by_the_proposers(tmp_path: Path) -> None:
    path = write(tmp_path / "甲.csv", without("提出人"))
    with pytest.raises(ContentError):
        ledger_figures(path, ["集体提案"])
    path = write(tmp_path / "乙.csv", [item | {"类别": "集体提案"} for item in without("提出人")])
    assert ledger_figures(path, ["集体提案"])[0].words == "10"
    assert ledger_figures(write(tmp_path / "丙.csv", ITEMS), ["集体提案"])[0].words == "0"


def test_the_list_of_figures_says_what_is_lacking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "台账.csv", without("满意度"))
    found = {item.name: item for item in ledger_figures(path)}
    assert found["满意率"].figure is None
    assert "没有“满意度”这一列" in found["满意率"].why
    assert "不能按“满意度”分" in found["满意度"].why
    assert found["主办"].figure is not None
    assert program.main(["ledger", "figures", str(path), "--format", "json"], standalone_mode=False) == 0
    told = {item["name"]: item for item in json.loads(capsys.readouterr().out)}
    assert told["满意率"]["value"] is None
    assert "满意度" in told["满意率"]["reason"]


def test_a_missing_column_is_told_once_and_its_identities_are_not_passed(tmp_path: Path) -> None:
    path = write(tmp_path / "台账.csv", without("办理方式"))
    found = check_one_ledger(path)
    (item,) = (item for item in found.diagnostics if item.code.startswith("content/ledger-"))
    assert item.code == "content/ledger-column"
    assert "没有“办理方式”这一列" in item.message
    assert "Q04" in item.message
    assert "主协办" in (item.hint or "")
    assert {rule for item in found.unchecked for rule in item.rules} >= {"Q03", "Q04", "Q05", "Q06", "Q10"}
    assert not [item for item in check_one_ledger(write(tmp_path / "全.csv", ITEMS)).unchecked if item.is_needed]


def test_rows_of_the_sheets_that_have_the_column_are_checked_all_the_same(tmp_path: Path) -> None:
    head = list(ITEMS[0])
    at = head.index("办理方式")
    bare = [list(item.values()) for item in ITEMS[:5]]
    bare[2][at] = ""
    cut = [[*item.values()][:at] + [*item.values()][at + 1 :] for item in ITEMS[5:]]
    book(("甲", [head, *bare]), ("乙", [head[:at] + head[at + 1 :], *cut])).save(path := tmp_path / "台账.xlsx")
    found = [item for item in check_one_ledger(path).diagnostics if "Q04" in item.message]
    assert [item.code for item in found] == ["content/ledger-column", "content/ledger-identity"]
    assert found[0].place.spot == "表“乙”"
    assert "总数 5 件，按办理方式相加只有 4 件" in found[1].message


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.at(tmp_path)


def findings(office: Office, lacks: str, text: str) -> list[str]:
    write(office.root / "content" / "台账.csv", without(lacks))
    outcome = office.build(HEAD.format(ledger="台账.csv") + text)
    if any(item.severity.rank == 0 for item in outcome.diagnostics):
        assert outcome.output is None
    return told(outcome)


def test_a_text_that_asks_for_it_is_not_made(office: Office) -> None:
    body = "正文: |\n  共{总数}件，未反馈{未反馈}件。\n"
    assert findings(office, "科室", body) == []
    assert findings(office, "满意度", body) == ["5 content/figure-missing"]


DRAWN = "附件:\n- 名称: 附表\n  表格:\n    取自: 台账\n{lines}\n正文: 见{{附件.1}}。\n"


@pytest.mark.parametrize(
    ("lines", "lacks", "line"),
    [
        ("    列: 编号、满意度", "满意度", 8),
        ("    各行: 类别\n    列: 总数、满意率", "满意度", 9),
        ("    各行: 科室\n    列: 总数", "科室", 8),
        ("    各行: 类别\n    列: 总数\n    范围: {办理方式: 主办}", "办理方式", 10),
        ("    各行: 类别\n    列: 总数\n    范围: {科室: 规划科}", "科室", 10),
    ],
)
def test_a_table_that_asks_for_it_is_not_made(lines: str, lacks: str, line: int, office: Office) -> None:
    text = DRAWN.format(lines=lines)
    assert f"{line} content/figure-missing" in findings(office, lacks, text)
    write(office.root / "content" / "全.csv", ITEMS)
    whole = office.build(HEAD.format(ledger="全.csv") + text)
    assert [item for item in told(whole) if not item.endswith("table-sum")] == []


@pytest.mark.parametrize(
    ("keys", "lacks"),
    [("各类: 结果", "结果"), ("各类: 类别, 系列: 满意率", "满意度"), ("各类: 结果, 系列: 年度", "结果")],
)
def test_a_chart_that_asks_for_it_is_not_made(keys: str, lacks: str, office: Office) -> None:
    assert findings(office, lacks, f"图:\n  甲: {{标题: 图, {keys}}}\n正文: |\n  {{图.甲}}\n") == [
        "5 content/figure-missing"
    ]


def test_a_chart_of_years_names_the_year_that_lacks_it(office: Office) -> None:
    write(office.root / "content" / "2023.csv", without("满意度"))
    text = "年度: 2024\n去年台账: 2023.csv\n图:\n  甲: {标题: 图, 各类: 年度, 系列: 满意率}\n正文: |\n  {图.甲}\n"
    write(office.root / "content" / "台账.csv", ITEMS)
    outcome = office.build(HEAD.format(ledger="台账.csv") + text)
    (item,) = outcome.diagnostics
    assert item.message.startswith("content/2023.csv 没有“满意度”这一列")


def test_what_is_typed_is_told_to_be_unchecked_once(office: Office) -> None:
    body = "正文: |\n  共{总数}件，其中主办 3 件、会办 8 件，满意率100%，均已答复。\n"
    write(office.root / "content" / "台账.csv", ITEMS)
    assert len([item for item in findings(office, "科室", body) if "differs" in item]) == 3
    assert findings(office, "办理方式", body) == [
        "3 content/ledger-column",
        "5 content/figure-unchecked",
    ]
    assert "5 content/figure-unchecked" in findings(office, "答复日期", body)


def test_what_is_due_where_no_reply_is_entered(tmp_path: Path) -> None:
    items = [item | {"办结时限": "2024-06-01"} for item in without("答复日期")]
    found = due_items(write(tmp_path / "台账.csv", items), on=date(2024, 7, 1), within=0)
    assert len(found.items) == len(items)
    assert "没有“答复日期”这一列" in found.lacking
    assert due_items(write(tmp_path / "全.csv", ITEMS), on=date(2024, 7, 1), within=0).lacking == ""


def test_a_form_written_from_nothing_lacks_nothing(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.save(tmp_path / "x.xlsx")
    assert program.main(["ledger", "template", str(tmp_path / "空.xlsx")], standalone_mode=False) == 0
    assert check_one_ledger(tmp_path / "空.xlsx").unchecked == ()


def test_letters_of_a_ledger_without_ways_are_refused_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", "utf-8")
    path = write(tmp_path / "台账.csv", without("办理方式"))
    with pytest.raises(ContentError) as refusal:
        program.main(["ledger", "replies", str(path), "--out", str(tmp_path / "答复")], standalone_mode=False)
    (item,) = refusal.value.diagnostics
    assert item.code == "content/ledger-column"
    assert "不知道哪些件由本单位答复" in item.message
    assert not list(tmp_path.glob("答复/*.docx"))
