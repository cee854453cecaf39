"""Characters that no document may hold: DOCX cannot carry them, or they break lines where nobody sees it."""

from __future__ import annotations

import re

from gongwen.load.findings import Findings
from gongwen.load.source import Source

#: Controls (C0 but tab and line feed, DEL, C1), the line and paragraph separators, surrogates, a byte order mark in
#: the middle, and the two that are no characters. A lone one of them makes Word files lose text (reliability.md §0).
ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

_NAMES = {
    "\x07": "响铃",
    "\x08": "退格",
    "\x0b": "垂直制表符",
    "\x0c": "换页符",
    "\r": "回车",
    "\x7f": "删除符",
    "\x85": "下一行",
    "\u2028": "行分隔符",
    "\u2029": "段落分隔符",
    "\ufeff": "UTF-8 签名",
}


def describe(character: str) -> str:
    """`U+000C（换页符）`."""
    name = _NAMES.get(character)
    return f"U+{ord(character):04X}" + (f"（{name}）" if name else "")


def is_surrogate(character: str) -> bool:
    """Whether it is half of a pair that UTF-16 uses: no character by itself."""
    return "\ud800" <= character <= "\udfff"


def refuse_illegal_characters(source: Source, findings: Findings) -> None:
    """Report each illegal character of `source` and put U+FFFD in its place, so that reading can go on."""
    if not ILLEGAL.search(source.text):
        return
    for number, line in enumerate(source.lines, start=1):
        for match in ILLEGAL.finditer(line):
            findings.add(
                "content/control-character",
                f"这里有一个看不见的字符 {describe(match.group())}，公文里不能用。",
                number,
                match.start() + 1,
                hint="请把光标移到这一列，删去它，需要时重新输入前后的字。",
            )
        source.lines[number - 1] = ILLEGAL.sub("\ufffd", line)
