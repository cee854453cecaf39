"""What is shown of a template when it is compiled holds for everything it can print."""

from __future__ import annotations

from itertools import accumulate, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gongwen.render.compiled import Wholeness
from gongwen.render.find import find_template
from gongwen.render.language import parsed
from gongwen.render.once import compile_template
from gongwen.render.wholeness import wholeness_of
from gongwen.render.wordml import W, w
from tests.render.packages import PLAIN, RED_HEAD
from tests.render.reference import Environment

ROOT = f'<w:document xmlns:w="{W}">'


def shown(inside: str) -> Wholeness:
    """What is known of a document with this in its body."""
    source = f"{ROOT}{inside}</w:document>"
    return wholeness_of(parsed(source), source)


BALANCED = [
    "<w:p>甲</w:p>",
    "<w:p>{{ 甲 }}</w:p>",
    '<w:p w:val="{{ 甲 }}"/>',
    "{% if 甲 %}<w:p/>{% endif %}",
    "<w:p>{% if 甲 %}</w:p><w:p>{% endif %}</w:p>",
    "<w:p>{% for 甲 in 乙 %}</w:p><w:p>{% else %}无{% endfor %}</w:p>",
    "{% if 甲 %}<w:p><w:r>{% if 乙 %}</w:r><w:r>{% endif %}</w:r></w:p>{% elif 丙 %}<w:p/>{% endif %}",
]
NOT_SHOWN = [
    "{% if 甲 %}<w:p>{% endif %}</w:p>",
    "{% if 甲 %}<w:p>{% else %}<w:tbl>{% endif %}</w:p>",
    "<w:p>{% for 甲 in 乙 %}</w:p>{% endfor %}",
    "<w:p {% if 甲 %}w:val='1'{% endif %}/>",
    "<w:p><!-- {% if 甲 %} --> {% endif %}</w:p>",
    '<w:p xmlns:q="urn:q">{% if 甲 %}</w:p><w:p>{% endif %}<q:r/></w:p>',
    '<w:p xmlns:w="urn:q"/>',
]


@pytest.mark.parametrize("inside", BALANCED)
def test_branches_that_fit_together_are_known_to(inside: str) -> None:
    assert shown(inside).is_balanced


@pytest.mark.parametrize("inside", NOT_SHOWN)
def test_what_may_go_wrong_is_not_taken_for_right(inside: str) -> None:
    assert not shown(inside).is_balanced


@pytest.mark.parametrize(
    ("inside", "is_full"),
    [
        ("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", True),
        ("<w:tbl>{% if 甲 %}<w:tr><w:tc><w:p/></w:tc></w:tr>{% endif %}</w:tbl>", False),
        ("<w:tbl><w:tr><w:tc>{% if 甲 %}<w:p/>{% endif %}</w:tc></w:tr></w:tbl>", False),
        ("<w:tbl><w:tr><w:tc>{% if 甲 %}<w:p/>{% endif %}<w:p/></w:tc></w:tr></w:tbl>", True),
        ("<w:tbl><w:tr><w:tc><w:p/>{% if 甲 %}<w:tbl><w:tr/></w:tbl>{% endif %}</w:tc></w:tr></w:tbl>", False),
        ("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", False),
    ],
)
def test_tables_and_cells_are_full_whatever_the_branches_do(inside: str, is_full: bool) -> None:
    assert shown(inside) == Wholeness(is_balanced=True, has_full_tables=is_full)


@st.composite
def _elements(draw: st.DrawFn, depth: int = 3) -> list[str]:
    """The tokens of some elements inside each other."""
    tokens: list[str] = []
    for _ in range(draw(st.integers(0, 2))):
        name = draw(st.sampled_from(("w:p", "w:tbl", "w:tr", "w:tc")))
        tokens += [f"<{name}>", *(draw(_elements(depth - 1)) if depth else ()), f"</{name}>"]
    return tokens


@st.composite
def _templates(draw: st.DrawFn) -> str:
    """Elements with branches put in anywhere."""
    tokens = draw(_elements())
    for name in ("a", "b", "c")[: draw(st.integers(1, 3))]:
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(tokens))] * 2)))
        opening, closing = draw(
            st.sampled_from(((f"{{% if {name} %}}", "{% endif %}"), (f"{{% for x in {name} %}}", "{% endfor %}")))
        )
        middle = [token for token in tokens[start:end] if token.startswith("{%")]
        depths = list(accumulate((token != "{% else %}") * (-1 if "end" in token else 1) for token in middle))
        # Tags of the language that do not fit together are no template at all.
        if middle and (min(depths) < 0 or depths[-1] or "{% else %}" in middle):
            continue
        if not middle and draw(st.booleans()):
            tokens.insert(cut := draw(st.integers(start, end)), "{% else %}")
            end += cut <= end
        tokens = [*tokens[:start], opening, *tokens[start:end], closing, *tokens[end:]]
    return "".join(tokens)


@settings(max_examples=400, deadline=None)
@given(_templates())
def test_what_is_shown_is_so_for_every_choice_of_branches(inside: str) -> None:
    known = shown(inside)
    if not known.is_balanced:
        return
    template = Environment().from_string(f"{ROOT}{inside}</w:document>")
    for a, b, c in product(([], ["一"], ["一", "二"]), repeat=3):
        root = etree.fromstring(template.render(a=a, b=b, c=c))
        if known.has_full_tables:
            assert all(table.find(w("tr")) is not None for table in root.iter(w("tbl")))
            assert all(len(cell) and cell[-1].tag == w("p") for cell in root.iter(w("tc")))


@pytest.mark.parametrize("name", [RED_HEAD, PLAIN, "信函", "命令", "纪要"])
def test_no_default_template_needs_its_output_parsed(name: str) -> None:
    assert all(part.wholeness.is_balanced for part in compile_template(find_template(name)).filled)
