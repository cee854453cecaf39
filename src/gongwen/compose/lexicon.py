"""Where the words of a title meet, by jieba's dictionary."""

from __future__ import annotations

import warnings
from itertools import accumulate


def word_edges(text: str) -> tuple[int, ...]:
    """The offsets between the words of `text`, its two ends left out.

    Only the dictionary's words that occur in the text are taken up: the whole would take ten times as long to load, and
    jieba's own way round that is a cache file in a folder that everybody may write to.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what jieba's source makes Python say is no concern of the user's
        import jieba
    tokenizer = jieba.Tokenizer()
    known: dict[str, int] = {}
    total = 0
    with tokenizer.get_dict_file() as stream:
        for line in stream:
            word, frequency, _ = line.decode("utf-8").split(" ", 2)
            total += int(frequency)
            if word in text:
                known[word] = int(frequency)
                for end in range(1, len(word)):
                    known.setdefault(word[:end], 0)
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = known, total, True
    return tuple(accumulate(len(word) for word in tokenizer.cut(text, HMM=False)))[:-1]
