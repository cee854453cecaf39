"""From a print view and a template to a DOCX: compile once, fill, prove, pack."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import jinja2
from lxml import etree

from gongwen.decisions import NONE, Decisions
from gongwen.diagnostics import TemplateError
from gongwen.printview import PrintView
from gongwen.render.adjust import adjust, has_adjustments
from gongwen.render.compiled import CompiledTemplate, FilledPart, compile_template
from gongwen.render.context import context_of
from gongwen.render.drawings import pictures_of
from gongwen.render.media import with_pictures
from gongwen.render.pack import pack_member, write_zip
from gongwen.render.paper import for_paper
from gongwen.render.prove import prove
from gongwen.render.sections import settled
from gongwen.render.template import Template, refusal
from gongwen.render.wordml import DECLARATION, w
from gongwen.render.xml import parser

_DRAWING_NUMBER = re.compile(r'(<\w+:docPr [^>]*?\bid=")\d+')

#: An output is a document, not a data dump.
OUTPUT_LIMIT = 100_000_000


@dataclass(frozen=True, slots=True)
class DocxFile:
    """A finished document; `data` is the file."""

    data: bytes = field(repr=False)


def render_docx(view: PrintView, template: Template, decisions: Decisions = NONE) -> DocxFile:
    """Print `view` with `template`, laid out as its pages have decided.

    Raises TemplateError; the same input gives the same bytes.
    """
    compiled = compile_template(template)
    context = context_of(view, compiled.book)
    numbers = itertools.count(1001)
    is_turning = any(part.is_turned for part in view.parts) and compiled.book.turned is not None
    written = [_fill(compiled, part, context, numbers, is_turning=is_turning) for part in compiled.filled]
    prove(view, compiled, written)
    if has_adjustments(decisions):
        written = [_adjusted(compiled, text, view, decisions) for text in written]
    outputs = [(DECLARATION + text).encode() for text in written]
    members = (
        pack_member(compiled.filled[member].name, outputs[member]) if isinstance(member, int) else member
        for member in compiled.members
    )
    names = [part.name for part in compiled.filled]
    illustrated = with_pictures(members, pictures_of(view), dict(zip(names, outputs, strict=True)))
    return DocxFile(write_zip(for_paper(view, illustrated)))


def _fill(
    compiled: CompiledTemplate, part: FilledPart, context: dict[str, Any], numbers: Iterator[int], *, is_turning: bool
) -> str:
    try:
        text = part.jinja.render(context)
    except (jinja2.TemplateError, TypeError) as error:
        raise _no_value(compiled.template, part, error) from error
    if is_turning:
        text = settled(text)
    if ":docPr " in text:
        text = _DRAWING_NUMBER.sub(lambda match: f"{match.group(1)}{next(numbers)}", text)
    # A letter takes 4 bytes at most.
    if 4 * len(text) > OUTPUT_LIMIT and len(text.encode()) > OUTPUT_LIMIT:
        raise refusal(
            compiled.template,
            "output-too-large",
            f"套用模板后的文档超过上限 {OUTPUT_LIMIT // 1_000_000} MB。",
            "请把内容拆成几个文件，或核对模板里的循环。",
        )
    return text


def _no_value(template: Template, part: FilledPart, error: Exception) -> TemplateError:
    """A variable that this document, or this block of it, does not have."""
    tag = part.tag_at(_line_of(error))
    written, spot = (tag.written, tag.spot) if tag else ("某个标签", "")
    return refusal(
        template,
        "no-value",
        f"标签 {written} 在这份公文里取不到值。",
        '这一项不一定有，或只属于另一类块：请先用 if 判断（如 {%p if 版头 %}、{%p if 块.类型 == "段落" %}）。',
        spot,
    )


def _line_of(error: Exception) -> int:
    """The line of the Jinja source that failed; Jinja rewrites its tracebacks to say so."""
    line = 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _adjusted(compiled: CompiledTemplate, text: str, view: PrintView, decisions: Decisions) -> str:
    root = etree.fromstring(text, parser())
    if root.tag != w("document"):
        return text
    adjust(root, view, decisions, compiled.book)
    return etree.tostring(root, encoding="unicode")
