"""The figures that a text may name: of its ledger, of the numbers it states itself, of its indicators by period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from gongwen.diagnostics import Diagnostic
from gongwen.model.counting import Counting
from gongwen.model.figures import WithFigures, stated
from gongwen.model.ledger import Ledger
from gongwen.model.suggestion import Suggestion
from gongwen.model.table import SHARE_COLUMN, TableBody
from gongwen.model.text import Text, clip
from gongwen.reckon.change import RateChange, count_change
from gongwen.reckon.figures import Figures, Growth, Percent
from gongwen.reckon.identities import stated_breaches
from gongwen.reckon.rounding import percent, written
from gongwen.reckon.stated import Number, derived
from gongwen.resolve.accounts import Accounts
from gongwen.resolve.places import error, place_of, warning
from gongwen.resolve.scope import Basis, Highlights, Item, Leaf, Reckoned, Said, Scope, Valued, said

#: So many items of a ledger are listed among the names, for hints.
_MOST_ITEMS = 200


class FigureNames(Mapping[str, Scope]):
    """The names that may follow another in the name of a figure; nothing is reckoned before it is worded."""

    def __init__(self, figures: Figures, path: tuple[str, ...] = ()) -> None:
        self._figures = figures
        self._path = path

    def __getitem__(self, name: str) -> Scope:
        path = (*self._path, name)
        if self._figures.following(path) is None:
            raise KeyError(name)
        leaf = Reckoned(self._figures, path) if self._figures.is_whole(path) else None
        return Scope(leaf, FigureNames(self._figures, path))

    def __iter__(self) -> Iterator[str]:
        # Names go on for ever: listed are those that begin one, and those that must follow.
        if not self._path or not self._figures.is_whole(self._path):
            yield from self._figures.following(self._path) or ()

    def __len__(self) -> int:
        return sum(1 for _ in self)


class ItemNames(Mapping[str, Scope]):
    """件.082, 件.提案082: an item by its number, if only one is meant."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._rows: dict[str, Suggestion | None] = {}

    def __getitem__(self, number: str) -> Scope:
        if not self._rows:
            self._rows.update(rows_by_number(self._ledger))
        row = self._rows[number]
        if row is None:
            raise KeyError(number)
        return item_scope(row)

    def __iter__(self) -> Iterator[str]:
        yield from (str(row.number) for row in self._ledger.rows[:_MOST_ITEMS] if self.get(row.number) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def figure_names(
    document: WithFigures, accounts: Accounts | None, usual: Counting, found: list[Diagnostic]
) -> Mapping[str, Scope]:
    """Every name of a figure of the document but those of the ledger itself."""
    names: dict[str, Scope] = {}
    if document.year is not None:
        names["年度"] = said(document.year)
    if document.as_of is not None:
        names["截至"] = said(document.as_of)
    if document.numbers:
        names |= _stated_names(document, document.counting or usual, found)
    if document.indicators is not None:
        names["指标"] = Scope(None, _indicator_names(document.indicators, document.counting or Counting(), found))
    if accounts is not None:
        names["件"] = Scope(None, ItemNames(accounts.ledger))
        names["台账"] = Scope(None, FigureNames(accounts.figures))
        years = dict(accounts.series.years)
        earlier = {
            year: FigureNames(years[f"{year}年" if year.isdecimal() else year]) for year in document.earlier_ledgers
        }
        if earlier:
            names["往年"] = Scope(None, {year: Scope(None, figures) for year, figures in earlier.items()})
    if document.highlights:
        names["亮点"] = Scope(Highlights(tuple(_highlights(document, accounts, found))))
    return names


def rows_by_number(ledger: Ledger) -> dict[str, Suggestion | None]:
    """Number, and kind with number (提案082) → the row; None where several rows would be meant."""
    found: dict[str, Suggestion | None] = {}
    for row in ledger.rows:
        for key in (str(row.number), row.number.lstrip("0"), f"{row.kind}{row.number}"):
            found[key] = row if found.get(key, row) is row else None
    return found


def item_scope(row: Suggestion) -> Scope:
    """件.082: who proposed what; and its parts."""
    parts = {"编号": row.number, "标题": row.title, "结果": row.result, "主题": row.topic, "科室": row.section}
    children = {name: said(text) for name, text in parts.items() if text is not None}
    return Scope(Item(row, is_whole=True), children | {"提出人": Scope(Item(row, is_whole=False))})


def _highlights(
    document: WithFigures, accounts: Accounts | None, found: list[Diagnostic]
) -> Iterator[tuple[Suggestion, Text]]:
    rows = rows_by_number(accounts.ledger) if accounts is not None else {}
    for key, text in document.highlights.items():
        row = rows.get(key) or rows.get(key.lstrip("0"))
        if row is not None:
            yield row, text
            continue
        if accounts is None:
            message, hint = "写了“亮点”，没有写“台账”，不知道是哪一件。", "请写“台账: 文件名”。"
        elif key in rows:
            message, hint = f"台账里有几件的编号是“{clip(key)}”。", "请写明类别，如：建议082、提案082。"
        else:
            message, hint = f"台账里没有编号“{clip(key)}”。", "请核对编号。"
        found.append(error("content/item-unknown", message, place_of(text, key="亮点"), hint))


def _stated_names(document: WithFigures, counting: Counting, found: list[Diagnostic]) -> dict[str, Scope]:
    whole = {
        name: int(stated(text)[0])
        for name, text in document.numbers.items()
        if "%" not in text and stated(text)[0] == int(stated(text)[0])
    }
    for name, breach in stated_breaches(whole):
        where = next((text for key, text in document.numbers.items() if key == name), None)
        place = place_of(where or next(iter(document.numbers.values())), key=f"数字.{name}")
        found.append(warning("content/numbers-identity", f"{breach.says}（{breach.rule}）", place, "请核对各数。"))
    leaves: dict[tuple[str, ...], tuple[Leaf, Basis]] = {}
    numbers: dict[tuple[str, ...], Number] = {}
    texts = {tuple(name.split(".")): text for name, text in document.numbers.items()}
    for path, text in texts.items():
        value, unit = stated(text)
        basis = Basis("“数字”里写的", ((".".join(path), text),))
        leaves[path] = Said(f"{value}{'%' if unit == '%' else ''}"), basis
        numbers[path] = Number(value, is_rate=unit == "%")
    for item in derived(numbers, counting):
        path, result = item.path, item.value
        if isinstance(result, Percent) and path[-1] != SHARE_COLUMN and result.value > 100:
            message = f"“{'.'.join(path)}”是 {written(result.value)}%（{item.says}），超过 100%。"
            place = place_of(texts[item.of[0]], key=f"数字.{'.'.join(item.of[0])}")
            found.append(warning("content/numbers-identity", message, place, "请核对各数。"))
        if path not in texts:
            leaf = (
                Said(f"{written(result.value)}%")
                if isinstance(result, Percent)
                else Valued(result, stated(texts[path[:-1]])[1] or "件")
            )
            used = tuple((".".join(name), texts[name]) for name in item.of)
            leaves[path] = leaf, Basis(f"由“数字”算出：{item.says}", used)
        elif isinstance(result, Percent) and not _is_rounded(numbers[path].value, result.value, counting):
            message = f"“数字”里{'.'.join(path)}写 {texts[path]}，由别的数算出来是 {written(result.value)}%。"
            place = place_of(texts[path], key=f"数字.{'.'.join(path)}")
            found.append(warning("content/numbers-identity", message, place, "请核对各数；基数与此不同时请写“口径”。"))
    return _tree(leaves)


def _is_rounded(typed: Decimal, reckoned: Decimal, counting: Counting) -> bool:
    """Is what is typed the same, with as many decimals or fewer?"""
    places = min(max(-int(typed.as_tuple().exponent), 0), counting.places)
    return percent(Fraction(reckoned) / 100, places, counting.rounding) == typed


def _tree(leaves: Mapping[tuple[str, ...], tuple[Leaf, Basis]]) -> dict[str, Scope]:
    found = {}
    for first in dict.fromkeys(path[0] for path in leaves):
        below = {path[1:]: leaf for path, leaf in leaves.items() if path[0] == first and len(path) > 1}
        leaf, basis = leaves.get((first,), (None, None))
        found[first] = Scope(leaf, _tree(below), basis)
    return found


def _indicator_names(table: TableBody, counting: Counting, found: list[Diagnostic]) -> dict[str, Scope]:
    """指标.受理: the last period; 指标.受理.2019年; 指标.受理.同比. 合计 of all that are not percentages."""
    periods = [str(name) for name in table.titles[1:]]
    names: dict[str, Scope] = {}
    columns: list[list[_Cell]] = [[] for _ in periods]
    for row in table.rows:
        cells = tuple(row.values()) if isinstance(row, dict) else row
        if len(cells) - 1 != len(periods):
            message = f"“{clip(cells[0])}”这一行有 {len(cells) - 1} 个数，应有 {len(periods)} 个。"
            found.append(error("content/indicator-cells", message, place_of(cells[0], key="指标"), "每期写一个数。"))
            return names
        values: list[_Cell] = []
        for period, cell in zip(periods, cells[1:], strict=True):
            try:
                values.append(_Cell(*stated(cell), ((f"{cells[0]}　{period}", cell),)))
            except ValueError as fault:
                found.append(error("content/stated-number", str(fault), place_of(cell, key="指标")))
                return names
        names[str(cells[0])] = _indicator(periods, values, counting)
        if values[0].unit != "%":
            for column, value in zip(columns, values, strict=True):
                column.append(value)
    names.setdefault("合计", _indicator(periods, [_sum(column) for column in columns], counting))
    return names


class _Cell(Struct, frozen=True):
    """A number of an indicator with its unit, and the cells it is made of, by name."""

    value: Decimal
    unit: str
    of: tuple[tuple[str, Text], ...]

    @property
    def words(self) -> str:
        return f"{written(self.value)}{'%' if self.unit == '%' else ''}"

    @property
    def basis(self) -> Basis:
        return Basis("“指标”里写的" if len(self.of) == 1 else "“指标”里各数相加", self.of)


def _sum(cells: Sequence[_Cell]) -> _Cell:
    return _Cell(sum((cell.value for cell in cells), Decimal(0)), "", tuple(name for cell in cells for name in cell.of))


def _indicator(periods: list[str], values: list[_Cell], counting: Counting) -> Scope:
    is_percent = values[-1].unit == "%"
    children = {period: Scope(Said(cell.words), basis=cell.basis) for period, cell in zip(periods, values, strict=True)}
    last = children[periods[-1]]
    if len(values) > 1:
        now, before = values[-1], values[-2]
        basis = Basis(f"由“指标”算出：{periods[-1]}与{periods[-2]}相比", (*now.of, *before.of))
        if is_percent:
            children["同比"] = Scope(Valued(RateChange(now.value, before.value), ""), basis=basis)
        else:
            change = count_change(now.value, before.value, counting)
            children["同比"] = Scope(Valued(change, now.unit), basis=basis)
            if change.share is not None:
                children["增幅"] = Scope(Valued(Growth(change), now.unit), basis=basis)
    if not is_percent:
        whole = _sum(values)
        children["合计"] = Scope(Said(whole.words), basis=whole.basis)
    return Scope(last.leaf, children, last.basis)
