"""What can be told of the pages before anyone has seen them, reckoned on the grid of lines and characters.

A notice that issues a plan is a few lines long; with the room for a seal it often runs over by one line, and the page
that follows would bear nothing but a signature or a remark. The standard lets the lines above the seal be fewer. Where
pages can be rendered, the paginate room goes on from this guess; where not, it stands.
"""

from __future__ import annotations

import math

from gongwen.decisions import NONE, Decisions, NarrowSealGap
from gongwen.lengths import Length
from gongwen.printview import Paragraph, Part, PrintView, RosterLine, RosterText, TableBlock
from gongwen.standard.elements import (
    AUTHORITY_MARK_TOP,
    FIRST_LINE_INDENT,
    JOINT_MARK_HEIGHT,
    JOINT_MARK_PITCH,
    NARROW_SEAL_GAP,
    NUMBER_GAP,
    RECIPIENT_GAP,
    RED_RULE_DROP,
    SEAL_GAP,
    TITLE_GAP,
)
from gongwen.standard.geometry import NATIONAL, Geometry
from gongwen.standard.page import line_of
from gongwen.standard.widths import width

#: A roster of no more entries stands on one page.
_FEW = 8


def has_something_to_decide(view: PrintView) -> bool:
    """Is there anything in this document that depends on the page?"""
    return (
        view.masthead is not None
        or view.imprint is not None
        or any(part.signature is not None or part.attachment_notes for part in view.parts)
        or any(isinstance(block, TableBlock) for part in view.parts for block in part.blocks)
        or any(sum(isinstance(block, RosterLine | RosterText) for block in part.blocks) > _FEW for part in view.parts)
    )


def first_guess(view: PrintView, geometry: Geometry = NATIONAL) -> Decisions:
    """Fewer blank lines above the signature of a document with a red head, if they push its end off the first page."""
    main = view.parts[0]
    signature = main.signature
    if view.format != "文件" or view.masthead is None or signature is None or not signature.is_sealed:
        return NONE
    if not all(isinstance(block, Paragraph) for block in main.blocks):
        return NONE
    # The mark is reckoned at the largest size it is set in; the names of joint issue stand one below the other.
    authorities = max(len(view.masthead.mark.authorities), 1)
    mark = geometry.mark_size.nominal * (1 + (authorities - 1) * JOINT_MARK_PITCH)
    room = geometry.height.nominal - min(mark, JOINT_MARK_HEIGHT)
    lines = _lines_of(main, geometry)
    narrow = lines - signature.blank_lines + NARROW_SEAL_GAP.nominal
    if not _height(main, lines, geometry) > room >= _height(main, narrow, geometry):
        return NONE
    told = (
        f"用印处空 {SEAL_GAP.nominal} 行时落款排不进第 1 页，第 2 页将没有正文，已改为空 {NARROW_SEAL_GAP.nominal} 行。"
    )
    return Decisions((NarrowSealGap(0, told=told),))


def _lines_of(part: Part, geometry: Geometry) -> int:
    """The lines of a part under a red head, without those of the title and the mark."""
    characters = geometry.characters.nominal
    lines = NUMBER_GAP.nominal + 1 + TITLE_GAP.nominal + RECIPIENT_GAP.nominal
    lines += _lines(part.recipient, 0, characters) if part.recipient else 0
    for block in part.blocks:
        if isinstance(block, Paragraph):
            lines += _lines(block.text, FIRST_LINE_INDENT.nominal, characters)
    lines += sum(_lines(remark, FIRST_LINE_INDENT.nominal, characters) for remark in part.remarks)
    if part.signature is not None:
        lines += part.signature.blank_lines + len(part.signature.authorities) + bool(part.signature.date)
        lines += sum(map(bool, part.signature.breaks))
    return lines


def _height(part: Part, lines: int, geometry: Geometry) -> Length:
    """From the top of the text area under a red head to the end of the part, without the mark."""
    head = AUTHORITY_MARK_TOP.nominal + RED_RULE_DROP.nominal
    return head + line_of(geometry.title_size.nominal) * len(part.title) + geometry.line_pitch * lines


def _lines(text: str, indent: int, characters: int) -> int:
    """How many lines a paragraph takes; letters and digits are half as wide as characters."""
    return math.ceil((width(text) + indent) / characters)
