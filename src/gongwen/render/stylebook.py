"""What handles need to know of the template they print into: its styles by name and its grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from gongwen.render.grid import Grid
from gongwen.render.wordml import w

if TYPE_CHECKING:
    from lxml import etree

PARAGRAPH, TABLE = "paragraph", "table"
_KIND_NAMES = {PARAGRAPH: "段落样式", TABLE: "表格样式"}


class MissingStyle(LookupError):
    """The template has no style of this name."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(name)
        self.kind_name, self.name = _KIND_NAMES[kind], name


class Section(Struct, frozen=True):
    """How pages lie: the properties of a section as markup, the width of its text in twips."""

    markup: str
    text_width: int


class Stylebook(Struct, frozen=True):
    """Identifiers by kind and name, sections as the template has them; no `turned` one if nothing lies on its side."""

    identifiers: dict[tuple[str, str], str]
    grid: Grid
    upright: Section
    turned: Section | None = None

    def identifier(self, kind: str, name: str) -> str:
        """The `w:styleId` of a style; raises MissingStyle."""
        try:
            return self.identifiers[kind, name.lower()]
        except KeyError:
            raise MissingStyle(kind, name) from None

    @property
    def text_width(self) -> int:
        """In twips, as the template has it."""
        return self.upright.text_width

    def on_paper(self, *, is_turned: bool) -> Stylebook:
        """The book for what stands on turned paper; the same where the template cannot turn it."""
        return replace(self, upright=self.turned) if is_turned and self.turned else self


def read_stylebook(
    styles: etree._Element | None, document: etree._Element, turned: etree._Element | None, grid: Grid
) -> Stylebook:
    """From styles.xml and the sections of the document. Word takes style names without regard to case."""
    found: dict[tuple[str, str], str] = {}
    for style in styles.iter(w("style")) if styles is not None else ():
        name = style.find(w("name"))
        if name is not None:
            key = (style.get(w("type"), PARAGRAPH), name.get(w("val"), "").lower())
            found.setdefault(key, style.get(w("styleId"), ""))
    last = document.find(f"{w('body')}/{w('sectPr')}")
    upright = Section("", grid.text_width) if last is None else _section(last, grid)
    return Stylebook(found, grid, upright, None if turned is None else _section(turned, grid))


def _section(section: etree._Element, grid: Grid) -> Section:
    from lxml import etree

    return Section(etree.tostring(section, encoding="unicode", with_tail=False), _text_width(section, grid))


def _text_width(section: etree._Element, grid: Grid) -> int:
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None or margins is None:
        return grid.text_width
    try:
        width = int(size.get(w("w"), "")) - int(margins.get(w("left"), "")) - int(margins.get(w("right"), ""))
    except ValueError:
        return grid.text_width
    return width if width > 0 else grid.text_width
