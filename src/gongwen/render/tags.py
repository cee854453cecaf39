"""The tags of a template as its author sees them: paragraph by paragraph, before docxtpl rewrites them.

`{%p … %}` and `{{p … }}` stand for their whole paragraph, `{%tr … %}` for its row, `{%tc … %}` for its cell, `{%r … %}`
for its run. A block must end on the level and in the container it began in: that keeps the XML whole whichever branch
is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from gongwen.diagnostics import Diagnostic
from gongwen.render.story import Line, Story, lines, spot
from gongwen.render.template import Template, problem
from gongwen.render.wordml import w

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PARTS = re.compile(r"\{([{%#])[-+]?(?:(p|tr|tc|r)(?=\s))?(.*?)[-+]?[}%#]\}", re.DOTALL)
_LEFT_OVER = re.compile(r"\{\{|\{%|%\}|\}\}")
_FULL_WIDTH = re.compile(r"｛[｛{%％]|[{｛][％]|\{｛")
_QUOTES = str.maketrans("“”‘’", "\"\"''")

#: Jinja's trimming would join paragraphs.
_TRIM = "-+"
#: A section break or a picture would go with the paragraph of a tag.
_LOST_WITH_PARAGRAPH = (w("sectPr"), w("drawing"), w("pict"))

PARAGRAPH, ROW, COLUMN, RUN = "p", "tr", "tc", "r"
#: The elements of a table that a tag stands for: what they are called, and how to say so where there is no table.
_UNITS = {ROW: (w("tr"), "行"), COLUMN: (w("tc"), "格")}


class Tag(Struct, frozen=True):
    """One tag: its delimiter (`{`, `%`, `#`), level and inside, the place for messages, and what it stands in."""

    mark: str
    level: str
    inside: str
    written: str
    spot: str
    container: etree._Element

    @property
    def word(self) -> str:
        """The first word of a block tag."""
        return self.inside.split(None, 1)[0] if self.mark == "%" and self.inside else ""


def normal(inside: str) -> str:
    """The inside of a tag as docxtpl hands it to Jinja, without outer blanks."""
    return inside.translate(_QUOTES).strip()


def find_tags(template: Template, story: Story, found: list[Diagnostic]) -> list[Tag]:
    """All tags of a story in order; what is no proper tag goes to `found`."""
    tags: list[Tag] = []
    for line in lines(story):
        if "{" in line.text or "}" in line.text or "｛" in line.text:
            found.extend(_slips(template, story, line))
            tags += _tags(template, story, line, found)
    return tags


def _tags(template: Template, story: Story, line: Line, found: list[Diagnostic]) -> Iterator[Tag]:
    where = spot(story, line)
    for match in TAG.finditer(line.text):
        written = match.group()
        parts = _PARTS.fullmatch(written)
        if not parts:
            continue
        mark, level, inside = parts.group(1), parts.group(2) or "", normal(parts.group(3))
        if written[2] in _TRIM or written[-3] in _TRIM:
            message = f"不支持 {written} 里的加号或减号。"
            found.append(problem(template, "unsupported-tag", message, "请去掉紧挨括号的加号或减号。", where))
        if level == RUN and mark != "%":
            # docxtpl prints its RichText by it; a text would stand outside of every run, where no program shows it.
            message = f"不支持 {written}：变量都是文字，不是带格式的文字。"
            found.append(
                problem(template, "unsupported-tag", message, "请去掉字母 r；格式由标签所在文字的格式定。", where)
            )
            level = ""
        container = line.element
        if level == PARAGRAPH:
            if line.text.strip() != written or any(True for _ in line.element.iter(*_LOST_WITH_PARAGRAPH)):
                found.append(_not_alone(template, written, "段", where))
            container = _parent(line.element)
        elif level in _UNITS:
            name, told = _UNITS[level]
            unit = next(line.element.iterancestors(name), None)
            if unit is None:
                message = f"标签 {written} 不在表格里。"
                found.append(problem(template, "row-tag-outside", message, f"请把 {level} 改为 p。", where))
            else:
                if "".join(item.text or "" for item in unit.iter(w("t"))).strip() != written:
                    found.append(_not_alone(template, written, told, where))
                container = _parent(unit)
        yield Tag(mark, level, inside, written, where, container)


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent


def _not_alone(template: Template, written: str, unit: str, where: str) -> Diagnostic:
    message = f"标签 {written} 会整{unit}替换，同一{unit}里的其他文字、图片或分节符会丢失。"
    return problem(template, "tag-not-alone", message, f"请让这个标签单独占一{unit}。", where)


def _slips(template: Template, story: Story, line: Line) -> Iterator[Diagnostic]:
    rest = TAG.sub("", line.text)
    if _LEFT_OVER.search(rest):
        message = "标签不完整：开头和结尾的括号没有在同一段里配对。"
        yield problem(template, "broken-tag", message, "请把整个标签写在同一段里。", spot(story, line))
    if _FULL_WIDTH.search(rest):
        message = "标签用了全角括号。"
        yield problem(template, "full-width-tag", message, "请改用半角的 {{ }} 和 {% %}。", spot(story, line))
