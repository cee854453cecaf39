"""Charts as blocks: the picture, its number and title, and in words what it shows."""

from __future__ import annotations

from gongwen.compose.figures import value_words
from gongwen.compose.words import words
from gongwen.model.chart import Chart
from gongwen.model.text import Text
from gongwen.printview import ChartBlock, Illustration, Picture
from gongwen.reckon.figures import Figure
from gongwen.resolve.charts import CHARTS, figures_of
from gongwen.resolve.document import Drawn
from gongwen.resolve.scope import ChartFigures, ChartText, Scope


def chart_block(item: ChartText, drawn: Drawn, scope: Scope) -> ChartBlock:
    """The chart with the picture that was made of it."""
    caption = words(Text(item.chart.caption), scope)
    return ChartBlock(
        illustration=Illustration(
            picture=Picture(data=drawn.data, width=drawn.width, height=drawn.height),
            caption=f"{CHARTS}{item.number}　{caption}",
            description=description(item.chart, caption, figures_of(item)),
        )
    )


def description(chart: Chart, caption: str, shown: ChartFigures) -> str:
    """For those who cannot see it: 柱形图：办理结果。A类22件，B类68件。"""
    several = len(shown.series) > 1
    told = []
    for at, label in enumerate(shown.labels):
        numbers = [
            f"{name if several else ''}{figure_words(figures[at], unit=shown.unit)}" for name, figures in shown.series
        ]
        told.append(f"{label}{'：' if several else ''}{'、'.join(numbers)}")
    return f"{chart.shape}{CHARTS}：{caption}。{('；' if several else '，').join(told)}。"


def figure_words(figure: Figure | None, unit: str = "") -> str:
    """68, 68件, 92.5%; nothing for what cannot be reckoned, and 0 for what is not there."""
    if figure is None:
        return "无"
    return value_words(figure.value) + (unit if isinstance(figure.value, int) else "")
