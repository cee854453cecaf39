"""fontTable.xml and theme1.xml: parts that the schema asks for. They name the faces of the standard and no others."""

from __future__ import annotations

from gongwen.render.wordml import DECLARATION, W, attribute
from gongwen.standard.geometry import Faces

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

#: Black on white; no text of ours takes a colour from the theme.
_COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "000000", "lt2": "FFFFFF", "accent1": "000000", "accent2": "000000",
    "accent3": "000000", "accent4": "000000", "accent5": "000000", "accent6": "000000", "hlink": "000000",
    "folHlink": "000000",
}  # fmt: skip


def font_table_xml(faces: Faces) -> str:
    """The faces with the character set (GB 2312, 0x86) by which Word finds them under their other names."""
    fonts = "".join(
        f'<w:font w:name={attribute(face.product)}><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="default"/></w:font>'
        for face in faces.all()
    )
    if faces.latin:
        fonts += f"<w:font w:name={attribute(faces.latin)}/>"
    return f'{DECLARATION}<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'


def theme_xml(faces: Faces) -> str:
    """The smallest theme the schema allows."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{_DRAWING}" name="公文"><a:themeElements>'
        f'<a:clrScheme name="公文">{colours}</a:clrScheme>'
        f'<a:fontScheme name="公文"><a:majorFont>{_face(faces.heiti.product)}</a:majorFont>'
        f"<a:minorFont>{_face(faces.fangsong.product)}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="公文"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _face(name: str) -> str:
    return "".join(f"<a:{script} typeface={attribute(name)}/>" for script in ("latin", "ea", "cs"))
