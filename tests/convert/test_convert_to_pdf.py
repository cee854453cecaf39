"""However the office program fails, the good documents come out, the bad ones are named and nothing is left behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gongwen.convert import documents
from gongwen.convert.documents import ConversionError, convert_to_pdf
from gongwen.diagnostics import ExitCode, FileError, ToolError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where documents are; beside it, PDFs go to `输出`."""
    path = tmp_path / "稿件 一"
    path.mkdir()
    return path


def documents_of(folder: Path, *contents: str) -> list[Path]:
    """A document per content, named 1.docx, 2.docx …"""
    paths = []
    for number, content in enumerate(contents, start=1):
        path = folder / f"{number}.docx"
        path.write_text(content)
        paths.append(path)
    return paths


def codes(error: ToolError) -> dict[str, str]:
    """File name to code."""
    return {Path(item.place.file).name: item.code for item in error.diagnostics}


def test_pdfs_come_in_the_order_of_their_documents_out_of_one_process(fake_office: Any, folder: Path) -> None:
    paths = documents_of(folder, "one", "two", "three")
    pdfs = convert_to_pdf(paths[::-1], folder / "输出")
    assert [pdf.name for pdf in pdfs] == ["3.pdf", "2.pdf", "1.pdf"]
    assert "three" in pdfs[0].read_text()
    assert fake_office.runs == [["three", "two", "one"]]
    assert fake_office.left_over == []


def test_no_documents_need_no_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "find_office", lambda: None)
    assert convert_to_pdf([], tmp_path) == ()


def test_without_an_office_the_message_says_how_to_get_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "find_office", lambda: None)
    with pytest.raises(ToolError) as caught:
        convert_to_pdf(documents_of(folder, "one"), folder)
    assert caught.value.exit_code is ExitCode.TOOL
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "tool/office-missing"
    assert "LibreOffice" in (diagnostic.hint or "")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("HANG", "tool/office-timeout"),
        ("CRASH", "tool/office-crashed"),
        ("NOTHING", "tool/office-no-result"),
        ("HALF", "tool/office-no-result"),
        ("EMPTY", "tool/office-no-result"),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_bad_document_is_named_and_the_others_come_out(
    fake_office: Any, folder: Path, content: str, code: str, place: int
) -> None:
    contents = ["good", "fine"]
    contents.insert(place, content)
    paths = documents_of(folder, *contents)
    with pytest.raises(ConversionError) as caught:
        convert_to_pdf(paths, folder / "输出", timeout=2)
    bad = paths.pop(place)
    assert codes(caught.value) == {bad.name: code}
    assert caught.value.exit_code is ExitCode.TOOL
    assert caught.value.made == {path: folder / "输出" / f"{path.stem}.pdf" for path in paths}
    assert all(pdf.read_bytes().startswith(b"%PDF") for pdf in caught.value.made.values())
    assert sorted(path.name for path in (folder / "输出").iterdir()) == sorted(f"{path.stem}.pdf" for path in paths)
    assert fake_office.left_over == []


def test_several_bad_documents_are_all_named(fake_office: Any, folder: Path) -> None:
    paths = documents_of(folder, "CRASH", "CRASH", "good", "HANG", "NOTHING", "fine")
    with pytest.raises(ConversionError) as caught:
        convert_to_pdf(paths, folder, timeout=2)
    assert codes(caught.value) == {
        "1.docx": "tool/office-crashed",
        "2.docx": "tool/office-crashed",
        "4.docx": "tool/office-timeout",
        "5.docx": "tool/office-no-result",
    }
    assert set(caught.value.made) == {paths[2], paths[5]}


def test_the_time_limit_is_for_a_document_not_for_the_batch(fake_office: Any, folder: Path) -> None:
    """Ten slow documents take longer together than the limit."""
    assert len(convert_to_pdf(documents_of(folder, *["SLOW"] * 10), folder, timeout=2)) == 10
    assert len(fake_office.runs) == 1


def test_an_old_pdf_of_a_failed_document_stays_and_is_not_taken_for_new(fake_office: Any, folder: Path) -> None:
    (path,) = documents_of(folder, "NOTHING")
    old = folder / "1.pdf"
    old.write_text("%PDF old %%EOF")
    with pytest.raises(ConversionError) as caught:
        convert_to_pdf([path], folder)
    assert caught.value.made == {}
    assert old.read_text() == "%PDF old %%EOF"


def test_an_old_pdf_is_replaced(fake_office: Any, folder: Path) -> None:
    (path,) = documents_of(folder, "new")
    (folder / "1.pdf").write_text("%PDF old %%EOF")
    (pdf,) = convert_to_pdf([path], folder)
    assert "new" in pdf.read_text()


def test_an_office_that_does_nothing_at_all_is_itself_to_blame(fake_office: Any, folder: Path) -> None:
    fake_office.break_down()
    with pytest.raises(ToolError) as caught:
        convert_to_pdf(documents_of(folder, "one", "two"), folder)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "tool/office-broken"
    # The documents, then one line of text; no document is tried again.
    assert len(fake_office.runs) == 2
    assert fake_office.left_over == []


def test_an_office_that_cannot_be_started_is_reported(fake_office: Any, folder: Path) -> None:
    (fake_office.folder / "soffice").write_text("#!/no/such/interpreter\n")
    with pytest.raises(ToolError) as caught:
        convert_to_pdf(documents_of(folder, "one"), folder)
    assert [item.code for item in caught.value.diagnostics] == ["tool/office-unstartable"]
    assert fake_office.left_over == []


def test_a_document_that_cannot_be_read_stops_before_anything_is_converted(fake_office: Any, folder: Path) -> None:
    paths = [*documents_of(folder, "one"), folder / "没有.docx"]
    with pytest.raises(FileError):
        convert_to_pdf(paths, folder)
    assert fake_office.runs == []
    assert fake_office.left_over == []


def test_an_interrupted_call_leaves_nothing_behind(
    fake_office: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongwen.convert import process

    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(process, "_watch", interrupted)
    with pytest.raises(KeyboardInterrupt):
        convert_to_pdf(documents_of(folder, "HANG"), folder)
    assert fake_office.left_over == []


def test_documents_of_one_name_get_pdfs_of_their_own(fake_office: Any, tmp_path: Path) -> None:
    paths = []
    for name in ("上报/通知.docx", "下发/通知.docx", "存档/通知-2.docx", "English/A.docx", "English/a.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
        paths.append(path)
    pdfs = convert_to_pdf(paths, tmp_path / "输出")
    assert [pdf.name for pdf in pdfs] == ["通知.pdf", "通知-3.pdf", "通知-2.pdf", "A.pdf", "a-2.pdf"]
    assert all(path.parent.name in pdf.read_text() for path, pdf in zip(paths, pdfs, strict=True))


def test_a_document_named_twice_is_converted_once(fake_office: Any, folder: Path) -> None:
    (path,) = documents_of(folder, "one")
    assert convert_to_pdf([path, path], folder) == (folder / "1.pdf", folder / "1.pdf")
    assert fake_office.runs == [["one"]]


def test_a_large_batch_is_spread_over_fresh_processes(
    fake_office: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_BATCH", 4)
    assert len(convert_to_pdf(documents_of(folder, *["good"] * 10), folder)) == 10
    assert [len(run) for run in fake_office.runs] == [4, 4, 2]
