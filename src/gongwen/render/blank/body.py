"""document.xml of the default templates: one paragraph per element of a document, with the tags of its variable.

The tags are docxtpl's: `{%p … %}` stands for its whole paragraph, `{%tr … %}` for its row, `{{p … }}` is replaced by
finished paragraphs. Nothing here formats; a paragraph names its style and that is all.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.render import style_names as names
from gongwen.render.grid import BOTTOM, LEFT, LINE, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, TEXT_WIDTH, TOP
from gongwen.render.wordml import DECLARATION, R, W, attribute, text_run
from gongwen.standard import elements, page

_TAB = "<w:r><w:tab/></w:r>"
_BREAK = "<w:r><w:br/></w:r>"

#: Built-in styles have identifiers of their own; all others are called as they are named.
_IDENTIFIERS = {name: f"Heading{level}" for level, name in enumerate(names.HEADINGS, 1)}


def document_xml(*, has_masthead: bool) -> str:
    """The whole part, with the masthead (文件) or without it (普通)."""
    body = "".join((*(_masthead() if has_masthead else ()), *_parts(), *_imprint()))
    return (
        f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}'
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}"'
        f' w:header="{TOP // 2}" w:footer="{footer_distance()}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr></w:body></w:document>'
    )


def footer_distance() -> int:
    """From the sheet's bottom to the bottom of the page number's line, whose middle is where its dashes are drawn."""
    dash = page.FOOT_MARGIN - page.PAGE_NUMBER_DROP.nominal
    return dash.twips - page.PAGE_NUMBER_SIZE.nominal.twips // 2


def paragraph(style: str, *runs: str) -> str:
    """A paragraph in `style`; a piece that is no markup becomes a run of text."""
    written = "".join(run if run.startswith("<") else text_run(run) for run in runs)
    return f"<w:p><w:pPr><w:pStyle w:val={attribute(_IDENTIFIERS.get(style, style))}/></w:pPr>{written}</w:p>"


def _tag(tag: str) -> str:
    return f"<w:p>{text_run(f'{{%p {tag} %}}')}</w:p>"


def _when(condition: str, *content: str) -> tuple[str, ...]:
    return (_tag(f"if {condition}"), *content, _tag("endif"))


def _choose(*branches: tuple[str, Iterable[str]]) -> tuple[str, ...]:
    """Branches in turn; an empty condition is the last resort."""
    made: list[str] = []
    for index, (condition, content) in enumerate(branches):
        word = "else" if not condition else f"{'elif' if index else 'if'} {condition}"
        made += [_tag(word), *content]
    return (*made, _tag("endif"))


def _for(target: str, values: str, *content: str) -> tuple[str, ...]:
    return (_tag(f"for {target} in {values}"), *content, _tag("endfor"))


def _insert(path: str) -> str:
    return f"<w:p>{text_run(f'{{{{p {path} }}}}')}</w:p>"


def _styled(style: str, text: str) -> str:
    return text_run(text, f"<w:rPr><w:rStyle w:val={attribute(style)}/></w:rPr>")


def _lines(path: str) -> tuple[str, ...]:
    """The writer's lines of a title, broken inside one paragraph."""
    return (f"{{% for 行 in {path} %}}{{{{ 行 }}}}{{% if not loop.last %}}", _BREAK, "{% endif %}{% endfor %}")


def _blanks(count: int) -> tuple[str, ...]:
    return (paragraph(names.BLANK),) * count


def _masthead() -> tuple[str, ...]:
    word = f"{elements.SIGNATORY_WORD}：{{% for 姓名 in 版头.签发人 %}}"
    few = (
        paragraph(
            names.UPWARD_NUMBER,
            _TAB, "{{ 版头.发文字号 }}", _TAB, word, _styled(names.SIGNATORY_NAME, "{{ 姓名 }}"),
            "{% if not loop.last %}　{% endif %}{% endfor %}",
        ),
    )  # fmt: skip
    # More than fit on a line stand one below the other, the last beside the number.
    label = f"{{% if loop.first %}}{elements.SIGNATORY_WORD}：{{% endif %}}"
    name = _styled(names.SIGNATORY_NAME, "{{ 姓名 }}")
    many = _for(
        "姓名",
        "版头.签发人",
        *_choose(
            ("not loop.last", [paragraph(names.SIGNATORY, _TAB, label, name)]),
            ("", [paragraph(names.UPWARD_NUMBER, _TAB, "{{ 版头.发文字号 }}", _TAB, name)]),
        ),
    )
    return _when(
        "版头",
        paragraph(names.COPY_NUMBER, "{{ 版头.份号 }}"),
        paragraph(names.SECRECY, "{{ 版头.密级 }}"),
        paragraph(names.URGENCY, "{{ 版头.紧急程度 }}"),
        paragraph(names.MASTHEAD_SPACER),
        _insert("版头.标志"),
        *_blanks(elements.NUMBER_GAP.nominal),
        *_choose(
            ("not 版头.签发人", [paragraph(names.NUMBER, "{{ 版头.发文字号 }}")]),
            (f"版头.签发人|length > {elements.SIGNATORIES_PER_LINE.nominal}", many),
            ("", few),
        ),
        *_blanks(elements.TITLE_GAP.nominal),
    )


