"""What counts as a line, a rule, a blank: the facts that are more than one coordinate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gongwen.lengths import mm, pt
from gongwen.measure import Colour, Font, Measurement

MM = 72 / 25.4
Measured = Callable[..., Measurement]


def put(canvas: Any, text: str, x: float, y: float, size: float = 16) -> None:
    """`x`, `y` in mm from the top left of an A4 sheet."""
    canvas.setFont("Vera", size)
    canvas.drawString(x * MM, (297 - y) * MM, text)


@pytest.mark.usefixtures("vera")
class TestLines:
    def test_words_on_one_baseline_are_one_line_from_left_to_right(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            put(canvas, "right", 120, 50)
            put(canvas, "left", 30, 50)

        (line,) = measured(draw).pages[0].lines
        assert line.text == "leftright"
        assert line.x0.mm == pytest.approx(30, abs=0.01)

    def test_lines_come_from_top_to_bottom(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            put(canvas, "third", 30, 90)
            put(canvas, "first", 130, 50)
            put(canvas, "second", 30, 70)

        page = measured(draw).pages[0]
        assert [line.text for line in page.lines] == ["first", "second", "third"]
        assert page.text == "first\nsecond\nthird"

    def test_a_raised_mark_is_a_line_of_its_own(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            put(canvas, "text", 30, 50)
            put(canvas, "2", 50, 48, size=9)

        assert [line.text for line in measured(draw).pages[0].lines] == ["2", "text"]

    def test_blanks_are_in_the_text_but_not_in_the_extent(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            put(canvas, " a b ", 30, 50)

        (line,) = measured(draw).pages[0].lines
        assert line.text == " a b "
        first, last = (glyph for glyph in line.glyphs if not glyph.text.isspace())
        assert line.x0 == first.x
        assert line.x1 == last.x + last.advance
        assert all((glyph.ink is None) == glyph.text.isspace() for glyph in line.glyphs)

    def test_a_line_of_blanks_only_is_none(self, measured: Measured) -> None:
        assert measured(lambda canvas: put(canvas, "   ", 30, 50)).pages[0].lines == ()

    def test_text_that_is_only_there_to_be_searched_makes_no_line(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            text = canvas.beginText(100, 700)
            text.setFont("Vera", 16)
            text.setTextRenderMode(3)
            text.textOut("hidden")
            canvas.drawText(text)

        page = measured(draw).pages[0]
        assert page.lines == ()
        assert not any(glyph.is_painted for glyph in page.glyphs)

    def test_a_watermark_at_an_angle_makes_no_line(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            canvas.rotate(30)
            put(canvas, "copy", 100, 200)

        page = measured(draw).pages[0]
        assert page.lines == ()
        assert "".join(glyph.text for glyph in page.glyphs) == "copy"

    def test_size_faces_and_colours_of_a_line_are_those_of_its_glyphs(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            put(canvas, "small", 30, 50, size=10)
            canvas.setFillColorRGB(1, 0, 0)
            put(canvas, "large", 80, 50, size=22)

        (line,) = measured(draw).pages[0].lines
        assert line.size.pt == pytest.approx(22, abs=0.01)
        assert line.fonts == ("BitstreamVeraSans-Roman",)
        assert line.colours == (Colour(0, 0, 0), Colour(255, 0, 0))

    def test_a_hyphen_at_the_end_of_a_line_stays_a_hyphen(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            put(canvas, "hyphen-", 30, 50)
            put(canvas, "ated", 30, 57)

        assert [line.text for line in measured(draw).pages[0].lines] == ["hyphen-", "ated"]


class TestRules:
    def test_the_pieces_of_a_border_drawn_cell_by_cell_are_one_rule(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            for x in (28, 80, 132):
                canvas.line(x * MM, 100 * MM, (x + 52) * MM, 100 * MM)

        (rule,) = measured(draw).pages[0].rules
        assert rule.length.mm == pytest.approx(156, abs=0.01)

    def test_the_order_of_the_pieces_does_not_matter(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            for x in (132, 28, 80):
                canvas.line(x * MM, 100 * MM, (x + 52) * MM, 100 * MM)

        assert len(measured(draw).pages[0].rules) == 1

    def test_a_gap_a_colour_or_a_thickness_keeps_rules_apart(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            canvas.setLineWidth(1)
            canvas.line(28 * MM, 100 * MM, 80 * MM, 100 * MM)
            canvas.line(80.5 * MM, 100 * MM, 100 * MM, 100 * MM)
            canvas.setLineWidth(2)
            canvas.line(100 * MM, 100 * MM, 120 * MM, 100 * MM)
            canvas.setStrokeColorRGB(1, 0, 0)
            canvas.line(120 * MM, 100 * MM, 140 * MM, 100 * MM)

        assert len(measured(draw).pages[0].rules) == 4

    def test_a_thick_rule_above_a_thin_one_is_two_rules(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            canvas.setStrokeColorRGB(1, 0, 0)
            canvas.setLineWidth(2.25)
            canvas.line(20 * MM, 267 * MM, 190 * MM, 267 * MM)
            canvas.setLineWidth(0.75)
            canvas.line(20 * MM, 266 * MM, 190 * MM, 266 * MM)

        thick, thin = measured(draw).pages[0].rules
        assert thick.thickness.pt == pytest.approx(2.25, abs=0.01)
        assert thin.thickness.pt == pytest.approx(0.75, abs=0.01)
        assert (thin.position - thick.position).mm == pytest.approx(1, abs=0.01)

    def test_a_frame_is_four_rules(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            canvas.setLineWidth(1)
            canvas.rect(20 * MM, 100 * MM, 50 * MM, 30 * MM, stroke=1, fill=0)

        rules = measured(draw).pages[0].rules
        assert [rule.is_horizontal for rule in rules].count(True) == 2
        assert len(rules) == 4
        # Mitred corners: the frame's outside is one thickness wider than its middle.
        assert max(rule.length for rule in rules).pt == pytest.approx(50 * MM + 1, abs=0.02)

    def test_a_slanting_stroke_is_an_area(self, measured: Measured) -> None:
        page = measured(lambda canvas: canvas.line(100, 100, 300, 200)).pages[0]
        assert page.rules == ()
        assert len(page.areas) == 1

    def test_a_path_that_is_painted_with_nothing_is_nothing(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            canvas.rect(100, 100, 200, 200, stroke=0, fill=0)

        page = measured(draw).pages[0]
        assert (page.rules, page.areas) == ((), ())


class TestFonts:
    def test_a_font_is_named_without_its_subset_prefix(self, vera: Any, measured: Measured) -> None:
        measurement = measured(lambda canvas: put(canvas, "A", 30, 50))
        assert Font("BitstreamVeraSans-Roman", is_embedded=True) in measurement.fonts

    def test_a_font_that_is_not_embedded_is_told_and_its_ink_is_rough(self, measured: Measured) -> None:
        def draw(canvas: Any) -> None:
            canvas.setFont("Helvetica", 16)
            canvas.drawString(100, 700, "A")

        measurement = measured(draw)
        assert measurement.fonts == (Font("Helvetica", is_embedded=False),)
        (glyph,) = measurement.pages[0].glyphs
        assert not glyph.has_outline
        assert glyph.ink is not None


@pytest.mark.usefixtures("vera")
def test_every_page_is_measured_by_its_own_number_and_size(measured: Measured) -> None:
    def draw(canvas: Any) -> None:
        put(canvas, "one", 30, 50)
        canvas.showPage()
        canvas.setPageSize((297 * MM, 210 * MM))
        put(canvas, "two", 30, 150)

    first, second = measured(draw).pages
    assert (first.number, first.text, second.number, second.text) == (1, "one", 2, "two")
    assert second.width.mm == pytest.approx(297, abs=0.01)


def test_an_empty_page_is_a_page_without_facts(measured: Measured) -> None:
    (page,) = measured(lambda canvas: None).pages
    assert (page.glyphs, page.lines, page.rules, page.areas, page.pictures) == ((), (), (), (), ())


@pytest.mark.usefixtures("vera")
def test_forty_full_pages_are_measured_whole(measured: Measured) -> None:
    def draw(canvas: Any) -> None:
        for page in range(40):
            for row in range(22):
                put(canvas, "abcdefghijklmnopqrstuvwxyz12", 28, 41 + row * 10)
            if page < 39:
                canvas.showPage()

    measurement = measured(draw)
    assert sum(len(page.glyphs) for page in measurement.pages) == 40 * 22 * 28


def test_lengths_of_a_measurement_are_lengths(measured: Measured) -> None:
    (page,) = measured(lambda canvas: None).pages
    assert page.width - mm(210) < pt(0.01)
