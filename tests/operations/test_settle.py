"""Pages are looked at before a document is settled; where that cannot be, it is made all the same and says so."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from gongwen import measure, paginate
from gongwen.convert.documents import ConversionError
from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.decisions import Decisions, ImprintApart
from gongwen.diagnostics import Diagnostic, Place, Severity, ToolError
from gongwen.operations.making import pages
from gongwen.operations.making import settle as settling
from gongwen.operations.making.settle import Draft, make_draft, settle
from gongwen.paginate import Decided
from gongwen.render import find_template
from tests.support import compose, document

NOTICE = {"文种": "通知", "标题": "关于某事的通知", "主送": "各单位", "正文": "正文。", "日期": "2024年1月19日"}


def draft(name: str, **keys: str) -> Draft:
    keys = keys if "文种" in keys else NOTICE | keys
    return make_draft(name, find_template(document(keys).layout_format), compose(keys))


def codes(drafts: Sequence[Draft]) -> list[list[str]]:
    return [[item.code for item in each.remarks] for each in drafts]


def test_a_missing_office_program_is_told_once_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OFFICE_VARIABLE, "/nowhere/soffice")
    drafts = [draft("甲"), draft("乙")]
    found = settle(drafts)
    assert codes(found) == [["layout/undecided"], []]
    assert [each.data for each in found] == [each.data for each in drafts]


def test_an_office_program_that_was_declined_is_not_missed() -> None:
    assert os.environ[OFFICE_VARIABLE] == ""
    assert codes(settle([draft("甲")])) == [[]]


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> list[list[Path]]:
    """An office program that can be found; returns what it was given, run by run. Its pages are set by the test."""
    monkeypatch.setattr(settling, "find_office", lambda: Path("soffice"))
    monkeypatch.setattr(settling, "is_office_declined", lambda: False)
    runs: list[list[Path]] = []

    def convert(documents: Sequence[Path], folder: Path) -> tuple[Path, ...]:
        runs.append(list(documents))
        for path in documents:
            path.with_suffix(".pdf").write_bytes(b"%PDF")
        return tuple(path.with_suffix(".pdf") for path in documents)

    monkeypatch.setattr(pages, "convert_to_pdf", convert)
    monkeypatch.setattr(measure, "measure_pdf", lambda path, _: path)
    return runs


def test_only_what_a_decision_has_changed_goes_again_and_never_more_than_five_times(
    office: list[list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    restless = {"通知甲": False}

    def decide(_: object, view: object, decisions: Decisions, **__: object) -> Decided:
        title = view.parts[0].title  # type: ignore[attr-defined]
        if title != ("关于甲的通知",):
            return Decided(decisions)
        restless["通知甲"] = not restless["通知甲"]
        return Decided(Decisions((ImprintApart(after_blank=restless["通知甲"]),)))

    monkeypatch.setattr(paginate, "decide", decide)
    found = settle(
        [draft("甲", 标题="关于甲的通知"), draft("乙"), draft("丙", 文种="方案", 标题="方案", 正文="正文。")]
    )
    assert [len(run) for run in office] == [2, 1, 1, 1, 1], "a plan without a signature has nothing to decide"
    assert codes(found) == [["layout/undecided"], [], []]
    assert [each.pdf is not None for each in found] == [True, True, False]


def test_a_document_that_the_office_cannot_show_costs_itself_only(
    office: list[list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(documents: Sequence[Path], _: Path) -> None:
        for path in documents[1:]:
            path.with_suffix(".pdf").write_bytes(b"%PDF")
        fault = Diagnostic(Severity.ERROR, "tool/office-crashed", "异常退出。", Place(file=str(documents[0])))
        raise ConversionError(fault, made={path: path.with_suffix(".pdf") for path in documents[1:]})

    monkeypatch.setattr(pages, "convert_to_pdf", crash)
    monkeypatch.setattr(paginate, "decide", lambda _, __, decisions, **___: Decided(decisions))
    found = settle([draft("甲"), draft("乙")])
    assert codes(found) == [["layout/undecided"], []]
    assert "异常退出" in found[0].remarks[0].message
    assert found[0].remarks[0].place.file == "甲"
    assert [each.pdf is not None for each in found] == [False, True]


@pytest.mark.parametrize("error", [ToolError(Diagnostic(Severity.ERROR, "tool/x", "坏了。")), OSError(28, "full")])
def test_a_broken_office_or_a_full_disk_is_told_once(
    office: list[list[Path]], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(pages, "convert_to_pdf", fail)
    found = settle([draft("甲"), draft("乙")])
    assert codes(found) == [["layout/undecided"], []]
    assert all(each.data for each in found)
