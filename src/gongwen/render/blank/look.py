"""A style as Word writes it: what a paragraph or a piece of text looks like, in the order the schema wants."""

from __future__ import annotations

from msgspec import Struct

from gongwen.lengths import Length
from gongwen.render.wordml import attribute
from gongwen.standard.requirement import Face


class Look(Struct, frozen=True, kw_only=True):
    """What a style sets; None leaves a thing as the style it is based on has it. Lengths without type are twips."""

    face: Face | None = None
    size: Length | None = None
    is_bold: bool | None = None
    character_spacing: int | None = None
    colour: str | None = None
    align: str | None = None
    #: exact height of every line
    line: int | None = None
    left: int | None = None
    right: int | None = None
    hanging: int | None = None
    #: first-line indent in 字, written both in characters (Word) and in twips (LibreOffice)
    first_characters: int | None = None
    first: int | None = None
    #: (kind, place) of tab stops
    tabs: tuple[tuple[str, int], ...] = ()
    keeps_next: bool | None = None
    keeps_lines: bool | None = None
    starts_page: bool | None = None
    #: a rule under the paragraph: eighths of a point, points of distance, colour, kind
    rule_below: tuple[int, int, str] | tuple[int, int, str, str] | None = None
    #: room above
    before: int = 0
    outline: int | None = None

    def paragraph_properties(self) -> str:
        """The content of `w:pPr`."""
        parts = [
            _switch("keepNext", self.keeps_next),
            _switch("keepLines", self.keeps_lines),
            _switch("pageBreakBefore", self.starts_page),
        ]
        if self.rule_below:
            weight, distance, colour, *kind = self.rule_below
            line = kind[0] if kind else "single"
            parts.append(
                f'<w:pBdr><w:bottom w:val="{line}" w:sz="{weight}" w:space="{distance}" w:color="{colour}"/></w:pBdr>'
            )
        if self.tabs:
            stops = "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in self.tabs)
            parts.append(f"<w:tabs>{stops}</w:tabs>")
        if self.line is not None:
            parts.append(f'<w:spacing w:before="{self.before}" w:after="0" w:line="{self.line}" w:lineRule="exact"/>')
        parts.append(self._indent())
        if self.align:
            parts.append(f'<w:jc w:val="{self.align}"/>')
        if self.outline is not None:
            parts.append(f'<w:outlineLvl w:val="{self.outline}"/>')
        return "".join(parts)

    def _indent(self) -> str:
        values = {
            "left": self.left,
            "right": self.right,
            "hanging": self.hanging,
            "firstLineChars": None if self.first_characters is None else self.first_characters * 100,
            "firstLine": self.first,
        }
        written = "".join(f' w:{name}="{value}"' for name, value in values.items() if value is not None)
        return f"<w:ind{written}/>" if written else ""

    def run_properties(self) -> str:
        """The content of `w:rPr`."""
        parts = []
        if self.face:
            name, latin = attribute(self.face.product), attribute(self.face.latin or self.face.product)
            # Marks that both scripts have, such as quotes, belong to the Chinese text.
            hint = ' w:hint="eastAsia"' if self.face.latin else ""
            parts.append(f"<w:rFonts{hint} w:ascii={latin} w:hAnsi={latin} w:eastAsia={name} w:cs={name}/>")
        parts += [_switch("b", self.is_bold), _switch("bCs", self.is_bold)]
        if self.colour:
            parts.append(f'<w:color w:val="{self.colour}"/>')
        if self.character_spacing is not None:
            parts.append(f'<w:spacing w:val="{self.character_spacing}"/>')
        if self.size:
            parts.append(f'<w:sz w:val="{self.size.half_points}"/><w:szCs w:val="{self.size.half_points}"/>')
        return "".join(parts)


def _switch(name: str, value: bool | None) -> str:
    if value is None:
        return ""
    return f"<w:{name}/>" if value else f'<w:{name} w:val="0"/>'


def style(
    name: str,
    look: Look,
    *,
    identifier: str = "",
    based_on: str = "Normal",
    next_style: str = "",
    kind: str = "paragraph",
    is_default: bool = False,
    is_built_in: bool = False,
) -> str:
    """One `w:style` of a paragraph or of characters. Without an identifier the name is the identifier."""
    paragraph, run = look.paragraph_properties(), look.run_properties()
    return "".join(
        (
            f'<w:style w:type="{kind}"',
            ' w:default="1"' if is_default else "",
            "" if is_built_in else ' w:customStyle="1"',
            f" w:styleId={attribute(identifier or name)}>",
            f"<w:name w:val={attribute(name)}/>",
            f"<w:basedOn w:val={attribute(based_on)}/>" if based_on else "",
            f"<w:next w:val={attribute(next_style)}/>" if next_style else "",
            "<w:qFormat/>",
            f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "",
            f"<w:rPr>{run}</w:rPr>" if run else "",
            "</w:style>",
        )
    )
