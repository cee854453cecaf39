"""The lines of a 落款: what stands in each and where."""

from __future__ import annotations

from msgspec import Struct

from gongwen.lengths import mm
from gongwen.printview import Signature
from gongwen.render import style_names as names
from gongwen.render.stylebook import PARAGRAPH, Stylebook
from gongwen.render.wordml import attribute

#: LibreOffice sets the ink of a character so much below the middle of its line; measured, see tests/render.
INK_DROP = mm(1.4)


class SignatureLine(Struct, frozen=True):
    """A line with its place (tabs, indents, alignment, as `w:pPr` has them) and its runs; without runs it is blank.

    `height` is that of a line that only keeps room, in twips.
    """

    place: str = ""
    runs: str = ""
    height: int = 0


BLANK = SignatureLine()
RIGHT = '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="right"/>'


def centred(left: int) -> str:
    """In the middle between `left` and the right margin."""
    return f'<w:ind w:left="{left}" w:right="0" w:firstLine="0"/><w:jc w:val="center"/>'


def from_left(left: int, character: int) -> str:
    """Beginning at `left`, with room beyond the margin, in case a program's gaps are wider than reckoned."""
    return f'<w:ind w:left="{max(left, 0)}" w:right="-{character}" w:firstLine="0"/><w:jc w:val="left"/>'


def from_right(right: int) -> str:
    """Ending `right` before the right margin."""
    return f'<w:ind w:left="0" w:right="{right}" w:firstLine="0"/><w:jc w:val="right"/>'


def on_centres(centres: list[int]) -> str:
    """For texts after tabs, each in the middle of its place."""
    tabs = "".join(f'<w:tab w:val="center" w:pos="{centre}"/>' for centre in centres)
    return f'<w:tabs>{tabs}</w:tabs><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>'


def name_lines(signature: Signature) -> list[tuple[str, ...]]:
    """The names, each in the one or two lines it is set in."""
    breaks = signature.breaks or (0,) * len(signature.authorities)
    return [(name[:at], name[at:]) if at else (name,) for name, at in zip(signature.authorities, breaks, strict=True)]


def lines_xml(lines: list[SignatureLine], book: Stylebook) -> str:
    """The paragraphs, kept together; the last must not cling to what follows it."""
    blank = attribute(book.identifier(PARAGRAPH, names.BLANK))
    style = attribute(book.identifier(PARAGRAPH, names.SIGNATURE))
    made = []
    for number, line in enumerate(lines, 1):
        if line.runs:
            release = '<w:keepNext w:val="0"/>' if number == len(lines) else ""
            made.append(f"<w:p><w:pPr><w:pStyle w:val={style}/>{release}{line.place}</w:pPr>{line.runs}</w:p>")
        else:
            height = f'<w:spacing w:before="0" w:after="0" w:line="{line.height}" w:lineRule="exact"/>'
            made.append(f"<w:p><w:pPr><w:pStyle w:val={blank}/>{height if line.height else ''}</w:pPr></w:p>")
    return "".join(made)
