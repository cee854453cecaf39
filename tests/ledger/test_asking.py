"""What a user asks of a ledger: a form to fill in, figures, what is due, what changed; and a way there and back."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongwen.cli.program import program
from gongwen.diagnostics import ContentError, FileError
from gongwen.model.suggestion import Suggestion
from gongwen.operations.ledgers.asking import check_one_ledger, ledger_differences, ledger_figures, write_template
from gongwen.operations.ledgers.due import calendar, due_items, write_due
from gongwen.registry.ledger import read_ledger
from gongwen.registry.ledger_book import KEYS, ledger_book, table_book
from tests.ledger.books import HEAD, ROWS, book, plain, sheet_of

WORDS = st.text(st.characters(codec="gbk", categories=("Lo", "Nd", "Po", "Sm")), min_size=1, max_size=12)
SHORT = st.sampled_from(["甲", "A", "满意", "主办", "0823", "市级"])
DAYS = st.dates(date(1955, 1, 1), date(2100, 1, 1)).map(date.isoformat)
ITEMS = st.lists(
    st.fixed_dictionaries(
        {"编号": st.from_regex(r"[0-9]{1,6}", fullmatch=True), "标题": WORDS.map(lambda words: f"关于{words}的建议")},
        optional={
            "提出人": st.lists(st.sampled_from(["李敏", "陈军", "欧阳晓波"]), min_size=1, max_size=3).map("、".join),
            "办理方式": SHORT, "科室": SHORT, "主办单位": WORDS, "答复日期": DAYS, "办结时限": DAYS, "答复文号": WORDS,
            "办理情况": WORDS, "亮点": st.sampled_from(["=1+1", "+86", "-是", "@SUM(A1)", '=cmd|"/c calc"!A0', "#N/A"]),
        },
    ),
    max_size=6,
)  # fmt: skip


def told(row: Suggestion) -> dict[str, object]:
    """What a row says, its days as days."""
    said = {key: getattr(row, name) for key, name in zip(KEYS, Suggestion.model_fields, strict=True)}
    return {key: value for key, value in said.items() if value}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ITEMS)
def test_a_ledger_written_and_read_again_has_lost_nothing(tmp_path: Path, items: list[dict[str, str]]) -> None:
    rows = [Suggestion.model_validate(item) for item in items]
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger_book(rows, "ABCD"))
    again = read_ledger(path, shown_as="台账.xlsx")
    path.write_bytes(ledger_book(again.ledger.rows, "ABCD"))
    third = read_ledger(path, shown_as="台账.xlsx")
    assert [told(row) for row in third.ledger.rows] == [told(row) for row in again.ledger.rows]
    assert len(again.ledger.rows) == len(rows)
    for one, other in zip(rows, again.ledger.rows, strict=True):
        for key in ("编号", "标题", "提出人", "科室", "办理情况", "亮点", "主办单位", "答复文号"):
            name = next(name for alias, name in zip(KEYS, Suggestion.model_fields, strict=True) if alias == key)
            assert getattr(one, name) == getattr(other, name)


@pytest.mark.parametrize("active", ["=1+1", '=cmd|"/c calc"!A0', "+1", "-1", "@SUM(A1:A9)"])
def test_no_cell_that_is_written_is_a_formula(active: str) -> None:
    row = Suggestion.model_validate({"编号": "1", "标题": active, "亮点": active})
    for data in (ledger_book([row], "AB"), table_book("表", ["列"], [[active]])):
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        found = [cell for cells in sheet.iter_rows() for cell in cells if cell.value == active]
        assert found
        assert all(cell.data_type == "s" and cell.quotePrefix for cell in found)


def test_the_form_has_lists_and_notes_and_is_the_same_every_time(tmp_path: Path) -> None:
    path = tmp_path / "空台账.xlsx"
    assert write_template(path) == ()
    assert path.read_bytes() == ledger_book((), "ABCD")
    sheet = sheet_of(openpyxl.load_workbook(path))
    assert [cell.value for cell in sheet[1]] == list(KEYS)
    assert all(cell.comment is not None for cell in sheet[1])
    lists = {str(item.sqref): item.formula1 for item in sheet.data_validations.dataValidation}
    assert lists["H2:H501"] == '"主办,分办,协办,会办,独办,参阅"'
    with pytest.raises(FileError):
        write_template(path)


def test_a_ledger_brought_into_the_form_tells_what_is_not_in_it(tmp_path: Path) -> None:
    told = [["序号", *HEAD, "快递单号", "备注"], *([at, *row, f"SF{at}", "急"] for at, row in enumerate(ROWS, 1))]
    book(("台账", told), ("通讯录", [["姓名", "电话"], ["李敏", "1"]])).save(path := tmp_path / "旧.xlsx")
    found = write_template(tmp_path / "新.xlsx", path)
    assert [item.code for item in found] == ["content/column-left-out", "content/sheet-unread"]
    assert found[0].message == "“序号”（表“台账”A1）、“快递单号”（表“台账”L1）、“备注”（表“台账”M1）没有写进新台账。"
    plain().save(path := tmp_path / "齐全.xlsx")
    assert write_template(tmp_path / "又新.xlsx", path) == ()


def test_what_is_wrong_with_a_cell_is_told_at_that_cell(tmp_path: Path) -> None:
    made = plain()
    sheet = sheet_of(made)
    sheet["G2"], sheet["H3"], sheet["F4"] = "E", "较满意", None
    made.save(path := tmp_path / "台账.xlsx")
    found = [item for item in check_one_ledger(path).diagnostics if item.code == "content/ledger-identity"]
    assert [(item.place.line, item.place.column, item.place.key, item.message[-5:]) for item in found] == [
        (2, 7, "结果", "（Q06）"),
        (3, 8, "满意度", "（Q10）"),
        (4, 6, "办理方式", "（Q04）"),
    ]
    assert found[1].hint == "见 068（表“台账”H3）。"


def test_figures_by_name_with_the_rows_behind_them(tmp_path: Path) -> None:
    plain().save(now := tmp_path / "今年.xlsx")
    book(("台账", [HEAD, ROWS[0]])).save(last := tmp_path / "去年.xlsx")
    found = ledger_figures(now, ["总数", "建议.主办", "满意率", "总数|同比", "建议.占比"], last=last)
    assert [item.words for item in found] == ["3", "2", "50%", "增加2件", "66.67%"]
    assert found[1].figure is not None
    assert [row.number for row in found[1].figure.rows] == ["082", "068"]
    replied = ledger_figures(now, ["办结"], on=date(2024, 7, 1))[0].figure
    assert replied is not None
    assert "截至" in replied.definition
    for name, code in (("总树", "unknown"), ("总数.增幅", "missing"), ("主题", "unknown")):
        with pytest.raises(ContentError) as refusal:
            ledger_figures(now, [name])
        assert refusal.value.diagnostics[0].code == f"content/figure-{code}"
    assert {item.name for item in ledger_figures(now)} >= {"总数", "建议.主办", "主题.用地保障", "满意率"}


DUE = (
    ("编号", "类别", "标题", "科室", "办结时限", "答复日期"),
    ("1", "建议", "关于甲的建议", "规划科", "2024-06-30", None),
    ("2", "建议", "关于乙的建议", "办公室", "2024-07-05", None),
    ("3", "建议", "关于丙的建议", "办公室", "2024-07-01", "2024-07-02"),
    ("4", "建议", "关于丁的建议", "规划科", "2024-07-11", None),
    ("5", "建议", "关于戊的建议", "规划科", "2024-07-12", None),
    ("6", "建议", "关于己的建议", "规划科", None, None),
    ("7", "建议", "关于庚的建议", "规划科", "2024-06-01", "2024-06-09"),
)


def test_what_is_due_by_section_and_day(tmp_path: Path) -> None:
    book(("台账", DUE)).save(path := tmp_path / "台账.xlsx")
    found = due_items(path, on=date(2024, 7, 1), within=10)
    assert [(item.row.number, item.days) for item in found.items] == [("3", 0), ("2", 4), ("1", -1), ("4", 10)]
    assert [row.number for row in found.undated] == ["6"]
    write_due(found, tmp_path / "到期.xlsx", on=date(2024, 7, 1))
    sheet = sheet_of(openpyxl.load_workbook(tmp_path / "到期.xlsx"))
    assert [cell.value for cell in sheet[4]] == [
        "规划科",
        "1",
        "关于甲的建议",
        None,
        None,
        datetime(2024, 6, 30),  # noqa: DTZ001
        "超期 1 天",
    ]
    assert [cell.is_date for cell in sheet["F"]] == [False, *[True] * 4]
    lines = calendar(found, on=date(2024, 7, 1)).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert [line for line in lines if line.startswith("DTSTART")] == [
        f"DTSTART;VALUE=DATE:2024{day}" for day in ("0701", "0705", "0630", "0711")
    ]
    assert len({line for line in lines if line.startswith("UID")}) == 4
    assert not any("还有" in line or "超期" in line for line in lines)
    with pytest.raises(ContentError):
        write_due(found, tmp_path / "到期.txt", on=date(2024, 7, 1))


def test_two_versions_item_by_item(tmp_path: Path) -> None:
    plain().save(old := tmp_path / "原.xlsx")
    rows = [list(row) for row in ROWS[1:]] + [["099", "代表建议", "五届五次", "关于公交的建议", *[None] * 6]]
    rows[0][7] = "满意"
    book(("台账", [HEAD, *reversed(rows)])).save(new := tmp_path / "新.xlsx")
    found = [(item.key, item.number, item.before, item.after) for item in ledger_differences(old, new)]
    assert found == [
        ("删去", "082", "关于协调港口用地指标的建议", ""),
        ("满意度", "068", "基本满意", "满意"),
        ("新增", "099", "", "关于公交的建议"),
    ]
    assert ledger_differences(old, old) == []


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain().save(path := tmp_path / "台账.xlsx")

    def run(*words: str) -> str:
        assert program.main(["ledger", *words], standalone_mode=False) == 0
        return capsys.readouterr().out

    assert "读出 3 件，有错 0 行" in run("check", str(path))
    days = [run("due", str(path), "--on", day) for day in ("2024-06-01", "2024/6/1", "2024.6.1", "2024年6月1日")]
    assert len(set(days)) == 1
    assert json.loads(run("check", str(path), "--format", "json"))["sheets"][0]["read"] == 3
    assert run("figures", str(path), "主办", "--rows").split("\n")[1].strip() == "082、068"
    assert json.loads(run("figures", str(path), "主办", "--format", "json"))[0]["value"] == "2"
    assert run("due", str(path), "--on", "2024-07-01") == ""
    assert json.loads(run("diff", str(path), str(path), "--format", "json")) == []
    made = tmp_path / "新台账.xlsx"
    run("template", str(made), "--from", str(path))
    assert len(read_ledger(made, shown_as="x").ledger.rows) == 3
