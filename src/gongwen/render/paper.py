"""Printing on paper that bears its red head already: the rules are left out, and every text keeps its place.

That is done to the output and not asked of templates: it serves an office's own templates too. The mark itself is left
out where it is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from gongwen.printview import PrintView
from gongwen.render.drawings import DRAWING
from gongwen.render.pack import Member, pack_member, unpacked
from gongwen.render.wordml import DECLARATION, w

if TYPE_CHECKING:
    from lxml import etree

_RULES = frozenset(w(name) for name in ("top", "bottom", "left", "right", "between", "bar", "insideH", "insideV"))
_LINE, _FILL, _NO_FILL, _COLOUR = (f"{{{DRAWING}}}{name}" for name in ("ln", "solidFill", "noFill", "srgbClr"))
#: As much red and as little of the rest make a red rule, whatever red an office has chosen.
_RED, _OTHER = 0xB0, 0x50
_PAPER = "FFFFFF"
_HEX = "[0-9A-Fa-f]{6}"


def for_paper(view: PrintView, members: Iterable[Member]) -> Iterable[Member]:
    """The members as they are to be printed; the very same for plain paper."""
    if view.masthead is None or not view.masthead.mark.is_preprinted:
        return members
    return map(_rewritten, members)


def _rewritten(member: Member) -> Member:
    name = member.name.decode()
    if not (name.startswith("word/") and name.endswith(".xml")):
        return member
    from lxml import etree

    from gongwen.render.xml import parser

    root = etree.fromstring(unpacked(member), parser())
    if not _left_out_red_rules(root):
        return member
    return pack_member(name, (DECLARATION + etree.tostring(root, encoding="unicode")).encode())


def _left_out_red_rules(root: etree._Element) -> bool:
    """A rule of a paragraph takes room, so it stays and has the colour of the paper; a drawn line takes none."""
    from lxml import etree

    rules = [item for item in root.iter(*_RULES) if _is_red(item.get(w("color"), ""))]
    for rule in rules:
        rule.set(w("color"), _PAPER)
    drawn = [fill for line in root.iter(_LINE) for fill in line.iterchildren(_FILL) if _has_red(fill)]
    for fill in drawn:
        line = fill.getparent()
        assert line is not None
        line.replace(fill, etree.Element(_NO_FILL))
    return bool(rules or drawn)


def _has_red(fill: etree._Element) -> bool:
    return any(_is_red(colour.get("val", "")) for colour in fill.iterchildren(_COLOUR))


def _is_red(colour: str) -> bool:
    if not re.fullmatch(_HEX, colour):
        return False
    red, green, blue = bytes.fromhex(colour)
    return red >= _RED and green <= _OTHER and blue <= _OTHER
