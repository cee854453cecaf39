"""A table kept in a file of its own, printed as a document: rows go from the file to the document one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from msgspec import Struct

from gongwen.compose.columns import ColumnText, share_out, wish_of
from gongwen.diagnostics import ContentError, Diagnostic, Place, Severity
from gongwen.files import replacing
from gongwen.load.findings import Findings
from gongwen.operations.workspace import OUTPUT_FOLDER, TEMPLATES_FOLDER, Workspace
from gongwen.printview import Cell, Column, Part, PrintView, Table, TableBlock
from gongwen.registry.sheets import COMMA_SUFFIXES, TABLE_SUFFIXES, Row, Stream, read_file, stream_sheets
from gongwen.render.find import find_template
from gongwen.render.streaming import stream_docx
from gongwen.render.wordml import ILLEGAL
from gongwen.standard.geometry import Geometry

_LARGEST = 60_000_000
_FORMAT = "普通"
#: Rows from which the widths of the columns follow.
_LOOKED_AT = 200


class PrintedTable(Struct):
    """What was printed: the document, and how many rows without the heads."""

    output: Path
    rows: int = 0


def print_table(workspace: Workspace, source: Path, *, title: str = "", sheet: str = "") -> PrintedTable:
    """The table in `source` (XLSX or CSV; `sheet`, or the first that is not hidden) as a document under output/.

    Its first row are the heads. Nothing of it is kept in memory, however many rows there are. Refuses (ContentError,
    FileError) what is no table, and rows that do not fit; the previous document is then as it was.
    """
    shown = workspace.shown(source.resolve())
    if source.suffix.lower() not in TABLE_SUFFIXES:
        raise _refused(shown, "这不是表格文件。", f"可以用 {'、'.join(TABLE_SUFFIXES)} 文件。")
    if sheet and source.suffix.lower() in COMMA_SUFFIXES:
        raise _refused(shown, "CSV 文件里只有一张没有名称的表。", "请去掉 --sheet。")
    findings = Findings(shown)
    data = read_file(source, shown_as=shown, limit=_LARGEST)
    rows = (row for row in _chosen(stream_sheets(data, source.suffix, findings), sheet, shown).rows if not row.is_blank)
    head = next(rows, None)
    if head is None:
        raise _refused(shown, "表里没有内容。", "第一行写列名，下面写内容。")
    heads = _texts(head, len(head.cells))
    # A workbook gives its rows cells beyond those that were written.
    while heads and not heads[-1]:
        heads.pop()
    first = list(islice(rows, _LOOKED_AT))
    table = Table(columns=tuple(_columns(heads, first, workspace.geometry)), rows=())
    view = PrintView(parts=(Part(title=(title or source.stem,), blocks=(TableBlock(table=table),)),))
    template = find_template(_FORMAT, workspace.root / TEMPLATES_FOLDER, workspace.geometry, workspace.deflater)
    made = PrintedTable(workspace.root / OUTPUT_FOLDER / f"{source.stem}.docx")

    def cells() -> Iterator[tuple[Cell, ...]]:
        for row in chain(first, rows):
            made.rows += 1
            yield tuple(Cell(text=text) for text in _texts(row, len(table.columns)))

    with replacing(made.output) as stream:
        stream_docx(view, table, cells(), template, stream)
        if findings.has_errors():
            raise ContentError(*findings.all())
    return made


def _chosen(streams: Iterator[Stream], sheet: str, shown: str) -> Stream:
    names = []
    for stream in streams:
        if stream.name == sheet or not (sheet or stream.is_hidden):
            return stream
        names.append(stream.name)
    raise _refused(
        shown, f"没有名为“{sheet}”的表。" if sheet else "没有可以打印的表。", f"文件里的表：{'、'.join(names)}。"
    )


def _texts(row: Row, count: int) -> list[str]:
    """As many cells as there are columns. What cannot be printed, or has no column, is refused with its place."""
    texts = [str(row.text(at)).replace("\r\n", "\n") for at in range(max(count, len(row.cells)))]
    for at, text in enumerate(texts):
        if at >= count and text:
            raise _at(row, at, "这一行的格比列名多。", "请补上列名，或删去多出的格。")
        if not text.isprintable() and (re.search(ILLEGAL, text) or "\t" in text or "\r" in text):
            raise _at(row, at, "格里有不能印出的控制字符。", "请删去它。")
    return texts[:count]


def _columns(heads: Sequence[str], first: Sequence[Row], geometry: Geometry) -> Iterator[Column]:
    """As in a document's own tables, by what stands in the first rows."""
    titles = [title.replace("\n", "") for title in heads]
    texts = [ColumnText(title, title, tuple(str(row.text(at)) for row in first)) for at, title in enumerate(titles)]
    widths = share_out([wish_of(text) for text in texts], geometry.width.nominal)
    for text, width in zip(texts, widths, strict=True):
        yield Column(title=text.title, share=width / sum(widths), is_centred=text.is_centred)


def _at(row: Row, at: int, message: str, hint: str) -> ContentError:
    origin = row.text(at).origin
    place = Place(row.file) if origin is None else Place(row.file, origin.line, origin.column, spot=origin.spot)
    return ContentError(Diagnostic(Severity.ERROR, "content/table-cell", message, place, hint=hint))


def _refused(shown: str, message: str, hint: str) -> ContentError:
    return ContentError(Diagnostic(Severity.ERROR, "content/not-a-table", message, Place(shown), hint=hint))
