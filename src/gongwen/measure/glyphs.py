"""The glyphs of a page, from pdfium's text layer and, for their ink, the outlines of the embedded fonts."""

from __future__ import annotations

import ctypes
import math
import re
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec.structs import replace

from gongwen.lengths import pt
from gongwen.measure.facts import Colour, Font, Glyph
from gongwen.measure.geometry import Extent, Map
from gongwen.measure.outlines import Outline, Outlines, read_outline

#: pdfium's mark for a hyphen at a line's end; which of the two hyphens it was is not told.
_HYPHEN = 0x02
_HIGH_SURROGATES, _LOW_SURROGATES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_SUBSET_PREFIX = re.compile(r"^[A-Z]{6}\+")
#: How far, in parts of the size, an outline may stick out of the box its font claims: the box is rounded and, in a
#: converted font, off by some thousandths. More means that the outline is another character's.
_SLACK = 0.02

_FILLED_MODES = (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)
_STROKED_MODES = (
    pdfium.FPDF_TEXTRENDERMODE_STROKE,
    pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP,
    pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,
    pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP,
)


class _Style(NamedTuple):
    """What all glyphs of one text object share. `stroke` is the pen's width around the outline, in page units."""

    font: Any
    name: str
    is_embedded: bool
    size: float
    colour: Colour | None
    is_painted: bool
    stroke: float


def read_glyphs(page: pypdfium2.PdfPage, to_sheet: Map, fonts: dict[Font, None], known: Outlines) -> tuple[Glyph, ...]:
    """All glyphs of `page` in the order of its text; the fonts met are added to `fonts`."""
    text = page.get_textpage()
    try:
        return tuple(_Reader(text, to_sheet, fonts, known).read())
    finally:
        text.close()


