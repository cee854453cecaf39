"""From PDF to facts: what stands where on each sheet, in lengths; never whether it stands right.

Receives a PDF file, returns a Measurement; refuses with FileError what cannot be read as a PDF. All places are on the
sheet as a reader holds it: origin at the top left, x to the right, y down, rotation and crop box already applied.
How far each kind of value can be off is UNCERTAINTY, held by the calibration in tests/measure.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from gongwen.measure.facts import (
    UNCERTAINTY,
    Area,
    Box,
    Colour,
    Font,
    Glyph,
    Line,
    Measurement,
    Page,
    Picture,
    Rule,
    Uncertainty,
)

if TYPE_CHECKING:
    from gongwen.measure.outlines import Outlines
    from gongwen.measure.pdf import measure_pdf
    from gongwen.measure.pictures import PagePicture, draw_pages

__all__ = [
    "UNCERTAINTY",
    "Area",
    "Box",
    "Colour",
    "Font",
    "Glyph",
    "Line",
    "Measurement",
    "Outlines",
    "Page",
    "PagePicture",
    "Picture",
    "Rule",
    "Uncertainty",
    "draw_pages",
    "measure_pdf",
]

#: What needs the PDF library, which takes as long to load as all else here; the facts are known without it.
_LATER = {"measure_pdf": "pdf", "Outlines": "outlines", "PagePicture": "pictures", "draw_pages": "pictures"}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"gongwen.measure.{_LATER[name]}"), name)
