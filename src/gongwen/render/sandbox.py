"""The Jinja environment of templates: it can show data, loop and choose, and nothing else.

Three locks, each sufficient for what is known today: the allow-list over the parsed tree (grammar.py), this
environment, and a context of plain data. A fourth, no globals at all, costs nothing.
"""

from __future__ import annotations

from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = ("length", "join")
LOOP_ATTRIBUTES = ("first", "last", "index", "length")

#: Names that Jinja gives a meaning of its own, whatever the context holds.
_JINJA_NAMES = ("self", "super", "caller", "varargs", "kwargs")

#: The parts of Jinja's language that a template may be made of; everything else is refused.
_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const,
    nodes.For, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.List, nodes.Tuple, nodes.Filter,
)  # fmt: skip


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Strict, escaping, without globals; a dot looks into a mapping and nowhere else."""

    def __init__(self) -> None:
        super().__init__(
            undefined=jinja2.StrictUndefined, autoescape=True, keep_trailing_newline=True, finalize=_something
        )
        self.globals.clear()
        self.tests.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The key of a mapping, or one of the few facts about a loop."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP_ATTRIBUTES:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The key of a mapping or the place in a list."""
        if type(obj) is dict and argument in obj:
            return obj[argument]
        if type(obj) is list and type(argument) is int and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)


def _something(value: object) -> object:
    """What is not there must be asked for with `if`; Jinja would print the word None."""
    if value is None:
        raise jinja2.UndefinedError("nothing to print")
    return value


def refused_node(tree: nodes.Template) -> nodes.Node | None:
    """The first node of a parsed template that is not on the list."""
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED) or not _is_harmless(node):
            return node
    return None


def _is_harmless(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Filter):
        constant = all(isinstance(argument, nodes.Const) for argument in node.args)
        return node.name in FILTERS and constant and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    if isinstance(node, nodes.Getitem):
        return isinstance(node.arg, nodes.Const)
    if isinstance(node, nodes.For):
        return isinstance(node.target, nodes.Name) and not node.recursive
    if isinstance(node, nodes.Name):
        return node.name not in _JINJA_NAMES
    if isinstance(node, nodes.Getattr):
        return not node.attr.startswith("_")
    return True
