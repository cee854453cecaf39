"""Glyphs grouped into lines of text by their baselines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from gongwen.lengths import Length, mm
from gongwen.measure.facts import Box, Glyph, Line

#: Baselines of one line differ by no more than this. More than any rounding of a PDF (0.1 pt in LibreOffice's), less
#: than the shift of the smallest superscript, which so is a line of its own.
_SAME_BASELINE = mm(0.2)
_QUARTER_TURNS = (0.0, 90.0, 180.0, 270.0)


def group_lines(glyphs: Iterable[Glyph], width: Length, height: Length) -> tuple[Line, ...]:
    """The lines of a sheet of `width` and `height`, level ones from top to bottom first, then turned ones by angle.

    Only what is painted counts. Text at an angle that is no quarter turn, such as a watermark, makes no lines: it
    remains among the glyphs.
    """
    by_angle: defaultdict[float, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.is_painted:
            by_angle[glyph.angle].append(glyph)
    return tuple(line for angle in _QUARTER_TURNS for line in _lines_at(angle, by_angle.get(angle, ()), width, height))


def _lines_at(angle: float, glyphs: Sequence[Glyph], width: Length, height: Length) -> Iterator[Line]:
    # The sort is stable: glyphs of one origin, such as an overprint, stay in the order of the file.
    placed = sorted(((*_levelled(glyph, angle, width, height), glyph) for glyph in glyphs), key=lambda one: one[1])
    row: list[tuple[Length, Length, Glyph]] = []
    for one in placed:
        if row and one[1] - row[0][1] > _SAME_BASELINE:
            yield from _line(angle, row)
            row = []
        row.append(one)
    yield from _line(angle, row)


def _levelled(glyph: Glyph, angle: float, width: Length, height: Length) -> tuple[Length, Length]:
    """The glyph's origin on the sheet turned so that writing at `angle` reads level."""
    if angle == 90:
        return height - glyph.y, glyph.x
    if angle == 180:
        return width - glyph.x, height - glyph.y
    if angle == 270:
        return glyph.y, width - glyph.x
    return glyph.x, glyph.y


def _line(angle: float, row: list[tuple[Length, Length, Glyph]]) -> Iterator[Line]:
    row.sort(key=lambda one: one[0])
    marks = [one for one in row if not one[2].text.isspace()]
    if not marks:
        return
    x0, _, _ = marks[0]
    x1, _, last = max(marks, key=lambda one: one[0] + one[2].advance)
    largest = max((glyph for _, _, glyph in marks), key=lambda glyph: glyph.size)
    yield Line(
        text="".join(glyph.text for _, _, glyph in row),
        angle=angle,
        x0=x0,
        x1=x1 + last.advance,
        baseline=next(y for _, y, glyph in marks if glyph is largest),
        size=largest.size,
        fonts=tuple(dict.fromkeys(glyph.font for _, _, glyph in marks)),
        colours=tuple(dict.fromkeys(glyph.colour for _, _, glyph in marks)),
        ink=Box.around(glyph.ink for _, _, glyph in marks if glyph.ink is not None),
        glyphs=tuple(glyph for _, _, glyph in row),
    )
