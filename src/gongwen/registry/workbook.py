"""XLSX files from outside: opened within limits, every cell as the text that stands in it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, NoReturn
from xml.etree.ElementTree import ParseError

from gongwen.diagnostics import ContentError
from gongwen.load.findings import Findings
from gongwen.model.text import Origin
from gongwen.registry.sheet_xml import Look, look_of, shared_texts, sheet_rows

UNPACKED_LIMIT = 300_000_000
RATIO_LIMIT = 200
#: Small members may be packed as tightly as they like.
RATIO_FLOOR = 1_000_000
MEMBER_LIMIT = 2_000
MOST_ROWS = 200_000

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "请在 Excel 或 WPS 中另存为“Excel 工作簿（*.xlsx）”后再用。"
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+)([0-9]+):[A-Z]+([0-9]+)"')
#: So many bytes of a part are looked at together.
_PIECE = 1_000_000


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet of a workbook: number (from 1) and cells of every row. Of merged cells the first one holds the text.

    `merged`: column (from 0) → first and last rows of the cells that are merged downwards, the lowest ones first.
    """

    name: str
    is_hidden: bool
    rows: Iterator[tuple[int, list[str]]]
    merged: dict[int, list[tuple[int, int]]]

    def filled(self) -> Iterator[tuple[int, list[str]]]:
        """The rows with the text of a merged cell in each row that it spans."""
        waiting = {column: list(spans) for column, spans in self.merged.items()}
        standing: dict[int, tuple[int, str]] = {}
        for number, cells in self.rows:
            for column, spans in waiting.items():
                if spans and spans[-1][0] == number:
                    standing[column] = (spans.pop()[1], cells[column] if column < len(cells) else "")
                elif column in standing and number <= standing[column][0]:
                    cells.extend([""] * (column + 1 - len(cells)))
                    cells[column] = cells[column] or standing[column][1]
            yield number, cells


def open_book(data: bytes, findings: Findings) -> Iterator[BookSheet]:
    """The sheets in their order; a cell of a formula is its last computed value."""
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):
        def read_strings(self) -> None:
            """Read below, in a shorter way."""

    merged = _examine(data, findings)
    with _bent_is_refused(findings):
        reader = Reader(io.BytesIO(data), read_only=True, data_only=True)
        reader.read()
        look = look_of(reader.wb, _texts(reader))
        for sheet in reader.wb.worksheets:
            part = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
            rows = _rows(reader.archive, part, sheet.title, look, findings)
            yield BookSheet(sheet.title, sheet.sheet_state != "visible", rows, merged.get(part, {}))


def _texts(reader: Any) -> list[str]:
    from openpyxl.xml.constants import SHARED_STRINGS

    named = reader.package.find(SHARED_STRINGS)
    if named is None:
        return []
    with reader.archive.open(named.PartName[1:]) as part:
        return shared_texts(part)


@contextmanager
def _bent_is_refused(findings: Findings) -> Iterator[None]:
    from lxml.etree import XMLSyntaxError
    from openpyxl.utils.exceptions import InvalidFileException

    bent = (InvalidFileException, zipfile.BadZipFile, ParseError, XMLSyntaxError)
    try:
        yield
    except (*bent, KeyError, ValueError, TypeError, IndexError, OSError):
        # openpyxl has no error of its own for a workbook that is bent.
        _refuse(findings, "content/broken-workbook", "表格文件不完整或已损坏，无法读取。", _SAVE_AS)


def _examine(data: bytes, findings: Findings) -> dict[str, dict[int, list[tuple[int, int]]]]:
    """Refuse what is no workbook or would grow without bounds; gives the cells merged downwards, by part (BookSheet).

    `zipfile` never unpacks more of a member than the archive declares, so the declared sizes bound the real ones.
    """
    if data.startswith(_OLD_EXCEL):
        _refuse(
            findings, "content/old-excel", "这是旧版 Excel（*.xls）文件，或设了打开密码。", f"请取消密码；{_SAVE_AS}"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            is_bomb = (
                len(entries) > MEMBER_LIMIT
                or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT
                or any(
                    entry.file_size > RATIO_FLOOR and entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1)
                    for entry in entries
                )
            )
            if is_bomb:
                _refuse(
                    findings,
                    "content/workbook-size",
                    "表格文件解开后过大，不像正常的表格。",
                    "请核对文件，删去用不着的表和空行。",
                )
            merged = {}
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    with archive.open(entry) as part:
                        end = _end_of_part(part, findings)
                    if "worksheets/" in entry.filename:
                        merged[entry.filename] = _merged(end)
            return merged
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        _refuse(findings, "content/broken-workbook", "这不是 XLSX 表格文件，或已损坏。", _SAVE_AS)


def _end_of_part(part: IO[bytes], findings: Findings) -> bytes:
    """What follows the cells of a sheet; read piece by piece, and refused if the part declares what it ought not."""
    end = b""
    while piece := part.read(_PIECE):
        end += piece
        if b"<!DOCTYPE" in end or b"<!ENTITY" in end:
            _refuse(findings, "content/broken-workbook", "表格文件里有不该有的声明，没有读取。", _SAVE_AS)
        start = end.rfind(b"<mergeCells")
        end = end[start:] if start >= 0 else end[-len(b"<mergeCells") :]
    return end


def _merged(end: bytes) -> dict[int, list[tuple[int, int]]]:
    """Cells merged downwards, as in a `BookSheet`."""
    from openpyxl.utils import column_index_from_string

    found: dict[int, list[tuple[int, int]]] = {}
    for match in _MERGED.finditer(end):
        first, last = int(match[2]), int(match[3])
        if first < last:
            found.setdefault(column_index_from_string(match[1].decode()) - 1, []).append((first, last))
    return {column: sorted(spans, reverse=True) for column, spans in found.items()}


def _rows(
    archive: zipfile.ZipFile, part: str, sheet: str, look: Look, findings: Findings
) -> Iterator[tuple[int, list[str]]]:
    with _bent_is_refused(findings), archive.open(part) as stream:
        for row in sheet_rows(stream, look):
            if row.number > MOST_ROWS:
                findings.add(
                    "content/workbook-size",
                    f"表“{sheet}”超过 {MOST_ROWS} 行。",
                    hint="请删去末尾的空行，或拆成几个文件。",
                )
                return
            for column in row.bare:
                findings.add_at(
                    Origin(findings.file, row.number, column + 1, sheet=sheet),
                    "content/formula-unknown", "这一格是公式，文件里没有存它的结果。",
                    hint="请用 Excel 或 WPS 打开并保存一次，或把结果直接填进去。",
                )  # fmt: skip
            yield row.number, row.cells


def _refuse(findings: Findings, code: str, message: str, hint: str) -> NoReturn:
    findings.add(code, message, hint=hint)
    raise ContentError(*findings.all())
