"""Values that begin with a bracket: lists and mappings for YAML, very often text for their writer."""

from __future__ import annotations

import re

from gongwen.diagnostics import Severity
from gongwen.load.heads import closing_quote, find_key
from gongwen.load.mending import Kind, Mender, Value, quoted
from gongwen.model.text import clip


class BracketReader:
    """Reads values that begin with [ or {."""

    def __init__(self, mender: Mender) -> None:
        self._mender = mender
        self._source = mender.source

    def read(self, number: int, start: int, end: int, parent: int) -> Value:
        """`[…]` is a list if nothing follows it; `{…}` a mapping if there is a colon in it; else both are text."""
        lines = self._source.lines
        line = lines[number - 1]
        depth, last, index = 0, number, start
        colon = False
        while True:
            index, depth, has_colon = _scan(lines[last - 1], index, depth)
            colon = colon or has_colon
            if depth == 0 or last >= len(lines):
                break
            following = lines[last]
            indent = len(following) - len(following.lstrip(" "))
            is_closing = following.strip()[:1] in ("]", "}")
            if (
                following.strip()
                and not is_closing
                and (indent <= parent or _opens_key(following, indent, line[start]))
            ):
                break
            last, index = last + 1, 0
        if depth:
            # What was taken for the inside of the bracket would only be judged wrongly again.
            for later in range(number + 1, last + 1):
                self._source.blank(later)
            return self._unclosed_bracket(number, start, end, last)
        rest = lines[last - 1][index:].strip(" \t")
        if rest and not rest.startswith("#"):
            code, message = "content/bracket", f"以“{line[start]}”开头的文字没有加引号，会被当作列表。"
            if line[start] == "{":
                code, message = "content/placeholder", "以 { 开头的文字没有加引号，会被当作映射。"
            hint = f"请加单引号：{self._mender.shown(number, start, quoted(line[start:end]))}"
            self._mender.report(number, start, code, message, hint)
            self._source.quote(number, start, end)
            for later in range(number + 1, last + 1):
                self._source.blank(later)
        elif line[start] == "{" and not colon and last == number:
            hint = f"请加单引号：{self._mender.shown(number, start, quoted(line[start:index]))}"
            self._mender.report(number, start, "content/placeholder", "以 { 开头的文字没有加引号，会被当作映射。", hint)
            self._source.quote(number, start, index)
        elif line[start] == "[" and last == number and re.search("[，、]", line[start:index]):
            self._check_commas(number, start, index)
        return Value(Kind.COMPLETE, last)

    def _check_commas(self, number: int, start: int, end: int) -> None:
        """`[甲，乙]` is one item for YAML and two for its writer."""
        line = self._source.lines[number - 1]
        if "," not in line[start:end]:
            place = re.compile("[，、]").search(line, start)
            assert place is not None
            shown = self._mender.shown(number, start, clip(re.sub("[，、]", ", ", line[start:end])))
            self._mender.findings.add(
                "content/full-width-comma",
                f"方括号里用了“{place[0]}”，整个括号只算一项。",
                number,
                self._source.column(number, place.start()),
                hint=f"若是几项，请用半角逗号和空格隔开：{shown}",
                severity=Severity.WARNING,
            )

    def _unclosed_bracket(self, number: int, start: int, end: int, last: int) -> Value:
        line = self._source.lines[number - 1]
        mark = line[start]
        close = "]" if mark == "[" else "}"
        shown = self._mender.shown(number, start, quoted(line[start:end]))
        self._mender.report(
            number,
            start,
            "content/open-bracket",
            f"“{mark}”没有成对的“{close}”。",
            f"是列表，请补上 {close}；若是文字，请加单引号：{shown}",
        )
        self._source.quote(number, start, end)
        return Value(Kind.COMPLETE, last, is_closed=False)


def _opens_key(line: str, indent: int, mark: str) -> bool:
    """Whether a line inside an open `[` is rather the next key: a bracket that was never closed swallows no keys."""
    return mark == "[" and find_key(line, indent, lambda _: False) is not None


def _scan(line: str, index: int, depth: int) -> tuple[int, int, bool]:
    """Go through brackets and quotes from `index`; stop behind the closing one. Also: was there a `: `?"""
    colon = False
    fresh = True
    while index < len(line):
        character = line[index]
        if character in "\"'" and fresh:
            close = closing_quote(line, index)
            if close is None:
                return len(line), depth, colon
            index = close
        elif character in "[{":
            depth += 1
        elif character in "]}":
            depth -= 1
            if depth == 0:
                return index + 1, 0, colon
        elif character == "#" and line[index - 1 : index] in (" ", "\t", ""):
            return len(line), depth, colon
        elif character == ":" and (fresh or line[index + 1 : index + 2] in ("", " ", "\t", ",", "}", "]")):
            colon = True
        # A quote is one only where a value can begin.
        fresh = character in "[{,:" or (fresh and character in " \t")
        index += 1
    return index, depth, colon
