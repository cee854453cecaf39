"""Figures typed by hand beside those that the document states itself under 数字, where it has no ledger.

Without the items nobody can tell what 规划科的建议5件 should be. So a number is compared only if every word of its
clause is understood, and if what was said before it leaves no doubt which of the stated numbers is meant.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from gongwen.diagnostics import Diagnostic, Place
from gongwen.model.counting import Counting
from gongwen.model.document import Prose
from gongwen.model.figures import WithFigures, stated
from gongwen.model.placeholders import has_braces
from gongwen.model.table import TableBody
from gongwen.model.text import Text
from gongwen.proof.figures import ITEMS, RATE_WORDS, RATES, typed_cells
from gongwen.proof.within import BOTH, HANDLED
from gongwen.reckon.figures import TOTAL, Figures
from gongwen.reckon.selection import Selection
from gongwen.reckon.stated import LAST_YEAR
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.places import place_of, warning
from gongwen.resolve.scope import Said, Scope

_BREAK = "，,、：:（）()“”。；;！？"
_SENTENCE_END = "。；！？"
_STATES = frozenset(("办结", "未办结", "答复", "按时", "满意", "基本满意", "不满意", "理解"))
_WAYS = frozenset(("主办", "分办", "协办", "会办", "独办", "单办", "参阅"))
_ABOUT = re.compile("建议|提案|议案")
#: Words that do not choose among the items.
_NEUTRAL = re.compile(
    r"(?:\d{4}年度?|今年以来|今年|本年度?|全年|我局|我委|我单位|本单位|本局|其中|总共|共计|合计|总计|共|人大|政协|代表|委员|"
    r"关于|情况|工作|总结|报告|在|中|负责|承办|办理|受理|收到|交办|达到|实现|各类|已|均|全部|的|为|有|是|了|和|及|与|件|\s)*"
)
#: What is said after such a word is of another time, not yet so, or of a part that no number is stated of.
_ELSEWHERE = re.compile(
    r"去年|上年|前年|往年|历年|同期|半年|季度|月|届|确保|力争|争取|目标|预计|科室?|股|中心|镇|街道|类|小组|公司|方面|局长|主任|同志|热线|信访|工单|来电|来信"
)
#: What is said in brackets does not go on after them.
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_NOT_EXACT = re.compile(r"\s*(?:以上|以下|左右|以内|多|余|的)")


def check_stated(resolved: ResolvedDocument) -> Iterator[Diagnostic]:
    """The running text of a document, and of those that go out with it, against the numbers it states itself."""
    for paper in resolved.papers():
        document = paper.document
        if not isinstance(document, WithFigures) or paper.accounts is not None or not document.numbers:
            continue
        reader = _Reader(document, paper.scope, paper.name)
        body = document.body if isinstance(document, Prose) else None
        attached = (item.content for item in document.attachments)
        for text in (document.title, body, *attached):
            yield from reader.text(text)
        if isinstance(document, Prose):
            for name, table in document.tables.items():
                yield from reader.table(table, name)
        for item in document.attachments:
            if item.table is not None:
                yield from reader.table(item.table, item.name or "")
        if document.indicators is not None:
            yield from reader.indicators(document.indicators)


class _Reader:
    """Reads lines with the stated numbers at hand."""

    def __init__(self, document: WithFigures, scope: Scope, title: str) -> None:
        self._numbers = {tuple(name.split(".")): text for name, text in document.numbers.items()}
        self._scope = scope
        self._year = str(document.year or "")
        self._years = {*re.findall(r"\d{4}", title), str(document.year)}
        self._counts: dict[frozenset[str], tuple[int, str]] = {}
        for path, text in self._numbers.items():
            value, unit = stated(text)
            if unit in ("", "件") and value == int(value) and path[0] != LAST_YEAR:
                self._counts[frozenset(path) - {TOTAL}] = int(value), ".".join(path)
        known = Figures(Selection((), Counting())).words()
        own = {word for path in self._numbers for word in path if word != TOTAL}
        self._kinds = dict.fromkeys((*own, *_STATES)) | {word: item.name for word, item in known.items()}
        names = sorted((*self._kinds, *RATE_WORDS), key=len, reverse=True)
        self._word = re.compile("|".join(re.escape(name) for name in names if len(name) > 1))
        #: What all items are does not choose among them: 建议 in a summary of 建议 only.
        whole = self._counts.get(frozenset())
        titled = set(self._words(title))
        self._all_are = (titled if len(titled) == 1 else set()) | {
            word for word in own if whole is not None and self._counts.get(frozenset((word,)), (-1,))[0] == whole[0]
        }

    def text(self, text: Text | None) -> Iterator[Diagnostic]:
        """Line by line, each below the heading that it stands under."""
        heading = ""
        for line in text.nonblank_lines() if text is not None else ():
            yield from self.counts(line, heading)
            yield from self.rates(line, heading)
            if not any(mark in line for mark in "，。；"):
                heading = line

    def table(self, table: TableBody, name: str) -> Iterator[Diagnostic]:
        """A row 主办 | 60 under 类别 | 件数, in a table whose name chooses among the items if it has words for that."""
        plain = name.replace("分类", "")
        if _ELSEWHERE.search(plain) or not set(re.findall(r"(\d{4})年", name)) <= self._years:
            return
        chosen = frozenset(self._words(plain)) - self._all_are
        for words, number, cell in typed_cells(table, self._kinds):
            meant = chosen | frozenset(words)
            meant = meant if meant in self._counts else meant - self._all_are
            if meant in self._counts and number != self._counts[meant][0]:
                value, path = self._counts[meant]
                yield self._differs(cell, 0, f"{number} 件", f"{value} 件", path)

    def indicators(self, table: TableBody) -> Iterator[Diagnostic]:
        """A row of 指标 that bears the name of a number: this year's column beside it, last year's beside 去年."""
        periods = [str(title) for title in table.titles[1:]]
        for row in table.rows:
            name, *cells = tuple(row.values()) if isinstance(row, dict) else row
            path = tuple(name.split("."))
            if len(cells) != len(periods):
                continue
            for period, cell in zip(periods, cells, strict=True):
                known = self._numbers.get(self._path_of(path, period, is_last=period == periods[-1]))
                if known is not None and stated(cell)[0] != stated(known)[0]:
                    yield warning(
                        "content/figure-differs",
                        f"“指标”里写 {cell}，“数字”里为 {known}（{name}，{period}）。",
                        place_of(cell, key="指标"),
                        f"请核对；“数字”的在{_spot(place_of(known))}。",
                    )

    def _path_of(self, path: tuple[str, ...], period: str, *, is_last: bool) -> tuple[str, ...]:
        """The number that a period of an indicator is to equal; a name that no number has for another period."""
        year = re.fullmatch(r"(\d{4})(?:年度?)?", period)
        if year is None or not self._year.isdecimal():
            return path if is_last else ()
        return {0: path, 1: (LAST_YEAR, *path)}.get(int(self._year) - int(year[1]), ())

    def counts(self, line: Text, heading: str) -> Iterator[Diagnostic]:
        """主办3件, 代表建议13件."""
        for match in ITEMS.finditer(line):
            start, end = _start(line, match.start()), _end(line, match.end())
            before, after = line[start : match.start()], line[match.end() : end]
            said = frozenset(self._words(before + "，" + after))
            is_about = bool(said & _WAYS) or bool(_ABOUT.search(heading + line))
            is_whole = bool(said) or bool(BOTH.search(before)) or bool(HANDLED.search(before))
            if not (is_about and is_whole and self._is_plain(before) and self._is_plain(after)):
                continue
            meant = self._meant(line, start, heading, said)
            if meant is not None and meant not in self._counts:
                meant -= self._all_are
            if meant is None or meant not in self._counts:
                continue
            value, name = self._counts[meant]
            if int(match[1]) in {number for words, (number, _) in self._counts.items() if words <= meant}:
                continue
            yield self._differs(line, match.start(), f"{match[1]} 件", f"{value} 件", name)

    def rates(self, line: Text, heading: str) -> Iterator[Diagnostic]:
        """办结率、满意率100%."""
        for match in RATES.finditer(line):
            start = _start(line, match.start())
            before = line[start : match.start()]
            is_loose = _NOT_EXACT.match(line, match.end()) is not None
            if is_loose or not self._is_plain(before) or not _ABOUT.search(heading + line):
                continue
            meant = self._meant(line, start, heading, frozenset(self._words(before)))
            for called in re.findall("|".join(sorted(RATE_WORDS, key=len, reverse=True)), match[1]):
                if meant is None:
                    continue
                rate = RATE_WORDS[called]
                known = self._rate(meant, rate) or self._rate(meant - self._all_are, rate)
                if known is not None and not _is_same(Decimal(match[2]), known[0]):
                    yield self._differs(line, match.start(2), f"{called} {match[2]}%", f"{known[0]}%", known[1])

    def _rate(self, words: frozenset[str], rate: str) -> tuple[Decimal, str] | None:
        for order in itertools.permutations(sorted(words)):
            found = self._scope.find((*order, rate))
            if found is not None and isinstance(found.leaf, Said) and found.leaf.words.endswith("%"):
                return Decimal(found.leaf.words[:-1]), ".".join((*order, rate))
        return None

    def _words(self, text: str) -> list[str]:
        return [word for word in self._word.findall(BOTH.sub("", text)) if word not in RATE_WORDS]

    def _is_plain(self, text: str) -> bool:
        """Is every word of it understood?"""
        return not has_braces(text) and _NEUTRAL.fullmatch(self._word.sub("", BOTH.sub("", text))) is not None

    def _meant(self, line: str, start: int, heading: str, said: frozenset[str]) -> frozenset[str] | None:
        """The words that choose the items: those of the clause, within what is spoken of; None if that is in doubt."""
        past = _BRACKETED.sub("", line[:start])
        years = set(re.findall(r"(\d{4})年", line[: _end(line, start)]))
        if _ELSEWHERE.search(self._word.sub("", past + heading)) or not years <= self._years:
            return None
        sentence = past[max(past.rfind(mark) for mark in _SENTENCE_END) + 1 :]
        last = sentence[_start(sentence, max(len(sentence) - 1, 0)) :]
        if not re.search(r"\d|\{", last) and self._kinds_of(self._words(last)) & self._kinds_of(said):
            return None  # 建议、提案92件
        is_part = "其中" in sentence or "其中" in line[start : _end(line, start)]
        around: dict[str, set[str]] = {}
        for text in (sentence, past, heading):  # what is said nearest counts
            here: dict[str, set[str]] = {}
            for word in self._words(text):
                if word not in self._all_are and (is_part or word not in _STATES):
                    here.setdefault(self._kinds[word] or word, set()).add(word)
            around = here | around
        around = {kind: words for kind, words in around.items() if kind not in self._kinds_of(said)}
        if is_part and any(len(words) > 1 for words in around.values()):
            return None
        return said | {word for words in around.values() if len(words) == 1 for word in words}

    def _kinds_of(self, words: Iterable[str]) -> set[str]:
        return {self._kinds[word] or word for word in words}

    def _differs(self, line: Text, at: int, typed: str, known: str, name: str) -> Diagnostic:
        text = self._numbers.get(tuple(name.split(".")))
        where = f"“数字”的“{name}”在{_spot(place_of(text))}" if text is not None else "由“数字”里的件数算出"
        return warning(
            "content/figure-differs",
            f"文中写 {typed}，“数字”里为 {known}（{name}）。",
            place_of(line, at),
            f"请核对；{where}。文中可以写成 {{{name}}}。",
        )


def _spot(place: Place) -> str:
    return f"第 {place.line} 行第 {place.column} 列"


def _start(text: str, at: int) -> int:
    """Where the clause of the character at `at` begins."""
    return max(text.rfind(mark, 0, at) for mark in _BREAK) + 1


def _end(text: str, at: int) -> int:
    return min((found for mark in _BREAK if (found := text.find(mark, at)) >= 0), default=len(text))


def _is_same(typed: Decimal, known: Decimal) -> bool:
    """With fewer decimals it may have been rounded or cut."""
    if typed.as_tuple().exponent <= known.as_tuple().exponent:  # type: ignore[operator]
        return typed == known
    return any(known.quantize(typed, rounding=way) == typed for way in (ROUND_HALF_UP, ROUND_DOWN))
