"""Pydantic's objections: which of them concern the writer, and how each type is said in Chinese.

A union objects once for every branch that was tried; only the branch the writer meant is of interest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from msgspec import Struct, field
from pydantic import ValidationError
from pydantic_core.core_schema import ErrorType

from gongwen.load.expected import nearest
from gongwen.model.text import Origin, Text, clip

#: Types by which pydantic says "not a thing of this shape", and the shape it wanted.
SHAPE_TYPES = {
    "is_instance_of": "text",
    "string_type": "text",
    "string_sub_type": "text",
    "int_type": "text",
    "float_type": "text",
    "decimal_type": "text",
    "bool_type": "text",
    "date_type": "text",
    "datetime_type": "text",
    "time_type": "text",
    "list_type": "list",
    "tuple_type": "list",
    "set_type": "list",
    "frozen_set_type": "list",
    "iterable_type": "list",
    "dict_type": "map",
    "mapping_type": "map",
    "model_type": "map",
    "model_attributes_type": "map",
    "dataclass_type": "map",
}
SHAPE_WORDS = {"text": "文字", "list": "列表（每项以“- ”开头）", "map": "下级各项（“键: 值”）"}

_STANDARD_TYPES = frozenset(get_args(ErrorType))
#: How pydantic names a branch of a union in a location: a class, `tuple[…]`, `function-after[…]`; never Chinese.
_BRANCH = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*(\[.*\])?", re.DOTALL)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Objection(Struct, frozen=True):
    """One error of pydantic's, without the value."""

    type: str
    location: tuple[int | str, ...]
    message: str
    context: Mapping[str, Any] = field(default_factory=dict)
    #: Where the refused text was written, if it was a piece that carries its place.
    origin: Origin | None = None

    @property
    def is_custom(self) -> bool:
        """Whether a model of ours raised it, in words of its own."""
        return self.type not in _STANDARD_TYPES


def objections_of(error: ValidationError) -> list[Objection]:
    """The errors in `error`. Values are looked at for their origin alone and are dropped here."""
    with_values = error.errors(include_url=False, include_context=False)
    origins = [item["input"].origin if isinstance(item["input"], Text) else None for item in with_values]
    return [
        Objection(item["type"], item["loc"], item["msg"], item.get("ctx", {}), origin)
        for item, origin in zip(error.errors(include_url=False, include_input=False), origins, strict=True)
    ]


def prune_unions(objections: list[Objection], start: int = 0) -> list[Objection]:
    """Of each union's branches keep the one that fits best: that fails on content rather than shape, and least."""
    kept: list[Objection] = []
    unions: dict[tuple[int | str, ...], dict[str, list[Objection]]] = {}
    for objection in objections:
        for index, segment in enumerate(objection.location[start:], start=start):
            if isinstance(segment, str) and _BRANCH.fullmatch(segment) and segment != "[key]":
                unions.setdefault(objection.location[:index], {}).setdefault(segment, []).append(objection)
                break
        else:
            kept.append(objection)
    for location, branches in unions.items():
        at_branch = len(location) + 1
        fitting = [found for found in branches.values() if not _is_mere_mismatch(found, at_branch)]
        if fitting:
            kept.extend(prune_unions(min(fitting, key=len), at_branch))
        else:
            # No branch has this shape: one objection says so for all.
            kept.append(next(iter(branches.values()))[0])
    return kept


def _is_mere_mismatch(found: list[Objection], depth: int) -> bool:
    return all(item.type in SHAPE_TYPES and len(item.location) <= depth for item in found)


def say(objection: Objection, value: str) -> tuple[str, str, str | None]:
    """Code, message and hint for an objection to the text `value`; keys and shapes are said elsewhere."""
    context = objection.context
    if objection.is_custom or objection.type in ("value_error", "assertion_error"):
        return _say_custom(objection)
    if objection.type in ("literal_error", "enum"):
        choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        near = nearest(value, choices)
        hint = f"是否想写“{near}”？" if near else "请从可选的内容里选一个，照样写。"
        return "content/choice", f"“{clip(value)}”不在可选的内容里，应为：{'、'.join(choices)}。", hint
    if objection.type.startswith(("int_", "float_", "decimal_")) or objection.type == "finite_number":
        whole = "整数" if objection.type.startswith("int_") else "数"
        return "content/not-a-number", f"“{clip(value)}”不是{whole}。", "请只写阿拉伯数字，不带单位，如：3"
    if objection.type.startswith("bool_"):
        return "content/choice", f"“{clip(value)}”不在可选的内容里，应为：是、否。", "请写“是”或“否”。"
    if objection.type.startswith(("date_", "datetime_", "time_")):
        return "content/not-a-date", f"“{clip(value)}”不是日期。", "请写成年月日齐全的样子，如：2024年1月19日"
    for name, words in (("ge", "不小于"), ("gt", "大于"), ("le", "不大于"), ("lt", "小于")):
        if name in context:
            limit = f"{words} {context[name]}"
            return "content/out-of-range", f"“{clip(value)}”应{limit}。", f"请改为{limit} 的数。"
    for name, words in (("min_length", "至少"), ("max_length", "至多")):
        if name in context:
            unit = "字" if objection.type.startswith("string_") else "项"
            return "content/length", f"这里应{words}有 {context[name]} {unit}。", "请增减到这个数目。"
    return "content/invalid", "这一项的内容不合要求。", "请对照样稿核对这一项。"


def _say_custom(objection: Objection) -> tuple[str, str, str | None]:
    """A model's own Chinese words, as they are; its type, where it has one, is the code."""
    code = f"content/{objection.type.replace('_', '-')}" if objection.is_custom else "content/invalid"
    raised = objection.context.get("error")
    message = str(raised) if isinstance(raised, Exception) else objection.message
    if not _CHINESE.search(message):
        # Words of Python's own, such as those of int(): English, and they quote the value.
        message = "这一项的内容不合要求。"
    hint = objection.context.get("hint")
    return code, message, hint if isinstance(hint, str) else None
