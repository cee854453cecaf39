"""A model's objections in Chinese, each at the writer's own place."""

from __future__ import annotations

import re

from msgspec import Struct
from pydantic import ValidationError

from gongwen.load.expected import Expected, nearest
from gongwen.load.findings import MOST_FINDINGS, Findings
from gongwen.load.objections import SHAPE_TYPES, SHAPE_WORDS, Objection, objections_of, prune_unions, say
from gongwen.load.tree import Entry, Mapping, Node, Scalar, Sequence
from gongwen.model.text import Origin, clip

#: A value that needs no quotes, whatever stands before it.
_PLAIN = re.compile(r"[\w★〔〕（）、，。《》“”—.·/-]+")
#: As many keys as a hint may list.
_MOST_KEYS = 30


def report(error: ValidationError, root: Mapping, expected: Expected, findings: Findings) -> None:
    """What a model objects to in the tree at `root`, put into `findings`."""
    _Reporter(root, expected, findings).all(prune_unions(objections_of(error)))


class _Spot(Struct, frozen=True):
    """Where a location leads in the tree: the last node that exists, the entry that holds it, the way in words."""

    node: Node
    entry: Entry | None
    path: str

    @property
    def is_empty(self) -> bool:
        return isinstance(self.node, Scalar) and self.node.is_empty

    @property
    def origin(self) -> Origin:
        """The value's place if it stands on its key's line, else the key's."""
        key = self.entry.key.origin if self.entry is not None else None
        if key is None or key.line == self.node.origin.line or isinstance(self.node, Scalar):
            return self.node.origin
        return key


