"""The function that fills a part prints what Jinja prints, for any template of the language and any view."""

from __future__ import annotations

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.printview import ArticleTitle, Heading, Paragraph, Part, PrintView, RosterLine
from gongwen.render.fill import fill
from gongwen.render.find import find_template
from gongwen.render.language import parsed, refused_node
from gongwen.render.once import compile_template
from gongwen.render.steps import steps_of
from gongwen.render.wordml import DECLARATION
from gongwen.render.writer import NO_VALUE, writer_of
from tests.render.packages import RED_HEAD
from tests.render.reference import Environment, context_of
from tests.render.views import masthead

BOOK = compile_template(find_template(RED_HEAD)).book

_OF_THE_VIEW = [
    "'甲&乙'", "true", "none", "2", "1.5", "版头.发文字号", "版头.签发人|join", "版头.签发人|join('<')|length",
    "版头", "版记",
]  # fmt: skip
_OF_A_PART = [
    "部分.主送", "部分['副标题']", "部分.标题[0]", "部分.标题", "部分.附注", "部分.标题|join('、')", "部分.标题|length",
    "部分.落款", "部分.另页", "loop.first", "loop.last", "loop.index", "loop.length",
]  # fmt: skip
_OF_A_BLOCK = ["块.文字", "块.题文", "块.类型", "块.级别", "块.各行", "块.姓名"]


#: What is asked, and cannot be shown: it is refused, Jinja would print what Python calls it.
_NOT_SHOWN = ["none", "版头", "版记", "部分.标题", "部分.附注", "块.各行"]


def _bodies(values: list[str], lists: list[str]) -> st.SearchStrategy[str]:
    """Markup and tags that print and ask `values`, and loop over `lists`."""
    value = st.sampled_from(values)
    listed = [name for name in values if name not in ("版头", "版记")]
    simple = st.one_of(
        value,
        st.builds("{} {} {}".format, value, st.sampled_from(["==", "!=", "<"]), value),
        # Whether a record holds something is asked of a dict there, and refused here.
        st.builds("{} {} {}".format, value, st.sampled_from(["in", "not in"]), st.sampled_from(listed)),
        st.builds("{} <= {} != {}".format, value, value, value),
        st.builds("{} in ['标题', {}]".format, value, value),
    )
    condition = st.recursive(
        simple,
        lambda inner: st.one_of(
            st.builds("({} and {})".format, inner, inner),
            st.builds("({} or {})".format, inner, inner),
            st.builds("not ({})".format, inner),
        ),
        max_leaves=3,
    )
    shown = st.sampled_from([name for name in values if name not in _NOT_SHOWN])
    output = st.one_of(
        shown,
        st.builds("{} if {} else {}".format, shown, condition, shown),
        st.builds("{} if {}".format, shown, condition),
        st.builds("{} or {}".format, shown, shown),
    ).map("{{{{ {} }}}}".format)

    def tags(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.builds(
                "{{% if {} %}}{}{{% elif {} %}}{}{{% else %}}{}{{% endif %}}".format,
                condition, inner, condition, inner, inner,
            ),
            st.builds(
                "{{% for 行 in {}{} %}}{}{{{{ 行 }}}}{{{{ loop.index }}}}{{% else %}}{}{{% endfor %}}".format,
                st.sampled_from(lists), st.sampled_from(["", " if 行", " if '甲' != 行"]), output, inner,
            ),
            st.builds("{}{}".format, inner, inner),
        )  # fmt: skip

    return st.recursive(st.one_of(output, st.sampled_from(["文", "<w:p/>", "\n", ""])), tags, max_leaves=5)


_part = _bodies([*_OF_THE_VIEW, *_OF_A_PART], ["部分.标题", "部分.附注"])
_block = _bodies([*_OF_THE_VIEW, *_OF_A_PART, *_OF_A_BLOCK], ["块.各行"])
sources = st.builds(
    "前{{% for 部分 in 各部分 %}}{}{{% for 块 in 部分.正文 %}}{}{{% endfor %}}{}{{% endfor %}}后".format,
    _part, _block, _part,
)  # fmt: skip

_words = st.sampled_from(["", "甲", "甲&乙", "<丙>", "\"引'号"])
_blocks = st.one_of(
    st.builds(Paragraph, text=_words),
    st.builds(Heading, level=st.integers(1, 4), text=_words),
    st.builds(RosterLine, name=_words),
    st.builds(ArticleTitle, lines=st.lists(_words, max_size=2).map(tuple)),
)
_parts = st.builds(
    Part,
    starts_page=st.booleans(),
    title=st.lists(_words, max_size=3).map(tuple),
    recipient=_words,
    subtitle=_words,
    blocks=st.lists(_blocks, max_size=3).map(tuple),
    remarks=st.lists(_words, max_size=2).map(tuple),
)
views = st.builds(
    PrintView,
    masthead=st.none() | st.builds(lambda names: masthead(signatories=tuple(names)), st.lists(_words, max_size=2)),
    parts=st.lists(_parts, max_size=2).map(tuple),
)


def by_jinja(source: str, view: PrintView) -> str | None:
    try:
        return Environment().from_string(source).render(context_of(view, BOOK))
    except (jinja2.TemplateError, TypeError):
        return None


def by_writer(source: str, view: PrintView) -> str | None:
    tree = parsed(source)
    assert refused_node(tree) is None
    write = writer_of(steps_of(tree))
    try:
        return fill(write, view, BOOK).data().decode().removeprefix(DECLARATION)
    except NO_VALUE:
        return None


@settings(max_examples=200, deadline=None)
@given(sources, views)
def test_what_is_printed_is_what_jinja_prints(source: str, view: PrintView) -> None:
    assert by_writer(source, view) == by_jinja(source, view)


def test_the_comparison_above_sees_a_difference() -> None:
    view = PrintView(parts=(Part(recipient="甲"),))
    assert by_writer("{% for 部分 in 各部分 %}{{ 部分.主送 }}{% endfor %}", view) == "甲"
    assert by_jinja("{% for 部分 in 各部分 %}{{ 部分.主送 }}乙{% endfor %}", view) == "甲乙"
    assert by_writer("{{ 版头.份号 }}", view) is None is by_jinja("{{ 版头.份号 }}", view)


@pytest.mark.parametrize(
    "steps",
    [
        [["show", ["field", ["view"], "__class__"], 1]],
        [["show", ["field", ["field", ["view"], "parts"], "__init__"], 1]],
        [["show", ["field", ["view"], "variable"], 1]],
        [["show", ["name", "__import__"], 1]],
        [["show", ["constant", {"a": 1}], 1]],
        [["show", ["loop", 0, "__class__"], 1]],
        [["show", ["item", "__builtins__"], 1]],
        [["for", "x", ["view"], None, [], [], 1]],
        [["exec", "import os", 1]],
        [["text", 7]],
        ["text"],
        7,
    ],
)
def test_nothing_but_steps_becomes_a_function(steps: list[object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        writer_of(steps)
