"""Clauses 5.1 and 5.2.1: paper and text area."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.check.distances import shown
from gongwen.check.document import Laid
from gongwen.check.found import Found, Span, Spot, Value, Wording, in_mm
from gongwen.check.judging import quoted
from gongwen.check.outcome import NotChecked
from gongwen.check.strips import Sheet, spot_of
from gongwen.check.tolerance import BASELINE_SHARE, is_off, of_ink, of_place
from gongwen.check.verdict import Check
from gongwen.lengths import Length, mm
from gongwen.standard import page
from gongwen.standard.formats import LETTER_FOOT_GAP, LETTER_FOOT_RULE, Format
from gongwen.standard.punctuation import HANGING
from gongwen.standard.requirement import Force, Form

_EDGE = of_ink(page.PLATE_ERROR.tolerance)


def _page_size(laid: Laid) -> Iterator[Found]:
    tolerance = of_place(page.PAGE_WIDTH.tolerance)
    for sheet in laid.sheets:
        measured = sheet.page
        short, long = sorted((measured.width, measured.height))
        if is_off(short, page.PAGE_WIDTH.nominal, tolerance) or is_off(long, page.PAGE_HEIGHT.nominal, tolerance):
            is_size = f"{short.mm:.1f} mm × {long.mm:.1f} mm"
            asked = f"{page.PAGE_WIDTH.nominal.mm:g} mm × {page.PAGE_HEIGHT.nominal.mm:g} mm"
            yield Found(
                sheet.spot,
                f"第 {measured.number} 页幅面为 {is_size}，应为 A4（{asked}）。",
                "请在页面设置里选 A4 纸。",
                Wording(is_size, asked),
            )


def _text(laid: Laid) -> Spot:
    """The text of the first page that has any."""
    return spot_of(next(sheet.flow for sheet in laid.sheets if sheet.flow))


def _left_margin(laid: Laid) -> Iterator[Found]:
    measured = laid.area.measured_left
    if measured is None:
        raise NotChecked("没有顶格的文字，看不出版心左边")
    value = _across(laid, measured, laid.geometry.left, laid.geometry.binding.tolerance)
    if value.is_off:
        yield Found(
            _text(laid),
            f"顶格文字距纸左边 {shown(measured)}，订口应为 {laid.geometry.left.mm:g} mm"
            f"±{page.BINDING_MARGIN.tolerance.mm:g} mm。",
            "请改页面设置的左边距。",
            value,
        )


def _across(laid: Laid, measured: Length, asked: Length, allowed: Length) -> Value:
    """A place counted from the left edge of the sheet."""
    span = Span.across(_text(laid).box.middle_y, mm(0), measured, asked)
    return in_mm(measured, asked, of_place(allowed), span)


def _right_margin(laid: Laid) -> Iterator[Found]:
    measured = laid.area.measured_right
    if measured is None:
        raise NotChecked("没有排满的行，看不出版心右边")
    right = laid.geometry.right
    value = _across(laid, measured, right, page.TEXT_WIDTH.tolerance)
    if value.is_off:
        yield Found(
            _text(laid),
            f"满行右端距纸左边 {shown(measured)}，版心宽 {laid.geometry.width.nominal.mm:g} mm，右端应在 {shown(right)}"
            f"±{page.TEXT_WIDTH.tolerance.mm:g} mm。",
            "请改页面设置的右边距，正文设为两端对齐。",
            value,
        )


def _top_margin(laid: Laid) -> Iterator[Found]:
    tops = laid.area.tops
    if not tops:
        raise NotChecked("各页首行都不是三号字，看不出版心上边")
    asked = laid.geometry.top.nominal
    for number, top in tops:
        first = laid.sheet(number).flow[0]
        value = in_mm(top, asked, of_place(page.TOP_MARGIN.tolerance), Span.down(first.x0, mm(0), top, asked))
        if value.is_off:
            yield Found(
                first.spot,
                f"第 {number} 页天头为 {shown(top)}，应为 {asked.mm:g} mm±{page.TOP_MARGIN.tolerance.mm:g} mm。",
                "请改页面设置的上边距。",
                value,
            )
            return


def _bottom_margin(laid: Laid) -> Iterator[Found]:
    pages = tuple(laid.flowing_pages())
    if not pages:
        raise NotChecked("没有排满的一面，看不出版心下边")
    for sheet in pages:
        last = sheet.flow[-1]
        end = last.baseline + laid.area.pitch * (1 - BASELINE_SHARE) - laid.area.outset
        room = laid.area.bottom - end
        allowed = laid.area.pitch + of_place(page.TEXT_HEIGHT.tolerance)
        if room > allowed:
            yield Found(
                last.spot,
                f"第 {last.page} 页正文排到 {shown(end)} 处就转页，版心下边缘应在 {shown(laid.area.bottom)}"
                f"±{page.TEXT_HEIGHT.tolerance.mm:g} mm。",
                "请改页面设置的下边距。",
                in_mm(end, laid.area.bottom, allowed, Span.down(last.x0, laid.area.bottom, end, laid.area.bottom)),
            )
            return


def _span(laid: Laid, sheet: Sheet) -> tuple[Length, Length]:
    """From where to where text may stand on a page, downwards."""
    if laid.format is Format.LETTER and sheet.page.number == 1:
        # 10.1: the mark stands above the text area; text may run down to the lower double rule.
        return Length(0), page.PAGE_HEIGHT.nominal - LETTER_FOOT_RULE.nominal - LETTER_FOOT_GAP.nominal
    return min(laid.area.top, laid.geometry.top.nominal), laid.area.bottom


def _text_outside(laid: Laid) -> Iterator[Found]:
    area = laid.area
    right = max(area.right, laid.geometry.right) + _EDGE
    left = min(area.left, laid.geometry.left) - _EDGE
    for sheet in laid.upright():
        top, bottom = _span(laid, sheet)
        for strip in (*sheet.flow, *sheet.table):
            ink = strip.ink
            # A mark that hangs is practice, judged apart.
            body = strip.part(0, len(strip.text) - 1) if strip.text[-1] in HANGING else strip
            inner = body.ink if body is not None else None
            if ink is None:
                continue
            outside: tuple[str, Length, Length] | None = None
            if inner is not None and inner.right > right:
                outside = "右", inner.right, area.right
            elif ink.left < left:
                outside = "左", ink.left, area.left
            elif ink.bottom > bottom + _EDGE:
                outside = "下", ink.bottom, bottom
            elif ink.top < top - _EDGE:
                outside = "上", ink.top, area.top
            if outside is not None:
                side, end, edge = outside
                is_level = side in "左右"
                span = Span(is_level, ink.middle_y if is_level else ink.left, edge, end, edge)
                yield Found(
                    strip.spot,
                    f"第 {strip.page} 页{quoted(strip.text)}超出版心：{side}端到 {shown(end)} 处，"
                    f"版心{side}边缘在 {shown(edge)}，文字应在版心以内。",
                    "请检查缩进和表宽。",
                    in_mm(end, edge, _EDGE, span),
                )
                break


def _hanging_mark(laid: Laid) -> Iterator[Found]:
    for sheet in laid.upright():
        hanging = [
            (strip.ink.right - laid.area.right, strip)
            for strip in sheet.flow
            if strip.text[-1] in HANGING and strip.ink is not None and strip.ink.right > laid.area.right + _EDGE
        ]
        if hanging:
            most, strip = max(hanging, key=lambda item: item[0].mm)
            edge = laid.area.right
            yield Found(
                strip.spot,
                f"第 {strip.page} 页有 {len(hanging)} 行的行末标点悬出版心，最多 {shown(most)}；惯例是不出版心。",
                "可在段落的中文版式里去掉“允许标点溢出边界”。",
                in_mm(most, mm(0), _EDGE, Span.across(strip.baseline, edge, edge + most, edge)),
            )


CHECKS = (
    Check("layout/page-size", "F004", page.PAGE_WIDTH, _page_size, "幅面不是 A4"),
    Check("layout/left-margin", "F005", page.BINDING_MARGIN, _left_margin, "订口（左边距）不对"),
    Check("layout/right-margin", "F005", page.TEXT_WIDTH, _right_margin, "版心右边不在规定的位置"),
    Check("layout/top-margin", "F005", page.TOP_MARGIN, _top_margin, "天头（上边距）不对"),
    Check("layout/bottom-margin", "F005", page.TEXT_HEIGHT, _bottom_margin, "版心下边不在规定的位置"),
    Check("layout/text-outside", "F005", page.INSIDE_TEXT_AREA, _text_outside, "文字超出版心"),
    Check(
        "layout/hanging-mark",
        "F008",
        Form("5.2.1", "行末标点", Force.PRACTICE),
        _hanging_mark,
        "行末标点悬出版心",
    ),
)
