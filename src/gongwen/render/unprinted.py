"""What a usable template never prints, and the one that comes with the program does: such a document is refused.

Looked at when a template is inspected. When a document is made its own texts are looked for instead (`prove.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from gongwen.diagnostics import Diagnostic, Place, Severity
from gongwen.printview import Imprint, Masthead, PrintView, fields_of
from gongwen.render import schema
from gongwen.render.find import available_templates, find_template
from gongwen.render.grammar import GrammarCheck
from gongwen.render.package import open_package
from gongwen.render.paths import Shown
from gongwen.render.story import Story, lines, read_stories
from gongwen.render.tags import TAG, find_tags
from gongwen.render.template import Template
from gongwen.render.wordml import squeezed

#: What an office may have in print instead, for it is the same in all its documents.
_IN_PRINT = ((Masthead, "mark"), (Masthead, "issuer"), (Imprint, "printing_authority"))


def unprinted(template: Template, authorities: Iterable[str]) -> Iterator[Diagnostic]:
    """A warning that names the variables that must be printed and are not. `authorities`: the names of the office."""
    if template.name not in available_templates():
        return
    stories = _stories(template)
    default = find_template(template.name, geometry=template.geometry)
    wanted = _shown(default, _stories(default))
    if _are_in_print(stories, authorities):
        wanted -= {(owner, _name(owner, attribute)) for owner, attribute in _IN_PRINT}
    lost = list(_lost(PrintView, "", wanted, _shown(template, stories)))
    if lost:
        named = "、".join(lost)
        message = f"模板里没有印出 {named} 的标签，有这些内容的公文会因漏印而不能生成。"
        hint = "请照自带的模板补上；写法见“模板里的变量”。"
        yield Diagnostic(Severity.WARNING, "template/unprinted", message, Place(file=str(template.path)), hint=hint)


def _stories(template: Template) -> list[Story]:
    return read_stories(template, open_package(template))


def _shown(template: Template, stories: Iterable[Story]) -> set[Shown]:
    check = GrammarCheck(template)
    for story in stories:
        check.run(find_tags(template, story, check.found))
    return check.shown


def _are_in_print(stories: Iterable[Story], authorities: Iterable[str]) -> bool:
    said = [squeezed(TAG.sub("", line.text)) for story in stories for line in lines(story)]
    return any(squeezed(name) in text for name in authorities for text in said)


def _name(owner: type, attribute: str) -> str:
    return next(field.variable.name for field in fields_of(owner) if field.attribute == attribute)


def _lost(owner: type, path: str, wanted: Set[Shown], shown: Set[Shown]) -> Iterator[str]:
    """The paths of what is wanted and not shown; of that of which nothing is shown, its own."""
    shapes = schema.variables(schema.Record((owner,)))
    for field in fields_of(owner):
        name = field.variable.name
        if not field.variable.is_printed or (owner, name) not in wanted:
            continue
        if (owner, name) not in shown:
            yield f"{path}{name}"
            continue
        shape = shapes[name]
        while isinstance(shape, schema.Listing):
            shape = shape.item
        for inner in shape.classes if isinstance(shape, schema.Record) else ():
            kind = f"〈{inner.kind}〉" if hasattr(inner, "kind") else ""
            yield from _lost(inner, f"{path}{name}{kind}.", wanted, shown)
