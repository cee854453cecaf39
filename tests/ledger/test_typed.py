"""Numbers typed outside the running text are compared with the ledger too."""

from __future__ import annotations

from pathlib import Path

import docx
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


def number(**what: str) -> int:
    """So many items of the ledger; every word is the beginning of its cell."""
    return sum(all(item[column].startswith(word) for column, word in what.items()) for item in ITEMS)


HOST, HOST_A, ANY_A, ANY_B = (
    number(办理方式="主办"),
    number(办理方式="主办", 结果="A"),
    number(结果="A"),
    number(结果="B"),
)
HOST_B, PLAN_A, PLAN = ANY_B - number(办理方式="分办", 结果="B"), number(科室="规划科", 结果="A"), number(科室="规划科")


def test_the_ledger_tells_the_restrictions_apart() -> None:
    assert len({HOST, HOST_A, ANY_A, 40}) == 4
    assert HOST_B != ANY_B


RESTRICTED = (
    "主办件中，A类{}件。",
    "主办件中A类{}件。",
    "主办件中，有{}件A类。",
    "在主办的建议提案中，A类{}件，均已公开。",
    "主办的A类{}件。",
    "今年我局主办的A类建议提案{}件。",
    f"主办{HOST}件，其中A类{{}}件。",
    "主办{{主办}}件，其中A类{}件。",
    "共承办建议提案{{总数}}件，其中分办{{分办}}件，主办的A类{}件。",
    f"今年，我局主办建议提案{HOST}件，其中：A类{{}}件。",
)


@pytest.mark.parametrize("sentence", RESTRICTED)
def test_a_restriction_before_the_number_counts(sentence: str, office: Office) -> None:
    assert findings(office, body=sentence.format(HOST_A)) == []
    for wrong in (HOST_A - 1, HOST_A + 1, ANY_A):
        assert findings(office, body=sentence.format(wrong)) == ["5 content/figure-differs"], wrong


@pytest.mark.parametrize(
    "sentence",
    [
        "局机关科室牵头主办的建议中，A类1件。",
        "重点督办的主办件中，A类1件，B类1件。",
        "局机关某组主办的A类1件。",
        "主办、分办的A类1件。",
        "主办、分办件中，A类1件。",
        "主办件中，按期办理的1件。",
        "共承办建议提案40件，其中需转交的建议提案1件。",
        "收到各类来信90封。其中，A类1件。",
        f"主办{HOST}件，分办{number(办理方式='分办')}件，其中A类1件。",
        "承办{总数}件（主办{主办}件），其中A类1件。",
        f"主办{HOST}件，A类{HOST_A}件。",
        f"主办件中，A类{HOST_A}件，B类{HOST_B}件，分办{number(办理方式='分办')}件。",
    ],
)
def test_where_the_restriction_is_not_certain_nothing_is_said(sentence: str, office: Office) -> None:
    assert [item for item in findings(office, body=sentence) if "figure" in item] == []


def test_the_whole_path_is_told(office: Office) -> None:
    outcome = office.build(f"{HEAD.replace('{title}', '总结')}正文: |\n  主办件中，A类{ANY_A}件。\n")
    (found,) = outcome.diagnostics
    assert f"台账为 {HOST_A} 件（主办.A类）" in found.message


@pytest.mark.parametrize("word", ["全部", "均", "都", "已全部"])
def test_all_items_are_the_total(word: str, office: Office) -> None:
    assert findings(office, body=f"40件建议提案{word}明确分管领导。") == []
    assert findings(office, body=f"41件建议提案{word}明确分管领导。") == ["5 content/figure-differs"]
    assert findings(office, body=f"高度重视办理工作，41件人大建议和政协提案{word}明确分管领导。") != []


@pytest.mark.parametrize("before", ["其余", "这", "某科的", f"主办{HOST}件，这"])
def test_some_items_are_not_the_total(before: str, office: Office) -> None:
    assert findings(office, body=f"{before}7件建议提案全部明确分管领导。") == []


CITY_PLANS = number(类别="代表建议", 层级="市级")


@pytest.mark.parametrize(
    "sentence",
    [
        "共承办人大代表建议、政协提案40件。",
        "共承办市人大代表建议和市政协委员提案40件。",
        "市人大建议、市政协提案共20件，省人大建议、省政协提案共20件。",
        f"市人大代表建议{CITY_PLANS}件。",
        "去年承办建议提案33件，今年承办40件。",
        "2023年主办11件，办结率90%，均已答复。",
        f"与去年相比增加7件，主办{HOST}件。",
        "上半年主办10件，下半年主办8件。",
        "提前1个月办结25件。",
        "受理热线转办的建议1200件，办结1198件，办结率98%。",
        "主办、分办1件，主办和分办的1件均已公开，满意和基本满意1件。",
        "建议增加4件，提案数量减少2件。",
        "3件建议沟通4次以上。",
        "收到感谢信2件，承办大会文件3件。",
    ],
)
def test_what_is_said_of_another_time_or_level_is_not_taken_for_all(sentence: str, office: Office) -> None:
    assert findings(office, body=sentence, more="年度: 2024\n") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "共承办人大代表建议、政协提案41件。",
        "市人大建议、市政协提案共21件。",
        "市人大代表建议41件。",
        "去年承办建议提案33件，今年承办建议提案41件。",
        "2024年共承办建议提案41件。",
        "与去年相比增加7件，主办39件。",
        "全年我局共承办41件。",
        "其中主办{主办}件、分办1件。",
        "26件建议已公开。",
    ],
)
def test_what_is_said_of_this_year_is_compared(sentence: str, office: Office) -> None:
    assert findings(office, body=sentence, more="年度: 2024\n") == ["6 content/figure-differs"]


@pytest.mark.parametrize(
    ("written", "lines"), [("〈规划条例〉", []), ("《规划条例》", []), ("〈土地条例〉", ["5 content/item-differs"])]
)
def test_a_title_within_a_title_may_stand_in_single_brackets(written: str, lines: list[str], tmp_path: Path) -> None:
    office = Office.at(tmp_path)
    office.ledger("台账.csv", [ITEMS[0] | {"标题": "关于落实《规划条例》的建议"}])
    body = f"李敏代表提出的第001号《关于落实{written}的建议》已答复，即{{件.001}}。"
    outcome = office.build(f"{HEAD.replace('{title}', '总结')}正文: |\n  {body}\n")
    assert told(outcome) == lines
    assert outcome.output is not None
    assert (
        docx.Document(str(outcome.output))
        .paragraphs[-1]
        .text.endswith("即李敏代表提出的第001号《关于落实〈规划条例〉的建议》。")
    )
