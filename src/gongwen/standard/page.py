"""Clauses 5 and 7.5: paper, text area, the grid of lines and characters, page numbers."""

from __future__ import annotations

from gongwen.lengths import Length, mm, pt
from gongwen.standard.requirement import Count, Force, Form, Requirement
from gongwen.standard.sizes import SIZE_14, SIZE_16

#: 5.1 幅面尺寸: A4
PAGE_WIDTH = Requirement("5.1", "纸宽", mm(210), mm(0), Force.MUST)
PAGE_HEIGHT = Requirement("5.1", "纸高", mm(297), mm(0), Force.MUST)

#: 5.2.1 页边与版心尺寸
TOP_MARGIN = Requirement("5.2.1", "天头", mm(37), mm(1), Force.MUST)
BINDING_MARGIN = Requirement("5.2.1", "订口", mm(28), mm(1), Force.MUST)
TEXT_WIDTH = Requirement("5.2.1", "版心宽", mm(156), mm(1), Force.MUST)
TEXT_HEIGHT = Requirement("5.2.1", "版心高", mm(225), mm(1), Force.MUST)
CUT_MARGIN: Length = PAGE_WIDTH.nominal - BINDING_MARGIN.nominal - TEXT_WIDTH.nominal
FOOT_MARGIN: Length = PAGE_HEIGHT.nominal - TOP_MARGIN.nominal - TEXT_HEIGHT.nominal

#: 6.1 版面: the plate is out of true by no more than this; what a clause places without a tolerance of its own has it.
PLATE_ERROR = Requirement("6.1", "版面误差", mm(0), mm(1), Force.MUST)
#: 5.2.1: no text outside the text area but the page number (7.5)
INSIDE_TEXT_AREA = Form("5.2.1", "文字在版心以内", Force.MUST)

#: 5.2.2 字体和字号
BODY_FACE = Form("5.2.2", "正文字体", Force.USUAL)
BODY_SIZE = Requirement("5.2.2", "正文字号", SIZE_16, mm(0), Force.USUAL)

#: 5.2.3 行数和字数
LINES_PER_PAGE = Count("5.2.3", "每面行数", 22, Force.USUAL)
CHARACTERS_PER_LINE = Count("5.2.3", "每行字数", 28, Force.USUAL)

#: 5.2.3 The lines fill the text area: 22 pitches are its height.
LINES_FILL_AREA = Form("5.2.3", "撑满版心", Force.USUAL)
#: 5.2.4
TEXT_COLOUR = Form("5.2.4", "文字颜色", Force.MUST)

#: 3.1 字: the unit across the page; 28 of them fill the text area.
CHARACTER: Length = TEXT_WIDTH.nominal * (1 / CHARACTERS_PER_LINE.nominal)
#: 5.2.3 The pitch with which 22 lines fill the height of the text area.
LINE_PITCH: Length = TEXT_HEIGHT.nominal * (1 / LINES_PER_PAGE.nominal)
#: 7.3.5.5: the pitch may be narrowed where a signature does not fit; by no more than a point (PRACTICE).
PITCH_CUT: Length = pt(1)
#: 3.2 行: one character of the line's own size plus 7/8 of a size-3 character.
LEADING: Length = SIZE_16 * (7 / 8)


def line_of(size: Length) -> Length:
    """3.2: the height of a line set in characters of `size`."""
    return size + LEADING


#: 7.5 页码
PAGE_NUMBER_SIZE = Requirement("7.5", "页码字号", SIZE_14, mm(0), Force.USUAL)
PAGE_NUMBER_DROP = Requirement("7.5", "页码一字线距版心下边缘", mm(7), mm(1), Force.MUST)
PAGE_NUMBER_INDENT = Count("7.5", "页码空字数", 1, Force.MUST)
PAGE_NUMBER_DASH = "—"
PAGE_NUMBER_FACE = Form("7.5", "页码字体", Force.USUAL)
PAGE_NUMBER_FORM = Form("7.5", "页码形式", Force.MUST)
PAGE_NUMBER_ORDER = Form("7.5", "页码连续", Force.MUST)

#: 9: the hair lines of tables; the standard names no thickness (PRACTICE).
TABLE_RULE: Length = pt(0.5)
#: B09 A column of words narrower than this is not read but deciphered; the table is turned then (PRACTICE).
NARROWEST_COLUMN: Length = mm(25)
#: A word or a title of no more 字 than this is not broken in a cell while the paper has room (PRACTICE).
WHOLE_WORD = 6
#: B08 The height of a line in a table's cell, and the room on either side of it (PRACTICE).
TABLE_LINE: Length = pt(20)
TABLE_CELL_MARGIN: Length = mm(1)
#: B12 A row taller than this part of a page may run on to the next one (PRACTICE).
LONG_ROW = 0.5
#: B08, B09, B11: no standard asks for them.
TABLE_FACES = Form("", "表头和表内的字体", Force.PRACTICE)
TABLE_WIDTH = Form("", "表与版心同宽", Force.PRACTICE)
TABLE_COLUMNS = Form("", "文字列的宽度", Force.PRACTICE)
TABLE_HEAD = Form("", "表头每面重排", Force.PRACTICE)
WHOLE_ROWS = Form("", "行不断开", Force.PRACTICE)
#: B09 So many lines of a cell in a column narrower than NARROWEST_COLUMN still read well (PRACTICE).
NARROW_CELL_LINES = 4

#: 8 横排表格: the head of the table lies towards the binding edge on odd pages and towards the cut edge on even ones.
#: Both are the left edge of the bound sheet, so every sheet is turned the same way and its margins turn with it.
TURNED_NUMBER = Form("8", "横排表格的页码位置", Force.MUST)
TURNED_HEAD = Form("8", "横排表格的表头方向", Force.MUST)
TURNED_TEXT_WIDTH: Length = TEXT_HEIGHT.nominal
TURNED_TEXT_HEIGHT: Length = TEXT_WIDTH.nominal
TURNED_TOP: Length = BINDING_MARGIN.nominal
TURNED_LEFT: Length = FOOT_MARGIN
