"""Pages are judged, ours and foreign ones; what was not looked at never looks approved."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from gongwen.check import Outcome as Passing
from gongwen.convert import documents
from gongwen.diagnostics import ExitCode, FileError
from gongwen.model import document
from gongwen.operations.layout import look_at_files, write_report
from gongwen.operations.making.build import build_documents, check_documents
from gongwen.operations.start import new_document, start_workspace
from gongwen.operations.workspace import Workspace, open_workspace
from gongwen.standard.formats import Format


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    list(start_workspace(tmp_path))
    new_document("印发通知", tmp_path / "content" / "通知.yaml", today=date(2026, 11, 22))
    return open_workspace(tmp_path)


@pytest.mark.office
def test_a_document_of_ours_conforms_and_writes_nothing(workspace: Workspace) -> None:
    (outcome,) = check_documents(workspace, looks=True)
    assert outcome.layout is not None
    assert len(outcome.layout.report.of(Passing.PASSED)) > 40
    assert outcome.layout.report.findings == ()
    assert outcome.exit_code is ExitCode.DONE
    assert not (workspace.root / "output").exists()


@pytest.mark.office
def test_a_foreign_document_with_a_wrong_margin_or_a_black_mark_does_not_conform(workspace: Workspace) -> None:
    (built,) = build_documents(workspace)
    assert built.output is not None
    narrow = spoiled(built.output, "窄.docx", rb'w:left="1587"', b'w:left="1900"')
    black = spoiled(built.output, "黑.docx", rb'<w:color w:val="FF0000"/>', b"")
    right, *wrong = look_at_files([built.output, narrow, black])
    assert right.exit_code is ExitCode.DONE
    for outcome, path, code in zip(wrong, (narrow, black), ("layout/left-margin", "layout/mark-colour"), strict=True):
        assert outcome.exit_code is ExitCode.NOT_CONFORMING
        assert code in {item.code for item in outcome.diagnostics}
        assert {item.place.file for item in outcome.diagnostics} == {str(path)}


def spoiled(output: Path, name: str, pattern: bytes, by: bytes) -> Path:
    path = output.with_name(name)
    with zipfile.ZipFile(output) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            target.writestr(part, re.sub(pattern, by, source.read(part)))
    return path


def test_without_an_office_program_nothing_is_approved(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "find_office", lambda: None)
    (outcome,) = check_documents(workspace, looks=True)
    assert outcome.layout is None
    assert outcome.exit_code is ExitCode.TOOL
    assert [item.code for item in outcome.diagnostics] == ["tool/office-missing"]


@pytest.mark.office
def test_a_letter_is_judged_by_the_rules_of_letters(workspace: Workspace) -> None:
    file = workspace.root / "content" / "通知.yaml"
    file.write_text(file.read_text("utf-8").replace("文种: 印发通知", "文种: 印发通知\n格式: 信函"), "utf-8")
    (outcome,) = check_documents(workspace, looks=True)
    assert outcome.layout is not None
    report = outcome.layout.report
    assert "layout/letter-rules" in {verdict.check.code for verdict in report.of(Passing.PASSED)}
    other = {verdict.check.code for verdict in report.of(Passing.NOT_APPLICABLE)}
    assert {"layout/mark-top", "layout/red-rule-width"} <= other
    assert report.findings == ()


def test_every_format_a_writer_can_choose_is_judged() -> None:
    assert set(get_args(document.Format)) <= {format.value for format in Format}


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (outcome,) = look_at_files([tmp_path / "没有.docx"])
    assert outcome.exit_code is ExitCode.FILE
    (outcome,) = look_at_files([tmp_path / "没有.pdf"])
    assert outcome.exit_code is ExitCode.FILE


@pytest.mark.office
def test_the_report_names_documents_without_the_folders_of_the_machine(workspace: Workspace, tmp_path: Path) -> None:
    (built,) = build_documents(workspace)
    assert built.output is not None
    found = [*look_at_files([built.output]), *check_documents(workspace, looks=True)]
    write_report(found, tmp_path / "报告.html")
    text = (tmp_path / "报告.html").read_text("utf-8")
    assert str(tmp_path) not in text
    assert "content/通知.yaml" in text
    assert text.count("data:image/png;base64,") >= 2


def test_a_report_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        write_report([], tmp_path)
