"""Numbers typed outside the running text are compared with the ledger too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger.offices import Office, rows, told

HEAD = "文种: 总结\n标题: {title}\n台账: 台账.csv\n"
TABLE = "表:\n  甲:\n    列: 类别、主办、件数\n    行: |\n      建议 | {main} | {all}\n      合计 |  | 40\n"
ITEMS = rows(40)
MAIN = sum(item["类别"] == "代表建议" and item["办理方式"] == "主办" for item in ITEMS)
ALL = sum(item["类别"] == "代表建议" for item in ITEMS)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office.at(tmp_path)
    made.ledger("台账.csv", ITEMS)
    return made


def findings(
    office: Office, *, title: str = "总结", table: str = "", more: str = "", body: str = "共{总数}件。"
) -> list[str]:
    head = HEAD.replace("{title}", title)
    return told(office.build(f"{head}{table}{more}正文: |\n  {body}\n"))


def test_a_title(office: Office) -> None:
    assert findings(office, title="关于办理建议提案40件的总结") == []
    assert findings(office, title="关于办理建议提案41件的总结") == ["2 content/figure-differs"]


@pytest.mark.parametrize(("main", "whole", "lines"), [(MAIN, ALL, []), (MAIN + 1, ALL, [8]), (MAIN, ALL - 1, [8])])
def test_the_cells_of_a_table_typed_by_hand(main: int, whole: int, lines: list[int], office: Office) -> None:
    table = TABLE.replace("{main}", str(main)).replace("{all}", str(whole))
    # The sum of the column is the business of another check.
    found = [item for item in findings(office, table=table, body="{表.甲}") if "table-total" not in item]
    assert found == [f"{line} content/figure-differs" for line in lines]


def test_a_table_of_something_else_is_left_alone(office: Office) -> None:
    table = "表:\n  甲:\n    列: 单位、2023年、走访次数\n    行: |\n      建议 | 3 | 4\n      规划局 | 5 | 6\n"
    assert findings(office, table=table, body="{表.甲}") == []


def test_highlights(office: Office) -> None:
    more = "亮点:\n  '001': 带动同类建议{count}件一并办结。\n"
    assert findings(office, more=more.replace("{count}", str(ALL)), body="{亮点}") == []
    assert findings(office, more=more.replace("{count}", "77"), body="{亮点}") == ["5 content/figure-differs"]
