"""The instrument is as exact as it says: everything drawn at known coordinates is found there within UNCERTAINTY."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from reportlab.lib.colors import CMYKColor, Color

from gongwen.lengths import Length, mm, pt
from gongwen.measure import UNCERTAINTY, Box, Colour, Glyph, Measurement

MM = 72 / 25.4
HEIGHT = 297.0
CHARACTERS = "国务院办公厅关于一丨口。“〔０12389Ag"
LATIN = "AgQ1289fj%&(—“"
SIZES = (9, 10.5, 14, 16, 22, 36, 62)

Measured = Callable[..., Measurement]


def near(measured: Length, expected: Length, uncertainty: Length) -> bool:
    return abs(measured.mm - expected.mm) <= uncertainty.mm


def assert_box(box: Box | None, expected: Iterable[float], uncertainty: Length) -> None:
    """`expected`: left, top, right, bottom in mm."""
    assert box is not None
    for name, edge in zip(("left", "top", "right", "bottom"), expected, strict=True):
        assert near(getattr(box, name), mm(edge), uncertainty), (name, getattr(box, name).mm, edge)


def assert_glyph(glyph: Glyph, face: Any, character: str, x: float, y: float, size: float) -> None:
    """`x`, `y` of the origin in mm on the sheet, `size` in pt; level text."""
    assert glyph.text == character
    assert glyph.font == face.source["name"].getDebugName(6)
    assert near(glyph.x, mm(x), UNCERTAINTY.place)
    assert near(glyph.y, mm(y), UNCERTAINTY.place)
    assert near(glyph.size, pt(size), UNCERTAINTY.size)
    assert near(glyph.advance, pt(face.advance(character) * size), UNCERTAINTY.advance)
    assert glyph.has_outline
    em = size / MM
    left, bottom, right, top = face.ink(character)
    assert_box(glyph.ink, (x + left * em, y - top * em, x + right * em, y - bottom * em), UNCERTAINTY.ink)


def draw_scattered(face: Any, characters: str, measured: Measured) -> None:
    """Each character alone, in every size, at a place of four decimals."""
    places = random.Random(9704)
    drawn = [
        (character, size, places.uniform(5, 180), places.uniform(30, 290)) for character in characters for size in SIZES
    ]

    def draw(canvas: Any) -> None:
        for character, size, x, y in drawn:
            canvas.setFont(face.name, size)
            canvas.drawString(x * MM, (HEIGHT - y) * MM, character)

    glyphs = measured(draw).pages[0].glyphs
    assert len(glyphs) == len(drawn)
    # The order of the text layer is not that of drawing: found by place.
    for character, size, x, y in drawn:
        glyph = min(glyphs, key=lambda one: math.hypot(one.x.mm - x, one.y.mm - y))
        assert_glyph(glyph, face, character, x, y, size)


def test_latin_glyphs_stand_where_they_were_drawn(vera: Any, measured: Measured) -> None:
    draw_scattered(vera, LATIN, measured)


def test_chinese_glyphs_stand_where_they_were_drawn(fandol: Any, measured: Measured) -> None:
    draw_scattered(fandol, CHARACTERS, measured)


def test_large_red_characters_have_their_colour_and_their_true_ink(fandol: Any, measured: Measured) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont(fandol.name, 62)
        canvas.setFillColorRGB(1, 0, 0)
        canvas.drawString(40 * MM, (HEIGHT - 85) * MM, "国务院")

    page = measured(draw).pages[0]
    for index, glyph in enumerate(page.glyphs):
        assert_glyph(glyph, fandol, "国务院"[index], 40 + index * 62 / MM, 85, 62)
        assert glyph.colour == Colour(255, 0, 0)
    (line,) = page.lines
    assert line.colours == (Colour(255, 0, 0),)
    em = 62 / MM
    top = 85 - em * max(fandol.ink(character)[3] for character in "国务院")
    assert line.ink is not None
    assert near(line.ink.top, mm(top), UNCERTAINTY.ink)


def test_a_colour_of_ink_is_told_as_on_the_screen(vera: Any, measured: Measured) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Vera", 20)
        for index, colour in enumerate((Color(0.2, 0.4, 0.6), CMYKColor(0, 1, 1, 0))):
            canvas.setFillColor(colour)
            canvas.drawString(100, 700 - 50 * index, "A")

    first, second = measured(draw).pages[0].glyphs
    assert first.colour == Colour(51, 102, 153)
    # Red in printers' ink: by whatever conversion, more red than anything else.
    assert second.colour is not None
    assert second.colour.red > 200 > 60 > max(second.colour.green, second.colour.blue)


def test_a_landscape_page_is_measured_from_its_own_top_left(vera: Any, measured: Measured) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Vera", 16)
        canvas.drawString(250 * MM, (210 - 37) * MM, "A")

    page = measured(draw, size=(297 * MM, 210 * MM)).pages[0]
    assert near(page.width, mm(297), UNCERTAINTY.place)
    assert near(page.height, mm(210), UNCERTAINTY.place)
    assert page.rotation == 0
    assert_glyph(page.glyphs[0], vera, "A", 250, 37, 16)


#: For each turn of the page, clockwise: where the point x, y of the unturned sheet of w by h goes.
TURNS: dict[int, Callable[[float, float, float, float], tuple[float, float]]] = {
    0: lambda x, y, w, h: (x, y),
    90: lambda x, y, w, h: (h - y, x),
    180: lambda x, y, w, h: (w - x, h - y),
    270: lambda x, y, w, h: (y, w - x),
}


def unturned(rotation: int) -> tuple[float, float]:
    """The sheet that reportlab lays on its side, so that it is an upright A4 when turned."""
    return (210, 297) if rotation % 180 == 0 else (297, 210)


@pytest.mark.parametrize("rotation", TURNS)
def test_a_rotated_page_is_measured_as_it_is_read(vera: Any, measured: Measured, rotation: int) -> None:
    width, height = unturned(rotation)

    def draw(canvas: Any) -> None:
        canvas.setPageRotation(rotation)
        canvas.setFont("Vera", 40)
        canvas.drawString(50 * MM, (height - 60) * MM, "g")
        canvas.setLineWidth(1)
        canvas.line(28 * MM, (height - 100) * MM, 184 * MM, (height - 100) * MM)
        canvas.rect(20 * MM, (height - 200) * MM, 30 * MM, 40 * MM, stroke=0, fill=1)

    def to(x: float, y: float) -> tuple[float, float]:
        return TURNS[rotation](x, y, width, height)

    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
        (x0, y0), (x1, y1) = to(left, top), to(right, bottom)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    page = measured(draw).pages[0]
    assert page.rotation == rotation
    assert near(page.width, mm(210), UNCERTAINTY.place)
    assert near(page.height, mm(297), UNCERTAINTY.place)
    (glyph,) = page.glyphs
    x, y = to(50, 60)
    assert near(glyph.x, mm(x), UNCERTAINTY.place)
    assert near(glyph.y, mm(y), UNCERTAINTY.place)
    assert glyph.angle == (-rotation) % 360
    assert near(glyph.advance, pt(vera.advance("g") * 40), UNCERTAINTY.advance)
    left, bottom, right, top = (edge * 40 / MM for edge in vera.ink("g"))
    assert_box(glyph.ink, box(50 + left, 60 - top, 50 + right, 60 - bottom), UNCERTAINTY.ink)
    (rule,) = page.rules
    assert rule.is_horizontal == (rotation % 180 == 0)
    x0, y0, x1, y1 = box(28, 100, 184, 100)
    start, end, middle = (x0, x1, y0) if rule.is_horizontal else (y0, y1, x0)
    assert near(rule.position, mm(middle), UNCERTAINTY.place)
    assert near(rule.start, mm(start), UNCERTAINTY.place)
    assert near(rule.end, mm(end), UNCERTAINTY.place)
    (area,) = page.areas
    assert_box(area.box, box(20, 160, 50, 200), UNCERTAINTY.place)


@pytest.mark.parametrize("rotation", TURNS)
def test_a_line_of_a_rotated_page_reads_as_on_the_unturned_one(vera: Any, measured: Measured, rotation: int) -> None:
    """A turned line is told on the sheet turned so that it reads level: there nothing has changed."""

    def draw(canvas: Any) -> None:
        canvas.setPageRotation(rotation)
        canvas.setFont("Vera", 16)
        canvas.drawString(50 * MM, (unturned(rotation)[1] - 60) * MM, "level A")

    (line,) = measured(draw).pages[0].lines
    width = sum(vera.advance(character) for character in "level A") * 16 / MM
    assert line.text == "level A"
    assert line.angle == (-rotation) % 360
    assert near(line.x0, mm(50), UNCERTAINTY.place)
    assert near(line.x1, mm(50 + width), 7 * UNCERTAINTY.advance)
    assert near(line.baseline, mm(60), UNCERTAINTY.place)


def test_a_cropped_page_is_measured_from_the_corner_of_the_crop(vera: Any, measured: Measured) -> None:
    def draw(canvas: Any) -> None:
        canvas.setCropBox((10 * MM, 20 * MM, 190 * MM, 270 * MM))
        canvas.setFont("Vera", 16)
        canvas.drawString(50 * MM, 200 * MM, "A")

    page = measured(draw).pages[0]
    assert near(page.width, mm(180), UNCERTAINTY.place)
    assert near(page.height, mm(250), UNCERTAINTY.place)
    assert_glyph(page.glyphs[0], vera, "A", 40, 70, 16)


def test_text_under_a_transformation_is_found_where_it_lands(vera: Any, measured: Measured) -> None:
    def draw(canvas: Any) -> None:
        canvas.translate(30 * MM, 100 * MM)
        canvas.scale(2, 1.5)
        canvas.setFont("Vera", 20)
        canvas.drawString(10 * MM, 20 * MM, "g")

    (glyph,) = measured(draw).pages[0].glyphs
    assert near(glyph.x, mm(50), UNCERTAINTY.place)
    assert near(glyph.y, mm(HEIGHT - 130), UNCERTAINTY.place)
    assert near(glyph.size, pt(30), UNCERTAINTY.size)
    assert near(glyph.advance, pt(vera.advance("g") * 40), UNCERTAINTY.advance)
    left, bottom, right, top = vera.ink("g")
    across, down = 40 / MM, 30 / MM
    expected = (50 + left * across, 167 - top * down, 50 + right * across, 167 - bottom * down)
    assert_box(glyph.ink, expected, UNCERTAINTY.ink)


@pytest.mark.parametrize("degrees", [90, 180, 270, 30, 341])
def test_turned_text_has_its_angle_and_its_own_ink(fandol: Any, measured: Measured, degrees: int) -> None:
    def draw(canvas: Any) -> None:
        canvas.translate(100 * MM, 150 * MM)
        canvas.rotate(degrees)
        canvas.setFont(fandol.name, 48)
        canvas.drawString(0, 0, "办")

    (glyph,) = measured(draw).pages[0].glyphs
    assert glyph.angle == pytest.approx(degrees, abs=0.01)
    assert near(glyph.size, pt(48), UNCERTAINTY.size)
    assert near(glyph.advance, pt(48), UNCERTAINTY.advance)
    turn = math.radians(degrees)
    matrix = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn))
    left, bottom, right, top = (edge * 48 / MM for edge in fandol.ink("办", matrix))
    assert_box(glyph.ink, (100 + left, 147 - top, 100 + right, 147 - bottom), UNCERTAINTY.ink)


def test_spaced_stretched_and_raised_text_is_found_glyph_by_glyph(vera: Any, measured: Measured) -> None:
    def draw(canvas: Any) -> None:
        text = canvas.beginText(20 * MM, 200 * MM)
        text.setFont("Vera", 20)
        text.setCharSpace(3)
        text.setHorizScale(150)
        text.setRise(5)
        text.textOut("Ag")
        canvas.drawText(text)

    first, second = measured(draw).pages[0].glyphs
    assert near(first.y, mm(97) - pt(5), UNCERTAINTY.place)
    assert near(first.size, pt(20), UNCERTAINTY.size)
    assert near(first.advance, pt(vera.advance("A") * 30), UNCERTAINTY.advance)
    # reportlab writes widths in thousandths of the em.
    assert near(second.x - first.x, pt(vera.advance("A") * 30 + 4.5), UNCERTAINTY.place + UNCERTAINTY.advance)


def test_text_made_bold_by_a_pen_has_the_ink_of_the_pen_too(vera: Any, measured: Measured) -> None:
    """LibreOffice's way of a bold that the font has not."""

    def draw(canvas: Any) -> None:
        text = canvas.beginText(20 * MM, 200 * MM)
        text.setFont("Vera", 40)
        text.setTextRenderMode(2)
        canvas.setLineWidth(2)
        text.textOut("A")
        canvas.drawText(text)

    (glyph,) = measured(draw).pages[0].glyphs
    left, bottom, right, top = (edge * 40 / MM for edge in vera.ink("A"))
    pen = 1 / MM
    expected = (20 + left - pen, 97 - top - pen, 20 + right + pen, 97 - bottom + pen)
    assert_box(glyph.ink, expected, UNCERTAINTY.ink)


