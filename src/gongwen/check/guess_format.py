"""Telling the format of a document made elsewhere, by what only that format has on its first page."""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.check.colours import is_red
from gongwen.check.elements import Elements, Kind
from gongwen.check.strips import Sheet
from gongwen.lengths import mm
from gongwen.standard.elements import AUTHORITY_MARK_SUFFIX
from gongwen.standard.formats import LETTER_RULE_LENGTH, MINUTES_SUFFIX, ORDER_SUFFIXES, Format
from gongwen.standard.page import PAGE_HEIGHT, TEXT_WIDTH, TOP_MARGIN

#: The rules of a letter are 170 mm long, those of a document as wide as the text area, 156 mm.
_LETTER_LENGTH = (LETTER_RULE_LENGTH.nominal + TEXT_WIDTH.nominal) * 0.5
#: A letter has a red rule near the bottom edge of its first sheet.
_FOOT = mm(45)


def guess_format(sheets: Sequence[Sheet], elements: Elements) -> Format | None:
    """None when there is nothing that only one format has."""
    marks = elements.of(Kind.MARK)
    text = "".join(mark.text for mark in marks)
    if text.endswith(MINUTES_SUFFIX):
        return Format.MINUTES
    if text.endswith(ORDER_SUFFIXES):
        return Format.ORDER
    if text.endswith(AUTHORITY_MARK_SUFFIX):
        return Format.DOCUMENT
    red = [rule for rule in sheets[0].separating if is_red(rule.colour)] if sheets else []
    is_long = any(rule.length > _LETTER_LENGTH for rule in red)
    has_foot = any(rule.position > PAGE_HEIGHT.nominal - _FOOT for rule in red)
    is_high = any(mark.first.baseline < TOP_MARGIN.nominal + mm(15) for mark in marks)
    if sum((is_long, has_foot, is_high)) >= 2:
        return Format.LETTER
    # A mark may be a picture; the number over a red rule as wide as the text is enough.
    if red and (marks or elements.of(Kind.NUMBER)):
        return Format.DOCUMENT
    return None
