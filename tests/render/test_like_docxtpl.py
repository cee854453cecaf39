"""What gongwen fills is what docxtpl fills, for any texts: the fast way is no other way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gongwen.printview import (
    ArticleTitle,
    Byline,
    Cell,
    Column,
    Heading,
    Imprint,
    Paragraph,
    Part,
    PrintView,
    RosterLine,
    RosterText,
    RunInHeading,
    Table,
    TableBlock,
)
from gongwen.render import find_template
from gongwen.render.sections import take_turned
from tests.render.packages import DOCUMENT, PLAIN, RED_HEAD, output, parts, root
from tests.render.reference import filled_by_docxtpl
from tests.render.views import masthead, signature

# docxtpl alters a text with {_{ or }_} in it, folds blanks, and makes markup of \t \n \a \f.
_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="{}\ufffe\uffff"),
    min_size=1,
    max_size=12,
)
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


@pytest.mark.parametrize("name", [RED_HEAD, PLAIN])
@settings(max_examples=15, deadline=None)
@given(st.lists(_PARTS, min_size=1, max_size=3), st.none() | _IMPRINTS, _TEXT)
def test_every_part_is_the_one_that_docxtpl_makes(
    name: str, given_parts: list[Part], imprint: Imprint | None, number: str
) -> None:
    head = masthead(number=number) if name == RED_HEAD else None
    view = PrintView(masthead=head, parts=tuple(given_parts), imprint=imprint)
    template = find_template(name)
    theirs, ours = parts(filled_by_docxtpl(view, template)), output(view, template)
    for part in (DOCUMENT, "word/footer1.xml", "word/footer2.xml"):
        wanted = root(theirs[part])
        take_turned(wanted)
        assert etree.tostring(root(ours[part]), method="c14n") == etree.tostring(wanted, method="c14n")
