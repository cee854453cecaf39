"""The numbered copies of a document, a file each, in a folder beside it.

One file with all copies behind one another would be a single job for the printer, but LibreOffice 7.4 sets sections
that begin on odd pages 2.3 mm lower and their imprint 4.5 mm: no longer the page that was looked at. A file of its own
is that page, and begins on a sheet of its own whatever printer and program it goes through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from gongwen.diagnostics import Diagnostic, FileError, Place, Severity
from gongwen.files import replace_together
from gongwen.model.document import Document, Official
from gongwen.operations.making.settle import Draft
from gongwen.render.pipeline import render_docx
from gongwen.standard.elements import COPY_NUMBER_DIGITS

_COPY = re.compile(rf"\d{{{COPY_NUMBER_DIGITS}}}")
#: So many copies are in memory and written together.
_AT_A_TIME = 50
#: So many files are named.
_NAMED = 5


def series_of(document: Document) -> tuple[str, ...]:
    """The numbers of the copies that have files of their own; none where there is one number or no number at all."""
    numbers = document.copy_numbers if isinstance(document, Official) else ()
    return numbers if len(numbers) > 1 else ()


def write_copies(document: Document, draft: Draft, output: Path) -> tuple[list[Path], tuple[Diagnostic, ...]]:
    """Write 通知-份号/000001.docx and so on beside 通知.docx, and say so; nothing for a document without a series.

    Copies of an earlier, longer series may have gone out: they are named, and stay.
    """
    head, numbers = draft.view.masthead, series_of(document)
    folder = output.with_name(f"{output.stem}-份号")
    if head is None or not numbers:
        return [], tuple(_left(folder, (), draft.source))
    series = [(number, folder / f"{number}.docx") for number in numbers]
    for start in range(0, len(series), _AT_A_TIME):
        views = {
            path: replace(draft.view, masthead=replace(head, copy_number=number))
            for number, path in series[start : start + _AT_A_TIME]
        }
        files = {path: render_docx(view, draft.template, draft.decisions).data for path, view in views.items()}
        if refused := replace_together(files):
            raise FileError(*(item for refusal in refused.values() for item in refusal.diagnostics))
    paths = [path for _, path in series]
    message = f"文件夹“{folder.name}”里另有 {len(numbers)} 份，份号 {numbers[0]} 至 {numbers[-1]}，每份一个文件。"
    made = Diagnostic(Severity.HINT, "content/copies-made", message, Place(file=draft.source))
    return paths, (made, *_left(folder, paths, draft.source))


def _left(folder: Path, paths: Sequence[Path], source: str) -> Iterator[Diagnostic]:
    """What other copies stand in the folder."""
    try:
        found = sorted(path.name for path in folder.glob("*.docx") if _COPY.fullmatch(path.stem) and path not in paths)
    except OSError:
        # A name as long as the system allows leaves no room for that of the folder: there is none.
        found = []
    if found:
        names = "、".join(found[:_NAMED]) + ("等" if len(found) > _NAMED else "")
        yield Diagnostic(
            Severity.WARNING,
            "content/copies-left",
            f"文件夹“{folder.name}”里还有 {len(found)} 份是以前生成的，份号不在这次的起止之内：{names}。",
            Place(file=source),
            hint="没有用的请自己删去；已经发出的请留着。",
        )
