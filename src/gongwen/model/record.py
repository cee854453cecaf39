"""The base of every model, and the field types that writers meet everywhere."""

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from gongwen.model.text import Line, Text, Written
from gongwen.model.unread import Unread


class Record(BaseModel):
    """One mapping of a content file: Chinese keys only, unknown keys refused, never changed after reading."""

    # A run meets few of the kinds; the others need not be built.
    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, hide_input_in_errors=True, defer_build=True
    )

    #: The field that gathers keys which are no fields of their own (组长, 成员 …); empty if there are none.
    gathers: ClassVar[str] = ""

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            if name in type(self).model_fields:
                raise Unread(name)
            return super().__getattr__(name)


class _BuiltWhenMet:
    """The validator of a record inside another is built where one is met: most files have few of all they may have."""

    def __get_pydantic_core_schema__(self, source: type[Record], handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(source.model_validate)

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        model: type[Record] = schema["function"]["function"].__self__
        model.model_rebuild()
        # What has a name and stands within another is described once, however often it is met.
        named: Any = {**model.__pydantic_core_schema__, "ref": f"{model.__module__}.{model.__qualname__}:{id(model)}"}
        return handler(core_schema.chain_schema([named]))


_R = TypeVar("_R", bound=Record)
#: A record inside another.
Inner = Annotated[_R, _BuiltWhenMet()]


def _lines(value: object) -> object:
    """A text becomes the tuple of its lines that hold more than blanks; lists pass."""
    if isinstance(value, str):
        return tuple(Text(value).nonblank_lines())
    return value


def _items(value: object) -> object:
    """A text becomes the tuple of its pieces between 、 or line breaks; lists pass."""
    if isinstance(value, str):
        return tuple(piece for line in Text(value).nonblank_lines() for piece in line.parts("、"))
    return value


def either_text_or(schema: dict[str, Any]) -> WithJsonSchema:
    """The JSON Schema of a field with a short form: a text, or what `schema` says."""
    return WithJsonSchema({"anyOf": [{"type": "string"}, schema]})


def one_is_a_list(value: object) -> object:
    """A single text or mapping where a list may stand is a list of one."""
    return [value] if isinstance(value, str | dict) else value


def items_may_be_text(schema: dict[str, Any]) -> None:
    """`json_schema_extra` for a list or a map whose items have a short form in text."""
    for key in ("items", "additionalProperties"):
        if key in schema:
            schema[key] = {"anyOf": [{"type": "string"}, schema[key]]}
    if "items" in schema:
        schema["anyOf"] = [schema["items"], {"type": schema.pop("type"), "items": schema.pop("items")}]


def may_be_text(schema: dict[str, Any]) -> None:
    """`json_schema_extra` for a field with a short form in text."""
    full = {key: schema.pop(key) for key in ("type", "items", "additionalProperties", "anyOf") if key in schema}
    schema["anyOf"] = [{"type": "string"}, full]


YesNo = Literal["是", "否"]

_TEXT_LIST = {"type": "array", "items": {"type": "string"}}

#: One text a line, or a list.
Lines = Annotated[
    tuple[Line, ...], BeforeValidator(_lines), either_text_or(_TEXT_LIST), Written("文字，每行一条；或列表")
]
#: Names joined by 、, or a list.
Items = Annotated[
    tuple[Line, ...], BeforeValidator(_items), either_text_or(_TEXT_LIST), Written("文字，用“、”连接；或列表")
]
