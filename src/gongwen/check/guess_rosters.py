"""Telling a roster of a document made elsewhere from running text: labels, hanging names, lines in columns (5.1 of the
project's reference, K04, K08, K09; no standard's demand).

A roster is set out by custom alone, in many ways: what is taken for one here is not judged as paragraphs, no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from gongwen.check.elements import Element, Kind
from gongwen.check.strips import Strip
from gongwen.lengths import Length, mm
from gongwen.standard.elements import FIRST_LINE_INDENT
from gongwen.standard.page import CHARACTER

#: 组　长：, 成　员：; what else begins so is known by its words.
_LABEL = re.compile(r"(?!附件|抄送|主送)\w{2,8}[：:].")
#: What stands in one column is no farther out of line than this, in 字.
_ODD = 0.4
#: A line that ends so many 字 before the edge does not run on.
_SHORT = 2.5
#: Rows farther apart do not belong together.
_APART = mm(14)
#: A blank between two columns is at least so wide, in parts of the size: a justified line is spread by less.
_GAP = 0.8
_DATE = re.compile(r".{4,5}年.{1,3}月.{1,3}日")


def roster_at(flow: Sequence[Strip], start: int, left: Length, right: Length) -> tuple[tuple[Strip, ...], ...]:
    """The entries, each with its lines, of the roster that begins at `start`; none where none begins.

    That line has a label, at the edge or indented like a paragraph, and names below it hang under its first name.
    """

    def indent(place: Length) -> float:
        return (place - left).over(CHARACTER)

    first = flow[start]
    begin, names = indent(first.x0), _names(first)
    if names is None or min(abs(begin), abs(begin - FIRST_LINE_INDENT.nominal)) >= _ODD or _reads_on(first):
        return ()
    entries, hangs = [[first]], False
    for number in range(start + 1, len(flow)):
        before, strip = flow[number - 1 : number + 1]
        is_signature = any(_DATE.fullmatch(line.text) for line in flow[number : number + 2])
        if is_signature or _reads_on(strip) or abs(strip.size.mm - before.size.mm) > 0.3:
            break
        is_close = strip.page != before.page or strip.baseline - before.baseline < _APART
        own, at = _names(strip), indent(strip.x0)
        if own is not None and abs(at - begin) < _ODD:
            entries.append([strip])
            names = own
        elif is_close and abs(at - indent(names)) < _ODD:
            entries.append([strip])
            hangs = True
        elif is_close and (right - before.x1).over(CHARACTER) <= _SHORT and at > indent(names):
            entries[-1].append(strip)
            hangs = True
        else:
            break
    return tuple(map(tuple, entries)) if hangs else ()


def _names(strip: Strip) -> Length | None:
    """Where the names after a label begin."""
    label = _LABEL.match(strip.text)
    behind = strip.part(label.end() - 1) if label is not None else None
    return behind.x0 if behind is not None else None


def _reads_on(strip: Strip) -> bool:
    """A sentence ends within the line: no roster does so."""
    return "。" in strip.text[:-1]


def without_columns(found: Sequence[Element]) -> Iterator[Element]:
    """What was taken for paragraphs and is lines of names in columns, without labels, is something else."""
    for before, element, after in zip((None, *found), found, (*found[1:], None), strict=False):
        is_odd = element.kind is Kind.PARAGRAPH and (
            all(len(_places(strip)) > 2 for strip in element.strips)
            or any(other is not None and _stand_in_columns(element, other) for other in (before, after))
        )
        yield replace(element, kind=Kind.OTHER) if is_odd else element


def _stand_in_columns(one: Element, other: Element) -> bool:
    """Two lines of names and posts, of which two columns at least begin at the same places."""
    if one.kind is not other.kind or len(one.strips) > 1 or len(other.strips) > 1:
        return False
    places = _places(other.first)
    return sum(any(abs((a - b).over(CHARACTER)) < _ODD for b in places) for a in _places(one.first)) > 1


def _places(strip: Strip) -> tuple[Length, ...]:
    """Where the columns of a line begin."""
    return tuple(column.x0 for column in strip.columns(strip.size * _GAP))
