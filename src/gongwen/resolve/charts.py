"""Charts of a document: which number each has in the text, what it shows, and whether that can be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongwen.diagnostics import Diagnostic, Severity
from gongwen.model.chart import Chart
from gongwen.model.counting import Counting
from gongwen.model.document import Prose
from gongwen.model.figures import WithFigures
from gongwen.model.placeholders import PlaceholderError, has_braces, standing_alone
from gongwen.model.table import column_name, column_title
from gongwen.model.text import Text
from gongwen.reckon.breakdown import YEAR, Group, Series, groups
from gongwen.reckon.figures import TOTAL, Figure, Percent
from gongwen.resolve.accounts import Accounts, narrowed
from gongwen.resolve.ledger_tables import check_groups, check_names
from gongwen.resolve.places import error, place_of, remark
from gongwen.resolve.scope import ChartFigures, ChartText, Scope, said
from gongwen.resolve.stated_charts import stated_charts

#: Series are told apart by their filling, of which there are so many; so many columns have room for their names.
_MOST_SERIES, _MOST_COLUMNS = 4, 10
CHARTS = "图"
_NO_LEDGER = "请写“台账: 文件名”；画本文件里写的数，请在图里写“取自: 指标”或“取自: 数字”。"
#: Of a group that a year does not have.
_NONE = Figure(TOTAL, 0, "这一年的台账里没有这一类", ())


def chart_names(document: WithFigures, accounts: Accounts | None, usual: Counting) -> Mapping[str, Scope]:
    """图.名称 for every chart, and 图.名称.序号; numbered as they come in the text."""
    stated = {name: shown for name, (shown, _) in stated_charts(document, usual).items()}
    order = [*dict.fromkeys(_in_text(document)), *document.charts]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(order), start=1)}
    return {
        str(name): Scope(
            ChartText(str(name), chart, numbers[name], accounts, stated.get(str(name))),
            {"序号": said(f"{CHARTS}{numbers[name]}")},
        )
        for name, chart in document.charts.items()
    }


def _in_text(document: WithFigures) -> Iterator[str]:
    body = document.body if isinstance(document, Prose) else None
    lines: Iterator[Text] = body.nonblank_lines() if body is not None else iter(())
    for line in lines:
        try:
            place = standing_alone(line) if has_braces(line) else None
        except PlaceholderError:
            continue
        if place is not None and len(place.path) == 2 and place.path[0] == CHARTS and place.path[1] in document.charts:
            yield place.path[1]


def figures_of(item: ChartText) -> ChartFigures:
    """What the chart shows. The resolve room has made sure that its names are there."""
    if item.stated is not None:
        return item.stated
    assert item.accounts is not None
    return _of_ledger(item.chart, item.accounts)


def _of_ledger(chart: Chart, accounts: Accounts) -> ChartFigures:
    series = narrowed(accounts, chart.range, []).series
    by, names = column_name(chart.group), [column_name(item) for item in chart.series]
    if names != [YEAR]:
        found = list(groups(series, [by], names))
        titles = [str(column_title(item)) for item in chart.series]
        return ChartFigures(
            tuple(group.words[0] for group in found),
            tuple((title, tuple(group.figures[at] for group in found)) for at, title in enumerate(titles)),
        )
    by_year: list[tuple[str, dict[str, Group]]] = [
        (year, {group.words[0]: group for group in groups(Series(((year, figures),)), [by], [TOTAL], like=series.now)})
        for year, figures in series.years
    ]
    labels = tuple(dict.fromkeys(label for _, found in reversed(by_year) for label in found))
    return ChartFigures(
        labels,
        tuple(
            (year, tuple(found[label].figures[0] if label in found else _NONE for label in labels))
            for year, found in by_year
        ),
    )


def check_charts(document: WithFigures, accounts: Accounts | None, usual: Counting) -> Iterator[Diagnostic]:
    """What is wrong with the charts of a document."""
    stated = stated_charts(document, usual)
    for name, chart in document.charts.items():
        if name in stated:
            shown, found = stated[name]
            yield from found or _check_shown(chart, shown)
            continue
        place = place_of(chart.group, key=CHARTS)
        if accounts is None:
            yield error("content/table-no-ledger", "图取自台账，文件里没有写“台账”。", place, _NO_LEDGER)
            continue
        slips: list[Diagnostic] = []
        narrow = narrowed(accounts, chart.range, slips)
        of_years = [column_name(item) for item in chart.series] == [YEAR]
        slips += check_groups([chart.group], narrow, of_years=of_years)
        if not of_years:
            slips += check_names(chart.series, [chart.group], narrow)
        yield from slips
        if not any(item.severity is Severity.ERROR for item in slips):
            yield from _check_shown(chart, _of_ledger(chart, accounts))


def _check_shown(chart: Chart, shown: ChartFigures) -> Iterator[Diagnostic]:
    place = place_of(chart.series[0] if chart.series[0].origin else chart.group, key=CHARTS)
    if len(shown.series) > _MOST_SERIES:
        message = f"一张图至多画 {_MOST_SERIES} 个系列，这里有 {len(shown.series)} 个。"
        yield error("content/chart-series", message, place, "请分成几张图，或用表格。")
    found = {type(figure.value) for _, figures in shown.series for figure in figures if figure is not None}
    if not found <= {int} and not found <= {Percent}:
        message = "一张图里的数要么都是件数，要么都是百分比；同比、名单画不成图。"
        yield error("content/chart-series", message, place, "请分成几张图，或用表格。")
    elif not any(figure is not None for _, figures in shown.series for figure in figures):
        yield error("content/chart-series", "没有一个数可以画。", place, "请核对“各类”“系列”和“范围”。")
    if chart.shape == "柱形" and len(shown.labels) * len(shown.series) > _MOST_COLUMNS * 2:
        yield remark(
            "content/chart-crowded",
            f"柱形图里有 {len(shown.labels)} 类、{len(shown.series)} 个系列，名称和数会挤在一起。",
            place,
            "可以写“样式: 条形”，或只画一部分（范围）。",
        )
