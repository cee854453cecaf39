"""What a page draws besides text: rules, areas, pictures. Clipping is not followed: what a clip hides still counts."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct

from gongwen.lengths import pt
from gongwen.measure.facts import Area, Colour, Picture, Rule
from gongwen.measure.geometry import Extent, Map, Piece, Point, outline_extent
from gongwen.measure.glyphs import read_colour
from gongwen.measure.outlines import segment_point
from gongwen.measure.rules import merge_rules

#: A filled rectangle counts as a rule when it is no thicker than this (points) and this many times as long.
_THICKEST_RULE = 8.0
_SLENDERNESS = 5.0
#: A stroke is level when its ends differ by no more than this across it, in points.
_LEVEL = 0.03
#: How deep forms may stand in forms: a file may make them stand in themselves.
_DEEPEST = 16


class Drawings(Struct, frozen=True):
    """All that is drawn on one page."""

    rules: tuple[Rule, ...]
    areas: tuple[Area, ...]
    pictures: tuple[Picture, ...]


class _Subpath(NamedTuple):
    pieces: tuple[Piece, ...]
    is_closed: bool


def read_drawings(page: pypdfium2.PdfPage, to_sheet: Map) -> Drawings:
    """Rules (touching pieces merged), areas and pictures of `page`, from top to bottom."""
    rules: list[Rule] = []
    areas: list[Area] = []
    pictures: list[Picture] = []
    for page_object, to_page in _objects(page):
        by = to_page.then(to_sheet)
        kind = pdfium.FPDFPageObj_GetType(page_object)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            for drawn in _path(page_object, by):
                (rules if isinstance(drawn, Rule) else areas).append(drawn)  # type: ignore[arg-type]
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            square = Extent(0, 0, 1, 1).corners
            extent = Extent.of(map(_matrix(page_object).then(by).on, square))
            if extent is not None:
                pictures.append(Picture(extent.box()))
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            bounds = [ctypes.c_float() for _ in range(4)]
            if pdfium.FPDFPageObj_GetBounds(page_object, *bounds):
                extent = Extent.of(map(by.on, Extent(*(bound.value for bound in bounds)).corners))
                if extent is not None:
                    areas.append(Area(extent.box(), None, is_filled=True))
    return Drawings(
        merge_rules(rules),
        tuple(sorted(areas, key=lambda area: (area.box.top, area.box.left))),
        tuple(sorted(pictures, key=lambda picture: (picture.box.top, picture.box.left))),
    )


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[Any, Map]]:
    """Every object with the map from its surroundings to the page: forms are gone into."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _unfolded(pdfium.FPDFPage_GetObject(page, index), Map(1, 0, 0, 1, 0, 0), 0)


def _unfolded(page_object: Any, to_page: Map, depth: int) -> Iterator[tuple[Any, Map]]:
    if pdfium.FPDFPageObj_GetType(page_object) != pdfium.FPDF_PAGEOBJ_FORM:
        yield page_object, to_page
    elif depth < _DEEPEST:
        inner = _matrix(page_object).then(to_page)
        for index in range(pdfium.FPDFFormObj_CountObjects(page_object)):
            yield from _unfolded(pdfium.FPDFFormObj_GetObject(page_object, index), inner, depth + 1)


def _matrix(page_object: Any) -> Map:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(page_object, matrix)
    return Map(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _path(path: Any, by: Map) -> Iterator[Rule | Area]:
    to_sheet = _matrix(path).then(by)
    fill_mode, is_stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill_mode, is_stroked)
    subpaths = tuple(_subpaths(path))
    if fill_mode.value != pdfium.FPDF_FILLMODE_NONE:
        colour, alpha = read_colour(pdfium.FPDFPageObj_GetFillColor, path)
        if alpha:
            yield from _filled(subpaths, to_sheet, colour)
    if is_stroked.value:
        colour, alpha = read_colour(pdfium.FPDFPageObj_GetStrokeColor, path)
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(path, width)
        has_caps = pdfium.FPDFPageObj_GetLineCap(path) != pdfium.FPDF_LINECAP_BUTT
        if alpha:
            for subpath in subpaths:
                yield from _stroked(subpath, to_sheet, width.value, colour, has_caps=has_caps)


