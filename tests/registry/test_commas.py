"""CSV is read piece by piece; where the pieces end is nowhere to be seen."""

from __future__ import annotations

import tracemalloc
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.load.findings import Findings
from gongwen.registry import commas
from gongwen.registry.commas import cell_rows, comma_rows

Place = tuple[str, int, int]


def read(rows: list[tuple[commas.Cell, ...]]) -> list[list[Place]]:
    return [[(cell.value, cell.line, cell.column) for cell in row] for row in rows]


@given(st.text('，,;\t"\n\r a甲😀', max_size=40), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]), st.integers(1, 9))
def test_pieces_of_any_size_make_the_same_rows(text: str, encoding: str, size: int) -> None:
    data = text.encode(encoding)
    whole, pieces = Findings("名册.csv"), Findings("名册.csv")
    expected = read(list(cell_rows(commas.decoded(data, whole), whole)))
    with patch.object(commas, "_WINDOW", size):
        assert read(list(comma_rows(data, pieces))) == expected
    assert pieces.all() == whole.all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("编号,标题\n1,甲\n", [["编号", "标题"], ["1", "甲"]]),
        ("编号,标题\n1,甲", [["编号", "标题"], ["1", "甲"]]),
        ("编号,标题\n1,甲\n\n", [["编号", "标题"], ["1", "甲"], [""]]),
        ('1,"甲"\n', [["1", "甲"]]),
        ("1,\n", [["1", ""]]),
        ("1,", [["1", ""]]),
        ('"甲",', [["甲", ""]]),
        ("\n", [[""]]),
        ("", []),
    ],
)
def test_the_end_of_the_last_line_begins_no_row(text: str, expected: list[list[str]]) -> None:
    rows = comma_rows(text.encode(), Findings("名册.csv"))
    assert [[cell.value for cell in row] for row in rows] == expected


@pytest.mark.parametrize("quote", ["", '"'])
def test_memory_does_not_grow_with_the_file(quote: str) -> None:
    peaks = []
    for count in (5_000, 20_000):
        data = (f"1,{quote}{'甲' * 200}{quote}\r\n" * count).encode()
        tracemalloc.start()
        assert sum(1 for _ in comma_rows(data, Findings("名册.csv"))) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]
