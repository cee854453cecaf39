"""Numbers stated without a ledger: what follows from them, and what does not fit together."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.ledger.offices import Office, told

NUMBERS = {
    "总数": "92件", "建议": "25", "提案": "67", "主办": "60", "分办": "20", "协办": "12", "办结": "92",
    "满意": "74", "基本满意": "6", "去年.总数": "80", "去年.热线满意率": "79.28%", "热线满意率": "82.24%",
}  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.at(tmp_path)


def built(office: Office, text: str, more: str = "", **numbers: str) -> tuple[str, list[str]]:
    lines = "".join(f"  {name}: {number}\n" for name, number in (NUMBERS | numbers).items())
    outcome = office.build(f"文种: 总结\n标题: 总结\n数字:\n{lines}{more}正文: |\n  {text}\n")
    assert outcome.output is not None, [str(item) for item in outcome.diagnostics]
    return docx.Document(str(outcome.output)).paragraphs[-1].text, told(outcome)


def test_shares_rates_and_changes_follow_from_the_counts(office: Office) -> None:
    text = (
        "{总数}件，{总数|同比}，{总数|增幅}；建议占{建议.占比}；办结率{办结率}，满意率{满意率}，热线{热线满意率|同比}。"
    )
    assert built(office, text) == (
        "92件，增加12件，增长15%；建议占27.17%；办结率100%，满意率92.5%，热线提高2.96个百分点。",
        [],
    )


def test_fairly_satisfied_counts_where_the_office_says_so(office: Office) -> None:
    assert built(office, "{满意率}", more="口径: {满意率含基本满意: 是}\n")[0] == "100%"


@pytest.mark.parametrize(("typed", "slips"), [("92.5%", []), ("93%", []), ("92%", ["16"]), ("95.2%", ["16"])])
def test_a_stated_rate_is_compared_with_the_counts(typed: str, slips: list[str], office: Office) -> None:
    assert built(office, "{满意率}", 满意率=typed) == (typed, [f"{line} content/numbers-identity" for line in slips])


def test_items_sent_for_information_lower_no_rate(office: Office) -> None:
    """As in a ledger, where they await no answer."""
    numbers = {"主办": "56", "参阅": "4", "办结": "88", "建议.参阅": "1", "建议.办结": "24"}
    assert built(office, "{办结率}，{建议.办结率}", **numbers) == ("100%，100%", [])
    _, slips = built(office, "{办结率}", **numbers, 办结率="95.65%")
    assert [slip.split()[1] for slip in slips] == ["content/numbers-identity"]


def test_a_rate_above_a_hundred_is_told(office: Office) -> None:
    assert built(office, "{办结率}", 总数="91件", 建议="24", 主办="59") == ("101.1%", ["10 content/numbers-identity"])
