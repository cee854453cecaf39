"""A file that is no PDF, or one that keeps itself closed, is refused in Chinese; nothing else escapes."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from gongwen.diagnostics import ExitCode, FileError
from gongwen.measure import measure_pdf


def drawn(path: Path, **options: object) -> Path:
    canvas = Canvas(str(path), **options)
    canvas.drawString(100, 700, "text")
    canvas.save()
    return path


def refusal(path: Path) -> str:
    """The code of the one diagnostic with which `path` is refused; its message is Chinese and names the file."""
    with pytest.raises(FileError) as caught:
        measure_pdf(path)
    (diagnostic,) = caught.value.diagnostics
    assert caught.value.exit_code is ExitCode.FILE
    assert diagnostic.place.file == str(path)
    assert any("一" <= character <= "鿿" for character in diagnostic.message)
    assert diagnostic.hint
    return diagnostic.code


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a docx", "公文".encode() * 500, bytes(4096)])
def test_a_file_that_is_no_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "不是.pdf"
    path.write_bytes(content)
    assert refusal(path) == "file/not-pdf"


def test_a_missing_file_is_refused_as_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "没有.pdf") == "file/missing"


def test_a_folder_is_refused_as_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "file/is-folder"


def test_a_pdf_with_an_opening_password_is_refused(tmp_path: Path) -> None:
    path = drawn(tmp_path / "密.pdf", encrypt=StandardEncryption("open", "own", strength=128))
    assert refusal(path) == "file/encrypted-pdf"


def test_a_pdf_that_only_forbids_changes_is_measured(tmp_path: Path) -> None:
    path = drawn(tmp_path / "限.pdf", encrypt=StandardEncryption("", "own", canModify=0, strength=128))
    assert measure_pdf(path).pages[0].text == "text"


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "空.pdf"
    document = pypdfium2.PdfDocument.new()
    document.save(path)
    document.close()
    assert refusal(path) == "file/broken-pdf"


def test_the_reason_of_a_refusal_is_not_that_of_the_file_before(tmp_path: Path) -> None:
    test_a_pdf_with_an_opening_password_is_refused(tmp_path)
    test_a_pdf_without_pages_is_refused(tmp_path)


def test_a_pdf_of_a_head_only_is_refused_as_broken(tmp_path: Path) -> None:
    path = tmp_path / "头.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    assert refusal(path) == "file/broken-pdf"


def test_a_pdf_cut_anywhere_is_measured_or_refused(tmp_path: Path) -> None:
    whole = drawn(tmp_path / "whole.pdf").read_bytes()
    path = tmp_path / "cut.pdf"
    for length in range(0, len(whole), 37):
        path.write_bytes(whole[:length])
        with contextlib.suppress(FileError):
            measure_pdf(path)


def test_a_pdf_with_spoilt_bytes_is_measured_or_refused(tmp_path: Path) -> None:
    whole = drawn(tmp_path / "whole.pdf", pageCompression=0).read_bytes()
    path = tmp_path / "spoilt.pdf"
    for place in range(0, len(whole), 11):
        path.write_bytes(whole[:place] + b"\xff(" + whole[place + 2 :])
        with contextlib.suppress(FileError):
            measure_pdf(path)
