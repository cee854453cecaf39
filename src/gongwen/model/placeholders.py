"""`{名称.字段}` in a writer's text: where the places are and what they name.

The grammar is Jinja's expression grammar, of which only names and dots are let in: nothing is ever evaluated, so a text
can show what gongwen offers and do nothing else. `{{` and `}}` print a brace; full-width `｛｝` serve as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from gongwen.model.text import Text, clip

if TYPE_CHECKING:
    from jinja2 import nodes

_BRACE = "[{}｛｝]"
_CLOSING = "}｝"
#: Names with dots; a filter is one more name (总数|同比), and numbers of items keep their zeros (件.082).
_CHAIN = r"[^\W\d]\w*(?:\s*[.|]\s*\w+)+"
_DOT = r"\s*[.|]\s*"


class Placeholder(Struct, frozen=True):
    """A place in a text: the names between the dots, and where the brace stands in the text."""

    path: tuple[str, ...]
    offset: int
    source: str


class PlaceholderError(Exception):
    """A brace that opens or closes nothing, or an expression that is more than names and dots."""

    def __init__(self, what: str, message: str, offset: int) -> None:
        super().__init__(message)
        self.what = what
        self.message = message
        self.offset = offset


def has_braces(text: str) -> bool:
    """Whether there is anything to look for; most texts have none."""
    # Quicker than the pattern, and asked of every text.
    return "{" in text or "}" in text or "｛" in text or "｝" in text


def literally(text: str) -> str:
    """`text` written so that its braces are printed."""
    return re.sub(_BRACE, r"\g<0>\g<0>", text)


def pieces(text: str) -> list[str | Placeholder]:
    """The text as literal pieces and places, in order. Raises PlaceholderError at the first fault."""
    if not has_braces(text):
        return [text]
    braces = re.compile(_BRACE)
    found: list[str | Placeholder] = []
    literal = ""
    at = 0
    while match := braces.search(text, at):
        literal += text[at : match.start()]
        brace, at = match.group(), match.end()
        if text.startswith(brace, at):  # doubled: one to print
            literal += brace
            at += 1
            continue
        if brace in _CLOSING:
            raise PlaceholderError("brace", "“}”前面没有“{”；要印出大括号，请写作“}}”。", match.start())
        end = braces.search(text, at)
        if end is None:
            raise PlaceholderError("brace", "“{”没有闭合；要印出大括号，请写作“{{”。", match.start())
        if end.group() not in _CLOSING:
            raise PlaceholderError("brace", "前面的“{”还没有闭合，又出现了一个“{”。", end.start())
        found += [literal, _placeholder(text[match.start() : end.end()], match.start())]
        literal, at = "", end.end()
    found.append(literal + text[at:])
    return [item for item in found if item]


def _placeholder(source: str, offset: int) -> Placeholder:
    inner = source[1:-1].strip()
    if not inner:
        raise PlaceholderError("brace", "大括号里没有名称；要印出大括号，请写作“{{”和“}}”。", offset)
    if re.fullmatch(_CHAIN, inner):
        return Placeholder(tuple(re.split(_DOT, inner)), offset, source)
    # Hardly a text has more than names and dots, and Jinja takes long to load.
    from jinja2 import Environment, TemplateSyntaxError, nodes

    try:
        body = Environment(autoescape=True).parse("{{ (" + inner + ") }}").body
    except TemplateSyntaxError:
        raise PlaceholderError(
            "expression", f"大括号里的“{clip(inner)}”读不懂；只能写名称和圆点，如：{{附件.名单}}。", offset
        ) from None
    path = _path(body[0].nodes[0]) if len(body) == 1 and isinstance(body[0], nodes.Output) else None
    if path is None:
        raise PlaceholderError(
            "expression", f"大括号里的“{clip(inner)}”不能用；只能写名称和圆点，如：{{附件.名单}}。", offset
        )
    return Placeholder(path, offset, source)


def _path(node: nodes.Node) -> tuple[str, ...] | None:
    """The names of a chain of dots; None for any other expression."""
    from jinja2 import nodes

    names: list[str] = []
    while not isinstance(node, nodes.Name):
        match node:
            case nodes.Getattr(attr=attr):
                names.append(attr)
            case nodes.Getitem(arg=nodes.Const(value=int() as index)):
                names.append(str(index))
            case _:
                return None
        node = node.node
    return (node.name, *reversed(names))


def standing_alone(line: Text) -> Placeholder | None:
    """The place that is the whole of this line, if it is one: such a place may expand into paragraphs."""
    if not line.startswith(("{", "｛")):
        return None
    found = pieces(line)
    return found[0] if len(found) == 1 and isinstance(found[0], Placeholder) else None
