"""Outlines of glyphs out of the fonts embedded in a PDF."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pypdfium2.raw as pdfium

from gongwen.measure.geometry import Extent, Map, Piece, Point, outline_extent


@dataclass(frozen=True)
class Outline:
    """A glyph's outline in parts of its em, origin at the glyph's."""

    pieces: tuple[Piece, ...]

    @cached_property
    def _own_extent(self) -> Extent | None:
        return outline_extent(self.pieces)

    def extent(self, em: Map) -> Extent | None:
        """The extent after the map `em`; None for an outline of nothing."""
        if not em.keeps_axes:
            return outline_extent(self.pieces, em)
        own = self._own_extent
        return None if own is None else Extent.of(map(em.on, own.corners))


def read_outline(font: Any, code: int) -> Outline | None:
    """The outline that `font` has for the character `code`; None when it has none, as a bitmap font."""
    # pdfium gives parts of the em for the size 1.
    path = pdfium.FPDFFont_GetGlyphPath(font, code, 1.0)
    if not path:
        return None
    pieces: list[Piece] = []
    at: Point = (0.0, 0.0)
    controls: list[Point] = []
    for index in range(pdfium.FPDFGlyphPath_CountGlyphSegments(path)):
        segment = pdfium.FPDFGlyphPath_GetGlyphPathSegment(path, index)
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
    return Outline(tuple(pieces)) if pieces else None


def segment_point(segment: Any) -> Point:
    """Where a path segment ends."""
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return (x.value, y.value)
