"""What was decided on the rendered pages, written into the print view."""

from __future__ import annotations

from dataclasses import replace

from gongwen.decisions import Decisions, NarrowSealGap, RecipientInImprint
from gongwen.printview import Imprint, PrintView
from gongwen.standard.elements import COPY_END, NARROW_SEAL_GAP, RECIPIENT_END


def follow(view: PrintView, decisions: Decisions) -> PrintView:
    """The view as decided; what a template need not know of is left to the render room."""
    parts = list(view.parts)
    for decision in decisions.of(NarrowSealGap):
        part = parts[decision.part]
        if part.signature is not None:
            signature = replace(part.signature, blank_lines=NARROW_SEAL_GAP.nominal)
            parts[decision.part] = replace(part, signature=signature)
    view = replace(view, parts=tuple(parts))
    return recipients_in_imprint(view) if decisions.of(RecipientInImprint) else view


def recipients_in_imprint(view: PrintView) -> PrintView:
    """7.3.2: the recipients of the main text stand in the imprint, above the copies, and no longer above the text."""
    main, *others = view.parts
    if not main.recipient:
        return view
    names = f"{main.recipient.rstrip(f'{RECIPIENT_END}:')}{COPY_END}"
    imprint = replace(view.imprint or Imprint(), recipients=names)
    return replace(view, parts=(replace(main, recipient=""), *others), imprint=imprint)
