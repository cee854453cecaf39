"""What Jinja itself makes of a template, and docxtpl with it: the judge of what gongwen's own writer makes.

The context is plain data: dict, list, str, int, bool, None, and handles with `__html__` as their only power.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import jinja2
from docxtpl import DocxTemplate
from hypothesis import strategies as st
from lxml import etree

from gongwen.printview import PrintView
from gongwen.render import Template
from gongwen.render.handles import markup_of
from gongwen.render.once import compile_template
from gongwen.render.sections import take_turned
from gongwen.render.slow import Sandbox, plain
from gongwen.render.stylebook import Stylebook
from tests.render.packages import DOCUMENT, output, parts, root


class Environment(Sandbox):
    """Prints what it is given, as Jinja does."""

    def __init__(self) -> None:
        super().__init__(_something)


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
    made = plain(view, lambda handle: Handle(lambda: b"".join(markup_of(handle, book)).decode()))
    assert isinstance(made, dict)
    return made


def filled_by_docxtpl(view: PrintView, template: Template) -> bytes:
    """The document that docxtpl makes of the same template and view."""
    filled = DocxTemplate(io.BytesIO(template.data))
    filled.render(context_of(view, compile_template(template).book), Environment())
    stream = io.BytesIO()
    filled.save(stream)
    return stream.getvalue()


def both_main_parts(view: PrintView, template: Template) -> tuple[bytes, bytes]:
    """The main part by docxtpl and by gongwen, canonical; the former without the empty section that turns tables."""
    theirs, ours = root(parts(filled_by_docxtpl(view, template))[DOCUMENT]), root(output(view, template)[DOCUMENT])
    take_turned(theirs)
    return etree.tostring(theirs, method="c14n"), etree.tostring(ours, method="c14n")


def words(most: int) -> st.SearchStrategy[str]:
    """Texts of so many characters that docxtpl prints as they are: braces and control characters it may alter."""
    return st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="{}\ufffe\uffff"), min_size=1, max_size=most
    )
