"""A PDF does not tell when it was made, and is otherwise untouched."""

from __future__ import annotations

import pytest

from gongwen.convert.stable import without_time_of_making

#: The end of a PDF of LibreOffice 7.4; time and identifiers are what differs between two runs.
_PDF = (
    "%PDF-1.6\n5 0 obj\n<</Length 20>>\nstream\n/CreationDate(D:20200101000000)\nendstream\nendobj\n"
    "21 0 obj\n<</Creator<FEFF>\n/CreationDate(D:{date}Z')>>\nendobj\n\nxref\n0 22\n0000000000 65535 f \n"
    "trailer\n<</Size 22/Root 20 0 R\n/Info 21 0 R\n/ID [ <{digest}>\n<{digest}> ]\n/DocChecksum /{digest}\n>>\n"
    "startxref\n21541\n%%EOF\n"
)


def pdf(date: str, digest: str, content: str = "FEFF") -> bytes:
    return _PDF.replace("FEFF", content).format(date=date, digest=digest * 32).encode()


def test_pdfs_that_differ_only_in_time_become_alike() -> None:
    first = without_time_of_making(pdf("20261122155010", "A"))
    assert first == without_time_of_making(pdf("20270101000000", "7"))
    assert b"(D:19800101000000Z')" in first


def test_pdfs_of_different_content_keep_different_identifiers() -> None:
    first = without_time_of_making(pdf("20261122155010", "A", "FEFF0001"))
    second = without_time_of_making(pdf("20261122155010", "A", "FEFF0002"))
    assert first[-200:] != second[-200:]


def test_no_byte_moves_and_no_stream_is_touched() -> None:
    before = pdf("20261122155010", "A")
    after = without_time_of_making(before)
    assert len(after) == len(before)
    assert after[: after.rfind(b"endstream")] == before[: before.rfind(b"endstream")]


@pytest.mark.parametrize(
    ("epoch", "date"),
    [("1700000000", b"20231114221320"), ("0", b"19800101000000"), ("99999999999", b"21071231"), ("soon", b"19800101")],
)
def test_source_date_epoch_is_heeded_within_its_limits(
    monkeypatch: pytest.MonkeyPatch, epoch: str, date: bytes
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert b"(D:" + date in without_time_of_making(pdf("20261122155010", "A"))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.6", b"trailer endstream", b"endstream /CreationDate(D:20261122155010)"])
def test_a_pdf_of_another_build_is_left_alone(data: bytes) -> None:
    assert without_time_of_making(data) == data
