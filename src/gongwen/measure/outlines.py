"""Outlines of glyphs out of the fonts embedded in a PDF."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium
from msgspec import Struct

from gongwen.measure.geometry import Extent, Map, Piece, Point, outline_extent

#: So many points of an outline tell it from another.
_MARKS = 8


class Outlines:
    """What has been read of outlines, for all files that one program made with the same faces: reading one takes as
    long as all else about its glyph, and a text has a few hundred characters again and again.

    Two outlines are one if face, character, number of segments and some of the points agree.
    """

    def __init__(self) -> None:
        self._extents: dict[tuple[object, ...], Extent | None] = {}

    def of(self, outline: Outline) -> Extent | None:
        """The extent of `outline` in parts of its em."""
        if outline.marks not in self._extents:
            self._extents[outline.marks] = outline_extent(outline.pieces())
        return self._extents[outline.marks]


class Outline(Struct, frozen=True):
    """A glyph's outline in parts of its em, origin at the glyph's; holds as long as its page is open."""

    path: Any
    marks: tuple[object, ...]

    def extent(self, em: Map, known: Outlines) -> Extent | None:
        """The extent after the map `em`; None for an outline of nothing."""
        if not em.keeps_axes:
            return outline_extent(self.pieces(), em)
        own = known.of(self)
        return None if own is None else Extent.of(map(em.on, own.corners))

    def pieces(self) -> list[Piece]:
        """Its lines and curves."""
        pieces: list[Piece] = []
        at: Point = (0.0, 0.0)
        controls: list[Point] = []
        for index in range(pdfium.FPDFGlyphPath_CountGlyphSegments(self.path)):
            segment = pdfium.FPDFGlyphPath_GetGlyphPathSegment(self.path, index)
            point = segment_point(segment)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                controls.append(point)
                if len(controls) < 3:
                    continue
                pieces.append((at, *controls))
                controls = []
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                pieces.append((at, point))
            at = point
        return pieces


def read_outline(font: Any, name: str, code: int) -> Outline | None:
    """The outline that `font`, a face of that name, has for the character `code`; None when it has none, as a bitmap
    font."""
    # pdfium gives parts of the em for the size 1.
    path = pdfium.FPDFFont_GetGlyphPath(font, code, 1.0)
    if not path:
        return None
    count = pdfium.FPDFGlyphPath_CountGlyphSegments(path)
    some = sorted({count * part // _MARKS for part in range(_MARKS)} if count > 0 else ())
    points = (segment_point(pdfium.FPDFGlyphPath_GetGlyphPathSegment(path, index)) for index in some)
    return Outline(path, (name, code, count, *points))


def segment_point(segment: Any) -> Point:
    """Where a path segment ends."""
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return (x.value, y.value)
