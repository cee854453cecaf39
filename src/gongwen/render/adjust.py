"""What was decided on the rendered pages, written into the filled document: spacing and page breaks.

This is the only formatting that a document has beyond its template: it belongs to this document and to these pages. The
paragraphs are found by their texts, so it works with any template.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator

from lxml import etree

from gongwen.decisions import Decisions, ImprintApart, LinePitch, NothingHangs, PageBreak, TightParagraph
from gongwen.printview import ChartBlock, PrintView, TableBlock
from gongwen.render import style_names as names
from gongwen.render.grid import HANGING_MARK_EASE
from gongwen.render.stylebook import PARAGRAPH, Stylebook
from gongwen.render.wordml import w

#: Styles whose lines are those of the body.
_OF_THE_BODY = (
    names.BODY, names.LAST_BODY, names.BLANK, names.RECIPIENT, *names.HEADINGS, *names.ROSTER_LINES.values(),
    *names.ROSTER_TEXTS.values(), names.ATTACHMENT_NOTE, names.SINGLE_ATTACHMENT_NOTE, names.MANY_ATTACHMENTS_NOTE,
    names.SIGNATURE, names.REMARK,
)  # fmt: skip

#: The order in which the schema wants what stands before and after the properties that are set here.
_PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
)  # fmt: skip
_RUN_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz",
)  # fmt: skip
_SECTION_ORDER = ("titlePg", "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")


def adjust(document: etree._Element, view: PrintView, decisions: Decisions, book: Stylebook) -> None:
    """Write the decisions into document.xml."""
    body = document.find(w("body"))
    assert body is not None
    spots = _Spots(body, view)
    for pitch in decisions.of(LinePitch):
        _set_pitch(spots.of_part(pitch.part), pitch.pitch.twips, book)
    for tight in decisions.of(TightParagraph):
        for paragraph in spots.of_block(tight.part, tight.block):
            _tighten(paragraph, book)
    for inside in decisions.of(NothingHangs):
        for paragraph in spots.of_block(inside.part, inside.block):
            # LibreOffice 7.4 reads this the wrong way round and hangs nothing; Word hangs marks with it as without.
            _child(_properties(paragraph, "pPr"), "overflowPunct", _PARAGRAPH_ORDER).set(w("val"), "1")
    for item in decisions.of(PageBreak):
        for paragraph in spots.of_block(item.part, item.block):
            _break(paragraph, item.at)
    for apart in decisions.of(ImprintApart):
        _set_apart(body, after_blank=apart.after_blank)


class _Spots:
    """The paragraphs of the document that print the blocks of the view, found by their texts in the order of both."""

    def __init__(self, body: etree._Element, view: PrintView) -> None:
        self._paragraphs = [child for child in body if child.tag == w("p")]
        self._view = view
        self._blocks: dict[tuple[int, int], etree._Element] = {}
        self._starts: list[int] = []
        at = 0
        texts = [_printed(paragraph) for paragraph in self._paragraphs]
        for number, part in enumerate(view.parts):
            head = _squeezed(part.recipient or "".join(part.title))
            at = next((place for place in range(at, len(texts)) if texts[place] == head), at)
            self._starts.append(at)
            for index, block in enumerate(part.blocks):
                if isinstance(block, TableBlock | ChartBlock):
                    continue
                wanted = _squeezed("".join(_texts(block)))
                found = next((place for place in range(at, len(texts)) if texts[place] == wanted), None)
                if found is not None:
                    self._blocks[number, index] = self._paragraphs[found]
                    at = found + 1

    def of_block(self, part: int, block: int) -> Iterator[etree._Element]:
        """The paragraph of a block; none where a template prints it otherwise."""
        if (part, block) in self._blocks:
            yield self._blocks[part, block]

    def of_part(self, part: int) -> Iterable[etree._Element]:
        """Every paragraph of a part from the recipients on, or from below its title."""
        start = self._starts[part] + (not self._view.parts[part].recipient)
        following = self._view.parts[part + 1 :]
        end = len(self._paragraphs)
        if following:
            opening = _squeezed(following[0].attachment_mark or "".join(following[0].title))
            texts = enumerate(map(_printed, self._paragraphs))
            end = next((place for place, text in texts if place > start and text == opening), end)
        return self._paragraphs[start:end]


def _texts(block: object) -> Iterator[str]:
    """The texts of a block in the order in which they are printed."""
    for name in ("heading", "label", "name", "post", "text"):
        yield getattr(block, name, "")
    yield from getattr(block, "lines", ())


def _printed(paragraph: etree._Element) -> str:
    return _squeezed("".join(item.text or "" for item in paragraph.iter(w("t"))))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _set_pitch(paragraphs: Iterable[etree._Element], pitch: int, book: Stylebook) -> None:
    """Lines of the body that are not spaced by the template itself; a line of another size keeps its height."""
    styles = {book.identifiers.get((PARAGRAPH, name.lower())) for name in _OF_THE_BODY}
    for paragraph in paragraphs:
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None and style.get(w("val")) in styles:
            spacing = _child(_properties(paragraph, "pPr"), "spacing", _PARAGRAPH_ORDER)
            spacing.set(w("line"), str(pitch))
            spacing.set(w("lineRule"), "exact")


def _tighten(paragraph: etree._Element, book: Stylebook) -> None:
    """One character more to a line."""
    grid = book.grid
    room = book.text_width // (grid.geometry.characters.nominal + 1)
    spacing = str(room - grid.geometry.body_size.nominal.twips - HANGING_MARK_EASE)
    for run in paragraph.iter(w("r")):
        _child(_properties(run, "rPr"), "spacing", _RUN_ORDER).set(w("val"), spacing)


def _break(paragraph: etree._Element, at: int) -> None:
    """A new page before the paragraph, or in it after so many characters."""
    properties = _properties(paragraph, "pPr")
    if not at:
        _child(properties, "pageBreakBefore", _PARAGRAPH_ORDER)
        return
    # What stands before the break must not be drawn to what stands behind it.
    _child(properties, "keepNext", _PARAGRAPH_ORDER).set(w("val"), "0")
    for text in list(paragraph.iter(w("t"))):
        written = text.text or ""
        count = len(_squeezed(written))
        if count < at:
            at -= count
            continue
        run = text.getparent()
        assert run is not None
        cut = _after(written, at)
        rest = copy.deepcopy(run)
        following = list(text.itersiblings())
        text.text = written[:cut]
        for sibling in following:
            run.remove(sibling)
        etree.SubElement(run, w("br")).set(w("type"), "page")
        run.addnext(rest)
        # The copy begins behind the cut.
        copied = list(rest.iter(w("t")))[list(run.iter(w("t"))).index(text)]
        for sibling in list(copied.itersiblings(preceding=True)):
            if sibling.tag != w("rPr"):
                rest.remove(sibling)
        copied.text = written[cut:]
        return


def _after(text: str, count: int) -> int:
    """The place behind the `count`-th character that is no blank."""
    for place, character in enumerate(text):
        if not count:
            return place
        count -= not character.isspace()
    return len(text)


def _set_apart(body: etree._Element, *, after_blank: bool) -> None:
    """The floating table of the imprint, and the paragraph it hangs on, on a page of their own."""
    table = next((item for item in body.iter(w("tbl")) if item.find(f"{w('tblPr')}/{w('tblpPr')}") is not None), None)
    section = body.find(w("sectPr"))
    if table is None or section is None or table.getparent() is not body:
        return
    anchor = table.getnext()
    if anchor is None or anchor.tag != w("p"):
        return
    if not after_blank:
        _child(_properties(anchor, "pPr"), "pageBreakBefore", _PARAGRAPH_ORDER)
        return
    # 7.5: neither the blank page nor that of the imprint bears a number. A section of one page whose first page
    # differs, but has nothing of its own, is such a page; so no footer need be added to the file.
    bare = copy.deepcopy(section)
    _child(bare, "titlePg", _SECTION_ORDER)
    last, blank = _thin_paragraph(anchor), _thin_paragraph(anchor)
    previous = table.getprevious()
    if previous is not None and previous.tag == w("p"):
        last = previous
    else:
        table.addprevious(last)
    _properties(last, "pPr").append(copy.deepcopy(section))
    _properties(blank, "pPr").append(bare)
    table.addprevious(blank)
    # LibreOffice takes no new page for a section that begins with a floating table.
    table.addprevious(_thin_paragraph(anchor))
    body.replace(section, copy.deepcopy(bare))


def _thin_paragraph(anchor: etree._Element) -> etree._Element:
    """An empty paragraph as low as the one that the imprint hangs on."""
    made = etree.Element(w("p"))
    style = anchor.find(f"{w('pPr')}/{w('pStyle')}")
    if style is not None:
        _properties(made, "pPr").append(copy.deepcopy(style))
    return made


def _properties(element: etree._Element, name: str) -> etree._Element:
    """The properties of a paragraph or run, made if need be."""
    found = element.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        element.insert(0, found)
    return found


def _child(properties: etree._Element, name: str, order: tuple[str, ...]) -> etree._Element:
    """A property, made in the place where the schema wants it."""
    found = properties.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        later = {w(tag) for tag in order[order.index(name) + 1 :]}
        place = next((index for index, child in enumerate(properties) if child.tag in later), len(properties))
        properties.insert(place, found)
    return found
