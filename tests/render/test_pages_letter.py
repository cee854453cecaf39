"""The letter (10.1) on paper."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongwen.measure import Line, Measurement, Page, Rule
from gongwen.printview import AuthorityMark, Imprint, PrintView
from gongwen.standard import formats
from gongwen.standard.page import LINE_PITCH
from tests.render.measuring import horizontal, ink_bottom, ink_top, line_with, near, rendered
from tests.render.views import masthead, paragraphs, plain, signature

pytestmark = pytest.mark.office

_MARKS = ("甲市局", "甲市自然资源和规划局", "甲" * 24)


def _letter(*, count: int = 1, mark: str = _MARKS[1], **head: str) -> PrintView:
    view = plain(*paragraphs(count), recipient="乙市自然资源局：", signature=signature("甲市自然资源和规划局"))
    return replace(view, masthead=masthead(mark=AuthorityMark(text=mark), **head))


VIEWS = {
    **{f"mark-{mark}": ("信函", _letter(mark=mark)) for mark in _MARKS},
    "copy": ("信函", _letter(copy_number="000001", secrecy="机密★1年", urgency="特急")),
    "secret": ("信函", _letter(secrecy="机密★1年", urgency="特急")),
    "urgent": ("信函", _letter(urgency="特急")),
    "long": ("信函", replace(_letter(count=20), imprint=Imprint(copies="丙市自然资源局，丁市自然资源局。"))),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measurement]:
    return rendered(VIEWS, tmp_path_factory.mktemp("letters"))


def red_rules(page: Page) -> list[Rule]:
    """From the top. A thin shape may come out of LibreOffice a hundredth of a millimetre askew: no straight stroke."""
    askew = [
        Rule(True, (box.top + box.bottom) * 0.5, box.left, box.right, box.bottom - box.top, area.colour)
        for area in page.areas
        if (box := area.box).height.mm < 1
    ]
    rules = sorted((*horizontal(page), *askew), key=lambda rule: rule.position)
    return [rule for rule in rules if rule.colour is not None and rule.colour.red > 200]


def mark_of(page: Page) -> Line:
    return min(page.lines, key=lambda line: line.baseline)


@pytest.mark.parametrize("view", VIEWS)
def test_the_mark_begins_30_mm_below_the_edge_of_the_sheet(pages: dict[str, Measurement], view: str) -> None:
    line = mark_of(pages[view].pages[0])
    assert near(ink_top(line), formats.LETTER_MARK_TOP.nominal.mm, 1)
    assert near((line.x0 + line.x1) * 0.5, 105, 1.5)


@pytest.mark.parametrize("view", VIEWS)
def test_double_rules_170_mm_long_stand_below_the_mark_and_20_mm_above_the_edge(
    pages: dict[str, Measurement], view: str
) -> None:
    page = pages[view].pages[0]
    thick, thin, low_thin, low_thick = red_rules(page)
    for rule in (thick, thin, low_thin, low_thick):
        assert near(rule.end - rule.start, 170, 1)
        assert near((rule.start + rule.end) * 0.5, 105, 0.5)
    assert thick.thickness > thin.thickness
    assert low_thick.thickness > low_thin.thickness
    assert near(thick.position - thick.thickness * 0.5 - ink_bottom(mark_of(page)), 4)
    assert near((low_thin.position + low_thick.position) * 0.5, 297 - 20, 1)


@pytest.mark.parametrize("view", VIEWS)
def test_the_number_stands_to_the_right_seven_eighths_below_the_rule(pages: dict[str, Measurement], view: str) -> None:
    page = pages[view].pages[0]
    number = line_with(page, "〔2020〕15号")
    assert near(number.x1, 184)
    below = red_rules(page)[1]
    gap = ink_top(number) - below.position - below.thickness * 0.5
    assert near(gap, formats.LETTER_HEAD_GAP.nominal.mm, formats.LETTER_HEAD_GAP.tolerance.mm)


@pytest.mark.parametrize(
    ("view", "words"),
    [("copy", ("000001", "机密★1年", "特急")), ("secret", ("机密★1年", "特急")), ("urgent", ("特急",))],
)
def test_copy_number_secrecy_and_urgency_stand_one_below_the_other_beside_the_number(
    pages: dict[str, Measurement], view: str, words: tuple[str, ...]
) -> None:
    page = pages[view].pages[0]
    lines = [line_with(page, word) for word in words]
    assert all(near(line.x0, 28) for line in lines)
    first = line_with(page, "〔2020〕15号").baseline
    for index, line in enumerate(lines):
        assert near(line.baseline, (first + LINE_PITCH * index).mm, 0.3)
    title = line_with(page, "工作方案")
    # Two blank lines between; a title's line is 36 pt high and its baseline at 80 % of that.
    assert near(title.baseline - lines[-1].baseline, 2 * LINE_PITCH.mm + 2.04 + 10.1, 0.8)


def test_the_first_page_has_no_number_and_the_others_count_on(pages: dict[str, Measurement]) -> None:
    first, second, *_ = pages["long"].pages
    assert not [line for line in first.lines if "—" in line.text]
    assert [line.text.replace(" ", "") for line in second.lines if "—" in line.text] == ["—2—"]
    assert not red_rules(second)


def test_the_text_stays_inside_the_text_area_and_begins_at_its_top_on_the_next_page(
    pages: dict[str, Measurement],
) -> None:
    first, second, *_ = pages["long"].pages
    assert max(ink_bottom(line).mm for line in first.lines) < 263
    assert near(ink_top(min(second.lines, key=lambda line: line.baseline)), 41, 1.5)


def test_the_imprint_has_no_rules_and_stands_at_the_bottom_of_the_text_area(pages: dict[str, Measurement]) -> None:
    last = pages["long"].pages[-1]
    assert not horizontal(last)
    line = line_with(last, "抄送：")
    assert near(line.x0, 28 + 4.94)
    assert near(ink_bottom(line), 260.5, 1.6)
