"""docs/reference/keys.md: every key of every content file, from the models."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from gongwen.model.adjustment import Reassigned
from gongwen.model.adopted import Adoption
from gongwen.model.answers import Incoming
from gongwen.model.change import PeopleChange
from gongwen.model.chart import Chart
from gongwen.model.counting import Counting, ResultClass
from gongwen.model.document import Attachment, Contact, Document, Official, Suppression
from gongwen.model.habits import ReplyHabits
from gongwen.model.kinds import DOCUMENTS
from gongwen.model.layout import LayoutSettings
from gongwen.model.notices import Forwarded
from gongwen.model.office import Office
from gongwen.model.papers import Plan, Roster, Speech
from gongwen.model.people import Person, PostHolder, Words
from gongwen.model.phase import Phase
from gongwen.model.register import OfficialDuty, PeopleFile, Post, RegisteredPerson, Unit, UnitsFile
from gongwen.model.replies import CommonParts, ItemParts, LetterSettings
from gongwen.model.roster import RANKS, Category, Group, RosterBody
from gongwen.model.roster import Office as RosterOffice
from gongwen.model.signed import Signer
from gongwen.model.suggestion import Suggestion
from gongwen.model.table import LedgerTable, TableBody
from gongwen.model.text import Text, Written
from scripts.pages.markdown import code, page, table

PATH = "reference/keys.md"

#: The heading under which each record inside a document is described.
_RECORDS: dict[type[BaseModel], str] = {
    Attachment: "附件",
    Phase: "阶段",
    Chart: "图",
    LedgerTable: "表格",
    TableBody: "指标",
    Group: "工作组",
    RosterOffice: "办公室",
    Category: "分类",
    Person: "人员",
    PostHolder: "人员（按职务）",
    Words: "人员（文字）",
    Contact: "联系人",
    Adoption: "通过",
    Signer: "签署人",
    Incoming: "来文",
    Suggestion: "建议",
    Forwarded: "转发",
    Speech: "发言",
    Reassigned: "改任",
    Suppression: "忽略检查",
}
_OFFICE_RECORDS: dict[type[BaseModel], str] = {
    LayoutSettings: "版面",
    Counting: "口径",
    ResultClass: "结果分类",
    ReplyHabits: "答复",
}
_REGISTER_RECORDS: dict[type[BaseModel], str] = {
    PeopleFile: "人员文件",
    RegisteredPerson: "人员文件的人员",
    Post: "人员库的任职",
    OfficialDuty: "随任",
    UnitsFile: "单位文件",
    Unit: "单位文件的单位",
    PeopleChange: "人员变动文件",
    LetterSettings: "答复的设置文件",
    CommonParts: "只用于一类答复的设置",
    ItemParts: "一件答复的文件",
}
_RANK_KEY = "职级"


def make() -> str:
    """The page."""
    records = [
        block
        for model, title in _RECORDS.items()
        for block in (f"## {title}", *_notes(title), table(_HEAD, _record_rows(model)))
    ]
    settings = [
        block
        for model, title in _OFFICE_RECORDS.items()
        for block in (f"### {title}", table(_HEAD, _record_rows(model)))
    ]
    registers = [
        block
        for model, title in _REGISTER_RECORDS.items()
        for block in (f"### {title}", table(_HEAD, _record_rows(model)))
    ]
    return page(
        "内容文件的键",
        "键是冒号前面的词，只有一种写法。写错时会提示最接近的键。"
        "未写的键取默认值；没有默认值的，那一项就不印。引用（`{…}`）见[正文里的引用](names.md)。",
        "## 各文种可用的键",
        "写法和说明见[下一节](#键的写法和说明)。“公文”指《党政机关公文处理工作条例》规定的文种："
        f"{'、'.join(_statutory())}。",
        table(["键", "必须写", "可以写"], _matrix()),
        "默认的格式：" + "；".join(f"{'、'.join(names)}为“{form}”" for form, names in _formats().items()) + "。",
        "## 键的写法和说明",
        table(_HEAD, _described()),
        *records,
        "## gongwen.yaml",
        "放在工作文件夹的最外层，写各文件共用的设置。可以一项也不写。",
        table(_HEAD, _record_rows(Office)),
        *settings,
        "## 人员文件、单位文件、人员变动和答复的设置",
        "人员、单位也可以是 Excel 表或 CSV：列名就是这里的键，一人几项职务写几行，第二行起姓名可以空着。",
        *registers,
    )


_HEAD = ("键", "写法", "说明")


def _formats() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, model in DOCUMENTS.items():
        found.setdefault(model.default_format, []).append(kind)
    return found


def _statutory() -> list[str]:
    return [kind for kind, model in DOCUMENTS.items() if issubclass(model, Official)]


def _matrix() -> Iterator[Sequence[str]]:
    for key in _every_key():
        must: list[str] = []
        may: list[str] = []
        for kind, model in DOCUMENTS.items():
            if (field := _fields(model).get(key)) is not None:
                (must if field.is_required() or key == "文种" else may).append(kind)
        shown = code(key) if key != _RANK_KEY else f"{code(key)}，及 `组长`、`成员` 等"
        yield (shown, _named(must), _named(may))


def _named(kinds: list[str]) -> str:
    """Kinds in a row; all of them, or all of the regulation's, by one word."""
    official = _statutory()
    if len(kinds) == len(DOCUMENTS):
        return "各文种"
    if set(official) <= set(kinds):
        return "、".join(["公文", *(kind for kind in kinds if kind not in official)])
    return "、".join(kinds)


