"""人员 and 单位: what the register files of an office say. A post is held from its first day to the day of leaving."""

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator

from gongwen.model.dates import parse_date
from gongwen.model.people import Person as RosterPerson
from gongwen.model.people import parse_line, unpadded
from gongwen.model.record import Items, Record, items_may_be_text, one_is_a_list
from gongwen.model.text import Line, Text, Written, fault

#: How a record says that a term goes on.
OPEN_ENDS = ("至今", "现任", "在任")
#: 备注 that is printed after the post, and the one that joins a post to the one before.
ACTING = "主持工作"
CONCURRENT = "兼"
_MONTH = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})月?")
_YEAR = re.compile(r"(\d{4})年?")


@lru_cache(maxsize=4096)
def parse_term(text: str) -> date:
    """The day meant by a date, a month (its first day) or a year (its first day); a fault for anything else."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if match := _MONTH.fullmatch(plain):
        return parse_date(f"{match[1]}年{int(match[2])}月1日")
    if match := _YEAR.fullmatch(plain):
        return parse_date(f"{match[1]}年1月1日")
    # A table counts months as 01: there the zeros are no slip.
    return parse_date(re.sub(r"(?<=[年月])0(?=\d)", "", plain))


def _checked_term(text: Text) -> Text:
    parse_term(text)
    return text


def _closed(value: object) -> object:
    return None if isinstance(value, str) and value.strip() in OPEN_ENDS else value


def _no_braces(text: Text) -> Text:
    if "{" in text or "}" in text:
        raise fault(
            "brace-in-register", "人员库里的文字不能有大括号。", text.find("{") if "{" in text else text.find("}")
        )
    return text


def _name(text: Text) -> Text:
    return unpadded(_no_braces(text))


#: Text of a register: one line, and nothing that a document would take for a reference.
Plain = Annotated[Line, AfterValidator(_no_braces)]
Name = Annotated[Line, AfterValidator(_name)]
Term = Annotated[Line, AfterValidator(_checked_term), Written("日期；可以只写到月或年")]


class Post(Record):
    """One post of a person, held from 起 (without it: always) until the day before 止 (without it: still)."""

    title: Plain = Field(alias="职务", description="职务，如：副局长；单位写在“单位”里时不必重复")
    unit: Plain | None = Field(default=None, alias="单位", description="任职的单位")
    printed: Plain | None = Field(default=None, alias="称谓", description="名单里怎样印；默认为单位的简称加职务")
    start: Term | None = Field(default=None, alias="起", description="任职的日期")
    end: Annotated[Term | None, BeforeValidator(_closed)] = Field(
        default=None, alias="止", description="离任的日期，当天不再任职；至今在任的不写"
    )
    note: Plain | None = Field(default=None, alias="备注", description="如：主持工作、兼、调离、退休")

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.start is not None and self.end is not None and parse_term(self.end) < parse_term(self.start):
            raise fault("term-backwards", f"职务的止“{self.end}”早于起“{self.start}”，请核对。")
        return self

    def is_held(self, on: date) -> bool:
        """Whether the post is held on the day `on`; `date.max` asks who holds it at the end of what is recorded."""
        has_begun = self.start is None or parse_term(self.start) <= on
        return has_begun and (self.end is None or on < parse_term(self.end))


#: Keys of a post that a person with a single one may write beside his name.
_POST_KEYS = ("称谓", "起", "止", "备注")


def _post_keys(schema: dict[str, Any]) -> None:
    """Offer the keys of a single post beside the name."""
    of_post = Post.model_json_schema(by_alias=True)["properties"]
    schema["properties"] |= {key: of_post[key] for key in _POST_KEYS}


class RegisteredPerson(Record):
    """A person of the register, with all posts ever held. Persons of one name differ in 编号 or 单位."""

    model_config = ConfigDict(json_schema_extra=_post_keys)

    number: Plain | None = Field(default=None, alias="编号", description="有重名时用来区分；没有编号时用单位区分")
    name: Name = Field(alias="姓名", description="姓名，不用空格补齐")
    unit: Plain | None = Field(default=None, alias="单位", description="所在单位；有重名时用来区分")
    posts: Annotated[tuple[Post, ...], BeforeValidator(one_is_a_list), Written("职务；或[任职](#人员库的任职)各项")] = (
        Field(
            default=(), alias="职务", description="职务，依次为第一职务、其他职务", json_schema_extra=items_may_be_text
        )
    )
    order: Plain | None = Field(default=None, alias="排序", description="排位的序号；默认按在人员库里的先后")
    phone: Plain | None = Field(default=None, alias="电话", description="电话")
    sex: Plain | None = Field(default=None, alias="性别", description="性别")
    ethnicity: Plain | None = Field(default=None, alias="民族", description="民族")

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: object) -> object:
        """`姓名 职务` on one line; a single post written beside the name; a post without a unit is of the person's."""
        if isinstance(value, str):
            person, *others = parse_line(Text(value))
            if others or not isinstance(person, RosterPerson):
                raise fault("register-line", "一行写一人：姓名，空格，职务。")
            value = {"姓名": person.name} | ({"职务": person.post} if person.post else {})
        if not isinstance(value, dict):
            return value
        own = {key: item for key, item in value.items() if key not in _POST_KEYS}
        written = value.get("职务")
        if isinstance(written, str):
            own["职务"] = [{key: value[key] for key in ("职务", "单位", *_POST_KEYS) if key in value}]
        elif isinstance(written, list | tuple):
            unit = {"单位": value["单位"]} if "单位" in value else {}
            posts = [{"职务": item} if isinstance(item, str) else item for item in written]
            own["职务"] = [unit | item if isinstance(item, dict) else item for item in posts]
        if len(own) < len(value) and not isinstance(written, str):
            raise fault("term-without-post", "“起”“止”“称谓”“备注”要写在各项职务里。")
        return own

    @property
    def own_unit(self) -> Text | None:
        """The unit that tells this person from a namesake: his own, or that of the first post."""
        return self.unit or next((post.unit for post in self.posts if post.unit), None)

    @property
    def key(self) -> str:
        """What no other person of the register has."""
        if self.number:
            return f"{self.name}#{self.number}"
        return f"{self.name}（{self.own_unit}）" if self.own_unit else str(self.name)

    @property
    def rank(self) -> int | None:
        """排序 as a number; None where none is written."""
        return rank_number(self.order)


