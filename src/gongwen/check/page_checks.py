"""Clauses 5.1 and 5.2.1: paper and text area."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.check.document import Laid
from gongwen.check.judging import quoted, shown
from gongwen.check.outcome import NotChecked
from gongwen.check.tolerance import BASELINE_SHARE, is_off, of_ink, of_place
from gongwen.check.verdict import Check, Found
from gongwen.standard import page
from gongwen.standard.punctuation import HANGING
from gongwen.standard.requirement import Force, Form

_EDGE = of_ink(page.PLATE_ERROR.tolerance)


def _page_size(laid: Laid) -> Iterator[Found]:
    tolerance = of_place(page.PAGE_WIDTH.tolerance)
    for measured in laid.measurement.pages:
        short, long = sorted((measured.width, measured.height))
        if is_off(short, page.PAGE_WIDTH.nominal, tolerance) or is_off(long, page.PAGE_HEIGHT.nominal, tolerance):
            yield Found(
                measured.number,
                f"第 {measured.number} 页幅面为 {short.mm:.1f} mm × {long.mm:.1f} mm，应为 A4"
                f"（{page.PAGE_WIDTH.nominal.mm:g} mm × {page.PAGE_HEIGHT.nominal.mm:g} mm）。",
                "请在页面设置里选 A4 纸。",
            )


def _left_margin(laid: Laid) -> Iterator[Found]:
    measured = laid.area.measured_left
    if measured is None:
        raise NotChecked("没有顶格的文字，看不出版心左边")
    if is_off(measured, page.BINDING_MARGIN.nominal, of_place(page.BINDING_MARGIN.tolerance)):
        yield Found(
            1,
            f"顶格文字距纸左边 {shown(measured)}，订口应为 {page.BINDING_MARGIN.nominal.mm:g} mm"
            f"±{page.BINDING_MARGIN.tolerance.mm:g} mm。",
            "请改页面设置的左边距。",
        )


def _right_margin(laid: Laid) -> Iterator[Found]:
    measured = laid.area.measured_right
    if measured is None:
        raise NotChecked("没有排满的行，看不出版心右边")
    right = page.BINDING_MARGIN.nominal + page.TEXT_WIDTH.nominal
    if is_off(measured, right, of_place(page.TEXT_WIDTH.tolerance)):
        yield Found(
            1,
            f"满行右端距纸左边 {shown(measured)}，版心宽 {page.TEXT_WIDTH.nominal.mm:g} mm，右端应在 {shown(right)}"
            f"±{page.TEXT_WIDTH.tolerance.mm:g} mm。",
            "请改页面设置的右边距，正文设为两端对齐。",
        )


def _top_margin(laid: Laid) -> Iterator[Found]:
    tops = laid.area.tops
    if not tops:
        raise NotChecked("各页首行都不是三号字，看不出版心上边")
    for number, top in tops:
        if is_off(top, page.TOP_MARGIN.nominal, of_place(page.TOP_MARGIN.tolerance)):
            yield Found(
                number,
                f"第 {number} 页天头为 {shown(top)}，应为 {page.TOP_MARGIN.nominal.mm:g} mm"
                f"±{page.TOP_MARGIN.tolerance.mm:g} mm。",
                "请改页面设置的上边距。",
            )
            return


def _bottom_margin(laid: Laid) -> Iterator[Found]:
    pages = tuple(laid.flowing_pages())
    if not pages:
        raise NotChecked("没有排满的一面，看不出版心下边")
    for sheet in pages:
        number = sheet.page.number
        end = sheet.flow[-1].baseline + laid.area.pitch * (1 - BASELINE_SHARE) - laid.area.outset
        room = laid.area.bottom - end
        if room > laid.area.pitch + of_place(page.TEXT_HEIGHT.tolerance):
            yield Found(
                number,
                f"第 {number} 页正文排到 {shown(end)} 处就转页，版心下边缘应在 {shown(laid.area.bottom)}"
                f"±{page.TEXT_HEIGHT.tolerance.mm:g} mm。",
                "请改页面设置的下边距。",
            )
            return


def _text_outside(laid: Laid) -> Iterator[Found]:
    area = laid.area
    right = max(area.right, page.BINDING_MARGIN.nominal + page.TEXT_WIDTH.nominal) + _EDGE
    left = min(area.left, page.BINDING_MARGIN.nominal) - _EDGE
    for sheet in laid.upright():
        for strip in (*sheet.flow, *sheet.table):
            ink = strip.ink
            # A mark that hangs is practice, judged apart.
            body = strip.part(0, len(strip.text) - 1) if strip.text[-1] in HANGING else strip
            inner = body.ink if body is not None else None
            if ink is None:
                continue
            where = ""
            if inner is not None and inner.right > right:
                where = f"右端到 {shown(inner.right)} 处，版心右边缘在 {shown(area.right)}"
            elif ink.left < left:
                where = f"左端在 {shown(ink.left)} 处，版心左边缘在 {shown(area.left)}"
            elif ink.bottom > area.bottom + _EDGE:
                where = f"下端到 {shown(ink.bottom)} 处，版心下边缘在 {shown(area.bottom)}"
            elif ink.top < min(area.top, page.TOP_MARGIN.nominal) - _EDGE:
                where = f"上端在 {shown(ink.top)} 处，版心上边缘在 {shown(area.top)}"
            if where:
                number = sheet.page.number
                yield Found(
                    number,
                    f"第 {number} 页{quoted(strip.text)}超出版心：{where}，文字应在版心以内。",
                    "请检查缩进和表宽。",
                )
                break


def _hanging_mark(laid: Laid) -> Iterator[Found]:
    for sheet in laid.upright():
        hanging = [
            strip.ink.right - laid.area.right
            for strip in sheet.flow
            if strip.text[-1] in HANGING and strip.ink is not None and strip.ink.right > laid.area.right + _EDGE
        ]
        if hanging:
            yield Found(
                sheet.page.number,
                f"第 {sheet.page.number} 页有 {len(hanging)} 行的行末标点悬出版心，最多 {shown(max(hanging))}；"
                "惯例是不出版心。",
                "可在段落的中文版式里去掉“允许标点溢出边界”。",
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
