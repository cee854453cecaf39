"""The value that stands behind a key or a list mark, on its line: what YAML would make of it against what is meant.

Writers write text; YAML sees marks in it. Each check reports at the mark and, where it can, mends the line, so that
reading goes on as the writer meant it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from gongwen.diagnostics import Severity
from gongwen.load.characters import ILLEGAL, describe, is_surrogate
from gongwen.load.findings import Findings, clip
from gongwen.load.heads import closing_quote, find_key
from gongwen.load.source import Source


class Kind(Enum):
    """What a value turned out to be."""

    EMPTY = "empty"
    BLOCK = "block"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Value:
    """`last` is the number of the line on which the value ends; `indent` the indentation a block asks for, or 0.

    `is_closed` is false for a value whose end is missing: what follows it more indented has been reported with it.
    """

    kind: Kind
    last: int
    indent: int = 0
    is_closed: bool = True


_COMMENT = re.compile(r"#+(?=[ \t]|$)")
_HASH = re.compile(r"(?<=[ \t])#")
_BLOCK = re.compile(r"[|>](?:[+-]?([1-9])?|([1-9])[+-])(?:[ \t]+#.*)?[ \t]*$")
_BLOCK_AFTER_MARK = re.compile(r"[&!][^ \t]*[ \t]+(?=[|>][+-]?[1-9]?[+-]?[ \t]*(?:#.*)?$)")
_BAR = re.compile(r"[｜丨│︱∣](?=[ \t]*(?:#.*)?$)")
_ALIAS = re.compile(r"[&*][A-Za-z0-9_-]+(?=[ \t]|$)")
_TAG = re.compile(r"!(?:[A-Za-z!<]|[ \t]|$)")
_RESERVED = re.compile(r"[@`%&*!,\]}>]|[?:-](?=[ \t]|$)")
_COLON = re.compile(r":(?=[ \t]|$)")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.?))", re.DOTALL)
_KNOWN_ESCAPES = frozenset('0abt\tnvfre "/\\N_LP')
#: Escapes that write a character no document may hold.
_BAD_ESCAPES = {
    "0": "\x00", "a": "\x07", "b": "\x08", "v": "\x0b", "f": "\x0c", "e": "\x1b", "r": "\r", "N": "\x85",
    "L": "\u2028", "P": "\u2029",
}  # fmt: skip
#: How far the end of a quote is looked for.
_MOST_LINES = 100


class ValueReader:
    """Reads values of one source."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self._source = source
        self._findings = findings

    def read(self, number: int, start: int, parent: int) -> Value:
        """The value at index `start` of line `number`; `parent` is the index of its key or list mark."""
        line = self._source.lines[number - 1]
        text = line[start:].rstrip(" \t")
        end = start + len(text)
        if not text or _COMMENT.match(text):
            return Value(Kind.EMPTY, number)
        first = text[0]
        if match := _BAR.match(text):
            self._report(
                number,
                start,
                "content/full-width-bar",
                f"“{first}”是全角竖线，应为半角的 |。",
                self._shown(number, start, "|"),
            )
            self._source.replace(number, start, start + 1, "|")
            return Value(Kind.BLOCK, number)
        if match := _BLOCK.match(text):
            if first == ">":
                hint = f"{self._shown(number, start, '|')}（各行照样保留）"
                self._report(number, start, "content/folded", "不能用 >（换行会变成空格），应为 |。", hint)
                self._source.replace(number, start, start + 1, "|")
            return Value(Kind.BLOCK, number, int(match[1] or match[2] or 0))
        if first in "\"'":
            return self._quoted(number, start, end, parent)
        if first in "[{":
            return self._bracket(number, start, end, parent)
        if first in "&!" and (match := _BLOCK_AFTER_MARK.match(text)):
            code, message = "content/tag", "不能用 ! 规定类型；内容一律按文字读。"
            if first == "&":
                code, message = "content/alias", "不能用 & 作标记。"
            self._report(number, start, code, message, f"请改成：{self._shown(number, start, '|')}")
            self._source.replace(number, start, start + match.end(), "")
            return self.read(number, start, parent)
        if first == "|" and self._is_followed_by_text(number, parent):
            hint = f"文字请从下一行写起，每行缩进两格：{self._shown(number, start, '|')}"
            self._report(number, start, "content/block-header", "“|”后面不能再写文字。", hint)
            self._source.replace(number, start, end, "|")
            return Value(Kind.BLOCK, number)
        if not self._starts_with_mark(number, start, text):
            self._plain(number, start, text)
        return Value(Kind.COMPLETE, number)

    def _is_followed_by_text(self, number: int, parent: int) -> bool:
        """Whether the next line that is not blank is indented more than `parent`: then a block was meant."""
        for line in self._source.lines[number : number + _MOST_LINES]:
            if line.strip():
                return len(line) - len(line.lstrip(" ")) > parent
        return False

    # --- text without quotes ---

    def _starts_with_mark(self, number: int, start: int, text: str) -> bool:
        """Whether the value begins with a character that YAML keeps for itself: then it is reported and quoted."""
        first = text[0]
        hint = self._shown(number, start, _quote(text))
        if first == "#":
            message = "# 后面的文字会被当作注释丢掉。"
            code, hint = "content/hash-cuts-text", f"是文字，请加单引号：{hint}；是注释，请在 # 后面空一格"
        elif _ALIAS.match(text):
            code, message = "content/alias", f"不能用 {first} 作标记或引用。"
            hint = f"请把内容直接写出来；若是文字，请加单引号：{hint}"
        elif _TAG.match(text):
            code, message = "content/tag", "不能用 ! 规定类型；内容一律按文字读。"
            hint = f"请删去 ! 和类型名；若是文字，请加单引号：{hint}"
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
        self._report(number, start, code, message, hint)
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
        shown = self._shown(number, start, _quote(text[:end]))
        for place, code, message in faults:
            hint = f"请给这一项加单引号：{shown}"
            if code == "content/hash-cuts-text":
                hint += "；若是注释，请在 # 后面空一格"
            elif code == "content/colon-in-text":
                hint += "，或改用全角冒号“：”"
            self._report(number, start + place, code, message, hint)
        self._source.quote(number, start, start + end)

    # --- quotes ---

    def _quoted(self, number: int, start: int, end: int, parent: int) -> Value:
        line = self._source.lines[number - 1]
        close = closing_quote(line, start)
        if close is None:
            return self._unclosed_quote(number, start, end, parent)
        rest = line[close + 1 :].strip(" \t")
        if rest and not (rest.startswith("#") and line[close + 1] in " \t"):
            self._report(
                number,
                close + 1,
                "content/text-after-quote",
                f"右引号 {line[start]} 后面还有文字；开头用了引号，整项都要在引号里。",
                f"请在外面加单引号，或改用中文引号“”：{self._shown(number, start, _quote(line[start:end]))}",
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
            self._report(
                number,
                start,
                "content/multi-line",
                f"引号里的文字写成了几行（到第 {last} 行），换行会丢失。",
                f"请写成 {self._shown(number, start, '|')}，文字从下一行写起，每行缩进两格，不加引号",
            )
        else:
            self._report(
                number,
                start,
                "content/open-quote",
                f"左引号 {mark} 没有成对的右引号。",
                f"请补上右引号：{self._shown(number, start, mark + clip(line[start + 1 : end]) + mark)}",
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
        for match in _ESCAPE.finditer(line, start + 1, close):
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
            self._report(number, match.start(), code, message, hint)
            mended.append((match.start(), match.end(), "\ufffd" * len(match[0])))
        if mended:
            self._source.put(number, mended)

    # --- brackets ---

    def _bracket(self, number: int, start: int, end: int, parent: int) -> Value:
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
            hint = f"请加单引号：{self._shown(number, start, _quote(line[start:end]))}"
            self._report(number, start, code, message, hint)
            self._source.quote(number, start, end)
            for later in range(number + 1, last + 1):
                self._source.blank(later)
        elif line[start] == "{" and not colon and last == number:
            hint = f"请加单引号：{self._shown(number, start, _quote(line[start:index]))}"
            self._report(number, start, "content/placeholder", "以 { 开头的文字没有加引号，会被当作映射。", hint)
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
            shown = self._shown(number, start, clip(re.sub("[，、]", ", ", line[start:end])))
            self._findings.add(
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
        self._report(
            number,
            start,
            "content/open-bracket",
            f"“{mark}”没有成对的“{close}”。",
            f"是列表，请补上 {close}；若是文字，请加单引号：{self._shown(number, start, _quote(line[start:end]))}",
        )
        self._source.quote(number, start, end)
        return Value(Kind.COMPLETE, last, is_closed=False)

    # --- saying it ---

    def _report(self, number: int, index: int, code: str, message: str, hint: str) -> None:
        self._findings.add(code, message, number, self._source.column(number, index), hint=hint)

    def _shown(self, number: int, start: int, value: str) -> str:
        """The line as it should be, without its indentation; long keys are cut."""
        before = self._source.lines[number - 1][:start].strip()
        return f"{before if len(before) <= 24 else clip(before)} {value}".strip()


def _quote(text: str) -> str:
    """`text` in single quotes, cut to what a message may show."""
    return "'" + clip(text).replace("'", "''") + "'"


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
