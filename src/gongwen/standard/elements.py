"""Clause 7: the elements of a document in the order of the page, with their fixed words and marks."""

from __future__ import annotations

from gongwen.lengths import mm, pt
from gongwen.standard.page import LINE_PITCH
from gongwen.standard.requirement import Count, Face, Force, Form, Requirement
from gongwen.standard.sizes import SIZE_14, SIZE_22, SIZE_42

#: 5.2.2, 7.2–7.5 字体. The product is the name that Word files carry; no other face is ever named in our output.
FANGSONG = Face("5.2.2", "仿宋", "仿宋_GB2312", Force.USUAL)
KAITI = Face("7.3.3", "楷体", "楷体_GB2312", Force.USUAL)
HEITI = Face("7.3.3", "黑体", "黑体", Force.USUAL)
SONGTI = Face("7.5", "宋体", "宋体", Force.USUAL)
XIAOBIAOSONG = Face("7.3.1", "小标宋", "方正小标宋简体", Force.RECOMMENDED)

# --- 7.2 版头 ---
#: 7.2.1 份号: six digits
COPY_NUMBER_DIGITS = 6
COPY_NUMBER_FORM = Form("7.2.1", "份号", Force.USUAL)
COPY_NUMBER_LINE = Count("7.2.1", "份号所在行", 1, Force.USUAL)
#: 7.2.2, 7.2.3
SECRECY_GRADES = ("绝密", "机密", "秘密")
URGENCY_GRADES = ("特急", "加急")
#: 7.2.2 the mark between the grade and the period
SECRECY_STAR = "★"
SECRECY_LINE = Count("7.2.2", "密级和保密期限所在行", 2, Force.USUAL)
SECRECY_FACE = Form("7.2.2", "密级和保密期限的字体字号", Force.USUAL)
URGENCY_PLACE = Form("7.2.3", "紧急程度的位置", Force.USUAL)
URGENCY_FACE = Form("7.2.3", "紧急程度的字体字号", Force.USUAL)
#: 7.2.4 发文机关标志
AUTHORITY_MARK_SUFFIX = "文件"
AUTHORITY_MARK_TOP = Requirement("7.2.4", "发文机关标志上边缘距版心上边缘", mm(35), mm(1), Force.MUST)
AUTHORITY_MARK_CENTRED = Form("7.2.4", "发文机关标志居中", Force.MUST)
AUTHORITY_MARK_COLOUR = Form("7.2.4", "发文机关标志颜色", Force.MUST)
AUTHORITY_MARK_FACE = Form("7.2.4", "发文机关标志字体", Force.RECOMMENDED)
#: The standard leaves the size open and asks for dignity: 初号, the largest named one (PRACTICE).
AUTHORITY_MARK_SIZE = Requirement("7.2.4", "发文机关标志字号", SIZE_42, mm(0), Force.PRACTICE)
#: A mark stays inside the text area with a little air (PRACTICE).
AUTHORITY_MARK_FILL = 0.95
#: 7.2.4 联合行文: the names in lines of 1.25 of their size, half a character before 文件 (PRACTICE).
JOINT_MARK = Form("7.2.4", "联合行文的发文机关标志", Force.MUST)
JOINT_MARK_PITCH = 1.25
JOINT_MARK_GAP = 0.5
#: 7.3.3: the first page must show text, so many names are set smaller. What a title of two lines leaves (DERIVED).
JOINT_MARK_HEIGHT = mm(60)
#: 7.2.5 发文字号
NUMBER_GAP = Count("7.2.5", "发文机关标志下空行", 2, Force.MUST)
NUMBER_CENTRED = Form("7.2.5", "发文字号居中", Force.MUST)
NUMBER_FORM = Form("7.2.5", "发文字号", Force.MUST)
NUMBER_TYPE = Form("5.2.2", "发文字号的字体字号", Force.USUAL)
YEAR_BRACKETS = "〔〕"
NUMBER_SUFFIX = "号"
DOCUMENT_NUMBER = r"(?P<code>[^\d〔〕\[\]（）()【】\s]{1,12})〔(?P<year>(?:19|20)\d{2})〕(?P<serial>[1-9]\d{0,7})号"
#: 7.2.6 签发人
SIGNATORY_WORD = "签发人"
SIGNATORY_INDENT = Count("7.2.6", "签发人和上行文发文字号左右空字数", 1, Force.MUST)
SIGNATORY_FACE = Form("7.2.6", "签发人的字体", Force.MUST)
SIGNATORY_PLACE = Form("7.2.6", "最后一位签发人与发文字号同处一行", Force.MUST)
#: 7.2.6 usually two names stand on a line
SIGNATORIES_PER_LINE = Count("7.2.6", "每行签发人数", 2, Force.USUAL)
#: 7.2.7 版头中的分隔线
RED_RULE_DROP = Requirement("7.2.7", "红色分隔线距发文字号", mm(4), mm(0.5), Force.MUST)
RED_RULE_FORM = Form("7.2.7", "红色分隔线与版心等宽", Force.MUST)
#: The standard leaves the thickness open (PRACTICE): from 1 to 2.25 pt is met with.
RED_RULE_WIDTHS = Requirement("7.2.7", "红色分隔线粗细", mm(0.575), mm(0.225), Force.PRACTICE)
RED_RULE_WIDTH = pt(1.5)
#: 6.2 names inks for print; FF0000 is what office files carry for it.
RED = "FF0000"

