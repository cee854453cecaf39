"""Finding the head of a document made elsewhere: 份号 to 签发人, by form, by colour, by size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gongwen.check.colours import is_red
from gongwen.check.elements import Confidence, Element, Kind
from gongwen.check.strips import Strip
from gongwen.lengths import mm, pt
from gongwen.standard.elements import (
    AUTHORITY_MARK_SUFFIX,
    COPY_NUMBER_DIGITS,
    SECRECY_GRADES,
    SIGNATORY_WORD,
    URGENCY_GRADES,
)

_COPY_NUMBER = re.compile(rf"\d{{{COPY_NUMBER_DIGITS}}}")
_SECRECY = re.compile(rf"(?:{'|'.join(SECRECY_GRADES)}).{{0,8}}")
#: Looser than the standard's form, so that a wrong one is recognised and can be called wrong.
_NUMBER = re.compile(r"[^\d〔\[（(【]{1,12}[〔\[（(【]\d{2,4}[〕\]）)】]第?\d+号")
#: 10.2: an order has a running number of its own.
_ORDER_NUMBER = re.compile(r"第[\d〇零一二三四五六七八九十百]+号")
_SIGNATORY = re.compile(rf"{SIGNATORY_WORD}[：:](?P<names>.+)")
#: A mark is set larger than any text.
_MARK_SIZE = pt(17)
#: Names of signatories stand in the right half of the sheet, some to a line.
_RIGHT_HALF = mm(105)
_LONGEST_NAMES = 12
#: What stands in two columns is farther apart than this, in parts of the size.
_COLUMN_GAP = 2
#: The head ends before so many lines.
_LINES = 20


def find_masthead(flow: Sequence[Strip], found: list[Element]) -> int:
    """The elements above the title; returns the index of the first line that is none of them."""
    end = 0
    mark: list[Strip] = []
    for index, strip in enumerate(flow):
        if strip.page > 1 or index > _LINES:
            break
        if strip.size > _MARK_SIZE and (all(is_red(glyph.colour) for glyph in strip.glyphs) or _reads_as_mark(strip)):
            mark.append(strip)
        elif not _left_item(strip, found) and not _number_line(_left_of_number(strip, found), found):
            continue
        end = index + 1
    if mark:
        found.append(Element(kind=Kind.MARK, strips=tuple(mark), confidence=Confidence.BY_LOOK))
    return end if mark or any(element.kind is Kind.NUMBER for element in found) else 0


def _reads_as_mark(strip: Strip) -> bool:
    """A mark in a wrong colour is to be called wrong, not taken for a title."""
    return strip.text.endswith(AUTHORITY_MARK_SUFFIX) and "关于" not in strip.text


def _left_of_number(strip: Strip, found: list[Element]) -> Strip:
    """A letter (10.1) sets 份号, 密级 and 紧急程度 on the left of lines whose right end may be the number: the rest."""
    for at, (before, after) in enumerate(pairwise(strip.glyphs), 1):
        if after.x - before.x - before.advance > strip.size * _COLUMN_GAP:
            left, rest = Strip(strip.page, strip.glyphs[:at]), Strip(strip.page, strip.glyphs[at:])
            return rest if _left_item(left, found) else strip
    return strip


def _left_item(strip: Strip, found: list[Element]) -> bool:
    if _COPY_NUMBER.fullmatch(strip.text):
        found.append(_form(Kind.COPY_NUMBER, strip))
    elif _SECRECY.fullmatch(strip.text):
        found.append(_form(Kind.SECRECY, strip))
    elif strip.text in URGENCY_GRADES:
        found.append(_form(Kind.URGENCY, strip))
    else:
        return False
    return True


def _number_line(strip: Strip, found: list[Element]) -> bool:
    """The line of 发文字号, of 签发人, or of both."""
    number = _NUMBER.match(strip.text) or _ORDER_NUMBER.fullmatch(strip.text)
    signatory = _SIGNATORY.search(strip.text)
    if number is not None and (piece := strip.part(0, number.end())) is not None:
        found.append(_form(Kind.NUMBER, piece))
    if signatory is not None:
        word = strip.part(signatory.start(), signatory.start("names"))
        names = strip.part(signatory.start("names"))
        found += [_form(kind, piece) for kind, piece in ((Kind.SIGNATORY_WORD, word), (Kind.SIGNATORY, names)) if piece]
    elif any(element.kind is Kind.SIGNATORY for element in found):
        # Further names stand on lines of their own, or behind the number on the last one.
        rest = strip if number is None else strip.part(number.end())
        if rest is not None and rest.x0 > _RIGHT_HALF and len(rest.text) <= _LONGEST_NAMES:
            found.append(_form(Kind.SIGNATORY, rest))
            return True
    return number is not None or signatory is not None


def _form(kind: Kind, *strips: Strip) -> Element:
    return Element(kind=kind, strips=strips, confidence=Confidence.BY_FORM)
