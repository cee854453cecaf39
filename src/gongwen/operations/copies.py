"""The numbered copies of a document, a file each, in a folder beside it.

One file with all copies behind one another would be a single job for the printer, but LibreOffice 7.4 sets sections
that begin on odd pages 2.3 mm lower and their imprint 4.5 mm: no longer the page that was looked at. A file of its own
is that page, and begins on a sheet of its own whatever printer and program it goes through.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gongwen.diagnostics import Diagnostic, Place, Severity
from gongwen.files import replace_file
from gongwen.model.document import Document, Official
from gongwen.operations.settle import Draft
from gongwen.render.pipeline import render_docx


def write_copies(document: Document, draft: Draft, output: Path) -> tuple[list[Path], tuple[Diagnostic, ...]]:
    """Write 通知-份号/000001.docx and so on beside 通知.docx, and say so; nothing for a document without a series."""
    head = draft.view.masthead
    numbers = document.copy_numbers if isinstance(document, Official) else ()
    if head is None or len(numbers) < 2:
        return [], ()
    folder = output.with_name(f"{output.stem}-份号")
    paths = [folder / f"{number}.docx" for number in numbers]
    for number, path in zip(numbers, paths, strict=True):
        view = replace(draft.view, masthead=replace(head, copy_number=number))
        replace_file(path, render_docx(view, draft.template, draft.decisions).data)
    message = f"文件夹“{folder.name}”里另有 {len(numbers)} 份，份号 {numbers[0]} 至 {numbers[-1]}，每份一个文件。"
    return paths, (Diagnostic(Severity.HINT, "content/copies-made", message, Place(file=draft.source)),)
