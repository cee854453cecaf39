"""Clauses 7.3.1 to 7.3.3: title, recipients, body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongwen.check.distances import from_edge, in_lines
from gongwen.check.document import Laid
from gongwen.check.elements import BODY, Element, Kind
from gongwen.check.found import Found, Value, Wording
from gongwen.check.judging import has_face, has_size, is_centred, named, quoted, wrong_face, wrong_gap, wrong_indent
from gongwen.check.outcome import NotApplicable
from gongwen.check.verdict import ORDINARY, Check
from gongwen.lengths import Length
from gongwen.standard import elements as standard
from gongwen.standard.requirement import Face

#: 7.3.3: the faces of the levels of headings.
_LEVEL_FACES: tuple[Face, ...] = (standard.HEITI, standard.KAITI, standard.FANGSONG, standard.FANGSONG)
_TITLE = (Kind.TITLE,)


def _title_gap(laid: Laid) -> Iterator[Found]:
    (title, *_) = laid.need(*_TITLE, part=0)
    if not laid.elements.of(Kind.MARK) and not laid.is_expected(Kind.MARK):
        raise NotApplicable("没有版头")
    rule = laid.red_rule()
    lines = laid.blank_lines_under(rule.position + rule.thickness * 0.5, title.first)
    value = in_lines(laid, title.first, lines, standard.TITLE_GAP)
    if value.is_off:
        yield Found(
            title.spot,
            f"第 {title.page} 页红色分隔线与{named(title)}之间空 {lines:.1f} 行，应空 {value.expected:g} 行。",
            "请检查两者之间的空行。",
            value,
        )


def _main_titles(laid: Laid) -> Sequence[Element]:
    """Titles of the main text and of issued documents; those of attachments are another clause's (7.3.7)."""
    marked = {element.part for element in laid.elements.of(Kind.ATTACHMENT_MARK)}
    titles = [title for title in laid.need(*_TITLE) if title.part not in marked]
    if not titles:
        raise NotApplicable("没有附件以外的标题")
    return titles


def _title_shape(laid: Laid) -> Iterator[Found]:
    for title in laid.need(*_TITLE):
        widths = [strip.x1 - strip.x0 for strip in title.strips]
        if len(widths) < 3:
            continue
        steps = [_sign(after - before, title.first.size) for before, after in pairwise(widths)]
        turns = [step for step in steps if step]
        shape = ""
        if not turns:
            shape = "各行一样长（长方形）"
        elif any(before < 0 < after for before, after in pairwise(turns)):
            shape = "中间短、两头长（沙漏形）"
        if shape:
            yield Found(
                title.spot,
                f"第 {title.page} 页{named(title)}{quoted(title.text)}{shape}，多行标题应排成梯形或菱形。",
                "请在“标题”里另行分行。",
                Wording(shape, "梯形或菱形"),
            )


def _sign(step: Length, size: Length) -> int:
    """Longer, shorter, or the same within half a character."""
    return 0 if abs(step.mm) < size.mm / 2 else (1 if step.mm > 0 else -1)


def _titles_above(laid: Laid, lower: Element) -> Element | None:
    above = laid.elements.in_part(lower.part, Kind.TITLE, Kind.SUBTITLE)
    return above[-1] if above else None


def _recipient_gap(laid: Laid) -> Iterator[Found]:
    for recipient in laid.need(Kind.RECIPIENT):
        title = _titles_above(laid, recipient)
        if title is not None:
            yield from wrong_gap(laid, title, recipient, standard.RECIPIENT_GAP)


def _recipient_flush(laid: Laid) -> Iterator[Found]:
    for recipient in laid.need(Kind.RECIPIENT):
        for strip in recipient.strips:
            value = from_edge(laid, strip)
            if value.is_off:
                yield Found(
                    strip.spot,
                    f"第 {strip.page} 页{named(recipient)}{quoted(strip.text)}一行左空 {value.measured:.1f} mm，"
                    "应顶格，回行仍顶格。",
                    "请去掉样式“主送机关”的缩进。",
                    value,
                )
                break


def _recipient_colon(laid: Laid) -> Iterator[Found]:
    for recipient in laid.need(Kind.RECIPIENT):
        if not recipient.text.endswith(standard.RECIPIENT_END):
            yield Found(
                recipient.last.spot,
                f"第 {recipient.page} 页{named(recipient)}以“{recipient.text[-1]}”结尾，应以全角冒号“：”结尾。",
                "请在“主送”末尾写全角冒号，或不写（自动加）。",
                Wording(recipient.text[-1], standard.RECIPIENT_END),
            )


