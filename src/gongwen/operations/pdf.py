"""PDFs beside the DOCX files, through the office program."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gongwen.files import LARGEST_OUTPUT, read_bytes, replace_file
from gongwen.operations.outcome import Outcome
from gongwen.operations.pages import pages_of


def add_pdfs(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Each outcome that has a DOCX with its PDF beside it, or with the reason why there is none.

    The pages that a document was decided on are its PDF. The other documents go through the office program together;
    without one every document says so, and the DOCX files stay.
    """
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        documents = {
            Path(folder) / f"{number}.docx": outcome.made
            for number, outcome in enumerate(outcomes)
            if outcome.output is not None and outcome.made is not None
        }
        pages = pages_of(documents, Path(folder))
        placed = []
        for number, outcome in enumerate(outcomes):
            document = Path(folder) / f"{number}.docx"
            if document not in documents or outcome.output is None:
                placed.append(outcome)
            elif document in pages.pdfs:
                target = outcome.output.with_suffix(".pdf")
                replace_file(target, read_bytes(pages.pdfs[document], limit=LARGEST_OUTPUT))
                placed.append(replace(outcome, pdf=target))
            else:
                placed.append(outcome.failed(pages.why_not(document, outcome.source), pages.exit_code))
        return placed
