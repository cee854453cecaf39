"""Charts of numbers that a document states itself: its 指标 by period, its 数字 by group and by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gongwen.diagnostics import Diagnostic
from gongwen.model.chart import Chart
from gongwen.model.counting import Counting
from gongwen.model.figures import WithFigures, stated
from gongwen.model.table import column_name, column_title
from gongwen.model.text import Text, clip
from gongwen.reckon.breakdown import GROUPINGS, YEAR, steps
from gongwen.reckon.figures import TOTAL, Figure, Figures, Percent
from gongwen.reckon.selection import Selection
from gongwen.reckon.stated import LAST_YEAR
from gongwen.resolve.accounts import other_year_called, year_called
from gongwen.resolve.figures import figure_names
from gongwen.resolve.places import error, place_of
from gongwen.resolve.scope import ChartFigures, Said, Scope

INDICATORS, NUMBERS = "指标", "数字"


class Stated:
    """The numbers of one document, to draw charts of."""

    def __init__(self, document: WithFigures, usual: Counting) -> None:
        self._document = document
        # What is wrong with the numbers is told where their names are made.
        self._names = Scope(None, figure_names(document, None, usual, []))

    def shown(self, chart: Chart, found: list[Diagnostic]) -> ChartFigures:
        """What the chart shows; what it asks for and nobody has stated goes to `found`."""
        if (self._document.indicators if chart.source == INDICATORS else self._document.numbers or None) is None:
            message = f"图写了“取自: {chart.source}”，文件里没有写“{chart.source}”。"
            found.append(error("content/chart-source", message, place_of(chart.group, key="图")))
            return ChartFigures((), ())
        if chart.range:
            message = f"“范围”只用于取自台账的图，这张图取自{chart.source}。"
            found.append(error("content/chart-source", message, place_of(chart.group, key="图"), "请删去“范围”。"))
        return self._of_indicators(chart, found) if chart.source == INDICATORS else self._of_numbers(chart, found)

    def _of_indicators(self, chart: Chart, found: list[Diagnostic]) -> ChartFigures:
        table = self._document.indicators
        assert table is not None
        periods = tuple(str(title) for title in table.titles[1:])
        rows = self._names.children[INDICATORS].children
        by, names = column_name(chart.group), [column_name(item) for item in chart.series]
        if by == INDICATORS and names == [YEAR]:
            labels = tuple(name for name in rows if name != "合计")
            paths = [(period, [(name, period) for name in labels]) for period in periods]
            return self._figures(chart, labels, paths, (INDICATORS,), found)
        if by != YEAR:
            message = f"取自指标的图不能按“{clip(by)}”分。"
            hint = "“各类”写 年度，“系列”写指标的名称；或者“各类”写 指标，“系列”写 年度。"
            found.append(error("content/table-column", message, place_of(chart.group), hint))
            return ChartFigures((), ())
        series = []
        for item in chart.series:
            name = column_name(item)
            if name not in rows:
                hint = f"可写的有：{'、'.join(rows)}。"
                message = f"“指标”里没有“{clip(name)}”。"
                found.append(error("content/table-column", message, place_of(item), hint))
                continue
            series.append((str(column_title(item)), [(name, period) for period in periods]))
        return self._figures(chart, periods, series, (INDICATORS,), found)

    def _of_numbers(self, chart: Chart, found: list[Diagnostic]) -> ChartFigures:
        by, names = column_name(chart.group), [column_name(item) for item in chart.series]
        years = {other_year_called(self._document): (LAST_YEAR,), year_called(self._document): ()}
        wanted = [(str(column_title(item)), steps(column_name(item))) for item in chart.series]
        if by == YEAR:
            series = [(title, [(*year, *name) for year in years.values()]) for title, name in wanted]
            return self._figures(chart, tuple(years), series, (), found)
        labels = tuple(self._words_of(by))
        if not labels:
            known = "、".join(name for name in GROUPINGS if name == YEAR or any(self._words_of(name)))
            message = f"“数字”里没有按“{clip(by)}”分的数。"
            found.append(error("content/table-column", message, place_of(chart.group), f"可写的有：{known}。"))
            return ChartFigures((), ())
        if names == [YEAR]:
            series = [(called, [(*year, label) for label in labels]) for called, year in years.items()]
        else:
            series = [
                (title, [(label,) if name == (TOTAL,) else self._path_of(label, name) for label in labels])
                for title, name in wanted
            ]
        return self._figures(chart, labels, series, (), found)

    def _words_of(self, by: str) -> Iterator[str]:
        """The words of a dimension of which a number is stated, in the writer's order."""
        words = Figures(Selection((), Counting())).words()
        said = dict.fromkeys(word for name in self._document.numbers for word in name.split(".") if word in words)
        yield from (word for word in said if words[word].name == by)

    def _path_of(self, label: str, name: tuple[str, ...]) -> tuple[str, ...]:
        """建议.主办 or 主办.建议, whichever is stated."""
        return (*name, label) if self._names.find((*name, label)) is not None else (label, *name)

    def _figures(
        self,
        chart: Chart,
        labels: tuple[str, ...],
        series: Sequence[tuple[str, Sequence[tuple[str, ...]]]],
        under: tuple[str, ...],
        found: list[Diagnostic],
    ) -> ChartFigures:
        told = tuple((title, tuple(self._figure((*under, *path)) for path in paths)) for title, paths in series)
        lacking = [
            ".".join(path) for (_, paths), (_, figures) in zip(series, told, strict=True)
            for path, figure in zip(paths, figures, strict=True) if figure is None
        ]  # fmt: skip
        if lacking:
            message = f"“{chart.source}”里没有图要用的数，或不是整数、百分数：{'、'.join(lacking[:8])}。"
            place = place_of(_first(chart.series, chart.group), key="图")
            found.append(error("content/chart-series", message, place, "请补上这些数，或改“各类”“系列”。"))
        return ChartFigures(labels, told, self._unit(under, series))

    def _figure(self, path: tuple[str, ...]) -> Figure | None:
        scope = self._names.find(path)
        if scope is None or scope.basis is None or not isinstance(scope.leaf, Said):
            return None
        value, unit = stated(scope.leaf.words)
        if unit != "%" and value != int(value):
            return None
        places = "、".join(f"{name}（{place_of(text)}）" for name, text in scope.basis.numbers)
        definition = f"{scope.basis.says}：{places}"
        return Figure(".".join(path), Percent(Decimal(value)) if unit == "%" else int(value), definition, ())

    def _unit(self, under: tuple[str, ...], series: Sequence[tuple[str, Sequence[tuple[str, ...]]]]) -> str:
        """The unit that the first number is written with."""
        scope = self._names.find((*under, *series[0][1][0])) if series and series[0][1] else None
        if scope is None or scope.basis is None:
            return ""
        unit = stated(scope.basis.numbers[0][1])[1]
        return unit or ("件" if not under else "")


def stated_charts(document: WithFigures, usual: Counting) -> Mapping[str, tuple[ChartFigures, list[Diagnostic]]]:
    """What each chart that is drawn of 指标 or 数字 shows, and what is wrong with it."""
    charts = {str(name): chart for name, chart in document.charts.items() if chart.source != "台账"}
    if not charts:
        return {}
    numbers = Stated(document, usual)
    found: dict[str, tuple[ChartFigures, list[Diagnostic]]] = {}
    for name, chart in charts.items():
        slips: list[Diagnostic] = []
        found[name] = numbers.shown(chart, slips), slips
    return found


def _first(texts: Sequence[Text], other: Text) -> Text:
    return texts[0] if texts and texts[0].origin is not None else other
