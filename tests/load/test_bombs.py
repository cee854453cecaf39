"""Large files are read whole; files made to exhaust a reader are refused (or this would never end)."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.diagnostics import ContentError
from gongwen.load.nodes import LONGEST_VALUE, MOST_DEPTH, MOST_NODES
from gongwen.load.record import read_tree
from gongwen.load.tree import Sequence
from tests.load.reading import FILE, load, write


def codes(path: Path) -> set[str]:
    try:
        found = read_tree(path, shown_as=FILE).diagnostics
    except ContentError as error:
        found = error.diagnostics
    assert len(found) <= 101
    return {item.code for item in found}


def test_a_roster_of_twenty_thousand_rows_is_read_whole(tmp_path: Path) -> None:
    rows = "".join(f"  - 姓名: 张三{number}\n    职务: 科员\n    单位: 市局\n" for number in range(20_000))
    tree = read_tree(write(tmp_path, "人员:\n" + rows), shown_as=FILE)
    people = tree.root.entries["人员"].value
    assert isinstance(people, Sequence)
    assert len(people.items) == 20_000
    assert tree.diagnostics == ()


@pytest.mark.parametrize("form", ["标题: {}\n", "标题: '{}'\n", '标题: "{}"\n', "标题: |-\n  {}\n"])
def test_a_paragraph_of_a_megabyte_is_read_whole(tmp_path: Path, form: str) -> None:
    paragraph = "通知" * 170_000
    assert load(tmp_path, form.format(paragraph)).title == paragraph


_LAUGHS = "甲0: &a0 [哈, 哈]\n" + "".join(f"甲{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10))
_MERGES = "甲: &a {x: 1}\n" + "".join(f"乙{i}: {{<<: [*a, *a, *a]}}\n" for i in range(50))
BOMBS = {
    "billion laughs": (_LAUGHS, "content/alias"),
    "merge keys": (_MERGES, "content/merge-key"),
    "brackets": ("甲: " + "[" * 100_000, "content/open-bracket"),
    "brackets that close": ("甲: " + "[" * 100_000 + "]" * 100_000, "content/too-deep"),
    "braces": ("甲: " + "{乙: " * 100_000, "content/open-bracket"),
    "brackets on lines": ("甲: [\n" + " [\n" * 100_000, "content/open-bracket"),
    "list marks": ("- " * 2_000_000, "content/too-deep"),
    "lists in lists": ("".join(" " * i + "-\n" for i in range(2000)), "content/too-deep"),
    "mappings in mappings": ("".join(" " * i + "甲:\n" for i in range(2000)), "content/too-deep"),
    "question marks": ("? " * 100_000, "content/not-mapping"),
    "colons": ("甲: 乙\n" + ": " * 500_000, "content/empty-key"),
    "tags": ("甲: " + "! " * 500_000, "content/tag"),
    "number signs": ("甲: 乙" + " #x" * 300_000, "content/hash-cuts-text"),
    "open quotes": ("".join(f"键{i}: '甲\n" for i in range(30_000)), "content/open-quote"),
    "open quotes, deeper and deeper": ("".join(" " * i + f"键{i}: '甲\n" for i in range(1000)), "content/multi-line"),
    "unknown escapes": ('甲: "' + "\\q" * 200_000 + '"', "content/escape"),
    "open quote of a megabyte": ('甲: "' + "\\" * 1_000_001, "content/open-quote"),
    "lines without a key": ("甲: 乙\n" + "没有键\n" * 100_000, "content/no-key"),
    "tabs": ("\t" * 1_000_000 + "甲: 乙", "content/tab"),
    "control characters": ("甲: " + "\x01" * 500_000, "content/control-character"),
    "too many items": ("甲:\n" + "- 乙\n" * (MOST_NODES + 1), "content/too-many-nodes"),
    "too many items in brackets": ("甲: [" + "乙, " * MOST_NODES + "乙]\n", "content/too-many-nodes"),
    "value too long": ("甲: " + "x" * (LONGEST_VALUE + 1), "content/value-too-long"),
    "bytes of no encoding": (b"\xff" * 5_000_000, "content/encoding"),
}


@pytest.mark.parametrize(("content", "code"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_soon(tmp_path: Path, content: str | bytes, code: str) -> None:
    assert code in codes(write(tmp_path, content))


def _nested(depth: int) -> str:
    return "".join("  " * level + "甲:\n" for level in range(depth - 1)) + "  " * (depth - 1) + "甲: 乙\n"


def test_the_limits_are_reached_and_not_passed(tmp_path: Path) -> None:
    assert codes(write(tmp_path, _nested(MOST_DEPTH))) == set()
    assert codes(write(tmp_path, _nested(MOST_DEPTH + 1))) == {"content/too-deep"}
    # The list and the mapping around it are nodes too.
    assert codes(write(tmp_path, "甲:\n" + "- 乙\n" * (MOST_NODES - 2))) == set()
    assert codes(write(tmp_path, "甲:\n" + "- 乙\n" * (MOST_NODES - 1))) == {"content/too-many-nodes"}
    assert codes(write(tmp_path, "甲: " + "x" * LONGEST_VALUE)) == set()
