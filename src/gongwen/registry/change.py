"""A change written into the register's file: new bytes, in which nothing else has moved."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Protocol

from gongwen.load.findings import Findings
from gongwen.model.register import PeopleFile, Post, RegisteredPerson
from gongwen.registry.people import find_table
from gongwen.registry.sheets import TABLE_SUFFIXES, WORKBOOK_SUFFIXES, read_sheets
from gongwen.registry.table_edit import CommaGrid, PeopleTable, WorkbookGrid
from gongwen.registry.yaml_edit import PeopleText


class PeopleEditor(Protocol):
    """A register that takes edits; persons and posts are counted from 0, as they were before the first edit."""

    def end_post(self, person: int, post: int, end: str, note: str | None) -> None: ...

    def add_post(self, person: int, post: Post) -> None: ...

    def add_person(self, person: RegisteredPerson) -> None: ...


class OpenRegister:
    """The register in the bytes of a file, ready to be edited."""

    def __init__(self, data: bytes, path: Path, people: PeopleFile) -> None:
        suffix = path.suffix.lower()
        self._mark = b""
        self._text: PeopleText | None = None
        self._grid: CommaGrid | WorkbookGrid | None = None
        self.editor: PeopleEditor
        if suffix not in TABLE_SUFFIXES:
            self._mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
            self._text = PeopleText(data.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
            self.editor = self._text
            return
        findings = Findings(path.name)
        found = find_table(read_sheets(data, suffix, findings))
        assert found is not None
        sheet, table = found
        self._grid = WorkbookGrid(data, sheet.name) if suffix in WORKBOOK_SUFFIXES else CommaGrid(data, path.name)
        self.editor = PeopleTable(self._grid, table.columns, table.heading, people.people)

    @property
    def data(self) -> bytes:
        """The file with the edits in it."""
        if self._text is not None:
            return self._mark + self._text.text.encode()
        assert self._grid is not None
        return self._grid.data
