"""Every scalar stays the writer's text, with the place of each of its characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.load.record import read_tree
from gongwen.load.tree import Mapping, Scalar, Sequence
from gongwen.model.text import Text
from tests.load.reading import FILE, load, origin_of, places, refusals, unmarked, write

PLAIN = [
    "033", "0755123", "9:30", "12:30:45", "否", "no", "on", "true", "~", "null", "3.10", "1.10", "1e3", "0x1F",
    "1_000", ".inf", "2020-01-19", "2020-13-01", "1-4", "=", "<<甲", "?甲", ":甲", "-甲-", "李&张", "<w:t>甲</w:t>",
    "甲&amp;乙", "𠮷", "高　松", "甲\u00a0乙", "👨\u200d👩\u200d👧", "葛󠄀城", "甲{{ 7*7 }}", "20%", "甲|乙",
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN)
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_scalar_is_never_typed_nor_changed(tmp_path: Path, value: str, quote: str) -> None:
    memo = load(tmp_path, f"# 说明\n标题:  {quote}{value}{quote}\n")
    assert memo.title == value
    assert isinstance(memo.title, Text)
    assert origin_of(memo.title) == (2, 6 + len(quote))


def test_quotes_are_taken_off_and_escapes_read(tmp_path: Path) -> None:
    memo = load(tmp_path, "标题: '甲''乙'\n备注: \"丙\\u4e01\\\"\"\n")
    assert (memo.title, memo.remark) == ("甲'乙", '丙丁"')


#: Header of the block, lines below it, value, place of its first line's text (line, column).
BLOCKS = {
    "plain": ("|", "  甲\n  乙\n", "甲\n乙\n", (3, 3)),
    "deep": ("|", "      甲\n      乙\n", "甲\n乙\n", (3, 7)),
    "one blank": ("|", " 甲\n", "甲\n", (3, 2)),
    "stripped": ("|-", "  甲\n", "甲", (3, 3)),
    "kept": ("|+", "  甲\n\n\n", "甲\n\n\n", (3, 3)),
    "indentation said": ("|2", "    甲\n  乙\n", "  甲\n乙\n", (3, 3)),
    "indentation and chomping": ("|2-", "    甲\n", "  甲", (3, 3)),
    "chomping and indentation": ("|-2", "    甲\n", "  甲", (3, 3)),
    "comment": ("|  # 说明", "  甲\n", "甲\n", (3, 3)),
    "blank lines first": ("|", "\n\n  甲\n", "\n\n甲\n", (3, 3)),
    "blank lines between": ("|", "  甲\n\n  乙\n", "甲\n\n乙\n", (3, 3)),
    "deeper lines": ("|", "  甲\n    乙\n  丙\n", "甲\n  乙\n丙\n", (3, 3)),
    "number signs and colons": ("|", "  # 甲: 乙\n  - 丙\n", "# 甲: 乙\n- 丙\n", (3, 3)),
    "full-width blanks": ("|", "  　　甲\n", "　　甲\n", (3, 3)),
    "blanks at the ends": ("|", "  甲  \n  乙　\n", "甲  \n乙　\n", (3, 3)),
}


@pytest.mark.parametrize(("header", "lines", "value", "place"), BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_block_keeps_its_lines_and_the_place_of_every_character(
    tmp_path: Path, header: str, lines: str, value: str, place: tuple[int, int], ending: str
) -> None:
    source = f"标题: 甲\n正文: {header}\n{lines}日期: 今\n"
    memo = load(tmp_path, source.replace("\n", ending))
    assert memo.body == value
    assert origin_of(memo.body) == place
    assert memo.date == "今"
    rows = source.split("\n")
    for offset, character in enumerate(value):
        origin = memo.body.at(offset)
        assert origin is not None
        if character != "\n":
            assert rows[origin.line - 1][origin.column - 1] == character


def test_the_last_block_may_end_without_a_line_break(tmp_path: Path) -> None:
    assert load(tmp_path, "标题: 甲\n正文: |\n  一\n  二").body == "一\n二"


def test_keys_items_and_nested_texts_know_their_places(tmp_path: Path) -> None:
    text = "标题: 甲\n要点:\n  一: 乙\n附件: [丙, '丁']\n阶段:\n  - 名称: 戊\n    内容: |\n      己\n"
    root = read_tree(write(tmp_path, text), shown_as=FILE).root
    points, files, phases = (root.entries[key].value for key in ("要点", "附件", "阶段"))
    assert isinstance(points, Mapping)
    assert origin_of(points.entries["一"].key) == (3, 3)
    assert (points.origin.line, points.origin.column) == (3, 3)
    assert isinstance(files, Sequence)
    assert [origin_of(item.text) for item in files.items if isinstance(item, Scalar)] == [(4, 6), (4, 10)]
    memo = load(tmp_path, text)
    assert origin_of(memo.phases[0].name) == (6, 9)
    assert origin_of(memo.phases[0].content) == (8, 7)
    assert isinstance(phases, Sequence)


REFUSED = {
    "duplicate key": "标题: 甲\n备注: 乙\n⟦duplicate-key⟧标题: 丙\n",
    "duplicate key inside": "标题: 甲\n阶段:\n  - 名称: 一\n    ⟦duplicate-key⟧名称: 二\n",
    "merge key": "标题: 甲\n⟦merge-key⟧<<: {备注: 乙}\n",
    "alias in a list": "标题: 甲\n附件: [⟦alias⟧*a]\n",
    "tag in a list": "标题: 甲\n附件: [⟦tag⟧!!str 乙]\n",
    "anchor at a key": "⟦alias⟧&a 标题: 甲\n",
    "several documents": "标题: 甲\n⟦several-documents⟧---\n标题: 乙\n",
    "list as key": "标题: 甲\n要点: {⟦complex-key⟧[一]: 乙}\n",
    "document mark at the end": "标题: 甲\n⟦several-documents⟧---\n",
    "top level a list": "⟦not-mapping⟧- 标题: 甲\n",
    "top level a flow list": "⟦not-mapping⟧[甲]\n",
    "top level a text": "⟦not-mapping⟧关于某事的通知\n",
    "top level several lines of text": "⟦not-mapping⟧关于某事的通知\n各单位，\n　　请照办。\n",
    "empty item": "标题: 甲\n附件:\n  - 乙\n  -⟦empty-item⟧\n",
    "unfinished list between commas": "标题: 甲\n附件: [乙, ⟦syntax⟧, 丙]\n",
}


@pytest.mark.parametrize("marked", REFUSED.values(), ids=REFUSED)
def test_what_yaml_offers_and_documents_do_not_need_is_refused(tmp_path: Path, marked: str) -> None:
    text, expected = unmarked(marked)
    found = refusals(tmp_path, text)
    assert places(found) == expected
    assert all(item.hint for item in found)


def test_a_key_written_twice_names_the_first_line_too(tmp_path: Path) -> None:
    (found,) = refusals(tmp_path, "标题: 甲\n备注: 乙\n标题: 丙\n")
    assert "第 1 行" in found.message


def test_python_objects_are_not_made(tmp_path: Path) -> None:
    found = refusals(tmp_path, "标题: !!python/object/apply:os.system ['echo']\n")
    assert {item.code for item in found} >= {"content/tag"}
