"""Seeded defects: one number of a made file moved, and the one finding it must give."""

from __future__ import annotations

import io
import re
import zipfile

from msgspec import Struct

STYLES, DOCUMENT, SETTINGS = "word/styles.xml", "word/document.xml", "word/settings.xml"
DOWN, PLAIN, UP, LETTER = "自拟/下行", "自拟/正文", "自拟/上行", "自拟/信函"
ROSTER, NAMES = "骨架/名单", "自拟/名单"
ORDER, MINUTES, TURNED, LONG = "骨架/命令", "骨架/纪要", "自拟/横排", "自拟/长表"
#: The footer of a letter's first page: the lower double rule.
LETTER_FOOT = "word/footer*.xml"


class Defect(Struct, frozen=True, dict=True):
    """In `part`, within `style` if one is named, the first match of `find` becomes `put`; `code` is what it breaks.

    `also` are findings that are the same fault by another rule. `is_everywhere`: every match is spoiled.
    """

    code: str
    document: str
    part: str
    find: str
    put: str
    style: str = ""
    also: tuple[str, ...] = ()
    variant: str = ""
    is_everywhere: bool = False

    @property
    def name(self) -> str:
        return self.code.removeprefix("layout/") + self.variant


def spoiled(data: bytes, defect: Defect) -> bytes:
    """The file with the defect; fails if there is nothing to spoil."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as target:
        assert defect.part in source.namelist() or "*" in defect.part
        changed = 0
        for name in source.namelist():
            part = source.read(name)
            if name == defect.part or ("*" in defect.part and re.fullmatch(defect.part.replace("*", r"\d+"), name)):
                text = part.decode()
                new = _changed(text, defect)
                changed += new != text
                part = new.encode()
            target.writestr(name, part)
    assert changed, f"{defect.name}: nothing was changed"
    return kept.getvalue()


def _changed(text: str, defect: Defect) -> str:
    if not defect.style:
        return re.sub(defect.find, defect.put, text, count=0 if defect.is_everywhere else 1)
    # By the name an office worker sees; identifiers may be other.
    form = rf'<w:style [^>]*>(?:(?!</w:style>).)*?<w:name w:val="{re.escape(defect.style)}"/>.*?</w:style>'
    found = re.search(form, text, re.DOTALL)
    assert found is not None, f"no style {defect.style}"
    return text[: found.start()] + re.sub(defect.find, defect.put, found[0], count=1) + text[found.end() :]


def style(
    code: str, name: str, find: str, put: str, *, document: str = DOWN, also: tuple[str, ...] = (), variant: str = ""
) -> Defect:
    return Defect(code, document, STYLES, find, put, style=name, also=also, variant=variant)


def page(
    code: str, find: str, put: str, *, document: str = PLAIN, also: tuple[str, ...] = (), variant: str = ""
) -> Defect:
    return Defect(code, document, DOCUMENT, find, put, also=also, variant=variant)


def blank_gone(code: str, before: str, *, document: str = DOWN) -> Defect:
    """The blank line before the first paragraph of a style is not there."""
    blank = r'<w:p>(?:(?!</w:p>).)*?<w:pStyle w:val="公文空行"/>(?:(?!</w:p>).)*?</w:p>'
    return page(code, rf'{blank}(<w:p>(?:(?!</w:p>).)*?<w:pStyle w:val="{before}"/>)', r"\1", document=document)


def face(code: str, name: str, put: str, *, document: str = DOWN) -> Defect:
    """Another face in a style that names one."""
    fonts = f'<w:rFonts w:ascii="{put}" w:hAnsi="{put}" w:eastAsia="{put}"/>'
    return style(code, name, r"<w:rFonts [^>]*/>", fonts, document=document)


def foot(code: str, find: str, put: str, *, variant: str = "") -> Defect:
    return Defect(code, LETTER, LETTER_FOOT, find, put, variant=variant)


def turned_number(code: str, find: str, put: str, *, also: tuple[str, ...] = (), variant: str = "") -> Defect:
    """In the headers of the turned pages, which bear their numbers."""
    return Defect(code, TURNED, "word/header*.xml", find, put, also=also, variant=f"-turned{variant}")


def in_every_run(properties: str) -> tuple[str, str]:
    """What to find and put so that all three runs of a page number have these properties."""
    put = f"<w:r><w:rPr>{properties}</w:rPr>"
    return "<w:r>(.*?)<w:r>(.*?)<w:r>", rf"{put}\1{put}\2{put}"


END = "</w:style>"
FANG = "仿宋_GB2312"
NUMBER, BODY, MARK, UPPER = "发文字号", "公文正文", "发文机关标志", "信函上双线"

#: A line break in a text.
_BROKEN = "(</w:t></w:r><w:r><w:br/></w:r><w:r><w:t [^>]*>)"

DEFECTS = (
    # LibreOffice centres the grid of lines in the text area: the heights that are left are whole numbers of lines.
    page("layout/page-size", 'w:h="16838"', 'w:h="16900"'),
    page("layout/left-margin", r'(<w:pgMar [^>]*w:left=)"\d+"', r'\1"1500"'),
    page("layout/right-margin", r'(<w:pgMar [^>]*w:right=)"\d+"', r'\1"1389"'),
    page("layout/top-margin", r'(<w:pgMar [^>]*w:top=)"\d+"', r'\1"1700"'),
    page("layout/bottom-margin", r'(<w:pgMar [^>]*w:bottom=)"\d+"', r'\1"3703"', also=("layout/lines-per-page",)),
    page("layout/lines-per-page", r'(<w:pgMar [^>]*w:bottom=)"\d+"', r'\1"2563"', also=("layout/bottom-margin",)),
    # --- body ---
    style("layout/line-pitch", "Normal", 'w:line="579"', 'w:line="560"', document=PLAIN),
    style("layout/characters-per-line", "Normal", r'<w:spacing w:val="-\d+"/>', "", document=PLAIN),
    style(
        "layout/body-size",
        BODY,
        END,
        f'<w:rPr><w:sz w:val="30"/></w:rPr>{END}',
        document=PLAIN,
        also=("layout/characters-per-line",),
    ),
    style(
        "layout/body-face",
        BODY,
        END,
        f'<w:rPr><w:rFonts w:eastAsia="宋体"/></w:rPr>{END}',
        document=PLAIN,
        also=("layout/run-in-text-face",),
    ),
    style("layout/text-colour", BODY, END, f'<w:rPr><w:color w:val="0000FF"/></w:rPr>{END}', document=PLAIN),
    style(
        "layout/uneven-pitch",
        "heading 1",
        "<w:keepNext/>",
        '<w:keepNext/><w:spacing w:before="120"/>',
        document=PLAIN,
        also=("layout/lines-per-page",),
    ),
    style(
        "layout/first-line-indent",
        BODY,
        r'w:firstLineChars="200" w:firstLine="\d+"',
        'w:firstLine="315"',
        document=PLAIN,
    ),
    face("layout/heading-face", "heading 1", "楷体_GB2312"),
    # --- head ---
    style("layout/copy-number-place", "份号", '<w:jc w:val="left"/>', '<w:ind w:left="315"/><w:jc w:val="left"/>'),
    face("layout/secrecy-type", "密级和保密期限", FANG),
    style("layout/urgency-type", "紧急程度", "</w:rPr>", '<w:sz w:val="28"/></w:rPr>'),
    style("layout/mark-top", "版头间隔", r'w:line="\d+"', 'w:line="340"'),
    style("layout/mark-centred", "发文机关标志", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>'),
    style("layout/mark-colour", "发文机关标志", '<w:color w:val="FF0000"/>', "", also=()),
    face("layout/mark-face", "发文机关标志", "黑体"),
    blank_gone("layout/number-gap", NUMBER),
    style("layout/number-centred", NUMBER, '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'),
    style("layout/red-rule-drop", NUMBER, r'w:space="\d+"', 'w:space="11"'),
    style("layout/red-rule-colour", NUMBER, r'(<w:bottom [^>]*w:color=)"FF0000"', r'\1"000000"'),
    style("layout/red-rule-thickness", NUMBER, r'w:sz="\d+"', 'w:sz="24"'),
    style("layout/red-rule-width", NUMBER, "<w:jc ", '<w:ind w:left="400" w:right="400"/><w:jc '),
    style("layout/red-rule-missing", NUMBER, r"<w:pBdr>.*?</w:pBdr>", ""),
    style("layout/signatory-indent", "上行文发文字号", 'w:pos="8530"', 'w:pos="8845"', document=UP),
    style("layout/number-indent", "上行文发文字号", 'w:pos="315"', 'w:pos="630"', document=UP),
    # --- title, recipients ---
    blank_gone("layout/title-gap", "Title"),
    style("layout/title-size", "Title", r'<w:sz w:val="44"/>', '<w:sz w:val="36"/>', document=PLAIN),
    style("layout/title-centred", "Title", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>', document=PLAIN),
    style("layout/title-face", "Title", r"<w:rFonts [^>]*/>", '<w:rFonts w:eastAsia="黑体"/>', document=PLAIN),
    blank_gone("layout/recipient-gap", "主送机关"),
    style("layout/recipient-flush", "主送机关", r'<w:ind w:left="0"/>', '<w:ind w:left="315"/>'),
    # --- closing ---
    blank_gone("layout/attachment-note-gap", "附件说明"),
    style(
        "layout/attachment-note-wrap", "附件说明", r'w:left="1910" w:hanging="1280"', 'w:left="2225" w:hanging="1595"'
    ),
    style(
        "layout/attachment-note-indent", "附件说明", r'w:left="1910" w:hanging="1280"', 'w:left="1910" w:hanging="1910"'
    ),
    style("layout/remark-indent", "附注", r"<w:ind [^>]*/>", ""),
    # --- attachments ---
    style("layout/attachment-new-page", "附件标记", "<w:pageBreakBefore/>", ""),
    face("layout/attachment-mark-type", "附件标记", FANG),
    style("layout/attachment-mark-place", "附件标记", "<w:jc ", '<w:ind w:left="315"/><w:jc '),
    blank_gone("layout/attachment-title-gap", "附件标题"),
    style("layout/attachment-title-centred", "附件标题", "<w:pPr>", '<w:pPr><w:jc w:val="left"/>'),
    page("layout/attachment-apart", "云自然资字〔2026〕15号(附件3)", r"\1", document=TURNED),
    page("layout/attachment-apart", "15号(附件3)", r"16号\1", document=TURNED, variant="-other"),
    # --- imprint ---
    style("layout/imprint-rule-thickness", "公文版记", 'w:sz="8"', 'w:sz="18"'),
    page(
        "layout/imprint-rule-width",
        r'(<w:tblpPr [^>]*w:tblpX=)"1587"',
        r'\1"1700"',
        document=DOWN,
        also=(
            "layout/copies-indent",
            "layout/printing-indent",
        ),
    ),
    style("layout/imprint-size", "版记文字", r'<w:sz w:val="28"/>', '<w:sz w:val="26"/>'),
    style("layout/copies-indent", "抄送", r'w:hanging="840"', 'w:hanging="560"'),
    style("layout/printing-indent", "印发", r'w:pos="8565"', 'w:pos="8845"'),
    # --- turned pages: the table is on page 5 or 6, and both headers are spoiled alike ---
    turned_number("layout/turned-number-place", r'w:tblpX="\d+"', 'w:tblpX="1560"'),
    turned_number(
        "layout/turned-head",
        '(<w:textDirection w:val=)"tbRl"',
        r'\1"btLr"',
        also=("layout/turned-number-place",),
    ),
    turned_number("layout/turned-number-place", r'w:tblpY="\d+"', 'w:tblpY="1700"', variant="-along"),
    turned_number("layout/page-number-order", "<w:fldSimple .*?</w:fldSimple>", "<w:r><w:t>9</w:t></w:r>"),
    turned_number("layout/page-number-form", "— (.*) —", r"-\1-"),
    turned_number("layout/page-number-form", "— (.*) —", r"\1", variant="-bare"),
    turned_number("layout/page-number-size", *in_every_run('<w:sz w:val="21"/>')),
    turned_number(
        "layout/page-number-face", *in_every_run(f'<w:rFonts w:ascii="{FANG}" w:hAnsi="{FANG}" w:eastAsia="{FANG}"/>')
    ),
    page(
        "layout/turned-outside",
        r'(w:orient="landscape"/><w:pgMar [^>]*w:left=)"\d+"',
        r'\1"1870"',
        document=TURNED,
        also=("layout/attachment-mark-place",),
    ),
    # --- page numbers ---
    page("layout/page-number-drop", r'(<w:pgMar [^>]*w:footer=)"\d+"', r'\1"1587"'),
    style("layout/page-number-side", "单页页码", r'<w:ind w:right="280"/>', ""),
    style("layout/page-number-side", "双页页码", '<w:jc w:val="left"/>', '<w:jc w:val="center"/>', variant="-even"),
    Defect("layout/page-number-side", DOWN, SETTINGS, "<w:evenAndOddHeaders/>", "", variant="-same"),
    style("layout/page-number-size", "单页页码", r'<w:sz w:val="28"/>', '<w:sz w:val="21"/>'),
    face("layout/page-number-face", "双页页码", FANG),
    # --- letter ---
    page("layout/letter-mark-top", r'(<w:pgMar [^>]*w:header=)"\d+"', r'\1"1560"', document=LETTER),
    style("layout/letter-mark-centred", MARK, r'w:left="-\d+"', 'w:left="0"', document=LETTER),
    style("layout/letter-mark-colour", MARK, '<w:color w:val="FF0000"/>', "", document=LETTER),
    face("layout/letter-mark-face", MARK, "黑体", document=LETTER),
    style("layout/letter-rules", UPPER, "thickThinSmallGap", "single", document=LETTER),
    foot("layout/letter-rules", '<a:ln w="9360">', '<a:ln w="37800">', variant="-foot"),
    style("layout/letter-rule-colour", UPPER, 'w:color="FF0000"', 'w:color="000000"', document=LETTER),
    style("layout/letter-rule-drop", UPPER, r'w:line="\d+"', 'w:line="280"', document=LETTER),
    foot("layout/letter-foot-rule", "9956160(.*?)9987840", r"10056160\g<1>10087840"),
    style("layout/letter-rule-length", UPPER, r'w:left="-\d+"', 'w:left="-200"', document=LETTER),
    foot("layout/letter-rule-length", "6120000", "5800000", variant="-foot"),
    style("layout/letter-head-gap", "信函首行", r'w:before="\d+"', 'w:before="200"', document=LETTER),
    style("layout/letter-number-right", "信函首行", 'w:pos="8845"', 'w:pos="8530"', document=LETTER),
    style(
        "layout/letter-head-left",
        "密级和保密期限",
        '<w:jc w:val="left"/>',
        '<w:ind w:left="315"/><w:jc w:val="left"/>',
        document=LETTER,
    ),
    blank_gone("layout/letter-title-gap", "Title", document=LETTER),
    foot(
        "layout/letter-first-page-number",
        r"(<a:ln w=\"28440\">.*)</w:ftr>",
        r'\1<w:p><w:pPr><w:pStyle w:val="单页页码"/></w:pPr><w:r><w:t>—1—</w:t></w:r></w:p></w:ftr>',
    ),
    style(
        "layout/letter-imprint-form",
        "公文版记",
        "<w:tblCellMar>",
        '<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/></w:tblBorders><w:tblCellMar>',
        document=LETTER,
    ),
    page("layout/letter-imprint-place", 'w:tblpYSpec="bottom"', 'w:tblpYSpec="center"', document=LETTER),
    # --- order, minutes ---
    style("layout/order-mark-top", "版头间隔", r'w:line="\d+"', 'w:line="1300"', document=ORDER),
    style("layout/order-mark-centred", MARK, '<w:jc w:val="center"/>', '<w:jc w:val="left"/>', document=ORDER),
    face("layout/order-mark-face", MARK, "黑体", document=ORDER),
    style("layout/order-number-centred", "令号", '<w:jc w:val="center"/>', '<w:jc w:val="right"/>', document=ORDER),
    blank_gone("layout/order-number-gap", "令号", document=ORDER),
    style("layout/minutes-mark-top", "版头间隔", r'w:line="\d+"', 'w:line="340"', document=MINUTES),
    style("layout/minutes-mark-centred", MARK, '<w:jc w:val="center"/>', '<w:jc w:val="right"/>', document=MINUTES),
    style("layout/attendance-indent", "出席人员", 'w:hanging="945"', 'w:hanging="630"', document=MINUTES),
    face("layout/attendance-face", "出席", "楷体_GB2312", document=MINUTES),
    blank_gone("layout/attendance-gap", "出席人员", document=MINUTES),
    style("layout/minutes-line-indent", "纪要编发", 'w:pos="315"', 'w:pos="945"', document=MINUTES),
    # --- rosters ---
    style("layout/roster-columns", "名单行", r'(<w:tab [^>]*w:pos=)"\d+"', r'\1"1600"', document=ROSTER),
    style(
        "layout/roster-name",
        "名单行",
        END,
        f'<w:rPr><w:spacing w:val="60"/></w:rPr>{END}',
        document=ROSTER,
    ),
    style("layout/roster-split", "名单文字", "<w:ind ", '<w:ind w:right="400" ', document=NAMES),
    style("layout/roster-face", "名单行", END, f'<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr>{END}', document=ROSTER),
    # --- numbers, titles ---
    Defect("layout/split-number", LONG, STYLES, '<w:lang w:val="en-US"', '<w:lang w:val="zh-CN"'),
    page("layout/title-shape", rf"局{_BROKEN}关于汛期地质灾害防治", r"局关于汛期\1地质灾害\1防治", document=LONG),
    # --- tables ---
    page("layout/table-head", "<w:tblHeader/>", "", document=LONG),
    Defect("layout/table-row-broken", LONG, DOCUMENT, "<w:cantSplit/>", "", is_everywhere=True),
    page("layout/table-width", "<w:tblLayout ", '<w:tblInd w:w="120" w:type="dxa"/><w:tblLayout ', document=LONG),
    face("layout/table-face", "表头文字", FANG, document=LONG),
)
