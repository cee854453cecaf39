"""The page of the standard in Word's whole twips: what the styles, the handles and the drift check all build on.

Every number follows from `gongwen.standard`; rounding is always towards what still fits, because one twip too many
loses the 22nd line or the 28th character.
"""

from __future__ import annotations

from gongwen.lengths import Length
from gongwen.standard import page

PAGE_WIDTH = page.PAGE_WIDTH.nominal.twips
PAGE_HEIGHT = page.PAGE_HEIGHT.nominal.twips
TOP = page.TOP_MARGIN.nominal.twips
BOTTOM = page.FOOT_MARGIN.twips
LEFT = page.BINDING_MARGIN.nominal.twips
RIGHT = page.CUT_MARGIN.twips

#: Width of the text area. Taken as what the margins leave, so that rules and tables end exactly at both margins.
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT

#: 5.2.3: 22 of them fit the height of the text area; rounded up they would not.
LINE = page.TEXT_HEIGHT.nominal.twips // page.LINES_PER_PAGE.nominal

#: 3.1 字: 28 of them fit the width.
CHARACTER = TEXT_WIDTH // page.CHARACTERS_PER_LINE.nominal

#: 28 full bodies of 16 pt are wider than 156 mm, so every character gives up a little. A `linesAndChars` grid would do
#: the same in Word, but LibreOffice doubles its cells.
#:
#: Two twips more than that: where 28 characters fill the line to less than a hair, LibreOffice 7.4 does not draw the
#: mark that hangs behind the 28th. Measured over our documents: 33 marks lost with 0 to spare, 1 with 1 twip, none
#: with 2. Lines are justified, so the characters stand where they stood, but for the last line of a paragraph.
HANGING_MARK_EASE = 2
CHARACTER_SPACING = CHARACTER - page.BODY_SIZE.nominal.twips - HANGING_MARK_EASE

#: A tab stop that a text reaches exactly is passed over; this much more (1 pt) lets full columns keep theirs.
TAB_EASE = 20

#: The height of a paragraph that Word wants and nobody should see. Less than what 22 lines leave of the text area:
#: otherwise a full page would be followed by an empty one.
LOWEST_LINE = 10


def characters(count: float) -> int:
    """Twips of `count` 字."""
    return round(count * CHARACTER)


def line_of(size: Length) -> int:
    """3.2: the exact height of a line of `size` in twips."""
    return page.line_of(size).twips
