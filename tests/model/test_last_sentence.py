"""The sentence that a text ends with."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.model.outline import last_sentence


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ""),
        ("甲。乙。", "乙。"),
        ("甲。\n乙", "乙"),
        ("甲。乙。\n", "乙。"),
        ("甲。。", ""),
        ("。", ""),
        ("！甲？", "甲？"),
    ],
)
def test_it_goes_back_to_the_mark_before(text: str, found: str) -> None:
    assert last_sentence(text) == found


@given(st.text("甲乙 。！？\n", max_size=12))
def test_it_is_what_the_pattern_says_however_long_the_text(text: str) -> None:
    match = re.search(r"[^。！？\n]+[。！？]?$", text.rstrip())
    assert last_sentence(text) == (match.group() if match else "")
