"""Clause 7.4: 版记 on the last side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.check.distances import PLACE, beside, rule_width, shown, spans_area
from gongwen.check.document import Laid
from gongwen.check.elements import IMPRINT, Element, Kind
from gongwen.check.found import Found, Span, Spot, Value, Wording, in_mm
from gongwen.check.judging import among, has_face, has_size, named, quoted, wrong_indent
from gongwen.check.outcome import NotApplicable
from gongwen.check.strips import spot_of
from gongwen.check.tolerance import of_place, of_thickness
from gongwen.check.verdict import NOT_LETTER, Check
from gongwen.measure import Rule
from gongwen.standard import elements as standard

_ALL = IMPRINT
_CHARACTER = standard.IMPRINT_SIZE.nominal


def _rules_missing(laid: Laid) -> Iterator[Found]:
    items = laid.need(*_ALL)
    rules = laid.imprint_rules()
    first, last = items[0].first, items[-1].last
    page, missing = first.page, Wording("没有", "一条分隔线")
    if not any(rule.position < first.baseline for rule in rules):
        yield Found(
            first.spot,
            f"第 {page} 页版记没有首条分隔线，第一个要素之上应有一条与版心等宽的分隔线。",
            value=missing,
        )
    if not any(rule.position > last.baseline for rule in rules):
        yield Found(
            last.spot,
            f"第 {page} 页版记没有末条分隔线，最后一个要素之下应有一条与版心等宽的分隔线。",
            value=missing,
        )
    copies, printing = laid.elements.of(Kind.COPIES), laid.elements.of(Kind.PRINTING_AUTHORITY, Kind.PRINTING_DATE)
    if copies and printing:
        above, below = copies[-1].last.baseline, printing[0].first.baseline
        if not any(above < rule.position < below for rule in rules):
            yield Found(
                spot_of((copies[-1].last, printing[0].first)),
                f"第 {page} 页抄送机关与印发机关之间没有分隔线，应用一条细分隔线隔开。",
                value=missing,
            )


def _recipients_ruled(laid: Laid) -> Iterator[Found]:
    """F083: recipients moved into the imprint are parted from the copies by no rule."""
    above, copies = laid.need(Kind.RECIPIENTS_BELOW), laid.elements.of(Kind.COPIES)
    if not copies:
        raise NotApplicable("没有抄送机关")
    upper, lower = above[-1].last, copies[0].first
    for rule in laid.imprint_rules():
        if upper.baseline < rule.position < lower.baseline:
            yield Found(
                Spot(upper.page, rule.box),
                f"第 {upper.page} 页版记里主送机关与抄送机关之间有一条分隔线，不应加分隔线。",
                "请把主送机关与抄送机关排在版记表格的同一格里。",
                Wording("一条分隔线", "没有"),
            )


def _rules(laid: Laid) -> tuple[int, tuple[Rule, ...]]:
    items = laid.need(*_ALL)
    rules = laid.imprint_rules()
    if not rules:
        raise NotApplicable("没有版记分隔线")
    return items[0].page, rules


def _rule_width(laid: Laid) -> Iterator[Found]:
    page, rules = _rules(laid)
    for rule in rules:
        if not spans_area(laid, rule):
            yield Found(
                Spot(page, rule.box),
                f"第 {page} 页版记分隔线从 {shown(rule.start)} 到 {shown(rule.end)}，应与版心等宽"
                f"（{shown(laid.area.left)} 到 {shown(laid.area.right)}）。",
                "请检查版记表格的宽度和位置。",
                rule_width(laid, rule),
            )
            return


def _rule_thickness(laid: Laid) -> Iterator[Found]:
    page, rules = _rules(laid)
    for index, rule in enumerate(rules):
        is_outer = index in (0, len(rules) - 1)
        asked = standard.IMPRINT_THICK_RULE if is_outer else standard.IMPRINT_THIN_RULE
        value = in_mm(rule.thickness, asked.nominal, of_thickness(asked.tolerance))
        if value.is_off:
            yield Found(
                Spot(page, rule.box),
                f"第 {page} 页版记{'首末' if is_outer else '中间'}分隔线粗 {rule.thickness.mm:.2f} mm，"
                f"推荐 {asked.nominal.mm:g} mm。",
                "请改版记表格的边框：首末 1 磅，中间 0.75 磅。",
                value,
            )
            return


def _bottom(laid: Laid) -> Iterator[Found]:
    page, rules = _rules(laid)
    asked = standard.IMPRINT_BOTTOM
    last, edge = rules[-1], laid.area.bottom
    span = Span.down(laid.area.middle, edge, last.position, edge + asked.nominal)
    value = in_mm(last.position - edge, asked.nominal, of_place(asked.tolerance), span)
    if value.is_off:
        side = "低于" if value.measured > 0 else "高于"
        yield Found(
            Spot(page, last.box),
            f"第 {page} 页版记末条分隔线{side}版心下边缘 {abs(value.measured):.1f} mm，应与最后一面的版心下边缘重合"
            f"（±{asked.tolerance.mm:g} mm）。",
            "请检查版记表格的垂直位置。",
            value,
        )


def _last_page(laid: Laid) -> Iterator[Found]:
    (first, *_), last = laid.need(*_ALL), len(laid.sheets)
    if first.page != last:
        yield Found(
            first.spot,
            f"版记在第 {first.page} 页，应在最后一面（第 {last} 页）。",
            value=Value(first.page, last, "页"),
        )


def _copies_indent(laid: Laid) -> Iterator[Found]:
    (copies, *_) = laid.need(Kind.COPIES)
    yield from wrong_indent(laid, copies, copies.first, standard.IMPRINT_INDENT, character=_CHARACTER)
    start = copies.first.part(len(standard.COPY_WORD))
    for strip in copies.strips:
        if laid.area.right - strip.x1 < _CHARACTER * standard.IMPRINT_INDENT.nominal - PLACE:
            yield from wrong_indent(laid, copies, strip, standard.IMPRINT_INDENT, character=_CHARACTER, right=True)
            break
    for strip in copies.strips[1:]:
        if start is not None and (value := beside(strip, start)).is_off:
            yield Found(
                strip.spot,
                f"第 {strip.page} 页抄送机关{quoted(strip.text)}一行（回行）与冒号后首字相差 "
                f"{value.measured:.1f} mm，一般应对齐。",
                value=value,
            )
            break


def _copies_form(laid: Laid) -> Iterator[Found]:
    (copies, *_) = laid.need(Kind.COPIES)
    word = standard.COPY_WORD
    if not copies.text.startswith(word) or copies.text.startswith(word * 2):
        yield Found(
            copies.spot,
            f"第 {copies.page} 页抄送机关写作{quoted(copies.text)}，一般应以一个“{word}”开头。",
            value=Wording(copies.text[: len(word) * 2], word),
        )
    if not copies.text.endswith(standard.COPY_END):
        yield Found(
            copies.last.spot,
            f"第 {copies.page} 页抄送机关以“{copies.text[-1]}”结尾，一般应以句号结尾。",
            value=Wording(copies.text[-1], standard.COPY_END),
        )


def _printing_indent(laid: Laid) -> Iterator[Found]:
    found = laid.need(Kind.PRINTING_AUTHORITY, Kind.PRINTING_DATE)
    for element in found:
        yield from wrong_indent(
            laid,
            element,
            element.first,
            standard.PRINTING_INDENT,
            character=_CHARACTER,
            right=element.kind is Kind.PRINTING_DATE,
        )


def _printing_form(laid: Laid) -> Iterator[Found]:
    date: Element = laid.need(Kind.PRINTING_DATE)[0]
    if not re.fullmatch(standard.PRINTING_DATE, date.text):
        yield Found(
            date.spot,
            f"第 {date.page} 页{named(date)}写作{quoted(date.text, 24)}，"
            "一般应为年月日齐全、月日不编虚位的日期加“印发”。",
            value=Wording(date.text, "某年某月某日印发"),
        )


CHECKS = (
    Check(
        "layout/imprint-rule-missing",
        "F080",
        standard.IMPRINT_RULES,
        _rules_missing,
        "版记缺少分隔线",
        formats=NOT_LETTER,
    ),
    Check(
        "layout/imprint-rule-width",
        "F080",
        standard.IMPRINT_RULES,
        _rule_width,
        "版记分隔线与版心不等宽",
        formats=NOT_LETTER,
    ),
    Check(
        "layout/imprint-rule-thickness",
        "F080",
        standard.IMPRINT_THICK_RULE,
        _rule_thickness,
        "版记分隔线粗细不合推荐",
        formats=NOT_LETTER,
    ),
    Check(
        "layout/imprint-bottom",
        "F080",
        standard.IMPRINT_BOTTOM,
        _bottom,
        "版记末条分隔线不与版心下边缘重合",
        formats=NOT_LETTER,
    ),
    Check(
        "layout/recipients-ruled",
        "F083",
        standard.RECIPIENTS_BELOW_PLACE,
        _recipients_ruled,
        "移入版记的主送机关与抄送机关之间有分隔线",
    ),
    Check("layout/imprint-last-page", "F080", standard.IMPRINT_RULES, _last_page, "版记不在最后一面"),
    Check(
        "layout/imprint-size",
        "F082",
        standard.IMPRINT_SIZE,
        has_size(standard.IMPRINT_SIZE, among(*_ALL)),
        "版记不是四号字",
    ),
    Check(
        "layout/imprint-face",
        "F082",
        standard.IMPRINT_FACE,
        has_face(standard.FANGSONG, among(*_ALL)),
        "版记不是仿宋体",
    ),
    Check(
        "layout/copies-indent",
        "F082",
        standard.IMPRINT_INDENT,
        _copies_indent,
        "抄送机关没有左右各空一字，或回行没有对齐",
    ),
    Check("layout/copies-form", "F082", standard.COPIES_FORM, _copies_form, "抄送机关的写法不对"),
    Check(
        "layout/printing-indent",
        "F084",
        standard.PRINTING_INDENT,
        _printing_indent,
        "印发机关和印发日期没有左右各空一字",
    ),
    Check("layout/printing-date-form", "F084", standard.PRINTING_FORM, _printing_form, "印发日期的写法不对"),
)
