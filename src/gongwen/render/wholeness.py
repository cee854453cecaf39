"""Proof at compile time that whatever a template's branches do, its output is well-formed and its tables are whole.

Values are escaped and handles are balanced, so only the markup of the template itself can go wrong. Every branch must
leave open exactly the elements that were open where it began, with the same namespaces: then any choice of branches and
any number of rounds fit together. A table must keep a row, a row a cell, and a cell a paragraph, outside of all
branches inside them.

What cannot be shown is not refused: such outputs are looked at one by one (`prove.py`).
"""

from __future__ import annotations

import re

from jinja2 import nodes
from msgspec import Struct, field

from gongwen.render.compiled import Wholeness
from gongwen.render.wordml import W

_NAMESPACE = re.compile(r"\bxmlns(:\w+)?=\"([^\"]*)\"")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[\w:.-]+)(?:[^<>\"]|\"[^\"<]*\")*?(?P<alone>/?)>")
#: What stands for a printed value, in an attribute or in a text.
_VALUE = "x"
_TABLE, _ROW, _CELL, _PARAGRAPH, _CELL_PROPERTIES = "w:tbl", "w:tr", "w:tc", "w:p", "w:tcPr"
#: Element, and what it must hold.
_MUST_HOLD = {_TABLE: _ROW, _ROW: _CELL, _CELL: _PARAGRAPH}
#: What ends an attribute or an element.
_ENDS = re.compile('["<>]')


class _NotShown(Exception):
    """The markup is too unusual to be followed."""


class _Element(Struct):
    name: str
    #: The namespaces that begin with it.
    declared: tuple[tuple[str, str], ...] = ()
    #: Does it hold what it must whatever the branches do?
    is_full: bool = False
    #: The children that may be its last one.
    lasts: set[str] = field(default_factory=set)

    @property
    def is_whole(self) -> bool:
        is_full = self.is_full or self.name not in _MUST_HOLD
        return is_full and not (self.name == _CELL and self.lasts - {_PARAGRAPH})


def wholeness_of(tree: nodes.Template, source: str) -> Wholeness:
    """What can be shown of a part from its parsed source, which is the XML of a whole part with tags in it."""
    walk = _Walk()
    try:
        # The elements are told by the prefix that all office programs use.
        if any((prefix == ":w") != (name == W) for prefix, name in _NAMESPACE.findall(source)):
            raise _NotShown
        walk.body(tree.body)
    except _NotShown:
        return Wholeness(is_balanced=False, has_full_tables=False)
    is_balanced = not walk.open and not walk.text
    return Wholeness(is_balanced, is_balanced and walk.has_full_tables)


def _is_text(choice: nodes.If) -> bool:
    """Whatever is chosen, only text is printed, which ends no attribute."""
    printed = [*choice.find_all(nodes.TemplateData)]
    return not any(True for _ in choice.find_all(nodes.For)) and not any(_ENDS.search(item.data) for item in printed)


class _Walk:
    """The elements that are open at a place of the template."""

    def __init__(self) -> None:
        self.open: list[_Element] = []
        self.has_full_tables = True
        #: a tag that is not closed yet, for a value stands in one of its attributes
        self.text = ""
        #: how many of the open elements were open where the innermost branch began
        self.floor = 0

    def body(self, body: list[nodes.Node]) -> None:
        for node in body:
            match node:
                case nodes.Output():
                    for item in node.nodes:
                        self.read(item.data if isinstance(item, nodes.TemplateData) else _VALUE)
                case nodes.If() if self.text.count('"') % 2 and _is_text(node):
                    self.read(_VALUE)
                case nodes.If():
                    for branch in (node.body, *(other.body for other in node.elif_), node.else_):
                        self.branch(branch)
                case nodes.For():
                    self.branch(node.body)
                    self.branch(node.else_)
                case _:
                    raise _NotShown

    def branch(self, body: list[nodes.Node]) -> None:
        """A branch may close elements that are open, but must open the like again."""
        if self.text:
            raise _NotShown
        before = [(element.name, element.declared) for element in self.open]
        depth, self.floor = self.floor, len(self.open)
        self.body(body)
        self.floor = depth
        if self.text or [(element.name, element.declared) for element in self.open] != before:
            raise _NotShown

    def read(self, data: str) -> None:
        self.text += data
        end = 0
        while (start := self.text.find("<", end)) >= 0:
            match = _TAG.match(self.text, start)
            if match is None:
                if ">" in self.text[start:] or self.text.startswith(("<!", "<?"), start):
                    raise _NotShown
                break
            self.tag(match)
            end = match.end()
        else:
            end = len(self.text)
        self.text = self.text[end:]

    def tag(self, match: re.Match[str]) -> None:
        name = match["name"]
        if match["close"]:
            if not self.open or self.open[-1].name != name:
                raise _NotShown
            self.end(self.open.pop())
            return
        if self.open:
            self.begin_child(self.open[-1], name)
        element = _Element(name, tuple(sorted(_NAMESPACE.findall(match.group()))))
        if match["alone"]:
            self.end(element)
        else:
            self.open.append(element)

    def end(self, element: _Element) -> None:
        self.has_full_tables = self.has_full_tables and element.is_whole

    def begin_child(self, parent: _Element, name: str) -> None:
        is_certain = len(self.open) > self.floor
        if _MUST_HOLD.get(parent.name) == name and is_certain:
            parent.is_full = True
        if name != _CELL_PROPERTIES:
            parent.lasts = {name} if is_certain else parent.lasts | {name}
