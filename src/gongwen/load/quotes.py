"""Values in quotes: closed on their line, nothing behind them, nothing illegal written by escapes."""

from __future__ import annotations

import re

from gongwen.load.characters import ILLEGAL, describe, is_surrogate
from gongwen.load.heads import closing_quote
from gongwen.load.mending import Kind, Mender, Value, quoted
from gongwen.model.text import clip

_ESCAPE = r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.?))"
_KNOWN_ESCAPES = frozenset('0abt\tnvfre "/\\N_LP')
#: Escapes that write a character no document may hold.
_BAD_ESCAPES = {
    "0": "\x00", "a": "\x07", "b": "\x08", "v": "\x0b", "f": "\x0c", "e": "\x1b", "r": "\r", "N": "\x85",
    "L": "\u2028", "P": "\u2029",
}  # fmt: skip
#: How far the end of a quote is looked for.
_MOST_LINES = 100


class QuoteReader:
    """Reads values that begin with a quote."""

    def __init__(self, mender: Mender) -> None:
        self._mender = mender
        self._source = mender.source

    def read(self, number: int, start: int, end: int, parent: int) -> Value:
        """The quoted value from `start` to `end`; `parent` is the index of its key or list mark."""
        line = self._source.lines[number - 1]
        close = closing_quote(line, start)
        if close is None:
            return self._unclosed_quote(number, start, end, parent)
        rest = line[close + 1 :].strip(" \t")
        if rest and not (rest.startswith("#") and line[close + 1] in " \t"):
            self._mender.report(
                number,
                close + 1,
                "content/text-after-quote",
                f"右引号 {line[start]} 后面还有文字；开头用了引号，整项都要在引号里。",
                f"请在外面加单引号，或改用中文引号“”：{self._mender.shown(number, start, quoted(line[start:end]))}",
            )
            self._source.quote(number, start, end)
        elif line[start] == '"':
            self._escapes(number, start, close)
        return Value(Kind.COMPLETE, number)

    def _unclosed_quote(self, number: int, start: int, end: int, parent: int) -> Value:
        """A quote that is closed on a later line makes a text of several lines; else it is not closed at all."""
        line = self._source.lines[number - 1]
        mark = line[start]
        last = number
        for later in range(number + 1, min(number + _MOST_LINES, len(self._source.lines)) + 1):
            following = self._source.lines[later - 1]
            indent = len(following) - len(following.lstrip(" "))
            if following.strip() and indent <= parent:
                break
            if closing_quote(mark + following, 0) is not None:
                last = later
                break
        if last > number:
            self._mender.report(
                number,
                start,
                "content/multi-line",
                f"引号里的文字写成了几行（到第 {last} 行），换行会丢失。",
                f"请写成 {self._mender.shown(number, start, '|')}，文字从下一行写起，每行缩进两格，不加引号",
            )
        else:
            self._mender.report(
                number,
                start,
                "content/open-quote",
                f"左引号 {mark} 没有成对的右引号。",
                f"请补上右引号：{self._mender.shown(number, start, mark + clip(line[start + 1 : end]) + mark)}",
            )
        self._source.replace(number, start, start + 1, "")
        if line[start + 1 : end].strip():
            self._source.quote(number, start, end - 1)
        for later in range(number + 1, last + 1):
            self._source.blank(later)
        return Value(Kind.COMPLETE, last, is_closed=False)

    def _escapes(self, number: int, start: int, close: int) -> None:
        """Check what backslashes write in double quotes."""
        line = self._source.lines[number - 1]
        if "\\" not in line[start:close]:
            return
        mended = []
        for match in re.compile(_ESCAPE, re.DOTALL).finditer(line, start + 1, close):
            digits, letter = match[1] or match[2] or match[3], match[4]
            if digits is None:
                written = _BAD_ESCAPES.get(letter, "") if letter in _KNOWN_ESCAPES else None
            else:
                written = chr(int(digits, 16)) if int(digits, 16) <= 0x10FFFF else None
            if written is None:
                code, message = "content/escape", f"双引号里的 {match[0][:2]} 不是认识的转义。"
                hint = "双引号里 \\ 另有用处；请改用单引号，\\ 就是 \\ 本身。"
            elif is_surrogate(written):
                code = "content/surrogate"
                message = f"转义写出了半个字符 {describe(written)}，公文里不能用。"
                hint = "请直接输入这个字，不用转义。"
            elif ILLEGAL.match(written):
                code = "content/control-character"
                message = f"转义写出了看不见的字符 {describe(written)}，公文里不能用。"
                hint = "请删去这个转义。"
            else:
                continue
            self._mender.report(number, match.start(), code, message, hint)
            mended.append((match.start(), match.end(), "\ufffd" * len(match[0])))
        if mended:
            self._source.put(number, mended)
