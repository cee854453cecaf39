"""Each check passes the specimen, passes what is just inside the rule, and finds what is just outside: that alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from gongwen.check import CHECKS, Check, LayoutReport, Outcome, Value, check_layout
from gongwen.diagnostics import Severity
from gongwen.standard.requirement import Force
from tests.check.cases import Case, rewritten
from tests.check.letters import letter
from tests.check.orders import jointly_sealed, minutes, order, sealed
from tests.check.pages import LEFT, RIGHT, Draft, Stroke
from tests.check.rosters import MORE, roster
from tests.check.special_cases import ALL_CASES
from tests.check.specimen import specimen
from tests.check.tables import TABLE_CASES, schedule

FORMATS = (letter, order, minutes, sealed, jointly_sealed)

BY_CODE = {check.code: check for check in CHECKS}


def report(draft: Draft) -> LayoutReport:
    return check_layout(draft.measured(), draft.view)


def found(draft: Draft) -> set[str]:
    return {verdict.check.code.removeprefix("layout/") for verdict in report(draft).of(Outcome.FOUND)}


@pytest.mark.parametrize("upward", [False, True])
@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("is_ours", [False, True])
def test_a_document_that_keeps_every_rule_has_no_finding(*, upward: bool, sealed: bool, is_ours: bool) -> None:
    draft = specimen(upward=upward, sealed=sealed)
    assert check_layout(draft.measured(), draft.view if is_ours else None).diagnostics == ()


@pytest.mark.parametrize("make", FORMATS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("is_ours", [False, True])
def test_a_document_of_a_special_format_that_keeps_every_rule_has_no_finding(
    make: Callable[[], Draft], *, is_ours: bool
) -> None:
    draft = make()
    assert check_layout(draft.measured(), draft.view if is_ours else None).diagnostics == ()


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.code)
def test_a_check_looks_at_the_document_it_is_tested_on(case: Case) -> None:
    verdict = next(one for one in report(case.draft()).verdicts if one.check is BY_CODE[f"layout/{case.code}"])
    assert verdict.outcome is Outcome.PASSED


@pytest.mark.parametrize("case", [case for case in ALL_CASES if case.inside is not None], ids=lambda case: case.code)
def test_just_inside_the_rule_is_no_finding(case: Case) -> None:
    assert case.inside is not None
    assert found(case.inside(case.draft())) == set()


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.code)
def test_just_outside_the_rule_is_found_by_its_check_alone(case: Case) -> None:
    assert found(case.outside(case.draft())) == {case.code, *case.also}


@pytest.mark.parametrize(("character", "codes"), [("—", set()), ("中", {"fallback-face"})])
def test_a_mark_that_letters_use_too_may_have_their_face(character: str, codes: set[str]) -> None:
    """A dash between two numbers is drawn in the face that an office has for letters."""
    draft = rewritten(0, character)(specimen()).with_rows("body", head=1, head_font="LiberationSerif")
    assert found(draft) == codes


def test_every_check_is_tested() -> None:
    assert len(CHECKS) >= 35
    assert len(BY_CODE) == len(CHECKS), "a code is used once"
    assert set(BY_CODE) == {f"layout/{case.code}" for case in ALL_CASES}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_the_weight_of_a_finding_is_the_force_of_its_rule(check: Check) -> None:
    expected = {Force.MUST: Severity.ERROR, Force.PRACTICE: Severity.HINT}.get(check.force, Severity.WARNING)
    assert check.severity is expected
    if check.force is Force.PRACTICE:
        assert check.clause is None, "practice is never called the standard's"


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.code)
def test_a_message_names_the_page_the_fact_and_what_is_asked(case: Case) -> None:
    outside = report(case.outside(case.draft()))
    (diagnostic, *_) = (one for one in outside.diagnostics if one.code == f"layout/{case.code}")
    assert diagnostic.place.spot.startswith("第 ")
    assert diagnostic.message.endswith("。")
    words = ("应", "惯例", "推荐", "一般", "没有完整印出来", "不与", "不一致")
    assert any(word in diagnostic.message for word in words), diagnostic.message
    if BY_CODE[diagnostic.code].force is Force.PRACTICE:
        assert "应为" not in diagnostic.message
        assert "惯例" in diagnostic.message


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.code)
def test_a_finding_shows_where_it_is_and_what_was_measured(case: Case) -> None:
    draft = case.outside(case.draft())
    measured = draft.measured()
    for finding in check_layout(measured, draft.view).findings:
        found, sheet = finding.found, measured.pages[finding.found.page - 1]
        box = found.spot.box
        assert -1 <= box.left.mm < box.right.mm <= sheet.width.mm + 1, finding
        assert -1 <= box.top.mm < box.bottom.mm <= sheet.height.mm + 1, finding
        assert finding.diagnostic.place.page == found.page
        assert found.value is not None
        assert found.value.measured != found.value.expected
        if isinstance(found.value, Value):
            assert found.value.is_off
            if (span := found.value.span) is not None:
                assert span.end != span.asked, "a mark shows where the end should be"


@pytest.mark.parametrize("what", MORE)
def test_each_place_of_a_roster_is_looked_at(what: str) -> None:
    code, change = MORE[what]
    assert found(change(roster())) == {code}


def test_a_roster_of_others_is_not_checked() -> None:
    verdicts = check_layout(roster().measured(), None).verdicts
    outcomes = {one.outcome for one in verdicts if one.check.code.startswith("layout/roster-")}
    assert outcomes == {Outcome.NOT_CHECKED}


@pytest.mark.parametrize("case", TABLE_CASES, ids=lambda case: case.code)
def test_a_table_of_others_is_judged_like_ours(case: Case) -> None:
    verdicts = check_layout(case.outside(case.draft()).measured(), None).verdicts
    tables = [one for one in verdicts if one.check.code.startswith("layout/table-")]
    assert [one.check.code for one in tables if one.outcome is Outcome.FOUND] == [f"layout/{case.code}"]


def test_a_table_of_others_that_keeps_every_custom_has_no_finding() -> None:
    verdicts = check_layout(schedule().measured(), None).verdicts
    outcomes = {one.outcome for one in verdicts if one.check.code.startswith("layout/table-")}
    assert outcomes == {Outcome.PASSED}


def test_where_every_cell_may_run_on_it_cannot_be_told_whether_a_row_is_broken() -> None:
    """No column holds single lines only: not checked is not passed."""
    draft = schedule()
    for number, column in itertools.product((1, 2, 6), (0, 2, 3)):
        lead = draft.row(f"cell-{number}-{column}")
        draft = replace(draft, rows=(*draft.rows, replace(lead, tag="more", y=lead.y + 6.5)))
    verdicts = {one.check.code: one for one in check_layout(draft.measured(), None).verdicts}
    assert verdicts["layout/table-row-broken"].outcome is Outcome.NOT_CHECKED
    assert verdicts["layout/table-head"].outcome is Outcome.PASSED


def test_a_document_of_others_without_ruled_tables_is_not_checked_for_them() -> None:
    verdicts = check_layout(specimen().measured(), None).verdicts
    outcomes = {one.outcome for one in verdicts if one.check.code.startswith("layout/table-")}
    assert outcomes == {Outcome.NOT_CHECKED}


@pytest.mark.parametrize("is_ours", [True, False])
def test_the_rules_of_a_table_above_the_imprint_are_none_of_the_imprint(*, is_ours: bool) -> None:
    draft = specimen() if is_ours else replace(specimen(), view=None)
    copies = draft.row("copies")
    page, top, step = copies.page, copies.y - 60, 9.0
    # The first column of the second row goes on in the third.
    levels = [Stroke("level", page, top + at * step, start=60 if at == 2 else LEFT, thickness=0.18) for at in range(4)]
    edges = [
        Stroke("edge", page, x, start=top, end=top + 3 * step, thickness=0.18, is_horizontal=False)
        for x in (LEFT, 60, RIGHT)
    ]
    ruled = replace(draft, strokes=(*draft.strokes, *levels, *edges))
    assert {code for code in found(ruled) if "imprint" in code} == set()