def _parts() -> tuple[str, ...]:
    return _for(
        "部分",
        "各部分",
        *_when(
            "部分.附件标记",
            paragraph(names.ATTACHMENT_MARK, "{{ 部分.附件标记 }}"),
            *_blanks(elements.ATTACHMENT_TITLE_GAP.nominal),
        ),
        *_titles(),
        *_when("部分.副标题", paragraph(names.SUBTITLE, "{{ 部分.副标题 }}")),
        *_choose(
            ("部分.主送", [*_blanks(elements.RECIPIENT_GAP.nominal), paragraph(names.RECIPIENT, "{{ 部分.主送 }}")]),
            ("部分.标题", _blanks(elements.RECIPIENT_GAP.nominal)),
        ),
        *_blocks(),
        *_attachment_notes(),
        *_when("部分.落款", _insert("部分.落款")),
        *_for("附注", "部分.附注", paragraph(names.REMARK, "{{ 附注 }}")),
    )


def _broken(path: str) -> tuple[str, ...]:
    """Lines joined by breaks inside one paragraph."""
    return (f"{{% for 行 in {path} %}}{{{{ 行 }}}}{{% if not loop.last %}}", _BREAK, "{% endif %}{% endfor %}")


def _titles() -> tuple[str, ...]:
    lines = _broken("部分.标题")
    return _choose(
        ("部分.标题 and 部分.附件标记", [paragraph(names.PART_TITLE, *lines)]),
        ("部分.标题 and 部分.另页", [paragraph(names.NEW_PAGE_TITLE, *lines)]),
        ("部分.标题", [paragraph(names.TITLE, *lines)]),
        ("部分.另页 and not 部分.附件标记", [paragraph(names.NEW_PAGE)]),
    )


def _blocks() -> tuple[str, ...]:
    branches: list[tuple[str, Iterable[str]]] = []
    # The last paragraph must not be left behind by the signature on the next page; an only one stays on page 1 (7.3.3).
    is_last = "loop.last and not loop.first and 部分.落款"
    body = "{{ 块.文字 }}"
    branches.append((f'块.类型 == "段落" and {is_last}', [paragraph(names.LAST_BODY, body)]))
    branches.append(('块.类型 == "段落"', [paragraph(names.BODY, body)]))
    for level, (heading, run_in) in enumerate(zip(names.HEADINGS, names.RUN_IN_HEADINGS, strict=True), 1):
        pieces = (_styled(run_in, "{{ 块.题文 }}"), body)
        is_this = f'块.类型 == "接排标题" and 块.级别 == {level}'
        branches.append((f'块.类型 == "标题" and 块.级别 == {level}', [paragraph(heading, body)]))
        branches.append((f"{is_this} and {is_last}", [paragraph(names.LAST_BODY, *pieces)]))
        branches.append((is_this, [paragraph(names.BODY, *pieces)]))
    roster = ("{{ 块.角色 }}", _TAB, "{{ 块.姓名 }}", _TAB, "{{ 块.职务 }}")
    branches.append(('块.类型 == "名单行"', [paragraph(names.ROSTER_LINE, *roster)]))
    branches.append(('块.类型 == "名单文字"', [paragraph(names.ROSTER_TEXT, "{{ 块.角色 }}", _TAB, body)]))
    branches.append(('块.类型 == "文章标题"', [paragraph(names.ARTICLE_TITLE, *_broken("块.各行"))]))
    branches.append(('块.类型 == "作者"', [paragraph(names.BYLINE, body)]))
    branches.append(('块.类型 == "表格"', [_insert("块.表格")]))
    return _for("块", "部分.正文", *_choose(*branches))


def _attachment_notes() -> tuple[str, ...]:
    name = "{{ 项.名称 }}"
    numbered = ("{{ 项.引语 }}", _TAB, "{{ 项.序号 }}", _TAB, name)
    return _when(
        "部分.附件说明",
        *_blanks(elements.ATTACHMENT_NOTE_GAP.nominal),
        *_for(
            "项",
            "部分.附件说明",
            *_choose(
                ("not 项.序号", [paragraph(names.SINGLE_ATTACHMENT_NOTE, "{{ 项.引语 }}", _TAB, name)]),
                # Two-digit serials are wider; all names still begin at one place.
                ("部分.附件说明|length > 9", [paragraph(names.MANY_ATTACHMENTS_NOTE, *numbered)]),
                ("", [paragraph(names.ATTACHMENT_NOTE, *numbered)]),
            ),
        ),
    )


def _imprint() -> tuple[str, ...]:
    def row(content: str) -> str:
        return (
            f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{TEXT_WIDTH}" w:type="dxa"/></w:tcPr>'
            f"{content}</w:tc></w:tr>"
        )

    def row_tag(tag: str) -> str:
        return row(f"<w:p>{text_run(f'{{%tr {tag} %}}')}</w:p>")

    rows = (
        row_tag("if 版记.抄送"),
        row(paragraph(names.COPIES, f"{elements.COPY_WORD}{{{{ 版记.抄送 }}}}")),
        row_tag("endif"),
        row_tag("if 版记.印发机关 or 版记.印发日期"),
        row(paragraph(names.PRINTING, "{{ 版记.印发机关 }}", _TAB, "{{ 版记.印发日期 }}")),
        row_tag("endif"),
    )
    # LibreOffice follows only this anchoring: relative to the page across, to the text area's bottom down.
    table = (
        f"<w:tbl><w:tblPr><w:tblStyle w:val={attribute(names.IMPRINT_TABLE)}/>"
        '<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="margin" w:horzAnchor="page"'
        f' w:tblpX="{LEFT}" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>'
        f'<w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{TEXT_WIDTH}"/></w:tblGrid>{"".join(rows)}</w:tbl>'
    )
    condition = "版记 and (版记.抄送 or 版记.印发机关 or 版记.印发日期)"
    return _when(condition, table, paragraph(names.IMPRINT_ANCHOR))
