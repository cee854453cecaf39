"""The parts of a template that hold text, and where in them something stands: 正文 第12段“……”."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from gongwen.render.package import Package
from gongwen.render.template import Template
from gongwen.render.wordml import w
from gongwen.render.xml import parse_part

_TITLES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_QUOTED = 40


class Story(Struct, frozen=True):
    """One part that is filled in: its name, its Chinese title and its tree."""

    name: str
    title: str
    root: etree._Element


class Line(Struct, frozen=True):
    """One paragraph of a story: its number from 1, its own text, its element."""

    number: int
    text: str
    element: etree._Element


def read_stories(template: Template, package: Package) -> list[Story]:
    """The main part first, then headers, footers and notes in the order of their relationships."""
    main = package.main
    stories = [Story(main.name, "正文", parse_part(template, main.name, main.data))]
    seen = {main.name}
    for item in main.relationships:
        if item.kind in _TITLES and item.target not in seen:
            seen.add(item.target)
            root = parse_part(template, item.target, package.parts[item.target].data)
            stories.append(Story(item.target, _TITLES[item.kind], root))
    return stories


def lines(story: Story) -> Iterator[Line]:
    """Every paragraph with its own text: a text box inside it is a paragraph of its own."""
    for number, element in enumerate(story.root.iter(w("p")), 1):
        yield Line(number, "".join(_own_text(element)), element)


def spot(story: Story, line: Line) -> str:
    """The place of a paragraph in words."""
    text = line.text if len(line.text) <= _QUOTED else line.text[:_QUOTED] + "…"
    return f"{story.title} 第{line.number}段“{text}”"


def spot_of(story: Story, element: etree._Element) -> str:
    """The place of the paragraph that `element` stands in."""
    home = element if element.tag == w("p") else next(element.iterancestors(w("p")), None)
    return next((spot(story, line) for line in lines(story) if line.element is home), story.title)


def _own_text(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == w("t"):
            yield child.text or ""
        elif child.tag == w("tab"):
            yield "\t"
        elif child.tag not in (w("p"), w("txbxContent")):
            yield from _own_text(child)