def _body_gap(laid: Laid) -> Iterator[Found]:
    for recipient in laid.need(Kind.RECIPIENT):
        body = laid.elements.in_part(recipient.part, *BODY)
        if body:
            yield from wrong_gap(laid, recipient, body[0], standard.BODY_GAP)


def _body_on_first_page(laid: Laid) -> Iterator[Found]:
    body = laid.need(*BODY, Kind.ROSTER, Kind.ARTICLE_TITLE)
    first = min(element.page for element in body)
    if first > 1 and not laid.sheets[0].table:
        yield Found(
            laid.sheets[0].spot,
            f"第 1 页没有正文（正文从第 {first} 页开始），首页应显示正文。",
            "主送机关过多时请移到版记（抄送之上），或缩短标题。",
            Value(first, 1, "页"),
        )


def _first_line_indent(laid: Laid) -> Iterator[Found]:
    for element in laid.need(*BODY):
        yield from wrong_indent(laid, element, element.first, standard.FIRST_LINE_INDENT)


def _wrapped_lines(laid: Laid) -> Iterator[Found]:
    for element in laid.need(*BODY):
        for strip in element.strips[1:]:
            value = from_edge(laid, strip)
            if value.is_off:
                yield Found(
                    strip.spot,
                    f"第 {strip.page} 页{named(element)}{quoted(strip.text)}一行（回行）左空 {value.measured:.1f} mm，"
                    "应顶格。",
                    "请把段落的左缩进设为 0，只留首行缩进。",
                    value,
                )
                break


def _heading_faces(laid: Laid) -> Iterator[Found]:
    for element in laid.need(Kind.HEADING, Kind.RUN_IN):
        if not 1 <= element.level <= len(_LEVEL_FACES):
            continue
        head = len(element.text) if element.kind is Kind.HEADING else element.head
        yield from wrong_face(laid, element, tuple(element.glyph_strips(0, head)), _LEVEL_FACES[element.level - 1])


def _run_in_text_face(laid: Laid) -> Iterator[Found]:
    for element in laid.need(Kind.RUN_IN):
        yield from wrong_face(laid, element, tuple(element.glyph_strips(element.head)), standard.FANGSONG)


CHECKS = (
    Check(
        "layout/title-gap", "F040", standard.TITLE_GAP, _title_gap, "红色分隔线与标题之间不是空二行", formats=ORDINARY
    ),
    Check(
        "layout/title-size", "F040", standard.TITLE_SIZE, has_size(standard.TITLE_SIZE, _main_titles), "标题不是二号字"
    ),
    Check(
        "layout/title-face",
        "F040",
        standard.TITLE_FACE,
        has_face(standard.XIAOBIAOSONG, _main_titles),
        "标题不是小标宋体",
    ),
    Check("layout/title-centred", "F040", standard.TITLE_CENTRED, is_centred(_main_titles), "标题没有居中"),
    Check("layout/title-shape", "F041", standard.TITLE_SHAPE, _title_shape, "多行标题排成了长方形或沙漏形"),
    Check("layout/recipient-gap", "F043", standard.RECIPIENT_GAP, _recipient_gap, "标题与主送机关之间不是空一行"),
    Check("layout/recipient-flush", "F043", standard.RECIPIENT_FORM, _recipient_flush, "主送机关没有顶格"),
    Check("layout/recipient-colon", "F043", standard.RECIPIENT_FORM, _recipient_colon, "主送机关不以全角冒号结尾"),
    Check("layout/body-gap", "F046", standard.BODY_GAP, _body_gap, "主送机关与正文之间有空行"),
    Check("layout/body-on-first-page", "F045", standard.BODY_ON_FIRST_PAGE, _body_on_first_page, "首页没有正文"),
    Check("layout/first-line-indent", "F046", standard.FIRST_LINE_INDENT, _first_line_indent, "段落首行没有左空二字"),
    Check("layout/wrapped-lines", "F046", standard.WRAPPED_LINE, _wrapped_lines, "段落回行没有顶格"),
    Check(
        "layout/heading-face",
        "F048",
        standard.HEADING_FACES,
        _heading_faces,
        "层次标题的字体不对（黑、楷、仿宋、仿宋）",
    ),
    Check("layout/run-in-text-face", "F007", standard.HEADING_FACES, _run_in_text_face, "接在题文后面的文字不是仿宋体"),
)
