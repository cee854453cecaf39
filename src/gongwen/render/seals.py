"""Names and date under seals (7.3.5.1), with pictures of the seals or with the room for them."""

from __future__ import annotations

import itertools
import math

from msgspec import Struct

from gongwen.lengths import Length, mm, twips
from gongwen.printview import Picture, Signature
from gongwen.render.drawings import picture_run
from gongwen.render.grid import Grid
from gongwen.render.signature_lines import BLANK, INK_DROP, RIGHT, SignatureLine, centred, name_lines, on_centres
from gongwen.render.stylebook import Stylebook
from gongwen.render.widths import width_in_characters
from gongwen.render.wordml import text_run
from gongwen.standard import elements

#: A seal begins so much less than a line below the text, for the ink of a line ends above the line's own end.
_TOP_EASE = mm(2)
_TAB = "<w:r><w:tab/></w:r>"
_NAMED = "印章"


def sealed_lines(signature: Signature, book: Stylebook) -> list[SignatureLine]:
    """F052 to F055: the date ends 4 字 from the right with the last name centred above it; a seal on every name."""
    if len(signature.authorities) > 1:
        return _joint(signature, book)
    return _single(signature, book)


def _single(signature: Signature, book: Stylebook) -> list[SignatureLine]:
    """Name and date are centred in one box that reaches to the right margin.

    So the middle is right whatever gaps a program puts between Han and digits. A name too long for that box ends at
    the margin, and the date is centred under it; so are the two lines of one too long for a line.
    """
    texts = [line for name in name_lines(signature) for line in name]
    date, width = width_in_characters(signature.date), max(map(width_in_characters, texts), default=0.0)
    room = date + 2 * elements.SEALED_DATE_INDENT.nominal
    left = max(book.text_width - book.grid.characters(max(room, width)), 0)
    texts += [signature.date] if signature.date else []
    seal = ""
    if signature.seals:
        top = _top(signature.seals[0], signature.blank_lines, len(texts), book.grid, is_first=True)
        seal = _seal(signature.seals[0], (left + book.text_width) // 2, top)
    lines: list[SignatureLine] = []
    for text in texts:
        # The longest name fills the box exactly; aligned to the right it cannot break for a hair's breadth.
        place = RIGHT if room < width_in_characters(text) == width else centred(left)
        lines.append(SignatureLine(place, ("" if lines else seal) + text_run(text)))
    return lines


class _Columns(Struct, frozen=True):
    """Where the names of joint issue stand: the middles of the columns, in twips from the left margin."""

    middles: tuple[int, ...]

    def last(self, count: int) -> list[int]:
        """The columns of a row of `count` names: the last row ends at the right, above the date."""
        return list(self.middles[len(self.middles) - count :])


def _joint(signature: Signature, book: Stylebook) -> list[SignatureLine]:
    """F055: rows of names in their order, each row far enough from the next for a seal on every name."""
    diameter = mm(max((seal.width for seal in signature.seals), default=elements.SEAL_DIAMETER.mm))
    height = mm(max((seal.height for seal in signature.seals), default=elements.SEAL_DIAMETER.mm))
    columns = _columns(signature, diameter, book)
    pitch = twips(book.grid.line)
    per_row = len(columns.middles)
    broken = name_lines(signature)
    rows = [broken[start : start + per_row] for start in range(0, len(broken), per_row)]
    # How many lines stand under the seals of a row: its names, and below the last the date.
    blocks = [max(map(len, row)) for row in rows]
    blocks[-1] += bool(signature.date)
    seals = iter(signature.seals)
    lines: list[SignatureLine] = []
    for number, row in enumerate(rows, 1):
        is_last = number == len(rows)
        places = columns.last(len(row)) if is_last else list(columns.middles)
        block = blocks[number - 1]
        drawn = ""
        for seal, place in zip(itertools.islice(seals, len(row)), places, strict=False):
            top = _top(seal, signature.blank_lines, block, book.grid, is_first=number == 1)
            drawn += _seal(seal, place, top)
        depth = max(map(len, row))
        # A name of one line stands on the lowest of its row, next to the date.
        for level in zip(*(("",) * (depth - len(name)) + name for name in row), strict=True):
            lines.append(SignatureLine(on_centres(places), drawn + "".join(_TAB + text_run(text) for text in level)))
            drawn = ""
        if not is_last:
            # The middle of a seal over more lines than these lies so much lower.
            lower = pitch * ((blocks[number] - block) / 2)
            apart = math.ceil((height + elements.SEALS_APART - lower).over(pitch))
            lines += [BLANK] * (apart - depth)
    if signature.date:
        lines.append(SignatureLine(on_centres([columns.middles[-1]]), _TAB + text_run(signature.date)))
    return lines


def _columns(signature: Signature, diameter: Length, book: Stylebook) -> _Columns:
    """As many columns as hold seals and names without touching, at most three; rows as even as can be."""
    grid, text_width = book.grid, book.text_width
    longest = grid.characters(max(width_in_characters(line) for name in name_lines(signature) for line in name))
    date = grid.characters(width_in_characters(signature.date))
    hair = grid.character // 8
    half = max(diameter.twips, longest + 2 * hair) // 2
    #: from the right margin to the middle of the last column
    right = max(date // 2 + grid.characters(elements.SEALED_DATE_INDENT.nominal), half)
    apart = max((diameter + elements.SEALS_APART).twips, longest + grid.character)
    most = min(elements.SEALS_PER_ROW.nominal, len(signature.authorities))
    while most > 1 and right + apart * (most - 1) + half > text_width:
        most -= 1
    count = math.ceil(len(signature.authorities) / math.ceil(len(signature.authorities) / most))
    if count > 1:
        # As far to the left as the last column is to the right, if the text area is wide enough for that.
        even, widest = (text_width - 2 * right) // (count - 1), (text_width - right - half) // (count - 1)
        apart = max(apart, min(even, widest))
    return _Columns(tuple(text_width - right - apart * index for index in reversed(range(count))))


def _top(seal: Picture, blank_lines: int, block: int, grid: Grid, *, is_first: bool) -> Length:
    """From the top of the name's line up (negative) or down to the top of its seal.

    `block` lines stand under the seal, slightly below its middle. The first row begins within a line of the text.
    """
    pitch = twips(grid.line)
    middle = pitch * (block / 2) + INK_DROP - elements.SEAL_RISE
    top = middle - mm(seal.height / 2)
    if not is_first:
        return top
    above = pitch * blank_lines
    return max(min(top + above, pitch - _TOP_EASE), mm(0)) - above


def _seal(seal: Picture, middle: int, top: Length) -> str:
    return picture_run(seal, left=twips(middle) - mm(seal.width / 2), top=top, named=_NAMED)
