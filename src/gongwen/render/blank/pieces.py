"""Paragraphs of a default template: a style, text and tags, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.render import style_names as names
from gongwen.render.wordml import attribute, text_run

TAB = "<w:r><w:tab/></w:r>"
BREAK = "<w:r><w:br/></w:r>"

#: Built-in styles have identifiers of their own; all others are called as they are named.
_IDENTIFIERS = {name: f"Heading{level}" for level, name in enumerate(names.HEADINGS, 1)}


def paragraph(style: str, *runs: str) -> str:
    """A paragraph in `style`; a piece that is no markup becomes a run of text."""
    written = "".join(run if run.startswith("<") else text_run(run) for run in runs)
    return f"<w:p><w:pPr><w:pStyle w:val={attribute(_IDENTIFIERS.get(style, style))}/></w:pPr>{written}</w:p>"


def tag(tag: str) -> str:
    return f"<w:p>{text_run(f'{{%p {tag} %}}')}</w:p>"


def when(condition: str, *content: str) -> tuple[str, ...]:
    return (tag(f"if {condition}"), *content, tag("endif"))


def choose(*branches: tuple[str, Iterable[str]]) -> tuple[str, ...]:
    """Branches in turn; an empty condition is the last resort."""
    made: list[str] = []
    for index, (condition, content) in enumerate(branches):
        word = "else" if not condition else f"{'elif' if index else 'if'} {condition}"
        made += [tag(word), *content]
    return (*made, tag("endif"))


def each(target: str, values: str, *content: str) -> tuple[str, ...]:
    return (tag(f"for {target} in {values}"), *content, tag("endfor"))


def insert(path: str) -> str:
    return f"<w:p>{text_run(f'{{{{p {path} }}}}')}</w:p>"


def styled(style: str, text: str) -> str:
    return text_run(text, f"<w:rPr><w:rStyle w:val={attribute(style)}/></w:rPr>")


def blanks(count: int) -> tuple[str, ...]:
    return (paragraph(names.BLANK),) * count


def broken(path: str) -> tuple[str, ...]:
    """Lines joined by breaks inside one paragraph."""
    return (f"{{% for 行 in {path} %}}{{{{ 行 }}}}{{% if not loop.last %}}", BREAK, "{% endif %}{% endfor %}")
