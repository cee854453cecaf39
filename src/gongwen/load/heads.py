"""The head of a line: indentation, list marks and key, as YAML sees them and as a writer may have meant them."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum

from msgspec import Struct

#: Everything that looks like nothing at the start of a line.
BLANKS = " \t\u3000\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u200b\u2060"
#: What a writer's keyboard gives for the `-` of a list item.
LIST_MARKS = "－—–−‐‑•●▪◦·*"

#: A word that can be a key: short, and without the marks of a sentence.
_KEY_WORD = re.compile(r"[^\s:：,，。；;！？!?“”\"'‘’{}\[\]|#、@&*%`<>《》]{1,12}")
#: Possessive, so that a long line without an end costs one pass.
_DOUBLE_QUOTED = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_SINGLE_QUOTED = re.compile(r"'(?:[^']++|'')*+'")
#: Deeper than any document may be; the rest of the line is not looked at.
MOST_MARKS = 64


class Colon(Enum):
    """How a key is followed by its value."""

    PROPER = ": "
    FULL_WIDTH = "："
    #: A half-width colon without the blank that YAML wants after it.
    TIGHT = ":"


class Head(Struct, frozen=True):
    """Indices (from 0) on a line. `start` is the first character after blanks and list marks."""

    indent: int
    marks: tuple[int, ...]
    start: int

    @property
    def column(self) -> int:
        """Where the line's first node stands: its list mark, or its key or text."""
        return self.marks[0] if self.marks else self.start


class Key(Struct, frozen=True):
    """A key on a line: `end` after its last character, `value` where its value begins."""

    word: str
    end: int
    value: int
    colon: Colon


def read_head(line: str) -> Head:
    """Indentation and `- ` marks of `line`, whose indentation is all spaces."""
    start = len(line) - len(line.lstrip(" "))
    indent = start
    marks: list[int] = []
    while start < len(line) and line[start] == "-" and len(marks) < MOST_MARKS:
        after = start + 1
        if after < len(line) and line[after] not in " \t":
            break
        marks.append(start)
        while after < len(line) and line[after] in " \t":
            after += 1
        start = after
    return Head(indent, tuple(marks), start)


def find_key(line: str, start: int, is_key: Callable[[str], bool]) -> Key | None:
    """The key that begins at `start`: one that YAML sees, or one with a wrong colon whose word `is_key` knows."""
    proper = proper_key(line, start)
    suspect = suspected_key(line, start)
    if suspect is not None and (proper is None or suspect.end < proper.end) and is_key(suspect.word):
        return suspect
    return proper


def proper_key(line: str, start: int) -> Key | None:
    """The key that begins at `start` as YAML sees it."""
    if start >= len(line) or line[start] in "[{#":
        return None
    if line[start] in "\"'":
        return _quoted_key(line, start)
    colon = _proper_colon(line, start)
    if colon is None:
        return None
    return Key(line[start:colon].rstrip(), colon, _skip_blanks(line, colon + 1), Colon.PROPER)


def suspected_key(line: str, start: int) -> Key | None:
    """What may be meant as a key at `start`: a short word and a full-width colon, or one without its blank."""
    match = _KEY_WORD.match(line, start)
    if match is None:
        return None
    end = _skip_blanks(line, match.end())
    if end >= len(line) or line[end] not in ":：":
        return None
    after = line[end + 1 : end + 2]
    if line[end] == ":" and (after in ("", " ", "\t") or after == "/" or (after.isdigit() and match[0].isdigit())):
        return None
    colon = Colon.FULL_WIDTH if line[end] == "：" else Colon.TIGHT
    value = end + 1
    while value < len(line) and line[value] in BLANKS:
        value += 1
    return Key(match[0], match.end(), value, colon)


def _proper_colon(line: str, start: int) -> int | None:
    """The first colon that ends a key for YAML, before any comment."""
    end = len(line)
    place = line.find(":", start)
    while place >= 0:
        if place + 1 == end or line[place + 1] in " \t":
            comment = line.find(" #", start, place)
            return place if comment < 0 and place > start else None
        place = line.find(":", place + 1)
    return None


def _quoted_key(line: str, start: int) -> Key | None:
    end = closing_quote(line, start)
    if end is None:
        return None
    colon = _skip_blanks(line, end + 1)
    if colon < len(line) and line[colon] == ":" and line[colon + 1 : colon + 2] in ("", " ", "\t"):
        return Key(line[start + 1 : end], end + 1, _skip_blanks(line, colon + 1), Colon.PROPER)
    return None


def closing_quote(line: str, start: int) -> int | None:
    """The index of the quote that closes the one at `start`, on the same line."""
    match = (_DOUBLE_QUOTED if line[start] == '"' else _SINGLE_QUOTED).match(line, start)
    return match.end() - 1 if match is not None else None


def _skip_blanks(line: str, index: int) -> int:
    while index < len(line) and line[index] in " \t":
        index += 1
    return index
