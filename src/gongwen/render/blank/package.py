"""The default templates as packages: as few parts as Word, WPS and LibreOffice need."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from gongwen.render import style_names as names
from gongwen.render.blank.body import document_xml
from gongwen.render.blank.fonts import font_table_xml, theme_xml
from gongwen.render.blank.heads import letter_head, minutes_head, order_head, red_head
from gongwen.render.blank.letter import HEADER_DISTANCE, first_footer_xml, first_header_xml, letter_styles
from gongwen.render.blank.orders import minutes_styles, order_styles
from gongwen.render.blank.pieces import paragraph
from gongwen.render.blank.styles import class_mark_style, styles_xml
from gongwen.render.blank.turned import turned_number_xml
from gongwen.render.grid import Grid
from gongwen.render.pack import pack_member, write_zip
from gongwen.render.wordml import DECLARATION, DOCUMENT_TYPE, W, text_run
from gongwen.standard.geometry import NATIONAL, Geometry
from gongwen.standard.page import PAGE_NUMBER_DASH

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class _Format(Struct, frozen=True):
    """What sets a template apart: its head, its own styles, what stands around the text of its first page."""

    head: tuple[str, ...] = ()
    styles: Mapping[str, str] = field(default_factory=dict)
    is_letter: bool = False


def default_templates(geometry: Geometry = NATIONAL) -> dict[str, bytes]:
    """Every default template by file name."""
    grid = Grid(geometry)
    formats = {
        "文件.docx": _Format(red_head(), class_mark_style(grid)),
        "普通.docx": _Format(),
        "信函.docx": _Format(letter_head(), letter_styles(grid) | class_mark_style(grid), is_letter=True),
        "命令.docx": _Format(order_head(), order_styles(grid)),
        "纪要.docx": _Format(minutes_head(), minutes_styles(grid)),
    }
    return {name: _template(grid, made) for name, made in formats.items()}


def _template(grid: Grid, made: _Format) -> bytes:
    #: file -> relationship and content
    parts = {
        "styles.xml": ("styles", styles_xml(grid, made.styles)),
        "settings.xml": ("settings", _settings(grid)),
        "footer1.xml": ("footer", _footer(names.ODD_PAGE_NUMBER)),
        "footer2.xml": ("footer", _footer(names.EVEN_PAGE_NUMBER)),
        "fontTable.xml": ("fontTable", font_table_xml(grid.geometry.faces)),
        "theme/theme1.xml": ("theme", theme_xml(grid.geometry.faces)),
        "header1.xml": ("header", turned_number_xml(grid, _number(names.ODD_PAGE_NUMBER))),
        "header2.xml": ("header", turned_number_xml(grid, _number(names.EVEN_PAGE_NUMBER))),
        # What a section leaves out it takes from the one before.
        "header3.xml": ("header", _empty("hdr")),
        "footer3.xml": ("footer", _empty("ftr")),
    }
    if made.is_letter:
        parts |= {"header4.xml": ("header", first_header_xml()), "footer4.xml": ("footer", first_footer_xml())}
    relationships = {f"rId{number}": (kind, file) for number, (file, (kind, _)) in enumerate(parts.items(), 1)}
    distance = {"header_distance": HEADER_DISTANCE} if made.is_letter else {}
    document = document_xml(grid, made.head, is_letter=made.is_letter, **distance)
    members = {
        "[Content_Types].xml": _content_types({file: kind for file, (kind, _) in parts.items()}),
        "_rels/.rels": _relationships({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relationships(relationships),
        **{f"word/{file}": text for file, (_, text) in parts.items()},
    }
    return write_zip(pack_member(name, text.encode()) for name, text in members.items())


def _content_types(files: Mapping[str, str]) -> str:
    parts = {"/word/document.xml": DOCUMENT_TYPE} | {
        f"/word/{file}": "application/vnd.openxmlformats-officedocument.theme+xml"
        if kind == "theme"
        else f"{_WORD}.{kind}+xml"
        for file, kind in files.items()
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: dict[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{rows}</Relationships>'


def _settings(grid: Grid) -> str:
    # Compressed punctuation would break the 28 cells of a line; compatibility mode 15 keeps Word from the old layout.
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
        f'<w:defaultTabStop w:val="{grid.character}"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>"
    )


def _number(style: str) -> str:
    number = f'<w:fldSimple w:instr=" PAGE ">{text_run("1")}</w:fldSimple>'
    return paragraph(style, f"{PAGE_NUMBER_DASH} ", number, f" {PAGE_NUMBER_DASH}")


def _footer(style: str) -> str:
    return f'{DECLARATION}<w:ftr xmlns:w="{W}">{_number(style)}</w:ftr>'


def _empty(kind: str) -> str:
    return f'{DECLARATION}<w:{kind} xmlns:w="{W}">{paragraph(names.SECTION_END)}</w:{kind}>'
