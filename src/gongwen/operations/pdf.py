"""PDFs beside the DOCX files, through the office program."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gongwen.convert import ConversionError, convert_to_pdf
from gongwen.diagnostics import ExitCode, GongwenError, ToolError
from gongwen.files import read_bytes, replace_file
from gongwen.operations.build import Outcome

_LARGEST_PDF = 500_000_000


def add_pdfs(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Each outcome that has a DOCX with its PDF beside it, or with the reason why there is none.

    All documents go through the office program together. Without an office program every document says so, and the
    DOCX files stay.
    """
    documents = [outcome.output for outcome in outcomes if outcome.output is not None]
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        failed: GongwenError | None = None
        try:
            made = dict(zip(documents, convert_to_pdf(documents, Path(folder)), strict=True))
        except ConversionError as error:
            made, failed = error.made, error
        except ToolError as error:
            made, failed = {}, error
        return [_placed(outcome, made, failed) for outcome in outcomes]


def _placed(outcome: Outcome, made: dict[Path, Path], failed: GongwenError | None) -> Outcome:
    if outcome.output is None:
        return outcome
    pdf = made.get(outcome.output)
    if pdf is not None:
        target = outcome.output.with_suffix(".pdf")
        replace_file(target, read_bytes(pdf, limit=_LARGEST_PDF))
        return replace(outcome, pdf=target)
    assert failed is not None
    # A conversion names its document; a missing program concerns all of them.
    own = [item for item in failed.diagnostics if item.place.file in ("", str(outcome.output))]
    return replace(outcome, diagnostics=(*outcome.diagnostics, *own), exit_code=max(outcome.exit_code, ExitCode.TOOL))
