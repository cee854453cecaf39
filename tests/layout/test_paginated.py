"""What depends on the page, on real pages: notices whose ends fall on either side of a page's, and each remedy."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest

from gongwen.decisions import (
    Decision,
    ImprintApart,
    LinePitch,
    NarrowSealGap,
    PageBreak,
    RecipientInImprint,
    TightParagraph,
)
from gongwen.operations.making.settle import Draft, make_draft, settle
from gongwen.render import find_template
from gongwen.standard.geometry import ELECTRONIC
from tests.layout.paginated import CONTACT, IMPRINT, NOTES, REMARK, Case, faults, settled
from tests.support import compose

pytestmark = pytest.mark.office

_UNSEALED = {"用印": "否"}
_PLAIN = _UNSEALED | {"格式": "普通", "文号": None}
_MANY = {"主送": "，".join(f"云山市第{number}区人民政府" for number in "一二三四五六七八九十" * 3)}


def case(lines: int, each: int, over: int, title: int, *more: dict[str, Any]) -> Case:
    return Case(lines, each, over, title, tuple(chain.from_iterable(part.items() for part in more)))


#: What is decided about a notice, by the kinds of the decisions.
REMEDIES: dict[str, tuple[Case, tuple[type, ...]]] = {
    "fits": (case(3, 9, 12, 1), ()),
    "room for the seal": (case(5, 9, 2, 1), (NarrowSealGap,)),
    "characters": (case(6, 9, 2, 1, _UNSEALED), (TightParagraph,)),
    "room for the seal and characters": (case(6, 9, 2, 1), (NarrowSealGap, TightParagraph)),
    "line pitch": (case(16, 9, 12, 1, _PLAIN), (LinePitch,)),
    "the last paragraph does not go over whole": (case(18, 9, 12, 1, _PLAIN), (PageBreak,)),
    "two lines go over": (case(5, 9, 12, 2), (PageBreak,)),
    "one line goes over, for only two are there": (case(2, 9, 25, 4), (PageBreak,)),
    "one line goes over with whom to ask": (case(2, 9, 25, 4, CONTACT), (PageBreak,)),
    "too many recipients": (case(6, 4, 12, 2, _MANY), (RecipientInImprint,)),
    "no room for the imprint": (case(3, 9, 12, 1, IMPRINT), (ImprintApart,)),
}
#: Lengths around the ends of the first and the second page.
LENGTHS = [
    case(lines, each, over, title, seal, more)
    for lines, each, over, title in ((4, 9, 12, 3), (7, 4, 12, 2), (8, 9, 1, 1), (25, 4, 1, 2), (28, 30, 9, 3))
    for seal in ({}, _UNSEALED)
    for more in (REMARK, NOTES | REMARK | IMPRINT)
] + [case(lines, 9, 12, 2, CONTACT, REMARK, seal) for lines in (3, 4, 5, 6, 28, 29, 30) for seal in ({}, _UNSEALED)]

#: Tables above the signature: short, to the end of a page with and without room for what follows, over it, and long.
TABLES = [
    Case(lines, title=2, rows=rows, more=tuple((seal | more).items()))
    for lines, rows in ((1, 3), (2, 4), (2, 8), (20, 12))
    for seal in ({}, _UNSEALED)
    for more in ({}, IMPRINT, CONTACT)
]


@pytest.fixture(scope="module")
def drafts() -> dict[int, Draft]:
    cases = [*LENGTHS, *TABLES, *(each for each, _ in REMEDIES.values())]
    return dict(zip(map(id, cases), settled(cases), strict=True))


@pytest.mark.parametrize("number", range(len(LENGTHS)))
def test_no_page_is_without_text_but_that_of_the_imprint(drafts: dict[int, Draft], number: int) -> None:
    assert list(faults(drafts[id(LENGTHS[number])])) == []


@pytest.mark.parametrize("number", range(len(TABLES)))
def test_the_last_rows_of_a_table_stand_above_the_signature(drafts: dict[int, Draft], number: int) -> None:
    """At least two of them where the page ends there, by what is in the file: nothing need be decided."""
    draft = drafts[id(TABLES[number])]
    assert list(faults(draft)) == []
    assert draft.remarks == ()


@pytest.mark.parametrize("name", REMEDIES)
def test_the_mildest_remedy_is_taken_told_and_helps(drafts: dict[int, Draft], name: str) -> None:
    asked, kinds = REMEDIES[name]
    draft = drafts[id(asked)]
    decided: tuple[Decision, ...] = draft.decisions.all
    assert tuple(map(type, decided)) == kinds
    assert len(draft.remarks) == len(kinds)
    assert list(faults(draft)) == []


def test_no_line_hangs_out_where_the_lines_reach_beyond_the_text_area() -> None:
    """GB/T 33476.2: on a page with a title of four lines the last line would end 1.3 mm too low."""
    hanging, inside, short = case(20, 9, 12, 4, _PLAIN), case(20, 9, 12, 1, _PLAIN), case(11, 9, 12, 4, _PLAIN)
    found = settled([hanging, inside, short], geometry=ELECTRONIC)
    assert [bool(draft.decisions.of(LinePitch)) for draft in found] == [True, False, True]
    assert [list(faults(draft)) for draft in found] == [[], [], []]


def test_an_imprint_without_room_does_not_take_the_signature_along() -> None:
    """LibreOffice would set both on page 2, though the signature has room on page 1."""
    long = IMPRINT | {"抄送": "，".join([IMPRINT["抄送"]] * 3)}
    found = settled([case(1, 1, 8, 1, long)], geometry=ELECTRONIC)
    assert [draft.decisions.all for draft in found] == [(ImprintApart(),)]
    assert [list(faults(draft)) for draft in found] == [[]]


@pytest.mark.parametrize("on_even_page", [False, True])
def test_an_imprint_stands_apart_from_an_attachment_that_is_not_bound_with_the_text(*, on_even_page: bool) -> None:
    apart = {"附件": [NOTES["附件"][0], NOTES["附件"][1] | {"另装": "是"}]}
    cases = [case(3, 9, 12, 1, IMPRINT, apart), case(3, 9, 12, 1, IMPRINT, NOTES)]
    bound_apart, bound = settled(cases, imprint_on_even_page=on_even_page)
    (decision,) = bound_apart.decisions.of(ImprintApart)
    assert decision.after_blank is on_even_page, "the attachments end on page 4"
    assert "附件2不与正文一起装订" in decision.told
    assert not bound.decisions.of(ImprintApart)
    assert list(faults(bound_apart, imprint_on_even_page=on_even_page)) == []


def test_the_last_page_of_a_roster_bears_two_lines_at_least() -> None:
    people = "\n".join(f"{['高松', '李起', '周成', '赵立'][number % 4]} 市局科室负责人" for number in range(22))
    keys = {"文种": "名单", "标题": "防汛工作专班", "组长": "孙明远 市局局长"}
    views = [compose(keys | {"成员": "\n".join(people.split("\n")[:count])}) for count in range(17, 22)]
    found = settle([make_draft(str(number), find_template(view.format), view) for number, view in enumerate(views)])
    assert [list(faults(draft)) for draft in found] == [[]] * 5
    moved = [draft for draft in found if draft.decisions.of(PageBreak)]
    assert [[remark.code for remark in draft.remarks] for draft in moved] == [["layout/decided-page-break"]]


def test_an_imprint_on_an_even_page_stands_behind_a_blank_one_without_numbers() -> None:
    odd, full, short = case(2, 9, 12, 1, IMPRINT), case(24, 9, 12, 2, IMPRINT), case(12, 4, 12, 1, IMPRINT)
    found = settled([odd, full, short], imprint_on_even_page=True)
    assert [draft.decisions.of(ImprintApart) for draft in found] == [(ImprintApart(),), (ImprintApart(True),), ()]
    assert [list(faults(draft, imprint_on_even_page=True)) for draft in found] == [[], [], []]
