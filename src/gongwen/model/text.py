"""Text that knows where it was written, so that a later room can point at the very character.

A writer's words are `Text`: a plain `str` with the file, line and column of its first character. Cutting a piece
keeps the place; pydantic fields of type `Text` accept ordinary strings too (from code and tests), whose origin is
then unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Struct
from pydantic import AfterValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class Origin(Struct, frozen=True):
    """The place of a text's first character: file, line and column (from 1), and the column where its next lines begin.

    `margin` is the column at which every further line of a block (`|`) starts; a text on one line does not use it.
    In a workbook `sheet` is the name of the sheet, and line and column are those of the cell: no place is finer.
    """

    file: str
    line: int
    column: int
    margin: int = 1
    sheet: str = ""

    @property
    def spot(self) -> str:
        """A cell as an office finds it: 表“人员”G17; empty for a file of lines."""
        return f"表“{self.sheet}”{cell_name(self.line, self.column)}" if self.sheet else ""

    def moved(self, columns: int) -> Origin:
        """The origin so many characters further on the same line."""
        return self if self.sheet else Origin(self.file, self.line, self.column + columns, self.margin)


def cell_name(row: int, column: int) -> str:
    """G17 for row 17, column 7, as spreadsheets count."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


class Text(str):
    """A writer's words with their `origin` (None for text that no file holds)."""

    #: A large table has millions of them: no dictionary for each.
    __slots__ = ("origin",)
    origin: Origin | None

    def __new__(cls, value: str, origin: Origin | None = None) -> Text:
        text = super().__new__(cls, value)
        text.origin = origin if origin is not None else getattr(value, "origin", None)
        return text

    def at(self, offset: int) -> Origin | None:
        """The origin of the character at `offset`."""
        if self.origin is None or offset == 0 or self.origin.sheet:
            return self.origin
        breaks = self.count("\n", 0, offset)
        if not breaks:
            return self.origin.moved(offset)
        start = self.rindex("\n", 0, offset) + 1
        column = self.origin.margin + offset - start
        return Origin(self.origin.file, self.origin.line + breaks, column, self.origin.margin)

    def part(self, start: int, end: int | None = None) -> Text:
        """The piece from `start` to `end`, with its own origin; blanks at both edges are cut off."""
        stop = len(self) if end is None else end
        raw = self[start:stop]
        lead = len(raw) - len(raw.lstrip())
        return Text(raw.strip(), self.at(start + lead))

    def nonblank_lines(self) -> Iterator[Text]:
        """Its lines that hold more than blanks, each trimmed, with their origins."""
        origin = self.origin
        for number, line in enumerate(self.split("\n")):
            text = line.strip()
            if not text:
                continue
            at = origin
            # Said here once a line: `at` would count the lines before it each time.
            if origin is not None and not origin.sheet:
                lead = len(line) - len(line.lstrip())
                column = (origin.margin if number else origin.column) + lead
                at = Origin(origin.file, origin.line + number, column, origin.margin)
            yield Text(text, at)

    def parts(self, separator: str | re.Pattern[str]) -> Iterator[Text]:
        """Its pieces between `separator`s that hold more than blanks, each trimmed, with their origins."""
        pattern = re.compile(re.escape(separator)) if isinstance(separator, str) else separator
        start = 0
        for match in pattern.finditer(self):
            if piece := self.part(start, match.start()):
                yield piece
            start = match.end()
        if piece := self.part(start):
            yield piece

    def trimmed(self) -> Text:
        """Without blanks and line breaks at both edges; itself if there are none."""
        return self.part(0) if self and (self[0].isspace() or self[-1].isspace()) else self

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            cls._keep, core_schema.is_instance_schema(cls), json_schema_input_schema=core_schema.str_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        # An editor reads 033 and 9:30 as numbers before it looks at the schema; to gongwen they are text.
        return {"type": ["string", "number", "boolean"]}

    @classmethod
    def _keep(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        if "\t" in value:
            message = "文字里有制表符（Tab），公文里用不上；请改成空格或删去。"
            raise fault("tab-in-text", message, value.index("\t"))
        return value if isinstance(value, cls) else cls(value)


def unquoted(title: str) -> str:
    """A title as it stands on its paper: 《……》 is only how others cite it."""
    return title[1:-1] if title.startswith("《") and title.find("》") == len(title) - 1 else title


def cited(title: str) -> str:
    """《……》; what the title itself cites stands in 〈〉 there (GB/T 15834 4.15), and within that in 《》 again."""
    return f"《{title.translate(_WITHIN) if '《' in title else title}》"


_WITHIN = str.maketrans("《》〈〉", "〈〉《》")


#: Values can be people's data: this much of one is enough to find it again.
_LONGEST_QUOTE = 20


def clip(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """`text` on one line, cut to what a message may show of a value, with a mark that it was cut."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def fault(kind: str, message: str, offset: int = 0) -> PydanticCustomError:
    """An error for a validator to raise: `kind` becomes the code `content/kind`, `message` is shown as it is.

    `offset` is the place of the fault inside the text, in characters.
    """
    return PydanticCustomError(kind, "{said}", {"said": message, "offset": offset})


class Written(Struct, frozen=True):
    """How a value is written, in a clerk's words: for the page of keys, which is made from the models."""

    form: str


def _one_line(text: Text) -> Text:
    trimmed = text.trimmed()
    if "\n" in trimmed:
        raise fault("one-line", "这里只能写一行。", text.index(trimmed) + trimmed.index("\n"))
    return trimmed


def _plain_key(key: str) -> str:
    if "\n" in key or "\t" in key:
        raise fault("one-line", "名称里不能有换行和制表符（Tab）。")
    return key


#: A text of one line; a block of one line counts as one.
Line = Annotated[Text, AfterValidator(_one_line)]
#: A name that the writer gives to something, as a key.
Key = Annotated[str, AfterValidator(_plain_key)]
