"""答复文号.csv beside letters made in bulk: which letter has which number, a plain file that Excel opens."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import astuple, replace

from gongwen.diagnostics import ContentError
from gongwen.load.findings import Findings
from gongwen.registry.guarded import as_comma_cell
from gongwen.registry.headings import headed
from gongwen.registry.sheets import read_file, read_sheets

FILE = "答复文号.csv"
_COLUMNS = ("文种", "类别", "层级", "会议", "编号", "收件", "答复文号")


class LetterKey(Struct, frozen=True):
    """Which letter: its 文种, its item with its number as written, and for whom it is if the item has several."""

    kind: str
    category: str
    tier: str
    session: str
    number: str
    addressee: str = ""

    @property
    def bare(self) -> LetterKey:
        """By which it is found: 056 and 56 are one number, and Excel may have made the one of the other."""
        return replace(self, number=self.number.lstrip("0"))


def read_letter_numbers(folder: Path) -> dict[LetterKey, str]:
    """The numbers that letters in `folder` have; refuses (ContentError, FileError) a file that cannot be read."""
    path = folder / FILE
    if not path.exists():
        return {}
    findings = Findings(str(path))
    (sheet,) = read_sheets(read_file(path, shown_as=str(path)), path.suffix, findings)
    table = headed(sheet, dict.fromkeys(_COLUMNS, ()), _COLUMNS)
    if table is None:
        findings.add("content/no-headings", f"表头应为：{'、'.join(_COLUMNS)}。", 1, 1, hint="请恢复备份。")
    if table is None or findings.has_errors():
        raise ContentError(*findings.all())
    found = {}
    for record in table.records():
        *key, number = (str(record.get(column, "")) for column in _COLUMNS)
        found[LetterKey(*key)] = number
    return found


def letter_numbers_bytes(numbers: Mapping[LetterKey, str]) -> bytes:
    """The file, in UTF-8 with the signature (BOM) by which Excel knows it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows(map(as_comma_cell, (*astuple(key), number)) for key, number in numbers.items())
    return codecs.BOM_UTF8 + stream.getvalue().encode()
