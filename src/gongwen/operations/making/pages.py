"""The pages of documents, all made in one run of the office program; each that has none says why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gongwen.convert.documents import ConversionError, convert_to_pdf
from gongwen.diagnostics import Diagnostic, ExitCode, GongwenError, Place
from gongwen.operations.outcome import Made


class Pages(Struct, frozen=True):
    """PDF files of documents; for those without one, why there is none: their own fault (`faults`) or that of the
    program, which concerns all (`failure`)."""

    pdfs: Mapping[Path, Path]
    faults: Mapping[Path, tuple[Diagnostic, ...]]
    failure: GongwenError | None = None

    def why_not(self, document: Path, source: str) -> tuple[Diagnostic, ...]:
        """What kept a document from having pages, told of it as `source`."""
        if self.failure is not None:
            return self.failure.diagnostics
        return tuple(replace(item, place=Place(file=source)) for item in self.faults[document])

    @property
    def exit_code(self) -> ExitCode:
        """That of a document without pages."""
        return self.failure.exit_code if self.failure is not None else ExitCode.TOOL


def convert_documents(documents: Iterable[Path], folder: Path) -> Pages:
    """The pages of DOCX files, in `folder`. A document that the office program cannot show costs only itself."""
    documents = list(documents)
    try:
        return Pages(dict(zip(documents, convert_to_pdf(documents, folder), strict=True)), {})
    except ConversionError as error:
        faults = {
            document: tuple(item for item in error.diagnostics if item.place.file == str(document))
            for document in documents
            if document not in error.made
        }
        return Pages(error.made, faults)
    except GongwenError as error:
        return Pages({}, {}, error)


def pages_of(documents: Mapping[Path, Made], folder: Path) -> Pages:
    """The pages of documents in memory, under names in `folder`: those they were decided on, else made now."""
    decided = {}
    for path, made in documents.items():
        if made.pdf is None:
            path.write_bytes(made.data)
        else:
            decided[path] = path.with_suffix(".pdf")
            decided[path].write_bytes(made.pdf)
    pages = convert_documents((path for path in documents if path not in decided), folder)
    return replace(pages, pdfs={**pages.pdfs, **decided})
