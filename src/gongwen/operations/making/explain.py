"""`build --explain`: beside each document, where every computed word of it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from gongwen.compose.chart import figure_words
from gongwen.compose.ledger_table import cell_words, ledger_groups
from gongwen.compose.words import words
from gongwen.files import replace_file
from gongwen.load.package import load_package
from gongwen.model.figures import WithFigures
from gongwen.model.ledger import Ledger
from gongwen.model.papers import TableDocument
from gongwen.model.placeholders import Placeholder, has_braces, pieces
from gongwen.model.suggestion import Suggestion
from gongwen.model.table import LedgerTable, TableBody, column_title
from gongwen.model.text import Text
from gongwen.operations.making.attempt import PackageLibrary
from gongwen.operations.outcome import Outcome
from gongwen.operations.people.registers import Registers, with_people
from gongwen.operations.workspace import Workspace
from gongwen.reckon.change import CountChange, RateChange
from gongwen.reckon.figures import Figure, Growth
from gongwen.report.explain import Explained, Source, explain_html
from gongwen.resolve.accounts import Accounts, narrowed
from gongwen.resolve.charts import CHARTS, figures_of
from gongwen.resolve.checks import texts_of
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.ledger import spot
from gongwen.resolve.places import place_of
from gongwen.resolve.resolve import resolve_document
from gongwen.resolve.scope import ChartText, Expanding, Reckoned, Scope, TableText

SUFFIX = ".解释.html"
#: So many characters on either side of a computed word are shown.
_ROUND = 24


def explain_documents(workspace: Workspace, outcomes: Iterable[Outcome]) -> Iterator[Path]:
    """Write the explanation of every document that was made; yields the files."""
    registers = Registers(workspace)
    for outcome in outcomes:
        if outcome.output is None:
            continue
        package = load_package(workspace.root / outcome.source, workspace=workspace.root)
        package, _ = with_people(package, registers)
        library = PackageLibrary(workspace, package, registers)
        resolved, _ = resolve_document(package.document, library, workspace.office)
        path = outcome.output.with_name(f"{outcome.output.stem}{SUFFIX}")
        replace_file(path, explain_html(resolved.name, tuple(explained(resolved))).encode())
        yield path


def explained(resolved: ResolvedDocument, within: str = "") -> Iterator[Explained]:
    """Every computed place of a document, then of those that go out with it.

    `within`: which part of the ledger counts, if the document that takes this one in says so.
    """
    if isinstance(resolved.document, WithFigures):
        within = _range_words(resolved.document.range)
    for text in texts_of(resolved.document):
        if has_braces(text):
            for line in text.nonblank_lines():
                yield from _of_line(line, resolved, within)
    if isinstance(resolved.document, TableDocument):
        yield from _of_table(resolved.name, resolved.document, resolved.accounts, within)
    if resolved.issued is not None:
        yield from explained(resolved.issued, within)
    for item in resolved.attachments:
        if isinstance(item.content, ResolvedDocument):
            yield from explained(item.content, within)
        elif isinstance(item.content, TableBody):
            yield from _of_table(words(Text(item.name), resolved.scope), item.content, resolved.accounts, within)


def _of_line(line: Text, resolved: ResolvedDocument, within: str) -> Iterator[Explained]:
    found = pieces(line)
    printed = [piece if isinstance(piece, str) else _printed(piece, resolved) for piece in found]
    for at, piece in enumerate(found):
        if not isinstance(piece, Placeholder):
            continue
        target = resolved.scope.find(piece.path)
        leaf = target.leaf if target is not None else None
        if isinstance(leaf, TableText) and _is_drawn(leaf.table):
            yield from _of_table(piece.path[-1], leaf.table, leaf.accounts, within)
            continue
        if isinstance(leaf, ChartText):
            yield from _of_chart(leaf, resolved.scope, within)
            continue
        place = str(place_of(line, piece.offset))
        before, after = "".join(printed[:at])[-_ROUND:], "".join(printed[at + 1 :])[:_ROUND]
        if isinstance(leaf, Reckoned) and resolved.accounts is not None:
            figure = leaf.figures.figure(leaf.path)
            shown = _of_figure(figure, resolved.accounts.ledger, place, before, printed[at], within)
            yield replace(shown, after=after, name=piece.source)
        elif target is not None and (basis := target.basis) is not None:
            numbers = tuple(Source(name, str(text), str(place_of(text))) for name, text in basis.numbers)
            yield Explained(place, before, printed[at], after, piece.source, basis.says, numbers=numbers)
        else:
            yield Explained(place, before, printed[at], after, piece.source, "取自同名的内容")


def _of_table(name: str, table: TableBody, accounts: Accounts | None, within: str) -> Iterator[Explained]:
    """The cells of a table of groups; a table that lists items in one."""
    if not isinstance(table, LedgerTable) or not _is_drawn(table) or accounts is None:
        return
    narrow, within = narrowed(accounts, table.range, []), within + _range_words(table.range)
    called = f"表“{name}”　"
    if not table.groups:
        place, rows = str(place_of(table.columns[0])), len(narrow.figures.all)
        definition = f"一件一行，取自台账 {accounts.ledger.file}{within}"
        yield Explained(place, called, f"{rows} 件", "", "取自: 台账", definition)
        return
    for group in ledger_groups(table, narrow):
        row = "、".join(filter(None, group.words))
        for column, figure in zip(table.told_columns, group.figures, strict=True):
            before, place = f"{called}{row}　{column_title(column)}：", str(place_of(column))
            yield _of_figure(figure, accounts.ledger, place, before, cell_words(figure), within)


def _of_chart(item: ChartText, scope: Scope, within: str) -> Iterator[Explained]:
    """Every bar or point of a chart."""
    shown, within = figures_of(item), within + _range_words(item.chart.range)
    called, place = f"{CHARTS}{item.number}“{words(Text(item.chart.caption), scope)}”", str(place_of(item.chart.group))
    for at, label in enumerate(shown.labels):
        for series, figures in shown.series:
            before = f"{called}　{label}　{series}："
            figure = figures[at]
            if item.stated is not None and figure is not None:
                yield Explained(place, before, figure_words(figure), "", figure.name, figure.definition)
            elif item.accounts is not None:
                yield _of_figure(figure, item.accounts.ledger, place, before, figure_words(figure), within)


def _of_figure(figure: Figure | None, ledger: Ledger, place: str, before: str, printed: str, within: str) -> Explained:
    if figure is None:
        return Explained(place, before, printed, "", "", f"基数是 0 件，或者没有去年的台账，算不出来{within}")
    counted = set(map(id, figure.rows))
    is_change = isinstance(figure.value, CountChange | Growth | RateChange)
    return Explained(
        place,
        before,
        printed,
        "",
        figure.name,
        f"{figure.definition}{within}",
        tuple(_source(row, ledger) for row in figure.rows),
        tuple(_source(row, ledger) for row in figure.base if id(row) not in counted),
        "去年的" if is_change else "不在其内的",
    )


def _is_drawn(table: TableBody) -> bool:
    return isinstance(table, LedgerTable) and table.source is not None


def _range_words(wanted: Mapping[str, Iterable[Text]]) -> str:
    told = "；".join(f"{key}为{'、'.join(names)}" for key, names in wanted.items())
    return f"（范围：{told}）" if told else ""


def _printed(piece: Placeholder, resolved: ResolvedDocument) -> str:
    target = resolved.scope.find(piece.path)
    if target is None or isinstance(target.leaf, Expanding):
        return "（展开成几段）"
    return words(Text(piece.source), resolved.scope)


def _source(row: Suggestion, ledger: Ledger) -> Source:
    """A row of another year's ledger is told with the file it stands in."""
    origin = ledger.origin(row)
    file = "" if origin.file == ledger.file else f"{origin.file} "
    return Source(str(row.number), str(row.title), f"{file}{spot(origin)}")
