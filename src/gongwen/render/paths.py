"""Following the variables of a tag through the schema: does this name exist here, and can it be used this way?"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes
from msgspec import Struct, field

from gongwen.render import schema
from gongwen.render.language import LOOP_ATTRIBUTES, SLOW_LOOP_ATTRIBUTES

_TOP = schema.root()

#: A class of the print view and the name of one of its variables.
Shown = tuple[type, str]


class Slip(Exception):
    """One thing wrong with a tag, without its place."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


class Scope(Struct, frozen=True):
    """The loop variables that are visible here; None marks one whose loop is itself in error.

    `given` are the variables that each has its values from.
    """

    loops: dict[str, schema.Shape | None] = field(default_factory=dict)
    innermost: str = ""
    given: dict[str, frozenset[Shown]] = field(default_factory=dict)

    def blind(self, name: str) -> Scope:
        """With a loop variable of which nothing is known, so that one slip is not told twice."""
        return Scope({**self.loops, name: None, "": None}, name)


def check_output(node: nodes.Expr, scope: Scope, *, is_whole_paragraph: bool) -> type | None:
    """A printed expression; returns the class of the handle it prints, if it is one."""
    shape = shape_of(node, scope)
    if isinstance(shape, schema.Handle):
        if not is_whole_paragraph:
            raise Slip("wrong-use", "这个变量要整段插入。", "请单独占一段，写作 {{p … }}。")
        return shape.owner
    if isinstance(shape, schema.Listing):
        raise Slip("wrong-use", "这个变量是列表，不能直接打印。", "请用 {% for … in … %} 逐个打印，或用 join。")
    if isinstance(shape, schema.Record):
        raise Slip("wrong-use", "这个变量有下级变量，不能直接打印。", f"可用：{_listed(shape)}。")
    if is_whole_paragraph:
        raise Slip("wrong-use", "这个变量是文字，不是整段。", "请去掉字母 p，写作 {{ … }}。")
    return None


def check_loop(node: nodes.For, scope: Scope, *, is_nested: bool) -> Scope:
    """The scope inside a loop. A nested loop must go deeper into the outer one, or it could multiply for ever."""
    shape = shape_of(node.iter, scope)
    name = node.target.name if isinstance(node.target, nodes.Name) else ""
    if shape is not None and not isinstance(shape, schema.Listing):
        raise Slip("wrong-use", "循环的不是列表。", "in 后面应是列表，如 各部分、部分.正文。")
    if is_nested and shape is not None and _root_name(node.iter) != scope.innermost:
        raise Slip("nested-loop", "内层循环只能遍历外层循环变量的内容。", f"in 后面请以“{scope.innermost}.”开头。")
    given = {**scope.given, name: frozenset(shown_variables(node.iter, scope))}
    inner = Scope({**scope.loops, name: shape.item if shape else None}, name, given)
    if node.test is not None:
        check_condition(node.test, inner)
    return inner


def check_condition(node: nodes.Node, scope: Scope) -> None:
    """An expression that is only asked."""
    shape_of(node, scope)


def shown_variables(node: nodes.Node, scope: Scope) -> Iterator[Shown]:
    """The variables whose texts a sound expression gives, and those it reaches them through."""
    match node:
        case nodes.Compare() | nodes.Not() | nodes.Test() | nodes.Filter(name="length"):
            return
        case nodes.Getattr(node=nodes.Name(name="loop")) if "loop" not in scope.loops:
            return
        case nodes.CondExpr():
            for branch in (node.expr1, node.expr2):
                if branch is not None:
                    yield from shown_variables(branch, scope)
        case nodes.Name(name=name) if name in scope.loops:
            yield from scope.given.get(name, ())
        case nodes.Name(name=name):
            yield from ((owner, name) for owner in _TOP.classes)
        case nodes.Getattr(node=whole, attr=name) | nodes.Getitem(node=whole, arg=nodes.Const(value=str(name))):
            yield from shown_variables(whole, scope)
            record = shape_of(whole, scope)
            if isinstance(record, schema.Record):
                yield from ((owner, name) for owner in record.classes)
        case _:
            for child in node.iter_child_nodes():
                yield from shown_variables(child, scope)


