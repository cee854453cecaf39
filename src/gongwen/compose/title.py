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
