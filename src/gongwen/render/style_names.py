"""The styles of a template by the names an office worker sees in Word or WPS.

Handles look these up in the template they print into; the default templates define all of them.
"""

from __future__ import annotations

BODY = "公文正文"
LAST_BODY = "公文末段"
BLANK = "公文空行"

COPY_NUMBER = "份号"
SECRECY = "密级和保密期限"
URGENCY = "紧急程度"
CLASS_MARK = "办理类别"
MASTHEAD_SPACER = "版头间隔"
AUTHORITY_MARK = "发文机关标志"
NUMBER = "发文字号"
UPWARD_NUMBER = "上行文发文字号"
SIGNATORY = "签发人"
#: Three signatories and more, by the widths of the longest name and of the longest in the right column
SIGNATORIES = {(3, 3): "上行文多位签发人", (4, 3): "上行文多位签发人左宽", (4, 4): "上行文多位签发人宽"}
SIGNATORY_NAME = "签发人姓名"

LETTER_FIRST = "信函首行"
LETTER_RULE = "信函上双线"
LETTER_FOOT = "信函下双线"
HEAD_WORD = "版头黑体"

ORDER_NUMBER = "令号"
MINUTES_NUMBER = "纪要编号"
MINUTES_LINE = "纪要编发"

TITLE = "Title"
SUBTITLE = "Subtitle"
PART_TITLE = "附件标题"
NEW_PAGE_TITLE = "另页标题"
NEW_PAGE = "另页"
RECIPIENT = "主送机关"
HEADINGS = ("heading 1", "heading 2", "heading 3", "heading 4")
RUN_IN_HEADINGS = ("一级题文", "二级题文", "三级题文", "四级题文")
ARTICLE_TITLE = "文章标题"
BYLINE = "作者"
ROSTER_LINE = "名单行"
ROSTER_TEXT = "名单文字"
#: By the width of the label in 字, and for lines by that of the names: 名单行, 名单行五字 …, 名单行宽, 名单行五字宽 …
_LABELS = {4: "", 5: "五字", 6: "六字", 7: "七字", 8: "八字"}
_NAMES = {4: "", 5: "宽"}
ROSTER_LINES = {
    (label, name): f"{ROSTER_LINE}{label_word}{name_word}"
    for label, label_word in _LABELS.items()
    for name, name_word in _NAMES.items()
}
ROSTER_TEXTS = {label: f"{ROSTER_TEXT}{word}" for label, word in _LABELS.items()}

ATTACHMENT_NOTE = "附件说明"
SINGLE_ATTACHMENT_NOTE = "附件说明单项"
MANY_ATTACHMENTS_NOTE = "附件说明多项"
ATTENDANCE = "出席人员"
ATTENDANCE_WORD = "出席"
SIGNATURE = "署名"
REMARK = "附注"
ATTACHMENT_MARK = "附件标记"

TABLE = "公文表格"
TABLE_HEAD = "表头文字"
TABLE_TEXT = "表格文字"

IMPRINT_TABLE = "公文版记"
COPIES = "抄送"
PRINTING = "印发"
IMPRINT_ANCHOR = "版记锚点"
SECTION_END = "分节"
ODD_PAGE_NUMBER = "单页页码"
EVEN_PAGE_NUMBER = "双页页码"
