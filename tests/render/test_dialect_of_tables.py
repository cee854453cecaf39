"""docxtpl's tags of columns, runs and cells are compiled like all others, and make what docxtpl makes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.diagnostics import TemplateError
from gongwen.printview import ArticleTitle, Paragraph, Part, PrintView
from gongwen.render import Template, find_template
from gongwen.render.columns import with_fitting_grids
from gongwen.render.once import compile_template
from gongwen.render.wordml import W
from tests.render.packages import PLAIN, codes, line, output, root, with_body
from tests.render.reference import both_main_parts, words

_TEXT = words(6)
_TEXTS = st.lists(_TEXT, min_size=1, max_size=5).map(tuple)
_BLOCKS = st.lists(st.builds(ArticleTitle, lines=_TEXTS), min_size=1, max_size=3).map(tuple)
_PARTS = st.builds(Part, title=_TEXTS, remarks=_TEXTS, recipient=_TEXT | st.just(""), blocks=_BLOCKS)
_EACH = (line("{%p for 部分 in 各部分 %}"), line("{%p endfor %}"))


def cell(content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/>{properties}</w:tcPr>{line(content)}</w:tc>'


def tag(text: str) -> str:
    return f"<w:tc>{line(text)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str, columns: int) -> str:
    grid = '<w:gridCol w:w="901"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def looped(*cells: str) -> str:
    return "".join((tag("{%tc for 行 in 部分.标题 %}"), *cells, tag("{%tc endfor %}")))


_NOTES = (row(tag("{%tr for 注 in 部分.附注 %}")), row(tag("{%tr endfor %}")))
_NAMES = looped(cell("{{ 行 }}"))
_RUNS = (
    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{%r if 部分.主送 %}</w:t></w:r><w:r><w:t>{{ 部分.主送 }}</w:t></w:r>"
    "<w:r><w:t>{%r else %}</w:t></w:r><w:r><w:t>无</w:t></w:r><w:r><w:t>前{%r endif %}后</w:t></w:r></w:p>"
)
#: What is in a part's round; every text of the view is printed in it or in the plain lines below.
TABLES = {
    "columns": table(row(cell("姓名"), _NAMES), columns=3),
    "columns inside a row loop": table(
        row(_NAMES),
        row(tag("{%tr for 块 in 部分.正文 %}")),
        row(cell("{{ loop.index }}"), tag("{%tc for 字 in 块.各行 %}"), cell("{{ 字 }}"), tag("{%tc endfor %}")),
        row(tag("{%tr endfor %}")),
        columns=2,
    ),
    "columns or none": table(
        row(cell("甲"), tag("{%tc if 部分.主送 %}"), cell("乙"), tag("{%tc endif %}")), row(_NAMES), columns=9
    ),
    "merged down": table(row(_NAMES), _NOTES[0], row(cell("{% vm %}附注"), cell("{{ 注 }}")), _NOTES[1], columns=2),
    "merged across": table(row(cell("题"), looped(cell("{% hm %}合"))), row(cell("名"), _NAMES), columns=2),
    "merged across, two each": table(
        row(looped(cell("{% hm %}合", '<w:gridSpan w:val="2"/>'))), row(_NAMES), columns=2
    ),
    "spanning": table(
        row(cell("{% colspan 部分.标题|length %}宽")), row(_NAMES), row(cell("{% colspan 2 if 部分.主送 else 1 %}宽")),
        columns=2,
    ),
    "coloured": table(
        row(_NAMES), _NOTES[0],
        row(cell('{% cellbg "FFCC00" if loop.first else "auto" %}{{ 注 }}', '<w:shd w:val="clear" w:fill="000000"/>')),
        _NOTES[1], columns=1,
    ),
    "runs": _RUNS + table(row(_NAMES), columns=1),
}  # fmt: skip
_REST = line(
    "{{ 部分.主送 }}{% for 行 in 部分.附注 %}{{ 行 }}{% endfor %}"
    "{% for 块 in 部分.正文 %}{% for 字 in 块.各行 %}{{ 字 }}{% endfor %}{% endfor %}"
)


def template_of(name: str) -> Template:
    return with_body(_EACH[0] + TABLES[name] + _REST + _EACH[1])


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=12, deadline=None)
@given(st.lists(_PARTS, min_size=1, max_size=2))
def test_the_tables_are_those_that_docxtpl_makes(name: str, given_parts: list[Part]) -> None:
    view, template = PrintView(parts=tuple(given_parts)), template_of(name)
    theirs, ours = both_main_parts(view, template)
    assert ours == theirs


@pytest.mark.parametrize("name", TABLES)
def test_none_of_it_needs_a_look_at_every_output(name: str) -> None:
    """Only a table whose columns may all be missing is looked at, for its rows; never its well-formedness."""
    assert compile_template(template_of(name)).filled[0].wholeness.is_balanced


def test_what_is_merged_down_is_printed_once_and_its_loss_is_seen() -> None:
    body = _EACH[0] + table(row(_NAMES), _NOTES[0], row(cell("{% vm %}{{ 注 }}")), _NOTES[1], columns=1) + _EACH[1]
    one, two = (PrintView(parts=(Part(title=("甲",), remarks=notes),)) for notes in (("乙",), ("乙", "丙")))
    assert output(one, with_body(body))
    with pytest.raises(TemplateError) as refused:
        output(two, with_body(body))
    assert codes(refused.value) == ["text-lost"]
    assert "丙" in refused.value.diagnostics[0].message


def test_a_row_whose_columns_are_all_missing_is_refused() -> None:
    template = with_body(_EACH[0] + table(row(looped(cell("{{ 行 }}"))), columns=1) + _EACH[1])
    assert output(PrintView(parts=(Part(title=("甲",)),)), template)
    with pytest.raises(TemplateError) as refused:
        output(PrintView(parts=(Part(),)), template)
    assert codes(refused.value) == ["empty-row"]


def test_the_tag_of_a_cell_may_not_take_text_with_it() -> None:
    template = with_body(_EACH[0] + table(row(tag("{%tc for 行 in 部分.标题 %}名"), tag("{%tc endfor %}")), columns=1))
    with pytest.raises(TemplateError) as refused:
        compile_template(template)
    assert "tag-not-alone" in codes(refused.value)


def test_a_failing_tag_is_told_though_docxtpl_has_added_some() -> None:
    inside = "{% for 块 in 部分.正文 %}{% if loop.first %}{{ 块.姓名 }}{% endif %}{% endfor %}"
    body = _EACH[0] + TABLES["merged down"] + line(inside) + _EACH[1]
    view = PrintView(parts=(Part(title=("甲",), remarks=("乙",), blocks=(Paragraph(text="丁"),)),))
    with pytest.raises(TemplateError) as refused:
        output(view, with_body(body))
    (told,) = refused.value.diagnostics
    assert "{{ 块.姓名 }}" in told.message
    assert "第9段" in told.place.spot


def test_grids_fit_the_longest_row_of_their_own_table() -> None:
    """Of a table in a table docxtpl counts the rows of the inner one for the outer."""
    inner = table(row(*[cell("甲")] * 4), columns=4)
    outer = f"<w:tbl><w:tblGrid><w:gridCol w:w='2000'/></w:tblGrid><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    made = root(with_fitting_grids(f'<w:body xmlns:w="{W}">{outer}</w:body>'.encode()))
    assert [len(grid) for grid in made.iter(f"{{{W}}}tblGrid")] == [1, 4]


def test_templates_without_such_tags_are_not_parsed_again() -> None:
    assert [part.has_changing_columns for part in compile_template(find_template(PLAIN)).filled] == [False]
