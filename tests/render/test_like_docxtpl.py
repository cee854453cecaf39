"""What gongwen fills is what docxtpl fills, for any texts: the fast way is no other way.

What differs by design is told in docs/architecture.md, the numbers and names of drawings among it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from gongwen.printview import (
    ArticleTitle,
    Attendance,
    AuthorityMark,
    Byline,
    Cell,
    Column,
    Heading,
    Imprint,
    Masthead,
    Paragraph,
    Part,
    PrintView,
    RosterLine,
    RosterText,
    RunInHeading,
    Table,
    TableBlock,
)
from gongwen.render import Template, find_template
from gongwen.render.drawings import PLACING
from gongwen.render.once import compile_template
from gongwen.render.sections import take_turned
from tests.render import views
from tests.render.packages import (
    DOCUMENT,
    PLAIN,
    RED_HEAD,
    W,
    at_the_end,
    changed,
    line,
    output,
    packed,
    parts,
    root,
    template_of,
    texts_of,
)
from tests.render.reference import filled_by_docxtpl, words
from tests.render.views import masthead, signature

_TEXT = words(12)
_LEVEL = st.integers(1, 4)
_CELLS = st.tuples(st.builds(Cell, text=_TEXT), st.builds(Cell, text=_TEXT | st.just("")))
_BLOCKS = st.one_of(
    st.builds(Heading, level=_LEVEL, text=_TEXT),
    st.builds(RunInHeading, level=_LEVEL, heading=_TEXT, text=_TEXT),
    st.builds(Paragraph, text=_TEXT),
    st.builds(RosterLine, label=_TEXT, name=_TEXT, post=_TEXT),
    st.builds(RosterText, label=_TEXT, text=_TEXT),
    st.builds(ArticleTitle, lines=st.lists(_TEXT, min_size=1, max_size=2).map(tuple)),
    st.builds(Byline, text=_TEXT),
    st.lists(_CELLS, max_size=3).map(
        lambda rows: TableBlock(
            table=Table(columns=(Column(title="甲", share=0.5), Column(title="乙", share=0.5)), rows=tuple(rows))
        )
    ),
)
_PARTS = st.builds(
    Part,
    starts_page=st.booleans(),
    title=st.lists(_TEXT, min_size=1, max_size=3).map(tuple),
    subtitle=_TEXT | st.just(""),
    subtitle_rest=_TEXT | st.just(""),
    recipient=_TEXT | st.just(""),
    blocks=st.lists(_BLOCKS, max_size=6).map(tuple),
    signature=st.none() | st.builds(signature, _TEXT, date=_TEXT, is_sealed=st.booleans()),
    remarks=st.lists(_TEXT, max_size=2).map(tuple),
).filter(lambda part: part.subtitle or not part.subtitle_rest)  # a second line has a first
_IMPRINTS = st.builds(
    Imprint,
    copies=_TEXT,
    printing_authority=_TEXT,
    printing_authority_rest=_TEXT | st.just(""),
    printing_date=_TEXT,
)


#: What stands above and below, of what each format prints.
_HEADS: dict[str, Callable[[str], Masthead | None]] = {
    RED_HEAD: lambda text: masthead(number=text, copy_number="000001", secrecy=text, urgency=text),
    PLAIN: lambda _: None,
    "信函": lambda text: masthead(number=text, secrecy=text, class_mark=text),
    "命令": lambda text: Masthead(mark=AuthorityMark(text=text), number=text),
    "纪要": lambda text: masthead(number=text, issuer=text, issue_date=text),
}
_LETTER_FOOT = st.builds(Imprint, recipients=_TEXT | st.just(""), copies=_TEXT)
_ATTENDANCE = st.lists(st.builds(Attendance, word=_TEXT, names=_TEXT), max_size=2).map(tuple)


@pytest.mark.parametrize("name", _HEADS)
@settings(max_examples=15, deadline=None)
@given(st.data(), st.lists(_PARTS, min_size=1, max_size=3), _TEXT)
def test_every_part_is_the_one_that_docxtpl_makes(
    name: str, data: st.DataObject, given_parts: list[Part], number: str
) -> None:
    imprint = data.draw(st.none() | (_LETTER_FOOT if name == "信函" else _IMPRINTS))
    if name == "纪要":
        given_parts[0] = replace(given_parts[0], attendance=data.draw(_ATTENDANCE))
    assert_alike(
        PrintView(masthead=_HEADS[name](number), parts=tuple(given_parts), imprint=imprint), find_template(name)
    )


def assert_alike(view: PrintView, template: Template) -> None:
    """Each part with tags, and each that only goes with it, says the same."""
    theirs, ours = parts(filled_by_docxtpl(view, template)), output(view, template)
    filled = [part.name for part in compile_template(template).filled]
    assert DOCUMENT in filled
    for part in {*filled, *(name for name in ours if name.startswith(("word/header", "word/foot")))}:
        assert canonical(ours[part]) == canonical(theirs[part]), part


def canonical(data: bytes) -> bytes:
    """C14N of a part, without the empty section that turns tables, and the numbers and names of drawings."""
    tree = root(data)
    if tree.find(f"{W}body") is not None:
        take_turned(tree)
    for drawing in tree.iter(f"{{{PLACING}}}docPr"):
        drawing.attrib.clear()
    return etree.tostring(tree, method="c14n")


# --- what a template has beside tags ---

_NOTE = '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
_PNG_RUN = (
    f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{PLACING}"><wp:extent cx="360000" cy="360000"/>'
    '<wp:docPr id="{number}" name="图片"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rId98" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
_BREAKS = (
    '<w:p><w:r><w:t xml:space="preserve"> 甲 </w:t><w:tab/><w:t>{{ 部分.主送 }}</w:t><w:br/><w:t>乙</w:t>'
    '<w:br w:type="page"/><w:cr/><w:noBreakHyphen/><w:t xml:space="preserve">  丙</w:t></w:r></w:p>'
)
#: One title under the other, as an author writes it who knows docxtpl's Listing.
_BROKEN = "".join(
    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{% for 行 in 部分.标题 %}{{ 行 }}{% if not loop.last %}</w:t>"
    f"<{piece}/><w:t>{{% endif %}}{{% endfor %}}</w:t></w:r></w:p>"
    for piece in ("w:br", "w:tab", 'w:br w:type="page"')
)
_TAGS = "{% for 行 in 部分.标题 %}{{ 行 }}{% endfor %}{{ 部分.附注|join }}"


def with_everything() -> Template:
    """A template with notes, headers, pictures, breaks of every kind, and tags in all of these."""
    each = f"{{% for 部分 in 各部分 %}}{_TAGS}{{% endfor %}}"
    story = '<w:{0} xmlns:w="{1}">{2}</w:{0}>'
    notes = f'<w:footnote w:id="2">{line(each)}</w:footnote>'
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rows = "".join(
        f'<Relationship Id="{identifier}" Type="{kinds}/{kind}" Target="{target}"/>'
        for identifier, kind, target in (
            ("rId97", "footnotes", "footnotes.xml"), ("rId98", "image", "media/章.png"),
            ("rId99", "header", "header9.xml"),
        )
    )  # fmt: skip
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{types}.{kind}+xml"/>'
        for name, kind in (("footnotes", "footnotes"), ("header9", "header"))
    )
    png = '<Default Extension="png" ContentType="image/png"/>'
    body = (
        line("{%p for 部分 in 各部分 %}") + _BREAKS + _BROKEN + line(_TAGS) + _PNG_RUN.format(number=7)
        + line("{%p endfor %}") + _NOTE + _PNG_RUN.format(number=7)
    )  # fmt: skip
    template = changed(
        {
            DOCUMENT: lambda text: at_the_end(body)(text).replace(
                "<w:pgSz", '<w:headerReference w:type="default" r:id="rId99"/><w:pgSz', 1
            ),
            "word/_rels/document.xml.rels": lambda text: text.replace("</Relationships>", f"{rows}</Relationships>"),
            "[Content_Types].xml": lambda text: text.replace("</Types>", f"{overrides}{png}</Types>"),
            "word/footnotes.xml": story.format("footnotes", W[1:-1], notes),
            "word/header9.xml": story.format("hdr", W[1:-1], line(each)),
        }
    )
    return template_of(packed({**parts(template.data), "word/media/章.png": views.png(4, 4)}))


@settings(max_examples=15, deadline=None)
@given(st.lists(_PARTS, min_size=1, max_size=2))
def test_notes_headers_pictures_and_breaks_are_those_that_docxtpl_makes(given_parts: list[Part]) -> None:
    view, template = PrintView(parts=tuple(given_parts)), with_everything()
    assert {part.name for part in compile_template(template).filled} >= {
        DOCUMENT, "word/footnotes.xml", "word/header9.xml",
    }  # fmt: skip
    assert_alike(view, template)


def test_arrows_to_pictures_lead_where_docxtpl_has_them() -> None:
    view, template = views.plain(), with_everything()
    theirs, ours = parts(filled_by_docxtpl(view, template)), output(view, template)
    assert ours["word/media/章.png"] == theirs["word/media/章.png"]
    wanted, made = (arrows(data["word/_rels/document.xml.rels"]) for data in (theirs, ours))
    assert {"rId97", "rId98", "rId99"} <= made.keys()
    assert made.items() <= wanted.items()
    drawings = [item.get("id") for item in root(ours[DOCUMENT]).iter(f"{{{PLACING}}}docPr")]
    assert drawings == ["1001", "1002"]


def test_a_text_with_braces_is_printed_once_in_a_note_too() -> None:
    """docxtpl fills notes twice where a document has two sections: what a text says in braces is then a tag."""
    part = Part(title=("{{ 各部分 }}",), remarks=("{%",))
    (said,) = texts_of(output(PrintView(parts=(part,)), with_everything())["word/footnotes.xml"])
    assert said == "{{ 各部分 }}{%"


def arrows(listing: bytes) -> dict[str, tuple[str, str]]:
    return {
        item.get("Id", ""): (item.get("Type", ""), item.get("Target", "").removeprefix("/word/"))
        for item in root(listing).iter("{*}Relationship")
    }