# --- 7.3 主体 ---
#: 7.3.1 标题
TITLE_SIZE = Requirement("7.3.1", "标题字号", SIZE_22, mm(0), Force.USUAL)
TITLE_FACE = Form("7.3.1", "标题字体", Force.USUAL)
TITLE_CENTRED = Form("7.3.1", "标题居中", Force.MUST)
TITLE_SHAPE = Form("7.3.1", "标题回行", Force.MUST)
TITLE_GAP = Count("7.3.1", "红色分隔线下空行", 2, Force.MUST)
#: 7.3.2 主送机关
RECIPIENT_GAP = Count("7.3.2", "标题下空行", 1, Force.MUST)
RECIPIENT_END = "："
RECIPIENT_FORM = Form("7.3.2", "主送机关", Force.MUST)
#: 7.3.3 正文
FIRST_LINE_INDENT = Count("7.3.3", "首行缩进字数", 2, Force.MUST)
HEADING_LEVELS = 4
BODY_ON_FIRST_PAGE = Form("7.3.3", "首页显示正文", Force.MUST)
#: 7.3.3: the body starts on the line under the recipients
BODY_GAP = Count("7.3.3", "主送机关下空行", 0, Force.MUST)
WRAPPED_LINE = Form("7.3.3", "回行顶格", Force.MUST)
HEADING_FACES = Form("7.3.3", "结构层次的字体", Force.USUAL)
#: 7.3.4 附件说明
ATTACHMENT_WORD = "附件"
ATTACHMENT_NOTE_GAP = Count("7.3.4", "正文下空行", 1, Force.MUST)
ATTACHMENT_NOTE_INDENT = Count("7.3.4", "附件说明左空字数", 2, Force.MUST)
ATTACHMENT_NOTE_WRAP = Form("7.3.4", "附件说明回行", Force.MUST)
ATTACHMENT_NOTE_FORM = Form("7.3.4", "附件说明", Force.MUST)
#: That the names stand under one another follows from 7.3.4 only for wrapped lines.
ATTACHMENT_NAMES = Form("7.3.4", "附件名称对齐", Force.PRACTICE)
#: 7.3.5.1 成文日期右空
SEALED_DATE_INDENT = Count("7.3.5.1", "成文日期右空字数", 4, Force.USUAL)
#: 7.3.5.1 Room for a seal whose top is within one line of the text: two blank lines for one of 42 mm (DERIVED).
SEAL_GAP = Count("7.3.5.1", "用印空行", 2, Force.PRACTICE)
#: 7.3.5.5 Where room is short: with one line the seal's top just meets the text.
NARROW_SEAL_GAP = Count("7.3.5.5", "版面不足时的用印空行", 1, Force.PRACTICE)
#: 7.3.5.1: the top of the seal, or of the first row of seals, within one line of the text
SEAL_TOP = Requirement("7.3.5.1", "印章顶端距正文", mm(0), LINE_PITCH, Force.MUST)
SEAL_PLACE = Form("7.3.5.1", "印章端正、居中下压署名和成文日期", Force.MUST)
SEALS_JOINT = Form("7.3.5.1", "联合行文的印章一一对应、互不相交或相切", Force.MUST)
#: The standard names no size. 42 mm is that of a county's organs, larger ones go up to 50 mm (PRACTICE).
SEAL_DIAMETERS = (mm(35), mm(50))
SEAL_DIAMETER = mm(42)
#: Name and date sit slightly below the middle of the seal.
SEAL_RISE = mm(2)
#: Seals neither touch nor overlap (7.3.5.1), and no row has more of them (PRACTICE: the edition of 1999).
SEALS_PER_ROW = Count("7.3.5.1", "每排印章数", 3, Force.PRACTICE)
SEALS_APART = mm(2)
#: 7.3.5.2 不加盖印章
UNSEALED_GAP = Count("7.3.5.2", "正文下空行", 1, Force.MUST)
UNSEALED_INDENT = Count("7.3.5.2", "署名右空字数", 2, Force.MUST)
UNSEALED_SHIFT = Count("7.3.5.2", "成文日期首字比署名首字右移字数", 2, Force.MUST)
#: 7.3.5.3 加盖签发人签名章
STAMP_GAP = Count("7.3.5.3", "签名章上空行", 2, Force.MUST)
STAMP_INDENT = Count("7.3.5.3", "签名章和成文日期右空字数", 4, Force.MUST)
STAMP_TITLE_GAP = Count("7.3.5.3", "职务与签名章之间空字数", 2, Force.MUST)
STAMP_TITLE_CENTRED = Form("7.3.5.3", "职务以签名章为准上下居中", Force.MUST)
STAMP_DATE_GAP = Count("7.3.5.3", "签名章下空行", 1, Force.MUST)
#: The standard names no size (PRACTICE).
STAMP_WIDTH, STAMP_HEIGHT = mm(40), mm(15)
#: 7.3.5.1
SIGNATURE_CENTRED = Form("7.3.5.1", "署名以成文日期为准居中", Force.USUAL)
#: Follows from 7.3.5.5, which asks for other spacing when the signature does not fit (PRACTICE).
SIGNATURE_WITH_TEXT = Form("7.3.5.5", "署名和日期与正文同页", Force.PRACTICE)
#: The edition of 1999 forbade the words, that of 2012 no longer names them.
NO_TEXT_WORDS = "此页无正文"
#: PRACTICE: whom to ask, in a paragraph of its own under the text. It is no text that keeps a signature company.
CONTACT_LINE = r"[（(]联系人[：:].+[）)]"
#: 7.3.5.4 成文日期
DOCUMENT_DATE = r"(?:19|20)\d{2}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日"
DATE_FORM = Form("7.3.5.4", "成文日期", Force.MUST)
#: 7.3.6 附注
REMARK_INDENT = Count("7.3.6", "附注左空字数", 2, Force.MUST)
REMARK_GAP = Count("7.3.6", "成文日期下空行", 0, Force.MUST)
REMARK_FORM = Form("7.3.6", "附注", Force.MUST)
#: 7.3.7 附件
ATTACHMENT_NEW_PAGE = Form("7.3.7", "附件另面编排", Force.MUST)
ATTACHMENT_MARK_PLACE = Form("7.3.7", "附件标记顶格编排在版心左上角第一行", Force.MUST)
ATTACHMENT_MARK_FACE = Form("7.3.7", "附件标记的字体字号", Force.MUST)
ATTACHMENT_MARK = r"附件(?:[1-9]\d*)?"
#: Before the mark of an attachment that cannot be bound with its document stands the document's number.
APART_MARK = rf"(?P<number>\S{{1,24}}{NUMBER_SUFFIX})(?P<mark>附件\D?\d*\D?)"
ATTACHMENT_APART = Form("7.3.7", "不能与正文一起装订的附件标发文字号", Force.MUST)
ATTACHMENT_MARK_FORM = Form("7.3.7", "附件标记", Force.MUST)
ATTACHMENT_TITLE = Form("7.3.7", "附件标题居中", Force.MUST)
ATTACHMENT_SAME = Form("7.3.7", "附件序号、标题与附件说明一致", Force.MUST)
ATTACHMENT_TITLE_GAP = Count("7.3.7", "附件标记下空行", 1, Force.MUST)

