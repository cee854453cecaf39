"""Taking a DOCX apart, changing it and putting it together again: how hostile and drifted templates are made here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from gongwen.diagnostics import TemplateError
from gongwen.printview import PrintView
from gongwen.render import Template, find_template, render_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
RED_HEAD, PLAIN = "文件", "普通"
#: The paragraph that ends the section of upright pages.
END_OF_BODY = '<w:p><w:pPr><w:pStyle w:val="分节"/><w:sectPr>'


def parts(data: bytes) -> dict[str, bytes]:
    """Every member of a DOCX."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Mapping[str, bytes | str]) -> bytes:
    """A ZIP of members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            # A date of its own would make each copy a template of its own.
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def template_of(data: bytes, name: str = "试验") -> Template:
    """A template of these bytes."""
    return Template(name, Path(f"{name}.docx"), data)


def changed(changes: Mapping[str, Callable[[str], str] | str | None], *, base: str = PLAIN) -> Template:
    """A default template with parts changed (by a function), replaced or added (text), or left out (None)."""
    members: dict[str, bytes | str] = dict(parts(find_template(base).data))
    for name, change in changes.items():
        if change is None:
            del members[name]
        elif isinstance(change, str):
            members[name] = change
        else:
            old = members[name]
            members[name] = change(old.decode() if isinstance(old, bytes) else old)
    return template_of(packed(members))


def with_body(xml: str, *, base: str = PLAIN) -> Template:
    """A default template with `xml` in place of everything before the section's properties."""

    def change(document: str) -> str:
        start = document.index("<w:body>") + len("<w:body>")
        return document[:start] + xml + document[document.index(END_OF_BODY) :]

    return changed({DOCUMENT: change}, base=base)


def with_more(xml: str, *, base: str = PLAIN) -> Template:
    """A default template with `xml` added at the end of the body."""
    return changed({DOCUMENT: at_the_end(xml)}, base=base)


def at_the_end(xml: str) -> Callable[[str], str]:
    """Adds `xml` as the last of the body."""
    return lambda text: text.replace(END_OF_BODY, xml + END_OF_BODY)


def with_relationship(kind: str, target: str, *, mode: str = "", uses: str = "") -> Template:
    """A default template whose main part points to `target`; `uses` is markup that does."""
    external = f' TargetMode="{mode}"' if mode else ""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    row = f'<Relationship Id="rId99" Type="{namespace}/{kind}" Target="{target}"{external}/>'
    return changed(
        {
            "word/_rels/document.xml.rels": lambda text: text.replace("</Relationships>", f"{row}</Relationships>"),
            DOCUMENT: at_the_end(uses),
            "word/added.bin": "x",
        }
    )


def line(text: str) -> str:
    """A paragraph of plain text, tags included."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def lines(*texts: str) -> str:
    """Several of them."""
    return "".join(map(line, texts))


def codes(error: TemplateError) -> list[str]:
    """The codes of an error without their area."""
    return [item.code.removeprefix("template/") for item in error.diagnostics]


def output(view: PrintView, template: Template) -> dict[str, bytes]:
    """The parts of the rendered document."""
    return parts(render_docx(view, template).data)


def root(data: bytes) -> etree._Element:
    """The tree of one part."""
    return etree.fromstring(data)


def paragraphs_of(data: bytes) -> Iterator[tuple[str, str]]:
    """Style and text of every paragraph of a main part; tabs and breaks as characters."""
    marks = {f"{W}tab": "\t", f"{W}br": "\n"}
    for paragraph in root(data).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        pieces = [
            marks.get(str(item.tag), item.text if item.tag == f"{W}t" else "") or ""
            for run in paragraph.iter(f"{W}r")
            for item in run
        ]
        yield "" if style is None else style.get(f"{W}val", ""), "".join(pieces)


def texts_of(data: bytes) -> list[str]:
    """The text of every paragraph that has one."""
    return [text for _, text in paragraphs_of(data) if text]
