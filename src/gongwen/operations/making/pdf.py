"""PDFs beside the DOCX files, through the office program."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from gongwen.files import LARGEST_OUTPUT, read_bytes, replace_together
from gongwen.operations.making.pages import pages_of
from gongwen.operations.outcome import Outcome, as_shown
from gongwen.operations.workspace import Workspace


def add_pdfs(workspace: Workspace, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Each outcome that has a DOCX with its PDF beside it, or with the reason why there is none.

    The pages that a document was decided on are its PDF. The other documents go through the office program together;
    without one every document says so, and the DOCX files stay.
    """
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        documents = {Path(folder) / f"{number}.docx": outcome for number, outcome in enumerate(outcomes)}
        made = {
            document: outcome.made
            for document, outcome in documents.items()
            if outcome.output is not None and outcome.made is not None
        }
        pages = pages_of(made, Path(folder))
        targets = {
            document: outcome.output.with_suffix(".pdf")
            for document, outcome in documents.items()
            if outcome.output is not None and document in pages.pdfs
        }
        refused = replace_together(
            {target: read_bytes(pages.pdfs[document], limit=LARGEST_OUTPUT) for document, target in targets.items()}
        )
        placed = []
        for document, outcome in documents.items():
            target = targets.get(document)
            if document not in made:
                placed.append(outcome)
            elif target is None:
                placed.append(outcome.failed(pages.why_not(document, outcome.source), pages.exit_code))
            elif (refusal := refused.get(target)) is not None:
                placed.append(outcome.failed(as_shown(workspace, refusal.diagnostics), refusal.exit_code))
            else:
                placed.append(replace(outcome, pdf=target))
        return placed
