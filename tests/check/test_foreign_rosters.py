"""Rosters of documents made elsewhere: rows of names are no paragraphs; running text that resembles them still is."""

from __future__ import annotations

import pytest

from gongwen.check import LayoutReport, Outcome, check_layout
from gongwen.check.document import lay_out
from gongwen.check.elements import Kind
from gongwen.standard.geometry import NATIONAL
from tests.check.pages import BIAO, CELL, LEFT, Draft, Row, centred, paragraph, slot, words
from tests.check.rosters import roster
from tests.check.specimen import page_number

INDENT = "layout/first-line-indent"


def report(draft: Draft) -> LayoutReport:
    return check_layout(draft.measured(), None)


def kinds(draft: Draft) -> list[Kind]:
    return [element.kind for element in lay_out(draft.measured(), None, NATIONAL).elements.all]


def outcome(draft: Draft, code: str = INDENT) -> Outcome:
    return next(one.outcome for one in report(draft).verdicts if one.check.code == code)


def page(*lines: tuple[float | str, ...]) -> Draft:
    """A title, and lines that each begin so many 字 from the edge, with further columns after it."""
    made = [centred(Row("title", 1, "工作专班名单", 0, slot(1), 22, BIAO))]
    for number, line in enumerate(lines, 3):
        for at in range(0, len(line), 2):
            made.append(Row(f"row-{number}", 1, str(line[at + 1]), LEFT + float(line[at]) * CELL, slot(number)))
    return Draft((*made, page_number(1)))


#: Set out by other customs than ours.
CUSTOMS = {
    "labels at the edge": page((0, "组　长：孙明远"), (0, "成　员：高松、周成"), (4, "李起"), (4, "王一丁")),
    "labels indented like paragraphs": page((2, "组　长：孙明远"), (2, "成　员：高　松"), (6, "李　起"), (6, "王一丁")),
    "a column of posts": page(
        (0, "组　长：孙明远", 8, "市自然资源局局长"),
        (0, "成　员：高　松", 8, words(19, 3)),
        (8, "办公室主任"),
        (4, "王一丁", 8, "规划科科长"),
    ),
    "narrow labels": page((0, "主任：孙明远、高松"), (3, "李起、周成"), (0, "委员：王一丁、赵立"), (3, "诸葛明")),
    "names and posts without labels": page((0, "孙明远", 5, "市自然资源局局长"), (0, "高　松", 5, "办公室主任")),
    "names in columns": page((0, "孙明远", 6, "高　松", 12, "李　起"), (0, "王一丁", 6, "诸葛明", 12, "赵　立")),
}


@pytest.mark.parametrize("what", CUSTOMS)
def test_rows_of_names_are_not_judged_as_paragraphs(what: str) -> None:
    draft = CUSTOMS[what]
    assert INDENT not in {item.code for item in report(draft).diagnostics}
    assert outcome(draft) is Outcome.NOT_CHECKED


def test_our_own_roster_read_as_one_by_others_has_no_finding() -> None:
    draft = roster()
    assert report(draft).diagnostics == ()
    assert kinds(draft) == [Kind.TITLE, *[Kind.ROSTER] * 7]
    verdict = next(one for one in report(draft).verdicts if one.check.code == "layout/roster-columns")
    assert verdict.reason == "别处来的名单，各行写的是什么不能确定"


@pytest.mark.parametrize(("dx", "is_roster"), [(0.3, True), (0.5, False)])
def test_names_hang_in_one_column(dx: float, *, is_roster: bool) -> None:
    draft = page((0, "成　员：高松、周成"), (4 + dx, "李起、王一丁、诸葛明"))
    assert (Kind.ROSTER in kinds(draft)) is is_roster


def test_text_that_begins_with_a_label_is_a_paragraph() -> None:
    text = f"工作目标：{words(60, 5)}"
    rows = [*paragraph("one", 1, 3, text), *paragraph("two", 1, 7, words(40, 6))]
    draft = Draft((*page().rows, *rows))
    assert kinds(draft) == [Kind.TITLE, Kind.PARAGRAPH, Kind.PARAGRAPH]
    assert outcome(draft) is Outcome.PASSED


def test_a_sentence_that_hangs_under_its_label_is_no_roster() -> None:
    draft = page((0, "工作目标：责任落实。" + words(18, 5)), (5, words(20, 6)))
    assert Kind.ROSTER not in kinds(draft)


def test_the_paragraphs_beside_a_roster_are_still_judged() -> None:
    rows = [row for number in range(3) for row in paragraph(f"text-{number}", 1, 9 + 2 * number, words(50, number))]
    draft = Draft((*CUSTOMS["labels at the edge"].rows, *rows))
    assert outcome(draft) is Outcome.PASSED
    for number in range(3):
        draft = draft.with_rows(f"text-{number}", x=LEFT + 2 * CELL + 1.3)
    assert outcome(draft) is Outcome.FOUND


def test_a_signature_below_a_roster_is_none_of_its_posts() -> None:
    full = f"高松、{words(21, 2)}"
    draft = page((0, "组　长：孙明远"), (4, full), (16, "云山市水利局"), (17, "2026年3月2日"))
    assert kinds(draft) == [Kind.TITLE, Kind.ROSTER, Kind.ROSTER, Kind.AUTHORITY, Kind.DATE]
