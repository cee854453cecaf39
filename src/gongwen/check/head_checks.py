"""Clauses 7.2.1 to 7.2.4: 份号, 密级, 紧急程度, 发文机关标志."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.check.colours import is_red
from gongwen.check.distances import aside, at_line, between_middles, from_edge
from gongwen.check.document import Laid
from gongwen.check.elements import Kind
from gongwen.check.found import Found, Span, Wording, in_mm, in_points
from gongwen.check.judging import among, colour_name, has_face, has_type, named, quoted, size_name, some_of
from gongwen.check.outcome import NotApplicable, NotChecked
from gongwen.check.strips import spot_of
from gongwen.check.tolerance import of_ink, of_size
from gongwen.check.verdict import NOT_LETTER, ORDINARY, Check, Judge
from gongwen.lengths import Length
from gongwen.standard import elements as standard
from gongwen.standard.page import PLATE_ERROR
from gongwen.standard.requirement import Count, Force, Form, Requirement

_SIX_DIGITS = re.compile(rf"\d{{{standard.COPY_NUMBER_DIGITS}}}")


def flush_at_line(kind: Kind, line: Count | None) -> Judge:
    """Flush left, and on the line of the text area that is asked for."""

    def judge(laid: Laid) -> Iterator[Found]:
        (element, *_) = laid.need(kind)
        strip = element.first
        indent = from_edge(laid, strip)
        if indent.is_off:
            yield Found(
                strip.spot,
                f"第 {strip.page} 页{named(element)}{quoted(strip.text)}左空 {indent.measured:.1f} mm，应顶格"
                f"（±{PLATE_ERROR.tolerance.mm:g} mm）。",
                "请去掉这一样式的缩进。",
                indent,
            )
        if line is not None:
            at = at_line(laid, strip, line.nominal)
            if at.is_off:
                yield Found(
                    strip.spot,
                    f"第 {strip.page} 页{named(element)}在版心第 {at.measured:.1f} 行，应在第 {line.nominal} 行。",
                    "请检查它上面的空行。",
                    at,
                )

    return judge


def _copy_number_form(laid: Laid) -> Iterator[Found]:
    (element, *_) = laid.need(Kind.COPY_NUMBER)
    if not _SIX_DIGITS.fullmatch(element.text):
        yield Found(
            element.spot,
            f"第 {element.page} 页份号为{quoted(element.text)}，一般应为 {standard.COPY_NUMBER_DIGITS} 位数字。",
            value=Wording(element.text, f"{standard.COPY_NUMBER_DIGITS} 位数字"),
        )


def _urgency_place(laid: Laid) -> Iterator[Found]:
    yield from flush_at_line(Kind.URGENCY, None)(laid)  # type: ignore[misc]
    (urgency, *_) = laid.need(Kind.URGENCY)
    for above in laid.elements.of(Kind.COPY_NUMBER, Kind.SECRECY):
        if above.first.baseline >= urgency.first.baseline:
            yield Found(
                urgency.spot,
                f"第 {urgency.page} 页紧急程度排在{named(above)}上面，"
                "应按份号、密级和保密期限、紧急程度的顺序自上而下排列。",
                value=Wording(f"在{above.kind.value}上面", f"在{above.kind.value}下面"),
            )


def mark_top(asked: Requirement, hint: str, *, from_sheet: bool = False) -> Judge:
    """Below the top of the text area, or of the sheet."""

    def judge(laid: Laid) -> Iterator[Found]:
        (mark, *_) = laid.need(Kind.MARK)
        ink = mark.first.ink
        if ink is None:
            raise NotChecked("发文机关标志没有可量的笔画")
        name, edge = ("上页边", Length(0)) if from_sheet else ("版心上边缘", laid.area.top)
        span = Span.down(ink.left, edge, ink.top, edge + asked.nominal)
        value = in_mm(ink.top - edge, asked.nominal, of_ink(asked.tolerance), span)
        if value.is_off:
            yield Found(
                mark.spot,
                f"第 {mark.page} 页{named(mark)}上边缘距{name} {value.measured:.1f} mm，应为 {asked.nominal.mm:g} mm"
                f"±{asked.tolerance.mm:g} mm。",
                hint,
                value,
            )

    return judge


def mark_centred(laid: Laid) -> Iterator[Found]:
    """The mark as a whole: jointly issued, the names stand left of the middle and 文件 right of it."""
    strips = [strip for element in laid.need(Kind.MARK, Kind.MARK_WORD) for strip in element.strips]
    left, right = min(strip.x0 for strip in strips), max(strip.x1 for strip in strips)
    value = between_middles(strips[0], laid.area.middle, (left + right) * 0.5)
    if value.is_off:
        yield Found(
            spot_of(strips),
            f"第 {strips[0].page} 页发文机关标志的中线偏{aside(value)}，应在版心居中"
            f"（±{PLATE_ERROR.tolerance.mm:g} mm）。",
            "请检查样式“发文机关标志”的对齐方式和缩进。",
            value,
        )


def _joint_mark(laid: Laid) -> Iterator[Found]:
    """The names one above the other, the host's first; 文件 to their right, in the middle of their height."""
    names = laid.need(Kind.MARK)
    words = laid.elements.of(Kind.MARK_WORD)
    if len(names) < 2 or not words:
        if laid.elements.expected is None:
            raise NotChecked("分不清是否联合行文的标志")
        raise NotApplicable("不是联合行文，或只用主办机关的标志")
    page, (word, *_) = names[0].page, words
    if [name.first.baseline for name in names] != sorted(name.first.baseline for name in names):
        yield Found(
            names[0].spot,
            f"第 {page} 页联合行文标志的机关名称没有按顺序自上而下排列，主办机关应在最上。",
            value=Wording("没有按顺序", "主办机关在最上"),
        )
    if word.first.x0 < max(name.first.x1 for name in names):
        yield Found(
            word.spot,
            f"第 {page} 页联合行文标志的“{word.text}”不在机关名称右侧，应置于右侧。",
            value=Wording("不在右侧", "在机关名称右侧"),
        )
    boxes = [name.first.ink for name in names if name.first.ink is not None]
    if word.first.ink is None or not boxes:
        raise NotChecked("发文机关标志没有可量的笔画")
    middle = (min(box.top for box in boxes) + max(box.bottom for box in boxes)) * 0.5
    at = word.first.ink.middle_y
    span = Span.down(word.first.ink.left, middle, at, middle)
    value = in_mm(at - middle, Length(0), of_ink(PLATE_ERROR.tolerance), span)
    if value.is_off:
        yield Found(
            word.spot,
            f"第 {page} 页联合行文标志的“{word.text}”偏{'下' if value.measured > 0 else '上'} "
            f"{abs(value.measured):.1f} mm，应以机关名称为准上下居中（±{PLATE_ERROR.tolerance.mm:g} mm）。",
            value=value,
        )


