"""What is not checked is never passed; findings come by page; the numbers of the standard are all accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

import gongwen.standard.elements
import gongwen.standard.formats
import gongwen.standard.page
import gongwen.standard.punctuation
from gongwen.check import CHECKS, LayoutReport, Outcome, check_layout
from gongwen.lengths import mm
from gongwen.measure import Measurement, Page
from gongwen.standard.requirement import Count, Force, Form, Requirement
from tests.check.cases import all_raised, both, head_raised, lines_to, rows, shift, signatories
from tests.check.pages import CELL, NUMBER, RIGHT
from tests.check.specimen import specimen

#: Demands that no page can show, each with the reason.
NOT_MEASURED = {
    "AUTHORITY_MARK_SIZE": "the standard leaves the size of a mark open",
    "SEAL_GAP": "the seal is put on after printing",
    "NARROW_SEAL_GAP": "the seal is put on after printing",
    "SEALS_PER_ROW": "the edition of 1999 had it",
}


def outcome(report: LayoutReport, code: str) -> Outcome:
    return next(verdict.outcome for verdict in report.verdicts if verdict.check.code == f"layout/{code}")


def reason(report: LayoutReport, code: str) -> str:
    return next(verdict.reason for verdict in report.verdicts if verdict.check.code == f"layout/{code}")


def empty_page(number: int = 1) -> Page:
    return Page(number, mm(210), mm(297), 0, (), (), (), (), ())


def test_an_odd_number_of_signatories_stands_in_columns_that_end_one_character_from_the_right() -> None:
    """The last row is short, and the left column may be the wider."""
    columns = (RIGHT - 9 * CELL, RIGHT - 4 * CELL)
    ends = [start + width * CELL for start, width in ((columns[0], 3), (columns[1], 3), (columns[0], 4))]
    names = ("孙明远", "李四光", "欧阳文博")
    placed = [(name, end, up) for name, end, up in zip(names, ends, (1, 1, 0), strict=True)]
    draft = both(signatories(*placed), head_raised(1))(specimen(upward=True))
    assert outcome(check_layout(draft.measured(), draft.view), "signatory-indent") is Outcome.PASSED
    moved = draft.shifted("signatory", dx=-1.3)
    assert outcome(check_layout(moved.measured(), moved.view), "signatory-indent") is Outcome.FOUND


def test_an_empty_page_passes_hardly_anything() -> None:
    report = check_layout(Measurement(Path("空.pdf"), (empty_page(),), ()), None)
    passed = {verdict.check.code for verdict in report.of(Outcome.PASSED)}
    # Of these it is true that nothing on the page breaks them.
    assert passed <= {
        "layout/page-size",
        "layout/text-outside",
        "layout/hanging-mark",
        "layout/text-colour",
        "layout/uneven-pitch",
        "layout/no-text-words",
        "layout/page-number-missing",
        "layout/unknown-face",
        "layout/fallback-face",
        "layout/font-not-embedded",
    }


def test_every_check_has_a_verdict_and_says_why_when_it_is_not_made() -> None:
    for draft in (specimen(), specimen(upward=True, sealed=False)):
        for view in (draft.view, None):
            report = check_layout(draft.measured(), view)
            assert [verdict.check for verdict in report.verdicts] == list(CHECKS)
            for verdict in report.verdicts:
                skipped = verdict.outcome in (Outcome.NOT_APPLICABLE, Outcome.NOT_CHECKED)
                assert bool(verdict.reason) is skipped


def test_what_ought_to_be_there_and_is_not_found_is_not_checked() -> None:
    draft = specimen().without("recipient")
    report = check_layout(draft.measured(), draft.view)
    assert outcome(report, "recipient-flush") is Outcome.NOT_CHECKED
    assert reason(report, "recipient-flush") == "页面上没有找到主送机关"
    assert outcome(report, "lost-text") is Outcome.FOUND


def test_what_a_document_has_not_is_not_applicable() -> None:
    draft = specimen()
    assert outcome(check_layout(draft.measured(), draft.view), "signatory-indent") is Outcome.NOT_APPLICABLE
    assert outcome(check_layout(draft.measured(), None), "signatory-indent") is Outcome.NOT_CHECKED


def test_the_pitch_that_was_decided_for_a_signature_is_no_fault() -> None:
    draft = lines_to(220)(specimen())
    assert outcome(check_layout(draft.measured(), draft.view), "line-pitch") is Outcome.FOUND
    assert draft.view is not None
    main, *others = draft.view.parts
    for pitch, expected in ((10.0, Outcome.PASSED), (10.15, Outcome.FOUND)):
        view = replace(draft.view, parts=(replace(main, pitch_mm=pitch), *others))
        assert outcome(check_layout(draft.measured(), view), "line-pitch") is expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(NUMBER, Outcome.PASSED), ("国发〔2024〕14号", Outcome.FOUND), ("国发[2024]15号", Outcome.FOUND)],
)
def test_an_attachment_bound_apart_is_known_by_its_number_in_a_document_by_others(
    number: str, expected: Outcome
) -> None:
    draft = specimen().with_rows("one-mark", text=f"{number}附件1")
    report = check_layout(draft.measured(), None)
    assert outcome(report, "attachment-apart") is expected
    assert {item.code for item in report.diagnostics} <= {"layout/attachment-apart"}
    assert outcome(check_layout(specimen().measured(), None), "attachment-apart") is Outcome.NOT_CHECKED


def test_a_page_by_others_is_told_by_its_look_and_the_message_says_so() -> None:
    report = check_layout(shift("title", dx=2)(specimen()).measured(), None)
    (found,) = report.diagnostics
    assert found.code == "layout/title-centred"
    assert "（按位置和字号推断）" in found.message
    (ours,) = check_layout(shift("title", dx=2)(specimen()).measured(), specimen().view).diagnostics
    assert "推断" not in ours.message


def test_a_finding_reads_fact_expectation_source_way_out() -> None:
    report = check_layout(all_raised(1.8)(specimen()).measured(), specimen().view, file="通知.pdf")
    (found,) = report.diagnostics
    assert str(found) == (
        "通知.pdf[第 1 页]: 错误[layout/top-margin] 第 1 页天头为 35.2 mm，应为 37 mm±1 mm。"
        "（GB/T 9704—2012 5.2.1） 提示：请改页面设置的上边距。"
    )


def test_findings_come_by_page_the_gravest_first() -> None:
    draft = both(
        shift("page-number-3", dy=2), shift("mark", dx=2), rows("mark", font="FandolHei-Regular"), shift("remark", dx=2)
    )(specimen())
    report = check_layout(draft.measured(), draft.view)
    assert [(one.place.spot, one.code.removeprefix("layout/")) for one in report.diagnostics] == [
        ("第 1 页", "mark-centred"),
        ("第 1 页", "mark-face"),
        ("第 3 页", "page-number-drop"),
        ("第 3 页", "remark-indent"),
    ]
    assert not report.conforms
    assert len(report.found(Force.MUST)) == 3
    assert len(report.found(Force.RECOMMENDED)) == 1


def test_a_fault_of_a_style_is_named_three_times_a_page_and_counted() -> None:
    draft = specimen()
    moved = ("body", "heading", "run-in", "last")
    draft = replace(draft, rows=tuple(replace(row, x=row.x + 1.3) if row.tag in moved else row for row in draft.rows))
    report = check_layout(draft.measured(), draft.view)
    found = [one for one in report.diagnostics if one.code == "layout/first-line-indent"]
    assert sorted(one.message.endswith("本页还有 1 处。") for one in found) == [False, False, True]


def test_a_warning_alone_still_conforms() -> None:
    draft = rows("mark", font="FandolHei-Regular")(specimen())
    assert check_layout(draft.measured(), draft.view).conforms


@pytest.mark.parametrize("is_ours", [True, False])
def test_both_readings_of_the_line_are_accepted(*, is_ours: bool) -> None:
    """GB/T 33476.2 sets 22 lines of 29.45 pt in a text box half a leading larger at the top and at the bottom."""
    draft = specimen()
    pitch, top = 29.45 * 25.4 / 72, 34.58

    def moved(y: float) -> float:
        # Slot by slot: a line's baseline stands four fifths down its slot.
        return top + ((y - 37) / (225 / 22) - 0.8 + 0.8) * pitch

    lines = tuple(replace(row, y=moved(row.y)) if row.page in (2, 3) and row.y < 262 else row for row in draft.rows)
    draft = replace(draft, rows=tuple(row for row in lines if row.page in (2, 3)), strokes=())
    draft = replace(draft, rows=tuple(replace(row, page=row.page - 1) for row in draft.rows))
    report = check_layout(draft.measured(), None)
    for code in ("top-margin", "bottom-margin", "line-pitch", "lines-per-page"):
        assert outcome(report, code) is Outcome.PASSED, (code, reason(report, code))


def test_every_demand_of_the_standard_is_checked_or_said_not_to_be() -> None:
    source = "\n".join(path.read_text("utf-8") for path in Path("src/gongwen/check").glob("*.py"))
    demands = {
        name
        for module in (
            gongwen.standard.page,
            gongwen.standard.elements,
            gongwen.standard.formats,
            gongwen.standard.punctuation,
        )
        for name, value in vars(module).items()
        if isinstance(value, Requirement | Count | Form)
    }
    assert len(demands) > 40
    assert {name for name in demands if name not in source} == set(NOT_MEASURED)
