"""Slips of a Chinese keyboard, found and mended before YAML sees the text.

A parser tells where it gave up, which is often a line or a file later than the mistake, and stops at the first one. So
the lines are walked here first, with the little of YAML's structure that is needed: which columns are open, whether a
key waits for its value, whether a block of text goes on. Text in blocks (`|`) is never touched, except to indent it.
Each slip is an error; it is mended only so that the rest of the file can be read and judged in the same run.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from gongwen.diagnostics import ContentError
from gongwen.load.blocks import BlockReader
from gongwen.load.findings import Findings
from gongwen.load.heads import (
    BLANKS,
    LIST_MARKS,
    MOST_MARKS,
    Colon,
    Head,
    Key,
    find_key,
    proper_key,
    read_head,
    suspected_key,
)
from gongwen.load.mending import Kind
from gongwen.load.nodes import MOST_NODES, refuse_too_many_nodes
from gongwen.load.source import Source
from gongwen.load.values import ValueReader
from gongwen.model.text import clip

_MAP, _LIST = "map", "list"
_DOCUMENT_MARK = re.compile(r"(?:---|\.\.\.)(?=[ \t]|$)")
_DIRECTIVE = re.compile(r"%(?:YAML|TAG)\b")
#: A list mark so many columns beside those of an open list was meant to stand under them.
_NEAR = 3
_WIDTHS = {"\t": 2, "\u3000": 2, "\u200b": 0, "\u2060": 0}
#: How far ahead the next line with content is looked for.
_MOST_BLANK_LINES = 50


def mend_slips(source: Source, findings: Findings, is_key: Callable[[str], bool]) -> None:
    """Report the slips in `source` and mend them there; `is_key` knows the keys of the models."""
    walker = _Walker(source, findings, is_key)
    number = 1
    while number <= len(source.lines):
        number = walker.walk(number) + 1
        if walker.nodes > MOST_NODES:
            refuse_too_many_nodes(source.origin(number - 1, 0), findings)
            raise ContentError(*findings.all())


def indent_fault(line: str) -> tuple[int, str, str] | None:
    """The first blank in the indentation of `line` that is no space: index, code and what it is."""
    for index, character in enumerate(line):
        if character not in BLANKS:
            return None
        if character == "\t":
            return index, "content/tab", "制表符（Tab 键）"
        if character != " ":
            name = {"\u3000": "全角空格", "\xa0": "不间断空格"}.get(character, f"特殊空格 U+{ord(character):04X}")
            return index, "content/full-width-indent", name
    return None


class _Walker:
    """Knows what the lines so far have opened."""

    def __init__(self, source: Source, findings: Findings, is_key: Callable[[str], bool]) -> None:
        self._source = source
        self._findings = findings
        self._is_key = is_key
        self._values = ValueReader(source, findings)
        self._blocks = BlockReader(source, findings, is_key)
        #: Columns (from 0) of the lists and mappings that are open, outermost first.
        self._open: list[tuple[int, str]] = []
        #: Column of the last key or list mark; -1 at the start.
        self._last_column = -1
        #: Whether the last key or list mark has no value yet.
        self._awaits = True
        #: Where the last value began, until it has been reported as going on.
        self._last_value: tuple[int, int] | None = None
        self._in_misplaced_list = False
        #: Whether blanks that are no spaces were mended: how wide they look is a guess, so columns prove nothing.
        self._has_odd_blanks = False
        #: At least so many nodes will be built: one for each line with a key or a list mark.
        self.nodes = 0

    def walk(self, number: int) -> int:
        """Look at line `number`; returns the number of the last line that was dealt with."""
        line = self._source.lines[number - 1]
        if self._blocks.is_open and self._blocks.takes(
            number, {column for column, kind in self._open if kind == _LIST}
        ):
            return number
        stripped = line.strip(BLANKS)
        if not stripped or stripped.startswith("#"):
            # Blanks that are no spaces mean nothing here, but YAML would take offence.
            if line and indent_fault(line):
                self._source.lines[number - 1] = stripped
            return number
        odd = indent_fault(line)
        written = line.lstrip(BLANKS)
        guess = self._mend_indent(number) if odd is not None else ""
        line = self._source.lines[number - 1]
        if odd is None and not self._open and _DIRECTIVE.match(line):
            return number
        if odd is None and (match := _DOCUMENT_MARK.match(line)):
            self._open, self._last_column, self._awaits = [], -1, True
            return number if not line[match.end() :].strip() else len(self._source.lines)
        self._mend_list_mark(number)
        found = self._align(number)
        if odd is not None:
            self._tell_indent(number, odd, guess, written)
        return self._read(number, *found) if found is not None else number

    # --- indentation and list marks ---

    def _mend_indent(self, number: int) -> str:
        """Put spaces for the odd blanks before a line, as many as they look wide."""
        line = self._source.lines[number - 1]
        lead = line[: len(line) - len(line.lstrip(BLANKS))]
        # The first key stands at the edge, whatever was put before it.
        spaces = " " * sum(_WIDTHS.get(character, 1) for character in lead) if self._open else ""
        self._source.replace(number, 0, len(lead), spaces)
        self._has_odd_blanks = True
        return spaces

    def _tell_indent(self, number: int, fault: tuple[int, str, str], guess: str, written: str) -> None:
        """Odd blanks before what is `written`, once its place is known; a line that was dropped is where it looked."""
        index, code, name = fault
        line = self._source.lines[number - 1]
        spaces = line[: len(line) - len(line.lstrip(" "))] if line else guess
        way = "请删去行首的空白，改用半角空格缩进" if spaces else "请删去行首的空白"
        message = f"缩进里有{name}，只能用半角空格。"
        hint = f"{way}：{spaces[: _NEAR * 4]}{_cut(written)}"
        self._findings.add(code, message, number, index + 1, hint=hint)

    def _mend_list_mark(self, number: int) -> None:
        line = self._source.lines[number - 1]
        start = len(line) - len(line.lstrip(" "))
        mark, after = line[start], line[start + 1 : start + 2]
        if after == mark or mark not in LIST_MARKS + "-":
            return
        end = start + 1
        while end < len(line) and line[end] in BLANKS:
            end += 1
        if mark == "-":
            if after in ("", " ", "\t"):
                self._source.lines[number - 1] = line.replace("-\t", "- ", 1) if after == "\t" else line
                return
            code, message = "content/dash-blank", "列表的“-”后面缺少半角空格。"
        elif mark == "*" and after not in (" ", "\t"):
            return
        else:
            code, message = "content/list-mark", f"列表应以半角的“- ”开头，这里是“{mark}”。"
        self._report(number, start, code, message, f"请改成：- {_cut(line[end:])}")
        self._source.replace(number, start, end, "- ")

    # --- where the line belongs ---

    def _align(self, number: int) -> tuple[Head, Key | None] | None:
        """Fit the line's column to what is open, reporting a line that fits nowhere; its head, None if dropped."""
        line = self._source.lines[number - 1]
        head = read_head(line)
        column = head.column
        key = self._key(number, head)
        is_item = bool(head.marks)
        kind = _LIST if is_item else _MAP
        is_child = self._awaits and (column > self._last_column or (is_item and self._accepts_list(column)))
        if is_child or ((column, kind) in self._open and (is_item or key is not None)):
            self._in_misplaced_list = False
            return head, key
        if not is_item and key is None and not self._is_flow(line, head):
            self._refuse_text(number, column)
            return None
        columns = [at for at, open_kind in self._open if open_kind == kind]
        if is_item and not any(abs(at - column) <= _NEAR for at in columns):
            self._refuse_list(number, column)
            return None
        self._in_misplaced_list = False
        if not columns:
            return head, key
        target = min(columns, key=lambda at: (abs(at - column), -at))
        if not self._has_odd_blanks:
            shifted = " " * target + _cut(line[column:])
            where = "多" if column > target else "少"
            message = f"缩进与上面各行对不齐，{where}了 {abs(column - target)} 格。"
            self._report(number, column, "content/indent", message, f"请与同一层的行左边对齐：{shifted}")
        self._source.replace(number, 0, column, " " * target)
        head = read_head(self._source.lines[number - 1])
        return head, self._key(number, head)

    def _accepts_list(self, column: int) -> bool:
        """A list may stand right under its key, not indented."""
        return column == self._last_column and (column, _MAP) in self._open

    def _refuse_text(self, number: int, column: int) -> None:
        """A line that is neither key nor item: the last value goes on, or something was left out."""
        line = self._source.lines[number - 1]
        if line[column] in ":：":
            hint = "请在冒号前写上键，如：标题: 关于……的通知"
            self._report(number, column, "content/empty-key", "冒号前面没有键。", hint)
        elif column > self._last_column and self._last_value is not None:
            at, index = self._last_value
            if index >= 0:
                before = self._source.lines[at - 1][:index].strip() or "键:"
                self._findings.add(
                    "content/multi-line",
                    f"一段文字写成了几行（第 {number} 行接着写），换行会丢失。",
                    at,
                    self._source.column(at, index),
                    hint=f"请写成 {_cut(before)} |，文字从下一行写起，每行缩进两格",
                )
                self._last_value = (at, -1)
        else:
            hint = "请写成“键: 值”；若是上一项的文字，请把上一项写成“键: |”，文字从下一行写起，每行缩进两格。"
            self._report(number, column, "content/no-key", f"这一行“{clip(line)}”没有键。", hint)
        self._source.blank(number)

    def _refuse_first_text(self, number: int, head: Head) -> int:
        """Words before the first key; a file with words only is no content file at all, and is told so once."""
        rest = self._source.lines[number : number + _MOST_BLANK_LINES]
        if any(
            find_key(line.lstrip(BLANKS), 0, self._is_key) or suspected_key(line.lstrip(BLANKS), 0) for line in rest
        ):
            self._refuse_text(number, head.start)
            return number
        message = "文件的最外层应是“键: 值”，这里是一段文字。"
        self._report(number, head.start, "content/not-mapping", message, "请每行写一项，如：标题: 关于……的通知")
        for later in range(number, len(self._source.lines) + 1):
            self._source.blank(later)
        return len(self._source.lines)

    def _refuse_list(self, number: int, column: int) -> None:
        if not self._in_misplaced_list:
            hint = "列表请写在“键:”的下面，键的后面不写值；若是文字，请写在“键: |”下面，每行缩进两格。"
            self._report(number, column, "content/list-misplaced", "列表不能写在这里：上面的键已经有了值。", hint)
        self._in_misplaced_list = True
        self._source.blank(number)

    # --- key and value ---

    def _read(self, number: int, head: Head, key: Key | None) -> int:
        """Take in the line's list marks, key and value; returns the last line of the value."""
        line = self._source.lines[number - 1]
        while self._open and self._open[-1][0] > head.column:
            self._open.pop()
        if not head.marks and key is not None and (head.column, _LIST) in self._open[-1:]:
            self._open.pop()
        for mark in head.marks:
            self._push(mark, _LIST)
            self._last_column = mark
        start = head.start
        self.nodes += 1
        if len(head.marks) >= MOST_MARKS:
            return number
        if key is None and not self._open and not self._is_flow(line, head):
            return self._refuse_first_text(number, head)
        if key is not None:
            self._push(head.start, _MAP)
            self._last_column = head.start
            start = self._mend_colon(number, key)
        parent = self._last_column
        value = self._values.read(number, start, parent)
        self._awaits = value.kind is Kind.EMPTY
        self._last_value = (number, start) if value.kind is Kind.COMPLETE and value.is_closed else None
        if value.kind is Kind.BLOCK:
            self._blocks.open(parent, value.indent)
        return value.last

    def _push(self, column: int, kind: str) -> None:
        if (column, kind) not in self._open[-2:]:
            self._open.append((column, kind))

    def _mend_colon(self, number: int, key: Key) -> int:
        """Report and mend a wrong colon behind `key`; returns where the value begins."""
        line = self._source.lines[number - 1]
        if key.colon is Colon.PROPER:
            if "\t" in line[key.end : key.value]:
                # Harmless, but the parser that stands in where libyaml is missing takes offence.
                blanks = line[key.end : key.value].replace("\t", " ")
                self._source.lines[number - 1] = f"{line[: key.end]}{blanks}{line[key.value :]}"
            return key.value
        place = line.index(key.colon.value, key.end)
        shown = f"请改成：{key.word}: {_cut(line[key.value :])}".rstrip()
        if key.colon is Colon.FULL_WIDTH:
            message = f"“{key.word}”后面是全角冒号，应为半角冒号加一个空格。"
            self._report(number, place, "content/full-width-colon", message, shown)
        else:
            message = f"“{key.word}:”后面缺少半角空格。"
            self._report(number, place, "content/colon-blank", message, shown)
        self._source.replace(number, key.end, key.value, ": ")
        return key.end + 2

    def _key(self, number: int, head: Head) -> Key | None:
        """The key of the line, be it one whose colon is wrong, if it can be told from a text."""
        line = self._source.lines[number - 1]
        proper, suspect = proper_key(line, head.start), suspected_key(line, head.start)
        if suspect is None or (proper is not None and proper.end <= suspect.end):
            return proper
        # A list item may be a text such as 联系人：张三; it is a mapping only if it goes on as one.
        if head.marks:
            is_meant = (proper is None or self._is_key(suspect.word)) and self._goes_on(number, head.start)
        elif self._is_key(suspect.word):
            is_meant = True
        elif proper is not None:
            is_meant = False
        else:
            is_sibling = not self._awaits and head.column <= self._last_column
            is_meant = is_sibling or not self._open or self._goes_on(number, head.start)
        return suspect if is_meant else proper

    def _goes_on(self, number: int, column: int) -> bool:
        """Whether the next line with content stands at `column` and has a key, so that this one has a key too."""
        lines = self._source.lines
        for line in (lines[at] for at in range(number, min(number + _MOST_BLANK_LINES, len(lines)))):
            stripped = line.strip(BLANKS)
            if stripped and not stripped.startswith("#"):
                start = sum(_WIDTHS.get(character, 1) for character in line[: len(line) - len(line.lstrip(BLANKS))])
                if start != column:
                    return False
                return find_key(stripped, 0, self._is_key) is not None or suspected_key(stripped, 0) is not None
        return False

    @staticmethod
    def _is_flow(line: str, head: Head) -> bool:
        return line[head.start : head.start + 1] in ("[", "{")

    def _report(self, number: int, index: int, code: str, message: str, hint: str) -> None:
        self._findings.add(code, message, number, self._source.column(number, index), hint=hint)


def _never(_: str) -> bool:
    return False


def _cut(text: str) -> str:
    """The beginning of a line as a hint may show it: the key whole, the value cut."""
    key = suspected_key(text, 0) or find_key(text, 0, _never)
    if key is not None and key.end <= 24:
        return f"{key.word}: {clip(text[key.value :])}".rstrip()
    return clip(text)
