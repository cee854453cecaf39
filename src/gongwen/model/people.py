"""Entries of a roster: a person with or without a post, or plain words such as a unit's head by office."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from gongwen.model.record import Record, either_text_or
from gongwen.model.text import Line, Text, Written, fault

_HAN = r"[㐀-鿿豈-﫿\U00020000-\U000323af〇]"
#: Two to four Han characters, or parts joined by an interpunct; each may carry a variation selector.
_NAME = re.compile(rf"(?:(?:{_HAN}[\U000e0100-\U000e01ef]?){{2,4}}|{_HAN}+(?:[·•・]{_HAN}+)+)")
_NAME_WITH_UNIT = re.compile(r"(?P<name>[^（()）]+)[（(](?P<unit>[^（()）]+)[）)]")
_PADDED_NAME = re.compile(rf"({_HAN})[ 　]+({_HAN})(?=$|[\s、，（(])")
#: Words that end with one of these name a unit or an office, not a person.
_NOT_A_NAME = re.compile(
    r"(?:局|科|室|处|办|委|厅|部|署|院|所|站|队|组|会|社|团|校|院校|中心|单位|机关|领导|负责人|人员|同志|成员|代表|委员|干部|职工|公司|企业)$"
)


class Person(Record):
    """A person of a roster. Blanks inside the name are layout and dropped; the interpunct stays."""

    name: Line = Field(alias="姓名", description="姓名，不用空格补齐")
    post: Line | None = Field(default=None, alias="职务", description="职务，多个职务用、连接")
    unit: Line | None = Field(default=None, alias="单位", description="单位；有重名时用来区分")
    phone: Line | None = Field(default=None, alias="电话", description="电话；只在表格里印")
    sex: Line | None = Field(default=None, alias="性别", description="性别；名单写了“标注”才印")
    ethnicity: Line | None = Field(default=None, alias="民族", description="民族；名单写了“标注”才印")


class Words(Record):
    """An entry that is not a person: `局长办公会其他出席领导`."""

    words: Line = Field(alias="文字", description="不是具体人员的文字")


class LineWords(Words):
    """Words of a line, not said to be words: with a register they may turn out to name a post."""


class PostHolder(Words):
    """Whoever holds a post on the document's date, by the register: `现任: 局办公室主任`."""

    words: Line = Field(alias="现任", description="职务；按人员库取文件日期那天担任它的人")


Entry = Person | PostHolder | LineWords | Words


def unpadded(name: Text) -> Text:
    """`高　松` as 高松: blanks inside a name are layout."""
    return Text(re.sub(r"\s", "", name), name.origin)


def is_name(text: str) -> bool:
    """Whether a text without a post is a person's name rather than a unit or an office."""
    return bool(_NAME.fullmatch(text)) and not _NOT_A_NAME.search(text)


def parse_line(line: Text) -> list[Entry]:
    """The entries of one line: `姓名 职务`, `姓名、姓名（单位）、姓名`, or words."""
    padded = _PADDED_NAME.match(line)
    if padded:
        name, rest = line.part(0, padded.end()), line.part(padded.end())
        if rest and not rest.startswith(("、", "，", "（", "(")):
            return [Person(姓名=unpadded(name), 职务=rest)]
    blank = re.search(r"[ \t　]+", line)
    if blank and not padded:
        name, rest = line.part(0, blank.start()), line.part(blank.end())
        if _NAME.fullmatch(name):
            return [Person(姓名=name, 职务=rest)]
    people = [_named(piece) for piece in line.parts("、")]
    if people and all(person is not None for person in people):
        return [person for person in people if person is not None]
    return [LineWords(文字=line)]


def _named(piece: Text) -> Person | None:
    with_unit = _NAME_WITH_UNIT.fullmatch(piece)
    if with_unit:
        name = unpadded(piece.part(0, with_unit.end("name")))
        return Person(姓名=name, 单位=piece.part(*with_unit.span("unit"))) if is_name(name) else None
    name = unpadded(piece)
    return Person(姓名=name) if is_name(name) else None


def _entries(value: object) -> object:
    """Lines, a list of lines, mappings, or a mixture, as a flat list of entries."""
    if isinstance(value, str):
        return [entry for line in Text(value).nonblank_lines() for entry in parse_line(line)]
    if isinstance(value, dict):
        return [_mapping(value)]
    if isinstance(value, list | tuple):
        found: list[object] = []
        for item in value:
            flat = _entries(item) if isinstance(item, str | dict) else [item]
            assert isinstance(flat, list)
            found.extend(flat)
        return found
    return value


def _mapping(value: dict[object, object]) -> object:
    """The mapping form decides by its key, so that a misspelt key is reported against the right form."""
    model = Words if "文字" in value else PostHolder if "现任" in value else Person
    return model.model_validate(value)


def _not_empty(value: object) -> object:
    flat = _entries(value)
    if isinstance(flat, list) and not flat:
        raise fault("empty-list", "这里没有写人员。")
    return flat


_LIST = {"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "object"}]}}
#: People as lines, a list, or mappings.
Entries = Annotated[tuple[Entry, ...], BeforeValidator(_not_empty), either_text_or(_LIST), Written("[人员](#人员)")]
