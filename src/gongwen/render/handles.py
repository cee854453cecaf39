"""Pieces that a template inserts whole because their geometry follows from their text.

What they print names the template's styles and adds only what had to be computed.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.printview import AuthorityMark, Illustration, PaperTurn, Signature, Table
from gongwen.render import sections, tables
from gongwen.render import style_names as names
from gongwen.render.illustrations import illustration_xml
from gongwen.render.marks import authority_mark_xml
from gongwen.render.reading import handle_texts
from gongwen.render.signature import signature_xml
from gongwen.render.stylebook import PARAGRAPH, Stylebook
from gongwen.render.texts import encoded
from gongwen.render.wordml import spoken, squeezed

#: The styles each handle prints in.
STYLES: dict[type, tuple[tuple[str, str], ...]] = {
    AuthorityMark: ((PARAGRAPH, names.AUTHORITY_MARK),),
    Illustration: ((PARAGRAPH, names.TABLE_TEXT),),
    Signature: ((PARAGRAPH, names.SIGNATURE), (PARAGRAPH, names.BLANK)),
    Table: tables.STYLES,
    PaperTurn: sections.STYLES,
}


def markup_of(handle: object, book: Stylebook) -> Iterator[bytes]:
    """The markup of a handle, in pieces. Raises ValueError for text that load must not let through."""
    if isinstance(handle, Table):
        yield from tables.table_markup(handle, book.on_paper(is_turned=handle.is_turned))
        return
    texts = handle_texts(handle)
    encoded(texts)
    markup = _markup_of(handle, book)
    if squeezed("".join(texts)) not in squeezed(spoken(markup)):
        raise ValueError("a handle lost a text")
    yield markup.encode()


def _markup_of(handle: object, book: Stylebook) -> str:
    if isinstance(handle, AuthorityMark):
        return authority_mark_xml(handle, book)
    if isinstance(handle, Signature):
        return signature_xml(handle, book.on_paper(is_turned=handle.is_turned))
    if isinstance(handle, Illustration):
        return illustration_xml(handle, book)
    assert isinstance(handle, PaperTurn)
    return sections.section_end_xml(handle, book)
