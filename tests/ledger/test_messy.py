"""Ledgers as offices keep them: read right, or refused with the cell. Each function makes one kind of mess."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.chart import PieChart, Reference
from openpyxl.workbook import Workbook

from gongwen.model.suggestion import Suggestion
from gongwen.registry.workbook import UNPACKED_LIMIT
from tests.ledger.books import HEAD, ROWS, book, plain, read, refused, sheet_of, told

Mess = Callable[[], Workbook]


def essence(row: Suggestion) -> tuple[object, ...]:
    """What must come out whatever the sheet looks like."""
    return (
        row.number.lstrip("0"), row.kind, row.title, row.proposers, row.way, row.class_letter, row.opinion, row.replied,
    )  # fmt: skip


NEAT = [
    ("82", "建议", "关于协调港口用地指标的建议", ("李敏",), "主办", "A", "满意", "2024年7月10日"),
    ("68", "建议", "关于调整生态红线的建议", ("陈军", "王芳"), "主办", "B", "基本满意", "2024年8月2日"),
    ("31", "提案", "关于城中村改造的提案", ("周平",), "协办", "", "未反馈", "2024年6月30日"),
]


def changed(**columns: Callable[[Any], Any]) -> Workbook:
    """The neat ledger with the cells of some columns written another way."""
    rows = [
        [
            columns[key](cell) if key in columns and cell is not None else cell
            for key, cell in zip(HEAD, row, strict=True)
        ]
        for row in ROWS
    ]
    return book(("台账", [HEAD, *rows]))


def headed_by(**titles: str) -> Workbook:
    return book(("台账", [[titles.get(key, key) for key in HEAD], *ROWS]))


def title_rows() -> Workbook:
    made = book(("台账", [["2024年建议提案办理台账"], ["单位：某市自然资源局", None, "2024年11月"], [], HEAD, *ROWS]))
    sheet_of(made).merge_cells("A1:J1")
    return made


def two_rows_of_titles() -> Workbook:
    upper = ["编号", "类别", "会议", "标题", "提出人", "办理方式", "办理情况", None, "答复日期", "主题"]
    lower = [None, None, None, None, None, None, "结果", "满意度", None, None]
    made = book(("台账", [["台账"], upper, lower, *ROWS]))
    sheet = sheet_of(made)
    for area in ("A1:J1", "G2:H2", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:F3", "I2:I3", "J2:J3"):
        sheet.merge_cells(area)
    return made


def merged_data() -> Workbook:
    made = book(("台账", [HEAD, ROWS[0], (ROWS[1][0], None, None, *ROWS[1][3:]), ROWS[2]]))
    sheet_of(made).merge_cells("B2:B3")
    sheet_of(made).merge_cells("C2:C3")
    return made


def blank_rows() -> Workbook:
    return book(("台账", [HEAD, ROWS[0], [], [None, " ", "\u3000"], ROWS[1], ROWS[2], *([None],) * 5]))


def totals() -> Workbook:
    rows = [HEAD, ROWS[0], ["小计", 1], *ROWS[1:], ["合　计", None, None, "3件"], [None, None, None, "总计", 3]]
    return book(("台账", rows))


def remarks_below() -> Workbook:
    return book(
        ("台账", [HEAD, *ROWS, ["注：结果分为A、B、C三类。"], ["填表人：张三", None, None, None, "审核人：李四"]])
    )


def titles_again() -> Workbook:
    return book(("台账", [HEAD, ROWS[0], HEAD, *ROWS[1:]]))


def with_serials() -> Workbook:
    return book(("台账", [["序号", *HEAD, "备注"], *([at, *row, None] for at, row in enumerate(ROWS, 1)), [4], [5]]))


def several_sheets() -> Workbook:
    two = [HEAD[:1] + HEAD[2:], *(row[:1] + row[2:] for row in ROWS)]
    return book(("代表建议", two[:3]), ("政协提案", [["标题行"], two[0], two[3]]))


def groups_of_rows() -> Workbook:
    head = HEAD[:1] + HEAD[2:]
    rows = [row[:1] + row[2:] for row in ROWS]
    return book(("台账", [head, ["一、人大代表建议"], *rows[:2], ["二、政协委员提案"], rows[2]]))


def other_sheets() -> Workbook:
    return book(("填表说明", [["请按月更新"], ["结果分三类"]]), ("台账", [HEAD, *ROWS]), ("空表", []))


def columns_in_another_order() -> Workbook:
    order = [8, 3, 0, 4, 5, 1, 2, 7, 6, 9]
    return book(("台账", [[row[at] for at in order] for row in (HEAD, *ROWS)]))


def columns_unknown() -> Workbook:
    return book(("台账", [[*HEAD, "快递单号"], *([*row, "SF1"] for row in ROWS)]))


def a_column_twice() -> Workbook:
    return book(("台账", [["主要内容", *HEAD], *(["请市里协调。", *row] for row in ROWS)]))


def filtered() -> Workbook:
    made = plain()
    made.worksheets[0].row_dimensions[3].hidden = True
    return made


def hash_numbers() -> Workbook:
    made = changed(编号=int)
    for row in made.worksheets[0].iter_rows(min_row=2, max_col=1):
        row[0].number_format = "000"
    return made


def day(text: str) -> date:
    return date.fromisoformat(text)


MESSES: dict[str, Mess] = {
    "neat": plain,
    "title rows above the header": title_rows,
    "a header of two rows with merged cells": two_rows_of_titles,
    "cells merged downwards among the items": merged_data,
    "blank rows and rows of blanks": blank_rows,
    "rows of totals": totals,
    "remarks below the table": remarks_below,
    "the header again on every printed page": titles_again,
    "a column of serial numbers, filled beyond the items": with_serials,
    "one sheet for each category, without the column": several_sheets,
    "groups of rows under a heading of their own": groups_of_rows,
    "sheets that are no ledger": other_sheets,
    "columns in another order": columns_in_another_order,
    "a column that nobody knows": columns_unknown,
    "two columns that could be the title": a_column_twice,
    "rows hidden by a filter": filtered,
    "numbers kept as numbers, zeros by format": hash_numbers,
    "numbers kept as numbers, zeros lost": lambda: changed(编号=int),
    "numbers with words": lambda: changed(编号=lambda text: f"第{text}号"),
    "full-width digits": lambda: changed(编号=lambda text: text.translate({48 + d: 0xFF10 + d for d in range(10)})),
    "numbers that came through a table program": lambda: changed(编号=lambda text: f"{int(text)}.0"),
    "dates as dates": lambda: changed(答复日期=day),
    "dates with a time": lambda: changed(答复日期=lambda text: datetime.combine(day(text), datetime.min.time())),
    "dates as days since 1900": lambda: changed(答复日期=lambda text: (day(text) - date(1899, 12, 30)).days),
    "dates packed": lambda: changed(答复日期=lambda text: text.replace("-", "")),
    "dates with dots": lambda: changed(答复日期=lambda text: text.replace("-", ".")),
    "dates in words, padded": lambda: changed(答复日期=lambda text: "{}年{} 月{}日".format(*text.split("-"))),
    "dates with a written time": lambda: changed(答复日期=lambda text: f"{text} 00:00:00"),
    "dates in full width": lambda: changed(答复日期=lambda text: text.replace("-", "／").replace("2", "２")),
    "stray blanks": lambda: changed(
        办理方式=lambda text: f" {text[0]} {text[1]}\u3000", 标题=lambda text: f"  {text}\n"
    ),
    "a line break inside a title": lambda: changed(标题=lambda text: f"{text[:5]}\n{text[5:]}"),
    "names parted by commas": lambda: changed(提出人=lambda text: text.replace("、", ",")),
    "names parted by blanks": lambda: changed(提出人=lambda text: text.replace("、", "  ")),
    "names parted by line breaks": lambda: changed(提出人=lambda text: text.replace("、", "\n")),
    "padded names": lambda: changed(提出人=lambda text: text.replace("李敏", "李　敏")),
    "ways by other names": lambda: changed(办理方式=lambda text: {"主办": "独办", "协办": "会办件"}[text]),
    "classes in brackets": lambda: changed(结果=lambda text: f"（{text.lower()}）类"),
    "classes in full width": lambda: changed(结果=lambda text: {"A": "Ａ类", "B": "Ｂ类"}[text]),
    "a dash for nothing": lambda: book(("台账", [HEAD, *([cell or "—" for cell in row] for row in ROWS)])),
    "titles of columns by other names": lambda: headed_by(
        编号="建议号", 标题="案由", 提出人="代表姓名", 办理方式="办理形式", 结果="办理结果", 答复日期="办结时间"
    ),
    "titles of columns with blanks and remarks": lambda: headed_by(
        编号="编 号", 标题="标\n题", 提出人="提出人（领衔）", 满意度="满意度\n（满意/基本满意/不满意）"
    ),
}  # fmt: skip


@pytest.mark.parametrize("mess", MESSES.values(), ids=MESSES.keys())
def test_a_messy_ledger_is_read_right(mess: Mess, tmp_path: Path) -> None:
    reading = read(mess(), tmp_path)
    assert [essence(row) for row in reading.ledger.rows] == NEAT
    assert [item for item in reading.diagnostics if item.severity.rank < 2] == []


def test_every_row_passed_over_is_named(tmp_path: Path) -> None:
    (sheet,) = read(totals(), tmp_path).sheets
    assert [(row.line, row.reason) for row in sheet.passed] == [(1, "表头"), (3, "合计"), (6, "合计"), (7, "合计")]
    assert (sheet.rows, sheet.read, sheet.refused) == (7, 3, 0)


@pytest.mark.parametrize(
    ("row", "slips"),
    [
        (["合计", 3], []),
        (["合计", 4], ["B5 合计里写 4 件，读出的是 3 件。"]),
        (["合计3件"], []),
        (["总计：5件"], ["A5 合计里写 5 件，读出的是 3 件。"]),
        (["合计", None, None, "2 件"], ["D5 合计里写 2 件，读出的是 3 件。"]),
        (["合计", None, None, None, None, "主办2件、协办1件", "A1件B1件"], []),
        (["合计", None, None, None, None, "主办1件、会办1件"], ["F5 合计里“主办”写 1 件，读出的是 2 件。"]),
        (["合计", None, None, None, None, None, None, "满意2"], ["H5 合计里“满意”写 2 件，读出的是 1 件。"]),
        (["合计", None, None, None, None, None, None, None, 45000], []),
    ],
)
def test_a_total_row_is_compared_with_its_items(row: list[Any], slips: list[str], tmp_path: Path) -> None:
    reading = read(book(("台账", [HEAD, *ROWS, row])), tmp_path)
    found = [item for item in reading.diagnostics if item.code == "content/ledger-total"]
    assert [f"{str(item.place).rpartition('”')[2].rstrip(']')} {item.message}" for item in found] == slips
    assert len(reading.ledger.rows) == 3


def test_totals_of_groups_and_of_the_sheet(tmp_path: Path) -> None:
    rows = [HEAD, ROWS[0], ["小计", 1], *ROWS[1:], ["小计", 2], ["合计", 3]]
    assert told(read(book(("台账", rows)), tmp_path)) == []
    rows[2], rows[5] = ["小计", 2], ["小计", 1]
    assert [item.split()[1] for item in told(read(book(("台账", rows)), tmp_path))] == ["content/ledger-total"] * 2


def test_sheets_that_are_not_read_are_told(tmp_path: Path) -> None:
    made = other_sheets()
    made.create_sheet("去年").append(HEAD)
    made["去年"].append(ROWS[0])
    made["去年"].sheet_state = "hidden"
    reading = read(made, tmp_path)
    assert told(reading) == ["台账.xlsx[表“填表说明”] content/sheet-unread", "台账.xlsx[表“去年”] content/sheet-unread"]
    assert [(sheet.name, sheet.rows, sheet.read) for sheet in reading.sheets] == [
        ("填表说明", 2, 0), ("台账", 4, 3), ("去年", 2, 0),
    ]  # fmt: skip


def test_what_a_sheet_says_by_its_name_is_told(tmp_path: Path) -> None:
    rows = [HEAD[:1] + HEAD[2:], *(row[:1] + row[2:] for row in ROWS[:2])]
    reading = read(book(("省级建议", rows), ("城市建设", [HEAD, ROWS[2]])), tmp_path)
    assert [(row.kind, row.tier) for row in reading.ledger.rows] == [("建议", "省级")] * 2 + [("提案", "")]
    assert told(reading) == ["台账.xlsx[表“省级建议”A1] content/ledger-from-sheet"] * 2


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("答复日期", "7月10日", "I3] content/date-form"),
        ("答复日期", "2024-02-30", "I3] content/date-unreal"),
        ("答复日期", "已答复", "I3] content/date-form"),
        ("标题", None, "D3] content/missing-key"),
        ("编号", None, "A3] content/missing-key"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_cell(
    key: str, value: str | None, place: str, tmp_path: Path
) -> None:
    made = plain()
    made.worksheets[0].cell(3, HEAD.index(key) + 1).value = value
    reading = read(made, tmp_path)
    assert reading.sheets[0].refused == 1
    assert [item.removeprefix("台账.xlsx[表“台账”") for item in told(reading)] == [place]


def test_a_formula_without_a_result_is_told_at_its_cell(tmp_path: Path) -> None:
    made = plain()
    made.worksheets[0]["H2"] = '=IF(1,"满意","")'
    assert "台账.xlsx[表“台账”H2] content/formula-unknown" in told(read(made, tmp_path))


def test_a_workbook_without_a_ledger_is_refused(tmp_path: Path) -> None:
    assert refused(book(("人员", [["姓名", "职务"], ["李敏", "科长"]])), tmp_path)[-1].endswith("content/no-headings")
    assert refused(b"\xd0\xcf\x11\xe0 old", tmp_path) == ["台账.xlsx content/old-excel"]
    assert refused(b"PK nothing", tmp_path) == ["台账.xlsx content/broken-workbook"]
    empty = plain()
    empty.create_chartsheet("图")
    assert refused(empty, tmp_path) == ["台账.xlsx content/broken-workbook"]


def test_a_part_of_a_workbook_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    plain().save(tmp_path / "plain.xlsx")
    cut = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as whole, zipfile.ZipFile(cut, "w") as archive:
        for name in whole.namelist():
            data = whole.read(name)
            archive.writestr(name, data[:-9] if name == "xl/styles.xml" else data)
    assert refused(cut.getvalue(), tmp_path) == ["台账.xlsx content/broken-workbook"]


def test_a_sheet_that_is_a_chart_is_passed_over(tmp_path: Path) -> None:
    made = plain()
    chart = PieChart()
    chart.add_data(Reference(sheet_of(made), min_col=1, min_row=2, max_row=4))
    made.create_chartsheet("图").add_chart(chart)
    assert len(read(made, tmp_path).ledger.rows) == 3


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "台账.xlsx", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(UNPACKED_LIMIT // 10_000_000 + 1):
            part.write(b" " * 10_000_000)
    assert refused((tmp_path / "台账.xlsx").read_bytes(), tmp_path) == ["台账.xlsx content/workbook-size"]


CSV = """\
编号,类别,标题,办理方式,答复日期
082,代表建议,关于用地的建议,主办,2024-7-1
083,政协提案,关于规划的提案,会办,7月1日
"""
YAML = """\
类别: 代表建议
建议提案:
- {编号: 082, 标题: 关于用地的建议, 提出人: 陈军、王芳等5人, 答复日期: 2024-07-10}
- {编号: 083, 类别: 政协提案, 标题: 关于规划的提案}
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "，"])
def test_csv_in_any_encoding_with_any_separator(encoding: str, separator: str, tmp_path: Path) -> None:
    reading = read(CSV.replace(",", separator).encode(encoding), tmp_path, "台账.csv")
    assert [(row.number, row.kind, row.way, row.replied) for row in reading.ledger.rows] == [
        ("082", "建议", "主办", "2024年7月1日")
    ]
    assert reading.sheets[0].refused == 1
    assert [item.split()[-1] for item in told(reading)] == ["content/date-form"]
    assert told(reading)[0].startswith("台账.csv:3:")


def test_yaml_says_the_same(tmp_path: Path) -> None:
    reading = read(YAML, tmp_path, "台账.yaml")
    assert [(row.kind, row.proposer_count) for row in reading.ledger.rows] == [("建议", 5), ("提案", 0)]
    assert reading.ledger.origin(reading.ledger.rows[1], "标题").line == 4
