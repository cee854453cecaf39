"""Steps made into a function, which is what fills in a document.

The function is put together from Python's own syntax tree, never from text, and only of what is listed here: it reads
fields of the print view, compares, chooses, loops, and hands pieces on. It sees no built-in function but these two.
Each statement has the line of the template that it comes from, so that what goes wrong there can be told.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any

from gongwen import printview
from gongwen.printview import PrintView, fields_of
from gongwen.render.schema import HANDLES

#: Hands on, one by one, the markup of the template (bytes), texts of the view (str) and handles.
Writer = Callable[[PrintView, Callable[[object], None]], None]

#: Where a node is said to stand: keywords of its class.
_Place = dict[str, Any]
#: What stands for the file in a traceback.
FILE = "<template>"
#: What a value that is not there gives.
NO_VALUE = (LookupError, AttributeError, TypeError)

#: Every attribute that a template may read.
_FIELDS = frozenset(
    {"kind"}
    | {item.attribute for owner in vars(printview).values() if isinstance(owner, type) for item in fields_of(owner)}
)  # fmt: skip
_LOAD, _STORE = ast.Load(), ast.Store()
_COMPARISONS: dict[str, type[ast.cmpop]] = {
    "eq": ast.Eq, "ne": ast.NotEq, "gt": ast.Gt, "gteq": ast.GtE, "lt": ast.Lt, "lteq": ast.LtE, "in": ast.In,
    "notin": ast.NotIn,
}  # fmt: skip


#: Of what is shown as it is.
_SHOWN = (str, *HANDLES)


def shown(value: object) -> object:
    """What is printed for a value; LookupError for one that cannot be, and for what is not there."""
    if isinstance(value, _SHOWN):
        return value
    if isinstance(value, int | float):
        return str(value)
    raise LookupError("nothing to print")


def joined(values: Iterable[object], between: str) -> str:
    """Jinja's `join`."""
    return between.join(str(shown(value)) for value in values)


def writer_of(steps: list[Any]) -> Writer:
    """The function of a part. Raises ValueError for what are no steps."""
    at = _at(1)
    arguments = ast.arguments([], [ast.arg("view", **at), ast.arg("put", **at)], None, [], [], None, [])
    function = ast.FunctionDef("write", arguments, _body(steps, at) or [ast.Pass(**at)], [], None, None, **at)
    names: dict[str, Any] = {
        "__builtins__": {}, "len": len, "enumerate": enumerate, "shown": shown, "joined": joined,
    }  # fmt: skip
    exec(compile(ast.Module([function], []), FILE, "exec"), names)
    made: Writer = names["write"]
    return made


def _at(line: int) -> _Place:
    """The place of a statement and of all in it."""
    return {"lineno": line, "col_offset": 0}


def _body(steps: list[Any], at: _Place) -> list[ast.stmt]:
    made: list[ast.stmt] = []
    for step in steps:
        match step:
            case ["text", str(markup)]:
                made.append(_put(ast.Constant(markup.encode(), **at), at))
            case ["show", ["join", values, str(between)], int(line)]:
                made.append(_joined(values, between, _at(line)))
            case ["show", value, int(line)]:
                here = _at(line)
                made.append(_put(_call("shown", here, _value(value, here)), here))
            case ["if", list(choices), list(otherwise)]:
                made += _choice(choices, otherwise, at)
            case ["for", int(number), values, test, list(body), list(empty), int(line)]:
                made += _loop(number, values, test, body, empty, _at(line))
            case _:
                raise ValueError("no step")
    return made


def _put(value: ast.expr, at: _Place) -> ast.stmt:
    return ast.Expr(_call("put", at, value), **at)


def _joined(values: Any, between: str, at: _Place) -> ast.stmt:
    """The values of a printed list are handed on one by one, so that each is seen to be printed."""
    gap = ast.If(_name("at", at), [_put(ast.Constant(between, **at), at)], [], **at)
    return ast.For(
        ast.Tuple([_name("at", at, _STORE), _name("one", at, _STORE)], _STORE, **at),
        _call("enumerate", at, _value(values, at)),
        [gap, _put(_call("shown", at, _name("one", at)), at)],
        [], None, **at,
    )  # fmt: skip


