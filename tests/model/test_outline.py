"""Headings are told by their numbers, slips of the keyboard included; a line is a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.model.outline import count_of, from_chinese, number_for, outline, paragraphs, to_chinese
from gongwen.model.text import Text


@pytest.mark.parametrize(
    ("line", "level", "number"),
    [
        ("一、指导思想", 1, "一、"),
        ("十二、附则", 1, "十二、"),
        ("（一）准备阶段（1月）", 2, "（一）"),
        ("（四)专题询问", 2, "（四)"),
        ("(三) 生态红线", 2, "(三) "),
        ("1.加强领导", 3, "1."),
        ("1、制定方案", 3, "1、"),
        ("3、2月初，各区县局", 3, "3、"),
        ("（2）报送材料", 4, "（2）"),
        ("# 总则", 1, ""),
        ("## （一）范围", 2, "（一）"),
        ("一要提高思想认识", 0, ""),
        ("一是加强领导", 0, ""),
        ("1月18日召开会议", 0, ""),
        ("2.5亿元投资", 0, ""),
        ("2020年，共承办", 0, ""),
        ("1-4月份，共收到", 0, ""),
        ("（以下简称专班）", 0, ""),
    ],
)
def test_a_heading_is_told_by_its_number(line: str, level: int, number: str) -> None:
    (found,) = outline(Text(line))
    assert (found.level, found.number) == (level, number)


def test_a_line_that_ends_with_a_comma_goes_on_in_the_next() -> None:
    text = Text("各区县局，\n局属各单位、\n机关各科室。\n下一段。")
    assert list(paragraphs(text)) == ["各区县局，局属各单位、机关各科室。", "下一段。"]


@given(st.integers(1, 999))
def test_chinese_numerals_read_back(value: int) -> None:
    assert from_chinese(to_chinese(value)) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [(10, "十"), (99, "九十九"), (100, "一百"), (101, "一百零一"), (110, "一百一十"), (2024, "二〇二四")],
)
def test_chinese_numerals_are_those_of_numbers(value: int, words: str) -> None:
    assert to_chinese(value) == words


@pytest.mark.parametrize("digits", ["一百一", "百", "百一十", "一百零", "十百", "一百百"])
def test_what_is_no_numeral_has_no_value(digits: str) -> None:
    assert from_chinese(digits) is None


@given(st.integers(1, 4), st.integers(1, 99))
def test_a_number_as_the_standard_writes_it_reads_back(level: int, value: int) -> None:
    (line,) = outline(Text(f"{number_for(level, value)}题文"))
    assert (line.level, count_of(line.number, level)) == (level, value)
