"""What a letter (10.1) has of its own: styles, and the header and footer of its first page with the double rules."""

from __future__ import annotations

from msgspec.structs import replace

from gongwen.lengths import Length, mm
from gongwen.render import style_names as names
from gongwen.render.blank.look import Look, style
from gongwen.render.blank.pieces import choose, insert, paragraph
from gongwen.render.blank.styles import MARK_INK_DROP, mark_look, table_style
from gongwen.render.drawings import DRAWING, PLACING, anchored, emu, extent
from gongwen.render.grid import LOWEST_LINE, PAGE_WIDTH, Grid
from gongwen.render.wordml import DECLARATION, W
from gongwen.standard import elements, formats, page
from gongwen.standard.elements import HEITI

#: The ink of a 小标宋 face ends above the bottom of a line as high as the type; the mean over the sizes of a mark.
_MARK_INK_RISE = mm(0.5)
#: From the header to the baseline of the first line, so that its ink stands where it should; measured in LibreOffice,
#: see tests/render/test_pages_letter.py. A border there has no space of its own, for LibreOffice would count it twice.
_FIRST_BASELINE = 537
#: LibreOffice sets the baseline of a line of exact height at this share of it.
_BASELINE_SHARE = 0.8

#: The header of every page begins where the mark's line does.
HEADER_DISTANCE = formats.LETTER_MARK_TOP.nominal.twips - MARK_INK_DROP.twips

_WIDTH = formats.LETTER_RULE_LENGTH.nominal
_LEFT = (PAGE_WIDTH - _WIDTH.twips) // 2

_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def letter_styles(grid: Grid) -> dict[str, str]:
    """By name. The upper rule is as wide as its paragraph, which reaches beyond the text area."""
    left, right = _LEFT - grid.left, _LEFT - grid.right
    rule = (round(formats.LETTER_THICK_RULE.pt * 8), 0, elements.RED, "thickThinSmallGap")
    drop = (formats.LETTER_RULE_DROP.nominal - _MARK_INK_RISE).twips
    before = _FIRST_BASELINE - round(_BASELINE_SHARE * grid.line)
    first = Look(align="left", tabs=(("right", grid.text_width),), before=before, line=grid.line)
    return {
        names.AUTHORITY_MARK: style(names.AUTHORITY_MARK, replace(mark_look(grid), left=left, right=right)),
        names.LETTER_RULE: style(names.LETTER_RULE, Look(line=drop, rule_below=rule, left=left, right=right)),
        names.LETTER_FOOT: style(names.LETTER_FOOT, Look(line=LOWEST_LINE)),
        names.LETTER_FIRST: style(names.LETTER_FIRST, first),
        names.HEAD_WORD: style(
            names.HEAD_WORD, Look(face=grid.face(HEITI)), based_on="DefaultParagraphFont", kind="character"
        ),
        names.IMPRINT_TABLE: table_style(names.IMPRINT_TABLE, "", 0),
    }


def first_header_xml() -> str:
    """The mark; it pushes the text of the first page down."""
    content = "".join(
        choose(("版头", [insert("版头.标志"), paragraph(names.LETTER_RULE)]), ("", [paragraph(names.LETTER_FOOT)]))
    )
    return f'{DECLARATION}<w:hdr xmlns:w="{W}">{content}</w:hdr>'


def first_footer_xml() -> str:
    """The lower double rule, thin above thick, at its place on the sheet; no page number (L10)."""
    thick, thin = formats.LETTER_THICK_RULE, formats.LETTER_THIN_RULE
    middle = page.PAGE_HEIGHT.nominal - formats.LETTER_FOOT_RULE.nominal
    gap = formats.LETTER_RULE_GAP
    apart = (thin + thick) * 0.5 + gap
    bars = _bar(1, middle - apart * 0.5, thin) + _bar(2, middle + apart * 0.5, thick)
    return (
        f'{DECLARATION}<w:ftr xmlns:w="{W}" xmlns:mc="{_CHOICE}" xmlns:wp="{PLACING}" xmlns:a="{DRAWING}"'
        f' xmlns:wps="{_SHAPE}">{paragraph(names.LETTER_FOOT, bars)}</w:ftr>'
    )


def _bar(number: int, middle: Length, weight: Length) -> str:
    """A red line across the sheet; LibreOffice knows no compound lines, so that each is a shape of its own."""
    size = _WIDTH, mm(0)
    graphic = (
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvCnPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent(*size)}/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{emu(weight)}"><a:solidFill><a:srgbClr val="{elements.RED}"/></a:solidFill></a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    )
    x = (page.PAGE_WIDTH.nominal - _WIDTH) * 0.5
    drawing = anchored(graphic, across=("page", x), down=("page", middle), size=size, named=f"双线{number}")
    numbered = drawing.replace('id="0"', f'id="{number}"', 1)
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{numbered}</mc:Choice></mc:AlternateContent></w:r>'
