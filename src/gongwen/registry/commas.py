"""CSV with the place of every cell: UTF-8 or GBK, commas, semicolons, tabs or Chinese commas between the cells."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from gongwen.diagnostics import ContentError
from gongwen.load.findings import Findings
from gongwen.model.text import Origin, Text

SEPARATORS = (",", "\t", ";", "，")
#: Excel on a Chinese system saves CSV in GBK, which GB 18030 contains.
ENCODINGS = ("utf-8", "gb18030")


def encoding_of(data: bytes, findings: Findings) -> str:
    """The encoding in which the bytes make text; refuses what makes none."""
    body = data.removeprefix(codecs.BOM_UTF8)
    for encoding in ENCODINGS:
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return encoding
    findings.add(
        "content/not-csv",
        "这不是 CSV 文本文件，或编码不是 UTF-8、GBK。",
        hint="请在 Excel 或 WPS 中打开，另存为“CSV UTF-8（逗号分隔）”或 XLSX。",
    )
    raise ContentError(*findings.all())


def separator_of(text: str) -> str:
    """What stands between the cells: the mark that the first written line has most of."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    return max(SEPARATORS, key=first.count)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, and the stretch of the file's text that holds it, quotes included."""

    value: Text
    start: int
    stop: int


def decoded(data: bytes, findings: Findings) -> str:
    """The text of the file."""
    return data.removeprefix(codecs.BOM_UTF8).decode(encoding_of(data, findings))


def comma_rows(data: bytes, findings: Findings) -> Iterator[tuple[Text, ...]]:
    """The rows of the file, each cell with line and column of its first character (after an opening quote)."""
    return (tuple(cell.value for cell in row) for row in cell_rows(decoded(data, findings), findings))


def cell_rows(text: str, findings: Findings) -> Iterator[tuple[Cell, ...]]:
    """The rows of `text` with the place of every cell in it; lines end with a line feed, with or without a return."""
    separator = separator_of(text)
    line, start, at = 1, 0, 0
    row: list[Cell] = []
    while at <= len(text):
        opens = at
        origin = Origin(findings.file, line, at - start + 1)
        value = ""
        if text[at : at + 1] == '"':
            value, at = _quoted(text, at)
            if at < 0:
                message, hint = "引号没有成对，后面的内容无法分格。", '请补上后一个 "。'
                findings.add_at(origin, "content/csv-quote", message, hint=hint)
                return
            origin = origin.moved(1)
            if breaks := text.count("\n", opens, at):
                line += breaks
                start = text.rindex("\n", opens, at) + 1
        stop = _end_of_cell(text, at, separator)
        # What follows a closing quote is part of the cell: no word is lost.
        value += text[at:stop]
        row.append(Cell(Text(value, origin).trimmed(), opens, stop - (text[stop - 1 : stop] == "\r")))
        at = stop + 1
        if stop >= len(text) or text[stop] == "\n":
            yield tuple(row)
            row = []
            line += 1
            start = at


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
