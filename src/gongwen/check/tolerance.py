"""How far a measured value may be from what the standard asks before it is called wrong.

The sum of three: what the standard itself allows, what the instrument cannot tell, and what the renderer adds.

Why the renderer: LibreOffice reckons in twips (0.018 mm), writes places to 0.1 pt (0.035 mm), and centres the grid of
lines in the text area: half of what 22 lines leave of it, 0.16 mm on our pages, stands above the first. Word and WPS
are not calibrated.
"""

from __future__ import annotations

from gongwen.lengths import Length, mm, pt
from gongwen.measure import UNCERTAINTY

#: The renderer's rounding of a place, in any direction.
RENDERER_PLACE = mm(0.2)
#: ... of the size of type and of the thickness of a rule.
RENDERER_SIZE = pt(0.05)
RENDERER_THICKNESS = mm(0.02)

#: An office program sets the baseline of a line of exact height at this share of it from the top.
BASELINE_SHARE = 0.8
#: The em of a Chinese face reaches this far above and below the baseline, in parts of the size.
ASCENT, DESCENT = 0.88, 0.12

#: Two edges of blank lines never fall on the grid exactly when sizes differ; half a line would be another count.
BLANK_LINES = 0.35


def of_place(allowed: Length) -> Length:
    """For a place on the sheet."""
    return allowed + UNCERTAINTY.place + RENDERER_PLACE


def of_ink(allowed: Length) -> Length:
    """For an edge of ink."""
    return allowed + UNCERTAINTY.ink + RENDERER_PLACE


def of_size(allowed: Length) -> Length:
    """For a type size."""
    return allowed + UNCERTAINTY.size + RENDERER_SIZE


def of_thickness(allowed: Length) -> Length:
    """For the thickness of a rule."""
    return allowed + UNCERTAINTY.thickness + RENDERER_THICKNESS


def is_off(measured: Length, nominal: Length, tolerance: Length) -> bool:
    """Is it farther from `nominal` than `tolerance`, either way?"""
    return abs(measured.mm - nominal.mm) > tolerance.mm
