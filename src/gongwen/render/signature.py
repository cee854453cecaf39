"""落款 (7.3.5): blank lines, names and date; with seals, without, or with the stamps of those who sign."""

from __future__ import annotations

from gongwen.printview import Signature
from gongwen.render.seals import sealed_lines
from gongwen.render.signature_lines import BLANK, SignatureLine, from_left, lines_xml, name_lines
from gongwen.render.spread import spread_runs
from gongwen.render.stamps import stamped_lines
from gongwen.render.stylebook import Stylebook
from gongwen.render.widths import width_in_characters
from gongwen.render.wordml import text_run
from gongwen.standard import elements


def signature_xml(signature: Signature, book: Stylebook) -> str:
    """Blank lines, the names or the stamps, the date (7.3.5.1 to 7.3.5.3)."""
    if signature.signers:
        lines = stamped_lines(signature, book)
    elif signature.is_sealed:
        lines = sealed_lines(signature, book)
    else:
        lines = _unsealed(signature, book)
    return lines_xml([*[BLANK] * signature.blank_lines, *lines], book)


def _unsealed(signature: Signature, book: Stylebook) -> list[SignatureLine]:
    """F056, F057: the date begins 2 字 to the right of the name, the wider of the two ends 2 字 from the right.

    Several lines, of joint issue or of a name too long for one, stand as one block, spread to one width; so the date
    keeps its place by the first character of each.
    """
    indent, grid = elements.UNSEALED_INDENT.nominal, book.grid
    date = width_in_characters(signature.date)
    texts = [line for name in name_lines(signature) for line in name]
    longest = max(map(width_in_characters, texts), default=0.0)
    # From the right margin to where the date begins.
    reach = max(longest, date + indent) if texts and signature.date else max(longest, date) + indent
    date_left = book.text_width - grid.characters(reach)
    name_left = date_left - grid.characters(indent) if signature.date else date_left
    block = longest if len(texts) > 1 else 0
    place = from_left(name_left, grid.character)
    lines = [
        SignatureLine(place, spread_runs(text, block, grid.character, spacing=grid.character_spacing)) for text in texts
    ]
    if signature.date:
        lines.append(SignatureLine(from_left(date_left, grid.character), text_run(signature.date)))
    return lines
