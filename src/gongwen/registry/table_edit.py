"""Changing a register kept in a table, CSV or XLSX: cells are filled and rows put in, the rest stays as it is."""

from __future__ import annotations

import codecs
import io
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from typing import Any, Protocol

import openpyxl

from gongwen.load.findings import Findings
from gongwen.model.register import Post, RegisteredPerson, parse_term
from gongwen.model.text import Text
from gongwen.registry.commas import cell_rows, decoded, encoding_of, separator_of
from gongwen.registry.guarded import as_comma_cell, put_text
from gongwen.registry.yaml_edit import person_keys, post_keys


class Grid(Protocol):
    """A table that can be changed; rows from 1, columns from 0."""

    def put(self, row: int, column: int, value: str) -> None:
        """Put `value` into a cell."""
        ...

    def insert_below(self, row: int, values: Mapping[int, str]) -> None:
        """A new row below `row` with these cells."""
        ...

    def add_column(self, row: int, title: str) -> int:
        """A new last column with `title` in `row`; its number."""
        ...


class PeopleTable:
    """A register in a table: where its columns and its people are, and the edits that a change makes in it."""

    def __init__(
        self, grid: Grid, columns: Mapping[str, int], heading: int, people: Sequence[RegisteredPerson]
    ) -> None:
        self._grid = grid
        self._columns = dict(columns)
        self._heading = heading
        self._people = list(people)
        #: The row of each person's last post, and of each post, as rows move down.
        self._rows = [[_row_of(post.title) for post in person.posts] or [_row_of(person.name)] for person in people]

    def end_post(self, person: int, post: int, end: str, note: str | None) -> None:
        """Fill 止, and 备注 if it is blank."""
        row = self._rows[person][post]
        self._grid.put(row, self._column("止"), end)
        if note and not self._people[person].posts[post].note:
            self._grid.put(row, self._column("备注"), note)

    def add_post(self, person: int, post: Post) -> None:
        """A row below those of the person. Without a name it goes on with him, as merged cells do."""
        known = self._people[person]
        own = {"编号": str(known.number), "姓名": str(known.name)} if known.number else {}
        row = max(self._rows[person])
        self._insert(row, own | self._post_cells(known, post))
        self._rows[person].append(row + 1)

    def add_person(self, person: RegisteredPerson) -> None:
        """Rows below the last one."""
        row = max((max(rows) for rows in self._rows), default=self._heading)
        posts = person.posts or (None,)
        self._rows.append([])
        for number, post in enumerate(posts):
            own = person_keys(person) if not number else {}
            self._insert(row, own | (self._post_cells(person, post) if post is not None else {}))
            row += 1
            self._rows[-1].append(row)
        self._people.append(person)

    def _post_cells(self, person: RegisteredPerson, post: Post) -> dict[str, str]:
        keys = post_keys(post)
        unit = keys.pop("单位", None)
        if unit is None:
            return keys
        column = "任职单位" if "任职单位" in self._columns or (person.unit and person.unit != unit) else "单位"
        return keys | {column: unit}

    def _insert(self, row: int, values: Mapping[str, str]) -> None:
        self._grid.insert_below(row, {self._column(name): value for name, value in values.items()})
        for rows in self._rows:
            rows[:] = [item + 1 if item > row else item for item in rows]

    def _column(self, name: str) -> int:
        if name not in self._columns:
            self._columns[name] = self._grid.add_column(self._heading, name)
        return self._columns[name]


def _row_of(text: Text) -> int:
    assert text.origin is not None
    return text.origin.line


class CommaGrid:
    """The text of a CSV file."""

    def __init__(self, data: bytes, name: str) -> None:
        self._findings = Findings(name)
        self._mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        self._encoding = encoding_of(data, self._findings)
        self._text = decoded(data, self._findings)
        self._separator = separator_of(self._text)
        self._break = "\r\n" if "\r\n" in self._text else "\n"

    @property
    def data(self) -> bytes:
        """The file as it is now."""
        return self._mark + self._text.encode(self._encoding)

    def put(self, row: int, column: int, value: str) -> None:
        cells = self._row(row)
        if column < len(cells):
            start, stop = cells[column]
            self._splice(start, stop, self._quoted(value))
        else:
            stop = cells[-1][1]
            self._splice(stop, stop, self._separator * (column - len(cells) + 1) + self._quoted(value))

    def insert_below(self, row: int, values: Mapping[int, str]) -> None:
        width = max(max(values, default=0) + 1, len(self._row(row)))
        line = self._separator.join(self._quoted(values.get(at, "")) for at in range(width))
        stop = self._row(row)[-1][1]
        self._splice(stop, stop, f"{self._break}{line}")

    def add_column(self, row: int, title: str) -> int:
        column = len(self._row(row))
        self.put(row, column, title)
        return column

    def _row(self, number: int) -> list[tuple[int, int]]:
        """Where the cells are of the row that begins on line `number`."""
        for row in cell_rows(self._text, self._findings):
            if row[0].line == number:
                return [(cell.start, cell.stop) for cell in row]
        raise AssertionError(f"no row {number}")

    def _quoted(self, value: str) -> str:
        value = as_comma_cell(value)
        needs = any(mark in value for mark in (self._separator, '"', "\n"))
        return '"' + value.replace('"', '""') + '"' if needs else value

    def _splice(self, start: int, stop: int, text: str) -> None:
        self._text = self._text[:start] + text + self._text[stop:]


class WorkbookGrid:
    """One sheet of an XLSX file, with the looks the office gave it."""

    def __init__(self, data: bytes, sheet: str) -> None:
        self._book = openpyxl.load_workbook(io.BytesIO(data))
        self._sheet: Any = self._book[sheet]

    @property
    def data(self) -> bytes:
        """The file as it is now."""
        stream = io.BytesIO()
        self._book.save(stream)
        return stream.getvalue()

    def put(self, row: int, column: int, value: str) -> None:
        cell = self._sheet.cell(row, column + 1)
        above = self._sheet.cell(row - 1, column + 1).value if row > 1 else None
        if isinstance(cell.value, date) or (cell.value is None and isinstance(above, date)):
            # The column holds dates, not texts.
            cell.value = parse_term(value)
            cell.number_format = "yyyy/m/d"
        else:
            put_text(cell, value)

    def insert_below(self, row: int, values: Mapping[int, str]) -> None:
        merged = list(self._sheet.merged_cells.ranges)
        for area in merged:
            self._sheet.merged_cells.remove(area)
        heights = {at: item.height for at, item in self._sheet.row_dimensions.items() if item.height is not None}
        self._sheet.insert_rows(row + 1)
        for area in merged:
            # openpyxl leaves merged cells where they were.
            if area.min_row > row:
                area.shift(row_shift=1)
            elif area.max_row > row:
                area.expand(down=1)
            self._sheet.merged_cells.add(area)
        for at, height in heights.items():
            self._sheet.row_dimensions[at + 1 if at > row else at].height = height
        for column in range(1, self._sheet.max_column + 1):
            self._sheet.cell(row + 1, column)._style = copy(self._sheet.cell(row, column)._style)
        for column, value in values.items():
            self.put(row + 1, column, value)

    def add_column(self, row: int, title: str) -> int:
        column: int = self._sheet.max_column
        cell = self._sheet.cell(row, column + 1)
        cell._style = copy(self._sheet.cell(row, column)._style)
        put_text(cell, title)
        return column