def rank_number(order: str | None) -> int | None:
    """What 排序 says, if it is a number."""
    return int(order) if order and order.isdecimal() else None


class OfficialDuty(Record):
    """A post that goes with another one: whoever holds `由` holds it."""

    title: Plain = Field(alias="职务", description="随任的职务，如：市防汛办主任")
    holder: Plain = Field(alias="由", description="由哪个职务的人担任，如：市局局长")
    start: Term | None = Field(default=None, alias="起", description="从哪天起")
    end: Term | None = Field(default=None, alias="止", description="到哪天为止，当天不再担任")

    def is_held(self, on: date) -> bool:
        """Whether the rule holds on the day `on`."""
        return (self.start is None or parse_term(self.start) <= on) and (self.end is None or on < parse_term(self.end))


class PeopleFile(Record):
    """人员.yaml."""

    people: tuple[RegisteredPerson, ...] = Field(
        alias="人员", description="全部人员，按排位先后", json_schema_extra=items_may_be_text
    )
    duties: tuple[OfficialDuty, ...] = Field(default=(), alias="随任", description="随另一职务担任的职务")


class Unit(Record):
    """A unit: its names, its place in the order, the collective names that take it in (各区县局)."""

    name: Plain = Field(alias="全称", description="单位全称")
    short_names: Items = Field(default=(), alias="简称", description="简称，用、连接；名单里印第一个")
    category: Plain | None = Field(default=None, alias="类别", description="如：党委部门、政府部门、区县")
    parent: Plain | None = Field(default=None, alias="上级", description="上级单位")
    order: Plain | None = Field(
        default=None, alias="排序", description="排位的序号，合称展开时照它排；默认按在单位表里的先后"
    )
    collectives: Items = Field(default=(), alias="合称", description="属于哪些合称，如：各区县局")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        return {"全称": value} if isinstance(value, str) else value

    @property
    def names(self) -> tuple[Text, ...]:
        """All its names, the one that is printed in rosters first."""
        return (*self.short_names, self.name)


class UnitsFile(Record):
    """单位.yaml."""

    units: tuple[Unit, ...] = Field(
        alias="单位", description="全部单位，按排位先后", json_schema_extra=items_may_be_text
    )

    def ranked(self) -> tuple[Unit, ...]:
        """The units in the order of rank: by 排序 where it is written, the others after them as in the file."""
        return tuple(sorted(self.units, key=lambda unit: _LAST if (rank := rank_number(unit.order)) is None else rank))


#: Behind every number that is written.
_LAST = float("inf")
