"""What the machine has for making PDFs: the office program, the faces of the standard."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from gongwen.convert.fonts import FaceMatch, match_face
from gongwen.convert.program import office_program
from gongwen.diagnostics import ToolError
from gongwen.render.deflate import ZLIB, deflater_named, version_of
from gongwen.standard.elements import FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG
from gongwen.standard.requirement import Face

#: Families that stand in well for a face of the standard: of its class, and complete for GB 2312.
_SUBSTITUTES = {
    FANGSONG: ("FandolFang",),
    KAITI: ("FandolKai", "AR PL KaitiM GB", "AR PL UKai CN"),
    HEITI: ("FandolHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei"),
    SONGTI: ("FandolSong", "Noto Serif CJK SC", "AR PL UMing CN"),
    XIAOBIAOSONG: ("FandolSong", "Noto Serif CJK SC"),
}
#: PRACTICE: what offices set letters and digits in that do not want them in the face of the text.
_LATIN = "Times New Roman"
#: Of the same widths, so that lines break alike.
_LATIN_SUBSTITUTES = ("Liberation Serif", "Tinos")
_INSTALL = "装上这个字体，或在 Debian、Ubuntu 上运行 scripts/install-office.sh 装免费的替代字体"


class State(Enum):
    """Whether a page will look as it should, as a user reads it."""

    GOOD = "好"
    REPLACED = "代"
    MISSING = "缺"


class Finding(Struct, frozen=True):
    """One thing looked at: its name and what was found."""

    name: str
    found: str
    state: State


def examine(deflater: str = ZLIB.name) -> Iterator[Finding]:
    """Everything that the look of a PDF depends on; of DOCX files only the bytes, on what deflates them."""
    yield Finding("Python", platform.python_version(), State.GOOD)
    yield _deflater(deflater)
    yield _program()
    for face, substitutes in _SUBSTITUTES.items():
        yield _chinese(face, substitutes)
    latin = match_face(_LATIN)
    if latin is not None:
        yield _latin(latin)


def _deflater(name: str) -> Finding:
    try:
        return Finding("压缩", f"{name} {version_of(deflater_named(name))}", State.GOOD)
    except ToolError as error:
        told = error.diagnostics[0]
        return Finding("压缩", f"{told.message}{told.hint}", State.MISSING)


def _program() -> Finding:
    office = office_program()
    if office is None:
        return Finding("LibreOffice", "没有找到；生成 DOCX 不受影响，生成 PDF 要先安装 LibreOffice", State.MISSING)
    return Finding("LibreOffice", office.version, State.GOOD)


def _chinese(face: Face, substitutes: tuple[str, ...]) -> Finding:
    match = match_face(face.product)
    if match is None:
        return Finding(face.product, "无法查询（没有 fontconfig）；请在 Word 或 WPS 的字体列表里查看", State.MISSING)
    if match.is_itself:
        return Finding(face.product, "已安装", State.GOOD)
    if any(family in substitutes for family in match.families):
        told = f"由 {match.families[0]} {match.style} 代替；换行、分页可能与正式字体不同"
        return Finding(face.product, told, State.REPLACED)
    told = f"没有安装，也没有合适的替代（会用 {match.families[0]}）；{_INSTALL}"
    return Finding(face.product, told, State.MISSING)


def _latin(match: FaceMatch) -> Finding:
    """Never missing: only offices that ask for it need it."""
    if match.is_itself:
        return Finding(_LATIN, "已安装", State.GOOD)
    is_as_wide = any(family in _LATIN_SUBSTITUTES for family in match.families)
    told = "字宽相同" if is_as_wide else f"字宽不同，版面设了西文字体才用得到；{_INSTALL}"
    return Finding(_LATIN, f"由 {match.families[0]} 代替，{told}", State.REPLACED)
