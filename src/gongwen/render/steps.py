"""A part of a template as steps: what Jinja's tree says, put in terms of the print view.

Steps are plain data, so that a compiled template can be kept in a file that nobody need trust: whatever stands in it,
`writer.py` can make no more of it than a function that prints fields of a print view.

    ["text", markup]                            as it stands
    ["show", value, line]                       a text, a number or a handle
    ["if", [[test, steps, line], …], steps]     the first whose test holds, or else the last
    ["for", number, values, test | None, steps, steps, line]    the second for an empty list; `number` names the item

Values are lists as well, see `_value`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import nodes
from msgspec import Struct, field

from gongwen.render import schema
from gongwen.render.paths import Scope, check_loop, shape_of

Step = list[Any]

_TOP = schema.root()


class NotSteps(Exception):
    """The tree says something that has no meaning here."""


def steps_of(tree: nodes.Template) -> list[Step]:
    """The steps of a part whose tags have passed the check of the grammar; NotSteps where they do not fit together."""
    return _body(tree.body, _Names())


class _Names(Struct, frozen=True):
    """What a name stands for here: the items of the loops around it by number, and else a field of the view."""

    scope: Scope = field(default_factory=lambda: Scope({}))
    items: dict[str, int] = field(default_factory=dict)
    depth: int = 0

    def inside(self, node: nodes.For) -> _Names:
        assert isinstance(node.target, nodes.Name)
        scope = check_loop(node, self.scope, is_nested=self.depth > 0)
        return _Names(scope, {**self.items, node.target.name: self.depth}, self.depth + 1)


def _body(body: Sequence[nodes.Node], names: _Names) -> list[Step]:
    steps: list[Step] = []
    for node in body:
        match node:
            case nodes.Output():
                for item in node.nodes:
                    if isinstance(item, nodes.TemplateData):
                        steps.append(["text", item.data])
                    else:
                        steps.append(["show", _value(item, names), item.lineno])
            case nodes.If():
                choices = [[_value(one.test, names), _body(one.body, names), one.lineno] for one in (node, *node.elif_)]
                steps.append(["if", choices, _body(node.else_, names)])
            case nodes.For():
                inner = names.inside(node)
                test = None if node.test is None else _value(node.test, inner)
                steps.append(
                    ["for", names.depth, _value(node.iter, names), test, _body(node.body, inner),
                     _body(node.else_, names), node.lineno]
                )  # fmt: skip
            case _:
                raise NotSteps
    return steps


def _value(node: nodes.Node | None, names: _Names) -> Step:
    match node:
        case nodes.Name(name=name):
            return ["item", names.items[name]] if name in names.items else ["field", ["view"], _attribute(_TOP, name)]
        case nodes.Getattr(node=nodes.Name(name="loop"), attr=fact) if "loop" not in names.items and names.depth:
            return ["loop", names.depth - 1, fact]
        case nodes.Getattr(node=owner, attr=name) | nodes.Getitem(node=owner, arg=nodes.Const(value=str(name))):
            shape = shape_of(owner, names.scope)
            if not isinstance(shape, schema.Record):
                raise NotSteps
            return ["field", _value(owner, names), _attribute(shape, name)]
        case nodes.Getitem(node=owner, arg=nodes.Const(value=int(place))):
            return ["place", _value(owner, names), place]
        case nodes.Const(value=value):
            return ["constant", value]
        case nodes.Mul(left=nodes.Const(value=int(times)), right=length):
            return ["times", times, _value(length, names)]
        case nodes.Not(node=inner):
            return ["not", _value(inner, names)]
        case nodes.And(left=left, right=right):
            return ["and", _value(left, names), _value(right, names)]
        case nodes.Or(left=left, right=right):
            return ["or", _value(left, names), _value(right, names)]
        case nodes.Compare(expr=first, ops=others):
            return ["compare", _value(first, names), [[other.op, _value(other.expr, names)] for other in others]]
        case nodes.CondExpr(test=test, expr1=one, expr2=other):
            return ["choose", _value(test, names), _value(one, names), other and _value(other, names)]
        case nodes.List(items=items) | nodes.Tuple(items=items):
            return ["list", [_value(item, names) for item in items]]
        case nodes.Filter(node=inner, name="length", args=[]):
            return ["length", _value(inner, names)]
        case nodes.Filter(node=inner, name="join", args=[]):
            return ["join", _value(inner, names), ""]
        case nodes.Filter(node=inner, name="join", args=[nodes.Const(value=str(between))]):
            return ["join", _value(inner, names), between]
    raise NotSteps


def _attribute(record: schema.Record, name: str) -> str:
    try:
        return schema.attributes(record)[name]
    except KeyError:
        raise NotSteps from None
