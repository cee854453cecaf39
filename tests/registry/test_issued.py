"""发文登记.csv: read, written, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.diagnostics import ContentError
from gongwen.model.basis import Basis
from gongwen.model.issued import IssuedEntry, IssuedRegister, Series, series_of
from gongwen.registry.find import ISSUED_FILE
from gongwen.registry.issued import issued_bytes, read_issued

ENTRY = {
    "发文字号": "云自然资字〔2026〕1号",
    "标题": "关于防汛工作的通知",
    "文种": "通知",
    "成文日期": "2026年1月5日",
    "登记日期": "2026年1月6日",
    "内容文件": "content/防汛.yaml",
    "状态": "已印发",
    "SHA-256": "ab" * 32,
    "依据": "文字 1；模板 2；程序 0.1.0",
}


def register(*changes: dict[str, Any]) -> IssuedRegister:
    return IssuedRegister.model_validate({"发文": [ENTRY | change for change in changes]})


def numbered(*serials: int) -> IssuedRegister:
    return register(
        *({"发文字号": f"云自然资字〔2026〕{serial}号", "内容文件": f"{serial}.yaml"} for serial in serials)
    )


def reread(folder: Path, found: IssuedRegister) -> IssuedRegister:
    (folder / ISSUED_FILE).write_bytes(issued_bytes(found))
    return read_issued(folder)[0]


def test_no_file_is_an_empty_register(tmp_path: Path) -> None:
    assert read_issued(tmp_path) == (IssuedRegister(), ())


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    found = register({}, {"发文字号": "云自然资函〔2026〕7号", "SHA-256": None, "依据": None, "状态": "预留"})
    assert reread(tmp_path, found) == found


def test_excel_knows_its_encoding() -> None:
    assert issued_bytes(register({})).startswith(b"\xef\xbb\xbf")


@given(st.sampled_from("=+-@'"), st.text("甲乙=+-@',\"", min_size=1, max_size=6))
def test_no_title_becomes_a_formula(first: str, rest: str) -> None:
    found = register({"标题": first + rest})
    data = issued_bytes(found).decode("utf-8-sig")
    cell = data.split("\r\n")[1].split("号,", 1)[1].lstrip('"')
    assert not cell.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("title", ["=1+1", "'=1", "''+1", "-甲", "@乙", "甲，乙,丙", '说“是”"否"'])
def test_a_guarded_title_is_read_as_it_was(tmp_path: Path, title: str) -> None:
    found = register({"标题": title})
    assert reread(tmp_path, found).entries[0].title == title


@pytest.mark.parametrize(
    ("serials", "code", "line"),
    [((1, 2, 2), "content/number-taken", 4), ((1, 3), "content/number-gap", 3), ((5, 9, 6), "content/number-gap", 3)],
)
def test_repeats_and_gaps_are_told_at_their_line(
    tmp_path: Path, serials: tuple[int, ...], code: str, line: int
) -> None:
    with pytest.raises(ContentError) as caught:
        reread(tmp_path, numbered(*serials))
    assert [(item.code, item.place.line) for item in caught.value.diagnostics] == [(code, line)]


def test_a_series_may_begin_anywhere(tmp_path: Path) -> None:
    assert reread(tmp_path, numbered(15, 16)).next_serial(Series.of_year("云自然资字", 2026)) == 17


def test_series_are_apart(tmp_path: Path) -> None:
    found = reread(tmp_path, numbered(1, 2))
    assert found.next_serial(Series.of_year("云自然资字", 2027)) is None
    assert found.next_serial(Series.of_year("云自然资函", 2026)) is None


@pytest.mark.parametrize(
    ("spoil", "column"),
    [({"发文字号": "云自然资字〔2026〕01"}, 1), ({"成文日期": "1月5日"}, 4), ({"状态": "发了"}, 7)],
)
def test_a_spoilt_cell_is_told_with_its_place(tmp_path: Path, spoil: dict[str, str], column: int) -> None:
    line = ",".join((ENTRY | spoil).values())
    (tmp_path / ISSUED_FILE).write_text(f"{','.join(ENTRY)}\n{line}\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        read_issued(tmp_path)
    (item,) = caught.value.diagnostics
    start = sum(len(value) + 1 for value in list((ENTRY | spoil).values())[: column - 1]) + 1
    assert (item.place.file, item.place.line, item.place.column) == (ISSUED_FILE, 2, start)


def test_a_file_saved_by_a_chinese_excel(tmp_path: Path) -> None:
    (tmp_path / ISSUED_FILE).write_bytes(issued_bytes(register({})).decode("utf-8-sig").encode("gbk"))
    assert read_issued(tmp_path)[0] == register({})


def test_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / ISSUED_FILE).write_text("甲,乙\n1,2\n", "utf-8")
    with pytest.raises(ContentError):
        read_issued(tmp_path)


def test_a_line_takes_the_place_of_its_number() -> None:
    (entry,) = register({"标题": "新题"}).entries
    found = numbered(1, 2).with_entry(entry)
    assert [item.title for item in found.entries] == ["新题", ENTRY["标题"]]
    third = IssuedEntry.model_validate(ENTRY | {"发文字号": "云自然资字〔2026〕3号"})
    assert len(found.with_entry(third).entries) == 3


def test_a_void_line_keeps_its_number_but_not_its_document() -> None:
    found = register({"状态": "作废"})
    assert found.of("content/防汛.yaml") is None
    assert found.next_serial(Series.of_year("云自然资字", 2026)) == 2


@given(st.text("云自然资字函发", min_size=1, max_size=8), st.integers(1949, 2099), st.integers(1, 10**6))
def test_a_number_is_its_series_and_place(code: str, year: int, serial: int) -> None:
    series = Series.of_year(code, year)
    assert series_of(series.number(serial), "通知") == (series, serial)


def test_numbers_without_a_code_belong_to_their_kind() -> None:
    assert series_of("第3号", "命令") == (Series("第", "号", "命令"), 3)
    assert series_of("第3期", "纪要") == (Series("第", "期", "纪要"), 3)
    assert series_of("〔2026〕3号", "纪要") == (Series("〔2026〕", "号", "纪要"), 3)
    found = register({"发文字号": "第1号", "文种": "命令"}, {"发文字号": "第1号", "文种": "公告", "内容文件": "b.yaml"})
    assert found.next_serial(Series("第", "号", "命令")) == 2


def test_a_basis_is_read_as_written() -> None:
    basis = Basis("0a" * 8, "1b" * 8, "0.1.0")
    assert Basis.parse(str(basis)) == basis
    assert Basis.parse("旧版") is None
