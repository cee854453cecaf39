"""What a model expects at a place: its keys, its shapes, and the nearest of them to what was written.

Read from the model's JSON Schema, the same that editors and the reference pages are made from: so the keys offered here
are those that are offered there, short forms included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic.errors import PydanticInvalidForJsonSchema

#: What writers write for a key; serves hints only, the parser knows one spelling each.
SYNONYMS = {
    "题目": "标题",
    "文件标题": "标题",
    "主送机关": "主送",
    "主送单位": "主送",
    "抄送机关": "抄送",
    "抄送单位": "抄送",
    "抄报": "抄送",
    "报送": "抄送",
    "发送": "抄送",
    "成文日期": "日期",
    "时间": "日期",
    "发文日期": "日期",
    "落款日期": "日期",
    "附件说明": "附件",
    "落款单位": "落款",
    "署名": "落款",
    "发文字号": "文号",
    "字号": "文号",
    "编号": "文号",
    "正文内容": "正文",
    "内容": "正文",
    "发文单位": "发文机关",
    "机关": "发文机关",
    "类型": "文种",
    "文件类型": "文种",
    "公开方式": "公开",
    "公开属性": "公开",
    "印发单位": "印发机关",
    "印发时间": "印发日期",
    "紧急": "紧急程度",
    "缓急": "紧急程度",
    "保密级别": "密级",
    "阶段名称": "名称",
    "起止时间": "时间",
    "日期": "时间",
    "正文": "内容",
    "标题": "名称",
    "名称": "标题",
    "责任部门": "责任单位",
    "说明": "备注",
    "组员": "成员",
}

_SHAPES = {"string": "text", "integer": "text", "number": "text", "boolean": "text", "array": "list", "object": "map"}


class Expected:
    """The expectations of one model, asked by pydantic's own error locations."""

    def __init__(self, adapter: TypeAdapter[Any]) -> None:
        self._every_key: frozenset[str] | None = None
        try:
            self._root: dict[str, Any] = adapter.json_schema()
        except PydanticInvalidForJsonSchema:
            # A model without a schema still loads; only its hints are poorer.
            self._root = {}

    def keys(self, location: Iterable[int | str]) -> tuple[str, ...]:
        """The keys of the mapping at `location`."""
        return tuple(dict.fromkeys(key for schema in self._at(location) for key in schema.get("properties", ())))

    def shapes(self, location: Iterable[int | str]) -> frozenset[str]:
        """Which of text, list and map may stand at `location`; empty if that is not known."""
        found: set[str] = set()
        for schema in self._at(location):
            types = schema.get("type", ())
            found.update(_SHAPES[name] for name in ([types] if isinstance(types, str) else types) if name in _SHAPES)
            if "enum" in schema or "const" in schema:
                found.add("text")
        return frozenset(found)

    def is_key(self, location: Iterable[int | str], key: str) -> bool:
        """Whether `key` may stand in the mapping at `location`."""
        return any(
            key in schema.get("properties", ()) or isinstance(schema.get("additionalProperties"), dict)
            for schema in self._at(location)
        )

    def every_key(self) -> frozenset[str]:
        """All keys anywhere in the model."""
        if self._every_key is not None:
            return self._every_key
        found: set[str] = set()
        waiting: list[Any] = [self._root]
        while waiting:
            part = waiting.pop()
            if isinstance(part, dict):
                if isinstance(properties := part.get("properties"), dict):
                    found.update(properties)
                waiting.extend(part.values())
            elif isinstance(part, list):
                waiting.extend(part)
        self._every_key = frozenset(found)
        return self._every_key

    def _at(self, location: Iterable[int | str]) -> list[dict[str, Any]]:
        """The schemas that may hold at `location`; segments that are not in the file (union tags) narrow or pass."""
        here = list(self._alternatives(self._root))
        for segment in location:
            below = [part for schema in here for part in self._below(schema, segment)]
            if not below:
                below = [schema for schema in here if schema.get("title") == segment] or here
            here = [part for schema in below for part in self._alternatives(schema)]
        return here

    def _below(self, schema: dict[str, Any], segment: int | str) -> list[dict[str, Any]]:
        if isinstance(segment, int):
            found = schema.get("items")
        elif (found := schema.get("properties", {}).get(segment)) is None:
            found = schema.get("additionalProperties")
        return [found] if isinstance(found, dict) else []

    def _alternatives(self, schema: dict[str, Any], depth: int = 0) -> Iterator[dict[str, Any]]:
        """`schema` with references followed and unions taken apart."""
        if depth > 20:
            return
        if isinstance(reference := schema.get("$ref"), str):
            target = self._root.get("$defs", {}).get(reference.rpartition("/")[2], {})
            yield from self._alternatives(target, depth + 1)
            return
        parts = [part for word in ("anyOf", "oneOf", "allOf") for part in schema.get(word, ())]
        if not parts or "properties" in schema:
            yield schema
        for part in parts:
            yield from self._alternatives(part, depth + 1)


@cache
def adapter_of(model: Any) -> TypeAdapter[Any]:
    """The one adapter of `model`: building it costs more than most files cost to read."""
    return model if isinstance(model, TypeAdapter) else TypeAdapter(model)


@cache
def expected_of(model: Any) -> Expected:
    """The expectations of `model`, worked out once."""
    return Expected(adapter_of(model))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    known = tuple(known)
    if (synonym := SYNONYMS.get(word)) in known:
        return synonym
    trimmed = "".join(word.split())
    if trimmed in known:
        return trimmed
    import difflib

    close = difflib.get_close_matches(trimmed, known, n=1, cutoff=0.5)
    if close:
        return close[0]
    return next((item for item in known if len(item) > 1 and (item in trimmed or trimmed in item) and trimmed), None)
