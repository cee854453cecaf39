"""Pieces that a template inserts whole because their geometry follows from their text; here 落款.

A handle's only power is `__html__`, by which Jinja takes it as finished markup. It names the template's styles and adds
only what had to be computed.
"""

from __future__ import annotations

from collections.abc import Callable

from gongwen.printview import AuthorityMark, Signature
from gongwen.render import style_names as names
from gongwen.render.spread import spread_runs
from gongwen.render.stylebook import PARAGRAPH, Stylebook
from gongwen.render.widths import width_in_characters
from gongwen.render.wordml import attribute
from gongwen.standard import elements


class Handle:
    """Markup that is made when it is printed."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make

    def __html__(self) -> str:
        return self._make()


#: The styles each handle prints in.
STYLES: dict[type, tuple[str, ...]] = {
    AuthorityMark: (names.AUTHORITY_MARK,),
    Signature: (names.SIGNATURE, names.BLANK),
}


def signature_xml(signature: Signature, book: Stylebook) -> str:
    """Blank lines, the authorities one below the other, the date (7.3.5.1, 7.3.5.2)."""
    blank = f"<w:p><w:pPr><w:pStyle w:val={attribute(book.identifier(PARAGRAPH, names.BLANK))}/></w:pPr></w:p>"
    style = attribute(book.identifier(PARAGRAPH, names.SIGNATURE))
    rows = _sealed(signature, book) if signature.is_sealed else _unsealed(signature, book)
    # F057: without seals several names stand as one block.
    is_block = not signature.is_sealed and len(signature.authorities) > 1
    widest = max(map(width_in_characters, signature.authorities), default=0.0) if is_block else 0.0
    made = [blank * signature.blank_lines]
    for number, (text, place) in enumerate(rows, 1):
        # The last line must not cling to what follows it.
        release = '<w:keepNext w:val="0"/>' if number == len(rows) else ""
        is_name = number <= len(signature.authorities)
        runs = spread_runs(text, widest if is_name else 0, book.grid.character, spacing=book.grid.character_spacing)
        made.append(f"<w:p><w:pPr><w:pStyle w:val={style}/>{release}{place}</w:pPr>{runs}</w:p>")
    return "".join(made)


def _sealed(signature: Signature, book: Stylebook) -> list[tuple[str, str]]:
    """F052, F053: the date ends 4 字 from the right, the names are centred on it.

    Both are centred in one box that reaches to the right margin: the middle is right whatever gaps a program puts
    between Han and digits. A name too long for that box ends at the margin, and the date is centred under it.
    """
    indent = elements.SEALED_DATE_INDENT.nominal
    date = width_in_characters(signature.date)
    longest = max(map(width_in_characters, signature.authorities), default=0.0)
    box = max(date + 2 * indent, longest)
    place = _centred(max(book.text_width - book.grid.characters(box), 0))
    if longest > date + 2 * indent:
        # The longest name fills the box exactly; aligned to the right it cannot break for a hair's breadth.
        widths = {name: width_in_characters(name) for name in signature.authorities}
        rows = [(name, _RIGHT if widths[name] == longest else place) for name in signature.authorities]
    else:
        rows = [(name, place) for name in signature.authorities]
    return [*rows, (signature.date, place)] if signature.date else rows


def _unsealed(signature: Signature, book: Stylebook) -> list[tuple[str, str]]:
    """F056, F057: the date begins 2 字 to the right of the name, the wider of the two ends 2 字 from the right."""
    indent = elements.UNSEALED_INDENT.nominal
    date = width_in_characters(signature.date)
    longest = max(map(width_in_characters, signature.authorities), default=0.0)
    # From the right margin to where the date begins.
    reach = max(longest, date + indent) if signature.authorities and signature.date else max(longest, date) + indent
    date_left = book.text_width - book.grid.characters(reach)
    name_left = date_left - book.grid.characters(indent) if signature.date else date_left
    rows = [(name, _from_left(name_left, book)) for name in signature.authorities]
    return [*rows, (signature.date, _from_left(date_left, book))] if signature.date else rows


_RIGHT = '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="right"/>'


def _centred(left: int) -> str:
    return f'<w:ind w:left="{left}" w:right="0" w:firstLine="0"/><w:jc w:val="center"/>'


def _from_left(left: int, book: Stylebook) -> str:
    # Room to the right beyond the margin, in case a program's gaps are wider than reckoned.
    return f'<w:ind w:left="{max(left, 0)}" w:right="-{book.grid.character}" w:firstLine="0"/><w:jc w:val="left"/>'
