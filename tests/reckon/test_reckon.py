"""Figures of published reports, reckoned again from rows made to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.model.counting import Counting
from gongwen.model.ledger import Gap
from gongwen.model.suggestion import Suggestion
from gongwen.reckon.change import RateChange, count_change
from gongwen.reckon.figures import Figures
from gongwen.reckon.identities import IDENTITIES, breaches, stated_breaches, unchecked
from gongwen.reckon.rates import RATE_NAMES, RATES, rate
from gongwen.reckon.rounding import percent, percents, written
from gongwen.reckon.selection import Selection, dimension

REPLIED = "2024-06-01"


def rows(*groups: tuple[int, dict[str, str]]) -> tuple[Suggestion, ...]:
    """So many rows of each kind, numbered on."""
    found: list[Suggestion] = []
    for count, keys in groups:
        for _ in range(count):
            number = len(found) + 1
            found.append(Suggestion.model_validate({"编号": f"{number:03}", "标题": f"关于事项{number}的建议"} | keys))
    return tuple(found)


def select(found: Iterable[Suggestion], day: date | None = None, **keys: Any) -> Selection:
    return Selection(tuple(found), Counting.model_validate(keys), day)


def value(name: str, chosen: Selection) -> Decimal | None:
    return rate(next(rule for rule in RATES if rule.name == name), chosen).value


MAIN = {"类别": "代表建议", "办理方式": "主办", "答复日期": REPLIED, "满意度": "满意"}


def test_the_report_of_2023() -> None:
    """人大建议13件（主办3件、分办2件、协办8件），办结率、满意率100%."""
    chosen = select(rows((3, MAIN), (2, MAIN | {"办理方式": "分办"}), (8, MAIN | {"办理方式": "协办", "满意度": ""})))
    assert chosen.parts(dimension("办理方式")) == {"主办": 3, "分办": 2, "协办": 8}
    assert chosen.words(dimension("办理方式"))["会办"] == 8
    assert value("办结率", chosen) == value("满意率", chosen) == 100
    assert list(breaches(chosen)) == []


@pytest.mark.parametrize(
    ("counts", "shares"),
    [((22, 68, 2), ("23.91", "73.91", "2.17")), ((86, 7), ("92.47", "7.53")), ((122, 24), ("83.56", "16.44"))],
)
def test_shares_of_published_reports(counts: tuple[int, ...], shares: tuple[str, ...]) -> None:
    assert percents(counts, 2, "四舍五入") == tuple(map(Decimal, shares))


def test_cut_shares_of_a_published_report() -> None:
    counts = (25, 26, 13, 19, 4, 6)
    assert tuple(map(str, percents(counts, 1, "截断"))) == ("26.8", "27.9", "13.9", "20.4", "4.3", "6.4")
    assert sum(percents(counts, 1, "凑足100")) == 100


def test_fairly_satisfied_is_a_setting() -> None:
    found = rows((144, MAIN), (2, MAIN | {"满意度": "基本满意"}))
    assert value("满意率", select(found)) == Decimal("98.63")
    assert value("满意率", select(found, 满意率含基本满意="是")) == 100


def test_a_rate_of_nothing_has_no_value() -> None:
    assert all(value(name, select(())) is None for name in RATE_NAMES)


def test_the_base_of_a_rate_is_a_setting() -> None:
    found = rows((3, MAIN), (1, MAIN | {"满意度": "未反馈"}))
    assert value("满意率", select(found)) == 100
    assert value("满意率", select(found, 基数={"满意率": "主办"})) == 75


def test_figures_of_the_same_rows_are_equal_whatever_was_asked_of_them() -> None:
    chosen = select(rows((3, MAIN)))
    asked, fresh = Figures(chosen), Figures(chosen)
    assert asked.figure(("总数",)).value == 3
    assert asked.words()
    assert asked == fresh


def test_what_is_replied_later_is_open_on_the_day() -> None:
    found = rows((3, MAIN), (1, MAIN | {"答复日期": "2024-12-01"}))
    assert value("办结率", select(found, date(2024, 11, 30))) == 75
    assert value("办结率", select(found, date(2024, 12, 1))) == 100


@pytest.mark.parametrize(
    ("key", "word", "yes", "no"),
    [
        ("重点", "重点", ["是", "重点", "√", "市领导领衔督办"], ["否", "一般", "非重点", "普通件", "", "/"]),
        ("二次办理", "二次办理", ["是", "二次办理", "五届四次"], ["否", "首次", "首次办理", "一次", "-"]),
    ],
)
def test_a_column_says_yes_or_no_in_its_own_words(key: str, word: str, yes: list[str], no: list[str]) -> None:
    chosen = select(rows(*((1, {key: written}) for written in (*yes, *no))))
    assert Figures(chosen).select((word,)).rows == chosen.rows[: len(yes)]


def test_what_is_sent_for_information_awaits_no_answer() -> None:
    chosen = select(rows((3, MAIN), (1, {"办理方式": "主办"}), (2, {"办理方式": "参阅"})))
    found = rate(next(rule for rule in RATES if rule.name == "办结率"), chosen)
    assert found.value == 75
    assert found.base == "全部件数（参阅件除外）"
    assert Figures(chosen).figure(("未办结",)).rows == chosen.rows[3:4]


def test_in_time_is_the_last_day_too() -> None:
    found = rows((1, MAIN | {"办结时限": REPLIED}), (1, MAIN | {"办结时限": "2024-05-31"}), (1, MAIN))
    assert value("按时办结率", select(found)) == 50


def test_seed_001_in_percentage_points() -> None:
    assert RateChange(Decimal("82.24"), Decimal("79.28")).points == Decimal("2.96")
    change = count_change(2252, 1037, Counting())
    assert (change.difference, change.share) == (Decimal(1215), Decimal("117.16"))
    assert count_change(5, 0, Counting()).share is None


@pytest.mark.parametrize(
    ("spoil", "rule", "to_blame"),
    [
        ({"类别": ""}, "Q01", ["005"]),
        ({"办理方式": ""}, "Q04", ["005"]),
        ({"办理方式": "协办"}, "Q06", ["005"]),
        ({"结果": ""}, "Q06", ["005"]),
        ({"结果": "E"}, "Q06", ["005"]),
        ({"答复日期": None}, "Q06", ["005"]),
        ({"满意度": "较满意"}, "Q10", ["005"]),
        ({"主题": ""}, "Q08", ["005"]),
    ],
)
def test_a_breach_names_its_rows(spoil: dict[str, str], rule: str, to_blame: list[str]) -> None:
    good = MAIN | {"结果": "A", "主题": "城建", "层级": "市级"}
    bad = {key: text for key, text in (good | spoil).items() if text is not None}
    assert list(breaches(select(rows((5, good))))) == []
    found = list(breaches(select(rows((4, good), (1, bad)))))
    assert [(item.rule, [row.number for row in item.rows]) for item in found] == [(rule, to_blame)]


def test_the_cells_of_level_and_kind_add_up_row_by_row() -> None:
    county = MAIN | {"层级": "县级"}
    proposal = {"层级": "市级", "类别": "政协提案", "办理方式": "协办", "答复日期": REPLIED}
    good = ((2, county), (3, proposal))
    assert list(breaches(select(rows(*good)))) == []
    found = list(breaches(select(rows(*good, (1, proposal | {"办理方式": ""})))))
    assert [(item.rule, item.key, [row.number for row in item.rows]) for item in found] == [
        ("Q04", "办理方式", ["006"]),
        ("Q05", "办理方式", ["006"]),
    ]
    assert found[1].says == "市级提案 4 件，协办3＝3 件，两者不等。"


def test_main_items_have_one_leading_unit_each() -> None:
    led, helped = MAIN | {"主办单位": "市规划局"}, {"类别": "建议", "办理方式": "会办", "答复日期": REPLIED}
    assert list(breaches(select(rows((2, led), (1, helped))))) == []
    assert list(breaches(select(rows((2, MAIN), (1, helped | {"主办单位": "市财政局"}))))) == []
    found = list(breaches(select(rows((2, led), (1, MAIN), (1, MAIN | {"主办单位": "市规划局、市财政局"})))))
    assert [(item.rule, [row.number for row in item.rows]) for item in found] == [("Q09", ["003"]), ("Q09", ["004"])]


def test_no_more_is_handled_again_than_was_unsatisfying() -> None:
    now, before = MAIN | {"会议": "五届五次"}, MAIN | {"会议": "五届四次"}
    again, bad = {"二次办理": "是"}, {"满意度": "不满意"}
    only_earlier = select(rows((3, now), (2, before | again)))
    assert list(breaches(only_earlier)) == []
    assert list(breaches(only_earlier, select(rows((1, before), (2, before | bad))))) == []
    (breach,) = breaches(only_earlier, select(rows((2, before), (1, before | bad))))
    assert (breach.rule, breach.is_likely, [row.number for row in breach.rows]) == ("Q11", True, ["004", "005"])
    assert list(breaches(select(rows((3, now), (1, now | bad), (1, now | again))))) == []
    (breach,) = breaches(select(rows((3, now), (1, now | again))))
    assert breach.says == "五届五次二次办理 1 件，多于不满意的 0 件。"


def test_stated_numbers_must_add_up() -> None:
    numbers = {"总数": 13, "主办": 3, "分办": 2, "会办": 8}
    assert list(stated_breaches(numbers)) == []
    ((name, breach),) = stated_breaches(numbers | {"会办": 9})
    assert (name, breach.rule) == ("总数", "Q04")
    assert "主办3＋分办2＋协办9＝14" in breach.says


def test_stated_numbers_of_a_part() -> None:
    numbers = {"总数": 92, "建议": 25, "提案": 67, "建议.主办": 10, "建议.协办": 14}
    ((name, breach),) = stated_breaches(numbers)
    assert (name, breach.rule) == ("建议", "Q04")


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8), st.integers(0, 4))
def test_made_up_to_a_hundred_no_share_is_off_by_a_unit(counts: list[int], places: int) -> None:
    found = percents(counts, places, "凑足100")
    assert sum(found) == (100 if sum(counts) else 0)
    unit = Decimal(1).scaleb(-places)
    for count, share in zip(counts, found, strict=True):
        assert abs(Fraction(share) - Fraction(count * 100, sum(counts) or 1)) < Fraction(unit)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_rounding_is_within_half_a_unit(above: int, below: int, places: int) -> None:
    share = Fraction(above, below)
    error = Fraction(percent(share, places, "四舍五入")) - share * 100
    assert -Fraction(1, 2 * 10**places) < error <= Fraction(1, 2 * 10**places)
    assert 0 <= share * 100 - Fraction(percent(share, places, "截断")) < Fraction(1, 10**places)


def test_a_percentage_is_written_without_idle_zeros() -> None:
    assert [written(Decimal(text)) for text in ("96.20", "100.00", "0.50", "100", "0.00")] == [
        "96.2",
        "100",
        "0.5",
        "100",
        "0",
    ]


def test_every_identity_is_said() -> None:
    gaps = tuple(Gap(str(key.alias), "台账.csv") for key in Suggestion.model_fields.values())
    nothing = Selection(rows((1, {})), Counting(), gaps=gaps)
    assert {rule for item in unchecked(nothing) for rule in item.rules} == set(IDENTITIES)
