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
from gongwen.printview import PrintView
from gongwen.render.schema import HANDLES

#: Hands on, one by one, the markup of the template (bytes), texts of the view (str) and handles.
Writer = Callable[[PrintView, Callable[[object], None]], None]

#: What stands for the file in a traceback.
FILE = "<template>"
#: What a value that is not there gives.
NO_VALUE = (LookupError, AttributeError, TypeError)

#: Every attribute that a template may read.
_FIELDS = frozenset(
    {"kind"}
    | {name for owner in vars(printview).values() for name in getattr(owner, "__struct_fields__", ())}
)  # fmt: skip
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
    arguments = ast.arguments([], [ast.arg("view"), ast.arg("put")], None, [], [], None, [])
    body = _body(steps, 1) or [ast.Pass(lineno=1)]
    function = ast.FunctionDef("write", arguments, body, [], None, None, lineno=1)
    _place(function, 1)
    module = ast.Module([function], [])
    names: dict[str, Any] = {
        "__builtins__": {}, "len": len, "enumerate": enumerate, "shown": shown, "joined": joined,
    }  # fmt: skip
    exec(compile(module, FILE, "exec"), names)
    made: Writer = names["write"]
    return made


def _place(node: Any, line: int) -> None:
    """Every node has the line of its statement."""
    line = getattr(node, "lineno", line)
    node.lineno = node.end_lineno = line
    node.col_offset = node.end_col_offset = 0
    for name in node._fields:
        inner = getattr(node, name)
        for item in inner if isinstance(inner, list) else (inner,):
            if isinstance(item, ast.AST):
                _place(item, line)


def _body(steps: list[Any], line: int) -> list[ast.stmt]:
    made: list[ast.stmt] = []
    for step in steps:
        match step:
            case ["text", str(markup)]:
                made.append(_put(ast.Constant(markup.encode()), line))
            case ["show", ["join", values, str(between)], int(line)]:
                made.append(_joined(values, between, line))
            case ["show", value, int(line)]:
                made.append(_put(_call("shown", _value(value)), line))
            case ["if", list(choices), list(otherwise)]:
                made += _choice(choices, otherwise, line)
            case ["for", int(number), values, test, list(body), list(empty), int(line)]:
                made += _loop(number, values, test, body, empty, line)
            case _:
                raise ValueError("no step")
    return made


def _put(value: ast.expr, line: int) -> ast.stmt:
    return ast.Expr(_call("put", value), lineno=line)


def _joined(values: Any, between: str, line: int) -> ast.stmt:
    """The values of a printed list are handed on one by one, so that each is seen to be printed."""
    gap = ast.If(_name("at"), [_put(ast.Constant(between), line)], [], lineno=line)
    return ast.For(
        ast.Tuple([_name("at", ast.Store()), _name("one", ast.Store())], ast.Store()),
        _call("enumerate", _value(values)),
        [gap, _put(_call("shown", _name("one")), line)],
        [], None, lineno=line,
    )  # fmt: skip


def _choice(choices: list[Any], otherwise: list[Any], line: int) -> list[ast.stmt]:
    rest = _body(otherwise, line)
    for test, body, place in reversed(choices):
        if not isinstance(place, int):
            raise ValueError("no step")
        empty: list[ast.stmt] = [ast.Pass(lineno=place)]
        rest = [ast.If(_value(test), _body(body, place) or empty, rest, lineno=place)]
    return rest


def _loop(number: int, values: Any, test: Any, body: list[Any], empty: list[Any], line: int) -> list[ast.stmt]:
    """`all3 = …`, then `for at3, item3 in enumerate(all3, 1)`: by the first two a template asks how far it is."""
    every, at, item = f"all{number}", f"at{number}", f"item{number}"
    chosen = _value(values)
    if test is not None:
        which = ast.comprehension(_name(item, ast.Store()), chosen, [_value(test)], 0)
        chosen = ast.ListComp(_name(item), [which])
    taken = ast.Assign([_name(every, ast.Store())], chosen, lineno=line)
    loop = ast.For(
        ast.Tuple([_name(at, ast.Store()), _name(item, ast.Store())], ast.Store()),
        _call("enumerate", _name(every), ast.Constant(1)),
        _body(body, line) or [ast.Pass(lineno=line)],
        [], None, lineno=line,
    )  # fmt: skip
    if not empty:
        return [taken, loop]
    bare = ast.If(ast.UnaryOp(ast.Not(), _name(every)), _body(empty, line), [], lineno=line)
    return [taken, loop, bare]


def _value(value: Any) -> ast.expr:
    match value:
        case ["view"]:
            return _name("view")
        case ["item", int(number)]:
            return _name(f"item{number}")
        case ["field", owner, str(attribute)] if attribute in _FIELDS:
            return ast.Attribute(_value(owner), attribute, ast.Load())
        case ["place", owner, int(place)]:
            return ast.Subscript(_value(owner), ast.Constant(place), ast.Load())
        case ["constant", str() | int() | float() | None as constant]:
            return ast.Constant(constant)
        case ["loop", int(number), "index"]:
            return _name(f"at{number}")
        case ["loop", int(number), "length"]:
            return _call("len", _name(f"all{number}"))
        case ["loop", int(number), "first"]:
            return ast.Compare(_name(f"at{number}"), [ast.Eq()], [ast.Constant(1)])
        case ["loop", int(number), "last"]:
            return ast.Compare(_name(f"at{number}"), [ast.Eq()], [_call("len", _name(f"all{number}"))])
        case ["times", int(times), ["loop", _, "length"] as length]:
            return ast.BinOp(ast.Constant(times), ast.Mult(), _value(length))
        case ["not", inner]:
            return ast.UnaryOp(ast.Not(), _value(inner))
        case ["and", left, right]:
            return ast.BoolOp(ast.And(), [_value(left), _value(right)])
        case ["or", left, right]:
            return ast.BoolOp(ast.Or(), [_value(left), _value(right)])
        case ["compare", first, list(others)] if all(name in _COMPARISONS for name, _ in others):
            kinds = [_COMPARISONS[name]() for name, _ in others]
            return ast.Compare(_value(first), list(kinds), [_value(other) for _, other in others])
        case ["choose", test, one, other]:
            # Without `else` Jinja prints nothing.
            return ast.IfExp(_value(test), _value(one), ast.Constant("") if other is None else _value(other))
        case ["list", list(items)]:
            return ast.Tuple([_value(item) for item in items], ast.Load())
        case ["length", inner]:
            return _call("len", _value(inner))
        case ["join", inner, str(between)]:
            return _call("joined", _value(inner), ast.Constant(between))
    raise ValueError("no value")


def _call(name: str, *arguments: ast.expr) -> ast.expr:
    return ast.Call(_name(name), list(arguments), [])


def _name(name: str, use: ast.expr_context | None = None) -> ast.expr:
    return ast.Name(name, use or ast.Load())