def shape_of(node: nodes.Node, scope: Scope) -> schema.Shape | None:
    """What an expression is; None when that is unknown because of an earlier slip or does not matter."""
    if isinstance(node, nodes.Name):
        return _name(node.name, scope)
    if isinstance(node, nodes.Getattr):
        return _member(node.node, node.attr, scope)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        if isinstance(node.arg.value, str):
            return _member(node.node, node.arg.value, scope)
        listing = shape_of(node.node, scope)
        if listing is not None and not isinstance(listing, schema.Listing):
            raise Slip("wrong-use", "只有列表才能按序号取。", "请改用变量名。")
        return listing.item if listing else None
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
        whole = shape_of(node.node, scope)
        if whole is not None and not isinstance(whole, schema.Listing | schema.Text):
            raise Slip("wrong-use", "只有列表和文字可以取一段。", "请改用变量名。")
        return whole
    if isinstance(node, nodes.Compare):
        return _compare(node, scope)
    if isinstance(node, nodes.Filter) and node.node is not None:
        listing = shape_of(node.node, scope)
        if node.name == "default":
            return listing
        if listing is not None and not isinstance(listing, schema.Listing | schema.Text):
            raise Slip("wrong-use", f"{node.name} 只能用于列表。", "请核对变量名。")
        if node.name in ("first", "last", "reverse") and isinstance(listing, schema.Listing):
            return listing if node.name == "reverse" else listing.item
        return schema.Choice() if node.name == "length" else schema.Text()
    if isinstance(node, nodes.CondExpr):
        check_condition(node.test, scope)
        if node.expr2 is not None:
            shape_of(node.expr2, scope)
        return shape_of(node.expr1, scope)
    for child in node.iter_child_nodes():
        shape_of(child, scope)
    return schema.Text() if isinstance(node, nodes.Const) else schema.Choice()


def _name(name: str, scope: Scope) -> schema.Shape | None:
    if name in scope.loops:
        return scope.loops[name]
    known = schema.variables(_TOP)
    if name in known:
        return known[name]
    if "" in scope.loops:
        return None
    if name == "loop" and scope.innermost:
        raise Slip(
            "wrong-use", "loop 不能单独使用。", f"可用：{'、'.join(f'loop.{item}' for item in LOOP_ATTRIBUTES)}。"
        )
    raise _unknown(name, [*scope.loops, *known])


def _member(owner: nodes.Expr, name: str, scope: Scope) -> schema.Shape | None:
    if isinstance(owner, nodes.Name) and owner.name == "loop" and "loop" not in scope.loops and scope.innermost:
        if name not in (*LOOP_ATTRIBUTES, *SLOW_LOOP_ATTRIBUTES):
            raise _unknown(f"loop.{name}", [f"loop.{item}" for item in LOOP_ATTRIBUTES])
        return schema.Choice()
    shape = shape_of(owner, scope)
    if shape is None:
        return None
    if isinstance(shape, schema.Record):
        known = schema.variables(shape)
        if name in known:
            return known[name]
        raise _unknown(name, known)
    if isinstance(shape, schema.Handle):
        raise Slip("wrong-use", f"不能取“{name}”：这个变量要整段插入。", "请单独占一段，写作 {{p … }}。")
    if isinstance(shape, schema.Listing):
        raise Slip("wrong-use", f"不能取“{name}”：这个变量是列表。", "请先用 {% for … in … %} 循环。")
    raise Slip("wrong-use", f"不能取“{name}”：前面的变量没有下级。", "请核对点号和变量名。")


def _compare(node: nodes.Compare, scope: Scope) -> schema.Shape:
    shape = shape_of(node.expr, scope)
    for operand in node.ops:
        other = shape_of(operand.expr, scope)
        values = shape.values if isinstance(shape, schema.Text) else ()
        values = values or (other.values if isinstance(other, schema.Text) else ())
        for constant in (*operand.expr.find_all(nodes.Const), operand.expr, node.expr):
            if values and isinstance(constant, nodes.Const) and constant.value not in values:
                near = schema.nearest(str(constant.value), values)
                hint = f"是不是“{near}”？" if near else ""
                raise Slip("unknown-kind", f"没有“{constant.value}”这一类。", f"{hint}可用：{'、'.join(values)}。")
    return schema.Choice()


def _unknown(name: str, known: list[str] | dict[str, schema.Shape]) -> Slip:
    near = schema.nearest(name, known)
    hint = f"是不是“{near}”？" if near else ""
    return Slip("unknown-variable", f"没有变量“{name}”。", f"{hint}可用：{'、'.join(filter(None, known))}。")


def _root_name(node: nodes.Node) -> str:
    while isinstance(node, nodes.Getattr | nodes.Getitem | nodes.Filter) and node.node is not None:
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""


def _listed(record: schema.Record) -> str:
    return "、".join(schema.variables(record))
