"""签名章 (7.3.5.3): the title of each who signs beside the stamp, or beside the room for it, and the date."""

from __future__ import annotations

from gongwen.lengths import Length, mm, twips
from gongwen.printview import Signature, Signer
from gongwen.render.drawings import picture_run
from gongwen.render.grid import LOWEST_LINE
from gongwen.render.signature_lines import BLANK, INK_DROP, SignatureLine, from_right
from gongwen.render.stylebook import Stylebook
from gongwen.render.wordml import text_run
from gongwen.standard import elements

#: PRACTICE: stamps of joint issue, one below the other.
_APART = mm(3)


def stamped_lines(signature: Signature, book: Stylebook) -> list[SignatureLine]:
    """F058: stamps 4 字 from the right, titles 2 字 before them and in the middle of their height, then the date."""
    indent = book.grid.characters(elements.STAMP_INDENT.nominal)
    lines: list[SignatureLine] = []
    for number, signer in enumerate(signature.signers):
        if signer.name:
            gap = "　" * elements.STAMP_TITLE_GAP.nominal
            lines.append(SignatureLine(from_right(indent), text_run(signer.title) + text_run(gap + signer.name)))
        else:
            lines += [_room(_APART)] * bool(number) + _stamped(signer, book)
    if signature.date:
        lines += [BLANK] * elements.STAMP_DATE_GAP.nominal
        lines.append(SignatureLine(from_right(indent), text_run(signature.date)))
    return lines


def _stamped(signer: Signer, book: Stylebook) -> list[SignatureLine]:
    """Room above and below the title's line, so that all three together are as high as the stamp."""
    stamp = signer.stamp
    width = mm(stamp.width) if stamp else elements.STAMP_WIDTH
    height = mm(stamp.height) if stamp else elements.STAMP_HEIGHT
    indent = book.grid.characters(elements.STAMP_INDENT.nominal)
    left = twips(book.text_width - indent) - width
    pitch = twips(book.grid.line)
    #: from the top of the title's line
    middle = pitch * 0.5 + INK_DROP
    above = max(height * 0.5 - middle, mm(0))
    below = max(height - above - pitch, mm(0))
    run = text_run(signer.title)
    if stamp is not None:
        run = picture_run(stamp, left=left, top=middle - height * 0.5, named="签名章") + run
    reach = indent + width.twips + book.grid.characters(elements.STAMP_TITLE_GAP.nominal)
    return [_room(above), SignatureLine(from_right(reach), run), _room(below)]


def _room(height: Length) -> SignatureLine:
    return SignatureLine(height=max(height.twips, LOWEST_LINE))
