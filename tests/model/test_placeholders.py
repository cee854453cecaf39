"""Braces name things; two braces print one; nothing in them is ever run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.model.placeholders import Placeholder, PlaceholderError, pieces


def told(text: str) -> list[str | tuple[str, ...]]:
    return [piece.path if isinstance(piece, Placeholder) else piece for piece in pieces(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲{专班.组长}乙", ["甲", ("专班", "组长"), "乙"]),
        ("{附件.1}", [("附件", "1")]),
        ("｛阶段｝", [("阶段",)]),
        ("{ 阶段 . 个数 }", [("阶段", "个数")]),
        ("集合{{1，2}}", ["集合{1，2}"]),
        ("{{{阶段}}}", ["{", ("阶段",), "}"]),
    ],
)
def test_names_and_braces(text: str, found: list[str | tuple[str, ...]]) -> None:
    merged = told(text)
    joined = "".join(item for item in merged if isinstance(item, str))
    assert [item for item in merged if not isinstance(item, str)] == [
        item for item in found if not isinstance(item, str)
    ]
    assert joined == "".join(item for item in found if isinstance(item, str))


@pytest.mark.parametrize(
    ("text", "what", "offset"),
    [
        ("甲{", "brace", 1),
        ("甲}乙", "brace", 1),
        ("{}", "brace", 0),
        ("甲{乙{丙}", "brace", 3),
        ("{甲.__class__()}", "expression", 0),
        ("{1+1}", "expression", 0),
        ("{甲|attr('x')}", "expression", 0),
        ("{''.join(甲)}", "expression", 0),
        ("{甲['x']}", "expression", 0),
        ("{甲 乙}", "expression", 0),
        ("{%甲%}", "expression", 0),
        ("{甲 if 乙 else 丙}", "expression", 0),
    ],
)
def test_anything_but_names_and_dots_is_refused_at_its_place(text: str, what: str, offset: int) -> None:
    with pytest.raises(PlaceholderError) as caught:
        pieces(text)
    assert (caught.value.what, caught.value.offset) == (what, offset)


@given(st.text())
def test_any_text_with_its_braces_doubled_comes_out_as_it_is(text: str) -> None:
    doubled = text
    for brace in "{}｛｝":
        doubled = doubled.replace(brace, brace * 2)
    assert "".join(piece for piece in pieces(doubled) if isinstance(piece, str)) == text


@given(st.text(alphabet="{}甲.｛｝ |()[]'1"))
def test_any_text_is_read_or_refused(text: str) -> None:
    offset = 0
    try:
        pieces(text)
    except PlaceholderError as error:
        offset = error.offset
    assert 0 <= offset <= len(text)
