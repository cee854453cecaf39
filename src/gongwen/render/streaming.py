"""A document with a table of any length: its rows go from where they come to the file, and none is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from gongwen.printview import Cell, PrintView, Table
from gongwen.render.once import compile_template
from gongwen.render.pack import write_zip_to
from gongwen.render.pipeline import filled_parts
from gongwen.render.prove import prove
from gongwen.render.tables import rows_markup, table_head
from gongwen.render.template import Template, refusal

#: Of the rows in the document, unpacked; office programs give up long before.
LIMIT = 2_000_000_000


def stream_docx(
    view: PrintView, table: Table, rows: Iterable[Sequence[Cell]], template: Template, stream: BinaryIO
) -> None:
    """Write `view` to `stream`, with `rows` in `table`, which stands in the view without any.

    Raises TemplateError, and whatever `rows` raises; the same input gives the same bytes.
    No text is lost: the view is proved as always, and a row goes through the very code that makes the rows of every
    table, which refuses one that does not fill its columns.
    """
    compiled = compile_template(template)
    filled = filled_parts(view, compiled, has_pictures=False)
    prove(view, compiled, filled)
    book = compiled.book.on_paper(is_turned=table.is_turned)
    head = table_head(table, book)

    def streamed(pieces: list[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            before, found, after = piece.partition(head)
            yield before + found
            if found:
                yield from _limited(template, rows_markup(table, rows, book))
                yield after

    write_zip_to(
        stream,
        (
            (compiled.filled[member].name, streamed(filled[member].pieces)) if isinstance(member, int) else member
            for member in compiled.members
        ),
        template.deflater,
    )


def _limited(template: Template, blocks: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for block in blocks:
        size += len(block)
        if size > LIMIT:
            raise refusal(
                template,
                "output-too-large",
                f"表格太大：排成文档超过 {LIMIT // 1_000_000} MB，Word 和 WPS 打不开。",
                "请把表格分成几个文件。",
            )
        yield block
