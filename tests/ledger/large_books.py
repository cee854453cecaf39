"""A large workbook as Excel writes it, row by row: shared strings, numbers as numbers, dates as days with a format."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DAY_FORMAT = 14
_EPOCH = date(1899, 12, 30)
#: The numbers keep their zeros by a format of the cells.
_NUMBER, _DAY = 1, 2
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEET}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELS}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{_RELS}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="000000"/></numFmts>'
        '<fonts count="1"><font><sz val="11"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="3"><xf/><xf numFmtId="164"/><xf numFmtId="{_DAY_FORMAT}"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}


def write_large_book(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """The rows under a title that goes across, 编号 as a number and days as days."""
    keys = list(rows[0])
    letters = [get_column_letter(at) for at in range(1, len(keys) + 1)]
    shared: dict[str, int] = {}

    def cell(letter: str, line: int, key: str, text: str) -> str:
        if key == "编号":
            return f'<c r="{letter}{line}" s="{_NUMBER}"><v>{int(text)}</v></c>'
        if key in ("办结时限", "答复日期"):
            return f'<c r="{letter}{line}" s="{_DAY}"><v>{(date.fromisoformat(text) - _EPOCH).days}</v></c>'
        return string(letter, line, text)

    def string(letter: str, line: int, text: str) -> str:
        return f'<c r="{letter}{line}" t="s"><v>{shared.setdefault(text, len(shared))}</v></c>'

    def lines() -> Iterable[str]:
        last = f"{letters[-1]}{len(rows) + 2}"
        yield f'{_XML}<worksheet xmlns="{_MAIN}"><dimension ref="A1:{last}"/><sheetData>'
        yield f'<row r="1">{string("A", 1, "建议提案办理台账")}</row><row r="2">'
        yield "".join(string(letter, 2, key) for letter, key in zip(letters, keys, strict=True)) + "</row>"
        for line, row in enumerate(rows, start=3):
            cells = (
                cell(letter, line, key, text) for letter, (key, text) in zip(letters, row.items(), strict=True) if text
            )
            yield f'<row r="{line}">{"".join(cells)}</row>'
        yield f'</sheetData><mergeCells count="1"><mergeCell ref="A1:{letters[-1]}1"/></mergeCells></worksheet>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, _XML + text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for text in lines():
                part.write(text.encode())
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
        archive.writestr("xl/sharedStrings.xml", f'{_XML}<sst xmlns="{_MAIN}">{items}</sst>')
