"""PDFs stand beside the documents, or every document says why there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongwen.convert import documents, program
from gongwen.convert.fonts import FaceMatch
from gongwen.diagnostics import ExitCode
from gongwen.operations import doctor
from gongwen.operations.doctor import State, examine
from gongwen.operations.making.build import build_documents
from gongwen.operations.making.pdf import add_pdfs
from gongwen.operations.outcome import Outcome
from gongwen.operations.start import new_document, start_workspace
from gongwen.operations.workspace import open_workspace


@pytest.fixture
def built(tmp_path: Path) -> list[Outcome]:
    """Two documents of one name in two folders, built."""
    list(start_workspace(tmp_path))
    for folder in ("上报", "下发"):
        new_document("通知", tmp_path / "content" / folder / "通知.yaml", today=date(2026, 11, 22))
    return list(build_documents(open_workspace(tmp_path)))


@pytest.mark.office
def test_each_document_has_its_pdf_beside_it(built: list[Outcome], tmp_path: Path) -> None:
    outcomes = add_pdfs(open_workspace(tmp_path), built)
    assert [outcome.exit_code for outcome in outcomes] == [ExitCode.DONE] * 2
    for outcome in outcomes:
        assert outcome.output is not None
        assert outcome.pdf == outcome.output.with_suffix(".pdf")
        assert outcome.pdf.read_bytes().startswith(b"%PDF")


def test_without_an_office_program_the_documents_stay_and_each_says_so(
    built: list[Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "find_office", lambda: None)
    outcomes = add_pdfs(open_workspace(tmp_path), built)
    for outcome in outcomes:
        assert outcome.exit_code is ExitCode.TOOL
        assert [item.code for item in outcome.diagnostics] == ["tool/office-missing"]
        assert outcome.output is not None
        assert outcome.output.exists()
        assert outcome.pdf is None


def test_a_pdf_that_cannot_be_written_costs_only_itself(built: list[Outcome], tmp_path: Path) -> None:
    seen = [replace(item, made=replace(item.made, pdf=b"%PDF")) for item in built if item.made is not None]
    first, second = (item.output.with_suffix(".pdf") for item in seen if item.output is not None)
    first.mkdir()
    refused, placed = add_pdfs(open_workspace(tmp_path), seen)
    told = [(item.code, item.place.file) for item in refused.diagnostics]
    assert (refused.exit_code, told) == (ExitCode.FILE, [("file/is-folder", "output/上报/通知.pdf")])
    assert (refused.pdf, placed.pdf) == (None, second)
    assert second.read_bytes() == b"%PDF"


@pytest.mark.usefixtures("built")
def test_a_document_that_failed_has_no_part_in_the_pdfs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "find_office", lambda: None)
    failed = Outcome("content/甲.yaml", None, (), ExitCode.CONTENT)
    assert add_pdfs(open_workspace(tmp_path), [failed]) == [failed]


@pytest.mark.parametrize(
    ("family", "state", "words"),
    [
        ("Times New Roman", State.GOOD, "已安装"),
        ("Liberation Serif", State.REPLACED, "字宽相同"),
        ("FandolSong", State.REPLACED, "字宽不同"),
    ],
)
def test_the_doctor_tells_what_letters_and_digits_are_set_in(
    monkeypatch: pytest.MonkeyPatch, family: str, state: State, words: str
) -> None:
    match = FaceMatch("Times New Roman", (family,), "Regular", Path("字体.ttf"))
    monkeypatch.setattr(doctor, "match_face", lambda name: match if name == match.name else None)
    found = list(examine())[-1]
    assert (found.name, found.state) == (match.name, state)
    assert words in found.found


def test_the_doctor_looks_at_the_office_program_and_all_five_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [finding.name for finding in examine()]
    assert names == [
        "Python",
        "压缩",
        "LibreOffice",
        "仿宋_GB2312",
        "楷体_GB2312",
        "黑体",
        "宋体",
        "方正小标宋简体",
        "Times New Roman",
    ]
    monkeypatch.setattr(program, "find_office", lambda: None)
    monkeypatch.setenv("PATH", "")
    assert [finding.state for finding in examine()] == [State.GOOD, State.GOOD, *[State.MISSING] * 6]
