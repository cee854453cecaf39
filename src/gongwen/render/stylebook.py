"""What handles need to know of the template they print into: its styles by name and its grid."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from gongwen.render.grid import Grid
from gongwen.render.wordml import w

PARAGRAPH, TABLE = "paragraph", "table"
_KIND_NAMES = {PARAGRAPH: "段落样式", TABLE: "表格样式"}


class MissingStyle(LookupError):
    """The template has no style of this name."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(name)
        self.kind_name, self.name = _KIND_NAMES[kind], name


@dataclass(frozen=True, slots=True)
class Stylebook:
    """Identifiers by kind and name; `text_width` in twips, as the template has it."""

    identifiers: dict[tuple[str, str], str]
    text_width: int
    grid: Grid

    def identifier(self, kind: str, name: str) -> str:
        """The `w:styleId` of a style; raises MissingStyle."""
        try:
            return self.identifiers[kind, name.lower()]
        except KeyError:
            raise MissingStyle(kind, name) from None


def read_stylebook(styles: etree._Element | None, document: etree._Element, grid: Grid) -> Stylebook:
    """From styles.xml and the last section of the document. Word takes style names without regard to case."""
    found: dict[tuple[str, str], str] = {}
    for style in styles.iter(w("style")) if styles is not None else ():
        name = style.find(w("name"))
        if name is not None:
            key = (style.get(w("type"), PARAGRAPH), name.get(w("val"), "").lower())
            found.setdefault(key, style.get(w("styleId"), ""))
    return Stylebook(found, _text_width(document, grid), grid)


def _text_width(document: etree._Element, grid: Grid) -> int:
    section = document.find(f"{w('body')}/{w('sectPr')}")
    if section is None:
        return grid.text_width
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None or margins is None:
        return grid.text_width
    try:
        width = int(size.get(w("w"), "")) - int(margins.get(w("left"), "")) - int(margins.get(w("right"), ""))
    except ValueError:
        return grid.text_width
    return width if width > 0 else grid.text_width