class _Reporter:
    """Says each objection at its place."""

    def __init__(self, root: Mapping, expected: Expected, findings: Findings) -> None:
        self._root = root
        self._expected = expected
        self._findings = findings

    def all(self, objections: list[Objection]) -> None:
        listed = objections[:MOST_FINDINGS]
        self._findings.leave_out(len(objections) - len(listed))
        # A key that is nearly one that is missing is that key: one finding, not two.
        meant = {
            (*objection.location[:-1], self._nearest_key(objection))
            for objection in listed
            if objection.type == "extra_forbidden"
        }
        for objection in listed:
            if objection.type == "missing":
                if objection.location not in meant:
                    self._report_missing(objection)
            elif objection.type == "extra_forbidden":
                self._report_unknown(objection)
            elif objection.type in SHAPE_TYPES:
                self._report_shape(objection)
            else:
                self._report_content(objection)

    def _nearest_key(self, objection: Objection) -> str | None:
        spot = self._spot(objection.location[:-1])
        written = spot.node.entries if isinstance(spot.node, Mapping) else {}
        keys = self._expected.keys(objection.location[:-1])
        return nearest(str(objection.location[-1]), [key for key in keys if key not in written])

    def _report_missing(self, objection: Objection) -> None:
        spot = self._spot(objection.location[:-1])
        key = str(objection.location[-1])
        entry = spot.node.entries.get(key) if isinstance(spot.node, Mapping) else None
        path = f"{spot.path}.{key}" if spot.path else key
        if entry is not None and entry.key.origin is not None:
            if not self._findings.has_error_on(entry.key.origin.line):
                self._findings.add_at(
                    entry.key.origin,
                    "content/empty-value",
                    f"“{key}”没有内容，这一项必须写。",
                    key=path,
                    hint=f"请在冒号和空格后面写上内容：{key}: ……",
                )
        else:
            self._findings.add_at(
                spot.node.origin,
                "content/missing-key",
                f"{_within(spot)}缺少“{key}”，这一项必须写。",
                key=path,
                hint=f"请加一行：{key}: ……",
            )

    def _report_unknown(self, objection: Objection) -> None:
        spot = self._spot(objection.location[:-1])
        key = str(objection.location[-1])
        entry = spot.node.entries.get(key) if isinstance(spot.node, Mapping) else None
        origin = (entry.key.origin if entry is not None else None) or spot.node.origin
        if key in ("", "<<"):
            # Refused already while the tree was built.
            return
        keys = self._expected.keys(objection.location[:-1])
        if near := self._nearest_key(objection):
            hint = f"应为“{near}”，请改成：{near}: {_value_shown(entry)}"
        elif spot.node is not self._root and key in self._expected.keys(()):
            hint = f"“{key}”应写在最外层，请把它移到行首（去掉前面的空格）。"
        else:
            hint = f"这里可用的键有：{'、'.join(keys[:_MOST_KEYS])}。" if keys else "请对照样稿核对这个键。"
        path = f"{spot.path}.{clip(key)}" if spot.path else clip(key)
        self._findings.add_at(
            origin, "content/unknown-key", f"{_within(spot)}没有“{clip(key)}”这个键。", key=path, hint=hint
        )

    def _report_shape(self, objection: Objection) -> None:
        spot = self._spot(objection.location)
        if spot.is_empty or self._findings.has_error_on(spot.origin.line):
            return
        actual = "text" if isinstance(spot.node, Scalar) else "list" if isinstance(spot.node, Sequence) else "map"
        wanted = self._expected.shapes(objection.location) - {actual} or {SHAPE_TYPES[objection.type]}
        words = "或".join(SHAPE_WORDS[shape] for shape in SHAPE_WORDS if shape in wanted)
        self._findings.add_at(
            spot.origin,
            "content/wrong-shape",
            f"“{spot.path}”应为{words}，写成了{SHAPE_WORDS[actual]}。",
            key=spot.path,
            hint=_reshaped(spot, wanted),
        )

    def _report_content(self, objection: Objection) -> None:
        spot = self._spot(objection.location)
        if spot.is_empty:
            return
        value = spot.node.text if isinstance(spot.node, Scalar) else ""
        code, message, hint = say(objection, value)
        origin = objection.context.get("origin")
        if not isinstance(origin, Origin):
            origin = objection.origin or spot.origin
            offset = objection.context.get("offset")
            if isinstance(offset, int) and offset > 0:
                origin = self._moved(origin, offset, spot)
        self._findings.add_at(origin, code, message, key=spot.path, hint=hint)

    @staticmethod
    def _moved(origin: Origin, offset: int, spot: _Spot) -> Origin:
        """`origin` moved by `offset` characters of the text that stands there; a piece of a text is on one line."""
        if isinstance(spot.node, Scalar) and spot.node.text.origin == origin:
            return spot.node.text.at(offset) or origin
        return origin.moved(offset)

    def _spot(self, location: tuple[int | str, ...]) -> _Spot:
        """Follow `location` as far as the file has it; what only the model has (union branches, groups) is skipped."""
        node: Node = self._root
        entry: Entry | None = None
        path = ""
        for segment in location:
            if isinstance(node, Mapping) and isinstance(segment, str) and segment in node.entries:
                entry = node.entries[segment]
                node = entry.value
                path += f".{clip(segment)}" if path else clip(segment)
            elif isinstance(node, Sequence) and isinstance(segment, int) and 0 <= segment < len(node.items):
                node = node.items[segment]
                entry = None
                path += f"[{segment + 1}]"
        return _Spot(node, entry, path)


def _within(spot: _Spot) -> str:
    return f"“{spot.path}”里" if spot.path and isinstance(spot.node, Mapping) else f"“{spot.path}”" if spot.path else ""


def _value_shown(entry: Entry | None) -> str:
    """The value behind a key, if it can be shown on the line of the key as it stands there."""
    node = entry.value if entry is not None else None
    is_plain = isinstance(node, Scalar) and _PLAIN.fullmatch(node.text) and clip(node.text) == node.text
    return node.text if isinstance(node, Scalar) and is_plain else "……"


def _reshaped(spot: _Spot, wanted: frozenset[str] | set[str]) -> str:
    """How to write what stands at `spot` in one of the `wanted` shapes."""
    name = clip(spot.entry.key) if spot.entry is not None else "键"
    if "text" in wanted:
        if spot.entry is None and isinstance(spot.node, Mapping) and len(spot.node.entries) == 1:
            # `- 关于实施: 通知` is a mapping to YAML only.
            ((key, entry),) = spot.node.entries.items()
            if isinstance(entry.value, Scalar):
                return f"若这一项是文字，请加单引号：- '{clip(f'{key}: {entry.value.text}')}'"
        return f"请写成一行文字：{name}: ……；几行文字写在“{name}: |”下面，每行缩进两格。"
    if "list" in wanted:
        return f"请在“{name}:”下面每项一行，以“- ”开头。"
    return f"请在“{name}:”下面缩进两格，每行写一个“键: 值”。"
