"""Rosters on the page (K04, K05, K07, K08, K18): columns, padded names, hanging posts, faces. Practice, no
standard's demand.

Only of our own documents, whose texts are known: how another office sets out its columns cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from gongwen.check.distances import from_edge
from gongwen.check.document import Laid
from gongwen.check.elements import Element, Kind
from gongwen.check.found import Found, Span, Value, Wording, in_mm
from gongwen.check.judging import odd_face, quoted, wrong_indent
from gongwen.check.outcome import NotChecked
from gongwen.check.strips import Strip, plain, spot_of
from gongwen.check.tolerance import of_place
from gongwen.check.verdict import Check
from gongwen.lengths import mm
from gongwen.printview import RosterLine, RosterText
from gongwen.standard import roster
from gongwen.standard.elements import FANGSONG, HEITI, KAITI
from gongwen.standard.requirement import Count, Face, Force

#: Two characters of a padded name are told from two that are not by much more than this.
_STEP = of_place(mm(1))
_SEPARATORS = re.compile("[、，]")
_HAN_NAME = re.compile(r"[^\W\d_a-zA-Z]{2,4}|[^\W\d_a-zA-Z]+(?:·[^\W\d_a-zA-Z]+)+")


class _Entry(Struct, frozen=True):
    """A line or a row of names of a roster, with its element on the page."""

    element: Element
    block: RosterLine | RosterText

    @property
    def label(self) -> str:
        return plain(self.block.label)

    def names(self) -> Iterator[tuple[int, str]]:
        """Each name with the place of its first character in the element."""
        at = len(self.label)
        if isinstance(self.block, RosterLine):
            yield at, _bare(plain(self.block.name))
            return
        pieces = [plain(piece) for piece in _SEPARATORS.split(self.block.text)]
        are_names = all(_HAN_NAME.fullmatch(_bare(piece)) for piece in pieces if piece)
        for piece in pieces:
            if are_names and piece:
                yield at, _bare(piece)
            at += len(piece) + 1

    def piece(self, start: int, end: int | None = None) -> Strip | None:
        return next(self.element.glyph_strips(start, end), None)


def _bare(name: str) -> str:
    """Without the unit that tells namesakes apart."""
    return name.partition("（")[0]


def _entries(laid: Laid) -> Iterator[_Entry]:
    """Those that were found whole, on upright pages."""
    found = laid.need(Kind.ROSTER)
    if laid.view is None:
        raise NotChecked("别处来的名单，各行写的是什么不能确定")
    for element in found:
        block = laid.view.parts[element.part].blocks[element.block] if element.block is not None else None
        if isinstance(block, RosterLine | RosterText) and not element.lost and laid.sheet(element.page).is_upright:
            yield _Entry(element, block)


def _label(laid: Laid) -> Iterator[Found]:
    """K04: at the edge, and 组　长 as wide as three characters."""
    for entry in _entries(laid):
        label = entry.label
        piece = entry.piece(0, len(label)) if label else None
        if piece is None:
            continue
        edge = from_edge(laid, piece)
        if edge.is_off:
            yield from wrong_indent(laid, entry.element, piece, Count("", roster.LABEL.name, 0, Force.PRACTICE))
        elif len(label) == 3:
            yield from _not_padded(laid, entry, piece.part(0, 2), "角色")


def _names(laid: Laid) -> Iterator[Found]:
    """K05: two characters as wide as three; K07: what · joins has no gaps."""
    for entry in _entries(laid):
        for at, name in entry.names():
            piece = entry.piece(at, at + len(name))
            if piece is None or len(piece.text) < len(name):
                continue
            if 2 <= len(name) <= 3:
                yield from _not_padded(laid, entry, piece, "姓名")
            elif "·" in name:
                yield from _gaping(laid, piece)


def _not_padded(laid: Laid, entry: _Entry, piece: Strip | None, what: str) -> Iterator[Found]:
    """The first and the last character stand two 字 apart."""
    if piece is None or len(piece.glyphs) < 2:
        return
    first, last = piece.glyphs[0], piece.glyphs[-1]
    asked = laid.geometry.character * 2
    span = Span.across(piece.box.middle_y, first.x, last.x, first.x + asked)
    value = in_mm(last.x - first.x, asked, _STEP, span)
    if value.is_off:
        yield Found(
            piece.spot,
            f"第 {piece.page} 页名单里的{what}{quoted(piece.text)}首末两字相距 {value.measured:.1f} mm，"
            f"惯例排成三字宽（{asked.mm:.1f} mm）。",
            "两字的中间空一字，由程序补；请检查名单样式的对齐方式，不要两端对齐或加宽。",
            value,
        )


def _gaping(laid: Laid, piece: Strip) -> Iterator[Found]:
    steps = [after.x - before.x for before, after in zip(piece.glyphs, piece.glyphs[1:], strict=False)]
    widest = max(steps, key=lambda step: step.mm)
    value = in_mm(widest, laid.geometry.character, laid.geometry.character * 0.3)
    if value.measured > value.expected and value.is_off:
        yield Found(
            piece.spot,
            f"第 {piece.page} 页名单里的姓名{quoted(piece.text)}中间空开 {widest.mm:.1f} mm，"
            "惯例用间隔号相连，中间不空。",
            "请检查名单样式的对齐方式和字距。",
            value,
        )


def _columns(laid: Laid) -> Iterator[Found]:
    """K08: names, and posts, begin at one place in every line; what wraps hangs under its first character."""
    for entry in _entries(laid):
        block, element = entry.block, entry.element
        start = len(entry.label)
        places = [(start, block.label_width)]
        hanging = block.label_width
        if isinstance(block, RosterLine):
            hanging += block.name_width
            if not block.is_run_on:
                places.append((start + len(plain(block.name)), hanging))
        pieces = [(piece, nominal) for at, nominal in places if (piece := entry.piece(at)) is not None]
        pieces += [(strip, hanging) for strip in element.strips[1:]]
        for piece, nominal in pieces:
            found = list(wrong_indent(laid, element, piece, Count("", roster.COLUMNS.name, nominal, Force.PRACTICE)))
            if found:
                yield from found
                break


def _split(laid: Laid) -> Iterator[Found]:
    """K08: a name stands on one line."""
    for entry in _entries(laid):
        for at, name in entry.names():
            parts = list(entry.element.glyph_strips(at, at + len(name)))
            if len(parts) > 1:
                yield Found(
                    spot_of(parts),
                    f"第 {parts[0].page} 页名单里的姓名{quoted(name)}拆在两行，惯例排在一行里。",
                    "请检查名单样式的左右缩进和字号：一行排不下原定的几个姓名。",
                    Wording(f"{parts[0].text}/{parts[1].text}", name),
                )


def _stray(laid: Laid) -> Iterator[Found]:
    """No page of a roster that bears a single line, and nothing else."""
    rosters = {strip for entry in _entries(laid) for strip in entry.element.strips}
    for sheet in laid.upright():
        if len(sheet.flow) == 1 and sheet.flow[0] in rosters and not sheet.zones:
            (strip,) = sheet.flow
            yield Found(
                strip.spot,
                f"第 {strip.page} 页只有名单的一行{quoted(strip.text)}，惯例一面至少两行。",
                "请略改职务的写法，使它与前面的行同在一面。",
                Value(1, 2, "行"),
            )


#: K18: what roles, names and posts may be set in.
_ROLE_FACES, _NAME_FACES, _POST_FACES = (HEITI, FANGSONG), (FANGSONG, KAITI), (FANGSONG,)


def _faces(laid: Laid) -> Iterator[Found]:
    """K18."""
    for entry in _entries(laid):
        start = len(entry.label)
        end = start + len(plain(entry.block.name)) if isinstance(entry.block, RosterLine) else None
        pieces: list[tuple[str, Strip | None, tuple[Face, ...]]] = [("姓名", entry.piece(start, end), _NAME_FACES)]
        if start:
            pieces.append(("角色", entry.piece(0, start), _ROLE_FACES))
        if end is not None:
            pieces.append(("职务", entry.piece(end), _POST_FACES))
        for what, piece, faces in pieces:
            if piece is not None:
                yield from odd_face(laid, f"名单里的{what}{quoted(piece.text)}", [piece], "惯例用", *faces)


CHECKS = (
    Check("layout/roster-label", "K04", roster.LABEL, _label, "名单的角色没有顶格或没有排成三字宽", standard=""),
    Check("layout/roster-name", "K05", roster.NAMES, _names, "名单的姓名没有排成三字宽，或间隔号前后空开", standard=""),
    Check("layout/roster-columns", "K08", roster.COLUMNS, _columns, "名单的姓名、职务没有上下对齐", standard=""),
    Check("layout/roster-face", "K18", roster.FACES, _faces, "名单的字体不是惯用的", standard=""),
    Check("layout/roster-split", "K08", roster.WHOLE_NAMES, _split, "名单的姓名拆在两行", standard=""),
    Check("layout/roster-stray", "K08", roster.COMPANY, _stray, "一面只有名单的一行", standard=""),
)
