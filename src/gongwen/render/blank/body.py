"""document.xml of the default templates: one paragraph per element of a document, with the tags of its variable.

The tags are docxtpl's: `{%p … %}` stands for its whole paragraph, `{%tr … %}` for its row, `{{p … }}` is replaced by
finished paragraphs. Nothing here formats; a paragraph names its style and that is all.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.render import style_names as names
from gongwen.render.blank.pieces import BREAK, TAB, blanks, broken, choose, each, insert, paragraph, styled, when
from gongwen.render.blank.turned import section_references, turned_section
from gongwen.render.grid import PAGE_HEIGHT, PAGE_WIDTH, Grid
from gongwen.render.wordml import DECLARATION, R, W, attribute, text_run
from gongwen.standard import elements, formats, page


def document_xml(
    grid: Grid, head: tuple[str, ...], *, header_distance: int | None = None, is_letter: bool = False
) -> str:
    """The whole part: a head of its format, the parts, the imprint. A letter's first page has its own surroundings."""
    upright = _upright(grid, header_distance, is_letter=is_letter)
    body = "".join((*head, *_parts(), *(_letter_imprint(grid) if is_letter else _imprint(grid))))
    # What a turned page looks like is shown by an empty section at the end.
    ends = paragraph(names.SECTION_END).replace("</w:pPr>", f"{upright}</w:pPr>") + paragraph(names.SECTION_END)
    return (
        f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{ends}{turned_section(grid)}'
        "</w:body></w:document>"
    )


def _upright(grid: Grid, header_distance: int | None, *, is_letter: bool) -> str:
    """The section of upright pages."""
    references = [("header", "default", 9), ("header", "even", 9), ("footer", "default", 3), ("footer", "even", 4)]
    if is_letter:
        references += [("header", "first", 11), ("footer", "first", 12)]
    kind = ' w:type="lines"' if grid.is_filled and not is_letter else ""
    header = grid.top // 2 if header_distance is None else header_distance
    return (
        f'<w:sectPr>{section_references(references)}<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{grid.top}" w:right="{grid.right}" w:bottom="{grid.bottom}" w:left="{grid.left}"'
        f' w:header="{header}" w:footer="{footer_distance(grid)}" w:gutter="0"/>'
        f'{"<w:titlePg/>" if is_letter else ""}<w:docGrid{kind} w:linePitch="{grid.line}"/></w:sectPr>'
    )


def footer_distance(grid: Grid) -> int:
    """From the sheet's bottom to the bottom of the page number's line, whose middle is where its dashes are drawn."""
    dash = grid.geometry.foot_margin - page.PAGE_NUMBER_DROP.nominal
    return dash.twips - grid.geometry.number_size.nominal.twips // 2


def _parts() -> tuple[str, ...]:
    parts = each(
        "部分",
        "各部分",
        *when("部分.换纸", insert("部分.换纸")),
        *when(
            "部分.附件标记",
            paragraph(names.ATTACHMENT_MARK, "{{ 部分.附件标记 }}"),
            *blanks(elements.ATTACHMENT_TITLE_GAP.nominal),
        ),
        *_titles(),
        *when("部分.副标题", paragraph(names.SUBTITLE, *_in_two("部分.副标题"))),
        *choose(
            ("部分.主送", [*blanks(elements.RECIPIENT_GAP.nominal), paragraph(names.RECIPIENT, "{{ 部分.主送 }}")]),
            ("部分.标题", blanks(elements.RECIPIENT_GAP.nominal)),
        ),
        *_blocks(),
        *_attachment_notes(),
        *_attendance(),
        *when("部分.落款", insert("部分.落款")),
        *each("附注", "部分.附注", paragraph(names.REMARK, "{{ 附注 }}")),
    )
    # LibreOffice does not turn the page for a section that begins with a floating table: a paragraph goes before it.
    return (*parts, *when("末尾换纸", insert("末尾换纸"), paragraph(names.SECTION_END)))


