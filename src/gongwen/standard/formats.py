"""Clause 10: the special formats, where they differ from clause 7: letter (信函), order (命令), minutes (纪要)."""

from __future__ import annotations

from enum import Enum

from gongwen.lengths import mm, pt
from gongwen.standard.page import LEADING
from gongwen.standard.requirement import Count, Force, Form, Requirement


class Format(Enum):
    """How a page looks; the value is what a writer writes. Clause 10 knows three beside that of clause 7."""

    DOCUMENT = "文件"
    PLAIN = "普通"
    LETTER = "信函"
    ORDER = "命令"
    MINUTES = "纪要"


# --- 10.1 信函格式 ---
LETTER_MARK_TOP = Requirement("10.1", "信函的发文机关标志上边缘距上页边", mm(30), mm(1), Force.MUST)
LETTER_MARK_CENTRED = Form("10.1", "信函的发文机关标志居中", Force.MUST)
#: 10.1 recommends 小标宋 and red in one breath, where 7.2.4 asks for red.
LETTER_MARK_COLOUR = Form("10.1", "信函的发文机关标志颜色", Force.RECOMMENDED)
LETTER_MARK_FACE = Form("10.1", "信函的发文机关标志字体", Force.RECOMMENDED)
#: above: thick over thin; below: thin over thick
LETTER_RULES = Form("10.1", "信函首页的两条红色双线", Force.MUST)
LETTER_RULE_DROP = Requirement("10.1", "信函的红色双线距发文机关标志", mm(4), mm(0.5), Force.MUST)
LETTER_FOOT_RULE = Requirement("10.1", "信函的下红色双线距下页边", mm(20), mm(1), Force.MUST)
#: Centred: on the sheet, not on the text area (doubt D5).
LETTER_RULE_LENGTH = Requirement("10.1", "信函的红色双线长", mm(170), mm(1), Force.MUST)
#: 份号, 密级, 紧急程度 on the left and 发文字号 on the right, seven eighths of a size-3 character below the rule
LETTER_HEAD_GAP = Requirement("10.1", "信函的首行距红色双线", LEADING, mm(0.7), Force.MUST)
LETTER_HEAD_LEFT = Form("10.1", "信函的份号、密级和保密期限、紧急程度顶格自上而下分行排列", Force.MUST)
LETTER_NUMBER_RIGHT = Form("10.1", "信函的发文字号顶格居版心右边缘", Force.MUST)
#: A line of text next to the lower rule keeps seven eighths of a character from it.
LETTER_FOOT_GAP = Requirement("10.1", "信函首页末行距下红色双线", LEADING, mm(0.7), Force.MUST)
LETTER_TITLE_GAP = Count("10.1", "信函的标题上空行", 2, Force.MUST)
LETTER_FIRST_PAGE_NUMBER = Form("10.1", "信函首页不显示页码", Force.MUST)
LETTER_IMPRINT = Form("10.1", "信函的版记不加印发机关和印发日期、分隔线", Force.MUST)
LETTER_IMPRINT_PLACE = Form("10.1", "信函的版记位于最后一面版心内最下方", Force.MUST)
#: The standard leaves the thickness open (PRACTICE).
LETTER_THICK_RULE = pt(2.25)
LETTER_THIN_RULE = pt(0.75)
LETTER_RULE_GAP = pt(1)

# --- 10.2 命令（令）格式 ---
ORDER_MARK_TOP = Requirement("10.2", "命令的发文机关标志上边缘距版心上边缘", mm(20), mm(1), Force.MUST)
ORDER_MARK_CENTRED = Form("10.2", "命令的发文机关标志居中", Force.MUST)
ORDER_MARK_COLOUR = Form("10.2", "命令的发文机关标志颜色", Force.RECOMMENDED)
ORDER_MARK_FACE = Form("10.2", "命令的发文机关标志字体", Force.RECOMMENDED)
#: The mark is the full name with one of these.
ORDER_SUFFIXES = ("命令", "令")
ORDER_NUMBER_GAP = Count("10.2", "命令的发文机关标志下空行", 2, Force.MUST)
ORDER_NUMBER_CENTRED = Form("10.2", "令号居中", Force.MUST)
ORDER_BODY_GAP = Count("10.2", "令号下空行", 2, Force.MUST)

# --- 10.3 纪要格式 ---
MINUTES_MARK_TOP = Requirement("10.3", "纪要标志上边缘距版心上边缘", mm(35), mm(1), Force.MUST)
MINUTES_MARK_CENTRED = Form("10.3", "纪要标志居中", Force.MUST)
MINUTES_MARK_COLOUR = Form("10.3", "纪要标志颜色", Force.RECOMMENDED)
MINUTES_MARK_FACE = Form("10.3", "纪要标志字体", Force.RECOMMENDED)
MINUTES_SUFFIX = "纪要"
#: The standard leaves the lines between mark and title to the office (10.3); as in other heads (PRACTICE).
MINUTES_NUMBER_GAP = Count("10.3", "纪要标志下空行", 2, Force.PRACTICE)
MINUTES_LINE_INDENT = Count("10.3", "编发机关和编发日期左右空字数", 1, Force.PRACTICE)
ATTENDANCE_GAP = Count("10.3", "出席人员名单上空行", 1, Force.MUST)
ATTENDANCE_INDENT = Count("10.3", "出席人员名单左空字数", 2, Force.MUST)
ATTENDANCE_FORM = Form("10.3", "出席、请假、列席人员名单", Force.MUST)
ATTENDANCE_WORDS = ("出席", "请假", "列席")