def _subpaths(path: Any) -> Iterator[_Subpath]:
    pieces: list[Piece] = []
    controls: list[Point] = []
    start: Point = (0.0, 0.0)
    at = start
    is_closed = False
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        point = segment_point(segment)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if pieces:
                yield _Subpath(tuple(pieces), is_closed)
            pieces, is_closed, start = [], False, point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            pieces.append((at, point))
        else:
            controls.append(point)
            if len(controls) == 3:
                pieces.append((at, *controls))
                controls = []
            else:
                continue
        at = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            is_closed = True
            if at != start:
                pieces.append((at, start))
                at = start
    if pieces:
        yield _Subpath(tuple(pieces), is_closed)


def _filled(subpaths: tuple[_Subpath, ...], to_sheet: Map, colour: Colour | None) -> Iterator[Rule | Area]:
    """Each thin level rectangle is a rule, and all the rest of the path is one area."""
    rest: list[Extent] = []
    for subpath in subpaths:
        extent = outline_extent(subpath.pieces, to_sheet)
        if extent is None:
            continue
        width, height = extent.x1 - extent.x0, extent.y1 - extent.y0
        thickness, length = min(width, height), max(width, height)
        is_thin = thickness <= _THICKEST_RULE and length >= _SLENDERNESS * thickness
        if is_thin and length > 0 and _is_level_rectangle(subpath, to_sheet):
            yield _rule(extent, colour, is_horizontal=width > height)
        else:
            rest.append(extent)
    around = Extent.of(corner for extent in rest for corner in extent.corners)
    if around is not None:
        yield Area(around.box(), colour, is_filled=True)


def _is_level_rectangle(subpath: _Subpath, to_sheet: Map) -> bool:
    pieces = subpath.pieces
    if any(len(piece) != 2 for piece in pieces) or len(pieces) not in (3, 4):
        return False
    return all(
        min(abs(x1 - x0), abs(y1 - y0)) <= _LEVEL
        for (x0, y0), (x1, y1) in (map(to_sheet.on, piece) for piece in pieces)
    )


def _stroked(
    subpath: _Subpath, to_sheet: Map, width: float, colour: Colour | None, *, has_caps: bool
) -> Iterator[Rule | Area]:
    """A stroked path of level lines only is rules; any other is one area."""
    rules: list[Rule] = []
    last = len(subpath.pieces) - 1
    for index, piece in enumerate(subpath.pieces):
        (x0, y0), (x1, y1) = to_sheet.on(piece[0]), to_sheet.on(piece[-1])
        if len(piece) != 2 or min(abs(x1 - x0), abs(y1 - y0)) > _LEVEL:
            break
        along = piece[1][0] - piece[0][0], piece[1][1] - piece[0][1]
        stretch = to_sheet.stretch(*along)
        if not stretch:
            continue
        # A pen is squeezed across the line as much as the map squeezes there.
        thickness = width * abs(to_sheet.determinant) / stretch
        # Corners are mitred and closed paths have no ends: both reach half a thickness beyond the point.
        before = has_caps or subpath.is_closed or index > 0
        after = has_caps or subpath.is_closed or index < last
        rules.append(_stroke((x0, y0), (x1, y1), thickness, colour, before=before, after=after))
    else:
        yield from rules
        return
    extent = outline_extent(subpath.pieces, to_sheet)
    if extent is not None:
        pen = width * math.sqrt(abs(to_sheet.determinant))
        yield Area(extent.grown(pen / 2).box(), colour, is_filled=False)


def _stroke(begin: Point, end: Point, thickness: float, colour: Colour | None, *, before: bool, after: bool) -> Rule:
    (x0, y0), (x1, y1) = begin, end
    half = thickness / 2
    is_horizontal = abs(x1 - x0) >= abs(y1 - y0)
    first, second = (x0, x1) if is_horizontal else (y0, y1)
    if second < first:
        first, second, before, after = second, first, after, before
    first, second = first - half * before, second + half * after
    middle = (y0 + y1) / 2 if is_horizontal else (x0 + x1) / 2
    return Rule(is_horizontal, pt(middle), pt(first), pt(second), pt(thickness), colour)


def _rule(extent: Extent, colour: Colour | None, *, is_horizontal: bool) -> Rule:
    if is_horizontal:
        middle, thickness, start, end = (extent.y0 + extent.y1) / 2, extent.y1 - extent.y0, extent.x0, extent.x1
    else:
        middle, thickness, start, end = (extent.x0 + extent.x1) / 2, extent.x1 - extent.x0, extent.y0, extent.y1
    return Rule(is_horizontal, pt(middle), pt(start), pt(end), pt(thickness), colour)
