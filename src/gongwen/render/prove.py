"""Proof after filling: the XML is whole, Word will accept its tables, and no text of the print view was lost."""

from __future__ import annotations

import functools
import re
import typing
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from gongwen.diagnostics import Diagnostic, TemplateError
from gongwen.printview import AttachmentNote, AuthorityMark, Block, Part, PrintView, fields_of
from gongwen.render.compiled import CompiledTemplate
from gongwen.render.fill import Filled
from gongwen.render.reading import needed
from gongwen.render.schema import HANDLES
from gongwen.render.template import Template, problem, refusal
from gongwen.render.wordml import spoken, squeezed, w

if TYPE_CHECKING:
    from lxml import etree

_QUOTED = 20
_MOST_REPORTED = 20

#: What the default templates call the items of a list, for hints.
_LOOP_VARIABLES: dict[type, str] = {
    Part: "部分",
    AttachmentNote: "项",
    **dict.fromkeys(typing.get_args(Block), "块"),
}


#: What a cell without a paragraph at its end, a row without a cell or a table without a row must have, and others may.
_HOLE = re.compile(b"</w:t(?:c>(?<!</w:p></w:tc>)|r>(?<!</w:tc></w:tr>)|bl>(?<!</w:tr></w:tbl>))")
_EMPTY = re.compile(b"<w:t(?:c|r|bl)/>")


def prove(view: PrintView, compiled: CompiledTemplate, filled: Sequence[Filled]) -> None:
    """Refuses (TemplateError) an output that Word cannot read, and the loss of a text.

    What was shown of all outputs when the template was compiled is not looked at again, for parsing takes longer than
    all the rest; the tests do so all the same (tests/conftest.py).
    """
    template = compiled.template
    for part, made in zip(compiled.filled, filled, strict=True):
        if part.wholeness.is_balanced and part.wholeness.has_full_tables:
            continue
        frame = b"".join(made.frame)
        if not part.wholeness.is_balanced or _HOLE.search(frame) or _EMPTY.search(frame):
            _refuse_empty_tables(template, _parsed(template, part.name, made.data()))
    if not _are_all_printed(view, filled):
        refuse_lost_text(template, view, [spoken(made.data().decode()) for made in filled])


def _are_all_printed(view: PrintView, filled: Sequence[Filled]) -> bool:
    """Was each text and each handle of the view put into an output at least as often as it stands in the view?

    Texts are put in whole, and only where text is shown; handles print all of theirs (`handles.py`). So what is counted
    here need not be looked for in the outputs.
    """
    texts, handles = needed(view)
    said = [text for made in filled for text in made.said]
    inserted = [id(handle) for made in filled for handle in made.inserted]
    return _has_all(said, texts) and _has_all(inserted, list(map(id, handles)))


def _has_all(printed: Sequence[object], wanted: Sequence[object]) -> bool:
    """Does each of `wanted` stand in `printed`, and as often?"""
    coming = iter(printed)
    # Templates print in the order of the view, but for those that are out of the ordinary.
    if all(item in coming for item in wanted):
        return True
    counts = Counter(printed)
    return all(counts[item] >= count for item, count in Counter(wanted).items())


def _parsed(template: Template, name: str, xml: bytes) -> etree._Element:
    """The root of a filled part, parsed strictly."""
    from lxml import etree

    from gongwen.render.xml import parser

    try:
        return etree.fromstring(xml, parser())
    except etree.XMLSyntaxError as error:
        raise refusal(
            template,
            "broken-output",
            "套用模板后的文档格式有误，没有输出。",
            "请核对模板里 if、for 标签的位置：两头要么都独占一段，要么在同一段里。",
            f"部件 {name}",
        ) from error


def _refuse_empty_tables(template: Template, root: etree._Element) -> None:
    """A cell without a paragraph, a row without cells or a table without rows makes Word call the file damaged."""
    for cell in root.iter(w("tc")):
        if not any(True for _ in cell.iter(w("p"))) or cell[-1].tag == w("tbl"):
            text = "".join(item.text or "" for item in _row(cell).iter(w("t")))
            raise refusal(
                template,
                "empty-cell",
                "套用模板后，表格里有一格没有段落，Word 无法打开。",
                "请在这一格里留一个空段，或用 {%tr if … %} 控制整行。",
                f"“{text[:_QUOTED]}”所在行",
            )
    for row in root.iter(w("tr")):
        if not any(True for _ in row.iter(w("tc"))):
            raise refusal(
                template,
                "empty-row",
                "套用模板后，表格里有一行一格也没有，Word 无法打开。",
                "请在这一行里留一格，或用 {%tr if … %} 控制整行。",
            )
    for table in root.iter(w("tbl")):
        if not any(True for _ in table.iter(w("tr"))):
            raise refusal(
                template,
                "empty-table",
                "套用模板后，有一个表格一行也没有，Word 无法打开。",
                "请用 {%p if … %} 控制整个表格。",
            )


def refuse_lost_text(template: Template, view: PrintView, said: Iterable[str]) -> None:
    """Every printed text of the view stands in what the outputs say, as many times as in the view.

    A template may have a text in print itself, the name of its office for one. Blanks do not count.
    """
    whole = "\0".join(map(squeezed, said))
    counts: Counter[str] = Counter()
    named: dict[str, tuple[str, str]] = {}
    for text, name, tag in printed_texts(view):
        sought = squeezed(text)
        counts[sought] += bool(sought)
        named.setdefault(sought, (name, tag))
    lost = [(sought, *named[sought]) for sought, count in counts.items() if whole.count(sought) < count]
    if lost:
        raise TemplateError(*(_lost(template, *item) for item in lost[:_MOST_REPORTED]))


def printed_texts(view: PrintView) -> Iterator[tuple[str, str, str]]:
    """Each text that must be printed, its variable and the tag that prints it, in the order of the view.

    A handle prints its texts in one piece, so they are one text here.
    """
    yield from _record(view, "", "")


def _texts(value: object, path: str, variable: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, AuthorityMark) and value.is_preprinted:
        return
    if isinstance(value, HANDLES):
        yield "".join(text for text, _, _ in _record(value, path, "")), path, f"{{{{p {variable} }}}}"
    elif isinstance(value, str):
        yield value, path, f"{{{{ {variable} }}}}"
    elif isinstance(value, tuple):
        for item in value:
            if isinstance(item, str):
                yield item, path, f"{{% for 项 in {variable} %}}{{{{ 项 }}}}{{% endfor %}}"
            else:
                yield from _texts(item, path, _LOOP_VARIABLES.get(type(item), ""))
    elif isinstance(value, Struct):
        yield from _record(value, path, variable)


def _record(value: object, path: str, variable: str) -> Iterator[tuple[str, str, str]]:
    owner: Any = type(value)
    kind = getattr(owner, "kind", "")
    here = f"{path}〈{kind}〉" if kind else path
    for attribute, name in _printed_fields(owner):
        inner = f"{variable}.{name}" if variable else name
        yield from _texts(getattr(value, attribute), f"{here}.{name}" if here else name, inner)


@functools.cache
def _printed_fields(owner: Any) -> tuple[tuple[str, str], ...]:
    return tuple((field.attribute, field.variable.name) for field in fields_of(owner) if field.variable.is_printed)


def _lost(template: Template, text: str, name: str, tag: str) -> Diagnostic:
    quoted = text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
    return problem(
        template,
        "text-lost",
        f"模板没有印出“{quoted}”（变量 {name}）。",
        f"请在模板里写上 {tag}，或换用印这一项的模板。",
    )


def _row(cell: etree._Element) -> etree._Element:
    row = cell.getparent()
    return cell if row is None else row
