"""What a template may say: show, loop, choose. Everything else is refused before it runs, all slips in one go."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

from gongwen import printview
from gongwen.diagnostics import TemplateError
from gongwen.printview import Heading, Paragraph, Part, PrintView
from gongwen.render import Template, inspect_template, render_docx, schema
from gongwen.render.language import parsed, refused_node
from gongwen.render.package import open_package
from gongwen.render.paths import Slip
from gongwen.render.steps import NotSteps, steps_of
from tests.render.packages import (
    DOCUMENT,
    at_the_end,
    changed,
    codes,
    line,
    lines,
    output,
    texts_of,
    with_body,
    with_more,
)
from tests.render.views import masthead, paragraphs, plain

TITLE = "{% for 行 in 部分.标题 %}{{ 行 }}{% endfor %}"


def slips(template: Template) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        inspect_template(template)
    return caught.value


ATTACKS = [
    "{{ ''.__class__ }}", "{{ 各部分.__class__.__mro__ }}", "{{ 版头.__init__.__globals__ }}", "{{ self }}",
    "{{ self.__init__ }}", "{{ cycler.__init__.__globals__.os }}", "{{ lipsum(n=200000) }}", "{{ range(9) }}",
    "{{ joiner() }}", "{{ namespace() }}", "{{ dict(a=1) }}", "{{ 9**(9**9) }}", "{{ 9*9 }}", "{{ -1 }}",
    "{{ '%s' % 1 }}", "{{ 1 is sameas 1 }}", "{{ 版头.份号|default(版头) }}", "{{ 版头.份号|center(99) }}",
    "{{ 版头.份号|replace('', 'a') }}", "{{ 版头.份号|default(value='a') }}", "{{ 版头.份号[版头.份号:] }}",
    "{{ 版头|attr('份号') }}", "{{ 各部分|map('x') }}",
    "{{ 版头.份号|format(1) }}", "{{ 版头.份号|safe }}", "{{ 版头.份号|tojson }}", "{{ 版头.份号.upper() }}",
    "{{ 版头.份号.format(1) }}", "{{ {'a': 1} }}", "{{ 版头.标志._make }}",
    "{{ 版头.标志.__html__() }}", "{{ 各部分|join(版头.份号) }}", "{{ loop }}", "{{ 版头[版头.份号] }}",
    "{% set x = 1 %}", "{% include 'x' %}", "{% import 'x' as y %}", "{% extends 'x' %}", "{% macro f() %}",
    "{% raw %}", "{% filter upper %}", "{% call f() %}", "{% with x = 1 %}", "{% do 1 %}", "{% block x %}",
    "{% autoescape false %}", "{% debug %}", "{% trans %}",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_template_can_do_nothing_but_show_loop_and_choose(attack: str) -> None:
    for text in (attack, f"{{%p if 版头 %}}{attack}"):
        assert codes(slips(with_more(line(text))))


@pytest.mark.parametrize("attack", [text for text in ATTACKS if text.startswith("{{")])
def test_the_allow_list_and_the_steps_are_two_locks(attack: str) -> None:
    """Whatever slipped past the check of single tags meets the tree check, or cannot be put as steps."""
    tree = parsed(attack)
    if refused_node(tree) is None:
        with pytest.raises((NotSteps, Slip)):
            steps_of(tree)


SLIPS = {
    "{{ 版头.发文号 }}": ("unknown-variable", "发文字号"),
    "{{ 联系人 }}": ("unknown-variable", "可用"),
    "{{ 部分.标题 }}": ("unknown-variable", "各部分"),
    "{{ 版头 }}": ("wrong-use", "发文字号"),
    "{{ 各部分 }}": ("wrong-use", "for"),
    "{{ 版头.签发人 }}": ("wrong-use", "join"),
    "{{ 版头.标志 }}": ("wrong-use", "{{p"),
    "{{ 版头.标志.文字 }}": ("wrong-use", "{{p"),
    "{{p 版头.份号 }}": ("wrong-use", "去掉"),
    "{{ 版头.份号.长度 }}": ("wrong-use", "点号"),
    "{{ 各部分.标题 }}": ("wrong-use", "for"),
    "{{ 版头[0] }}": ("wrong-use", "变量名"),
    "{{ 版头|length }}": ("wrong-use", "变量名"),
    "{{ }}": ("syntax", "变量名"),
    "{{ 版头. }}": ("syntax", "点号"),
    "{{ 版头.份号": ("broken-tag", "同一段"),
    "份号 }}": ("broken-tag", "同一段"),
    "{% if 版头": ("broken-tag", "同一段"),
    "｛｛ 版头.份号 ｝｝": ("full-width-tag", "半角"),
    "{% if 版头 %}": ("unclosed", "endif"),
    "{% endif %}": ("unpaired", "开头"),
    "{% else %}": ("unpaired", "开头"),
    "{% for 行 in 版头.份号 %}{% endfor %}": ("wrong-use", "列表"),
    "{% for 行 in 版头.签发人 %}{% endif %}": ("unpaired", "endfor"),
    "{% if 版头 %}{% else %}{% else %}{% endif %}": ("unpaired", "结束"),
    "{% for a, b in 各部分 %}{% endfor %}": ("forbidden", "循环"),
    "{% for a in 各部分 recursive %}{% endfor %}": ("forbidden", "循环"),
    "{%- if 版头 %}{% endif %}": ("unsupported-tag", "减号"),
    "{% if 版头 -%}{% endif %}": ("unsupported-tag", "减号"),
    "{%tc for 行 in 版头.签发人 %}{%tc endfor %}": ("row-tag-outside", "p"),
    "{%tr for 行 in 版头.签发人 %}{%tc endfor %}": ("unpaired", "{%tc"),
    "{{r 版头.份号 }}": ("unsupported-tag", "去掉字母"),
    "{{tc 版头.份号 }}": ("unsupported-tag", "{%tc if"),
    "{{ 版头.份号|e }}": ("forbidden", "不用转义"),
    "{{ 版头.份号|safe }}": ("forbidden", "不用转义"),
    "{{ 版头.份号|wordwrap }}": ("forbidden", "过滤器只有 length"),
    "{{ 版头.签发人|join('、', '') }}": ("forbidden", "循环和判断"),
    "{{ RichText(版头.份号) }}": ("forbidden", "循环和判断"),
    **{
        f"{{{{ 版头.签发人|join('{mark}') }}}}": ("unsupported-tag", "分页符")
        for mark in (r"\n", r"\t", r"\a", r"\f", r"\x00", r"\ufffe")
    },
    r"{{ '\n' if 版头 else '' }}": ("unsupported-tag", "{% for"),
    r"{{ 版头.份号|default('\t') }}": ("unsupported-tag", "{% for"),
    r"{% if 版头.份号 == '\n' %}{% endif %}": ("unsupported-tag", "{% for"),
    "{%tr if 版头 %}": ("row-tag-outside", "p"),
    "甲{%p if 版头 %}": ("tag-not-alone", "单独"),
    "{%p if 版头 %}{%p endif %}": ("tag-not-alone", "单独"),
    "{% vm %}": ("wrong-use", "一格"),
    "{% hm 2 %}": ("wrong-use", "一格"),
    "{% vn %}": ("forbidden", "vm"),
    "{% for 块 in 各部分 %}{% if 块.类别 %}{% endif %}{% endfor %}": ("unknown-variable", "可用"),
    "{% for 甲 in 各部分 %}{% for 乙 in 各部分 %}{% endfor %}{% endfor %}": ("nested-loop", "甲"),
    "{% for 甲 in 各部分 %}{% for 乙 in 甲.正文 %}{% for 丙 in 甲.正文 %}{% endfor %}{% endfor %}{% endfor %}": (
        "nested-loop",
        "乙",
    ),
    '{% for 甲 in 各部分 %}{% for 乙 in 甲.正文 %}{% if 乙.类型 == "段洛" %}{% endif %}{% endfor %}{% endfor %}': (
        "unknown-kind",
        "段落",
    ),
    "{% for 行 in 版头.签发人 %}{{ loop.cycle }}{% endfor %}": ("unknown-variable", "loop.index"),
}


@pytest.mark.parametrize("text", SLIPS)
def test_each_slip_has_its_code_its_place_and_a_way_out(text: str) -> None:
    code, word = SLIPS[text]
    error = slips(with_more(line(text)))
    assert code in codes(error)
    found = next(item for item in error.diagnostics if item.code == f"template/{code}")
    assert word in (found.hint or "")
    assert text[:12] in found.place.spot


OF_A_CELL = {
    "{% vm %}": ("wrong-use", "{%tr for"),
    "{% hm %}": ("wrong-use", "{%tc for"),
    "{% for 人 in 版头.签发人 %}{% vm 2 %}{% endfor %}": ("wrong-use", "{% vm %}"),
    "{% colspan %}": ("syntax", "colspan 2"),
    "{% colspan 0 %}": ("wrong-use", "if"),
    '{% colspan "2" %}': ("wrong-use", "if"),
    "{% colspan 版头.份号 %}": ("wrong-use", "if"),
    "{% colspan 版头.签发|length %}": ("unknown-variable", "签发人"),
    "{% cellbg %}": ("syntax", "cellbg"),
    '{% cellbg "黄" %}': ("wrong-use", "if"),
    '{% cellbg "FFFF00" if 版记 %}': ("wrong-use", "if"),
    "{% cellbg 版头.份号 %}": ("wrong-use", "if"),
    "{% colspan 版头.签发人|map('x') %}": ("forbidden", "变量"),
}


@pytest.mark.parametrize("text", OF_A_CELL)
def test_a_word_about_a_cell_has_its_place_and_its_values(text: str) -> None:
    code, word = OF_A_CELL[text]
    cell = f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr>{line(text)}</w:tc>'
    error = slips(with_more(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))
    assert codes(error) == [code]
    assert word in (error.diagnostics[0].hint or "")
    assert text[:12] in error.diagnostics[0].place.spot


def test_a_word_about_a_cell_needs_a_cell_with_properties() -> None:
    bare = f"<w:tbl><w:tr><w:tc><w:tcPr/>{line('{% colspan 2 %}')}</w:tc></w:tr></w:tbl>"
    assert codes(slips(with_more(bare))) == ["wrong-use"]


def test_the_message_names_paragraph_tag_and_nearest_name() -> None:
    error = slips(with_body(lines("第一段", "联系人：{{ 版头.发文字 }}")))
    (found,) = error.diagnostics
    assert found.place.spot == "正文 第2段“联系人：{{ 版头.发文字 }}”"
    assert found.message == "标签 {{ 版头.发文字 }}：没有变量“发文字”。"
    assert found.hint is not None
    assert found.hint.startswith("是不是“发文字号”？")


def test_all_slips_of_a_template_come_at_once_headers_included() -> None:
    template = changed(
        {
            DOCUMENT: at_the_end(lines("{{ 甲 }}", "{{ 乙. }}", "{% x %}")),
            "word/footer1.xml": lambda text: text.replace("</w:ftr>", line("{{ 丙 }}") + "</w:ftr>"),
        }
    )
    error = slips(template)
    assert sorted(codes(error)) == ["forbidden", "syntax", "unknown-variable", "unknown-variable"]
    assert any(item.place.spot.startswith("页脚 第2段") for item in error.diagnostics)


def test_an_error_in_a_loop_is_told_once_and_not_again_for_its_variable() -> None:
    text = "{% for 部分 in 各部份 %}{{ 部分.标题二 }}{{ 部分.甲 }}{% endfor %}"
    assert codes(slips(with_body(line(text)))) == ["unknown-variable"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{%p if 版头 %}", "{% endif %}"),
        ("{% if 版头 %}", "{%p endif %}"),
        ("甲{% if 版头 %}", "{% endif %}乙"),
    ],
)
def test_a_block_ends_where_it_began(first: str, second: str) -> None:
    assert "unpaired" in codes(slips(with_body(lines(first, "中", second))))


def test_a_block_does_not_cross_the_wall_of_a_cell() -> None:
    cell = '<w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/></w:tcPr>{}</w:tc>'
    row = "<w:tr>" + cell.format(line("{%p if 版头 %}")) + cell.format(line("{%p endif %}")) + "</w:tr>"
    grid = '<w:tblPr><w:tblW w:w="200" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid>'
    assert "unpaired" in codes(slips(with_body(f"<w:tbl>{grid}{row}</w:tbl>{line('')}")))


def test_a_tag_may_be_split_over_runs_as_word_does() -> None:
    pieces = ("{{ 部", "分.副", "标题 }", "}")
    split = "<w:p>" + "".join(f"<w:r><w:t>{piece}</w:t></w:r><w:proofErr/>" for piece in pieces) + "</w:p>"
    body = line("{%p for 部分 in 各部分 %}") + split + lines(TITLE, "{%p endfor %}")
    view = PrintView(parts=(Part(title=("通知",), subtitle="（试行）"),))
    assert texts_of(output(view, with_body(body))[DOCUMENT]) == ["（试行）", "通知"]


def test_curly_quotes_that_word_makes_are_understood() -> None:
    body = lines(
        "{%p for 部分 in 各部分 %}", TITLE, "{%p for 块 in 部分.正文 %}", "{%p if 块.类型 == “标题” %}",
        "题：{{ 块.文字 }}", "{%p else %}", "{{ 块.文字 }}", "{%p endif %}", "{%p endfor %}", "{%p endfor %}",
    )  # fmt: skip
    view = plain(Heading(level=1, text="一、总则"), Paragraph(text="甲。"))
    assert texts_of(output(view, with_body(body))[DOCUMENT]) == ["工作方案", "题：一、总则", "甲。"]


@pytest.mark.parametrize(
    "condition",
    [
        "块.类型 in ['标题', '段落']", "块.类型 != '表格' and not 块.级别", "块.文字 or 块.题文", "块.级别 >= 1",
        "loop.first", "loop.index == loop.length", "部分.标题|length > 1", "块['类型'] == '标题'",
    ],
)  # fmt: skip
def test_conditions_may_compare_and_combine(condition: str) -> None:
    body = lines(
        "{%p for 部分 in 各部分 %}", "{%p for 块 in 部分.正文 %}", f"{{%p if {condition} %}}", "甲", "{%p endif %}",
        "{%p endfor %}", "{%p endfor %}",
    ).replace(">=", "&gt;=").replace("> 1", "&gt; 1")  # fmt: skip
    assert inspect_template(with_body(body)) == ()


def test_loop_facts_join_and_inline_choice_work() -> None:
    body = lines(
        "{% for 人 in 版头.签发人 %}{{ loop.index }}{{ 人 if loop.first else '、' }}{% endfor %}",
        "{{ 版头.签发人|join('、') }}{{ 版头.签发人|length }}{{ 版头.签发人[0] }}",
        "{# 备注 #}甲",
        "{{ 版头.发文字号 }}{{ 版头['份号'] }}",
        "{{p 版头.标志 }}",
        "{%p for 部分 in 各部分 %}",
        TITLE,
        "{%p endfor %}",
    )
    view = PrintView(masthead=masthead(signatories=("甲", "乙")), parts=(Part(title=("通知",)),))
    rendered = output(view, with_body(body, base="文件"))[DOCUMENT]
    assert texts_of(rendered) == ["1甲2、", "甲、乙2甲", "甲", "淄自然资字〔2020〕15号", "淄博市自然资源局文件", "通知"]


def test_a_value_that_this_document_lacks_is_an_error_with_the_place_of_the_tag() -> None:
    template = with_body(lines("前", "字号：{{ 版头.发文字号 }}"))
    with pytest.raises(TemplateError) as caught:
        render_docx(plain(*paragraphs(1)), template)
    assert codes(caught.value) == ["no-value"]
    assert caught.value.diagnostics[0].place.spot == "正文 第2段“字号：{{ 版头.发文字号 }}”"


def test_a_variable_of_another_kind_of_block_is_an_error_where_it_is_printed() -> None:
    body = lines(
        "{%p for 部分 in 各部分 %}",
        "甲",
        "{%p for 块 in 部分.正文 %}",
        "{{ 块.姓名 }}",
        "{%p endfor %}",
        "{%p endfor %}",
    )
    with pytest.raises(TemplateError) as caught:
        render_docx(plain(*paragraphs(1)), with_body(body))
    assert codes(caught.value) == ["no-value"]
    assert "第4段" in caught.value.diagnostics[0].place.spot


def test_nothing_is_printed_for_a_handle_that_is_not_there_but_an_error() -> None:
    body = lines("{%p for 部分 in 各部分 %}", TITLE, "{{p 部分.落款 }}", "{%p endfor %}")
    with pytest.raises(TemplateError) as caught:
        render_docx(plain(), with_body(body))
    assert codes(caught.value) == ["no-value"]


def test_comparing_a_text_with_a_number_is_an_error_of_the_template() -> None:
    body = lines("{%p for 部分 in 各部分 %}", "{%p if 部分.副标题 &gt; 1 %}", "甲", "{%p endif %}", "{%p endfor %}")
    with pytest.raises(TemplateError) as caught:
        render_docx(plain(), with_body(body))
    assert codes(caught.value) == ["no-value"]


def test_a_style_that_a_handle_needs_is_asked_for_by_name() -> None:
    template = changed({"word/styles.xml": lambda text: text.replace('w:val="表头文字"', 'w:val="别的"')})
    (found,) = slips(template).diagnostics
    assert found.code == "template/missing-style"
    assert "段落样式“表头文字”" in found.message
    assert "块.表格" in found.place.spot


def test_a_style_that_no_tag_needs_may_be_missing() -> None:
    body = lines("{%p for 部分 in 各部分 %}", TITLE, "{%p endfor %}")
    members = with_body(body).data
    template = replace(with_body(body), data=members)
    assert texts_of(output(plain(), template)[DOCUMENT]) == ["工作方案"]


def test_the_schema_knows_every_name_of_the_print_view() -> None:
    owners = [item for item in vars(printview).values() if isinstance(item, type) and issubclass(item, Struct)]
    named = {field.variable.name for owner in owners for field in printview.fields_of(owner)}
    reached: set[str] = set()
    waiting: list[schema.Shape] = [schema.root()]
    while waiting:
        shape = waiting.pop()
        if isinstance(shape, schema.Listing):
            waiting.append(shape.item)
        elif isinstance(shape, schema.Record):
            reached |= schema.variables(shape).keys()
            waiting += schema.variables(shape).values()
    inside_handles = {
        field.variable.name
        for owner in (*schema.HANDLES, printview.Cell, printview.Column, printview.Signer, printview.Picture)
        for field in printview.fields_of(owner)
    }
    assert named - inside_handles <= reached


def test_the_kinds_that_a_template_may_ask_for_are_those_of_the_blocks() -> None:
    body = schema.variables(schema.Record((Part,)))["正文"]
    assert isinstance(body, schema.Listing)
    assert isinstance(body.item, schema.Record)
    kind = schema.variables(body.item)[schema.KIND]
    assert isinstance(kind, schema.Text)
    assert set(kind.values) == {
        "标题", "接排标题", "段落", "名单行", "名单文字", "文章标题", "作者", "表格", "图"
    }  # fmt: skip


def test_a_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counter = itertools.count()

    def counted(template: Template) -> Any:
        next(counter)
        return open_package(template)

    monkeypatch.setattr("gongwen.render.compiler.open_package", counted)
    for _ in range(3):
        render_docx(plain(*paragraphs(1)), with_more(line("只编一次")))
    assert next(counter) == 1
