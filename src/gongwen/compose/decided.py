"""What was decided on the rendered pages, written into the print view."""

from __future__ import annotations

from msgspec.structs import replace

from gongwen.decisions import (
    Decisions,
    LinePitch,
    NarrowSealGap,
    PageBreak,
    RecipientInImprint,
    TableBreaks,
    TightParagraph,
)
from gongwen.printview import Imprint, PrintView, Table, TableBlock
from gongwen.standard.elements import CONTINUED, COPY_END, NARROW_SEAL_GAP, RECIPIENT_END


def follow(view: PrintView, decisions: Decisions) -> PrintView:
    """The view as decided; what a template need not know of is left to the render room."""
    parts = list(view.parts)
    for decision in decisions.of(NarrowSealGap):
        part = parts[decision.part]
        if part.signature is not None:
            signature = replace(part.signature, blank_lines=NARROW_SEAL_GAP.nominal)
            parts[decision.part] = replace(part, signature=signature)
    for page in decisions.of(PageBreak):
        part = parts[page.part]
        parts[page.part] = replace(part, parted=(*part.parted, page.block))
    for tight in decisions.of(TightParagraph):
        part = parts[tight.part]
        parts[tight.part] = replace(part, tight=(*part.tight, tight.block))
    for spaced in decisions.of(LinePitch):
        parts[spaced.part] = replace(parts[spaced.part], pitch_mm=spaced.pitch.mm)
    for breaks in decisions.of(TableBreaks):
        part = parts[breaks.part]
        blocks = list(part.blocks)
        block = blocks[breaks.block]
        assert isinstance(block, TableBlock)
        blocks[breaks.block] = replace(block, table=_parted(block.table, breaks))
        parts[breaks.part] = replace(part, blocks=tuple(blocks))
    view = replace(view, parts=tuple(parts))
    return recipients_in_imprint(view) if decisions.of(RecipientInImprint) else view


def _parted(table: Table, breaks: TableBreaks) -> Table:
    """No cell spans the upper edge of these rows; what went on over it is repeated, the leftmost marked so (B13)."""
    rows = [list(row) for row in table.rows]
    for row in breaks.rows:
        mark = CONTINUED
        for column, cell in enumerate(rows[row]):
            if not cell.covered:
                continue
            start = max(above for above in range(row) if not rows[above][column].covered)
            whole = rows[start][column]
            rows[start][column] = replace(whole, rows=row - start)
            rows[row][column] = replace(
                whole, text=f"{whole.text.removesuffix(CONTINUED)}{mark}", rows=start + whole.rows - row
            )
            mark = ""
    heights = tuple((row, height.mm) for row, height in breaks.held)
    return replace(table, rows=tuple(map(tuple, rows)), least_heights=heights)


def recipients_in_imprint(view: PrintView) -> PrintView:
    """7.3.2: the recipients of the main text stand in the imprint, above the copies, and no longer above the text."""
    main, *others = view.parts
    if not main.recipient:
        return view
    names = f"{main.recipient.rstrip(f'{RECIPIENT_END}:')}{COPY_END}"
    imprint = replace(view.imprint or Imprint(), recipients=names)
    return replace(view, parts=(replace(main, recipient=""), *others), imprint=imprint)
