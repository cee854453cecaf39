"""What was decided on the rendered pages, written into the print view."""

from __future__ import annotations

from dataclasses import replace

from gongwen.decisions import Decisions, NarrowSealGap
from gongwen.printview import PrintView
from gongwen.standard.elements import NARROW_SEAL_GAP


def follow(view: PrintView, decisions: Decisions) -> PrintView:
    """The view as decided; what a template need not know of is left to the render room."""
    parts = list(view.parts)
    for decision in decisions.of(NarrowSealGap):
        part = parts[decision.part]
        if part.signature is not None:
            signature = replace(part.signature, blank_lines=NARROW_SEAL_GAP.nominal)
            parts[decision.part] = replace(part, signature=signature)
    return replace(view, parts=tuple(parts))
