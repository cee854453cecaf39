"""The value that stands behind a key or a list mark, on its line: what YAML would make of it against what is meant.

Writers write text; YAML sees marks in it. Each check reports at the mark and, where it can, mends the line, so that
reading goes on as the writer meant it.
"""

from __future__ import annotations

import re

from gongwen.load.brackets import BracketReader
from gongwen.load.findings import Findings
from gongwen.load.mending import Kind, Mender, Value, quoted
from gongwen.load.quotes import QuoteReader
from gongwen.load.source import Source
from gongwen.model.text import clip

_COMMENT = re.compile(r"#+(?=[ \t]|$)")
_HASH = re.compile(r"(?<=[ \t])#")
_BLOCK = re.compile(r"[|>](?:[+-]?([1-9])?|([1-9])[+-])(?:[ \t]+#.*)?[ \t]*$")
_ANCHORS_AND_TAGS = re.compile(r"(?:(?:&[A-Za-z0-9_-]+|![A-Za-z!<][^ \t]*+|!)(?:[ \t]++|$))++")
_BAR = re.compile(r"[｜丨│︱∣](?=[ \t]*(?:#.*)?$)")
_ALIAS = re.compile(r"\*[A-Za-z0-9_-]+(?=[ \t]|$)")
_RESERVED = re.compile(r"[@`%&*!,\]}>]|[?:-](?=[ \t]|$)")
#: With these, a text may not begin, or only sometimes.
_MARKS = frozenset("#*|-@`%&!,]}>?:")
_COLON = re.compile(r":(?=[ \t]|$)")
#: How far ahead the next line with content is looked for.
_MOST_BLANK_LINES = 100


class ValueReader:
    """Reads values of one source."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self._source = source
        self._mender = Mender(source, findings)
        self._quotes = QuoteReader(self._mender)
        self._brackets = BracketReader(self._mender)

    def read(self, number: int, start: int, parent: int) -> Value:
        """The value at index `start` of line `number`; `parent` is the index of its key or list mark."""
        line = self._source.lines[number - 1]
        text = line[start:].rstrip(" \t")
        end = start + len(text)
        if not text or _COMMENT.match(text):
            return Value(Kind.EMPTY, number)
        first = text[0]
        if _BAR.match(text):
            self._mender.report(
                number,
                start,
                "content/full-width-bar",
                f"“{first}”是全角竖线，应为半角的 |。",
                self._mender.shown(number, start, "|"),
            )
            self._source.replace(number, start, start + 1, "|")
            return Value(Kind.BLOCK, number)
        if match := _BLOCK.match(text):
            if first == ">":
                hint = f"{self._mender.shown(number, start, '|')}（各行照样保留）"
                self._mender.report(number, start, "content/folded", "不能用 >（换行会变成空格），应为 |。", hint)
                self._source.replace(number, start, start + 1, "|")
            return Value(Kind.BLOCK, number, int(match[1] or match[2] or 0))
        if first in "\"'":
            return self._quotes.read(number, start, end, parent)
        if first in "[{":
            return self._brackets.read(number, start, end, parent)
        if match := _ANCHORS_AND_TAGS.match(text):
            self._drop_mark(number, start, text, match.end())
            return self.read(number, start, parent)
        if first == "|" and self._is_followed_by_text(number, parent):
            hint = f"文字请从下一行写起，每行缩进两格：{self._mender.shown(number, start, '|')}"
            self._mender.report(number, start, "content/block-header", "“|”后面不能再写文字。", hint)
            self._source.replace(number, start, end, "|")
            return Value(Kind.BLOCK, number)
        if not self._starts_with_mark(number, start, text):
            self._plain(number, start, text)
        return Value(Kind.COMPLETE, number)

    def _drop_mark(self, number: int, start: int, text: str, end: int) -> None:
        """Refuse an anchor or a tag before the value and go on with the value itself."""
        rest = text[end:]
        without = self._mender.shown(number, start, rest[:1] if rest[:1] in ("|", ">") else clip(rest))
        as_text = self._mender.shown(number, start, quoted(text))
        if text[0] == "&":
            code, message = "content/alias", "不能用 & 给内容作标记。"
            hint = f"请删去 & 和标记名，内容直接写出来：{without}；若是文字，请加单引号：{as_text}"
        else:
            code, message = "content/tag", "不能用 ! 规定类型；内容一律按文字读。"
            hint = f"请删去 ! 和类型名：{without}；若是文字，请加单引号：{as_text}"
        self._mender.report(number, start, code, message, hint)
        self._source.replace(number, start, start + end, "")

    def _is_followed_by_text(self, number: int, parent: int) -> bool:
        """Whether the next line that is not blank is indented more than `parent`: then a block was meant."""
        for line in self._source.lines[number : number + _MOST_BLANK_LINES]:
            if line.strip():
                return len(line) - len(line.lstrip(" ")) > parent
        return False

    # --- text without quotes ---

    def _starts_with_mark(self, number: int, start: int, text: str) -> bool:
        """Whether the value begins with a character that YAML keeps for itself: then it is reported and quoted."""
        first = text[0]
        if first not in _MARKS:
            return False
        hint = self._mender.shown(number, start, quoted(text))
        if first == "#":
            message = "# 后面的文字会被当作注释丢掉。"
            code, hint = "content/hash-cuts-text", f"是文字，请加单引号：{hint}；是注释，请在 # 后面空一格"
        elif _ALIAS.match(text):
            code, message = "content/alias", "不能用 * 引用别处的内容。"
            hint = f"请把内容直接写出来；若是文字，请加单引号：{hint}"
        elif first == "|":
            code, message = "content/block-header", "“|”后面不能再写文字。"
            hint = f"几行文字请从下一行写起，缩进两格；若 | 是文字，请加单引号：{hint}"
        elif first == "-" and text[1:].strip():
            if not re.match(r"-[ \t]", text):
                return False
            code, message = "content/list-on-key-line", "列表的“- ”不能与键写在同一行。"
            hint = f"列表请从下一行写起；若是文字，请加单引号：{hint}"
        elif _RESERVED.match(text):
            code, message = "content/reserved-start", f"文字不能以“{first}”开头，YAML 另有用处。"
            hint = f"请加单引号：{hint}"
        else:
            return False
        self._mender.report(number, start, code, message, hint)
        self._source.quote(number, start, start + len(text))
        return True

    def _plain(self, number: int, start: int, text: str) -> None:
        """Refuse ` #` and `: ` inside a text: the first loses the rest in silence, the second stops the parser."""
        faults = []
        end = len(text)
        if match := _HASH.search(text):
            if _COMMENT.match(text, match.start()):
                end = len(text[: match.start()].rstrip())
            else:
                faults.append((match.start(), "content/hash-cuts-text", "空格加 # 后面的文字会被当作注释丢掉。"))
        if match := _COLON.search(text, 0, end):
            at_end = "" if text[match.start() + 1 : end].strip() else "（这里在末尾）"
            faults.append(
                (match.start(), "content/colon-in-text", f"文字里的冒号后面有空格{at_end}，会被当作另一个键。")
            )
        if not faults:
            return
        shown = self._mender.shown(number, start, quoted(text[:end]))
        for place, code, message in faults:
            hint = f"请给这一项加单引号：{shown}"
            if code == "content/hash-cuts-text":
                hint += "；若是注释，请在 # 后面空一格"
            elif code == "content/colon-in-text":
                hint += "，或改用全角冒号“：”"
            self._mender.report(number, start + place, code, message, hint)
        self._source.quote(number, start, start + end)
