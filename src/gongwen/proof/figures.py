"""Figures typed by hand beside those of the ledger: numbers of items, rates, 均已答复, who proposed what.

Few false alarms matter more than every slip: a number is told only if no reading of the words round it gives it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterator
from decimal import Decimal
from fractions import Fraction

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Document, Prose
from gongwen.model.figures import WithFigures
from gongwen.model.ledger import Gap, gaps_in_words
from gongwen.model.placeholders import has_braces
from gongwen.model.suggestion import LEVELS, Suggestion
from gongwen.model.table import SERIAL_COLUMN, TableBody
from gongwen.model.text import Text, cited, clip
from gongwen.proof.within import BOTH, Within
from gongwen.reckon.figures import TOTAL, FigureMissing, Figures, Percent
from gongwen.reckon.rates import RATE_NAMES
from gongwen.reckon.rounding import percent, written
from gongwen.resolve.accounts import Accounts
from gongwen.resolve.checks import texts_of
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.figures import rows_by_number
from gongwen.resolve.ledger import named
from gongwen.resolve.places import place_of, warning

CODES = {
    "content/figure-unchecked": "文中手写的数没有核对：台账没有要用的那一列",
    "content/figure-differs": "文中手写的数与台账算出的（没有台账的，与“数字”里的）不同",
    "content/ledger-open": "文中写全部办结，台账里还有没有答复的",
    "content/item-differs": "文中引用的建议提案与台账的编号、标题、提出人不符",
}
_SENTENCE = re.compile(r"[^。；！？\n]+")
_CLAUSE = re.compile(rf"(?:{BOTH.pattern}|[^，,、：:（）()“”])+")
#: The year spoken of, the last one named; what is compared with another year (与去年相比) is still of this one.
_YEAR = re.compile(r"(?<![与比较同和跟])(?:(\d{4})年|(去年|上年|前年|往年|历年)|今年|本年)")
#: A part of the items that no figure is of, and what is no item at all.
_PART = re.compile(r"[上下]半年|季度|\d月?\s*[-—－–~～至]\s*\d{1,2}月|提前|逾期|超期|延期")
_NO_ITEMS = re.compile(r"热线|信访|工单|来电|来信")
#: Whose items: 市人大代表建议, 省政协提案.
_LEVEL = re.compile(r"(全国|[省市县区])级?(?:人大|政协)")
ITEMS = re.compile(r"(?<![\d.〔年])(\d{1,6})\s*件(?!套)")
_DRAWN = re.compile(r"\{([^{}]+)\}\s*件")
_BARE = re.compile(r"\s*(\d{1,6})\s*件?\s*")
#: What a table calls all items, and what it calls the column of their number.
_WHOLE = ("合计", "总计", "总数", "共计")
_PLAIN = ("件数", "数量", "总数", "合计", "承办件数", "数量（件）", "件数（件）")
#: So many words of one clause are combined.
_MOST_WORDS = 4
#: 建议增加4件: a difference.
_MORE_BY = re.compile(r"(?:增加|增长|增多|减少|下降|上升|多|少)(?:了|到|至)?\s*$")
#: 3件建议 may be any three; so many that something is said of each of them are all.
_EACH = re.compile("全部|均|都|已")
#: Names of rates as reports write them → as gongwen does; the longest first.
RATE_WORDS = {name: name for name in RATE_NAMES} | {
    "按期办结率": "按时办结率", "办复率": "答复率", "见面率": "面商率", "走访率": "面商率", "沟通率": "面商率",
    "上网率": "公开率", "落实率": "解决率",
}  # fmt: skip
_RATE_NAME = "|".join(sorted(RATE_WORDS, key=len, reverse=True))
RATES = re.compile(
    rf"((?:(?:{_RATE_NAME})[、和及与]?[^\d，。；、]{{0,6}}?)*(?:{_RATE_NAME}))"
    r"(?:分别)?(?:均|都|也)?(?:已)?(?:保持|实现|达到|达|为|是)?(?:了)?[：:]?\s*(\d+(?:\.\d+)?)\s*[%％]"
)
_ALL_DONE = re.compile(
    r"(?:均|都|全部|全)(?:已经?|按时|按期|如期)?(?:答复|办结|办复)|(?:答复|办理|办结)完毕|(?:答复|办理)完成"
)
_CITED = re.compile(
    r"(?:([\u4e00-\u9fff·]{2,10}?)(代表|委员)提出的)?第?\s*(\d{1,8})\s*号[^《》。，；]{0,8}《((?:[^《》]|《[^《》]*》)+)》(建议|提案)?"
)


def check_figures(resolved: ResolvedDocument) -> Iterator[Diagnostic]:
    """What is typed in the texts of a document, and of those that go out with it, against their ledgers."""
    document = resolved.document
    if isinstance(document, WithFigures) and resolved.accounts is not None:
        reader = _Reader(resolved.accounts, {str(document.year or "")[:4], str(document.date or "")[:4]} - {""})
        for text in _typed(document):
            for sentence in _SENTENCE.finditer(text):
                piece = text.part(sentence.start(), sentence.end())
                yield from reader.items(piece)
                yield from reader.rates(piece)
                yield from reader.all_done(piece)
            yield from reader.cited(text)
        tables = tuple(document.tables.values()) if isinstance(document, Prose) else ()
        for table in (*tables, *(item.table for item in document.attachments if item.table is not None)):
            yield from reader.table(table)
    for part in (resolved.issued, *(item.content for item in resolved.attachments)):
        if isinstance(part, ResolvedDocument):
            yield from check_figures(part)


def _typed(document: Document) -> Iterator[Text]:
    """The texts that may speak of the ledger's figures: title, body, tables and text written here, highlights."""
    own = (document.title, document.subtitle)
    tables = tuple(document.tables.values()) if isinstance(document, Prose) else ()
    body = document.body if isinstance(document, Prose) else None
    attached = tuple(part for item in document.attachments for part in (item.name, item.content, item.table))
    highlights = document.highlights if isinstance(document, WithFigures) else None
    yield from texts_of((own, body, tables, attached, highlights))


