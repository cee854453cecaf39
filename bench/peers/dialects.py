"""The notice as a template in the words of every engine.

There is one neutral template: the document that gongwen makes of a notice whose texts are their own names («number»),
with one row in every loop. A dialect says how a name and a loop are written; so all engines work on the same package
(styles, footers, settings) and make the same markup.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct

from bench.notice import FIELDS, LOOPS, view_of
from gongwen.render import find_template, render_docx

_DOCUMENT = "word/document.xml"
_RUN = re.compile(r"<w:r>(?P<look><w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>(?P<text>[^<]*)</w:t></w:r>")
_NAME = re.compile("«(\\w+)»")


class Loop(Struct, frozen=True):
    """One of the notice's loops: its name, its names, and the markup of one row (`w:p` or `w:tr`)."""

    name: str
    names: tuple[str, ...]
    row: str

    @property
    def is_table(self) -> bool:
        return self.row.startswith("<w:tr>")

    def around(self, before: str, after: str) -> str:
        """The row between two of its kind that hold a tag each."""
        tags = [paragraph(tag) for tag in (before, after)]
        if self.is_table:
            tags = [f"<w:tr><w:tc>{tag}</w:tc></w:tr>" for tag in tags]
        return tags[0] + self.row + tags[1]


class Dialect(Struct, frozen=True):
    """How an engine writes a single name, a name of a loop's row, and a loop (whose row has its names written)."""

    field: Callable[[str], str]
    cell: Callable[[str, str], str]
    loop: Callable[[Loop], str]


def paragraph(text: str) -> str:
    """A paragraph with a tag."""
    return f"<w:p>{run(text)}</w:p>"


def run(text: str, look: str = "") -> str:
    """A run of text that looks like `look`, a `w:rPr` or nothing."""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def template_for(dialect: str) -> bytes:
    """The template of the notice, a DOCX."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_neutral())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _written(data.decode(), DIALECTS[dialect]) if name == _DOCUMENT else data)
    return made.getvalue()


def _neutral() -> bytes:
    names = {name: f"«{name}»" for name in FIELDS}
    rows = {loop: [{name: f"«{name}»" for name in LOOPS[loop]}] for loop in LOOPS}
    # The last paragraph of a body looks different; the loop is written from the one before it.
    rows["body"].append({"b0": _LAST})
    return render_docx(view_of({**names, **rows}), find_template("文件")).data


_LAST = "«last»"


def _written(document: str, dialect: Dialect) -> str:
    last = _around(document, _LAST, "w:p")
    document = document.replace(last, "")
    for loop, names in LOOPS.items():
        row = _around(document, f"«{names[0]}»", "w:p" if loop == "body" else "w:tr")
        written = _named(row, partial(dialect.cell, loop))
        document = document.replace(row, dialect.loop(Loop(loop, names, written)))
    return _named(document, dialect.field)


def _around(document: str, text: str, element: str) -> str:
    """The innermost element around the text, which stands there once."""
    assert document.count(text) == 1, text
    place = document.index(text)
    end = f"</{element}>"
    return document[document.rindex(f"<{element}>", 0, place) : document.index(end, place) + len(end)]


def _named(markup: str, written: Callable[[str], str]) -> str:
    """The markup with «names» written by a dialect, as text or as markup that stands for a run."""

    def pieces(match: re.Match[str]) -> Iterator[str]:
        look = match["look"] or ""
        for number, piece in enumerate(_NAME.split(match["text"])):
            tag = written(piece) if number % 2 else piece
            if tag:
                yield tag if tag.startswith("<w:") else run(tag, look)

    return _RUN.sub(lambda match: "".join(pieces(match)) if _NAME.search(match["text"]) else match[0], markup)


def _jinja_loop(loop: Loop) -> str:
    kind = "tr" if loop.is_table else "p"
    return loop.around(f"{{%{kind} for row in {loop.name} %}}", f"{{%{kind} endfor %}}")


def _mustache_loop(loop: Loop) -> str:
    """`{#x}` and `{/x}`: paragraphs of their own around a paragraph, inside the first and the last cell of a row."""
    before, after = f"{{#{loop.name}}}", f"{{/{loop.name}}}"
    if not loop.is_table:
        return loop.around(before, after)
    first, last = f"{{{loop.names[0]}}}", f"{{{loop.names[-1]}}}"
    return loop.row.replace(first, before + first).replace(last, last + after)


def _carbone_loop(loop: Loop) -> str:
    """A loop is shown by its first row and the beginning of its second."""
    return loop.row + loop.row.replace("[i]", "[i+1]")


def _merge_field(name: str) -> str:
    return f'<w:fldSimple w:instr=" MERGEFIELD {name} ">{run(f"«{name}»")}</w:fldSimple>'


def _merge_loop(loop: Loop) -> str:
    """Mail merge repeats rows of tables and nothing else: the body becomes a table of one column."""
    if loop.is_table:
        return loop.row
    grid = '<w:tblPr><w:tblW w:w="8845" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="8845"/></w:tblGrid>'
    cell = '<w:tcPr><w:tcW w:w="8845" w:type="dxa"/></w:tcPr>'
    return f"<w:tbl>{grid}<w:tr><w:tc>{cell}{loop.row}</w:tc></w:tr></w:tbl>"


def _mustache(name: str) -> str:
    return f"{{{name}}}"


DIALECTS = {
    "jinja": Dialect(lambda name: f"{{{{ {name} }}}}", lambda _, name: f"{{{{ row.{name} }}}}", _jinja_loop),
    "mustache": Dialect(_mustache, lambda _, name: _mustache(name), _mustache_loop),
    "carbone": Dialect(
        lambda name: f"{{d.{name}}}", lambda loop, name: f"{{d.{loop}[i].{name}}}", _carbone_loop
    ),
    "plus": Dialect(
        lambda name: f"+++INS {name}+++",
        lambda _, name: f"+++INS $row.{name}+++",
        lambda loop: loop.around(f"+++FOR row IN {loop.name}+++", "+++END-FOR row+++"),
    ),
    "mergefield": Dialect(_merge_field, lambda _, name: _merge_field(name), _merge_loop),
}  # fmt: skip