def _titles() -> tuple[str, ...]:
    lines = broken("部分.标题")
    return choose(
        ("部分.标题 and 部分.附件标记", [paragraph(names.PART_TITLE, *lines)]),
        ("部分.标题 and 部分.另页", [paragraph(names.NEW_PAGE_TITLE, *lines)]),
        ("部分.标题", [paragraph(names.TITLE, *lines)]),
        ("部分.另页 and not 部分.附件标记", [paragraph(names.NEW_PAGE)]),
    )


def _in_two(path: str) -> tuple[str, ...]:
    """A text that may have a second line."""
    return (f"{{{{ {path} }}}}{{% if {path}次行 %}}", BREAK, f"{{{{ {path}次行 }}}}{{% endif %}}")


def _blocks() -> tuple[str, ...]:
    branches: list[tuple[str, Iterable[str]]] = []
    # The last paragraph must not be left behind by the signature on the next page; an only one stays on page 1 (7.3.3).
    is_last = "loop.last and not loop.first and 部分.落款"
    body = "{{ 块.文字 }}"
    branches.append((f'块.类型 == "段落" and {is_last}', [paragraph(names.LAST_BODY, body)]))
    branches.append(('块.类型 == "段落"', [paragraph(names.BODY, body)]))
    for level, (heading, run_in) in enumerate(zip(names.HEADINGS, names.RUN_IN_HEADINGS, strict=True), 1):
        pieces = (styled(run_in, "{{ 块.题文 }}"), body)
        is_this = f'块.类型 == "接排标题" and 块.级别 == {level}'
        branches.append((f'块.类型 == "标题" and 块.级别 == {level}', [paragraph(heading, body)]))
        branches.append((f"{is_this} and {is_last}", [paragraph(names.LAST_BODY, *pieces)]))
        branches.append((is_this, [paragraph(names.BODY, *pieces)]))
    branches += _rosters()
    branches.append(('块.类型 == "文章标题"', [paragraph(names.ARTICLE_TITLE, *broken("块.各行"))]))
    branches.append(('块.类型 == "作者"', [paragraph(names.BYLINE, body)]))
    branches.append(('块.类型 == "表格"', [insert("块.表格")]))
    branches.append(('块.类型 == "图"', [insert("块.图")]))
    return each("块", "部分.正文", *choose(*branches))


def _rosters() -> Iterable[tuple[str, Iterable[str]]]:
    """The style is chosen by the widths of the roster's columns; the narrowest is also that of widths unknown."""
    gap = ("{% if 块.接排 %}　{% else %}", TAB, "{% endif %}")
    line = ("{{ 块.角色 }}", TAB, "{{ 块.姓名 }}", *gap, "{{ 块.职务 }}")
    text = ("{{ 块.角色 }}", TAB, "{{ 块.文字 }}")
    for (label, name), called in reversed(names.ROSTER_LINES.items()):
        widths = f" and 块.角色宽 == {label} and 块.姓名宽 == {name}" if called != names.ROSTER_LINE else ""
        yield f'块.类型 == "名单行"{widths}', [paragraph(called, *line)]
    for label, called in reversed(names.ROSTER_TEXTS.items()):
        width = f" and 块.角色宽 == {label}" if called != names.ROSTER_TEXT else ""
        yield f'块.类型 == "名单文字"{width}', [paragraph(called, *text)]


def _attachment_notes() -> tuple[str, ...]:
    name = "{{ 项.名称 }}"
    numbered = ("{{ 项.引语 }}", TAB, "{{ 项.序号 }}", TAB, name)
    return when(
        "部分.附件说明",
        *blanks(elements.ATTACHMENT_NOTE_GAP.nominal),
        *each(
            "项",
            "部分.附件说明",
            *choose(
                ("not 项.序号", [paragraph(names.SINGLE_ATTACHMENT_NOTE, "{{ 项.引语 }}", TAB, name)]),
                # Two-digit serials are wider; all names still begin at one place.
                ("部分.附件说明|length > 9", [paragraph(names.MANY_ATTACHMENTS_NOTE, *numbered)]),
                ("", [paragraph(names.ATTACHMENT_NOTE, *numbered)]),
            ),
        ),
    )


