"""Clause 7.2: 版头, from 份号 to the red rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.check.colours import is_red
from gongwen.check.document import Laid
from gongwen.check.elements import Element, Kind
from gongwen.check.judging import (
    PLACE,
    has_face,
    is_centred,
    named,
    off_centre,
    quoted,
    shown,
    size_name,
    wrong_face,
    wrong_gap,
    wrong_indent,
)
from gongwen.check.tolerance import BASELINE_SHARE, BLANK_LINES, is_off, of_ink, of_size, of_thickness
from gongwen.check.verdict import Check, Found, Judge, NotApplicable, NotChecked
from gongwen.lengths import Length
from gongwen.standard import elements as standard
from gongwen.standard.page import BODY_SIZE, PLATE_ERROR
from gongwen.standard.requirement import Count, Face

_SIX_DIGITS = re.compile(rf"\d{{{standard.COPY_NUMBER_DIGITS}}}")


def _flush_at_line(kind: Kind, line: Count | None) -> Judge:
    """Flush left, and on the line of the text area that is asked for."""

    def judge(laid: Laid) -> Iterator[Found]:
        (element, *_) = laid.need(kind)
        strip = element.first
        indent = strip.x0 - laid.area.left
        if is_off(indent, Length(0), PLACE):
            yield Found(
                strip.page,
                f"第 {strip.page} 页{named(element)}{quoted(strip.text)}左空 {shown(indent)}，应顶格"
                f"（±{PLATE_ERROR.tolerance.mm:g} mm）。",
                "请去掉这一样式的缩进。",
            )
        if line is not None:
            first = laid.area.top - laid.area.outset + laid.area.pitch * BASELINE_SHARE
            at = (strip.baseline - first).over(laid.area.pitch) + 1
            if abs(at - line.nominal) > BLANK_LINES:
                yield Found(
                    strip.page,
                    f"第 {strip.page} 页{named(element)}在版心第 {at:.1f} 行，应在第 {line.nominal} 行。",
                    "请检查它上面的空行。",
                )

    return judge


def _has_type(face: Face, *kinds: Kind) -> Judge:
    """Face and size 三号 together, as the clause gives them."""

    def judge(laid: Laid) -> Iterator[Found]:
        for element in laid.need(*kinds):
            yield from wrong_face(element, element.strips, face)
            if is_off(element.first.size, BODY_SIZE.nominal, of_size(BODY_SIZE.tolerance)):
                yield Found(
                    element.page,
                    f"第 {element.page} 页{named(element)}的字号为 {size_name(element.first.size)}，"
                    f"应为 {size_name(BODY_SIZE.nominal)}。",
                    "请在模板里改这一样式的字号。",
                )

    return judge


def _copy_number_form(laid: Laid) -> Iterator[Found]:
    (element, *_) = laid.need(Kind.COPY_NUMBER)
    if not _SIX_DIGITS.fullmatch(element.text):
        yield Found(
            element.page,
            f"第 {element.page} 页份号为{quoted(element.text)}，一般应为 {standard.COPY_NUMBER_DIGITS} 位数字。",
        )


def _urgency_place(laid: Laid) -> Iterator[Found]:
    yield from _flush_at_line(Kind.URGENCY, None)(laid)  # type: ignore[misc]
    (urgency, *_) = laid.need(Kind.URGENCY)
    for above in laid.elements.of(Kind.COPY_NUMBER, Kind.SECRECY):
        if above.first.baseline >= urgency.first.baseline:
            yield Found(
                urgency.page,
                f"第 {urgency.page} 页紧急程度排在{named(above)}上面，应按份号、密级和保密期限、紧急程度的顺序自上而下排列。",
            )


def _mark_top(laid: Laid) -> Iterator[Found]:
    (mark, *_) = laid.need(Kind.MARK)
    ink = mark.first.ink
    if ink is None:
        raise NotChecked("发文机关标志没有可量的笔画")
    measured = ink.top - laid.area.top
    asked = standard.AUTHORITY_MARK_TOP
    if is_off(measured, asked.nominal, of_ink(asked.tolerance)):
        yield Found(
            mark.page,
            f"第 {mark.page} 页{named(mark)}上边缘距版心上边缘 {shown(measured)}，应为 {asked.nominal.mm:g} mm"
            f"±{asked.tolerance.mm:g} mm。",
            "请改样式“版头间隔”的行高。",
        )


def _mark_colour(laid: Laid) -> Iterator[Found]:
    (mark, *_) = laid.need(Kind.MARK)
    wrong = [glyph for strip in mark.strips for glyph in strip.glyphs if not is_red(glyph.colour)]
    if wrong:
        yield Found(
            mark.page,
            f"第 {mark.page} 页发文机关标志有 {len(wrong)} 个字的颜色为 {wrong[0].colour or '图案'}，应为红色。",
            f"请把样式“发文机关标志”的颜色设为 {standard.RED}。",
        )


def _upward(laid: Laid) -> bool:
    return bool(laid.elements.of(Kind.SIGNATORY)) or laid.is_expected(Kind.SIGNATORY)


def _number_gap(laid: Laid) -> Iterator[Found]:
    (mark, *_) = laid.need(Kind.MARK)
    under = laid.elements.of(Kind.NUMBER, Kind.SIGNATORY_WORD, Kind.SIGNATORY)
    if not under:
        laid.need(Kind.NUMBER)
    first = min(under, key=lambda element: element.first.baseline.mm)
    yield from wrong_gap(laid, mark, first, standard.NUMBER_GAP)


def _number_centred(laid: Laid) -> Iterator[Found]:
    (number, *_) = laid.need(Kind.NUMBER)
    if _upward(laid):
        raise NotApplicable("上行文的发文字号居左")
    yield from off_centre(laid, number)


def _number_indent(laid: Laid) -> Iterator[Found]:
    (number, *_) = laid.need(Kind.NUMBER)
    if not _upward(laid):
        raise NotApplicable("不是上行文")
    yield from wrong_indent(laid, number, number.first, standard.SIGNATORY_INDENT)


def _number_form(laid: Laid) -> Iterator[Found]:
    (number, *_) = laid.need(Kind.NUMBER)
    if not standard.DOCUMENT_NUMBER.fullmatch(number.text):
        yield Found(
            number.page,
            f"第 {number.page} 页发文字号为{quoted(number.text, 24)}，应由机关代字、六角括号〔〕括入的四位年份、"
            "不编虚位（不写 001）也不加“第”字的顺序号和“号”组成。",
            "例如：国发〔2024〕15号。",
        )


def _signatory_indent(laid: Laid) -> Iterator[Found]:
    names = laid.need(Kind.SIGNATORY)
    rows: dict[float, Element] = {}
    for name in names:
        row = round(name.first.baseline.mm)
        if row not in rows or rows[row].first.x1 < name.first.x1:
            rows[row] = name
    for name in rows.values():
        yield from wrong_indent(laid, name, name.first, standard.SIGNATORY_INDENT, right=True)


def _signatory_face(laid: Laid) -> Iterator[Found]:
    yield from has_face(standard.KAITI, Kind.SIGNATORY)(laid)  # type: ignore[misc]
    yield from has_face(standard.FANGSONG, Kind.SIGNATORY_WORD)(laid)  # type: ignore[misc]


def _signatory_line(laid: Laid) -> Iterator[Found]:
    last = max(laid.need(Kind.SIGNATORY), key=lambda element: element.first.baseline.mm)
    (number, *_) = laid.need(Kind.NUMBER)
    drop = number.first.baseline - last.first.baseline
    if is_off(drop, Length(0), PLACE):
        yield Found(
            number.page,
            f"第 {number.page} 页发文字号与最后一位签发人不在同一行（相差 {shown(drop)}），应处在同一行。",
        )


def _rule_missing(laid: Laid) -> Iterator[Found]:
    laid.need(Kind.MARK)
    if laid.find_red_rule() is None:
        yield Found(1, "第 1 页发文字号下面没有红色分隔线，应有一条与版心等宽的红色分隔线。", "请检查样式“发文字号”的下边框。")


def _rule_width(laid: Laid) -> Iterator[Found]:
    rule = laid.red_rule()
    if is_off(rule.start, laid.area.left, PLACE) or is_off(rule.end, laid.area.right, PLACE):
        yield Found(
            1,
            f"第 1 页红色分隔线从 {shown(rule.start)} 到 {shown(rule.end)}，长 {shown(rule.length)}，应与版心等宽"
            f"（{shown(laid.area.left)} 到 {shown(laid.area.right)}）。",
            "请检查样式“发文字号”的缩进。",
        )


def _rule_drop(laid: Laid) -> Iterator[Found]:
    rule = laid.red_rule()
    above = laid.need(Kind.NUMBER, Kind.SIGNATORY)
    lowest = max(above, key=lambda element: element.last.baseline.mm)
    ink = lowest.last.ink
    if ink is None:
        raise NotChecked("发文字号没有可量的笔画")
    drop = rule.position - rule.thickness * 0.5 - ink.bottom
    asked = standard.RED_RULE_DROP
    if is_off(drop, asked.nominal, of_ink(asked.tolerance)):
        yield Found(
            1,
            f"第 1 页红色分隔线距{named(lowest)} {shown(drop)}，应为 {asked.nominal.mm:g} mm±{asked.tolerance.mm:g} mm。",
            "请改样式“发文字号”下边框与文字的距离。",
        )


def _rule_colour(laid: Laid) -> Iterator[Found]:
    rule = laid.red_rule()
    if not is_red(rule.colour):
        yield Found(1, f"第 1 页版头分隔线的颜色为 {rule.colour or '图案'}，应为红色。", "请改样式“发文字号”下边框的颜色。")


def _rule_thickness(laid: Laid) -> Iterator[Found]:
    rule = laid.red_rule()
    asked = standard.RED_RULE_WIDTHS
    if is_off(rule.thickness, asked.nominal, of_thickness(asked.tolerance)):
        yield Found(
            1,
            f"第 1 页红色分隔线粗 {rule.thickness.mm:.2f} mm，惯例为 {(asked.nominal - asked.tolerance).mm:.2f} 至 "
            f"{(asked.nominal + asked.tolerance).mm:.2f} mm。",
        )


CHECKS = (
    Check(
        "layout/copy-number-place",
        "F020",
        standard.COPY_NUMBER_LINE,
        _flush_at_line(Kind.COPY_NUMBER, standard.COPY_NUMBER_LINE),
        "份号不在版心左上角第一行顶格",
    ),
    Check("layout/copy-number-form", "F020", standard.COPY_NUMBER_FORM, _copy_number_form, "份号不是六位数字"),
    Check(
        "layout/secrecy-place",
        "F022",
        standard.SECRECY_LINE,
        _flush_at_line(Kind.SECRECY, standard.SECRECY_LINE),
        "密级和保密期限不在版心第二行顶格",
    ),
    Check(
        "layout/secrecy-type",
        "F022",
        standard.SECRECY_FACE,
        _has_type(standard.HEITI, Kind.SECRECY),
        "密级和保密期限不是三号黑体",
    ),
    Check("layout/urgency-place", "F024", standard.URGENCY_PLACE, _urgency_place, "紧急程度没有顶格或顺序不对"),
    Check(
        "layout/urgency-type",
        "F024",
        standard.URGENCY_FACE,
        _has_type(standard.HEITI, Kind.URGENCY),
        "紧急程度不是三号黑体",
    ),
    Check("layout/mark-top", "F026", standard.AUTHORITY_MARK_TOP, _mark_top, "发文机关标志的上边缘不在规定的位置"),
    Check(
        "layout/mark-centred", "F026", standard.AUTHORITY_MARK_CENTRED, is_centred(Kind.MARK), "发文机关标志没有居中"
    ),
    Check("layout/mark-colour", "F026", standard.AUTHORITY_MARK_COLOUR, _mark_colour, "发文机关标志不是红色"),
    Check(
        "layout/mark-face",
        "F026",
        standard.AUTHORITY_MARK_FACE,
        has_face(standard.XIAOBIAOSONG, Kind.MARK),
        "发文机关标志不是小标宋体",
    ),
    Check("layout/number-gap", "F028", standard.NUMBER_GAP, _number_gap, "发文机关标志与发文字号之间不是空二行"),
    Check("layout/number-centred", "F028", standard.NUMBER_CENTRED, _number_centred, "发文字号没有居中"),
    Check("layout/number-indent", "F029", standard.SIGNATORY_INDENT, _number_indent, "上行文的发文字号没有左空一字"),
    Check("layout/number-form", "F028", standard.NUMBER_FORM, _number_form, "发文字号的写法不对"),
    Check(
        "layout/number-type",
        "F007",
        standard.NUMBER_TYPE,
        _has_type(standard.FANGSONG, Kind.NUMBER),
        "发文字号不是三号仿宋体",
    ),
    Check("layout/signatory-indent", "F031", standard.SIGNATORY_INDENT, _signatory_indent, "签发人没有右空一字"),
    Check(
        "layout/signatory-face", "F031", standard.SIGNATORY_FACE, _signatory_face, "“签发人”不是仿宋体或姓名不是楷体"
    ),
    Check(
        "layout/signatory-line",
        "F032",
        standard.SIGNATORY_PLACE,
        _signatory_line,
        "最后一位签发人与发文字号不在同一行",
    ),
    Check("layout/red-rule-missing", "F034", standard.RED_RULE_FORM, _rule_missing, "没有红色分隔线"),
    Check("layout/red-rule-width", "F034", standard.RED_RULE_FORM, _rule_width, "红色分隔线与版心不等宽"),
    Check("layout/red-rule-drop", "F034", standard.RED_RULE_DROP, _rule_drop, "红色分隔线与发文字号的距离不对"),
    Check("layout/red-rule-colour", "F034", standard.RED_RULE_FORM, _rule_colour, "版头分隔线不是红色"),
    Check("layout/red-rule-thickness", "F035", standard.RED_RULE_WIDTHS, _rule_thickness, "红色分隔线太细或太粗"),
)
