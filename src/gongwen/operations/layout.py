"""Looking at the pages: our documents, and DOCX or PDF files from anywhere."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from gongwen.check import check_layout
from gongwen.convert import ConversionError, convert_to_pdf
from gongwen.diagnostics import Diagnostic, ExitCode, GongwenError, Severity
from gongwen.files import read_bytes, replace_file
from gongwen.measure import measure_pdf
from gongwen.operations.build import Made, Outcome
from gongwen.operations.pages import render_pages
from gongwen.report import Looked, write_html

#: What is looked at as it is, without a content file behind it.
PAGE_SUFFIXES = (".docx", ".pdf")
_LARGEST = 500_000_000


def look_at_documents(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Each document that could be made, rendered and judged. The text is known, so every element is found by it."""
    outcomes = list(outcomes)
    documents = {number: outcome.made for number, outcome in enumerate(outcomes) if outcome.made is not None}
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        pages = render_pages(documents, Path(folder))
        looked_at = []
        for number, outcome in enumerate(outcomes):
            if number not in documents:
                looked_at.append(outcome)
            elif number in pages.pdfs:
                looked_at.append(_looked_at(outcome, pages.pdfs[number], documents[number]))
            else:
                looked_at.append(_unseen(outcome, pages.failed, pages.why(number, outcome.source)))
        return looked_at


def look_at_files(paths: Sequence[Path]) -> list[Outcome]:
    """DOCX and PDF files that gongwen need not have made: elements are told by their place, form and colour."""
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        pdfs, failed = _convert([path for path in paths if path.suffix.lower() == ".docx"], Path(folder))
        outcomes = []
        for path in paths:
            outcome = Outcome(str(path), None, (), ExitCode.DONE)
            pdf = path if path.suffix.lower() == ".pdf" else pdfs.get(path)
            if pdf is None:
                assert failed is not None
                outcomes.append(_unseen(outcome, failed, failed.diagnostics))
            else:
                outcomes.append(_looked_at(outcome, pdf, None))
        return outcomes


def _convert(documents: Sequence[Path], folder: Path) -> tuple[dict[Path, Path], GongwenError | None]:
    """Document → PDF for those that could be converted, and why the others could not."""
    try:
        for path in documents:
            read_bytes(path, limit=_LARGEST)
        return dict(zip(documents, convert_to_pdf(documents, folder), strict=True)), None
    except ConversionError as error:
        return error.made, error
    except GongwenError as error:
        return {}, error


def _unseen(outcome: Outcome, failed: GongwenError | None, why: tuple[Diagnostic, ...]) -> Outcome:
    assert failed is not None
    code = max(outcome.exit_code, failed.exit_code)
    return replace(outcome, diagnostics=(*outcome.diagnostics, *why), exit_code=code)


def _looked_at(outcome: Outcome, pdf: Path, made: Made | None) -> Outcome:
    try:
        measured = measure_pdf(pdf)
        if made is None:
            report = check_layout(measured, None, file=outcome.source)
        else:
            report = check_layout(measured, made.view, geometry=made.geometry, file=outcome.source)
        data = read_bytes(pdf, limit=_LARGEST)
    except GongwenError as error:
        return replace(outcome, diagnostics=(*outcome.diagnostics, *error.diagnostics), exit_code=error.exit_code)
    is_broken = any(item.severity is Severity.ERROR for item in report.diagnostics)
    return replace(
        outcome,
        diagnostics=(*outcome.diagnostics, *report.diagnostics),
        exit_code=max(outcome.exit_code, ExitCode.NOT_CONFORMING if is_broken else ExitCode.DONE),
        layout=Looked(_name(outcome.source), report, data),
    )


def _name(source: str) -> str:
    """As the user knows the document, but never with the folders of their machine."""
    path = PurePath(source)
    return path.name if path.is_absolute() or ".." in path.parts else source


def write_report(outcomes: Iterable[Outcome], path: Path) -> None:
    """The HTML report of all documents that were looked at."""
    replace_file(path, write_html(outcome.layout for outcome in outcomes if outcome.layout is not None).encode())
