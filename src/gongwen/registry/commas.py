"""CSV with the place of every cell: UTF-8 or GBK, commas, semicolons, tabs or Chinese commas between the cells."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from gongwen.diagnostics import ContentError
from gongwen.load.findings import Findings
from gongwen.model.text import Origin

SEPARATORS = (",", "\t", ";", "，")
_WRITTEN = re.compile(r"\S")
#: Bytes that are decoded at a time.
_WINDOW = 1 << 18
#: Excel on a Chinese system saves CSV in GBK, which GB 18030 contains.
ENCODINGS = ("utf-8", "gb18030")


def encoding_of(data: bytes, findings: Findings) -> str:
    """The encoding in which the bytes make text; refuses what makes none."""
    for encoding in ENCODINGS:
        try:
            if not any("\0" in text for text in _windows(data, encoding)):
                return encoding
        except UnicodeDecodeError:
            continue
    findings.add(
        "content/not-csv",
        "这不是 CSV 文本文件，或编码不是 UTF-8、GBK。",
        hint="请在 Excel 或 WPS 中打开，另存为“CSV UTF-8（逗号分隔）”或 XLSX。",
    )
    raise ContentError(*findings.all())


def separator_of(text: str) -> str:
    """What stands between the cells: the mark that the first written line has most of."""
    written = _WRITTEN.search(text)
    at = written.start() if written is not None else 0
    first = text[text.rfind("\n", 0, at) + 1 : _end_of_cell(text, at, "\n")]
    return max(SEPARATORS, key=first.count)


class Cell(NamedTuple):
    """A cell as it stands, the place of its first character (after an opening quote), and the stretch of the text that
    holds it, quotes included."""

    value: str
    line: int
    column: int
    start: int
    stop: int


def decoded(data: bytes, findings: Findings) -> str:
    """The text of the file."""
    return "".join(_windows(data, encoding_of(data, findings)))


def _windows(data: bytes, encoding: str) -> Iterator[str]:
    """The text of the file piece by piece, the last one empty."""
    decode = codecs.getincrementaldecoder(encoding)().decode
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    for at in range(start, len(data), _WINDOW):
        if text := decode(data[at : at + _WINDOW]):
            yield text
    yield decode(b"", True)


def comma_rows(data: bytes, findings: Findings) -> Iterator[tuple[Cell, ...]]:
    """The rows of the file. Of its text no more is held than a piece and the row that goes on in the next."""
    rest, separator, line = "", "", 1
    for text in _windows(data, encoding_of(data, findings)):
        rest += text
        is_whole = not text
        if not separator:
            written = _WRITTEN.search(rest)
            if not is_whole and (written is None or rest.find("\n", written.start()) < 0):
                continue
            separator = separator_of(rest)
        reader = _Rows(rest, separator, line, findings, is_whole=is_whole)
        yield from reader
        rest, line = rest[reader.start :], reader.line


def cell_rows(text: str, findings: Findings) -> Iterator[tuple[Cell, ...]]:
    """The rows of a whole text; lines end with a line feed, with or without a return."""
    yield from _Rows(text, separator_of(text), 1, findings, is_whole=True)


class _Rows:
    """The rows that a text holds to their ends; then `start` and `line` are where the next begins."""

    def __init__(self, text: str, separator: str, line: int, findings: Findings, *, is_whole: bool) -> None:
        self._text = text
        self._separator = separator
        self._findings = findings
        self._is_whole = is_whole
        self.start = 0
        self.line = line

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        text, separator, size = self._text, self._separator, len(self._text)
        opening = f'{separator}"'
        at = begun = self.start
        line = self.line
        row: list[Cell] = []
        # The end of the last line begins no row.
        while at < size or row:
            opens = at
            if text.startswith('"', at):
                opened_on, column = line, at - begun + 1
                value, at = _quoted(text, at)
                if at < 0:
                    self._tell_unclosed(line, column)
                    return
                if breaks := text.count("\n", opens, at):
                    line += breaks
                    begun = text.rindex("\n", opens, at) + 1
                stop = _end_of_cell(text, at, separator)
                # What follows a closing quote is part of the cell: no word is lost.
                row.append(Cell(value + text[at:stop], opened_on, column + 1, opens, _without_return(text, stop)))
            else:
                # All cells at once up to the next that opens with a quote.
                stop = _end_of_cell(text, at, opening)
                for value in text[at:stop].split(separator):
                    end = opens + len(value)
                    row.append(Cell(value, line, opens - begun + 1, opens, _without_return(text, end)))
                    opens = end + 1
            if stop >= size and not self._is_whole:
                return
            at = stop + 1
            if stop >= size or text[stop] == "\n":
                line += 1
                self.start, self.line = at, line
                yield tuple(row)
                row = []
                begun = at

    def _tell_unclosed(self, line: int, column: int) -> None:
        if self._is_whole:
            message, hint = "引号没有成对，后面的内容无法分格。", '请补上后一个 "。'
            self._findings.add_at(Origin(self._findings.file, line, column), "content/csv-quote", message, hint=hint)


def _without_return(text: str, stop: int) -> int:
    """Where a cell ends whose line may end with a return and a line feed."""
    return stop - 1 if text.endswith("\r", 0, stop) else stop


def _end_of_cell(text: str, at: int, separator: str) -> int:
    # Sought within the line only: what is not there would be sought to the end of the file for every cell.
    line_end = text.find("\n", at)
    line_end = len(text) if line_end < 0 else line_end
    found = text.find(separator, at, line_end)
    return line_end if found < 0 else found


def _quoted(text: str, at: int) -> tuple[str, int]:
    """The value of the quoted cell that opens at `at`, and where it ends; -1 if it never does."""
    parts = []
    at += 1
    while (end := text.find('"', at)) >= 0:
        parts.append(text[at:end])
        if text[end + 1 : end + 2] != '"':
            return "".join(parts), end + 1
        parts.append('"')
        at = end + 2
    return "", -1
