"""What depends on the page, on real pages: notices whose ends fall on either side of a page's, and each remedy."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest

from gongwen.decisions import Decision, ImprintApart, NarrowSealGap, PageBreak, RecipientInImprint, TightParagraph
from gongwen.operations.settle import Draft
from tests.layout.paginated import IMPRINT, NOTES, REMARK, Case, faults, settled

pytestmark = pytest.mark.office

_UNSEALED = {"用印": "否"}
_MANY = {"主送": "，".join(f"云山市第{number}区人民政府" for number in "一二三四五六七八九十" * 3)}


def case(lines: int, each: int, over: int, title: int, *more: dict[str, Any]) -> Case:
    return Case(lines, each, over, title, tuple(chain.from_iterable(part.items() for part in more)))


#: What is decided about a notice, by the kinds of the decisions.
REMEDIES: dict[str, tuple[Case, tuple[type, ...]]] = {
    "fits": (case(3, 9, 12, 1), ()),
    "room for the seal": (case(5, 9, 2, 1), (NarrowSealGap,)),
    "characters": (case(6, 9, 2, 1, _UNSEALED), (TightParagraph,)),
    "room for the seal and characters": (case(6, 9, 2, 1), (NarrowSealGap, TightParagraph)),
    "two lines go over": (case(5, 9, 12, 2), (PageBreak,)),
    "one line goes over, for only two are there": (case(2, 9, 25, 4), (PageBreak,)),
    "too many recipients": (case(6, 4, 12, 2, _MANY), (RecipientInImprint,)),
    "no room for the imprint": (case(3, 9, 12, 1, IMPRINT), (ImprintApart,)),
}
#: Lengths around the ends of the first and the second page.
LENGTHS = [
    case(lines, each, over, title, seal, more)
    for lines, each, over, title in ((4, 9, 12, 3), (7, 4, 12, 2), (8, 9, 1, 1), (25, 4, 1, 2), (28, 30, 9, 3))
    for seal in ({}, _UNSEALED)
    for more in (REMARK, NOTES | REMARK | IMPRINT)
]


@pytest.fixture(scope="module")
def drafts() -> dict[int, Draft]:
    cases = [*LENGTHS, *(each for each, _ in REMEDIES.values())]
    return dict(zip(map(id, cases), settled(cases), strict=True))


@pytest.mark.parametrize("number", range(len(LENGTHS)))
def test_no_page_is_without_text_but_that_of_the_imprint(drafts: dict[int, Draft], number: int) -> None:
    assert list(faults(drafts[id(LENGTHS[number])])) == []


@pytest.mark.parametrize("name", REMEDIES)
def test_the_mildest_remedy_is_taken_told_and_helps(drafts: dict[int, Draft], name: str) -> None:
    asked, kinds = REMEDIES[name]
    draft = drafts[id(asked)]
    decided: tuple[Decision, ...] = draft.decisions.all
    assert tuple(map(type, decided)) == kinds
    assert len(draft.remarks) == len(kinds)
    assert list(faults(draft)) == []


def test_an_imprint_on_an_even_page_stands_behind_a_blank_one_without_numbers() -> None:
    odd, full, short = case(2, 9, 12, 1, IMPRINT), case(24, 9, 12, 2, IMPRINT), case(12, 4, 12, 1, IMPRINT)
    found = settled([odd, full, short], imprint_on_even_page=True)
    assert [draft.decisions.of(ImprintApart) for draft in found] == [(ImprintApart(),), (ImprintApart(True),), ()]
    assert [list(faults(draft, imprint_on_even_page=True)) for draft in found] == [[], [], []]
