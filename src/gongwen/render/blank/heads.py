"""The heads of the default templates (7.2, 10.1 to 10.3), down to the blank lines above the title."""

from __future__ import annotations

from gongwen.render import style_names as names
from gongwen.render.blank.pieces import BREAK, TAB, blanks, choose, each, insert, paragraph, styled, when
from gongwen.standard import elements, formats


def red_head() -> tuple[str, ...]:
    """7.2: 份号 to the red rule; the class of a reply (Y03) ends the first line."""
    word = f"{elements.SIGNATORY_WORD}：{{% for 姓名 in 版头.签发人 %}}"
    few = (
        paragraph(
            names.UPWARD_NUMBER,
            TAB, "{{ 版头.发文字号 }}", TAB, word, styled(names.SIGNATORY_NAME, "{{ 姓名 }}"),
            "{% if not loop.last %}　{% endif %}{% endfor %}",
        ),
    )  # fmt: skip
    # More than fit on a line stand in rows, the last row beside the number (F032).
    rows = [
        (f"版头.签发人宽 <= {width} and 版头.签发人右栏宽 <= {right}", [_signatory_rows(style)])
        for (width, right), style in names.SIGNATORIES.items()
    ]
    # Names that no column holds stand one below the other.
    label = f"{{% if loop.first %}}{elements.SIGNATORY_WORD}：{{% endif %}}"
    name = styled(names.SIGNATORY_NAME, "{{ 姓名 }}")
    column = each(
        "姓名",
        "版头.签发人",
        *choose(
            ("not loop.last", [paragraph(names.SIGNATORY, TAB, label, name)]),
            ("", [paragraph(names.UPWARD_NUMBER, TAB, "{{ 版头.发文字号 }}", TAB, name)]),
        ),
    )
    many = choose(*rows, ("", column))
    return when(
        "版头",
        *choose(
            ("版头.办理类别", [paragraph(names.CLASS_MARK, "{{ 版头.份号 }}", TAB, "{{ 版头.办理类别 }}")]),
            ("", [paragraph(names.COPY_NUMBER, "{{ 版头.份号 }}")]),
        ),
        paragraph(names.SECRECY, "{{ 版头.密级 }}"),
        paragraph(names.URGENCY, "{{ 版头.紧急程度 }}"),
        paragraph(names.MASTHEAD_SPACER),
        insert("版头.标志"),
        *blanks(elements.NUMBER_GAP.nominal),
        *choose(
            ("not 版头.签发人", [paragraph(names.NUMBER, "{{ 版头.发文字号 }}")]),
            (f"版头.签发人|length > {elements.SIGNATORIES_PER_LINE.nominal}", many),
            ("", few),
        ),
        *blanks(elements.TITLE_GAP.nominal),
    )


def _signatory_rows(style: str) -> str:
    """One paragraph of rows: the stops of its style are those of the number, of 签发人, of the two names."""
    per_line = elements.SIGNATORIES_PER_LINE.nominal
    starts = ", ".join(str(index) for index in range(1, 40, per_line))
    return paragraph(
        style,
        "{% for 姓名 in 版头.签发人 %}",
        f"{{% if loop.index in [{starts}] %}}{{% if not loop.first %}}", BREAK, "{% endif %}",
        "{% if loop.index == 版头.末行 %}", TAB, "{{ 版头.发文字号 }}", "{% else %}", TAB, "{% endif %}",
        TAB, "{% if loop.first %}", f"{elements.SIGNATORY_WORD}：", "{% else %}", TAB, "{% endif %}",
        "{% else %}", TAB, "{% endif %}",
        styled(names.SIGNATORY_NAME, "{{ 姓名 }}"),
        "{% endfor %}",
    )  # fmt: skip


def letter_head() -> tuple[str, ...]:
    """10.1: below the mark, which stands in the header, 份号, 密级, 紧急程度 on the left and 发文字号 on the right;
    the class of a reply under the number, whose place the standard fixes."""
    secrecy = styled(names.HEAD_WORD, "{{ 版头.密级 }}")
    urgency = styled(names.HEAD_WORD, "{{ 版头.紧急程度 }}")
    first = paragraph(
        names.LETTER_FIRST,
        "{% if 版头.份号 %}{{ 版头.份号 }}{% elif 版头.密级 %}", secrecy, "{% else %}", urgency, "{% endif %}",
        TAB, "{{ 版头.发文字号 }}",
    )  # fmt: skip
    return when(
        "版头",
        first,
        *when("版头.办理类别", paragraph(names.CLASS_MARK, TAB, "{{ 版头.办理类别 }}")),
        *when("版头.份号 and 版头.密级", paragraph(names.SECRECY, "{{ 版头.密级 }}")),
        *when("版头.紧急程度 and (版头.份号 or 版头.密级)", paragraph(names.URGENCY, "{{ 版头.紧急程度 }}")),
        *blanks(formats.LETTER_TITLE_GAP.nominal),
    )


def order_head() -> tuple[str, ...]:
    """10.2: the mark and the number of the order; the body follows, without a title."""
    return when(
        "版头",
        paragraph(names.MASTHEAD_SPACER),
        insert("版头.标志"),
        *blanks(formats.ORDER_NUMBER_GAP.nominal),
        paragraph(names.ORDER_NUMBER, "{{ 版头.发文字号 }}"),
        *blanks(formats.ORDER_BODY_GAP.nominal),
    )


def minutes_head() -> tuple[str, ...]:
    """10.3: the mark; the number below it, and office and date above a red rule, are practice."""
    return when(
        "版头",
        paragraph(names.COPY_NUMBER, "{{ 版头.份号 }}"),
        paragraph(names.SECRECY, "{{ 版头.密级 }}"),
        paragraph(names.URGENCY, "{{ 版头.紧急程度 }}"),
        paragraph(names.MASTHEAD_SPACER),
        insert("版头.标志"),
        *blanks(formats.MINUTES_NUMBER_GAP.nominal),
        *when("版头.发文字号", paragraph(names.MINUTES_NUMBER, "{{ 版头.发文字号 }}")),
        paragraph(names.MINUTES_LINE, TAB, "{{ 版头.编发机关 }}", TAB, "{{ 版头.编发日期 }}"),
        *blanks(elements.TITLE_GAP.nominal),
    )
