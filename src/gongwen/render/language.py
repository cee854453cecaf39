"""The part of Jinja's language that a template may use: it can show data, loop and choose, and nothing else.

Jinja reads templates here and never runs them. What passes this list is put in terms of the print view (`steps.py`),
where every name is a field of it, and a function is made of that which knows nothing else (`writer.py`).
"""

from __future__ import annotations

import jinja2
from jinja2 import nodes

FILTERS = ("length", "join")
LOOP_ATTRIBUTES = ("first", "last", "index", "length")

#: Names that Jinja gives a meaning of its own, whatever the context holds.
_JINJA_NAMES = ("self", "super", "caller", "varargs", "kwargs")

#: The parts of Jinja's language that a template may be made of; everything else is refused.
_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const,
    nodes.For, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.List, nodes.Tuple, nodes.Filter, nodes.Mul,
)  # fmt: skip


#: For reading only; a break at the end of a part is its own.
_JINJA = jinja2.Environment(keep_trailing_newline=True)


def parsed(source: str) -> nodes.Template:
    """The tree of a template; raises jinja2.TemplateSyntaxError, RecursionError."""
    return _JINJA.parse(source)


def refused_node(tree: nodes.Template) -> nodes.Node | None:
    """The first node of a parsed template that is not on the list."""
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED) or not _is_harmless(node):
            return node
    return None


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
        is_plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        return node.name in FILTERS and is_plain and constant and len(node.args) <= most
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
        return not node.attr.startswith("_")
    return True