def _attendance() -> tuple[str, ...]:
    """10.3: who was there, below the text; the word in 黑体, the names hanging after it."""
    line = (styled(names.ATTENDANCE_WORD, "{{ 项.引语 }}"), "：{{ 项.名单 }}")
    return when(
        "部分.出席",
        *blanks(formats.ATTENDANCE_GAP.nominal),
        *each("项", "部分.出席", paragraph(names.ATTENDANCE, *line)),
    )


def _row(grid: Grid, content: str) -> str:
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{grid.text_width}" w:type="dxa"/></w:tcPr>'
        f"{content}</w:tc></w:tr>"
    )


def _row_tag(grid: Grid, written: str) -> str:
    return _row(grid, f"<w:p>{text_run(f'{{%tr {written} %}}')}</w:p>")


def _imprint(grid: Grid) -> tuple[str, ...]:
    rows = (
        _row_tag(grid, "if 版记.主送 or 版记.抄送"),
        _row(grid, _sent_to()),
        _row_tag(grid, "endif"),
        _row_tag(grid, "if 版记.印发机关 or 版记.印发日期"),
        _row(grid, paragraph(names.PRINTING, *_in_two("版记.印发机关"), TAB, "{{ 版记.印发日期 }}")),
        _row_tag(grid, "endif"),
    )
    condition = "版记 and (版记.主送 or 版记.抄送 or 版记.印发机关 or 版记.印发日期)"
    return when(
        condition, _at_the_bottom(grid, *rows, *_outset_row(grid, is_ruled=True)), paragraph(names.IMPRINT_ANCHOR)
    )


def _sent_to() -> str:
    """F083: recipients that were moved here stand above the copies, with no rule between."""
    return "".join(
        (
            *when("版记.主送", paragraph(names.COPIES, f"{elements.RECIPIENT_WORD}{{{{ 版记.主送 }}}}")),
            *when("版记.抄送", paragraph(names.COPIES, f"{elements.COPY_WORD}{{{{ 版记.抄送 }}}}")),
        )
    )


def _letter_imprint(grid: Grid) -> tuple[str, ...]:
    """10.1: recipients and copies alone, without rules; the style of the table has none."""
    row = _row(grid, _sent_to())
    return when(
        "版记 and (版记.主送 or 版记.抄送)",
        _at_the_bottom(grid, row, *_outset_row(grid, is_ruled=False)),
        paragraph(names.IMPRINT_ANCHOR),
    )


def _at_the_bottom(grid: Grid, *rows: str) -> str:
    # LibreOffice follows only this anchoring: relative to the page across, to the text area's bottom down.
    return (
        f"<w:tbl><w:tblPr><w:tblStyle w:val={attribute(names.IMPRINT_TABLE)}/>"
        '<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="margin" w:horzAnchor="page"'
        f' w:tblpX="{grid.left}" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>'
        f'<w:tblW w:w="{grid.text_width}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{grid.text_width}"/></w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _outset_row(grid: Grid, *, is_ruled: bool) -> tuple[str, ...]:
    """Where the lines reach below the text area, an empty row under the last rule keeps it on its edge (7.4.1).

    LibreOffice follows no distance from the bottom.
    """
    height = grid.geometry.outset.twips
    if not height:
        return ()
    weight = round(elements.IMPRINT_THICK_RULE.nominal.pt * 8)
    above = f'<w:top w:val="single" w:sz="{weight}" w:space="0" w:color="auto"/>' if is_ruled else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{grid.text_width}" w:type="dxa"/><w:tcBorders>{above}<w:bottom w:val="nil"/></w:tcBorders>'
        f"</w:tcPr>{paragraph(names.IMPRINT_ANCHOR)}</w:tc></w:tr>",
    )
