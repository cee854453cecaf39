"""What a finished document must not tell: who wrote the template, on which machine, in which editing sessions."""

from __future__ import annotations

from lxml import etree

from gongwen.render.wordml import DECLARATION, W14, W, w

#: Editing sessions and their traces; the ids of paragraphs would also be repeated by a loop.
_ELEMENTS = frozenset(
    w(name)
    for name in ("rsid", "rsids", "proofErr", "lastRenderedPageBreak", "docVars", "attachedTemplate", "mailMerge")
)
_PARAGRAPH_IDS = (f"{{{W14}}}paraId", f"{{{W14}}}textId")
_RSID = f"{{{W}}}rsid"
#: DrawingML and VML: what carries the name or the description of a picture.
_PICTURES = ("docPr", "cNvPr", "imagedata", "shape")
#: The place of the cursor when the template was last closed.
_LAST_EDIT = "_GoBack"

_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"

#: Fixed: no author, no title, the beginning of ZIP time for a date.
CORE_PROPERTIES = (
    f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PROPERTIES}" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
).encode()
EXTENDED_PROPERTIES = (
    f'{DECLARATION}<Properties xmlns="{_EXTENDED}"><Application>gongwen</Application></Properties>'
).encode()


def strip_private(root: etree._Element) -> None:
    """Take editing traces out of one part, in place."""
    for element in list(root.iter(etree.Element)):
        for name in list(element.attrib):
            key = str(name)
            if key.startswith(_RSID) or key in _PARAGRAPH_IDS:
                del element.attrib[name]
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] in _PICTURES:
            _anonymise_picture(element)
        if element.tag in _ELEMENTS:
            _remove(element)
        elif element.tag == w("bookmarkStart") and element.get(w("name")) == _LAST_EDIT:
            identifier = element.get(w("id"))
            for end in list(root.iter(w("bookmarkEnd"))):
                if end.get(w("id")) == identifier:
                    _remove(end)
            _remove(element)


def _anonymise_picture(element: etree._Element) -> None:
    """Names and descriptions of pictures are mostly the names of the files they came from."""
    for name in list(element.attrib):
        if str(name).rpartition("}")[2] in ("descr", "title", "alt"):
            del element.attrib[name]
    if element.get("name"):
        element.set("name", "图片")


def _remove(element: etree._Element) -> None:
    """Without its tail: in these parts a tail is nothing but indentation."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
