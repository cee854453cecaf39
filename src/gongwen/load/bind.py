"""A node tree into a pydantic model."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from gongwen.load.expected import adapter_of, expected_of
from gongwen.load.findings import Findings
from gongwen.load.tree import Mapping, Node, Scalar

#: So many keys has no file that is not a mistake.
_FLOOD = 2000


def bind(root: Mapping, model: Any, findings: Findings) -> Any | None:
    """`root` as an instance of `model` (a class, a union or a TypeAdapter); None if it objects, see `findings`."""
    data = plain(_without_flood(root, model, findings), findings)
    try:
        return adapter_of(model).validate_python(data)
    except ValidationError as error:
        # What puts objections into words is loaded where there are some.
        from gongwen.load.reporting import report

        report(error, root, expected_of(model), findings)
    return None


def _without_flood(root: Mapping, model: Any, findings: Findings) -> Mapping:
    """The tree without keys that nobody knows, once there are so many that each objection would only cost memory."""
    if len(root.entries) <= _FLOOD:
        return root
    known = set(expected_of(model).keys(()))
    unknown = [key for key in root.entries if key not in known]
    dropped = set(unknown[_FLOOD:])
    findings.leave_out(len(dropped))
    return Mapping(root.origin, {key: entry for key, entry in root.entries.items() if key not in dropped})


def plain(node: Node, findings: Findings) -> Any:
    """The tree as plain dicts, lists and `Text`; a key without a value is as good as absent."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {
            entry.key: plain(entry.value, findings)
            for entry in node.entries.values()
            if not (isinstance(entry.value, Scalar) and entry.value.is_empty)
        }
    for item in node.items:
        if isinstance(item, Scalar) and item.is_empty and not findings.has_error_on(item.origin.line):
            message, hint = "列表里有一项没有内容。", "请补上内容，或删去这一行。"
            findings.add_at(item.origin, "content/empty-item", message, hint=hint)
    return [plain(item, findings) for item in node.items]