class _Reader:
    """One page's text layer. What is cached hangs on addresses, which hold as long as the page is open."""

    def __init__(self, text: pypdfium2.PdfTextPage, to_sheet: Map, fonts: dict[Font, None], known: Outlines) -> None:
        self._text = text.raw
        self._to_sheet = to_sheet
        self._fonts = fonts
        self._known = known
        self._styles: dict[int, _Style] = {}
        self._outlines: dict[tuple[int, int], Outline | None] = {}

    def read(self) -> list[Glyph]:
        glyphs: list[Glyph] = []
        last_place: tuple[int, float, float] | None = None
        high = 0
        for index in range(pdfium.FPDFText_CountChars(self._text)):
            if pdfium.FPDFText_IsGenerated(self._text, index) == 1:
                continue
            code = pdfium.FPDFText_GetUnicode(self._text, index)
            if code in _HIGH_SURROGATES:
                high = code
                continue
            if code in _LOW_SURROGATES and high:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
            found = pdfium.FPDFText_GetTextObject(self._text, index)
            if not found:
                continue
            x, y = ctypes.c_double(), ctypes.c_double()
            pdfium.FPDFText_GetCharOrigin(self._text, index, x, y)
            place = (_address(found), x.value, y.value)
            if place == last_place and glyphs:
                # The second letter of a ligature: told as a character of its own, drawn with the first.
                glyphs[-1] = _with_text(glyphs[-1], glyphs[-1].text + _character(code))
                continue
            last_place = place
            glyphs.append(self._glyph(index, code, found, (x.value, y.value)))
        return glyphs

    def _glyph(self, index: int, code: int, found: Any, origin: tuple[float, float]) -> Glyph:
        style = self._style(found)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text, index, matrix)
        # From the em of this glyph to the sheet.
        em = Map(matrix.a, matrix.b, matrix.c, matrix.d, *origin).then(self._to_sheet)
        em = Map(em.a * style.size, em.b * style.size, em.c * style.size, em.d * style.size, em.e, em.f)
        claimed = self._claimed(index)
        character = _character(code)
        is_blank = character.isspace()
        ink, has_outline = (None, False) if is_blank else self._ink(claimed, code, style, em)
        if ink is not None and style.stroke:
            ink = ink.grown(style.stroke / 2)
        return Glyph(
            text=character,
            x=pt(em.e),
            y=pt(em.f),
            advance=pt(self._advance(index, code, style, claimed, matrix, origin[0]) * em.stretch(1, 0)),
            size=pt(em.height),
            # The sheet's y runs down, angles run up.
            angle=round(math.degrees(math.atan2(-em.b, em.a)) % 360, 2) % 360,
            font=style.name,
            colour=style.colour,
            ink=None if ink is None else ink.box(),
            has_outline=has_outline,
            is_painted=style.is_painted,
        )

    def _advance(self, index: int, code: int, style: _Style, claimed: Extent, matrix: Any, x: float) -> float:
        """The font's width for the glyph, in parts of its size."""
        scale = matrix.a * style.size
        if scale > 0 and not matrix.b:
            box = pdfium.FS_RECTF()
            pdfium.FPDFText_GetLooseCharBox(self._text, index, box)
            # pdfium's loose box is the advance, but widened by ink that sticks out of it.
            if claimed.x0 > x and claimed.x1 < box.right:
                return float((box.right - x) / scale)
        # By character, which is as good unless a font has two glyphs of different width for one.
        width = ctypes.c_float()
        pdfium.FPDFFont_GetGlyphWidth(style.font, code, 1000.0, width)
        return width.value / 1000

    def _ink(self, claimed: Extent, code: int, style: _Style, em: Map) -> tuple[Extent | None, bool]:
        """The extent of what is painted, on the sheet, and whether it comes from the outline."""
        claimed_on_sheet = Extent.of(map(self._to_sheet.on, claimed.corners))
        if claimed_on_sheet is None:
            return None, False
        key = (_address(style.font), code)
        if key not in self._outlines:
            self._outlines[key] = read_outline(style.font, style.name, code) if style.is_embedded else None
        outline = self._outlines[key]
        if outline is not None:
            ink = outline.extent(em, self._known)
            if ink is not None and claimed_on_sheet.holds(ink, _SLACK * em.height):
                return ink, True
        return claimed_on_sheet, False

    def _claimed(self, index: int) -> Extent:
        """The box of the glyph as the font tells it, on the page."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._text, index, left, right, bottom, top)
        return Extent(left.value, bottom.value, right.value, top.value)

    def _style(self, found: Any) -> _Style:
        key = _address(found)
        if key not in self._styles:
            self._styles[key] = self._read_style(found)
        return self._styles[key]

    def _read_style(self, found: Any) -> _Style:
        font = pdfium.FPDFTextObj_GetFont(found)
        known = Font(_font_name(font), pdfium.FPDFFont_GetIsEmbedded(font) == 1)
        self._fonts[known] = None
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(found, size)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(found)
        is_stroked = mode in _STROKED_MODES
        colour, alpha = read_colour(
            pdfium.FPDFPageObj_GetStrokeColor
            if mode in (pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP)
            else pdfium.FPDFPageObj_GetFillColor,
            found,
        )
        width = ctypes.c_float()
        if is_stroked:
            pdfium.FPDFPageObj_GetStrokeWidth(found, width)
        return _Style(
            font=font,
            name=known.name,
            is_embedded=known.is_embedded,
            size=size.value,
            colour=colour,
            is_painted=alpha > 0 and (is_stroked or mode in _FILLED_MODES),
            stroke=width.value,
        )


def read_colour(ask: Any, page_object: Any) -> tuple[Colour | None, int]:
    """A page object's colour by pdfium's function `ask`, and how opaque it is, 0 to 255; None for a pattern."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(page_object, *parts):
        return None, 255
    red, green, blue, alpha = (part.value for part in parts)
    return Colour(red, green, blue), alpha


def _font_name(font: Any) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    return _SUBSET_PREFIX.sub("", buffer.value.decode("utf-8", errors="replace"))


def _character(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    # 0: the file does not tell which character the glyph is.
    return "\ufffd" if code == 0 or 0xD800 <= code < 0xE000 else chr(code)


def _with_text(glyph: Glyph, text: str) -> Glyph:
    return replace(glyph, text=text)


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
