"""What may not stand in a template's text: things that run, fetch or hide, and marks of unfinished editing.

All of it would pass unseen into every document made from the template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongwen.diagnostics import Diagnostic
from gongwen.render.story import Story, spot_of
from gongwen.render.template import Template, problem
from gongwen.render.wordml import w

_TRACKED_NAMES = (
    "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange",
    "tblGridChange", "trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
)  # fmt: skip
_TRACKED = frozenset(map(w, _TRACKED_NAMES))
_COMMENTS = frozenset(w(name) for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_EMBEDDED = frozenset(w(name) for name in ("object", "control", "altChunk", "subDoc"))
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_FIELDS = (
    "DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "MACROBUTTON", "DATABASE",
    "EMBED", "RD",
)  # fmt: skip
_TAG = re.compile(r"\{[{%#]")
_OFF = ("0", "false", "off")


def forbidden(template: Template, story: Story, hidden_styles: frozenset[str]) -> Iterator[Diagnostic]:
    """Everything in one story that must go, each with its place."""
    for element in story.root.iter(etree.Element):
        tag = element.tag
        if tag in _TRACKED:
            yield _found(template, story, element, "tracked-change", "修订痕迹", "请接受或拒绝全部修订后另存。")
        elif tag in _COMMENTS:
            yield _found(template, story, element, "comment", "批注", "请删除全部批注后另存。")
        elif tag in _EMBEDDED or tag == _OLE:
            yield _found(template, story, element, "active-content", "嵌入对象或外部内容", "请删除它后另存。")
        elif (tag == w("vanish") and element.get(w("val")) not in _OFF) or (
            tag in (w("rStyle"), w("pStyle")) and element.get(w("val")) in hidden_styles
        ):
            yield _found(template, story, element, "hidden-text", "隐藏文字", "请取消“隐藏”或删除这段文字后另存。")
        yield from _misplaced_tags(template, story, element)
    yield from _fields(template, story)


def hidden_styles(styles: etree._Element) -> frozenset[str]:
    """Identifiers of the styles that hide their text."""
    return frozenset(
        style.get(w("styleId"), "")
        for style in styles.iter(w("style"))
        if any(item.get(w("val")) not in _OFF for item in style.iter(w("vanish")))
    )


def _found(template: Template, story: Story, element: etree._Element, code: str, what: str, hint: str) -> Diagnostic:
    return problem(template, code, f"模板里有{what}。", hint, spot_of(story, element))


def _misplaced_tags(template: Template, story: Story, element: etree._Element) -> Iterator[Diagnostic]:
    """A tag outside of visible text would write into field codes or properties."""
    texts = [str(value) for value in element.attrib.values()]
    if element.tag != w("t"):
        texts.append(element.text or "")
    texts.append(element.tail or "")
    if any(_TAG.search(text) for text in texts):
        message = "标签写在了正文文字以外的地方（域代码、图片说明或其他属性）。"
        yield problem(template, "misplaced-tag", message, "请把标签移到普通文字里。", spot_of(story, element))


def _fields(template: Template, story: Story) -> Iterator[Diagnostic]:
    for element, code in _field_codes(story.root):
        word = code.split(None, 1)[0].upper() if code.strip() else ""
        if word in _FIELDS:
            message = f"模板里有不允许的域：{word}。"
            yield problem(
                template, "field", message, "请删除这个域，或按 Ctrl+Shift+F9 转为普通文字。", spot_of(story, element)
            )


def _field_codes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Every field's instruction, put together from the runs it is spread over; fields may be nested."""
    open_fields: list[list[str]] = []
    for element in root.iter(w("fldSimple"), w("fldChar"), w("instrText")):
        if element.tag == w("fldSimple"):
            yield element, element.get(w("instr"), "")
        elif element.tag == w("instrText"):
            if not open_fields:
                yield element, element.text or ""
            for pieces in open_fields:
                pieces.append(element.text or "")
        elif element.get(w("fldCharType")) == "begin":
            open_fields.append([])
        elif element.get(w("fldCharType")) == "end" and open_fields:
            yield element, "".join(open_fields.pop())
    for pieces in open_fields:
        yield root, "".join(pieces)