def _choice(choices: list[Any], otherwise: list[Any], at: _Place) -> list[ast.stmt]:
    rest = _body(otherwise, at)
    for test, body, line in reversed(choices):
        if not isinstance(line, int):
            raise ValueError("no step")
        here = _at(line)
        rest = [ast.If(_value(test, here), _body(body, here) or [ast.Pass(**here)], rest, **here)]
    return rest


def _loop(number: int, values: Any, test: Any, body: list[Any], empty: list[Any], at: _Place) -> list[ast.stmt]:
    """`all3 = …`, then `for at3, item3 in enumerate(all3, 1)`: by the first two a template asks how far it is."""
    every, count, item = f"all{number}", f"at{number}", f"item{number}"
    chosen = _value(values, at)
    if test is not None:
        which = ast.comprehension(_name(item, at, _STORE), chosen, [_value(test, at)], 0)
        chosen = ast.ListComp(_name(item, at), [which], **at)
    taken = ast.Assign([_name(every, at, _STORE)], chosen, **at)
    loop = ast.For(
        ast.Tuple([_name(count, at, _STORE), _name(item, at, _STORE)], _STORE, **at),
        _call("enumerate", at, _name(every, at), ast.Constant(1, **at)),
        _body(body, at) or [ast.Pass(**at)],
        [], None, **at,
    )  # fmt: skip
    if not empty:
        return [taken, loop]
    bare = ast.If(ast.UnaryOp(ast.Not(), _name(every, at), **at), _body(empty, at), [], **at)
    return [taken, loop, bare]


def _value(value: Any, at: _Place) -> ast.expr:
    match value:
        case ["view"]:
            return _name("view", at)
        case ["item", int(number)]:
            return _name(f"item{number}", at)
        case ["field", owner, str(attribute)] if attribute in _FIELDS:
            return ast.Attribute(_value(owner, at), attribute, _LOAD, **at)
        case ["place", owner, int(place)]:
            return ast.Subscript(_value(owner, at), ast.Constant(place, **at), _LOAD, **at)
        case ["constant", str() | int() | float() | None as constant]:
            return ast.Constant(constant, **at)
        case ["loop", int(number), "index"]:
            return _name(f"at{number}", at)
        case ["loop", int(number), "length"]:
            return _call("len", at, _name(f"all{number}", at))
        case ["loop", int(number), "first"]:
            return ast.Compare(_name(f"at{number}", at), [ast.Eq()], [ast.Constant(1, **at)], **at)
        case ["loop", int(number), "last"]:
            length = _call("len", at, _name(f"all{number}", at))
            return ast.Compare(_name(f"at{number}", at), [ast.Eq()], [length], **at)
        case ["times", int(times), ["loop", _, "length"] as length]:
            return ast.BinOp(ast.Constant(times, **at), ast.Mult(), _value(length, at), **at)
        case ["not", inner]:
            return ast.UnaryOp(ast.Not(), _value(inner, at), **at)
        case ["and", left, right]:
            return ast.BoolOp(ast.And(), [_value(left, at), _value(right, at)], **at)
        case ["or", left, right]:
            return ast.BoolOp(ast.Or(), [_value(left, at), _value(right, at)], **at)
        case ["compare", first, list(others)] if all(name in _COMPARISONS for name, _ in others):
            kinds = [_COMPARISONS[name]() for name, _ in others]
            return ast.Compare(_value(first, at), list(kinds), [_value(other, at) for _, other in others], **at)
        case ["choose", test, one, other]:
            # Without `else` Jinja prints nothing.
            rest = ast.Constant("", **at) if other is None else _value(other, at)
            return ast.IfExp(_value(test, at), _value(one, at), rest, **at)
        case ["list", list(items)]:
            return ast.Tuple([_value(item, at) for item in items], _LOAD, **at)
        case ["length", inner]:
            return _call("len", at, _value(inner, at))
        case ["join", inner, str(between)]:
            return _call("joined", at, _value(inner, at), ast.Constant(between, **at))
    raise ValueError("no value")


def _call(name: str, at: _Place, *arguments: ast.expr) -> ast.expr:
    return ast.Call(_name(name, at), list(arguments), [], **at)


def _name(name: str, at: _Place, use: ast.expr_context = _LOAD) -> ast.expr:
    return ast.Name(name, use, **at)
