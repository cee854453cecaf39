"""Breaking a title into lines (7.3.1): the writer's own breaks win; a computed title breaks where its parts meet."""

from __future__ import annotations

from itertools import pairwise

from gongwen.lengths import Length
from gongwen.standard.page import TEXT_WIDTH
from gongwen.standard.sizes import SIZE_22


def _characters_per_line(size: Length) -> int:
    return int(TEXT_WIDTH.nominal.over(size))


def broken(title: tuple[str, ...], breaks: tuple[int, ...]) -> tuple[str, ...]:
    """The lines of a title. With `breaks` (offsets into a title on one line) it is broken there if it is too long."""
    if len(title) != 1 or not breaks or len(title[0]) <= _characters_per_line(SIZE_22):
        return title
    edges = (0, *breaks, len(title[0]))
    return tuple(title[0][start:end] for start, end in pairwise(edges) if end > start)


def broken_at_blanks(title: str, size: Length) -> tuple[str, ...]:
    """The lines of an article's title set in `size`: one that is too long for a line breaks at its blanks.

    Two clauses a title's blanks part belong on two lines; of several blanks the one nearest the middle is taken.
    """
    lines = tuple(line.strip() for line in title.split("\n") if line.strip())
    if len(lines) != 1 or len(title) <= _characters_per_line(size):
        return lines
    blanks = [index for index, letter in enumerate(title) if letter.isspace()]
    if not blanks:
        return lines
    middle = min(blanks, key=lambda index: abs(2 * index - len(title)))
    return title[:middle].rstrip(), title[middle:].lstrip()
