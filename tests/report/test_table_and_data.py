"""What a terminal and a program are told."""

from __future__ import annotations

import json
import re
import unicodedata

from gongwen.check import CHECKS, Outcome
from gongwen.report import layout_data, layout_lines
from tests.check.cases import all_raised, rows
from tests.check.specimen import specimen
from tests.report.pages import looked


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def test_the_columns_of_the_table_line_up() -> None:
    lines = list(layout_lines(looked(specimen())))
    table = lines[1 : 2 + next(at for at, line in enumerate(lines[1:]) if "合计" in line)]
    assert len(table) >= 9
    assert len({width(line) for line in table}) == 1


def test_the_counts_of_the_table_are_those_of_the_checks() -> None:
    one = looked(all_raised(1.8)(specimen()))
    (total,) = [line for line in layout_lines(one) if "合计" in line]
    assert [int(word) for word in total.split()[1:]] == [len(one.report.of(outcome)) for outcome in Outcome]
    assert sum(int(word) for word in total.split()[1:]) == len(CHECKS)


def test_findings_come_by_page_with_their_source() -> None:
    lines = list(layout_lines(looked(rows("mark", font="FandolHei-Regular")(all_raised(1.8)(specimen())))))
    at = lines.index("第 1 页")
    assert lines[at + 1].startswith("  错误[layout/top-margin] 第 1 页天头为 35.2 mm")
    assert "GB/T 9704—2012 5.2.1" in lines[at + 1]
    assert lines[at + 2].startswith("  警告[layout/mark-face]")


def test_what_was_not_checked_is_told_with_the_reason() -> None:
    lines = list(layout_lines(looked(specimen().without("recipient"))))
    at = lines.index("未检查（不是通过）")
    assert any(re.search("页面上没有找到主送机关：标题、主送机关和正文 [0-9]+ 项", line) for line in lines[at:])


def test_a_program_is_told_of_every_check() -> None:
    data = json.loads(json.dumps(layout_data(looked(all_raised(1.8)(specimen())))))
    assert data["conforms"] is False
    assert [check["code"] for check in data["checks"]] == [check.code for check in CHECKS]
    for check in data["checks"]:
        assert check["verdict"] in {outcome.value for outcome in Outcome}
        assert bool(check["reason"]) is (check["verdict"] in ("未检查", "不适用"))
        assert bool(check["findings"]) is (check["verdict"] == "不符")
    (top,) = [check for check in data["checks"] if check["code"] == "layout/top-margin"]
    assert (top["clause"], top["force"], top["nominal"], top["tolerance"]) == ("GB/T 9704—2012 5.2.1", "必须", 37, 1)
    (finding,) = top["findings"]
    assert (finding["page"], finding["measured"], finding["expected"], finding["unit"]) == (1, 35.2, 37, "mm")
    assert len(finding["box"]) == 4
