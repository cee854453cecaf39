"""A part as it runs over the pages: its text, line by line, and its tail (联系人, 附件说明, 落款, 附注)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from gongwen.check.document import Laid
from gongwen.check.elements import BODY, Element, Kind
from gongwen.check.strips import Sheet, Strip
from gongwen.check.tolerance import BASELINE_SHARE
from gongwen.lengths import TWIPS_PER_POINT, Length, mm, twips
from gongwen.printview import ChartBlock, TableBlock
from gongwen.standard.elements import ATTACHMENT_NOTE_GAP
from gongwen.standard.geometry import Geometry
from gongwen.standard.page import PITCH_CUT

TEXT = (*BODY, Kind.ROSTER, Kind.ARTICLE_TITLE, Kind.BYLINE)
TAIL = (Kind.ATTACHMENT_NOTE, Kind.AUTHORITY, Kind.DATE, Kind.REMARK)
#: What must not be the last line of a page: the text it belongs to follows.
_LEADS = (Kind.HEADING, Kind.ARTICLE_TITLE, Kind.BYLINE)
#: Places are measured to this (the renderer's rounding): so much more than the room still fits.
EASE = mm(0.25)


class TextLine(Struct, frozen=True):
    """A line of the text, and how many characters of its block stand before it, blanks not counted."""

    strip: Strip
    element: Element
    at: int

    @property
    def page(self) -> int:
        return self.strip.page

    @property
    def leads(self) -> bool:
        """Does it belong to what follows?"""
        return self.element.kind in _LEADS

    @property
    def may_begin_page(self) -> bool:
        """A paragraph may be cut between its lines; a line of a roster hangs from its name."""
        return self.at == 0 or self.element.kind in (Kind.PARAGRAPH, Kind.RUN_IN)


class Flow(Struct, frozen=True):
    """One part on its pages. `pages` are those that bear text of it, lines or a table."""

    laid: Laid
    geometry: Geometry
    part: int
    head: tuple[Element, ...]
    lines: tuple[TextLine, ...]
    tail: tuple[Element, ...]
    pages: frozenset[int]

    @property
    def pitch(self) -> Length:
        return self.laid.area.pitch

    @property
    def bottom(self) -> Length:
        """Where the slots of lines end on a full page."""
        return self.geometry.bottom + self.geometry.outset

    @property
    def idle(self) -> Length:
        """What the lines leave above their first one and below their last one on full pages: the grid is centred."""
        return (self.geometry.box_height - self.pitch * self.geometry.lines.nominal) * 0.5

    @property
    def tail_lines(self) -> int:
        """The height of the tail in lines, blank ones counted."""
        assert self.laid.view is not None
        part = self.laid.view.parts[self.part]
        blank = ATTACHMENT_NOTE_GAP.nominal if part.attachment_notes else 0
        blank += part.signature.blank_lines if part.signature is not None else 0
        return blank + sum(len(element.strips) for element in self.tail)

    @property
    def last_page(self) -> int:
        """Where the text ends."""
        return max(self.pages)

    @property
    def end(self) -> Length:
        """Where on that page it ends."""
        strips = [line.strip for line in self.lines if line.page == self.last_page]
        return end_of(self.laid.sheet(self.last_page), self.pitch, strips)

    @property
    def stranded(self) -> int | None:
        """The first page that bears something of the tail and nothing of the text."""
        alone = {strip.page for element in self.tail for strip in element.strips} - self.pages
        return min(alone, default=None)

    @property
    def held(self) -> int | None:
        """The first line of the last page if it went over with others though the page before had room for it.

        LibreOffice keeps the last paragraph whole with the tail that it must not leave alone.
        """
        first = next((index for index, line in enumerate(self.lines) if line.page == self.last_page), 0)
        if not first or not self.tail or self.lines[first - 1].page != self.last_page - 1:
            return None
        assert self.laid.view is not None
        following = self.laid.view.parts[self.part].blocks[self.lines[first - 1].element.block :]
        if any(isinstance(block, TableBlock | ChartBlock) for block in following):
            # It may be that which had no room.
            return None
        return first if self.room_after(first) else None

    def room_after(self, index: int) -> int:
        """How many lines fit on the page of the line before this one, below it."""
        return self.room(self.lines[index - 1].strip.baseline + self.pitch * (1 - BASELINE_SHARE))

    def room(self, below: Length) -> int:
        """How many lines fit between a place and the end of the text area."""
        return int((self.bottom + EASE - below).over(self.pitch))


def flow_of(laid: Laid, geometry: Geometry, part: int) -> Flow | None:
    """The flow of a part; None where its text was not found whole, for then nothing can be told."""
    assert laid.view is not None
    elements = [element for element in laid.elements.all if element.part == part]
    texts = [element for element in elements if element.kind in TEXT and element.block is not None]
    tail = tuple(element for element in elements if element.kind in TAIL)
    blocks = laid.view.parts[part].blocks
    tables = [index for index, block in enumerate(blocks) if isinstance(block, TableBlock | ChartBlock)]
    if len({element.block for element in texts}) + len(tables) < len(blocks) or not blocks:
        return None
    if tail and texts and texts[-1].is_contact and texts[-1].block == len(blocks) - 1:
        texts, tail = texts[:-1], (texts[-1], *tail)
    lines = tuple(_lines(texts))
    head = tuple(element for element in elements if element.kind in (Kind.TITLE, Kind.SUBTITLE, Kind.RECIPIENT))
    pages = {line.page for line in lines}
    if tables:
        first = min((strip.page for element in elements for strip in element.strips), default=1)
        last = tail[0].page if tail else max(pages, default=first)
        pages |= {sheet.page.number for sheet in laid.sheets[first - 1 : last] if sheet.table}
    if not pages:
        return None
    return Flow(laid, geometry, part, head, lines, tail, frozenset(pages))


def narrowed(flow: Flow, most: Length) -> Length | None:
    """A pitch of no more than this, in whole twips; None where that is narrower than a pitch may be."""
    pitch = twips(int(most.pt * TWIPS_PER_POINT))
    return pitch if pitch >= flow.geometry.line_pitch - PITCH_CUT else None


def _lines(texts: list[Element]) -> Iterator[TextLine]:
    for element in texts:
        at = 0
        for strip in element.strips:
            yield TextLine(strip, element, at)
            at += len(strip.text)


def end_of(sheet: Sheet, pitch: Length, strips: Iterable[Strip]) -> Length:
    """Where on a page the slots of some lines end, or its last table if that is lower."""
    ends = [strip.baseline + pitch * (1 - BASELINE_SHARE) for strip in strips]
    ends += [bottom for _, bottom in sheet.zones]
    return max(ends, default=mm(0))
