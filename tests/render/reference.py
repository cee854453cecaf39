"""What Jinja itself makes of a template, and docxtpl with it: the judge of what gongwen's own writer makes.

The context is plain data: dict, list, str, int, bool, None, and handles with `__html__` as their only power.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from typing import Any

import jinja2
from docxtpl import DocxTemplate
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gongwen.printview import PrintView
from gongwen.render import Template
from gongwen.render.handles import markup_of
from gongwen.render.language import FILTERS, LOOP_ATTRIBUTES
from gongwen.render.once import compile_template
from gongwen.render.schema import HANDLES, KIND
from gongwen.render.stylebook import Stylebook


class Environment(ImmutableSandboxedEnvironment):
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


class Handle:
    """Markup that is made when it is printed."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make

    def __html__(self) -> str:
        return self._make()


def context_of(view: PrintView, book: Stylebook) -> dict[str, Any]:
    """What the tags of a template read."""
    plain = _plain(view, book)
    assert isinstance(plain, dict)
    return plain


def _plain(value: Any, book: Stylebook) -> Any:
    if isinstance(value, HANDLES):
        return Handle(lambda: b"".join(markup_of(value, book)).decode())
    if isinstance(value, tuple):
        return [_plain(item, book) for item in value]
    if not dataclasses.is_dataclass(value):
        return value
    made = {field.metadata["name"]: _plain(getattr(value, field.name), book) for field in dataclasses.fields(value)}
    kind = getattr(value, "kind", None)
    return made if kind is None else {**made, KIND: kind}


def filled_by_docxtpl(view: PrintView, template: Template) -> bytes:
    """The document that docxtpl makes of the same template and view."""
    filled = DocxTemplate(io.BytesIO(template.data))
    filled.render(context_of(view, compile_template(template).book), Environment())
    stream = io.BytesIO()
    filled.save(stream)
    return stream.getvalue()
