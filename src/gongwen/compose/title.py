"""Breaking a title into lines (7.3.1): words stay whole, the shape is a trapezoid or a diamond.

The writer's own breaks win; a line of his that is too wide is broken by itself. What gongwen breaks is first broken
where its parts meet (after the authority, before 关于), and between other words only if that is not enough.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gongwen.compose.lexicon import word_edges
from gongwen.standard.widths import drawn_width, width

#: A title has at most so many lines more than it needs at least.
_SPARE_LINES = 2
#: In characters of unevenness.
_LINE_COST = 3
_NATURAL_GAIN = 6
#: PRACTICE: a line this much shorter than the longest looks like a remnant.
_SHORTEST_SHARE = 1 / 3
#: Marks and words that do not begin a line, and those that do not end one (P39, and PRACTICE for the words).
_NOT_FIRST = frozenset("，。、；：！？）》〉”’】〕…—·的和与及等")
_NOT_LAST = (*"（《〈“‘【〔", "关于", "印发", "转发", "批转")
#: What stays whole: cited titles, quoted words, numbers with their unit, what such papers are called.
_WHOLE = (
    r"[《“（〔][^《“（〔》”）〕]{1,16}[》”）〕]|\d+(?:年度?|月|日|号|次|届|个|项|％|%)?"
    r"|专项(?:行动|整治|检查|工作|资金)|领导小组|工作专班|(?:实施|工作|行动|管理|暂行)(?:方案|意见|办法|细则|规定|计划|规则)"
)

#: The place in the name of an authority is a name of its own: 云山市.
_PLACE = r"^.{2,5}?[省市县区州盟旗]"


def broken(title: tuple[str, ...], breaks: tuple[int, ...], room: int, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The lines of a title.

    `title` has more than one entry if the writer broke it. `breaks` are offsets into a title on one line where its
    parts meet; `room` is what a line holds, in characters of the title; `names` (authorities) are never broken if that
    can be avoided.
    """
    if len(title) > 1:
        return tuple(piece for line in title for piece in broken((line,), (), room, names))
    whole = "".join(title)
    if drawn_width(whole) <= room:
        return title
    natural = set(breaks) | {match.start() for match in re.finditer("关于", whole)} - {0}
    return _best(whole, natural, natural, room) or _best(whole, _inside(whole, names), natural, room) or title


def halved(text: str, room: float, names: Iterable[str] = ()) -> tuple[str, str]:
    """A text in two lines as alike as words, numbers and names let them be, the second empty where one will do.

    Of a text too long for two lines the first is filled, and the office program breaks the second.
    """
    if drawn_width(text) <= room:
        return text, ""
    ways = [(text[:edge], text[edge:]) for edge in _inside(text, names) if _may_break(text, edge)]
    fitting = [way for way in ways if drawn_width(way[0]) <= room]
    whole = [way for way in fitting if drawn_width(way[1]) <= room]
    if not whole:
        return max(fitting, key=lambda way: len(way[0]), default=(text, ""))
    return min(whole, key=lambda way: abs(width(way[0]) - width(way[1])))


def _inside(title: str, names: Iterable[str]) -> set[int]:
    """The edges of the words of a title that leave names and cited titles whole."""
    kept = [match.span() for match in re.finditer(_WHOLE, title)]
    for name in names:
        for kept_name in (name, *re.findall(_PLACE, name)):
            kept += [match.span() for match in re.finditer(re.escape(kept_name), title)]
    return {edge for edge in word_edges(title) if not any(start < edge < end for start, end in kept)}


def _best(title: str, edges: set[int], natural: set[int], room: int) -> tuple[str, ...] | None:
    """The best way to break `title` at some of `edges`; None if no way will do."""
    usable = sorted(edge for edge in edges | natural if _may_break(title, edge))
    most = math.ceil(drawn_width(title) / room) + _SPARE_LINES
    ways = [way for way in _ways(title, usable, most, room) if _is_shapely(_cut(title, way), room)]
    return _cut(title, min(ways, key=lambda way: _cost(title, way, natural))) if ways else None


def _ways(
    title: str, usable: Sequence[int], lines: int, room: int, start: int = 0, before: float = 0, *, falls: bool = False
) -> Iterator[tuple[int, ...]]:
    """Every choice of edges behind `start` that leaves at most so many lines, each of which fits.

    `before` is the width of the line that ends at `start`; once a line is shorter than the one above it (`falls`), no
    later one may grow: such ways are left early, for there are very many.
    """
    rest = drawn_width(title[start:])
    if start and rest <= room and not (falls and rest > before):
        yield ()
    if lines == 1 or rest > lines * room:
        return
    for number, edge in enumerate(usable):
        line = drawn_width(title[start:edge])
        if line > room or (falls and line > before):
            break
        for way in _ways(title, usable[number + 1 :], lines - 1, room, edge, line, falls=falls or line < before):
            yield edge, *way


def _may_break(title: str, edge: int) -> bool:
    return title[edge : edge + 1] not in _NOT_FIRST and not title[:edge].endswith(_NOT_LAST)


def _cut(title: str, way: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(title[start:end] for start, end in pairwise((0, *way, len(title))))


def _is_shapely(lines: tuple[str, ...], room: int) -> bool:
    """F041: every line fits, none is a remnant; growing, shrinking, or growing and then shrinking; no rectangle."""
    widths = [drawn_width(line) for line in lines]
    if max(widths) > room or min(widths) < max(widths) * _SHORTEST_SHARE:
        return False
    top = widths.index(max(widths))
    grows = all(one <= other for one, other in pairwise(widths[: top + 1]))
    shrinks = all(one >= other for one, other in pairwise(widths[top:]))
    return grows and shrinks and (len(lines) == 2 or max(widths) - min(widths) >= 1)


def _cost(title: str, way: tuple[int, ...], natural: set[int]) -> float:
    """Further lines and uneven ones cost; a break where parts meet pays for a line and more."""
    widths = [drawn_width(line) for line in _cut(title, way)]
    mean = sum(widths) / len(widths)
    unevenness = sum(abs(width - mean) for width in widths) / 2
    return unevenness + _LINE_COST * len(way) - _NATURAL_GAIN * sum(edge in natural for edge in way)


def broken_at_blanks(title: str, room: int) -> tuple[str, ...]:
    """The lines of an article's title; one that is longer than a line of `room` characters breaks at its blanks.

    Two clauses that a title's blanks part belong on two lines; of several blanks the one nearest the middle is taken.
    """
    lines = tuple(line.strip() for line in title.split("\n") if line.strip())
    blanks = list(_blanks(title))
    if len(lines) != 1 or not blanks or width(title) <= room:
        return lines
    middle = min(blanks, key=lambda index: abs(2 * index - len(title)))
    return title[:middle].rstrip(), title[middle:].lstrip()


def _blanks(title: str) -> Iterator[int]:
    return (index for index, letter in enumerate(title) if letter.isspace())
