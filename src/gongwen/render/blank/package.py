"""The default templates as packages: as few parts as Word, WPS and LibreOffice need."""

from __future__ import annotations

from gongwen.render import style_names as names
from gongwen.render.blank.body import document_xml, paragraph
from gongwen.render.blank.fonts import font_table_xml, theme_xml
from gongwen.render.blank.styles import styles_xml
from gongwen.render.grid import CHARACTER
from gongwen.render.pack import pack_member, write_zip
from gongwen.render.wordml import DECLARATION, DOCUMENT_TYPE, W, text_run
from gongwen.standard.page import PAGE_NUMBER_DASH

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

#: file name of each default template -> whether it has a red head
TEMPLATES = {"文件.docx": True, "普通.docx": False}


def default_templates() -> dict[str, bytes]:
    """Every default template by file name."""
    return {name: _template(has_masthead=has_masthead) for name, has_masthead in TEMPLATES.items()}


def _template(*, has_masthead: bool) -> bytes:
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": document_xml(has_masthead=has_masthead),
        "word/_rels/document.xml.rels": _relationships(
            {
                "rId1": ("styles", "styles.xml"),
                "rId2": ("settings", "settings.xml"),
                "rId3": ("footer", "footer1.xml"),
                "rId4": ("footer", "footer2.xml"),
                "rId5": ("fontTable", "fontTable.xml"),
                "rId6": ("theme", "theme/theme1.xml"),
            }
        ),
        "word/styles.xml": styles_xml(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": font_table_xml(),
        "word/theme/theme1.xml": theme_xml(),
        "word/footer1.xml": _footer(names.ODD_PAGE_NUMBER),
        "word/footer2.xml": _footer(names.EVEN_PAGE_NUMBER),
    }
    return write_zip(pack_member(name, text.encode()) for name, text in parts.items())


def _content_types() -> str:
    parts = {
        "/word/document.xml": DOCUMENT_TYPE,
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/word/footer1.xml": f"{_WORD}.footer+xml",
        "/word/footer2.xml": f"{_WORD}.footer+xml",
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


def _settings() -> str:
    # Compressed punctuation would break the 28 cells of a line; compatibility mode 15 keeps Word from the old layout.
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
        f'<w:defaultTabStop w:val="{CHARACTER}"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>"
    )


def _footer(style: str) -> str:
    number = f'<w:fldSimple w:instr=" PAGE ">{text_run("1")}</w:fldSimple>'
    line = paragraph(style, f"{PAGE_NUMBER_DASH} ", number, f" {PAGE_NUMBER_DASH}")
    return f'{DECLARATION}<w:ftr xmlns:w="{W}">{line}</w:ftr>'
