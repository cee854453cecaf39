"""Charts, looked at dot by dot: heights by their numbers, fillings without colour, the same bytes every time."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from gongwen.convert.fonts import FontFile, chinese_font
from gongwen.draw.canvas import DOTS_PER_MM, FILLINGS
from gongwen.draw.chart import Chart, Series, Shape, draw_chart
from gongwen.draw.letters import Letters

FONT = chinese_font("仿宋_GB2312")
pytestmark = pytest.mark.office


def letters() -> Letters:
    assert isinstance(FONT, FontFile)
    return Letters(FONT.file, FONT.index, 40)


def series(name: str, *values: int | None) -> Series:
    return Series(
        name, [None if value is None else Decimal(value) for value in values], [str(value) for value in values]
    )


def picture(shape: Shape, *all_series: Series, labels: tuple[str, ...] = ("甲", "乙")) -> Image.Image:
    chart = Chart(shape, labels, all_series, 100, 60)
    data = draw_chart(chart, letters())
    assert data == draw_chart(chart, letters())
    return Image.open(io.BytesIO(data))


def run(image: Image.Image, tone: int, *, across: bool) -> list[int]:
    """How many dots of a tone stand in each line of the picture that has any."""
    lines = image.rotate(90, expand=True) if across else image
    rows = [lines.crop((0, y, lines.width, y + 1)).tobytes().count(tone) for y in range(lines.height)]
    return [count for count in rows if count > 20]


def test_a_picture_has_its_size_and_no_colour() -> None:
    image = picture(Shape.COLUMNS, series("件数", 3, 1))
    assert image.size == (round(100 * DOTS_PER_MM), round(60 * DOTS_PER_MM))
    assert image.mode == "L"
    assert image.info["dpi"] == pytest.approx((300, 300), abs=1)


@pytest.mark.parametrize("shape", [Shape.COLUMNS, Shape.BARS])
def test_three_times_the_number_is_three_times_as_long(shape: Shape) -> None:
    image = picture(shape, series("件数", 300, 100))
    lengths = sorted(set(run(image, 110, across=shape is Shape.COLUMNS)))
    assert lengths[-1] / lengths[0] == pytest.approx(3, rel=0.03)


@pytest.mark.parametrize("shape", [Shape.COLUMNS, Shape.BARS])
def test_nothing_has_no_bar(shape: Shape) -> None:
    assert run(picture(shape, series("件数", 0, 0)), 110, across=False) == []


def test_series_are_told_apart_without_colour() -> None:
    found = set()
    for number in range(len(FILLINGS)):
        values = [series(str(at), *((5, 5) if at == number else (None, None))) for at in range(len(FILLINGS))]
        image = picture(Shape.COLUMNS, *values)
        # The legend is cut off: what is left is the bars of one series.
        found.add(image.crop((0, 200, image.width, image.height - 150)).resize((60, 40)).tobytes())
    assert len(found) == len(FILLINGS) == 4


def test_lines_go_through_their_points_and_gaps_are_left_out() -> None:
    image = picture(Shape.LINES, series("甲", 5, None, 5), labels=("一", "二", "三"))
    middle = image.crop((image.width // 2 - 5, 0, image.width // 2 + 5, image.height - 150))
    assert middle.getextrema()[0] == 0


def test_a_long_name_is_broken_and_letters_that_are_missing_are_known() -> None:
    used = letters()
    lines = used.lines("自然资源开发利用和确权登记科", 200)
    assert "".join(lines) == "自然资源开发利用和确权登记科"
    assert all(used.width(line) <= 200 for line in lines)
    assert used.missing("规划科\U00010fff一") == "\U00010fff"


def test_a_face_that_is_not_installed_is_replaced_by_one_with_chinese_letters(tmp_path: Path) -> None:
    font = chinese_font("没有这个字体")
    assert font is not None
    assert Letters(font.file, font.index, 20).missing("汉字") == ""
