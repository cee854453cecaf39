"""The part of Jinja's language that a template may use: it can show data, loop and choose, and nothing else.

What passes this list is put in terms of the print view (`steps.py`), where every name is a field of it, and a function
is made of that which knows nothing else (`writer.py`). A little more is left to Jinja in a sandbox (`slow.py`): what
offices know from docxtpl, and what can neither run anything nor grow.
"""

from __future__ import annotations

import jinja2
from jinja2 import nodes

FILTERS = ("length", "join")
LOOP_ATTRIBUTES = ("first", "last", "index", "length")

#: What makes a part slow.
SLOW_FILTERS = ("default", "first", "last", "reverse", "upper", "lower", "trim")
SLOW_TESTS = ("defined", "undefined", "none", "odd", "even")
SLOW_LOOP_ATTRIBUTES = ("index0", "revindex", "revindex0")

#: Names that Jinja gives a meaning of its own, whatever the context holds.
_JINJA_NAMES = ("self", "super", "caller", "varargs", "kwargs")

#: The parts of Jinja's language that a template may be made of; everything else is refused.
_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const,
    nodes.For, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.List, nodes.Tuple, nodes.Filter, nodes.Mul,
)  # fmt: skip
_SLOW: tuple[type[nodes.Node], ...] = (nodes.Test, nodes.Concat, nodes.Add, nodes.Sub, nodes.Slice)

#: For reading only; a break at the end of a part is its own.
_JINJA = jinja2.Environment(keep_trailing_newline=True)


def parsed(source: str) -> nodes.Template:
    """The tree of a template; raises jinja2.TemplateSyntaxError, RecursionError."""
    return _JINJA.parse(source)


def refused_node(tree: nodes.Template) -> nodes.Node | None:
    """The first node of a parsed template that is not on the list, nor left to Jinja."""
    return next((node for node in tree.find_all(nodes.Node) if not _is_fast(node) and not _is_slow(node)), None)


def slow_node(tree: nodes.Template) -> nodes.Node | None:
    """The first node of a template that is left to Jinja."""
    return next((node for node in tree.find_all(nodes.Node) if not _is_fast(node)), None)


def _is_fast(node: nodes.Node) -> bool:
    return isinstance(node, _ALLOWED) and _is_harmless(node)


def _is_slow(node: nodes.Node) -> bool:
    match node:
        case nodes.Test(name=name, args=args):
            return name in SLOW_TESTS and not args and _is_plain(node)
        case nodes.Filter(name="default", args=[nodes.Const()]):
            return _is_plain(node)
        case nodes.Filter(name=name, args=[]):
            return name in SLOW_FILTERS and name != "default" and _is_plain(node)
        case nodes.Getattr(node=nodes.Name(name="loop"), attr=name):
            return name in SLOW_LOOP_ATTRIBUTES
        case nodes.Getitem(arg=nodes.Slice(start=start, stop=stop, step=step)):
            return all(part is None or isinstance(part, nodes.Const) for part in (start, stop, step))
        case nodes.Concat() | nodes.Add() | nodes.Sub() | nodes.Slice():
            return True
    return False


def _is_plain(node: nodes.Filter | nodes.Test) -> bool:
    """Only arguments by their place."""
    return not (node.kwargs or node.dyn_args or node.dyn_kwargs)


def is_widened(node: nodes.Mul) -> bool:
    """A whole number times the length of the loop."""
    match node.left, node.right:
        case nodes.Const(value=int()), nodes.Getattr(node=nodes.Name(name="loop"), attr="length"):
            return True
    return False


def _is_harmless(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Filter):
        # `join` takes what stands between the items.
        constant = all(isinstance(item, nodes.Const) and isinstance(item.value, str) for item in node.args)
        most = 1 if node.name == "join" else 0
        return node.name in FILTERS and _is_plain(node) and constant and len(node.args) <= most
    if isinstance(node, nodes.Getitem):
        return isinstance(node.arg, nodes.Const)
    if isinstance(node, nodes.Mul):
        # So docxtpl writes how many columns a cell takes that is merged across a loop.
        return is_widened(node)
    if isinstance(node, nodes.For):
        return isinstance(node.target, nodes.Name) and not node.recursive
    if isinstance(node, nodes.Name):
        return node.name not in _JINJA_NAMES
    if isinstance(node, nodes.Getattr):
        is_of_slow_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop" and _is_slow(node)
        return not node.attr.startswith("_") and not is_of_slow_loop
    return True
