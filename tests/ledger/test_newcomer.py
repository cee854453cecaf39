"""What a newcomer's own ledger holds: bodies among the persons, columns that are not there or called otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.compose.figures import item_words
from gongwen.diagnostics import ContentError
from gongwen.model.suggestion import Suggestion
from gongwen.operations.ledgers.asking import check_one_ledger
from tests.ledger.books import HEAD, ROWS, book, read


def written(folder: Path, rows: list[tuple[object, ...]]) -> Path:
    path = folder / "台账.xlsx"
    book(("台账", rows)).save(path)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "九三学社云山市委",
        "民革云山市委会",
        "市工商联",
        "农业界别小组",
        "民盟",
        "市科协",
        "政协云山市委员会",
        "农业界",
        "教育界",
        "医卫界",
        "妇联",
        "工商联",
        "共青团",
        "无党派人士",
        "文化艺术界",
    ],
)
def test_a_body_among_the_persons_is_told_as_a_body(name: str, tmp_path: Path) -> None:
    row = Suggestion.model_validate({"编号": "46", "标题": "关于防汛的提案", "类别": "政协提案", "提出人": name})
    assert row.is_collective
    assert item_words(row) == f"{name}提出的第46号《关于防汛的提案》"
    items = [(*ROWS[2][:4], name, *ROWS[2][5:]), *ROWS[:2]]
    (found,) = (
        item
        for item in check_one_ledger(written(tmp_path, [HEAD, *items])).diagnostics
        if item.code == "content/ledger-body"
    )
    assert name in found.message
    assert "提出单位" in (found.hint or "")
    assert found.place.spot == "表“台账”E2"


@pytest.mark.parametrize(
    "name", ["王建社", "李世界", "欧阳建社", "张协会", "孙学委", "张明、李华", "民革云山市委会、王建社"]
)
def test_a_person_is_no_body(name: str) -> None:
    row = Suggestion.model_validate({"编号": "46", "标题": "关于防汛的提案", "类别": "政协提案", "提出人": name})
    assert not row.is_collective


@pytest.mark.parametrize("title", ["代表满意度", "是否满意", "测评结果", "代表评价", "对办理结果满意度"])
def test_satisfaction_by_other_names(title: str, tmp_path: Path) -> None:
    head = tuple(title if key == "满意度" else key for key in HEAD)
    reading = read(book(("台账", [head, *ROWS])), tmp_path)
    assert [row.opinion for row in reading.ledger.rows] == ["满意", "基本满意", "未反馈"]
    assert not reading.diagnostics


def test_the_hint_of_an_unread_column_names_the_known_ones(tmp_path: Path) -> None:
    head = tuple("群众口碑" if key == "满意度" else key for key in HEAD)
    (found,) = read(book(("台账", [head, *ROWS])), tmp_path).diagnostics
    assert found.code == "content/column-unread"
    assert "、满意度、" in (found.hint or "")


def test_titles_with_marks_between_their_words(tmp_path: Path) -> None:
    head = ("建议/提案号", *HEAD[1:4], "代表/委员", *HEAD[5:7], "代表、委员评价", *HEAD[8:])
    (first, *_) = read(book(("台账", [head, *ROWS])), tmp_path).ledger.rows
    assert (first.number, first.proposers, first.opinion) == ("082", ("李敏",), "满意")


def test_a_row_that_looks_like_titles_tells_which_one_it_lacks(tmp_path: Path) -> None:
    head = ("序列", *HEAD[1:])
    with pytest.raises(ContentError) as refusal:
        read(book(("台账", [["2024年台账"], head, *ROWS])), tmp_path)
    found = next(item for item in refusal.value.diagnostics if item.code == "content/ledger-column")
    assert found.place.spot == "表“台账”A2"
    assert found.message == "这一行像表头，没有“编号”这一列。没有认出的有：序列。"
