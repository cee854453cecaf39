"""From a print view and a template to a DOCX: compile once, fill, prove, pack."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from gongwen.decisions import NONE, Decisions
from gongwen.diagnostics import TemplateError
from gongwen.printview import PrintView
from gongwen.render.compiled import CompiledTemplate, FilledPart
from gongwen.render.drawings import pictures_of
from gongwen.render.fill import Filled, fill
from gongwen.render.once import compile_template
from gongwen.render.pack import Member, pack_pieces, write_zip
from gongwen.render.paper import for_paper
from gongwen.render.prove import prove
from gongwen.render.sections import settled
from gongwen.render.template import Template, refusal
from gongwen.render.wordml import DECLARATION, w
from gongwen.render.writer import FILE, NO_VALUE

_DRAWING_NUMBER = rb'(<\w+:docPr [^>]*?\bid=")\d+'

#: An output is a document, not a data dump.
OUTPUT_LIMIT = 100_000_000


class DocxFile(Struct, frozen=True):
    """A finished document; `data` is the file."""

    data: bytes

    def __repr__(self) -> str:
        return f"DocxFile({len(self.data)} bytes)"


def render_docx(view: PrintView, template: Template, decisions: Decisions = NONE) -> DocxFile:
    """Print `view` with `template`, laid out as its pages have decided.

    Raises TemplateError; the same input gives the same bytes.
    """
    compiled = compile_template(template)
    pictures = pictures_of(view)
    filled = filled_parts(view, compiled, has_pictures=bool(pictures))
    prove(view, compiled, filled)
    filled = [
        _fitting(made) if part.has_changing_columns else made
        for part, made in zip(compiled.filled, filled, strict=True)
    ]
    if decisions.change_markup:
        filled = [_replaced(made, _adjusted(compiled, made.data(), view, decisions)) for made in filled]
    members: Iterable[Member] = (
        pack_pieces(compiled.filled[member].name, filled[member].pieces, template.deflater)
        if isinstance(member, int)
        else member
        for member in compiled.members
    )
    if pictures:
        # Loaded where there are some.
        from gongwen.render.media import with_pictures

        outputs = {part.name: made.data() for part, made in zip(compiled.filled, filled, strict=True)}
        members = with_pictures(members, pictures, outputs)
    return DocxFile(write_zip(for_paper(view, members)))


def filled_parts(view: PrintView, compiled: CompiledTemplate, *, has_pictures: bool) -> list[Filled]:
    """Every part with tags, printing `view`; not proved yet."""
    numbers = itertools.count(1001)
    is_turning = any(part.is_turned for part in view.parts) and compiled.book.turned is not None
    filled = []
    for part in compiled.filled:
        made = _fill(compiled, part, view)
        if is_turning:
            made = _replaced(made, settled(made.data().decode()).encode())
        if part.has_drawings or has_pictures:
            made = _replaced(
                made, re.sub(_DRAWING_NUMBER, lambda match: b"%b%d" % (match[1], next(numbers)), made.data())
            )
        filled.append(made)
    return filled


def _fitting(made: Filled) -> Filled:
    from gongwen.render.columns import with_fitting_grids

    return _replaced(made, with_fitting_grids(made.data()))


def _replaced(made: Filled, data: bytes) -> Filled:
    return replace(made, pieces=[data])


def _fill(compiled: CompiledTemplate, part: FilledPart, view: PrintView) -> Filled:
    try:
        made = fill(part.write, view, compiled.book)
    except NO_VALUE as error:
        if (line := _line_of(error)) is None:
            raise
        raise _no_value(compiled.template, part, line) from error
    if sum(map(len, made.pieces)) > OUTPUT_LIMIT:
        raise refusal(
            compiled.template,
            "output-too-large",
            f"套用模板后的文档超过上限 {OUTPUT_LIMIT // 1_000_000} MB。",
            "请把内容拆成几个文件，或核对模板里的循环。",
        )
    return made


def _no_value(template: Template, part: FilledPart, line: int) -> TemplateError:
    """A variable that this document, or this block of it, does not have."""
    written, spot = part.tag_at(line) or ("某个标签", "")
    return refusal(
        template,
        "no-value",
        f"标签 {written} 在这份公文里取不到值。",
        '这一项不一定有，或只属于另一类块：请先用 if 判断（如 {%p if 版头 %}、{%p if 块.类型 == "段落" %}）。',
        spot,
    )


def _line_of(error: Exception) -> int | None:
    """The line of the template that failed; None for an error that is not the template's."""
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _adjusted(compiled: CompiledTemplate, data: bytes, view: PrintView, decisions: Decisions) -> bytes:
    from lxml import etree

    from gongwen.render.adjust import adjust
    from gongwen.render.xml import parser

    root = etree.fromstring(data, parser())
    if root.tag != w("document"):
        return data
    adjust(root, view, decisions, compiled.book)
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()
