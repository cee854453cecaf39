"""Charts of a document drawn, in a font of the page."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from gongwen.compose.chart import figure_words
from gongwen.convert.fonts import chinese_font
from gongwen.diagnostics import Diagnostic, Severity, ToolError
from gongwen.model.chart import Chart
from gongwen.model.figures import WithFigures
from gongwen.model.text import clip
from gongwen.reckon.figures import Figure, Percent
from gongwen.resolve.charts import CHARTS, figures_of
from gongwen.resolve.document import Drawn, ResolvedDocument
from gongwen.resolve.places import place_of, warning
from gongwen.resolve.scope import ChartFigures, ChartText
from gongwen.standard.elements import FANGSONG
from gongwen.standard.geometry import Geometry

if TYPE_CHECKING:
    from gongwen.draw.letters import Letters

#: PRACTICE: a picture in the text is set in letters a little smaller than those of a table.
_LETTERS_MM = 3.7
_WIDEST_MM = 140
#: Lines of the text that a chart takes: one with bars as many as its bars ask for.
_LINES, _FEWEST, _MOST = 6, 4, 18
_LINES_PER_BAR = 0.75


def with_charts(resolved: ResolvedDocument, geometry: Geometry, found: list[Diagnostic]) -> ResolvedDocument:
    """The document, and those that go out with it, with their charts drawn.

    Raises ToolError without a font that has Chinese letters; letters that it lacks go to `found`.
    """
    issued = with_charts(resolved.issued, geometry, found) if resolved.issued is not None else None
    attachments = tuple(
        replace(item, content=with_charts(item.content, geometry, found))
        if isinstance(item.content, ResolvedDocument)
        else item
        for item in resolved.attachments
    )
    document = resolved.document
    drawn: dict[str, Drawn] = {}
    if isinstance(document, WithFigures) and document.charts:
        letters = _letters(geometry, next(iter(document.charts.values())))
        for name, chart in document.charts.items():
            target = resolved.scope.find((CHARTS, str(name)))
            assert target is not None
            assert isinstance(target.leaf, ChartText)
            shown = figures_of(target.leaf)
            found += _missing(chart, shown, letters)
            drawn[str(name)] = _drawn(chart, shown, letters, geometry)
    return dataclasses.replace(resolved, issued=issued, attachments=attachments, charts=drawn)


def _letters(geometry: Geometry, chart: Chart) -> Letters:
    from gongwen.draw.canvas import DOTS_PER_MM
    from gongwen.draw.letters import Letters

    font = chinese_font(geometry.faces.of(FANGSONG).product)
    if font is None:
        raise ToolError(
            Diagnostic(
                Severity.ERROR,
                "tool/chart-font",
                "电脑里没有找到有汉字的字体，画不出图。",
                place_of(chart.group, key=CHARTS),
                hint="请装上仿宋等中文字体（gongwen doctor 列出缺哪些），或删去“图”。",
            )
        )
    return Letters(font.file, font.index, round(_LETTERS_MM * DOTS_PER_MM))


def _drawn(chart: Chart, shown: ChartFigures, letters: Letters, geometry: Geometry) -> Drawn:
    from gongwen.draw import chart as draw

    width = min(_WIDEST_MM, geometry.width.nominal.mm)
    lines: float = _LINES
    if chart.shape == "条形":
        bars = len(shown.labels) * len(shown.series)
        lines = min(max(round(bars * _LINES_PER_BAR + len(shown.labels) * 0.5 + 1), _FEWEST), _MOST)
    height = lines * geometry.line_pitch.mm
    series = [
        draw.Series(name, [_number(figure) for figure in figures], [figure_words(figure) for figure in figures])
        for name, figures in shown.series
    ]
    data = draw.draw_chart(draw.Chart(draw.Shape(chart.shape), shown.labels, series, width, height), letters)
    return Drawn(data, width, height)


def _number(figure: Figure | None) -> Decimal | None:
    match figure.value if figure is not None else None:
        case int(count):
            return Decimal(count)
        case Percent(share):
            return share
        case _:
            return None


def _missing(chart: Chart, shown: ChartFigures, letters: Letters) -> Iterator[Diagnostic]:
    texts: Sequence[str] = (*shown.labels, *(name for name, _ in shown.series))
    lacking = letters.missing(re.sub(r"[\x20-\x7e]", "", "".join(texts)))
    if lacking:
        yield warning(
            "tool/chart-letters",
            f"图“{clip(chart.caption)}”里的“{lacking}”，字体 {letters.file.name} 里没有，画不出来。",
            place_of(chart.caption, key=CHARTS),
            "请装上有这些字的字体，或在台账里换用通用的字。",
        )