def _every_key() -> list[str]:
    """All keys of documents, the frame first, in the order of the models."""
    richest = sorted(DOCUMENTS.values(), key=lambda model: -len(model.model_fields))
    keys = dict.fromkeys(["文种", *_fields(Document)])
    for model in richest:
        keys |= dict.fromkeys(_fields(model))
    return [key for key in keys if key != "kind"]


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _described() -> Iterator[Sequence[str]]:
    """One row a key; where kinds differ, one row for each way, with the kinds named."""
    for key in _every_key():
        if key == _RANK_KEY:
            yield (code(key), "“称谓: 人员”各项", f"{_text(_fields(RosterBody)[key])}。见[人员](#人员)")
            continue
        ways: dict[tuple[str, str], list[str]] = {}
        for kind, model in DOCUMENTS.items():
            if (field := _fields(model).get(key)) is not None:
                way = ("文字", "哪一种公文，如：通知") if key == "文种" else (_written(field), _text(field))
                ways.setdefault(way, []).append(kind)
        for (written, text), kinds in ways.items():
            named = "" if len(ways) == 1 else f"（{_named(kinds)}）"
            yield (f"{code(key)}{named}", written, text)


def _record_rows(model: type[BaseModel]) -> Iterator[Sequence[str]]:
    for key, field in _fields(model).items():
        required = "**必写。**" if field.is_required() else ""
        yield (code(key), _written(field), required + _text(field))


def _notes(title: str) -> tuple[str, ...]:
    """What the models say in code, not in descriptions."""
    match title:
        case "附件":
            return (
                "列表，每项写下面的各键，或用两种简写：只写文件名（`- 名单.yaml`），"
                "或写“代称: 文件名”（`- 名单: 名单.yaml`）。"
                "“文件”“内容”“表格”写一样，也只写一样。",
            )
        case "人员":
            ranks = "、".join(code(rank) for rank in RANKS)
            return (
                f"可直接作键的称谓：{ranks}。其他称谓写在 `职级` 下面。印出的顺序就是写的顺序。",
                "每行一条：“姓名 职务”“姓名、姓名、姓名”或“姓名（单位）”；不像人名的整行按文字印出。"
                "也可以写成列表，每项写下面的键。",
            )
        case "人员（文字）":
            return ("不是具体人员时，列表里的一项写：",)
        case "表格":
            return ("配档表、文种“表格”、`表` 和附件的 `表格` 都用这些键。序号列自动编，不写在行里。",)
        case "工作组" | "办公室":
            return ("组长、成员等称谓直接作键，见[人员](#人员)。",)
        case _:
            return ()


def _text(field: FieldInfo) -> str:
    default = field.default
    shown = (
        f"（默认：{default}）" if isinstance(default, str | int) and not isinstance(default, bool) and default else ""
    )
    return f"{field.description}{shown}"


def _written(field: FieldInfo) -> str:
    """How the value of a field is written. A type without words is a KeyError: give it a `Written` in the model."""
    return _form(field.metadata) or _words_of(field.annotation)


def _form(metadata: Sequence[object]) -> str | None:
    return next((item.form for item in metadata if isinstance(item, Written)), None)


def _words_of(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is typing.Annotated:
        return _form(arguments[1:]) or _words_of(arguments[0])
    if origin in (typing.Union, types.UnionType):
        members = [item for item in arguments if item is not type(None)]
        return "；或".join(dict.fromkeys(_words_of(item) for item in members))
    if origin is Literal:
        return "、".join(map(str, arguments)) + ("之一" if len(arguments) > 1 else "")
    if origin is tuple:
        item = get_args(arguments[0])[0] if get_origin(arguments[0]) is typing.Annotated else arguments[0]
        title = (_RECORDS | _REGISTER_RECORDS)[item]
        return f"列表，每项见[{title}](#{title})"
    if origin is dict:
        return f"“名称: {_words_of(arguments[1])}”各项"
    if annotation is Text:
        return "文字"
    if annotation is int:
        return "数"
    if annotation in (Plan, Roster):
        return f"{annotation.__doc__}的各键"
    title = (_RECORDS | _OFFICE_RECORDS | _REGISTER_RECORDS)[annotation]
    return f"[{title}](#{title})的各键"
