"""A text keeps the place where it was written, however it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.model.text import Origin, Text, cited, clip

SOURCE = Text("第一行，甲、乙\n  第二行\n\n第四行", Origin("甲.yaml", 7, 5, margin=3))


def test_a_character_on_the_first_line_counts_from_the_origin() -> None:
    assert SOURCE.at(2) == Origin("甲.yaml", 7, 7, 3)


def test_a_character_on_a_later_line_counts_from_the_margin() -> None:
    assert SOURCE.at(SOURCE.index("二")) == Origin("甲.yaml", 8, 6, 3)


def test_lines_know_their_own_places() -> None:
    found = [(line, line.origin and (line.origin.line, line.origin.column)) for line in SOURCE.nonblank_lines()]
    assert found == [("第一行，甲、乙", (7, 5)), ("第二行", (8, 5)), ("第四行", (10, 3))]


def test_pieces_between_separators_know_their_own_places() -> None:
    first = next(SOURCE.nonblank_lines())
    assert [(piece, piece.origin and piece.origin.column) for piece in first.parts("、")] == [
        ("第一行，甲", 5),
        ("乙", 11),
    ]


def test_a_text_without_a_file_has_no_place() -> None:
    assert Text("甲").at(0) is None


@given(st.text(alphabet="甲乙丙 \n", min_size=1), st.data())
def test_every_character_of_a_piece_has_the_place_it_has_in_the_whole(raw: str, data: st.DataObject) -> None:
    whole = Text(raw, Origin("甲.yaml", 3, 4, margin=2))
    start = data.draw(st.integers(0, len(raw) - 1))
    piece = whole.part(start)
    if not piece:
        return
    lead = raw.index(piece, start)
    offset = data.draw(st.integers(0, len(piece) - 1))
    assert piece.at(offset) == whole.at(lead + offset)


@pytest.mark.parametrize("value", ["033", "9:30", "否", "3.10"])
def test_a_text_is_an_ordinary_string(value: str) -> None:
    assert Text(value) == value
    assert f"{Text(value)}" == value


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [("甲乙丙", 3, "甲乙丙"), ("甲乙丙丁", 3, "甲乙…"), ("甲\n乙", 3, "甲 乙")],
)
def test_what_is_cut_in_a_message_has_a_mark(text: str, longest: int, shown: str) -> None:
    assert clip(text, longest) == shown


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("实施方案", "《实施方案》"),
        ("《条例》实施方案", "《〈条例〉实施方案》"),
        ("关于落实〈条例〉的建议", "《关于落实〈条例〉的建议》"),
        ("关于印发《〈条例〉实施办法》的通知", "《关于印发〈《条例》实施办法〉的通知》"),
    ],
)
def test_brackets_within_brackets_alternate(title: str, whole: str) -> None:
    assert cited(title) == whole
