"""台账 files into a `Ledger`: YAML by its keys, XLSX and CSV by their column titles. No row is dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace
from pydantic import ValidationError

from gongwen.diagnostics import ContentError, Diagnostic, Severity, refuse_if_errors
from gongwen.load.bind import bind
from gongwen.load.findings import Findings
from gongwen.load.record import Tree, bind_tree, key_test, read_tree
from gongwen.load.tree import Mapping as Keys
from gongwen.load.tree import Sequence as Items
from gongwen.model.ledger import FIELDS, Gap, Ledger, LedgerFile
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import Origin, Text, clip
from gongwen.registry.cells import FREE, neat
from gongwen.registry.headings import MOST_ROWS_ABOVE, Titles, find_titles, nearly_titles, plain_title
from gongwen.registry.ledger_titles import IDLE_TITLES, NEEDED, TITLES, said_by_name
from gongwen.registry.records import mapping
from gongwen.registry.sheets import TABLE_SUFFIXES, Row, Stream, read_file, stream_sheets
from gongwen.registry.totals import Tally

LARGEST_LEDGER = 60_000_000
_TOTAL = re.compile(r"\S{0,8}?(?:[合小总共累]\s*计|总数)[：:]?(?:\s*\d{1,6}\s*件)?")
_NEEDED_TITLES = {key: frozenset(map(plain_title, (key, *TITLES[key]))) for key in NEEDED}
_TOTAL_ROW = "合计"
#: What hardly two items have in common.
_OF_ONE_ITEM = FREE | {"编号", "标题", "答复文号"}
#: A row that stands over the rows of a group.
_GROUP = re.compile(r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]).")
#: A row below the items that begins so and has no title is a remark of the table.
_REMARK = re.compile(r"(?:备\s*)?注[：:1]|说明[：:]|填表|制表|审核|联系人|单位负责人")


class Passed(Struct, frozen=True):
    """A row that holds no item, and why it was passed over; without `line`, so many `rows` of a sheet together."""

    line: int
    reason: str
    rows: int = 1


class SheetCount(Struct, frozen=True):
    """What became of the rows of one sheet: `read`, `refused` and `passed_over` together are all its `rows`."""

    name: str
    rows: int
    read: int
    refused: int
    passed: tuple[Passed, ...] = ()

    @property
    def passed_over(self) -> int:
        return sum(row.rows for row in self.passed)

    def lines_by_reason(self) -> dict[str, list[int]]:
        """Why rows were passed over → which; without lines if it is the whole sheet."""
        found: dict[str, list[int]] = {}
        for row in self.passed:
            found.setdefault(row.reason, []).extend([row.line] if row.line else [])
        return found


class LedgerReading(Struct, frozen=True):
    """A ledger with the rows that could be read, what became of every row, and everything found on the way.

    `unread`: the titles of the columns that were not read, also of those that say nothing of an item.
    """

    ledger: Ledger
    sheets: tuple[SheetCount, ...]
    diagnostics: tuple[Diagnostic, ...]
    unread: tuple[Text, ...] = ()


def load_ledger(path: Path, *, shown_as: str) -> tuple[Ledger, tuple[Diagnostic, ...]]:
    """The ledger at `path`; refuses (ContentError, FileError) one in which a row could not be read."""
    reading = read_ledger(path, shown_as=shown_as)
    refuse_if_errors(ContentError, reading.diagnostics)
    return reading.ledger, reading.diagnostics


def read_ledger(path: Path, *, shown_as: str) -> LedgerReading:
    """As much of the ledger at `path` as can be read. Refuses (ContentError, FileError) what is no ledger at all."""
    rows: list[Suggestion] = []
    reading = read_row_by_row(path, lambda row, _: rows.append(row), shown_as=shown_as)
    return replace(reading, ledger=replace(reading.ledger, rows=tuple(rows)))


def read_row_by_row(path: Path, take: Callable[[Suggestion, Ledger], object], *, shown_as: str) -> LedgerReading:
    """Likewise, each row handed to `take` and not kept: the ledger that goes with it and is returned has none."""
    if path.suffix.lower() not in TABLE_SUFFIXES:
        reading = _from_yaml(path, shown_as)
        empty = replace(reading.ledger, rows=())
        for row in reading.ledger.rows:
            take(row, empty)
        return replace(reading, ledger=empty)
    findings = Findings(shown_as)
    data = read_file(path, shown_as=shown_as, limit=LARGEST_LEDGER)
    columns: dict[str, dict[str, int]] = {}
    ledger = Ledger((), shown_as, columns)
    reader = _Reader(findings, columns, lambda row: take(row, ledger))
    for stream in stream_sheets(data, path.suffix, findings):
        reader.read(stream)
    if not columns:
        findings.add(
            "content/no-headings",
            f"表里找不到“{'”“'.join(NEEDED)}”这两列。",
            1,
            1,
            hint=f"请在表头写列名；可用的列：{'、'.join(TITLES)}。",
        )
        raise ContentError(*findings.all())
    ledger = replace(ledger, gaps=tuple(reader.gaps))
    return LedgerReading(ledger, tuple(reader.counts), findings.all(), tuple(reader.unread))


def _from_yaml(path: Path, shown_as: str) -> LedgerReading:
    tree = read_tree(path, shown_as=shown_as, is_key=key_test(lambda: (LedgerFile,)))
    file = bind_tree(tree, LedgerFile)
    given = {"category": file.category, "level": file.level}
    rows = tuple(
        row.model_copy(update={name: value for name, value in given.items() if value and getattr(row, name) is None})
        for row in file.items
    )
    written = _keys_of_items(tree) | {key for key in ("类别", "层级") if given[FIELDS[key]]}
    gaps = tuple(Gap(key, shown_as) for key in FIELDS if key not in written)
    ledger = Ledger(rows, shown_as, gaps=gaps)
    return LedgerReading(ledger, (SheetCount("", len(rows), len(rows), 0),), tree.diagnostics)


def _keys_of_items(tree: Tree) -> set[str]:
    """The keys that at least one item has, with a value or without."""
    items = tree.root.entries["建议提案"].value
    assert isinstance(items, Items)
    return {key for item in items.items if isinstance(item, Keys) for key in item.entries}


class _Reader(Struct, dict=True):
    """Takes in one sheet after another, and hands on its items."""

    findings: Findings
    columns: dict[str, dict[str, int]]
    take: Callable[[Suggestion], object]
    counts: list[SheetCount] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    unread: list[Text] = field(default_factory=list)
    #: One object for equal cells: a ledger says 主办 and 市级 thousands of times.
    _same: dict[tuple[str, str], Text] = field(default_factory=dict)

    def read(self, stream: Stream) -> None:
        first: list[Row] = []
        for row in stream.rows:
            first.append(row)
            if len(first) > MOST_ROWS_ABOVE:
                break
        titles = None if stream.is_hidden else find_titles([row.texts() for row in first], TITLES, NEEDED)
        if titles is None:
            self._tell_unread_sheet(stream, first)
            return
        self.columns[stream.name] = {key: at + 1 for key, at in titles.columns.items()}
        self.unread += titles.unread
        for title in titles.unread:
            self._tell_unread_column(title)
        given = self._given(stream.name, titles, first[titles.start])
        total, read, refused = 0, 0, 0
        passed: list[Passed] = []
        tally = Tally(titles.columns)
        for row in self._all(first, stream.rows):
            total += 1
            if reason := _why_passed(row, total - 1, titles):
                if reason == _TOTAL_ROW:
                    self._compare(row, tally)
                passed.append(Passed(row.line, reason))
                continue
            if group := _group(row):
                given |= self._given(group, titles, row)
                passed.append(Passed(row.line, "分组的标题"))
                tally.begin_group()
                continue
            suggestion = self._item(row, titles.columns, given)
            if suggestion is None:
                refused += 1
            else:
                read += 1
                self.take(suggestion)
                tally.add(suggestion)
        self.counts.append(SheetCount(stream.name, total, read, refused, tuple(passed)))
        self.gaps += [
            Gap(key, self.findings.file, stream.name, (key, *TITLES[key]))
            for key in FIELDS
            if key not in titles.columns and key not in given
        ]

    def _compare(self, row: Row, tally: Tally) -> None:
        """The numbers of a 合计 row with those of its items."""
        for slip in tally.check(row.cells):
            self.findings.add_at(
                self._origin(row, slip.at),
                "content/ledger-total",
                f"合计里{f'“{slip.word}”' if slip.word else ''}写 {slip.typed} 件，读出的是 {slip.counted} 件。",
                hint="请核对这一格；程序只按各行计算，不用合计里的数。",
                severity=Severity.WARNING,
            )

    @staticmethod
    def _all(first: list[Row], rest: Iterator[Row]) -> Iterator[Row]:
        yield from first
        yield from rest

    def _item(self, row: Row, columns: Mapping[str, int], given: Mapping[str, Text]) -> Suggestion | None:
        record: dict[str, Text] = dict(given)
        for key, at in columns.items():
            if at < len(row.cells) and (value := self._read(key, row.cells[at])):
                record[key] = value
        lacking = [key for key in NEEDED if key not in record]
        for key in lacking:
            self.findings.add_at(
                self._origin(row, columns[key]),
                "content/missing-key",
                f"这一行缺少“{key}”。",
                key=key,
                hint="请在这一格补上；这一行不是建议提案时，请删去。",
            )
        if lacking:
            return None
        record["编号"] = Text(record["编号"], self._origin(row, columns["编号"]))
        try:
            return Suggestion.model_validate(record)
        except ValidationError:
            # Once more with the place of every cell, which only a row that is refused needs.
            whole = {key: Text(value, self._origin(row, columns.get(key))) for key, value in record.items()}
            bind(mapping(dict(whole)), Suggestion, self.findings)
            return None

    def _read(self, key: str, cell: str) -> Text:
        """The cell as gongwen reads it; empty for nothing."""
        if key in _OF_ONE_ITEM:
            return Text(neat(key, cell))
        found = self._same.get((key, cell))
        return found if found is not None else self._same.setdefault((key, cell), Text(neat(key, cell)))

    @staticmethod
    def _origin(row: Row, at: int | None) -> Origin:
        return row.text(at or 0).origin or Origin(row.file, row.line, 1, sheet=row.sheet)

    def _given(self, name: str, titles: Titles, head: Row) -> dict[str, Text]:
        """What the name of the sheet says in place of a column that is not there."""
        given = {key: Text(value) for key, value in said_by_name(name).items() if key not in titles.columns}
        for key, value in given.items():
            self.findings.add_at(
                self._origin(head, 0),
                "content/ledger-from-sheet",
                f"表里没有“{key}”这一列，照“{clip(name)}”都按“{value}”算。",
                hint=f"不对时，请在表里加上“{key}”这一列。",
                severity=Severity.HINT,
            )
        return given

    def _tell_unread_column(self, title: Text) -> None:
        if plain_title(title) in IDLE_TITLES or title.origin is None:
            return
        self.findings.add_at(
            title.origin,
            "content/column-unread",
            f"不认识“{clip(title)}”这一列，没有读取。",
            hint=f"不需要时可以不管；是下面的一列时，请改成它的列名：{'、'.join(TITLES)}。",
            severity=Severity.HINT,
        )

    def _tell_unread_sheet(self, stream: Stream, first: list[Row]) -> None:
        rows = len(first) + sum(1 for _ in stream.rows)
        if all(row.is_blank for row in first) and rows == len(first):
            return
        if not stream.is_hidden and (nearly := nearly_titles([row.texts() for row in first], TITLES)) is not None:
            self._tell_lacking_titles(*nearly)
        why = "是隐藏的" if stream.is_hidden else f"没有“{'”“'.join(NEEDED)}”这两列"
        self.counts.append(SheetCount(stream.name, rows, 0, 0, (Passed(0, f"整个表{why}", rows),)))
        self.findings.add(
            "content/sheet-unread",
            f"表“{clip(stream.name)}”{why}，{rows} 行都没有读取。",
            spot=f"表“{stream.name}”" if stream.name else "",
            hint="里面有建议提案时，请取消隐藏，并在表头写上列名。",
            severity=Severity.WARNING if stream.is_hidden else Severity.HINT,
        )

    def _tell_lacking_titles(self, titles: Sequence[Text], columns: Mapping[str, int]) -> None:
        """A row that looks like one of titles and lacks a needed one, perhaps by a name that nobody knows."""
        unread = [title for at, title in enumerate(titles) if title and at not in columns.values()]
        unread = [title for title in unread if plain_title(title) not in IDLE_TITLES]
        for key in (key for key in NEEDED if key not in columns):
            written = f"没有认出的有：{'、'.join(clip(title) for title in unread)}。" if unread else ""
            self.findings.add_at(
                titles[0].origin or Origin(self.findings.file, 1, 1),
                "content/ledger-column",
                f"这一行像表头，没有“{key}”这一列。{written}",
                hint=f"请把相应的一列改名为“{key}”；读作“{key}”的列名有：{'、'.join((key, *TITLES[key])[:10])}等。",
                severity=Severity.WARNING,
            )


def _why_passed(row: Row, at: int, titles: Titles) -> str:
    """Why this row (the `at`th, from 0) holds no item; empty if it holds one, or ought to."""
    if row.is_blank:
        return "空行"
    if at < titles.start:
        return "表头上面的文字"
    if at < titles.end:
        return "表头"
    cells, columns = row.cells, titles.columns
    if not any(at < len(cells) and cells[at].strip() for at in columns.values()):
        return "只有序号或没有读取的列"
    first = next(cell for cell in cells if cell.strip()).strip()
    if _TOTAL.fullmatch(first):
        return _TOTAL_ROW
    said = {key: cells[at].strip() if (at := columns[key]) < len(cells) else "" for key in NEEDED}
    if _REMARK.match(first) and said["标题"] in ("", first):
        return "表下面的说明"
    if _is_titles_again(said):
        return "重复的表头"
    return ""


def _is_titles_again(said: Mapping[str, str]) -> bool:
    # Titles are Chinese, and most numbers of items are not.
    return all(not said[key].isascii() and plain_title(said[key]) in titles for key, titles in _NEEDED_TITLES.items())


def _group(row: Row) -> str:
    """一、市级建议 alone in its row: it stands over the rows below; empty for any other row."""
    written = [text for cell in row.cells if (text := cell.strip())]
    return written[0] if len(written) == 1 and _GROUP.match(written[0]) else ""
