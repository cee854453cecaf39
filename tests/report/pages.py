"""Documents that were looked at, without an office program: the measurement is built, the pages are blank."""

from __future__ import annotations

import io

import pypdfium2

from gongwen.check import check_layout
from gongwen.report import Looked
from tests.check.pages import Draft


def blank_pdf(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595.28, 841.89)
    data = io.BytesIO()
    document.save(data)
    document.close()
    return data.getvalue()


def looked(draft: Draft, name: str = "通知.docx") -> Looked:
    measurement = draft.measured()
    report = check_layout(measurement, draft.view, file=name)
    return Looked(name, report, blank_pdf(len(measurement.pages)))
