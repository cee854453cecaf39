"""YAML to a tree of nodes, each with its place; every scalar stays the writer's text.

The parser's events are read one by one and counted, so that nesting and number of nodes are bounded before anything
is built, and no alias is ever followed: a small file cannot become a large tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from gongwen.load.characters import ILLEGAL, describe, is_surrogate
from gongwen.load.findings import Findings
from gongwen.load.source import Source
from gongwen.load.syntax import report_syntax_error
from gongwen.load.tree import Entry, Mapping, Node, Scalar, Sequence
from gongwen.model.text import Origin, Text, clip

MOST_DEPTH = 40
MOST_NODES = 200_000
LONGEST_VALUE = 2_000_000

#: libyaml where PyYAML was built with it: several times faster. Its C code recurses only when it composes nodes, which
#: is left to it only for a text that has been read here, within the limits.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Stop(Exception):
    """No more of this file can be read; the reason is among the findings."""


def build_tree(source: Source, findings: Findings) -> Mapping | None:
    """The root mapping of `source`; None if the YAML cannot be read to its end. Faults go to `findings`."""
    builder = _Builder(source, findings)
    try:
        for event in _events(source):
            builder.take(event)
    except _Stop:
        return None
    except yaml.YAMLError as error:
        report_syntax_error(error, source, findings)
        return None
    root = builder.root
    if isinstance(root, Mapping):
        return root
    if root is None or (isinstance(root, Scalar) and root.is_empty):
        # After a slip that was all there is, "empty" would be its echo.
        if not findings.has_errors():
            findings.add("content/empty", "文件里没有内容。", hint="请至少写一行，如：文种: 通知")
    else:
        findings.add_at(
            root.origin,
            "content/not-mapping",
            "文件的最外层应是“键: 值”，这里是" + ("列表。" if isinstance(root, Sequence) else "一段文字。"),
            hint="请从行首写起，每行一项，如：标题: 关于……的通知",
        )
    return None


def refuse_too_many_nodes(origin: Origin, findings: Findings) -> None:
    """Report, at the first node too many, that the file holds more than can be meant."""
    message = f"内容超过 {MOST_NODES} 项。"
    findings.add_at(origin, "content/too-many-nodes", message, hint="请把内容拆成几个文件。")


def _events(source: Source) -> Iterator[Event]:
    yield from yaml.parse(source.text, Loader=LOADER)


class _Open:
    """A list or mapping whose end has not come yet; `key` waits for its value."""

    __slots__ = ("is_flow", "key", "key_end", "node")

    def __init__(self, node: Sequence | Mapping, *, is_flow: bool) -> None:
        self.node = node
        self.is_flow = is_flow
        self.key: Text | None = None
        self.key_end = (0, 0)


class _Builder:
    """Takes events, keeps the open collections on a stack of its own."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self.root: Node | None = None
        self._source = source
        self._findings = findings
        self._stack: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: Event) -> None:
        if isinstance(event, DocumentStartEvent):
            self._start_document(event)
        elif isinstance(event, NodeEvent):
            self._take_node(event)
        elif isinstance(event, CollectionEndEvent):
            opened = self._stack.pop()
            if isinstance(event, MappingEndEvent) and opened.is_flow and isinstance(opened.node, Mapping):
                self._check_flow_mapping(opened.node)
        # Stream and document ends say nothing that is not known already.

    def _start_document(self, event: Event) -> None:
        self._documents += 1
        if self._documents > 1:
            origin = self._origin(event)
            self._findings.add_at(
                origin,
                "content/several-documents",
                "一个文件里有几份内容（用 --- 隔开）；应一个文件一份公文。",
                hint="请把 --- 以下的内容移到另一个文件，并删去这一行。",
            )
            raise _Stop

    def _take_node(self, event: NodeEvent) -> None:
        origin = self._origin(event)
        self._refuse_marks(event, origin)
        if isinstance(event, CollectionStartEvent):
            if len(self._stack) >= MOST_DEPTH:
                self._findings.add_at(
                    origin, "content/too-deep", f"层次超过 {MOST_DEPTH} 层。", hint="请减少嵌套，一般不超过四层。"
                )
                raise _Stop
            node = Mapping(origin) if isinstance(event, MappingStartEvent) else Sequence(origin)
            if not self._waits_for_value():
                self._refuse_key(origin)
            self._place(node, event)
            self._stack.append(_Open(node, is_flow=bool(event.flow_style)))
        elif isinstance(event, ScalarEvent):
            scalar = self._scalar(event, origin)
            if self._waits_for_value():
                self._place(scalar, event)
            else:
                self._take_key(scalar, event)
        else:
            assert isinstance(event, AliasEvent)
            if not self._waits_for_value():
                self._refuse_key(origin)
            self._place(Scalar(origin, Text("", origin), is_empty=True), event)

    def _waits_for_value(self) -> bool:
        """Whether the next node is a value: of a list, of the file, or of a key that has been read."""
        return not self._stack or isinstance(self._stack[-1].node, Sequence) or self._stack[-1].key is not None

    def _refuse_key(self, origin: Origin) -> None:
        """A list, mapping or alias cannot be a key; reading goes on as if its key were empty."""
        self._findings.add_at(
            origin,
            "content/complex-key",
            "键应是文字，不能是列表或映射。",
            hint="请改写成“键: 值”；若是文字，请加引号。",
        )
        self._stack[-1].key = Text("", origin)

    def _take_key(self, scalar: Scalar, event: ScalarEvent) -> None:
        opened = self._stack[-1]
        key = scalar.text
        if not key:
            self._findings.add_at(
                scalar.origin, "content/empty-key", "冒号前面没有键。", hint="请在冒号前写上键，如：标题: 关于……的通知"
            )
        elif key == "<<" and not event.style:
            self._findings.add_at(
                scalar.origin, "content/merge-key", "不能用 << 合并内容。", hint="请把要合并的各项直接写出来。"
            )
        opened.key = key
        opened.key_end = _start_and_end(event)[1]

    def _place(self, node: Node, event: NodeEvent) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            refuse_too_many_nodes(node.origin, self._findings)
            raise _Stop
        if not self._stack:
            self.root = node
            return
        opened = self._stack[-1]
        if isinstance(opened.node, Sequence):
            opened.node.items.append(node)
            return
        key = opened.key
        opened.key = None
        assert key is not None
        if first := opened.node.entries.get(key):
            origin = key.origin
            assert origin is not None
            assert first.key.origin is not None
            if key:
                self._findings.add_at(
                    origin,
                    "content/duplicate-key",
                    f"“{clip(key)}”写了两次，第一次在第 {first.key.origin.line} 行。",
                    key=clip(key),
                    hint="请删去其中一处，或合并成一处。",
                )
            return
        if opened.is_flow and isinstance(node, Scalar) and node.is_empty and not self._has_colon(opened, event):
            node = Scalar(node.origin, _NO_COLON, is_empty=True)
        opened.node.entries[key] = Entry(key, node)

    def _has_colon(self, opened: _Open, event: NodeEvent) -> bool:
        line, start = opened.key_end
        value_line, value_start = _start_and_end(event)[0]
        text = self._source.lines[line] if line < len(self._source.lines) else ""
        return value_line != line or ":" in text[start:value_start]

    def _check_flow_mapping(self, node: Mapping) -> None:
        """`{专班.组长}` without quotes is a mapping to YAML, and a name in the text to the writer."""
        for entry in node.entries.values():
            if isinstance(entry.value, Scalar) and entry.value.text is _NO_COLON:
                self._findings.add_at(
                    node.origin,
                    "content/placeholder",
                    "以 { 开头的文字没有加引号，会被当作映射。",
                    hint=f"若是引用，请加引号：'{{{clip(entry.key)}}}'",
                )
                return

    def _refuse_marks(self, event: NodeEvent, origin: Origin) -> None:
        if event.anchor is not None:
            self._findings.add_at(
                origin,
                "content/alias",
                "不能用 & 和 * 作标记和引用。",
                hint="请把内容直接写出来；若是文字，请给这一项加上单引号。",
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._findings.add_at(
                origin,
                "content/tag",
                "不能用 ! 规定类型；内容一律按文字读。",
                hint="请删去 ! 和它后面的类型名；若是文字，请给这一项加上单引号。",
            )

    def _scalar(self, event: ScalarEvent, origin: Origin) -> Scalar:
        value: str = event.value
        style = event.style or ""
        (line, column), (last_line, _) = _start_and_end(event)
        if style in ("|", ">"):
            text = Text(value, self._block_origin(value, line + 1))
        else:
            text = Text(value, self._source.origin(line + 1, column + len(style)))
            if last_line != line:
                self._findings.add_at(
                    origin,
                    "content/multi-line",
                    "一段文字写成了几行，换行会丢失。",
                    hint="几行的文字请写在“键: |”下面，每行缩进两格。",
                )
        if style == ">":
            self._findings.add_at(
                origin, "content/folded", "不能用 >（换行会变成空格）。", hint="请把 > 换成 |，各行照样保留。"
            )
        if len(value) > LONGEST_VALUE:
            self._findings.add_at(
                origin,
                "content/value-too-long",
                f"这一项有 {len(value)} 字，超过上限 {LONGEST_VALUE} 字。",
                hint="请拆成几个文件。",
            )
            raise _Stop
        if style == '"' and (match := ILLEGAL.search(value)):
            code = "content/surrogate" if is_surrogate(match.group()) else "content/control-character"
            self._findings.add_at(
                origin, code, f"引号里的转义写出了不能用的字符 {describe(match.group())}。", hint="请删去这个转义。"
            )
        is_empty = not value.strip() if style in ("|", ">") else not value and not style
        return Scalar(origin, text, is_empty)

    def _block_origin(self, value: str, header: int) -> Origin:
        """Where the text of a block whose mark stands on line `header` begins, whatever its indentation.

        A line of the value is the end of the line it was written on: the difference in length is the margin.
        """
        for number, line in enumerate(value.split("\n"), start=header + 1):
            if line and number <= len(self._source.lines):
                margin = len(self._source.lines[number - 1]) - len(line) + 1
                return Origin(self._source.file, header + 1, margin, margin)
        return Origin(self._source.file, header + 1, 1, 1)

    def _origin(self, event: Event) -> Origin:
        (line, column), _ = _start_and_end(event)
        return self._source.origin(line + 1, column)


def _start_and_end(event: Event) -> tuple[tuple[int, int], tuple[int, int]]:
    """Line and column, from 0, where `event` begins and ends; the parser leaves no event without them."""
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    return (start.line, start.column), (end.line, end.column)


#: Stands for the value of a key in `{…}` that has no colon.
_NO_COLON = Text("")
