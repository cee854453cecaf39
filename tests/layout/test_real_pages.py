"""Pages of LibreOffice: our own documents without finding, and every seeded defect found by its own check."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.check import LayoutReport, Outcome, check_layout
from gongwen.diagnostics import Diagnostic
from gongwen.measure import Measurement
from gongwen.model.kinds import DOCUMENTS
from gongwen.standard.requirement import Force
from tests.layout.defects import DEFECTS, LONG, Defect
from tests.layout.documents import OWN, ROOT

pytestmark = pytest.mark.office

CONTENTS = ("迎评方案2020/通知", "交办会发言2020/摘要", "建议办理2023/报告", "民主评议方案/通知", "建议办理2020/总结")
NAMES = (*CONTENTS, *(f"骨架/{kind}" for kind in DOCUMENTS), *(f"自拟/{name}" for name in OWN))

#: What the writers of the five real documents wrote; the words are not ours to alter.
WRITTEN = {("民主评议方案/通知", "layout/recipient-colon"): "主送以半角冒号结尾，是原文"}


def binding(report: LayoutReport) -> list[Diagnostic]:
    """Findings of what the standard demands, usually asks or recommends."""
    found = report.found(Force.MUST, Force.USUAL, Force.RECOMMENDED)
    return [diagnostic for verdict in found for diagnostic in verdict.diagnostics]


def test_the_five_documents_and_every_kind_are_looked_at() -> None:
    assert len(CONTENTS) == len([path for path in (ROOT / "content").iterdir() if path.is_dir()])
    assert len(DOCUMENTS) == len(list((ROOT / "src/gongwen/skeletons").glob("*.yaml")))


@pytest.mark.parametrize("name", NAMES)
def test_our_documents_keep_the_standard(name: str, reports: dict[str, LayoutReport]) -> None:
    found = [one for one in binding(reports[name]) if (name, one.code) not in WRITTEN]
    assert found == [], "\n".join(map(str, found))


@pytest.mark.parametrize("name", CONTENTS)
def test_what_is_excused_is_really_found(name: str, reports: dict[str, LayoutReport]) -> None:
    codes = {one.code for one in binding(reports[name])}
    assert {code for document, code in WRITTEN if document == name} <= codes


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_seeded_defect_is_found_by_its_own_check_alone(defect: Defect, reports: dict[str, LayoutReport]) -> None:
    before = {one.code for one in binding(reports[defect.document])}
    report = reports[defect.name]
    found = {one.code for one in binding(report)} | {
        one.code for verdict in report.found() for one in verdict.diagnostics if one.code == defect.code
    }
    assert found - before == {defect.code, *defect.also}, "\n".join(map(str, binding(report)))


@pytest.mark.parametrize(
    "defect", [one for one in DEFECTS if one.code.startswith("layout/table-")], ids=lambda defect: defect.name
)
def test_a_defect_of_a_table_is_found_where_the_texts_are_not_known(
    defect: Defect, measured: dict[str, Measurement]
) -> None:
    assert _of_tables(measured[LONG]) == set()
    assert _of_tables(measured[defect.name]) == {defect.code}


def _of_tables(measurement: Measurement) -> set[str]:
    """What is found about the tables of a document by others; nothing of them may stay unchecked."""
    verdicts = [one for one in check_layout(measurement, None).verdicts if one.check.code.startswith("layout/table-")]
    assert {one.outcome for one in verdicts} <= {Outcome.PASSED, Outcome.FOUND}
    return {one.check.code for one in verdicts if one.outcome is Outcome.FOUND}


def test_there_are_enough_defects() -> None:
    assert len(DEFECTS) >= 65
    assert len({defect.name for defect in DEFECTS}) == len(DEFECTS)
    assert Path(__file__).exists()