# --- 7.4 版记 ---
#: 7.4.2, 7.4.3
IMPRINT_SIZE = Requirement("7.4.2", "版记字号", SIZE_14, mm(0), Force.USUAL)
IMPRINT_THICK_RULE = Requirement("7.4.1", "首末分隔线", mm(0.35), mm(0.1), Force.RECOMMENDED)
IMPRINT_THIN_RULE = Requirement("7.4.1", "中间分隔线", mm(0.25), mm(0.1), Force.RECOMMENDED)
#: 7.4.1: as wide as the text area, the last on its bottom edge
IMPRINT_RULES = Form("7.4.1", "版记分隔线与版心等宽", Force.MUST)
IMPRINT_BOTTOM = Requirement("7.4.1", "末条分隔线距版心下边缘", mm(0), mm(0.5), Force.MUST)
IMPRINT_FACE = Form("7.4.2", "版记字体", Force.USUAL)
COPIES_FORM = Form("7.4.2", "抄送机关", Force.USUAL)
PRINTING_DATE = f"{DOCUMENT_DATE}印发"
PRINTING_FORM = Form("7.4.3", "印发日期", Force.USUAL)
PRINTING_INDENT = Count("7.4.3", "印发机关和印发日期左右空字数", 1, Force.USUAL)
COPY_WORD = "抄送："
#: 7.3.2: recipients so many that no text is left on the first page move here
RECIPIENT_WORD = "主送："
RECIPIENTS_BELOW_PLACE = Form("7.4.2", "移入版记的主送机关与抄送机关之间不加分隔线", Force.MUST)
COPY_END = "。"
#: B13: stands after the words of a table's cell that are repeated on the next page (PRACTICE).
CONTINUED = "（续）"
PRINTED_WORD = "印发"
IMPRINT_INDENT = Count("7.4.2", "左右空字数", 1, Force.USUAL)
