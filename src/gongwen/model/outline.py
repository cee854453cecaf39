"""Natural text: paragraphs and the headings that writers mark by their numbers (7.3.3), or by #.

A line is a paragraph. A line that ends with ， or 、 goes on in the next: no Chinese paragraph ends so.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from msgspec import Struct

from gongwen.model.text import Origin, Text
from gongwen.standard.elements import HEADING_LEVELS

_CHINESE = "[一二三四五六七八九十百零〇]+"
#: The marks of levels 1 to 4, slips of a keyboard included: they are kept, and reported elsewhere.
NUMBER_FORMS = (
    rf"(?P<count>{_CHINESE})[、．.]",
    rf"[（(](?P<count>{_CHINESE})[）)][、．.]?",
    r"(?P<count>\d{1,2})(?:[.．](?!\d)|、)",
    r"[（(](?P<count>\d{1,2})[）)][、．.]?",
)
_HASHES = rf"#{{1,{HEADING_LEVELS}}}[ 　]+"
_ENDS = "。！？"
#: Every mark of a heading begins with one of these, or with a digit.
_MARKED = frozenset("#（(一二三四五六七八九十百零〇")
_GOES_ON = ("，", "、", ",")
#: A body is looked at by checks and printed, all documents of a batch by one before any by the next: so many of the
#: last are at hand.
_REMEMBERED = 128

_DIGITS = {"〇": 0, "零": 0} | {digit: index for index, digit in enumerate("一二三四五六七八九", start=1)}


class OutlineLine(Struct, frozen=True):
    """One paragraph: its level (0 for running text), its number as written (blanks after it included), and the rest."""

    level: int
    number: str
    text: Text
    is_marked: bool = False  # by #: a heading whatever it looks like
    start: Origin | None = None


def paragraphs(text: Text) -> tuple[Text, ...]:
    """The paragraphs of a block of text."""
    return _paragraphs(text, text.origin)


@functools.lru_cache(maxsize=_REMEMBERED)
def _paragraphs(text: Text, origin: Origin | None) -> tuple[Text, ...]:
    """`origin` is part of the question: equal texts may stand in two places."""
    return tuple(_joined(text))


def _joined(text: Text) -> Iterator[Text]:
    held: Text | None = None
    for line in text.nonblank_lines():
        joined = line if held is None else Text(f"{held}{line}", held.origin)
        if joined.endswith(_GOES_ON):
            held = joined
        else:
            held = None
            yield joined
    if held is not None:
        yield held


def last_sentence(text: str) -> str:
    """The sentence that a text ends with; empty for an empty text."""
    text = text.rstrip()
    before = text[:-1] if text.endswith(tuple(_ENDS)) else text
    start = max(before.rfind(mark) for mark in f"{_ENDS}\n") + 1
    return text[start:] if start < len(before) else ""


def outline(text: Text) -> tuple[OutlineLine, ...]:
    """The paragraphs of a block of text with their heading levels."""
    return _outline(text, text.origin)


@functools.lru_cache(maxsize=_REMEMBERED)
def _outline(text: Text, origin: Origin | None) -> tuple[OutlineLine, ...]:
    return tuple(map(_line, _paragraphs(text, origin)))


def _line(paragraph: Text) -> OutlineLine:
    if not (paragraph[0] in _MARKED or paragraph[0].isdecimal()):
        return OutlineLine(0, "", paragraph, start=paragraph.origin)
    hashes = re.match(_HASHES, paragraph)
    if hashes:
        level = hashes.group().count("#")
        rest = paragraph.part(hashes.end())
        return OutlineLine(level, *_numbered(rest, level), is_marked=True, start=paragraph.origin)
    for level in range(1, HEADING_LEVELS + 1):
        number, text = _numbered(paragraph, level)
        if number and text:
            return OutlineLine(level, number, text, start=paragraph.origin)
    return OutlineLine(0, "", paragraph, start=paragraph.origin)


def _numbered(text: Text, level: int) -> tuple[str, Text]:
    match = re.match(NUMBER_FORMS[level - 1], text)
    if match is None:
        return "", text
    rest = text.part(match.end())
    return text[: len(text) - len(rest)], rest


def count_of(number: str, level: int) -> int | None:
    """The value of a number as written: 3 for 三、 and for （三）."""
    match = re.match(NUMBER_FORMS[level - 1], number)
    if match is None:
        return None
    digits = match["count"]
    return int(digits) if digits.isdecimal() else from_chinese(digits)


def from_chinese(digits: str) -> int | None:
    """The value of 一 … 九百九十九."""
    high, hundred, low = digits.rpartition("百")
    if hundred:
        hundreds = _DIGITS.get(high)
        # 一百零一, 一百一十; 一百一 is 110 to some and 101 to others.
        rest = 0 if not low else from_chinese(low.removeprefix("零")) if "十" in low or low[0] == "零" else None
        return None if not hundreds or rest is None else hundreds * 100 + rest
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return _DIGITS.get(ones) if len(ones) == 1 else None
    count, rest = _DIGITS.get(tens, 1 if not tens else None), _DIGITS.get(ones, 0 if not ones else None)
    return None if count is None or rest is None else count * 10 + rest


def to_chinese(value: int) -> str:
    """一 … 九百九十九 for 1 … 999; more than that digit by digit, as a year is written."""
    digits = "〇一二三四五六七八九"
    if value >= 1000:
        return "".join(digits[int(digit)] for digit in str(value))
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    head = f"{digits[hundreds]}百" if hundreds else ""
    if not rest and hundreds:
        return head
    if not tens:
        return f"{head}零{digits[ones]}" if hundreds else digits[ones]
    return head + ("" if tens == 1 and not hundreds else digits[tens]) + "十" + (digits[ones] if ones else "")


def number_for(level: int, value: int) -> str:
    """7.3.3: the number as the standard writes it: 一、 （一） 1. （1）"""
    return (f"{to_chinese(value)}、", f"（{to_chinese(value)}）", f"{value}.", f"（{value}）")[level - 1]
