"""Columns of tables: short words, names, numbers and dates stay whole wherever the paper has room for them.

A renderer is played here by filling lines character by character; marks that close hang on, as P39 has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongwen.compose.columns import ColumnText, is_cramped, laid_out, room_of, share_out, wish_of
from gongwen.compose.ledger_table import SHORT_KEYS
from gongwen.lengths import Length
from gongwen.printview import Table, TableBlock
from gongwen.standard.geometry import NATIONAL
from gongwen.standard.page import TABLE_CELL_MARGIN, TEXT_WIDTH
from gongwen.standard.sizes import SIZE_12
from tests.support import compose

UPRIGHT, TURNED = TEXT_WIDTH.nominal, NATIONAL.turned.width.nominal
_CLOSING = "、，；。：）"


def drawn(text: str) -> float:
    """In 字: digits half as wide, a quarter between a digit and a Chinese character."""
    gaps = len(re.findall(r"(?<=\d)(?=[一-鿿])|(?<=[一-鿿])(?=\d)", text))
    return sum(0.5 if letter.isascii() else 1.0 for letter in text) + gaps / 4


def wrapped(text: str, room: float) -> Iterator[str]:
    for line in text.split("\n"):
        row = ""
        for piece in re.findall(r"[\dA-Za-z.%]+|.", line):
            if row and drawn(row + piece) > room and piece not in _CLOSING:
                yield row
                row = ""
            row += piece
        yield row


HAN = st.text("摸底排查准备动员部署整改评议实施总结验收张王李赵孙明华国强", min_size=2, max_size=6)
NAMES = st.one_of(st.text("张王李赵孙明华国强", min_size=2, max_size=4), st.sampled_from(["买买提·艾力江", "欧阳晓波"]))
DATES = st.builds(
    lambda year, month, day, end: f"{year}{month}月{day}{end}前",
    st.sampled_from(["", "2026年"]), st.integers(1, 12), st.integers(10, 28), st.sampled_from(["日", "日以"]),
)  # fmt: skip
NUMBERS = st.integers(0, 10**9).map(str)
SENTENCES = st.text("摸底排查准备动员部署整改评议实施总结验收", min_size=8, max_size=60)
#: column name -> what its cells hold
POOL = {
    "阶段": HAN,
    "责任人": st.lists(NAMES, min_size=1, max_size=5).map("、".join),
    "责任单位": st.lists(HAN, min_size=1, max_size=5).map("、".join),
    "完成时限": DATES,
    "面积": NUMBERS,
    "工作任务": SENTENCES,
    "备注": st.one_of(st.just(""), HAN, SENTENCES),
}


@st.composite
def tables(draw: st.DrawFn) -> list[ColumnText]:
    names = draw(st.lists(st.sampled_from(sorted(POOL)), min_size=2, max_size=7, unique=True))
    count = draw(st.integers(1, 6))
    return [ColumnText(name, name, tuple(draw(st.lists(POOL[name], min_size=count, max_size=count)))) for name in names]


def items(cell: str) -> list[str]:
    """What of a cell stays whole: a short word, a name, a number, a date; each item of a list."""
    found = cell.split("、")
    return found if all(len(item) <= 7 or item[-1] == "前" or item.isdigit() for item in found) else []


@given(tables(), st.sampled_from([UPRIGHT, TURNED]))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_short_word_is_broken_where_the_paper_has_room(columns: list[ColumnText], paper: Length) -> None:
    wishes = [wish_of(column) for column in columns]
    widths = share_out(wishes, paper)
    assert sum(widths) == pytest.approx(paper.over(SIZE_12))
    assert all(width >= 1 for width in widths)
    if sum(wish.needed for wish in wishes) > paper.over(SIZE_12):
        return
    for column, width in zip(columns, widths, strict=True):
        room = width - TABLE_CELL_MARGIN.over(SIZE_12) * 2
        lines = laid_out(column, width)
        assert list(wrapped(lines.get(column.title, column.title), room)) == [column.title]
        for cell in column.cells:
            text = lines.get(cell, cell)
            assert text.replace("\n", "") == cell
            rows = list(wrapped(text, room))
            for item in items(cell):
                assert any(item in row for row in rows), (item, rows)


@given(tables())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_names_and_numbers_are_whole_even_where_room_is_short(columns: list[ColumnText]) -> None:
    """On any paper that holds the longest of each column side by side; even if the dictionary knows no word."""
    wishes = [wish_of(column) for column in columns]
    paper = SIZE_12 * (sum(wish.least for wish in wishes) + 0.1)
    for column, width in zip(columns, share_out(wishes, paper), strict=True):
        room = width - TABLE_CELL_MARGIN.over(SIZE_12) * 2
        with patch("gongwen.compose.columns.word_edges", return_value=()):
            laid = laid_out(column, width)
        for cell in column.cells:
            for whole in re.findall(r"\d+|[一-鿿]+·[一-鿿]+", cell):
                rows = list(wrapped(laid.get(cell, cell), room))
                assert any(whole in row for row in rows), (whole, rows)


def table_of(columns: str, rows: str, **more: str) -> Table:
    (block,) = compose({"文种": "表格", "标题": "表", "列": columns, "行": rows, **more}).parts[0].blocks
    assert isinstance(block, TableBlock)
    return block.table


def test_a_long_phase_is_broken_between_words() -> None:
    table = table_of("阶段、工作任务", f"动员部署和任务分解阶段 | {'逐项明确整改措施和责任人' * 9}。")
    assert table.rows[0][0].text == "动员部署和\n任务分解阶段"


def test_a_list_of_names_ends_its_lines_behind_the_mark() -> None:
    table = table_of("责任人、工作任务", f"张三、李四光、欧阳小明、王五 | {'逐项明确整改措施和责任人' * 9}。")
    lines = table.rows[0][0].text.split("\n")
    assert len(lines) > 1
    assert all(line.endswith("、") for line in lines[:-1])
    assert "".join(lines) == "张三、李四光、欧阳小明、王五"


def test_running_text_is_left_as_it_is() -> None:
    text = "制定方案、召开会议，" * 8 + "逐项整改。"
    assert table_of("工作任务、备注", f"{text} | 无").rows[0][0].text == text


def test_numbers_and_dates_stand_in_the_middle_whatever_their_column_is_called() -> None:
    table = table_of("事项、开工、投资", "道路 | 2026年3月 | 1,200.5\n桥梁 | 3月底前 | 80%")
    assert [column.is_centred for column in table.columns] == [False, True, True]


def test_a_long_title_stands_on_lines_that_end_between_words() -> None:
    table = table_of("序号、项目、年度计划完成投资比例、责任单位", f"{'道路' * 40} | 45% | 办公室")
    assert table.columns[2].title == "年度计划完成\n投资比例"


@pytest.mark.parametrize(
    ("columns", "row", "is_turned"),
    [
        ("序号、阶段、工作任务、完成时限", "准备阶段 | 制定方案 | 1月20日前", False),
        (
            "序号、阶段、工作任务、具体措施、牵头单位、责任单位、完成时限、备注",
            "准备阶段 | 制定方案 | 召开会议 | 办公室 | 局属各单位 | 1月20日前",
            True,
        ),
        (
            "序号、阶段、工作任务、责任单位、责任人、完成时限",
            "准备阶段 | 逐项整改 | 市财政局 | 艾尔肯·艾力江 | 2026年11月22日前",
            True,
        ),
    ],
)
def test_a_table_is_turned_when_upright_its_words_would_be_broken(columns: str, row: str, *, is_turned: bool) -> None:
    assert table_of(columns, row).is_turned is is_turned


def test_where_even_turned_paper_is_too_narrow_the_widest_give_way_first() -> None:
    columns = [ColumnText(f"列{number}", "名称", ("两字", "六个字的词语")[number % 2 :][:1]) for number in range(16)]
    wishes = [wish_of(column) for column in columns]
    assert is_cramped(columns, wishes, TURNED)
    widths = share_out(wishes, TURNED)
    assert widths[0] == pytest.approx(wishes[0].folded, abs=0.01)
    assert widths[0] < widths[1] < wishes[1].needed


def test_in_a_ledger_of_twelve_columns_the_subject_stays_readable_and_short_words_whole() -> None:
    ledger = {
        "序号": "12", "编号": "012", "标题": "关于提高不动产登记便利化水平的建议", "提出人": "陈军、王芳",
        "办理方式": "主办", "会办单位": "市住房城乡建设局、市财政局", "科室": "国土空间规划科",
        "交办日期": "2025年3月10日", "答复日期": "2025年6月13日", "结果": "A", "满意度": "基本满意", "层级": "市级",
    }  # fmt: skip
    columns = [ColumnText(name, name, (cell,), name in SHORT_KEYS) for name, cell in ledger.items()]
    wishes = [wish_of(column) for column in columns]
    assert is_cramped(columns, wishes, UPRIGHT)
    widths = dict(zip(ledger, share_out(wishes, TURNED), strict=True))
    assert room_of(widths["标题"]) >= 8
    laid = {column.name: laid_out(column, widths[column.name]) for column in columns}
    assert laid["办理方式"] == {"办理方式": "办理\n方式"}
    assert laid["答复日期"]["2025年6月13日"] == "2025年\n6月13日"
    assert laid["满意度"] == {}
