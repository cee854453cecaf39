"""What cannot be compiled is filled by Jinja in a sandbox, says so, and is held to all that the fast path is."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.diagnostics import Severity, TemplateError
from gongwen.printview import ArticleTitle, Cell, Column, Paragraph, Part, PrintView, Table, TableBlock
from gongwen.render import Template, find_template, inspect_template, render_docx
from gongwen.render.language import parsed, slow_node
from gongwen.render.once import compile_template
from gongwen.render.shelf import VARIABLE
from gongwen.render.slow import slow_writer
from tests.render.packages import (
    DOCUMENT,
    PLAIN,
    RED_HEAD,
    changed,
    codes,
    line,
    lines,
    output,
    texts_of,
    with_body,
)  # fmt: skip
from tests.render.reference import both_main_parts, words
from tests.render.views import plain, rich

_TEXT = words(6)
_TEXTS = st.lists(_TEXT, min_size=1, max_size=4).map(tuple)
_PARTS = st.builds(Part, title=_TEXTS, remarks=_TEXTS, recipient=_TEXT | st.just(""))

#: Each is slow by itself; all texts of a part are printed around it.
SLOW = [
    "{{ 部分.主送|default('无') }}",
    "{% for 块 in 部分.正文 %}{{ 块.姓名|default('') }}{% endfor %}",
    "{{ 部分.标题|first }}至{{ 部分.标题|last }}",
    "{% for 行 in 部分.标题|reverse %}{{ loop.revindex }}.{{ 行 }}{% endfor %}",
    "{{ 部分.标题[0]|upper }}{{ 部分.标题[0]|lower }}{{ 部分.标题[0]|trim }}",
    "{% if 部分.落款 is none %}无落款{% endif %}",
    "{% for 行 in 部分.附注 %}{{ 行 if loop.index is odd else loop.index0 }}{% endfor %}",
    "{{ '〔' ~ 部分.主送 ~ '〕' }}",
    "{{ 部分.标题|length + 1 }}、{{ 部分.标题|length - 1 }}",
    "{{ 部分.标题[1:]|join('、') }}{{ 部分.标题[0][:2] }}",
    "{% if 版头 is defined and 版头 is not none %}{{ 版头.发文字号 }}{% endif %}",
]
_EACH = (line("{%p for 部分 in 各部分 %}"), line("{%p endfor %}"))
_REST = lines("{{ 部分.主送 }}", "{% for 行 in 部分.标题 %}{{ 行 }}{% endfor %}", "{{ 部分.附注|join('；') }}")


def slow(tag: str, rest: str = _REST) -> Template:
    return with_body(_EACH[0] + line(tag) + rest + _EACH[1])


@pytest.mark.parametrize("tag", SLOW)
@settings(max_examples=10, deadline=None)
@given(st.lists(_PARTS, min_size=1, max_size=2))
def test_the_slow_path_prints_what_docxtpl_prints(tag: str, given_parts: list[Part]) -> None:
    view, template = PrintView(parts=tuple(given_parts)), slow(tag)
    theirs, ours = both_main_parts(view, template)
    assert ours == theirs


@pytest.mark.parametrize("tag", SLOW)
def test_a_slow_tag_is_told_with_its_place(tag: str) -> None:
    (told,) = [item for item in inspect_template(slow(tag)) if item.code == "template/slow-path"]
    assert told.severity is Severity.HINT
    assert "第2段" in told.place.spot
    assert "慢路径" in told.message


def test_a_template_is_called_slow_once_however_many_tags_make_it_so() -> None:
    tags = [f"{{{{ 部分.主送|default('{number}') }}}}" for number in range(7)]
    (told,) = inspect_template(slow(tags[0], _REST + lines(*tags)))
    assert all(tag in told.message for tag in tags[:5])
    assert tags[5] not in told.message
    assert "等（共 8 处）" in told.message


def test_the_packaged_templates_are_all_fast() -> None:
    for name in (RED_HEAD, PLAIN, "信函", "命令", "纪要"):
        compiled = compile_template(find_template(name))
        assert not any(part.source for part in compiled.filled)
        assert not [item for item in compiled.remarks if item.code == "template/slow-path"]


def test_a_whole_template_prints_the_same_on_either_path() -> None:
    made_slow = changed({DOCUMENT: lambda text: text.replace("{{ 部分.主送 }}", "{{ 部分.主送|trim }}")}, base=RED_HEAD)
    assert compile_template(made_slow).filled[0].source
    assert output(rich(), made_slow) == output(rich(), find_template(RED_HEAD))


def test_handles_are_put_in_and_no_text_is_lost() -> None:
    table = Table(columns=(Column(title="名", share=1.0),), rows=((Cell(text="甲&乙"),),))
    view = plain(Paragraph(text="<丙>"), TableBlock(table=table))
    inside = (
        "{%p for 块 in 部分.正文|reverse %}", '{%p if 块.类型 == "表格" %}', "{{p 块.表格 }}", "{%p else %}",
        "{{ 块.文字 }}", "{%p endif %}", "{%p endfor %}",
    )  # fmt: skip
    whole = slow("", _REST + lines(*inside))
    assert texts_of(output(view, whole)[DOCUMENT])[-3:] == ["名", "甲&乙", "<丙>"]
    with pytest.raises(TemplateError) as refused:
        render_docx(view, slow("", _REST + lines(*inside[:3], *inside[5:])))
    assert codes(refused.value) == ["text-lost"]


def test_what_is_cut_short_is_lost() -> None:
    view = PrintView(parts=(Part(recipient="各区县局"),))
    assert render_docx(view, slow("{{ 部分.主送|trim }}", ""))
    with pytest.raises(TemplateError) as refused:
        render_docx(view, slow("{{ 部分.主送[:2] }}", ""))
    assert codes(refused.value) == ["text-lost"]


@pytest.mark.parametrize("text", ["\x00", "甲\x010\x00乙", "\x000\x00", "\n", "\ufffe", "\ud800"])
def test_what_xml_cannot_carry_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="U\\+"):
        render_docx(PrintView(parts=(Part(recipient=text),)), slow("{{ 部分.主送|default('') }}", ""))


def test_output_is_never_a_template() -> None:
    view = PrintView(parts=(Part(recipient="{{ 版头 }}{% if %}{_{ &amp;"),))
    assert texts_of(output(view, slow("{{ 部分.主送|default('') }}", ""))[DOCUMENT]) == ["{{ 版头 }}{% if %}{_{ &amp;"]


@pytest.mark.parametrize(
    "tag", ["{{ 块.姓名|trim }}", "{{ 块.姓名 ~ '' }}", "{{ 块.各行|first }}", "{{ 块.各行[1:] }}"]
)
def test_a_value_that_is_not_there_is_told_with_its_tag(tag: str) -> None:
    body = lines(
        "{%p for 块 in 部分.正文 %}", "前", tag if "[" not in tag else tag.replace(" }}", "|join }}"), "{%p endfor %}"
    )
    with pytest.raises(TemplateError) as refused:
        render_docx(plain(Paragraph(text="甲")), with_body(_EACH[0] + body + _EACH[1]))
    assert codes(refused.value) == ["no-value"]
    assert tag.split(" }}")[0] in refused.value.diagnostics[0].message
    assert "第4段" in refused.value.diagnostics[0].place.spot


def test_nothing_of_it_stands_on_the_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    compile_template.cache_clear()
    inspect_template(slow("{{ 部分.主送|trim }}慢"))
    assert list(tmp_path.rglob("*.json")) == []
    inspect_template(slow("{{ 部分.主送 }}快"))
    assert len(list(tmp_path.rglob("*.json"))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__ }}", "{{ x.__init__ }}", "{{ range(9) }}", "{{ lipsum() }}", "{{ 'a'|attr('b') }}",
        "{{ ''.format(1) }}", "{% include 'x' %}", "{{ x|map('y') }}", "{{ self._TemplateReference__context }}",
        "{{ x|default(cycler) }}",
    ],
)  # fmt: skip
def test_the_sandbox_is_a_second_lock(source: str) -> None:
    """Were such a tag let in by the list, it would still get nothing."""
    with pytest.raises((jinja2.TemplateError, LookupError, TypeError)):
        slow_writer(source)(PrintView(parts=(Part(title=("甲",)),)), lambda _: None)


def test_slow_is_what_is_not_fast_and_nothing_more() -> None:
    assert all(slow_node(parsed(tag)) for tag in SLOW)
    assert slow_node(parsed("{% for 行 in 部分.标题 %}{{ 行 if loop.first else loop.index }}{% endfor %}")) is None


def test_loops_of_what_a_filter_gives_are_known_by_their_items() -> None:
    tag = "{% for 块 in 部分.正文[1:] %}{% for 行 in 块.各行|reverse %}{{ 行 }}{% endfor %}{% endfor %}"
    blocks = (ArticleTitle(lines=("甲",)), ArticleTitle(lines=("乙", "丙")))
    rest = line("{% for 块 in 部分.正文 %}{% for 行 in 块.各行 %}{{ 行 }}{% endfor %}{% endfor %}")
    assert texts_of(output(PrintView(parts=(Part(blocks=blocks),)), slow(tag, rest))[DOCUMENT]) == ["丙乙", "甲乙丙"]
    with pytest.raises(TemplateError) as refused:
        inspect_template(slow(tag.replace("块.各行|", "块.各条|")))
    assert codes(refused.value) == ["unknown-variable"]
