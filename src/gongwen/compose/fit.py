"""Making a short document end on its first page (7.3.3, 7.3.5.5), reckoned on the grid of lines and characters.

A notice that issues a plan is a few lines long; with the room for a seal it often runs over by one line, and the page
that follows would bear nothing but a signature or a remark. The standard lets the lines above the seal be fewer.
"""

from __future__ import annotations

import math
from dataclasses import replace

from gongwen.compose.widths import width
from gongwen.lengths import Length
from gongwen.printview import Paragraph, Part
from gongwen.standard.elements import (
    AUTHORITY_MARK_TOP,
    FIRST_LINE_INDENT,
    JOINT_MARK_HEIGHT,
    JOINT_MARK_PITCH,
    NARROW_SEAL_GAP,
    NUMBER_GAP,
    RECIPIENT_GAP,
    RED_RULE_DROP,
    TITLE_GAP,
)
from gongwen.standard.geometry import Geometry
from gongwen.standard.page import line_of


def fitted_to_first_page(part: Part, geometry: Geometry, authorities: int = 1) -> Part:
    """The part with fewer blank lines above its signature, if they are what pushes its end off the first page.

    `authorities` are the names in the mark, one below the other.
    """
    signature = part.signature
    if signature is None or not signature.is_sealed or not all(isinstance(block, Paragraph) for block in part.blocks):
        return part
    narrow = replace(part, signature=replace(signature, blank_lines=NARROW_SEAL_GAP.nominal))
    # The mark is reckoned at the largest size it is set in.
    mark = geometry.mark_size.nominal * (1 + (authorities - 1) * JOINT_MARK_PITCH)
    room = geometry.height.nominal - min(mark, JOINT_MARK_HEIGHT)
    return narrow if _height(part, geometry) > room >= _height(narrow, geometry) else part


def _height(part: Part, geometry: Geometry) -> Length:
    """From the top of the text area under a red head to the end of the part, without the mark."""
    characters = geometry.characters.nominal
    lines = NUMBER_GAP.nominal + 1 + TITLE_GAP.nominal + RECIPIENT_GAP.nominal
    lines += _lines(part.recipient, 0, characters) if part.recipient else 0
    for block in part.blocks:
        if isinstance(block, Paragraph):
            lines += _lines(block.text, FIRST_LINE_INDENT.nominal, characters)
    lines += sum(_lines(remark, FIRST_LINE_INDENT.nominal, characters) for remark in part.remarks)
    if part.signature is not None:
        lines += part.signature.blank_lines + len(part.signature.authorities) + bool(part.signature.date)
    head = AUTHORITY_MARK_TOP.nominal + RED_RULE_DROP.nominal
    return head + line_of(geometry.title_size.nominal) * len(part.title) + geometry.line_pitch * lines


def _lines(text: str, indent: int, characters: int) -> int:
    """How many lines a paragraph takes; letters and digits are half as wide as characters."""
    return math.ceil((width(text) + indent) / characters)
