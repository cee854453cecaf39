"""The pages of documents in memory: those they were decided on, else made now, all in one run of the office program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gongwen.convert import ConversionError, convert_to_pdf
from gongwen.diagnostics import Diagnostic, GongwenError, Place
from gongwen.operations.build import Made


@dataclass(frozen=True, slots=True)
class Pages:
    """PDF files of documents by their numbers; for a document without one, why there is none, named as `source`."""

    pdfs: Mapping[int, Path]
    failed: GongwenError | None
    waiting: Mapping[int, Path]

    def why(self, number: int, source: str) -> tuple[Diagnostic, ...]:
        """What kept a document from having pages: its own fault, or that of the program, which concerns all."""
        assert self.failed is not None
        own = str(self.waiting[number])
        return tuple(
            replace(item, place=Place(file=source)) if item.place.file == own else item
            for item in self.failed.diagnostics
            if item.place.file == own or not isinstance(self.failed, ConversionError)
        )


def render_pages(documents: Mapping[int, Made], folder: Path) -> Pages:
    """The pages of `documents`, in `folder`."""
    pdfs, waiting = {}, {}
    for number, made in documents.items():
        if made.pdf is None:
            waiting[number] = folder / f"{number}.docx"
            waiting[number].write_bytes(made.data)
        else:
            pdfs[number] = folder / f"{number}.pdf"
            pdfs[number].write_bytes(made.pdf)
    failed: GongwenError | None = None
    try:
        done = dict(zip(waiting.values(), convert_to_pdf(list(waiting.values()), folder), strict=True))
    except ConversionError as error:
        done, failed = error.made, error
    except GongwenError as error:
        done, failed = {}, error
    pdfs |= {number: done[path] for number, path in waiting.items() if path in done}
    return Pages(pdfs, failed, waiting)
