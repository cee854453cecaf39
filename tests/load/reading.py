"""What the tests of this room share: a small model of its own, and texts in which the expected findings are marked.

In a text `⟦code⟧` stands where the finding must point (`content/` left out); the marks are no part of the file.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from gongwen.diagnostics import ContentError, Diagnostic, Severity
from gongwen.load.record import load_record
from gongwen.model.text import Origin, Text

FILE = "content/通知.yaml"
_MARK = re.compile(r"⟦([a-z-]+)⟧")


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def _without_bad_word(text: Text) -> Text:
    place = text.find("坏")
    if place >= 0:
        raise PydanticCustomError(
            "bad-word", "{said}", {"said": "这里有坏字。", "offset": place, "hint": "请换一个字。"}
        )
    return text


def _two_words(text: Text) -> Text:
    if " " not in text:
        raise ValueError("姓名和职务之间要有空格。")
    return text


class Person(Strict):
    name: Text = Field(alias="姓名")
    post: Text | None = Field(default=None, alias="职务")


class Phase(Strict):
    name: Text = Field(alias="名称")
    time: Text | None = Field(default=None, alias="时间")
    content: Text | None = Field(default=None, alias="内容")


class Memo(Strict):
    """A document of the tests: one key of each shape."""

    title: Text = Field(alias="标题")
    body: Annotated[Text, AfterValidator(_without_bad_word)] | None = Field(default=None, alias="正文")
    recipient: Text | None = Field(default=None, alias="主送")
    date: Text | None = Field(default=None, alias="日期")
    number: Text | None = Field(default=None, alias="文号")
    remark: Text | None = Field(default=None, alias="备注")
    files: tuple[Text, ...] = Field(default=(), alias="附件")
    phases: tuple[Phase, ...] = Field(default=(), alias="阶段")
    points: dict[str, Text] = Field(default_factory=dict, alias="要点")
    people: tuple[Person, ...] | Annotated[Text, AfterValidator(_two_words)] | None = Field(default=None, alias="人员")
    is_sealed: Literal["是", "否"] = Field(default="是", alias="用印")
    copies: Annotated[int, Field(ge=1, le=100)] = Field(default=1, alias="份数")

    @model_validator(mode="after")
    def _has_a_real_title(self) -> Memo:
        if self.title == "无":
            origin = self.title.origin
            raise PydanticCustomError("no-title", "标题不能写“无”。", {"origin": origin} if origin else {})
        return self


def unmarked(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without marks, and code, line and column of each mark."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        cut = 0
        for match in _MARK.finditer(line):
            found.append((f"content/{match[1]}", number, match.start() - cut + 1))
            cut += len(match[0])
    return _MARK.sub("", text), found


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "通知.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def load(folder: Path, content: str | bytes, model: Any = Memo) -> Any:
    return load_record(write(folder, content), model, shown_as=FILE)


def refusals(folder: Path, content: str | bytes, model: Any = Memo) -> tuple[Diagnostic, ...]:
    """The errors with which `content` is refused; none if it is accepted."""
    try:
        load(folder, content, model)
    except ContentError as error:
        found = error.diagnostics
    else:
        found = ()
    assert all(item.place.file == FILE for item in found)
    return tuple(item for item in found if item.severity is Severity.ERROR)


def places(found: tuple[Diagnostic, ...]) -> list[tuple[str, int, int]]:
    return sorted((item.code, item.place.line, item.place.column) for item in found)


def origin_of(text: Text | None) -> tuple[int, int]:
    assert text is not None
    origin = text.origin
    assert isinstance(origin, Origin)
    return origin.line, origin.column
