"""From PDF to facts: what stands where on each sheet, in lengths; never whether it stands right.

Receives a PDF file, returns a Measurement; refuses with FileError what cannot be read as a PDF. All places are on the
sheet as a reader holds it: origin at the top left, x to the right, y down, rotation and crop box already applied.
How far each kind of value can be off is UNCERTAINTY, held by the calibration in tests/measure.
"""

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
    "Page",
    "PagePicture",
    "Picture",
    "Rule",
    "Uncertainty",
    "draw_pages",
    "measure_pdf",
]