def typed_cells(table: TableBody, words: Container[str]) -> Iterator[tuple[tuple[str, ...], int, Text]]:
    """The numbers of items in the cells of a table, each with the words of its row and column."""
    titles = [str(title) for title in table.titles if title != SERIAL_COLUMN]
    for row in table.rows:
        cells = row if isinstance(row, tuple) else tuple(row.get(name, Text("")) for name in titles)
        label = str(cells[0]).removesuffix("件") if cells else ""
        if label not in words and label not in _WHOLE:
            continue
        for title, cell in zip(titles[1:], cells[1:], strict=False):
            match = _BARE.fullmatch(cell)
            if match is not None and (title in words or title in _PLAIN):
                yield tuple(word for word in (label, title) if word not in (*_WHOLE, *_PLAIN)), int(match[1]), cell


class _Reader:
    """Reads sentences with one ledger at hand."""

    def __init__(self, accounts: Accounts, years: set[str]) -> None:
        self._years = years
        self._ledger = accounts.ledger
        self._figures: Figures = accounts.figures
        words = sorted((*self._figures.words(), "未办结", "办结"), key=len, reverse=True)
        self._word = re.compile("|".join(re.escape(word) for word in words if len(word) > 1))
        self._rows = rows_by_number(accounts.ledger)
        self._lacking: set[tuple[Gap, ...]] = set()

    def items(self, sentence: Text) -> Iterator[Diagnostic]:
        """主办3件, 人大建议13件, 主办的 11 件人大代表建议, 主办件中，A类5件, 13件建议提案全部."""
        category: tuple[str, ...] = ()
        within = Within(self._word, self._figures.words())
        listed: tuple[str, ...] = ()
        is_listed = False
        for clause in _CLAUSE.finditer(sentence):
            numbers = list(ITEMS.finditer(clause[0]))
            before = clause[0][: numbers[0].start()] if numbers else clause[0]
            rest = within.enter(before, is_listed=is_listed)
            if len(numbers) == 1 and not has_braces(clause[0]):
                follows = clause[0][numbers[0].end() :]
                after = re.match(r"[^\d]{0,8}", follows)
                said = within.words(rest) + within.words(after[0] if after and not rest.endswith("议") else "")
                said = tuple(dict.fromkeys(said))
                at = clause.start() + numbers[0].start()
                options = within.options(rest, said)
                path: tuple[str, ...] | None = None
                is_all = BOTH.search(rest) or within.is_whole(rest, follows) or within.is_of_all(rest)
                is_meant = is_all or (said and (rest.strip() or _EACH.search(follows)))
                if _MORE_BY.search(rest) or self._is_sum((*listed, *said)) or self._is_elsewhere(sentence, at):
                    options = None
                if options is not None and is_meant:
                    options = (*options, *self._levels(rest))
                    readings = tuple(self._readings(said, (*options, *((*option, *category) for option in options))))
                    number = int(numbers[0][1])
                    path = self._counted(number, readings)
                    yield from self._items(sentence, at, number, readings)
                within.leave(path, said)
            elif numbers or has_braces(clause[0]):
                within.leave(None if numbers else self._drawn(clause[0]), within.words(clause[0]))
            is_listed = not numbers and sentence[clause.end() : clause.end() + 1] == "、"
            listed = (*listed, *within.words(clause[0])) if is_listed and not has_braces(clause[0]) else ()
            named_here = tuple(word for word in within.words(before) if word in ("建议", "提案", "议案"))
            category = named_here[-1:] or category

    def _is_sum(self, said: tuple[str, ...]) -> bool:
        """主办、分办24件: which is neither of them."""
        kinds = [self._figures.words().get(word, word) for word in said]
        return len(set(map(id, kinds))) < len(kinds)

    def _is_elsewhere(self, sentence: str, at: int) -> bool:
        """Is what stands at `at` said of another year, or of a part that no figure is of?"""
        named = list(_YEAR.finditer(sentence, 0, at))
        is_past = bool(named) and bool(named[-1][2] or (self._years and named[-1][1] not in {*self._years, None}))
        clause = max(sentence.rfind(mark, 0, at) for mark in "，,：:") + 1
        return is_past or bool(_PART.search(sentence, clause, at) or _NO_ITEMS.search(sentence, 0, at))

    def _levels(self, text: str) -> Iterator[tuple[str, ...]]:
        """层级.市级 for 市人大代表: in a ledger of several levels it may mean those of that level alone."""
        for match in _LEVEL.finditer(text):
            yield "层级", LEVELS[match[1]]

    def _counted(self, number: int, readings: tuple[tuple[str, ...], ...]) -> tuple[str, ...] | None:
        """The one choice of rows that gives `number`; None if none or several do."""
        known = (path for path in readings if not self._figures.gaps(path))
        paths = [path for path in known if len(self._figures.select(path)) == number]
        chosen = {tuple(map(id, self._figures.select(path).rows)) for path in paths}
        return paths[0] if len(chosen) == 1 else None

    def _drawn(self, clause: str) -> tuple[str, ...] | None:
        """What {主办.A类}件 counts; None if the clause has another name in braces, or several."""
        drawn = _DRAWN.findall(clause)
        path = tuple(word for word in drawn[0].split(".") if word != TOTAL) if len(drawn) == 1 else None
        return path if path is not None and all(word in self._figures.words() for word in path) else None

    def _words(self, text: str) -> tuple[str, ...]:
        return tuple(self._word.findall(BOTH.sub("", text)))

    def _items(
        self, sentence: Text, at: int, number: int, readings: tuple[tuple[str, ...], ...]
    ) -> Iterator[Diagnostic]:
        gaps = {path: self._figures.gaps(path) for path in readings}
        counts = {path: len(self._figures.select(path)) for path in readings if not gaps[path]}
        if number in counts.values():
            return
        path = readings[0]
        if gaps[path]:
            yield from self._unchecked(sentence, at, f"{'.'.join(path)} {number} 件", gaps[path])
            return
        rows = self._figures.select(path).rows
        name = ".".join(path) or TOTAL
        yield warning(
            "content/figure-differs",
            f"文中写 {number} 件，台账为 {counts[path]} 件（{name}）。",
            place_of(sentence, at),
            f"请核对；可以写成 {{{name}}}，由台账得出。{named(self._ledger, rows) if 0 < len(rows) <= 8 else ''}",
        )

    def _readings(self, said: tuple[str, ...], options: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, ...]]:
        """What the words may mean, the fullest meaning first: all of them, some of them, within one of the
        restrictions, without what is handled again."""
        words = said[-_MOST_WORDS:]
        for size in range(len(words), 0 if words else -1, -1):
            for chosen in itertools.combinations(words, size):
                for within in dict.fromkeys(options):
                    inner = tuple(word for word in chosen if word not in within)
                    if inner or set(said) <= set(within):
                        yield (*within, *inner)
                        yield (*within, *inner, "首次办理")

    def table(self, table: TableBody) -> Iterator[Diagnostic]:
        """A row 主办 | 3 under 类别 | 件数, or 建议 | 3 | 2 under 类别 | 主办 | 协办."""
        for said, number, cell in typed_cells(table, self._figures.words()):
            yield from self._items(cell, 0, number, tuple(self._readings(said, ((),))))

    def rates(self, sentence: Text) -> Iterator[Diagnostic]:
        """办结率、满意率100%."""
        for match in RATES.finditer(sentence):
            for name in re.findall(_RATE_NAME, match[1]) if not self._is_elsewhere(sentence, match.start(2)) else ():
                yield from self._rate(sentence, match, RATE_WORDS[name])

    def _rate(self, sentence: Text, match: re.Match[str], name: str) -> Iterator[Diagnostic]:
        at, typed = match.start(2), Decimal(match[2])
        clause = re.split("[，,（）()]", sentence[: match.start()])[-1]
        counting = self._figures.all.counting
        found = []
        for within in ((), ("首次办理",), *((word,) for word in self._words(clause))):
            try:
                figure = self._figures.figure((*within, name))
            except FigureMissing as reason:
                if reason.gaps and not within:
                    yield from self._unchecked(sentence, at, f"{name} {match[2]}%", reason.gaps)
                    return
                continue
            exact = Fraction(len(figure.rows), len(figure.base))
            if percent(exact, max(-int(typed.as_tuple().exponent), 0), counting.rounding) == typed:
                return
            found.append(figure)
        if found and isinstance(found[0].value, Percent):
            missing = _without(found[0].base, found[0].rows)
            rows = named(self._ledger, missing) if missing else None
            yield warning(
                "content/figure-differs",
                f"文中写{name} {written(typed)}%，台账为 {written(found[0].value.value)}%（{found[0].definition}）。",
                place_of(sentence, at),
                f"请核对；可以写成 {{{name}}}，由台账得出。{f'不在其内的：{rows}' if rows else ''}",
            )

    def all_done(self, sentence: Text) -> Iterator[Diagnostic]:
        """均已答复 beside items that are open."""
        match = _ALL_DONE.search(sentence)
        if match is not None and self._is_elsewhere(sentence, match.start()):
            return
        still = self._figures.select(("未办结",))
        if match is not None and (gaps := self._figures.gaps(("未办结",))):
            yield from self._unchecked(sentence, match.start(), f"“{match[0]}”", gaps)
        elif match is not None and len(still):
            yield warning(
                "content/ledger-open",
                f"文中写“{match[0]}”，台账里还有 {len(still)} 件没有答复。",
                place_of(sentence, match.start()),
                named(self._ledger, still.rows),
            )

    def _unchecked(self, sentence: Text, at: int, typed: str, gaps: tuple[Gap, ...]) -> Iterator[Diagnostic]:
        """The first of the typed figures that want what the ledger lacks."""
        if gaps not in self._lacking:
            self._lacking.add(gaps)
            message = f"文中写{typed}，没有核对：{gaps_in_words(gaps)}；要用它的数都没有核对。"
            yield warning("content/figure-unchecked", message, place_of(sentence, at), gaps[0].hint)

    def cited(self, text: Text) -> Iterator[Diagnostic]:
        """李敏代表提出的082号《关于……的建议》."""
        for match in _CITED.finditer(text):
            row = self._rows.get(match[3]) or self._rows.get(match[3].lstrip("0"))
            if row is None:
                continue
            for at, fault in _faults(match, row):
                hint = f"请核对；可以写成 {{件.{row.number}}}，由台账得出。{named(self._ledger, (row,))}"
                yield warning("content/item-differs", fault, place_of(text, at), hint)


def _faults(match: re.Match[str], row: Suggestion) -> Iterator[tuple[int, str]]:
    if not has_braces(match[4]) and cited("".join(match[4].split())) != cited("".join(row.title.split())):
        yield match.start(4), f"{row.number}号的标题文中写“{clip(match[4], 30)}”，台账为“{clip(row.title, 30)}”。"
    if match[1] and row.proposers and not any(match[1].endswith(name) for name in row.proposers):
        yield (
            match.start(1),
            f"{row.number}号的提出人文中写“{match[1][-len(row.proposers[0]) :]}”，台账为“{'、'.join(row.proposers)}”。",
        )
    called = "委员" if row.kind == "提案" else "代表"
    if match[2] and row.kind and match[2] != called:
        yield match.start(2), f"{row.number}号是{row.kind}，提出人应称“{called}”，文中写“{match[2]}”。"
    if match[5] and row.kind in ("建议", "提案") and match[5] != row.kind:
        yield match.start(5), f"{row.number}号是{row.kind}，文中写“{match[5]}”。"


def _without(rows: tuple[Suggestion, ...], left_out: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    known = set(map(id, left_out))
    return tuple(row for row in rows if id(row) not in known)
