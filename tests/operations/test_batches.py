"""Many documents are made a batch at a time: nothing is lost between batches, and nothing is said twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.operations.making.build import build_documents
from gongwen.operations.many_hands import portions
from gongwen.operations.workspace import open_workspace


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of five notices, made two at a time."""
    monkeypatch.setattr(portions, "LARGEST_BATCH", 2)
    (tmp_path / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", encoding="utf-8")
    (tmp_path / "content").mkdir()
    for number in range(5):
        keys = f"文种: 通知\n标题: 关于第{number}件事的通知\n主送: 各单位\n正文: 正文。\n日期: 2024-01-19\n"
        (tmp_path / "content" / f"通知{number}.yaml").write_text(keys, encoding="utf-8")
    return tmp_path


def test_the_files_are_those_of_one_batch(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [outcome.output.read_bytes() for outcome in build_documents(open_workspace(office)) if outcome.output]
    assert len(made) == 5
    for output in (office / "output").glob("*"):
        output.unlink()
    monkeypatch.setattr(portions, "LARGEST_BATCH", 100)
    again = [outcome.output.read_bytes() for outcome in build_documents(open_workspace(office)) if outcome.output]
    assert made == again


def test_a_missing_office_program_is_told_once_a_build(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OFFICE_VARIABLE, "/nowhere/soffice")
    found = [item.code for outcome in build_documents(open_workspace(office)) for item in outcome.diagnostics]
    assert found.count("layout/undecided") == 1


def test_a_build_that_is_broken_off_is_gone_on_with(office: Path) -> None:
    outcomes = build_documents(open_workspace(office))
    for _ in range(3):
        next(outcomes)
    # Two batches are on record even if the process dies here, before its third.
    kept = [outcome.is_kept for outcome in build_documents(open_workspace(office))]
    assert kept == [True, True, True, True, False]


def test_a_bad_document_costs_itself_only(office: Path) -> None:
    (office / "content" / "通知1.yaml").write_text("文种: 通知\n标题: [\n", encoding="utf-8")
    assert [outcome.output is not None for outcome in build_documents(open_workspace(office))].count(False) == 1
