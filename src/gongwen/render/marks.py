"""发文机关标志 (7.2.4): one line, or the names of several authorities beside the word 文件."""

from __future__ import annotations

from gongwen.lengths import Length, pt
from gongwen.printview import AuthorityMark
from gongwen.render import style_names as names
from gongwen.render.spread import spread_runs
from gongwen.render.stylebook import PARAGRAPH, Stylebook
from gongwen.render.widths import width_in_characters
from gongwen.render.wordml import attribute, text_run
from gongwen.standard import elements


def authority_mark_xml(mark: AuthorityMark, book: Stylebook) -> str:
    """Inside the text area. Every line is as high as its type, so that the ink of the first keeps its place."""
    style = attribute(book.identifier(PARAGRAPH, names.AUTHORITY_MARK))
    if mark.authorities:
        return _joint(mark, book, style)
    size = _half_points(book, width_in_characters(mark.text))
    return _line(style, size, _word(mark, size))


def _word(mark: AuthorityMark, size: int) -> str:
    """The text, or on paper that bears it already nothing: an empty line of the same height."""
    return "" if mark.is_preprinted else text_run(mark.text, f"<w:rPr>{_size(size)}</w:rPr>")


def _joint(mark: AuthorityMark, book: Stylebook, style: str) -> str:
    """F027: the names, host first, spread to one width; the word to their right, in the middle of their height."""
    count = len(mark.authorities)
    longest = max(map(width_in_characters, mark.authorities))
    word = width_in_characters(mark.text)
    lines = 1 + (count - 1) * elements.JOINT_MARK_PITCH
    size = min(
        _half_points(book, longest + elements.JOINT_MARK_GAP + word),
        (elements.JOINT_MARK_HEIGHT * (1 / lines)).half_points,
    )
    # Half-points are 10 twips.
    character = size * 10
    look = _size(size)
    stacked = "".join(
        _line(
            style,
            size,
            "" if mark.is_preprinted else spread_runs(name, longest, character, look),
            align="left",
            is_first=not index,
        )
        for index, name in enumerate(mark.authorities)
    )
    beside = _line(style, size, _word(mark, size), align="right")
    # A hair more than the letters take, lest one be broken off.
    left = round(longest * character) + character // 8
    right = round((word + elements.JOINT_MARK_GAP) * character) - character // 8
    none = "".join(f'<w:{edge} w:val="nil"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    zero = "".join(f'<w:{edge} w:w="0" w:type="dxa"/>' for edge in ("top", "left", "bottom", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{left + right}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{none}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{zero}</w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{left}"/><w:gridCol w:w="{right}"/></w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(left, stacked)}{_cell(right, beside)}</w:tr></w:tbl>"
    )


def _half_points(book: Stylebook, width: float) -> int:
    """The largest size in which so many characters stay inside the text area."""
    fitting: Length = pt(book.text_width / 20 * elements.AUTHORITY_MARK_FILL / max(width, 1))
    return min(int(fitting.pt * 2), book.grid.geometry.mark_size.nominal.half_points)


def _size(size: int) -> str:
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _line(style: str, size: int, runs: str, *, align: str = "", is_first: bool = True) -> str:
    before = 0 if is_first else round(size * 10 * (elements.JOINT_MARK_PITCH - 1))
    look = f'<w:spacing w:before="{before}" w:after="0" w:line="{size * 10}" w:lineRule="exact"/>'
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr><w:pStyle w:val={style}/>{look}{aligned}</w:pPr>{runs}</w:p>"


def _cell(width: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
