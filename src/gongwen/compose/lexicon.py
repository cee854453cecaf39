"""Where the words of a title meet, by jieba's dictionary."""

from __future__ import annotations

import re
import warnings
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

#: The frequencies of all words of jieba's dictionary, added up.
TOTAL = 60_101_967
#: For so many texts the dictionary is gone through from end to end; for more it is worth sorting by first letters.
_FEW = 4


@lru_cache(maxsize=1024)
def word_edges(text: str) -> tuple[int, ...]:
    """The offsets between the words of `text`, its two ends left out.

    Only the dictionary's words that occur in the text are taken up: the whole would take ten times as long to load, and
    jieba's own way round that is a cache file in a folder that everybody may write to.
    """
    letters = sorted({*text} - {*"\r\n"})
    known: dict[str, int] = {}
    lines = _dictionary() if word_edges.cache_info().misses <= _FEW else "".join(map(_lines_of, letters))
    written = "".join(map(re.escape, letters))
    for word, frequency in re.findall(rf"^([{written}]+) (\d+)", lines, re.MULTILINE) if letters else ():
        if word in text:
            known[word] = int(frequency)
            for end in range(1, len(word)):
                known.setdefault(word[:end], 0)
    tokenizer = _jieba().Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = known, TOTAL, True
    return tuple(accumulate(len(word) for word in tokenizer.cut(text, HMM=False)))[:-1]


def _lines_of(letter: str) -> str:
    """The lines of the words that begin with it."""
    return _by_letter().get(letter, "")


@cache
def _by_letter() -> dict[str, str]:
    found: dict[str, str] = {}
    for lines in re.finditer(r"^(.).*\n(?:\1.*\n)*", _dictionary(), re.MULTILINE):
        found[lines[1]] = found.get(lines[1], "") + lines.group()
    return found


@cache
def _dictionary() -> str:
    """Its lines, each of a word, its frequency and its class."""
    with _jieba().Tokenizer().get_dict_file() as stream:
        text: str = stream.read().decode("utf-8")
    return text


def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what jieba's source makes Python say is no concern of the user's
        import jieba
    return jieba
