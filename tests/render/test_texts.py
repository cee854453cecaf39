"""Text in, text out: nothing a writer can write is altered, executed or lost on its way into the document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gongwen.printview import (
    AttachmentNote,
    AuthorityMark,
    Cell,
    Column,
    Heading,
    Imprint,
    Paragraph,
    Part,
    PrintView,
    RosterLine,
    RunInHeading,
    Table,
    TableBlock,
)
from gongwen.render import find_template, render_docx
from tests.render.packages import DOCUMENT, PLAIN, RED_HEAD, output, texts_of
from tests.render.views import masthead, plain, signature

ODD = [
    "A&B公司", "a<b>c</b>", "x]]>y", "<![CDATA[z]]>", "&lt;&amp;&#65;", "\"引号\"'单'", "{{ 7*7 }}", "{% raw %}",
    "{# x #}",    "{_{ x }_}", "{_% if %_}", "}}", "%}", "{p", "<w:p/>", "</w:t></w:r>", "👨‍👩‍👧‍👦", "𠮷野家",
    "葛\U000e0100城", "㐂", "𪚥",
    "e\u0301", "\ue000", "\u202e倒", "全　角　空", "零\u200b宽", "\\n", "\\1", "%s", "${x}", "=1+1", "DDEAUTO c:\\x",
    " 前后空格 ", "〔2020〕", "——…", "·", "\x7f", "\x85", "\u2028",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_text_comes_out_as_written_wherever_it_stands(text: str) -> None:
    view = PrintView(
        masthead=masthead(mark=AuthorityMark(text=text), number=text, copy_number=text, signatories=(text,)),
        parts=(
            Part(
                title=(text, text),
                recipient=text,
                blocks=(
                    Paragraph(text=text),
                    Heading(level=1, text=text),
                    RunInHeading(level=2, heading=text, text=text),
                    RosterLine(label=text, name=text, post=text),
                    TableBlock(
                        table=Table(columns=(Column(title=text, share=1.0),), rows=((Cell(text=f"{text}\n{text}"),),))
                    ),
                ),
                attachment_notes=(AttachmentNote(lead=text, serial=text, name=text),),
                signature=signature(text, date=text),
                remarks=(text,),
            ),
        ),
        imprint=Imprint(copies=text, printing_authority=text, printing_date=text),
    )
    found = texts_of(output(view, find_template(RED_HEAD))[DOCUMENT])
    assert found == [
        text, text, f"\t{text}\t签发人：{text}", f"{text}\n{text}", text, text, text, text + text,
        f"{text}\t{text}\t{text}", text, text, text, f"{text}\t{text}\t{text}", text, text, text, f"抄送：{text}",
        f"{text}\t{text}",
    ]  # fmt: skip


_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=40
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_TEXT, min_size=1, max_size=6))
def test_any_text_that_xml_can_carry_comes_out_as_written(texts: list[str]) -> None:
    view = plain(*(Paragraph(text=text) for text in texts))
    assert texts_of(output(view, find_template(PLAIN))[DOCUMENT]) == ["工作方案", *texts]


@pytest.mark.parametrize("character", [*map(chr, range(32)), "\ud800", "\ufffe", "\uffff"])
@pytest.mark.parametrize("is_cell", [False, True])
def test_what_xml_cannot_carry_is_a_bug_of_an_earlier_room_and_never_dropped(character: str, is_cell: bool) -> None:
    text = f"前{character}后"
    columns = (Column(title="列", share=1.0),)
    block = TableBlock(table=Table(columns=columns, rows=((Cell(text=text),),))) if is_cell else Paragraph(text=text)
    if is_cell and character == "\n":
        render_docx(plain(block), find_template(PLAIN))
        return
    with pytest.raises(ValueError, match=f"U\\+{ord(character):04X}"):
        render_docx(plain(block), find_template(PLAIN))


@pytest.mark.parametrize("field", ["copy_number", "number", "secrecy"])
def test_the_texts_of_a_masthead_are_checked_too(field: str) -> None:
    with pytest.raises(ValueError, match=r"U\+0001"):
        render_docx(replace(plain(), masthead=masthead(**{field: "\x01"})), find_template(RED_HEAD))


def test_the_texts_inside_handles_are_checked_too() -> None:
    view = plain(signature=signature("甲\x02", date=""))
    with pytest.raises(ValueError, match=r"U\+0002"):
        render_docx(view, find_template(PLAIN))


@pytest.mark.parametrize("character", "\t\r")
def test_the_title_of_a_column_has_lines_but_no_tabs(character: str) -> None:
    columns = (Column(title=f"列{character}名", share=1.0),)
    with pytest.raises(ValueError, match=f"U\\+{ord(character):04X}"):
        render_docx(plain(TableBlock(table=Table(columns=columns, rows=()))), find_template(PLAIN))