@pytest.mark.parametrize("width", [0.25, 0.5, 0.75, 1, 2.25, 4.5])
@pytest.mark.parametrize("cap", [0, 2])
def test_a_stroke_has_its_place_length_and_thickness(measured: Measured, width: float, cap: int) -> None:
    def draw(canvas: Any) -> None:
        canvas.setLineWidth(width)
        canvas.setLineCap(cap)
        canvas.setStrokeColorRGB(1, 0, 0)
        canvas.line(28 * MM, (HEIGHT - 123.4) * MM, 184 * MM, (HEIGHT - 123.4) * MM)
        canvas.line(31.5 * MM, (HEIGHT - 200) * MM, 31.5 * MM, (HEIGHT - 150) * MM)

    level, upright = sorted(measured(draw).pages[0].rules, key=lambda rule: not rule.is_horizontal)
    reach = width / MM / 2 if cap else 0
    for rule, position, start, end in ((level, 123.4, 28, 184), (upright, 31.5, 150, 200)):
        assert near(rule.position, mm(position), UNCERTAINTY.place)
        assert near(rule.start, mm(start - reach), UNCERTAINTY.place)
        assert near(rule.end, mm(end + reach), UNCERTAINTY.place)
        assert near(rule.thickness, pt(width), UNCERTAINTY.thickness)
        assert rule.colour == Colour(255, 0, 0)


