"""Days are checked against the calendar; spans are read where they can be."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic_core import PydanticCustomError

from gongwen.model.dates import in_words, parse_date, parse_span


@pytest.mark.parametrize("text", ["2020年1月19日", "2020-01-19", "2020-1-19", "2020/1/19", "2020.1.19"])
def test_a_day_may_be_written_in_five_ways_and_prints_in_one(text: str) -> None:
    assert in_words(parse_date(text)) == "2020年1月19日"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024年2月30日", "date-unreal"),
        ("2020-13-01", "date-unreal"),
        ("2020年01月19日", "date-padded"),
        ("二〇二〇年一月十九日", "date-form"),
        ("２０２０年１月１９日", "date-form"),
        ("1月19日", "date-form"),
        ("明天", "date-form"),
    ],
)
def test_what_is_no_day_is_a_fault(text: str, kind: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_date(text)
    assert caught.value.type == kind


@pytest.mark.parametrize(
    "text",
    [
        "2020年11月20号",
        "二〇二〇年十一月二十日",
        "二○二○年十一月二十日",
        "二零二0年十一月二十日",
        "２０２０年１１月２０日",
    ],
)
def test_what_can_mean_one_day_only_is_told_as_it_should_be(text: str) -> None:
    with pytest.raises(PydanticCustomError, match="请改成：2020年11月20日"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1月", (2024, 1, 1), (2024, 1, 31)),
        ("2月", (2024, 2, 1), (2024, 2, 29)),
        ("3-9月", (2024, 3, 1), (2024, 9, 30)),
        ("3—9月", (2024, 3, 1), (2024, 9, 30)),
        ("1月中旬至2月底", (2024, 1, 11), (2024, 2, 29)),
        ("9月10日—20日", (2024, 9, 10), (2024, 9, 20)),
        ("9月10—9月20日", (2024, 9, 10), (2024, 9, 20)),
        ("2024年11月—2025年6月", (2024, 11, 1), (2025, 6, 30)),
        ("6月20日前", (2024, 6, 20), (2024, 6, 20)),
        ("12月底前", (2024, 12, 21), (2024, 12, 31)),
    ],
)
def test_a_span_is_read_with_year_and_month_inherited(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    span = parse_span(text, year=2024)
    assert span is not None
    assert (span.first, span.last) == (date(*first), date(*last))


@pytest.mark.parametrize("text", ["每周二下午", "长期坚持", "另行通知", "13月", "2月30日", "7个工作日内", ""])
def test_what_is_no_span_is_left_out(text: str) -> None:
    assert parse_span(text, year=2024) is None


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("2025年6月1号", "请改成：2025年6月1日"),
        ("2025年6月1", "请改成：2025年6月1日"),
        ("2025 年 6 月 1 日", "请改成：2025年6月1日"),
        ("2025年06月01日", "请改成：2025年6月1日"),
        ("2025年6月31号", None),
        ("2025年06月31日", None),
        ("6月1号", None),
    ],
)
def test_a_day_is_mended_only_if_no_other_can_be_meant(written: str, mended: str | None) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_date(written)
    said = caught.value.message()
    assert ("请改成" in said) == (mended is not None)
    assert mended is None or mended in said
