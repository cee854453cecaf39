"""From facts to verdicts: does the page stand as GB/T 9704—2012 asks?

Receives a Measurement, and the PrintView when the document was made here; returns a LayoutReport. Refuses nothing: a
finding is a result, and what cannot be looked at is told as not checked. Reads no file and no PDF.
"""

from gongwen.check.checks import CHECKS, CODES
from gongwen.check.faces import FaceUse
from gongwen.check.found import Found, Span, Spot, Value, Wording
from gongwen.check.outcome import Outcome
from gongwen.check.report import LayoutReport, check_layout
from gongwen.check.verdict import Check, Finding, Verdict

__all__ = [
    "CHECKS",
    "CODES",
    "Check",
    "FaceUse",
    "Finding",
    "Found",
    "LayoutReport",
    "Outcome",
    "Span",
    "Spot",
    "Value",
    "Verdict",
    "Wording",
    "check_layout",
]
