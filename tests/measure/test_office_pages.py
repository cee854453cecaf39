"""The instrument on pages of LibreOffice: embedded CFF fonts, borders drawn in pieces, type made bold or slanted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from gongwen.convert.documents import convert_to_pdf
from gongwen.lengths import mm
from gongwen.measure import Colour, Measurement, Outlines, Page, measure_pdf

pytestmark = pytest.mark.office

FACES = {
    "仿宋_GB2312": "FandolFang-Regular",
    "楷体_GB2312": "FandolKai-Regular",
    "黑体": "FandolHei-Regular",
    "宋体": "FandolSong-Regular",
    "方正小标宋简体": "FandolSong-Bold",
}
WORDS = "国务院办公厅关于一丨口。０12"


def add_text(document: Any, text: str, face: str = "仿宋_GB2312", size: float = 16, **looks: Any) -> Any:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.name, run.font.size = face, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)
    for name, value in looks.items():
        setattr(run.font, name, value)
    return paragraph


def rendered(document: Any, folder: Path) -> Measurement:
    path = folder / "文件.docx"
    document.save(path)
    (pdf,) = convert_to_pdf([path], folder)
    return measure_pdf(pdf)


@pytest.fixture(scope="module")
def page(fandol_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Page:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin = Mm(28), Mm(26), Mm(10)
    for face in FACES:
        add_text(document, WORDS, face)
        add_text(document, WORDS[:6], face, 40)
    add_text(document, "红头", size=62).runs[0].font.color.rgb = RGBColor(255, 0, 0)
    ruled = add_text(document, "有线")
    ruled._p.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="1" w:color="FF0000"/></w:pBdr>')
    )
    add_text(document, "加粗", bold=True)
    add_text(document, "倾斜", italic=True)
    add_text(document, "　　全角　　空格")
    return rendered(document, tmp_path_factory.mktemp("office")).pages[0]


def test_standard_faces_are_drawn_by_their_free_substitutes(page: Page) -> None:
    drawn = [line.fonts for line in page.lines if line.text == WORDS]
    assert drawn == [(substitute,) for substitute in FACES.values()]


def test_ink_of_embedded_fonts_is_that_of_the_font_files(page: Page, fandol_folder: Path) -> None:
    """LibreOffice moves points of some outlines by up to 3/1000 of the em when it embeds them."""
    checked = 0
    for name in FACES.values():
        font = TTFont(fandol_folder / f"{name}.otf", lazy=False)
        glyphs, characters = font.getGlyphSet(), font.getBestCmap()
        for glyph in page.glyphs:
            if glyph.font != name or glyph.text not in WORDS or glyph.size.pt > 41:
                continue
            pen = BoundsPen(glyphs)
            glyphs[characters[ord(glyph.text)]].draw(pen)
            em = glyph.size.mm
            assert pen.bounds is not None
            assert glyph.ink is not None
            assert glyph.has_outline
            left, bottom, right, top = (edge * em / 1000 for edge in pen.bounds)
            off = max(
                abs((glyph.ink.left - glyph.x).mm - left),
                abs((glyph.ink.right - glyph.x).mm - right),
                abs((glyph.y - glyph.ink.top).mm - top),
                abs((glyph.y - glyph.ink.bottom).mm - bottom),
            )
            assert off <= 0.0035 * em, (name, glyph.text)
            checked += 1
    assert checked > 80


def test_a_red_heading_is_red_and_as_large_as_it_was_asked_for(page: Page) -> None:
    (line,) = (line for line in page.lines if line.text == "红头")
    assert line.colours == (Colour(255, 0, 0),)
    assert line.size.pt == pytest.approx(62, abs=0.05)


def test_a_paragraph_border_is_one_red_rule_from_margin_to_margin(page: Page) -> None:
    (rule,) = page.rules
    assert rule.is_horizontal
    assert rule.colour == Colour(255, 0, 0)
    assert rule.start.mm == pytest.approx(28, abs=0.1)
    assert rule.length.mm == pytest.approx(156, abs=0.1)
    assert rule.thickness.pt == pytest.approx(1.5, abs=0.05)


def test_slanted_type_is_as_large_as_upright_type(page: Page) -> None:
    (line,) = (line for line in page.lines if line.text == "倾斜")
    assert line.size.pt == pytest.approx(16, abs=0.05)


def test_type_made_bold_by_the_office_has_more_ink_than_the_font(page: Page, fandol_folder: Path) -> None:
    (line,) = (line for line in page.lines if line.text == "加粗")
    font = TTFont(fandol_folder / "FandolFang-Regular.otf", lazy=False)
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord("加")]].draw(pen)
    assert pen.bounds is not None
    plain = (pen.bounds[2] - pen.bounds[0]) / 1000 * line.size.mm
    ink = line.glyphs[0].ink
    assert ink is not None
    assert 0.05 < ink.width.mm - plain < 0.5


def test_ideographic_blanks_are_all_told(page: Page) -> None:
    (line,) = (line for line in page.lines if "全角" in line.text)
    assert line.text == "　　全角　　空格"
    # Two blanks of 16 pt from the margin.
    assert (line.x0 - mm(28)).pt == pytest.approx(32, abs=0.3)


def test_a_table_is_ruled_by_whole_rules(fandol_folder: Path, tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(3, 4)
    table.style = "Table Grid"
    (page,) = rendered(document, tmp_path).pages
    level = [rule for rule in page.rules if rule.is_horizontal]
    upright = [rule for rule in page.rules if not rule.is_horizontal]
    assert (len(level), len(upright)) == (4, 5)
    assert max(rule.length.mm for rule in level) - min(rule.length.mm for rule in level) < 0.5


def test_outlines_known_from_one_file_are_those_of_the_next(tmp_path: Path, fandol_folder: Path) -> None:
    paths = []
    for number, words in enumerate((WORDS[:9], WORDS, WORDS[::-1])):
        document = Document()
        for face in FACES:
            add_text(document, words, face)
        paths.append(tmp_path / f"{number}.docx")
        document.save(str(paths[-1]))
    pdfs = convert_to_pdf(paths, tmp_path)
    known = Outlines()
    assert [measure_pdf(pdf, known).pages for pdf in pdfs] == [measure_pdf(pdf).pages for pdf in pdfs]
