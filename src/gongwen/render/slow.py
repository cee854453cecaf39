"""The slow path: a part whose tags use more of Jinja than can be put as steps, filled by Jinja itself in a sandbox.

What Jinja prints are marks, one for each text and handle; these are put in by the same code as on the fast path, which
escapes, checks and counts them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jinja2
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from msgspec import Struct

from gongwen.printview import PrintView, fields_of
from gongwen.render.language import FILTERS, LOOP_ATTRIBUTES, SLOW_FILTERS, SLOW_LOOP_ATTRIBUTES, SLOW_TESTS
from gongwen.render.schema import HANDLES, KIND
from gongwen.render.writer import Writer, shown

#: Neither XML nor a text that may be printed has it.
_MARK = "\0"
#: Where a document keeps what it prints; no name of the language.
_PRINTED = "\0"


class Sandbox(ImmutableSandboxedEnvironment):
    """Strict, escaping, without globals; a dot looks into a mapping and nowhere else.

    `printed` makes of each value what stands for it in the output.
    """

    def __init__(self, printed: Callable[..., object]) -> None:
        super().__init__(
            undefined=jinja2.StrictUndefined, autoescape=True, keep_trailing_newline=True, finalize=printed
        )
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in (*FILTERS, *SLOW_FILTERS)}
        self.tests = {name: self.tests[name] for name in SLOW_TESTS}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The key of a mapping, or one of the few facts about a loop."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in (*LOOP_ATTRIBUTES, *SLOW_LOOP_ATTRIBUTES):
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The key of a mapping, the place in a list, a part of a list or text."""
        if type(obj) is dict and argument in obj:
            return obj[argument]
        if type(obj) in (list, str) and isinstance(argument, slice):
            return obj[argument]
        if type(obj) is list and type(argument) is int and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)


def slow_writer(source: str) -> Writer:
    """The function of a part, which prints what Jinja makes of its source; it raises what the fast one does."""
    template = _SANDBOX.from_string(source)

    def write(view: PrintView, put: Callable[[object], None]) -> None:
        printed: list[object] = []
        try:
            markup = template.render(plain(view, lambda handle: handle) | {_PRINTED: printed})
        except jinja2.UndefinedError as error:
            raise LookupError(str(error)).with_traceback(error.__traceback__) from error
        for number, piece in enumerate(markup.split(_MARK)):
            put(printed[int(piece)] if number % 2 else piece.encode())

    return write


@jinja2.pass_context
def _marked(context: Context, value: object) -> Markup:
    printed: list[object] = context[_PRINTED]
    printed.append(shown(value))
    return Markup(f"{_MARK}{len(printed) - 1}{_MARK}")


_SANDBOX = Sandbox(_marked)


def plain(value: Any, handle: Callable[[Any], object]) -> Any:
    """Dicts, lists, texts, numbers and None; `handle` makes of each handle what stands for it."""
    if isinstance(value, HANDLES):
        return handle(value)
    if isinstance(value, tuple):
        return [plain(item, handle) for item in value]
    if not isinstance(value, Struct):
        return value
    made = {field.variable.name: plain(getattr(value, field.attribute), handle) for field in fields_of(type(value))}
    kind = getattr(value, "kind", None)
    return made if kind is None else {**made, KIND: kind}
