"""styles.xml of the default templates: every distance, size and face of the standard, as named styles.

What the standard leaves open is our practice and says so. A text never carries formatting of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from gongwen.lengths import Length, mm, pt
from gongwen.render import style_names as names
from gongwen.render.blank.look import Look, style
from gongwen.render.grid import LOWEST_LINE, TAB_EASE, Grid, line_of
from gongwen.render.wordml import DECLARATION, W, attribute
from gongwen.standard import elements, page
from gongwen.standard.elements import FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG
from gongwen.standard.geometry import NumberPlace
from gongwen.standard.sizes import SIZE_12, SIZE_18

#: PRACTICE: table text 小四 in lines of 20 pt (usual: 小四 to 四号 in 18 to 24 pt).
TABLE_SIZE = SIZE_12

#: PRACTICE: an article's title stands between the document's title and the text.
ARTICLE_SIZE = SIZE_18

#: Lines of the masthead above the mark: 份号, 密级, 紧急程度. They stand empty when there is nothing to say, because
#: the mark's place is counted from the top of the text area.
FIXED_LINES = 3

#: LibreOffice sets the ink of a 小标宋 face 0.05 em below the top of a line as high as the type; the mean of that over
#: the sizes a mark may take.
MARK_INK_DROP = mm(0.5)

#: Points between the number and its rule; measured in LibreOffice, see tests/layout. Word counts whole points.
RED_RULE_SPACE = 8

_IMPRINT_CHARACTER = elements.IMPRINT_SIZE.nominal.twips
_HEADING_FACES = (HEITI, KAITI, FANGSONG, FANGSONG)


def mark_look(grid: Grid) -> Look:
    """The mark at the largest size it is set in."""
    size = grid.geometry.mark_size.nominal
    return Look(
        face=grid.face(XIAOBIAOSONG),
        size=size,
        colour=elements.RED,
        character_spacing=0,
        align="center",
        line=size.twips,
    )


def styles_xml(grid: Grid, own: Mapping[str, str] | None = None) -> str:
    """The whole part; `own` are the styles of a format by name, in place of common ones of that name or after them."""
    styles = {_name_of(item): item for item in _styles(grid)} | dict(own or {})
    return f'{DECLARATION}<w:styles xmlns:w="{W}">{_defaults(grid)}{"".join(styles.values())}</w:styles>'


def _name_of(item: str) -> str:
    return item.split('<w:name w:val="', 1)[1].split('"', 1)[0]


def _defaults(grid: Grid) -> str:
    run = Look(face=grid.face(FANGSONG), size=grid.geometry.body_size.nominal).run_properties()
    # Letters and digits are English: LibreOffice breaks a number at the end of a line of Chinese ones.
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{run}{language}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"


def _styles(grid: Grid) -> list[str]:
    groups = (_foundation, _masthead, _main_part, _endings, _tables, _imprint, _page_numbers)
    return [style for group in groups for style in group(grid)]


def _first_line(grid: Grid) -> Look:
    indent = elements.FIRST_LINE_INDENT.nominal
    return Look(first_characters=indent, first=grid.characters(indent))


def _foundation(grid: Grid) -> list[str]:
    normal = Look(line=grid.line, align="both", character_spacing=grid.character_spacing)
    # Widow control would leave pages of 21 lines. Snapped to the grid, LibreOffice would set titles and tables on lines
    # of the body. Whether punctuation may hang at the end of a line is left unsaid on purpose: LibreOffice 7.4 reads
    # `w:overflowPunct` the wrong way round, and only by default do it and Word break lines alike (both hang).
    switches = '<w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>'
    return [
        style("Normal", normal, based_on="", is_default=True, is_built_in=True).replace(
            "<w:pPr>", f"<w:pPr>{switches}", 1
        ),
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        style(names.BLANK, Look(keeps_next=True)),
        style(names.BODY, _first_line(grid)),
        style(names.LAST_BODY, Look(keeps_next=True), based_on=names.BODY),
        # Word ends a section with a paragraph, which must take no room of its own.
        style(names.SECTION_END, Look(size=pt(1), line=LOWEST_LINE)),
    ]


def _masthead(grid: Grid) -> list[str]:
    room = (elements.AUTHORITY_MARK_TOP.nominal + grid.geometry.outset - MARK_INK_DROP).twips
    # Lines so high that three of them reach the mark are set closer.
    line = min(grid.line, room // FIXED_LINES - LOWEST_LINE)
    fixed = Look(align="left", line=None if line == grid.line else line)
    indent = grid.characters(elements.SIGNATORY_INDENT.nominal)
    right = ("right", grid.text_width - indent)
    rule = (round(grid.geometry.red_rule.pt * 8), RED_RULE_SPACE, elements.RED)
    return [
        style(names.COPY_NUMBER, fixed),
        style(names.SECRECY, replace(fixed, face=grid.face(HEITI))),
        style(names.URGENCY, replace(fixed, face=grid.face(HEITI))),
        style(names.MASTHEAD_SPACER, Look(line=room - FIXED_LINES * line)),
        style(names.AUTHORITY_MARK, mark_look(grid)),
        style(names.NUMBER, Look(align="center", rule_below=rule)),
        style(names.SIGNATORY, Look(align="left", left=indent, tabs=(right,))),
        # The rule spans the text area, so the indent is a tab and not an indent, which would shorten the rule.
        style(names.UPWARD_NUMBER, Look(align="left", tabs=(("left", indent), right), rule_below=rule)),
        *_signatories(grid, rule),
        style(names.SIGNATORY_NAME, Look(face=grid.face(KAITI)), based_on="DefaultParagraphFont", kind="character"),
    ]


def class_mark_style(grid: Grid) -> dict[str, str]:
    """Y03: 办理类别 flush right, for the formats a reply may have."""
    look = Look(align="left", tabs=(("right", grid.text_width),))
    return {names.CLASS_MARK: style(names.CLASS_MARK, look, based_on=names.COPY_NUMBER)}


def _signatories(grid: Grid, rule: tuple[int, int, str]) -> list[str]:
    """F032: two names to a line, each under the one above, the last ending one 字 from the right."""
    indent = elements.SIGNATORY_INDENT.nominal
    made = []
    for (width, right), called in names.SIGNATORIES.items():
        second = grid.geometry.characters.nominal - indent - right
        first = second - 1 - width
        word = first - len(elements.SIGNATORY_WORD) - 1
        tabs = tuple(("left", grid.characters(place)) for place in (indent, word, first, second))
        made.append(style(called, Look(align="left", tabs=tabs, rule_below=rule)))
    return made


def _main_part(grid: Grid) -> list[str]:
    title = Look(
        face=grid.face(XIAOBIAOSONG),
        size=grid.geometry.title_size.nominal,
        character_spacing=0,
        align="center",
        line=line_of(grid.geometry.title_size.nominal),
        keeps_next=True,
        keeps_lines=True,
    )
    subtitle = Look(face=grid.face(KAITI), align="center", keeps_next=True)
    article = Look(
        face=grid.face(XIAOBIAOSONG),
        size=ARTICLE_SIZE,
        character_spacing=0,
        align="center",
        line=line_of(ARTICLE_SIZE),
        keeps_next=True,
        outline=0,
    )
    return [
        style(names.TITLE, title, is_built_in=True, next_style=names.BODY),
        style(names.SUBTITLE, subtitle, is_built_in=True, next_style=names.BODY),
        style(names.PART_TITLE, Look(outline=0), based_on=names.TITLE, next_style=names.BODY),
        style(names.NEW_PAGE_TITLE, Look(starts_page=True), based_on=names.PART_TITLE, next_style=names.BODY),
        style(names.NEW_PAGE, Look(starts_page=True, keeps_next=True)),
        style(names.RECIPIENT, Look(left=0)),
        *_headings(grid),
        style(names.ARTICLE_TITLE, article),
        style(names.BYLINE, subtitle),
        *_rosters(grid),
    ]


def _rosters(grid: Grid) -> list[str]:
    """K04, K05, K08: name and post begin at one place in every line of a roster, and the post hangs after both."""
    made = []
    for (label, name), called in names.ROSTER_LINES.items():
        name_at = grid.characters(label) + TAB_EASE
        post_at = name_at + grid.characters(name)
        columns = (("left", name_at), ("left", post_at))
        made.append(style(called, Look(align="left", left=post_at, hanging=post_at, tabs=columns)))
    for label, called in names.ROSTER_TEXTS.items():
        name_at = grid.characters(label) + TAB_EASE
        made.append(style(called, Look(left=name_at, hanging=name_at, tabs=(("left", name_at),))))
    return made


def _headings(grid: Grid) -> list[str]:
    made = []
    first_line = _first_line(grid)
    for level, (heading, run_in, face) in enumerate(
        zip(names.HEADINGS, names.RUN_IN_HEADINGS, _HEADING_FACES, strict=True)
    ):
        words = Look(face=grid.face(face), is_bold=True if level + 1 in grid.geometry.bold else None)
        look = replace(first_line, face=words.face, is_bold=words.is_bold, keeps_next=True, outline=level)
        made.append(style(heading, look, identifier=f"Heading{level + 1}", next_style=names.BODY, is_built_in=True))
        made.append(style(run_in, words, based_on="DefaultParagraphFont", kind="character"))
    return made


def _endings(grid: Grid) -> list[str]:
    # F050, F051: after the indent of two 字 the word 附件： takes three, a serial one (or one and a half).
    lead = grid.characters(elements.FIRST_LINE_INDENT.nominal)
    serial = lead + grid.characters(3) + TAB_EASE
    return [
        _note(names.ATTACHMENT_NOTE, lead, (serial, serial + grid.characters(1))),
        _note(names.MANY_ATTACHMENTS_NOTE, lead, (serial, serial + grid.characters(1.5))),
        _note(names.SINGLE_ATTACHMENT_NOTE, lead, (serial,)),
        style(names.ATTENDANCE, Look(left=lead + grid.characters(3), hanging=grid.characters(3))),
        style(names.ATTENDANCE_WORD, Look(face=grid.face(HEITI)), based_on="DefaultParagraphFont", kind="character"),
        style(names.SIGNATURE, Look(align="left", keeps_next=True)),
        style(names.REMARK, _first_line(grid)),
        style(names.ATTACHMENT_MARK, Look(face=grid.face(HEITI), align="left", starts_page=True, keeps_next=True)),
    ]


def _note(name: str, lead: int, stops: tuple[int, ...]) -> str:
    left = stops[-1]
    tabs = tuple(("left", stop) for stop in stops)
    return style(name, Look(left=left, hanging=left - lead, tabs=tabs, keeps_next=True))


def _tables(grid: Grid) -> list[str]:
    text = Look(size=TABLE_SIZE, character_spacing=0, align="left", line=page.TABLE_LINE.twips)
    head = Look(face=grid.face(HEITI), align="center", keeps_next=True)
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = "".join(_rule(edge, page.TABLE_RULE) for edge in edges)
    return [
        style(names.TABLE_TEXT, text),
        style(names.TABLE_HEAD, head, based_on=names.TABLE_TEXT),
        table_style(names.TABLE, rules, page.TABLE_CELL_MARGIN.twips),
    ]


def _imprint(grid: Grid) -> list[str]:
    one = _IMPRINT_CHARACTER * elements.IMPRINT_INDENT.nominal
    lead = _IMPRINT_CHARACTER * len(elements.COPY_WORD)
    row = Look(size=elements.IMPRINT_SIZE.nominal, character_spacing=0, line=line_of(elements.IMPRINT_SIZE.nominal))
    thick, thin = elements.IMPRINT_THICK_RULE.nominal, elements.IMPRINT_THIN_RULE.nominal
    rules = _rule("top", thick) + _rule("bottom", thick) + _rule("insideH", thin)
    return [
        style("版记文字", row),
        style(names.COPIES, Look(left=one + lead, hanging=lead, right=one), based_on="版记文字"),
        style(
            names.PRINTING,
            Look(align="left", left=one, right=one, tabs=(("right", grid.text_width - one),)),
            based_on="版记文字",
        ),
        # The floating table hangs on the paragraph after it, which must take no room of its own.
        style(names.IMPRINT_ANCHOR, Look(size=pt(1), line=LOWEST_LINE)),
        table_style(names.IMPRINT_TABLE, rules, 0),
    ]


def _page_numbers(grid: Grid) -> list[str]:
    size = grid.geometry.number_size.nominal
    indent = size.twips * page.PAGE_NUMBER_INDENT.nominal
    number = Look(face=grid.face(SONGTI), size=size, character_spacing=0, line=size.twips)
    right = replace(number, align="right", right=indent)
    left = replace(number, align="left", left=indent)
    centre = replace(number, align="center")
    odd, even = {
        NumberPlace.OUTER: (right, left),
        NumberPlace.RIGHT: (right, right),
        NumberPlace.CENTRE: (centre, centre),
    }[grid.geometry.number_place]
    return [style(names.ODD_PAGE_NUMBER, odd), style(names.EVEN_PAGE_NUMBER, even)]


def _rule(edge: str, width: Length) -> str:
    return f'<w:{edge} w:val="single" w:sz="{round(width.pt * 8)}" w:space="0" w:color="auto"/>'


def table_style(name: str, rules: str, margin: int) -> str:
    """A style of tables with rules or without."""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId={attribute(name)}><w:name w:val={attribute(name)}/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr>{f'<w:tblBorders>{rules}</w:tblBorders>' if rules else ''}<w:tblCellMar>"
        f'<w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "</w:style>"
    )
