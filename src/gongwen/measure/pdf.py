"""Opening a PDF and walking its pages; refuses, in Chinese, whatever is not one."""

from __future__ import annotations

import ctypes
import threading
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from gongwen.diagnostics import Diagnostic, FileError, Place, Severity
from gongwen.files import LARGEST_OUTPUT, read_bytes
from gongwen.lengths import pt
from gongwen.measure.drawings import read_drawings
from gongwen.measure.facts import Font, Measurement, Page
from gongwen.measure.geometry import Map
from gongwen.measure.glyphs import read_glyphs
from gongwen.measure.lines import group_lines
from gongwen.measure.outlines import Outlines

#: pdfium keeps global state: one thread at a time.
LOCK = threading.Lock()


def measure_pdf(path: Path, known: Outlines | None = None) -> Measurement:
    """Every glyph, line, rule, area and picture of `path`. Raises FileError when it cannot be read as a PDF.

    `known` outlines may be given by who has several files that one program made with the same faces.
    """
    data = read_bytes(path, limit=LARGEST_OUTPUT)
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _unopened(path, data, error.err_code) from error
        try:
            fonts: dict[Font, None] = {}
            known = known if known is not None else Outlines()
            pages = tuple(_measure_page(path, document, index, fonts, known) for index in range(len(document)))
        finally:
            document.close()
    return Measurement(path, pages, tuple(sorted(fonts, key=lambda font: font.name)))


def _measure_page(
    path: Path, document: pypdfium2.PdfDocument, index: int, fonts: dict[Font, None], known: Outlines
) -> Page:
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise _refusal(
            path, "file/broken-pdf", f"PDF 第 {index + 1} 页已损坏，无法读取。", "请重新生成这个文件。"
        ) from error
    try:
        rotation = pdfium.FPDFPage_GetRotation(page)
        width, height, to_sheet = _sheet(page, rotation)
        glyphs = read_glyphs(page, to_sheet, fonts, known)
        drawings = read_drawings(page, to_sheet)
    finally:
        page.close()
    return Page(
        number=index + 1,
        width=pt(width),
        height=pt(height),
        rotation=rotation * 90,
        glyphs=glyphs,
        lines=group_lines(glyphs, pt(width), pt(height)),
        rules=drawings.rules,
        areas=drawings.areas,
        pictures=drawings.pictures,
    )


def _sheet(page: pypdfium2.PdfPage, quarter_turns: int) -> tuple[float, float, Map]:
    """Width and height as seen, and the map from the page's coordinates (y up, any origin) to points on the sheet."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    width, height = box.right - box.left, box.top - box.bottom
    upright = Map(1, 0, 0, -1, -box.left, box.top)
    if quarter_turns % 2:
        turn = Map(0, 1, -1, 0, height, 0) if quarter_turns == 1 else Map(0, -1, 1, 0, 0, width)
        return height, width, upright.then(turn)
    turn = Map(-1, 0, 0, -1, width, height) if quarter_turns == 2 else Map(1, 0, 0, 1, 0, 0)
    return width, height, upright.then(turn)


def _unopened(path: Path, data: bytes, code: int | None) -> FileError:
    """Why pdfium did not open `path`. Its own word counts only for encryption, and only when the file has some: for a
    PDF without pages it gives no reason, but repeats that of the last file it refused.
    """
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY) and b"/Encrypt" in data:
        return _refusal(path, "file/encrypted-pdf", "PDF 已加密，无法测量。", "请换成没有密码的 PDF。")
    if b"%PDF" not in data[:1024]:
        return _refusal(path, "file/not-pdf", "这不是 PDF 文件。", "请核对是否选错了文件。")
    return _refusal(path, "file/broken-pdf", "PDF 已损坏，或者没有任何一页。", "请重新生成这个文件。")


def _refusal(path: Path, code: str, message: str, hint: str) -> FileError:
    return FileError(Diagnostic(Severity.ERROR, code, message, Place(file=str(path)), hint=hint))