def test_a_thin_filled_rectangle_is_a_rule(measured: Measured) -> None:
    def draw(canvas: Any) -> None:
        canvas.rect(28 * MM, (HEIGHT - 100.35) * MM, 156 * MM, 0.35 * MM, stroke=0, fill=1)

    page = measured(draw).pages[0]
    (rule,) = page.rules
    assert near(rule.position, mm(100.175), UNCERTAINTY.place)
    assert near(rule.length, mm(156), UNCERTAINTY.place)
    assert near(rule.thickness, mm(0.35), UNCERTAINTY.thickness)
    assert not page.areas


def test_a_pen_is_squeezed_as_the_page_is_squeezed_across_the_line(measured: Measured) -> None:
    def draw(canvas: Any) -> None:
        canvas.scale(3, 0.5)
        canvas.setLineWidth(2)
        canvas.line(10 * MM, 200 * MM, 50 * MM, 200 * MM)
        canvas.line(10 * MM, 100 * MM, 10 * MM, 180 * MM)

    level, upright = sorted(measured(draw).pages[0].rules, key=lambda rule: not rule.is_horizontal)
    assert near(level.thickness, pt(1), UNCERTAINTY.thickness)
    assert near(level.length, mm(120), UNCERTAINTY.place)
    assert near(upright.thickness, pt(6), UNCERTAINTY.thickness)
    assert near(upright.length, mm(40), UNCERTAINTY.place)


