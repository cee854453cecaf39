"""The ledgers of a document: which of their items count for it, this year and in the years before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from msgspec import Struct

from gongwen.diagnostics import Diagnostic
from gongwen.model.counting import Counting
from gongwen.model.dates import parse_date
from gongwen.model.figures import WithFigures
from gongwen.model.ledger import Ledger, gaps_in_words
from gongwen.model.text import Text, clip
from gongwen.reckon.breakdown import GROUPINGS, Series
from gongwen.reckon.figures import Figures
from gongwen.reckon.identities import breaches, unchecked
from gongwen.reckon.selection import Selection, dimension
from gongwen.resolve.ledger import told, told_unchecked
from gongwen.resolve.places import error, place_of

_NO_COLUMN = "content/figure-missing"
_NOW, _LAST = "今年", "去年"


class Ledgers(Protocol):
    """Where the ledgers are that a document refers to."""

    def ledger(self, reference: Text) -> Ledger:
        """The ledger that `reference` names; its origin tells the file it is written in."""
        ...


class Accounts(Struct, frozen=True):
    """A document's ledger and what is reckoned of it, and of those of other years."""

    ledger: Ledger
    series: Series

    @property
    def figures(self) -> Figures:
        """Those of the document's own year."""
        return self.series.now


def accounts_of(document: WithFigures, ledgers: Ledgers, usual: Counting, found: list[Diagnostic]) -> Accounts | None:
    """The document's ledger, cut to its 范围; None without one. What does not add up goes to `found`."""
    if document.ledger is None:
        return None
    counting = document.counting or usual
    day = parse_date(document.as_of) if document.as_of is not None else None
    ledger = ledgers.ledger(document.ledger)
    chosen = _within(Selection(ledger.rows, counting, day, ledger.gaps), document.range, found)
    others = {}
    for year, reference in _other_years(document).items():
        other = ledgers.ledger(reference)
        others[year] = _within(Selection(other.rows, counting, gaps=other.gaps), document.range, found)
    now = document.year or _NOW
    series = _series(others | {now: chosen})
    for item in unchecked(chosen):
        if item.is_needed:
            found.append(told_unchecked(item, counting, place_of(document.ledger)))
    for breach in breaches(chosen, series.now.before):
        found.append(told(breach, ledger, f"台账的数对不上：{breach.says}", place_of(document.ledger)))
    return Accounts(ledger, series)


def year_called(document: WithFigures) -> str:
    """What the document's own year is called."""
    return called(document.year or _NOW)


def other_year_called(document: WithFigures) -> str:
    """What the year before it is called."""
    return called(_year_before(document.year or _NOW))


def _other_years(document: WithFigures) -> dict[str, Text]:
    """The ledgers of the years before, the last one last."""
    last = _year_before(document.year or _NOW)
    found: dict[str, Text] = {**document.earlier_ledgers}
    if document.last_ledger is not None:
        found[last] = document.last_ledger
    return dict(sorted(found.items(), key=lambda item: (item[0] == last, item[0])))


def _year_before(year: str) -> str:
    return str(int(year) - 1) if year.isdecimal() else _LAST


def called(year: str) -> str:
    """2024 as 2024年; 去年 as it is."""
    return f"{year}年" if year.isdecimal() else str(year)


def _series(years: Mapping[str, Selection]) -> Series:
    """Every year knows the one before it."""
    return Series(
        tuple((called(year), Figures(chosen, years.get(_year_before(year)))) for year, chosen in years.items())
    )


def narrowed(accounts: Accounts, wanted: Mapping[str, Iterable[Text]], found: list[Diagnostic]) -> Accounts:
    """Cut to a 范围 in all years; a word that the ledger does not have goes to `found`."""
    if not wanted:
        return accounts
    years = []
    for year, figures in accounts.series.years:
        # Only a word that is unknown this year is a slip; a column must be there every year.
        told: list[Diagnostic] = []
        before = figures.before and _within(figures.before, wanted, [])
        years.append((year, Figures(_within(figures.all, wanted, told), before)))
        found += [item for item in told if figures is accounts.figures or item.code == _NO_COLUMN]
    return Accounts(accounts.ledger, Series(tuple(years)))


def _within(chosen: Selection, wanted: Mapping[str, Iterable[Text]], found: list[Diagnostic]) -> Selection:
    for key, words in wanted.items():
        figures = Figures(chosen)
        known = {word: item for word, item in figures.words().items() if item.name == key}
        gaps = chosen.gaps_in(dimension(key).keys) if key in GROUPINGS[1:] else ()
        for word in words:
            if gaps:
                message = f"{gaps_in_words(gaps)}，不能按“{key}”取一部分。"
                found.append(error(_NO_COLUMN, message, place_of(word, key="范围"), gaps[0].hint))
                break
            if word not in known:
                offered = "、".join(dict.fromkeys(item.name for item in figures.words().values()))
                hint = f"这里可写：{'、'.join(known)}。" if known else f"“范围”可写的有：{offered}。"
                message = f"台账的“{clip(key, 10)}”里没有“{clip(word)}”。"
                found.append(error("content/range-unknown", message, place_of(word, key="范围"), hint))
        these = [(known[word], str(word)) for word in words if word in known]
        chosen = chosen.where(lambda row, these=these: any(word in item.words(row) for item, word in these))  # type: ignore[misc]
    return chosen
