"""Pages drawn at known coordinates by reportlab, another library than the one that measures them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.scaleUpem import scale_upem
from msgspec import Struct
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase import ttfonts as reportlab_fonts
from reportlab.pdfgen.canvas import Canvas

from gongwen.measure import Measurement, measure_pdf

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)

#: Dots, strokes that overshoot, marks whose control points lie far outside their curves.
CHARACTERS = "国务院办公厅关于一丨口。“〔０12389Ag"


class Face(Struct, frozen=True, dict=True):
    """A font that reportlab can embed; what is expected of its glyphs is read from `source` by fontTools."""

    name: str
    source: TTFont

    def advance(self, character: str) -> float:
        """In parts of the em."""
        glyph = self.source.getBestCmap()[ord(character)]
        return float(self.source["hmtx"][glyph][0]) / self._em

    def ink(self, character: str, matrix: tuple[float, ...] = (1, 0, 0, 1)) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of the outline after `matrix`, in parts of the em, from the glyph's origin."""
        glyphs = self.source.getGlyphSet()
        pen = BoundsPen(glyphs)
        glyphs[self.source.getBestCmap()[ord(character)]].draw(TransformPen(pen, (*matrix, 0, 0)))
        assert pen.bounds is not None
        left, bottom, right, top = (edge / self._em for edge in pen.bounds)
        return left, bottom, right, top

    @property
    def _em(self) -> int:
        return int(self.source["head"].unitsPerEm)


@pytest.fixture(scope="session")
def vera() -> Face:
    """The face that comes with reportlab, so that calibration does not depend on any font of the machine."""
    pdfmetrics.registerFont(reportlab_fonts.TTFont("Vera", "Vera.ttf"))
    path, file = reportlab_fonts.TTFOpenFile("Vera.ttf")
    file.close()
    return Face("Vera", TTFont(path, lazy=False))


@pytest.fixture(scope="session", params=["FandolFang-Regular", "FandolKai-Regular", "FandolSong-Bold"])
def fandol(request: pytest.FixtureRequest, fandol_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Face:
    """A Chinese face. reportlab embeds no CFF outlines, so a copy with quadratic ones is drawn, sixteen times as fine
    and 1/1000 of a unit exact; expectations come from the original."""
    name = str(request.param)
    source = TTFont(fandol_folder / f"{name}.otf", lazy=False)
    options = Options(layout_features=[], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(source)
    path = tmp_path_factory.mktemp("fonts") / f"{name}.ttf"
    _with_quadratic_outlines(source, path)
    pdfmetrics.registerFont(reportlab_fonts.TTFont(name, str(path)))
    return Face(name, source)


def _with_quadratic_outlines(source: TTFont, path: Path) -> None:
    source.save(path.with_suffix(".otf"))
    font = TTFont(path.with_suffix(".otf"), lazy=False)
    scale_upem(font, 16000)
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    quadratic = {}
    for glyph in order:
        pen = TTGlyphPen(None)
        glyphs[glyph].draw(Cu2QuPen(pen, max_err=0.5, reverse_direction=True))
        quadratic[glyph] = pen.glyph()
    font["loca"] = newTable("loca")
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder, table.glyphs = order, quadratic
    metrics = font["hmtx"]
    for glyph, outline in quadratic.items():
        outline.recalcBounds(table)
        # The side bearing moves a quadratic outline, and a CFF font may keep a wrong one.
        metrics[glyph] = (metrics[glyph][0], getattr(outline, "xMin", 0))
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.maxZones = 1
    for name in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(maxp, f"max{name}", 0)
    maxp.maxSizeOfInstructions = maxp.maxComponentElements = 0
    font["post"].formatType = 3.0
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    font.sfntVersion = "\000\001\000\000"
    font.save(path)


@pytest.fixture
def measured(tmp_path: Path) -> Callable[..., Measurement]:
    """Draws with a function of a canvas (origin at the bottom left, points: PDF's own) and measures the result."""

    def draw_and_measure(draw: Callable[[Any], None], *, size: tuple[float, float] = A4, **options: Any) -> Measurement:
        path = tmp_path / "drawn.pdf"
        canvas = Canvas(str(path), pagesize=size, **options)
        draw(canvas)
        canvas.showPage()
        canvas.save()
        return measure_pdf(path)

    return draw_and_measure