def mark_colour(laid: Laid) -> Iterator[Found]:
    (mark, *_) = marks = laid.need(Kind.MARK, Kind.MARK_WORD)
    strips = [strip for element in marks for strip in element.strips]
    wrong = list(some_of(strips, lambda glyph, _: not is_red(glyph.colour)))
    if wrong:
        colour = colour_name(wrong[0].glyphs[0].colour)
        asked = "应" if laid.format in ORDINARY else "推荐"
        yield Found(
            spot_of(wrong),
            f"第 {mark.page} 页发文机关标志有 {sum(len(strip.glyphs) for strip in wrong)} 个字的颜色为 {colour}，"
            f"{asked}为红色。",
            f"请把样式“发文机关标志”的颜色设为 {standard.RED}。",
            Wording(colour, "红色"),
        )


mark_face = has_face(standard.XIAOBIAOSONG, among(Kind.MARK, Kind.MARK_WORD))


def _mark_size(laid: Laid) -> Iterator[Found]:
    (mark, *_) = laid.need(Kind.MARK)
    smallest = laid.geometry.title_size.nominal
    if mark.first.size < smallest - of_size(Length(0)):
        yield Found(
            mark.spot,
            f"第 {mark.page} 页发文机关标志的字号只有 {size_name(mark.first.size)}，惯例是醒目、庄重，大于标题"
            f"（{size_name(smallest)}）。",
            "联合行文时各机关名称宜分行排列，或只用主办机关的标志。",
            in_points(mark.first.size, smallest, of_size(Length(0))),
        )


CHECKS = (
    Check(
        "layout/copy-number-place",
        "F020",
        standard.COPY_NUMBER_LINE,
        flush_at_line(Kind.COPY_NUMBER, standard.COPY_NUMBER_LINE),
        "份号不在版心左上角第一行顶格",
        formats=NOT_LETTER,
    ),
    Check("layout/copy-number-form", "F020", standard.COPY_NUMBER_FORM, _copy_number_form, "份号不是六位数字"),
    Check(
        "layout/secrecy-place",
        "F022",
        standard.SECRECY_LINE,
        flush_at_line(Kind.SECRECY, standard.SECRECY_LINE),
        "密级和保密期限不在版心第二行顶格",
        formats=NOT_LETTER,
    ),
    Check(
        "layout/secrecy-type",
        "F022",
        standard.SECRECY_FACE,
        has_type(standard.HEITI, Kind.SECRECY),
        "密级和保密期限不是三号黑体",
    ),
    Check(
        "layout/urgency-place",
        "F024",
        standard.URGENCY_PLACE,
        _urgency_place,
        "紧急程度没有顶格或顺序不对",
        formats=NOT_LETTER,
    ),
    Check(
        "layout/urgency-type",
        "F024",
        standard.URGENCY_FACE,
        has_type(standard.HEITI, Kind.URGENCY),
        "紧急程度不是三号黑体",
    ),
    Check(
        "layout/mark-top",
        "F026",
        standard.AUTHORITY_MARK_TOP,
        mark_top(standard.AUTHORITY_MARK_TOP, "请改样式“版头间隔”的行高。"),
        "发文机关标志的上边缘不在规定的位置",
        formats=ORDINARY,
    ),
    Check(
        "layout/mark-centred",
        "F026",
        standard.AUTHORITY_MARK_CENTRED,
        mark_centred,
        "发文机关标志没有居中",
        formats=ORDINARY,
    ),
    Check(
        "layout/joint-mark",
        "F027",
        standard.JOINT_MARK,
        _joint_mark,
        "联合行文标志的机关名称或“文件”位置不对",
        formats=ORDINARY,
    ),
    Check(
        "layout/mark-colour",
        "F026",
        standard.AUTHORITY_MARK_COLOUR,
        mark_colour,
        "发文机关标志不是红色",
        formats=ORDINARY,
    ),
    Check(
        "layout/mark-face",
        "F026",
        standard.AUTHORITY_MARK_FACE,
        mark_face,
        "发文机关标志不是小标宋体",
        formats=ORDINARY,
    ),
    Check(
        "layout/mark-size",
        "F026",
        Form("7.2.4", "发文机关标志字号", Force.PRACTICE),
        _mark_size,
        "发文机关标志比标题还小",
    ),
)
