"""PDFs beside the DOCX files, through the office program."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gongwen.diagnostics import ExitCode
from gongwen.files import read_bytes, replace_file
from gongwen.operations.build import Outcome
from gongwen.operations.pages import Pages, render_pages

_LARGEST_PDF = 500_000_000


def add_pdfs(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Each outcome that has a DOCX with its PDF beside it, or with the reason why there is none.

    The pages that a document was decided on are its PDF. The other documents go through the office program together;
    without one every document says so, and the DOCX files stay.
    """
    documents = {
        number: outcome.made
        for number, outcome in enumerate(outcomes)
        if outcome.output is not None and outcome.made is not None
    }
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        pages = render_pages(documents, Path(folder))
        return [
            _placed(outcome, number, pages) if number in documents else outcome
            for number, outcome in enumerate(outcomes)
        ]


def _placed(outcome: Outcome, number: int, pages: Pages) -> Outcome:
    pdf = pages.pdfs.get(number)
    if pdf is None:
        found = (*outcome.diagnostics, *pages.why(number, outcome.source))
        return replace(outcome, diagnostics=found, exit_code=max(outcome.exit_code, ExitCode.TOOL))
    assert outcome.output is not None
    target = outcome.output.with_suffix(".pdf")
    replace_file(target, read_bytes(pdf, limit=_LARGEST_PDF))
    return replace(outcome, pdf=target)
