"""docs/reference/templates.md: what a template may print, from the print view and the sandbox."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Sequence
from typing import Any

from gongwen import printview
from gongwen.render import handles, style_names
from gongwen.render.language import FILTERS, LOOP_ATTRIBUTES, SLOW_FILTERS, SLOW_LOOP_ATTRIBUTES, SLOW_TESTS
from gongwen.render.schema import HANDLES, KIND
from scripts.pages.markdown import code, page, table

PATH = "reference/templates.md"

#: Each class of the print view, the heading it is described under and the loop variable of the packaged templates.
_TITLES: dict[type, str] = {
    printview.PrintView: "最外层",
    printview.Masthead: "版头",
    printview.AuthorityMark: "标志",
    printview.Part: "部分",
    printview.Heading: "块：标题",
    printview.RunInHeading: "块：接排标题",
    printview.Paragraph: "块：段落",
    printview.RosterLine: "块：名单行",
    printview.RosterText: "块：名单文字",
    printview.ArticleTitle: "块：文章标题",
    printview.Byline: "块：作者",
    printview.TableBlock: "块：表格",
    printview.ChartBlock: "块：图",
    printview.Illustration: "图",
    printview.Table: "表格",
    printview.Column: "表格的列",
    printview.Cell: "表格的格",
    printview.AttachmentNote: "附件说明的一行",
    printview.Attendance: "出席的一行",
    printview.Signature: "落款",
    printview.Signer: "签署人",
    printview.Picture: "图片",
    printview.PaperTurn: "换纸",
    printview.Imprint: "版记",
}

#: What docxtpl does, and what is done here.
_DIFFERENCES = (
    (
        f"RichText，{code('{{r 变量 }}')}",
        "拒绝：变量都是文字。格式由标签所在文字的格式定；一段里要几种格式的，分成几个标签，各自设好格式",
    ),
    (
        "Listing，文字里的 " + "、".join(code(f"\\{letter}") for letter in "ntaf"),
        f"变量里没有这些符号，标签里写的拒绝。换行符、制表符、分页符直接放在模板里标签之间，如："
        f"{code('{% for 行 in 部分.标题 %}{{ 行 }}{% if not loop.last %}')}换行符{code('{% endif %}{% endfor %}')}",
    ),
    ("InlineImage、replace_pic", f"图写在内容文件里，模板里写 {code('{{p 块.图 }}')}；固定的图直接放进模板"),
    ("子文档", "附件写在内容文件里；固定的文字直接写进模板"),
    (f"{code('{_{')}、{code('}_}')} 印作 {code('{{')}、{code('}}')}", "照原样印"),
    (
        f"{code('{%p')}、{code('{%tr')}、{code('{%tc')} 标签所在的一段、一行、一格里别的内容一起丢掉",
        "拒绝（template/tag-not-alone）",
    ),
    ("循环里可以循环别的列表", "内层循环只能遍历外层循环变量的内容（template/nested-loop）"),
    ("改正坏了的 XML，不说明", "拒绝（template/broken-output）"),
    ("没有的变量印成空白", "拒绝（template/unknown-variable、template/no-value）"),
    ("文件属性（标题、作者等）里的标签", "不填：成品的属性由程序写"),
    ("脚注按节的数目填几次", "填一次"),
    ("图从 1 起编号，保留名称", "从 1001 起编号，没有名称"),
    ("表中有表的，外面的表按里面的行数算列数", "各算各的"),
    (
        f"{code('{%- … -%}')}，set、macro、include 等标签，函数，别的过滤器",
        "拒绝（template/unsupported-tag、template/forbidden）",
    ),
)


def make() -> str:
    """The page."""
    kinds = "、".join(f"“{item.kind}”" for item in typing.get_args(printview.Block))
    loops = "、".join(code(f"loop.{name}") for name in LOOP_ATTRIBUTES)
    filters = "、".join(map(code, FILTERS))
    slow_filters, tests = ("、".join(map(code, names)) for names in (SLOW_FILTERS, SLOW_TESTS))
    slow_loops = "、".join(code(f"loop.{name}") for name in SLOW_LOOP_ATTRIBUTES)
    owners = [
        block
        for owner, title in _TITLES.items()
        for block in (f"## {title}", *_whole(owner), table(("变量", "内容", "说明", "必须印出"), _rows(owner)))
    ]
    return page(
        "模板里的变量",
        "模板是一份 DOCX，版式由它的样式决定，文字由标签印出。"
        "怎样换用自己的模板，见[操作指南](../how-to.md#用自己的模板)。",
        "## 标签",
        table(
            ("写法", "作用"),
            [
                (code("{{ 部分.副标题 }}"), "印出文字"),
                (code("{{p 部分.落款 }}"), "整段插入；独占一段"),
                (code("{% if 块.文字 %} … {% elif … %} … {% else %} … {% endif %}"), "按条件印出"),
                (code("{% for 行 in 部分.标题 %} … {% endfor %}"), "逐个印出"),
                (code("{%p if … %}") + "、" + code("{%p for … in … %}"), "同上，标签独占一段，那一段不印出"),
                (code("{%tr if … %}") + "、" + code("{%tr for … in … %}"), "同上，标签独占表格的一行，那一行不印出"),
                (code("{%tc if … %}") + "、" + code("{%tc for … in … %}"), "同上，标签独占表格的一格，那一格不印出"),
                (code("{%r if … %}") + "、" + code("{%r for … in … %}"), "同上，在一段当中，管它们之间格式不同的文字"),
                (code("{% vm %}"), "写在 tr 循环的一格里：循环出的各行，这一格竖着合并，文字取第一行的"),
                (code("{% hm %}"), "写在 tc 循环的一格里：循环出的各格横着合并成一格，文字取第一格的"),
                (code("{% colspan 2 %}"), "这一格占几列；可写数、loop.length、列表的 length，分情况用 if … else"),
                (code('{% cellbg "FFFF00" %}'), "这一格的底色，六位十六进制或 auto；分情况用 if … else"),
            ],
        ),
        f"过滤器只有 {filters}；循环里可以问 {loops}。函数、乘除和赋值都不能用。",
        f"下面这些也可以用，但不能编译，用了的部件走慢路径，由 Jinja 逐份填写，`build` 会提示是哪个标签："
        f"过滤器 {slow_filters}，`is` 判断 {tests}，循环里的 {slow_loops}，`~`、`+`、`-`，取一段的 `[1:]`。"
        "结果、检查与别的标签相同。",
        "## 从 docxtpl 换过来",
        "标签的写法与 docxtpl 相同，填出来的也相同，只有下面这些不同。",
        table(("docxtpl", "这里"), _DIFFERENCES),
        "## 变量",
        f"`部分.正文` 的各块由 `块.{KIND}` 说明是哪一种：{kinds}。",
        "标为“是”的变量只要有内容，就必须印在公文里；模板漏印时会报错，不会悄悄丢字。",
        "模板末尾留一个横放的空节，宽表就照这一节的纸张、页边和页眉排（国标第 8 章）；没有这一节，宽表竖排。",
        *owners,
        "## 程序要用的样式",
        "整段插入的内容用下面的样式。模板里少了要用的样式会报错；样式的字体、字号、间距可以在 Word 或 WPS 里改。",
        table(("样式", "用于"), _styles()),
    )


def _whole(owner: type) -> tuple[str, ...]:
    return ("这一项由程序整段插入，下面的变量不能单独使用。",) if owner in (*HANDLES, *_INSIDE_HANDLES) else ()


_INSIDE_HANDLES = (printview.Column, printview.Cell, printview.Signer, printview.Picture)


def _rows(owner: type) -> Iterator[Sequence[str]]:
    for field in printview.fields_of(owner):
        variable = field.variable
        yield code(variable.name), _shape(field.type), variable.help, "是" if variable.is_printed else ""


def _shape(hint: Any) -> str:
    """What stands in a variable. A class without a title is a KeyError: give it one above."""
    if hint is str:
        return "文字"
    if hint is bool:
        return "是或否"
    if hint in (int, float):
        return "数"
    if hint is bytes:
        return "图片"
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return f"列表：{_shape(arguments[0])}"
    if isinstance(hint, types.UnionType):
        members = [item for item in arguments if item is not type(None)]
        return _shape(members[0]) if len(members) == 1 else "各种块"
    return f"[{_TITLES[hint]}](#{_TITLES[hint]})"


def _styles() -> Iterator[Sequence[str]]:
    used = {name: _TITLES[owner] for owner, styles in handles.STYLES.items() for _, name in styles}
    known = {value for name, value in vars(style_names).items() if name.isupper() and isinstance(value, str)}
    for style, owner in used.items():
        assert style in known
        yield code(style), owner
