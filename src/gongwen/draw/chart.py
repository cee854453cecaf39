"""A chart: columns, bars or lines for up to four series."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum

from msgspec import Struct

from gongwen.draw.canvas import DOTS_PER_MM, Canvas
from gongwen.draw.letters import Letters

#: The shares of the picture's width that names at the left of bars take at most, and that bars leave free between them.
_NAMES_SHARE, _GAP_SHARE = 0.3, 0.4


class Shape(Enum):
    """How the numbers are shown."""

    COLUMNS = "柱形"
    BARS = "条形"
    LINES = "折线"


class Series(Struct, frozen=True):
    """The numbers of one series, one for each label, and how each is written; None where there is none."""

    name: str
    values: Sequence[Decimal | None]
    written: Sequence[str]


class Chart(Struct, frozen=True):
    """What to draw; sizes in mm."""

    shape: Shape
    labels: Sequence[str]
    series: Sequence[Series]
    width: float
    height: float


def draw_chart(chart: Chart, letters: Letters) -> bytes:
    """The chart as a PNG of grey tones."""
    canvas = Canvas(round(chart.width * DOTS_PER_MM), round(chart.height * DOTS_PER_MM), letters)
    top = _legend(canvas, chart) if len(chart.series) > 1 else letters.size // 2
    match chart.shape:
        case Shape.BARS:
            _bars(canvas, chart, top)
        case Shape.COLUMNS | Shape.LINES:
            _columns(canvas, chart, top)
    return canvas.png()


def _legend(canvas: Canvas, chart: Chart) -> int:
    """The names of the series with their fillings, in the middle; the place below them."""
    em = canvas.letters.size
    widths = [canvas.letters.width(series.name) + 2 * em for series in chart.series]
    left = max((canvas.width - sum(widths) - em * (len(widths) - 1)) // 2, 0)
    for number, (series, width) in enumerate(zip(chart.series, widths, strict=True)):
        if chart.shape is Shape.LINES:
            canvas.path([(left, em), (left + em * 3 // 2, em)], number)
            canvas.mark((left + em * 3 // 4, em), number)
        else:
            canvas.box((left, em // 2, left + em * 3 // 2, em * 3 // 2), number)
        canvas.text((left + em * 7 // 4, em), series.name, "lm")
        left += width + em
    return em * 5 // 2


def _highest(chart: Chart) -> Decimal:
    return max(
        (abs(value) for series in chart.series for value in series.values if value is not None), default=Decimal(0)
    )


def _share(value: Decimal, highest: Decimal, room: int) -> int:
    return round(value * room / highest) if highest else 0


def _columns(canvas: Canvas, chart: Chart, top: int) -> None:
    """Columns or points above a line, their names below it."""
    em = canvas.letters.size
    slot = canvas.width / max(len(chart.labels), 1)
    names = [canvas.letters.lines(label, int(slot * 0.95)) for label in chart.labels]
    below = max((len(lines) for lines in names), default=1) * em * 5 // 4 + em // 2
    ground = canvas.height - below
    room = ground - top - em * 3 // 2
    highest = _highest(chart)
    middles = [int(slot * (at + 0.5)) for at in range(len(names))]
    heights = [
        [None if value is None else _share(value, highest, room) for value in series.values] for series in chart.series
    ]
    canvas.line((0, ground), (canvas.width - 1, ground))
    for middle, lines in zip(middles, names, strict=True):
        for down, line in enumerate(lines):
            canvas.text((middle, ground + em // 2 + down * em * 5 // 4), line, "mt")
    if chart.shape is Shape.LINES:
        _lines(canvas, chart, middles, [[None if up is None else ground - up for up in row] for row in heights])
        return
    width = int(slot * (1 - _GAP_SHARE) / len(chart.series))
    for number, (series, ups) in enumerate(zip(chart.series, heights, strict=True)):
        for middle, up, written in zip(middles, ups, series.written, strict=True):
            left = middle + int((number - len(chart.series) / 2) * width)
            if up:
                canvas.box((left, ground - up, left + width, ground), number)
            if up is not None:
                canvas.label((left + width // 2, ground - up - em // 3), written, "mb")


def _lines(canvas: Canvas, chart: Chart, across: Sequence[int], down: Sequence[Sequence[int | None]]) -> None:
    """A line through the points of each series. The highest number of a place stands above it, the others below."""
    em = canvas.letters.size
    for number, places in enumerate(down):
        path = [(x, y) for x, y in zip(across, places, strict=True) if y is not None]
        canvas.path(path, number)
        for point in path:
            canvas.mark(point, number)
    for at, x in enumerate(across):
        here = sorted((places[at] or 0, number) for number, places in enumerate(down) if places[at] is not None)
        free = 0
        for order, (y, number) in enumerate(here):
            written = chart.series[number].written[at]
            if not order:
                canvas.label((x, y - em // 2), written, "mb")
                free = y + em // 2
            else:
                free = max(free, y + em // 2)
                canvas.label((x, free), written, "mt")
                free += em * 5 // 4


def _bars(canvas: Canvas, chart: Chart, top: int) -> None:
    """Bars to the right of their names."""
    em = canvas.letters.size
    most = int(canvas.width * _NAMES_SHARE)
    names = [canvas.letters.lines(label, most) for label in chart.labels]
    left = max((canvas.letters.width(line) for lines in names for line in lines), default=0) + em // 2
    numbers = max((canvas.letters.width(text) for series in chart.series for text in series.written), default=0)
    room = canvas.width - left - numbers - em
    slot = (canvas.height - top) / max(len(names), 1)
    thickness = int(slot * (1 - _GAP_SHARE / 1.5) / len(chart.series))
    highest = _highest(chart)
    for at, lines in enumerate(names):
        middle = top + int(slot * (at + 0.5))
        first = middle - (len(lines) - 1) * em * 5 // 8
        for down, line in enumerate(lines):
            canvas.text((left - em // 2, first + down * em * 5 // 4), line, "rm")
        for number, series in enumerate(chart.series):
            value = series.values[at]
            if value is None:
                continue
            length = _share(value, highest, room)
            upper = middle + int((number - len(chart.series) / 2) * thickness)
            if length:
                canvas.box((left, upper, left + length, upper + thickness), number)
            canvas.text((left + length + em // 3, upper + thickness // 2), series.written[at], "lm")
    canvas.line((left, top), (left, canvas.height - 1))
