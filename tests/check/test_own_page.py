"""An office that prints on one side of the sheet: there are no even sides, and all page numbers stand on the right."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongwen.check import LayoutReport, check_layout
from gongwen.standard.geometry import NATIONAL, NumberPlace
from tests.check.pages import LEFT, RIGHT, Draft
from tests.check.specimen import specimen

ONE_SIDED = replace(NATIONAL, number_place=NumberPlace.RIGHT)


def one_sided() -> Draft:
    """The specimen with the number of every page where an odd one has it."""
    draft = specimen()
    first = draft.row("page-number-1")
    end = first.x + first.width
    for row in [row for row in draft.rows if row.tag.startswith("page-number-")]:
        draft = draft.with_rows(row.tag, x=end - row.width)
    return draft


def report(draft: Draft) -> LayoutReport:
    return check_layout(draft.measured(), draft.view, geometry=ONE_SIDED)


def test_a_one_sided_document_with_its_numbers_on_the_right_has_no_finding() -> None:
    assert report(one_sided()).diagnostics == ()


def test_a_number_on_the_left_of_a_one_sided_document_is_found() -> None:
    found, *others = report(specimen()).diagnostics
    assert {one.code for one in (found, *others)} == {"layout/page-number-side"}
    assert found.place.page == 2
    assert "第 2 页（单面印刷）的页码" in found.message
    assert "应居右空 1 字" in found.message


@pytest.mark.parametrize(("dx", "codes"), [(-0.9, []), (-1.3, ["layout/page-number-side"])])
def test_a_number_of_a_one_sided_document_stands_one_character_from_the_right(dx: float, codes: list[str]) -> None:
    assert [one.code for one in report(one_sided().shifted("page-number-2", dx=dx)).diagnostics] == codes


def test_numbers_in_the_middle_are_told_as_the_offices_own() -> None:
    draft = specimen()
    for row in [row for row in draft.rows if row.tag.startswith("page-number-")]:
        draft = draft.with_rows(row.tag, x=(LEFT + RIGHT - row.width) / 2)
    geometry = replace(NATIONAL, number_place=NumberPlace.CENTRE)
    (found,) = check_layout(draft.measured(), draft.view, geometry=geometry).diagnostics
    assert found.code == "layout/own-number-place"