def test_a_form_is_measured_where_it_is_put(vera: Any, measured: Measured) -> None:
    def draw(canvas: Any) -> None:
        canvas.beginForm("form")
        canvas.setFont("Vera", 10)
        canvas.drawString(10 * MM, 10 * MM, "A")
        canvas.setLineWidth(1)
        canvas.line(10 * MM, 20 * MM, 30 * MM, 20 * MM)
        canvas.endForm()
        canvas.translate(40 * MM, 100 * MM)
        canvas.scale(2, 2)
        canvas.doForm("form")

    page = measured(draw).pages[0]
    assert_glyph(page.glyphs[0], vera, "A", 60, HEIGHT - 120, 20)
    (rule,) = page.rules
    assert near(rule.position, mm(HEIGHT - 140), UNCERTAINTY.place)
    assert near(rule.start, mm(60), UNCERTAINTY.place)
    assert near(rule.length, mm(40), UNCERTAINTY.place)
    assert near(rule.thickness, pt(2), UNCERTAINTY.thickness)


def test_areas_curves_and_pictures_have_their_boxes(measured: Measured) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Any) -> None:
        canvas.setFillColorRGB(0, 0, 1)
        canvas.rect(20 * MM, (HEIGHT - 60) * MM, 50 * MM, 30 * MM, stroke=0, fill=1)
        canvas.setLineWidth(2)
        canvas.circle(100 * MM, (HEIGHT - 150) * MM, 21 * MM, stroke=1, fill=0)
        picture = ImageReader(Image.new("RGB", (20, 10), "red"))
        canvas.drawImage(picture, 30 * MM, (HEIGHT - 250) * MM, 40 * MM, 20 * MM)

    page = measured(draw).pages[0]
    shaded, circle = page.areas
    assert_box(shaded.box, (20, 30, 70, 60), UNCERTAINTY.place)
    assert shaded.is_filled
    assert shaded.colour == Colour(0, 0, 255)
    pen = 1 / MM
    assert_box(circle.box, (79 - pen, 129 - pen, 121 + pen, 171 + pen), UNCERTAINTY.place)
    assert not circle.is_filled
    (picture,) = page.pictures
    assert_box(picture.box, (30, 230, 70, 250), UNCERTAINTY.place)
    assert not page.rules
