"""Looking at the pages: our documents, and DOCX or PDF files from anywhere."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from msgspec.structs import replace

from gongwen.check import check_layout
from gongwen.diagnostics import ExitCode, GongwenError, Severity
from gongwen.files import LARGEST_OUTPUT, read_bytes, replace_file
from gongwen.measure import Outlines, measure_pdf
from gongwen.operations.making.pages import Pages, convert_documents, pages_of
from gongwen.operations.many_hands.parallel import Crew, spread
from gongwen.operations.many_hands.portions import batch_size
from gongwen.operations.outcome import Made, Outcome, fatal
from gongwen.report import Looked, write_html

#: What is looked at as it is, without a content file behind it.
PAGE_SUFFIXES = (".docx", ".pdf")


def look_at_documents(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Each document that could be made, rendered and judged. The text is known, so every element is found by it."""
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        paths = [Path(folder) / f"{number}.docx" for number in range(len(outcomes))]
        documents = {
            path: outcome.made for path, outcome in zip(paths, outcomes, strict=True) if outcome.made is not None
        }
        pages = pages_of(documents, Path(folder))
        known = Outlines()
        return [
            _looked_at(outcome, path, pages, known, documents[path]) if path in documents else outcome
            for path, outcome in zip(paths, outcomes, strict=True)
        ]


def look_at_files(paths: Sequence[Path], crew: Crew | None = None) -> Iterator[Outcome]:
    """DOCX and PDF files that gongwen need not have made: elements are told by their place, form and colour."""
    size = batch_size(len(paths), crew)
    batches = (paths[start : start + size] for start in range(0, len(paths), size))
    for batch, outcomes in spread(_look_at_batch, batches, crew):
        yield from outcomes if outcomes is not None else (fatal(str(path)) for path in batch)


def _look_at_batch(paths: Sequence[Path]) -> list[Outcome]:
    outcomes = {path: _readable(path) for path in paths}
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        to_convert = [path for path in paths if path.suffix.lower() == ".docx" and not outcomes[path].diagnostics]
        pages = convert_documents(to_convert, Path(folder))
        known = Outlines()
        pages = replace(pages, pdfs={path: path for path in paths if path not in to_convert} | dict(pages.pdfs))
        return [
            outcome if outcome.diagnostics else _looked_at(outcome, path, pages, known)
            for path, outcome in outcomes.items()
        ]


def _readable(path: Path) -> Outcome:
    """What is to be said of a file before it is looked at: nothing if it can be read."""
    try:
        read_bytes(path, limit=LARGEST_OUTPUT)
    except GongwenError as error:
        return Outcome(str(path), None, error.diagnostics, error.exit_code)
    return Outcome(str(path), None, (), ExitCode.DONE)


def _looked_at(outcome: Outcome, document: Path, pages: Pages, known: Outlines, made: Made | None = None) -> Outcome:
    if document not in pages.pdfs:
        return outcome.failed(pages.why_not(document, outcome.source), pages.exit_code)
    pdf = pages.pdfs[document]
    try:
        measured = measure_pdf(pdf, known)
        if made is None:
            report = check_layout(measured, None, file=outcome.source)
        else:
            report = check_layout(measured, made.view, geometry=made.geometry, file=outcome.source)
        data = read_bytes(pdf, limit=LARGEST_OUTPUT)
    except GongwenError as error:
        return outcome.failed(error.diagnostics, error.exit_code)
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
