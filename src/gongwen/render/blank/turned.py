"""Turned pages (clause 8): the section of a wide table, and its page number at the place of an upright page.

The sheet is bound with its left edge down, so the number reads from top to bottom beside that edge. LibreOffice puts a
text box in a header at the corner of the sheet; a floating table of one cell it puts where it is told.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.render import style_names as names
from gongwen.render.blank.pieces import paragraph
from gongwen.render.grid import PAGE_HEIGHT, PAGE_WIDTH, Grid
from gongwen.render.wordml import DECLARATION, W, attribute
from gongwen.standard import page


def turned_section(grid: Grid) -> str:
    """The properties of the section: what is the left margin of an upright page is the top one here, and so on."""
    references = [("header", "default", 7), ("header", "even", 8), ("footer", "default", 10), ("footer", "even", 10)]
    geometry = grid.geometry
    return (
        f"<w:sectPr>{section_references(references)}"
        f'<w:pgSz w:w="{PAGE_HEIGHT}" w:h="{PAGE_WIDTH}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{grid.left}" w:right="{geometry.top.nominal.twips}" w:bottom="{grid.right}"'
        f' w:left="{geometry.foot_margin.twips}" w:header="{grid.left // 2}" w:footer="{grid.right // 2}"'
        f' w:gutter="0"/><w:docGrid w:linePitch="{grid.line}"/></w:sectPr>'
    )


def section_references(references: Iterable[tuple[str, str, int]]) -> str:
    """Headers and footers of a section: kind, pages, number of the relationship."""
    return "".join(f'<w:{kind}Reference w:type="{which}" r:id="rId{number}"/>' for kind, which, number in references)


def turned_number_xml(grid: Grid, number: str) -> str:
    """The header of a turned page: `number`, a paragraph in the style of the upright page.

    The cell is as long as the text of an upright page is wide, so that alignment and indent of the style hold.
    """
    size = grid.geometry.number_size.nominal.twips
    # The dash is drawn in the middle of its line.
    x = (grid.geometry.foot_margin - page.PAGE_NUMBER_DROP.nominal).twips - size // 2
    return (
        f'{DECLARATION}<w:hdr xmlns:w="{W}"><w:tbl><w:tblPr><w:tblStyle w:val={attribute("TableNormal")}/>'
        '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page"'
        f' w:tblpX="{x}" w:tblpY="{grid.left}"/><w:tblOverlap w:val="never"/><w:tblW w:w="{size}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="{size}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{grid.text_width}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>'
        f"{number}</w:tc></w:tr></w:tbl>{paragraph(names.SECTION_END)}</w:hdr>"
    )
