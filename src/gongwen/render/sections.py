"""Sections of a document where the paper turns (clause 8).

A template shows how its turned pages lie by an empty section at its end that lies on its side. It is taken out when
the template is compiled, and comes back around the parts of a document that stand on turned paper.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongwen.printview import PaperTurn
from gongwen.render import style_names as names
from gongwen.render.stylebook import PARAGRAPH, Stylebook
from gongwen.render.wordml import attribute, w

if TYPE_CHECKING:
    from lxml import etree

STYLES = ((PARAGRAPH, names.SECTION_END),)

_SECTION = re.compile(r"<w:sectPr[ >].*?</w:sectPr>", re.DOTALL)
_OWN_FIRST_PAGE = re.compile(r"<w:titlePg(?: [^>]*)?/>")
_CONTENT = re.compile(r"<w:(?:t|tbl|drawing|pict|object|fldSimple|instrText)[ >]")
_PARAGRAPH = re.compile(r"<w:p[ >]")


def take_turned(document: etree._Element) -> etree._Element | None:
    """Takes the empty last section that lies on its side out of `document`; None if there is none."""
    body = document.find(w("body"))
    last = body.find(w("sectPr")) if body is not None else None
    if body is None or last is None or not _is_turned(last):
        return None
    ends = [item for item in body.iterfind(w("p")) if item.find(f"{w('pPr')}/{w('sectPr')}") is not None]
    if not ends:
        return None
    sample = list(ends[-1].itersiblings())
    if any(item.text for one in sample for item in one.iter(w("t"))):
        return None
    for item in sample:
        body.remove(item)
    own = ends[-1].find(f"{w('pPr')}/{w('sectPr')}")
    assert own is not None
    body.append(own)
    if not "".join(item.text or "" for item in ends[-1].iter(w("t"))):
        body.remove(ends[-1])
    return last


def _is_turned(section: etree._Element) -> bool:
    size = section.find(w("pgSz"))
    return size is not None and size.get(w("orient")) == "landscape"


def section_end_xml(turn: PaperTurn, book: Stylebook) -> str:
    """The paragraph that ends a section; none where the template cannot turn the paper."""
    if book.turned is None:
        return ""
    style = attribute(book.identifier(PARAGRAPH, names.SECTION_END))
    section = book.turned if turn.is_turned else book.upright
    return f"<w:p><w:pPr><w:pStyle w:val={style}/>{section.markup}</w:pPr></w:p>"


def settled(document: str) -> str:
    """The document with surroundings of a first page in its first section only, and without an empty last section."""
    sections = list(_SECTION.finditer(document))
    for later in reversed(sections[1:]):
        kept = _OWN_FIRST_PAGE.sub("", later.group())
        document = f"{document[: later.start()]}{kept}{document[later.end() :]}"
    return _without_empty_last(document)


def _without_empty_last(document: str) -> str:
    """A paragraph that ends a section with nothing after it: its section becomes that of the document."""
    sections = list(_SECTION.finditer(document))
    if len(sections) < 2:
        return document
    before, last = sections[-2:]
    end = document.index("</w:p>", before.end()) + len("</w:p>")
    if _CONTENT.search(document, end, last.start()):
        return document
    start = max(match.start() for match in _PARAGRAPH.finditer(document, 0, before.start()))
    return f"{document[:start]}{before.group()}{document[last.end() :]}"
