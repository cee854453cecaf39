"""Clause 8: pages that lie on their side. Bound, they stand with their left edge down: that is where the number is."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.check.distances import PLACE, shown
from gongwen.check.document import Laid
from gongwen.check.found import Found, Spot, Wording, in_mm
from gongwen.check.judging import quoted
from gongwen.check.outcome import NotApplicable, NotChecked
from gongwen.check.strips import DOWN, UP, Sheet, dash_of, turned_numbers
from gongwen.check.tolerance import of_ink
from gongwen.check.verdict import Check
from gongwen.lengths import Length
from gongwen.measure import Line
from gongwen.standard import page
from gongwen.standard.geometry import NumberPlace

_EDGE = of_ink(page.PLATE_ERROR.tolerance)


def _turned(laid: Laid) -> tuple[Sheet, ...]:
    found = tuple(sheet for sheet in laid.sheets if not sheet.is_upright)
    if not found:
        raise NotApplicable("没有横排页")
    return found


def _number_place(laid: Laid) -> Iterator[Found]:
    for sheet in _turned(laid):
        number = sheet.page.number
        numbers = turned_numbers(sheet.page, DOWN)
        if numbers:
            yield from _misplaced(laid, numbers[-1], number)
        elif sheet.number is not None or turned_numbers(sheet.page, UP):
            yield Found(
                sheet.number.spot if sheet.number is not None else sheet.spot,
                f"第 {number} 页（横排）的页码不在装订后的原处，应在左页边、字头朝右，与竖排各页的页码同一位置。",
                "请把页码放进横排那一节的页眉，用竖排文字框定位。",
                Wording("在别处", "在左页边"),
            )
        elif sheet.flow or sheet.table:
            yield Found(
                sheet.spot,
                f"第 {number} 页（横排）没有页码，应在左页边、与竖排各页同一位置编排页码。",
                "请检查横排那一节的页眉。",
                Wording("没有页码", "有页码"),
            )


def _misplaced(laid: Laid, line: Line, number: int) -> Iterator[Found]:
    """`line` is measured on the sheet turned so that it reads level, which is the bound sheet."""
    assert line.ink is not None
    spot = Spot(number, line.ink)
    dash = dash_of(line.glyphs)
    if dash is not None:
        drop = laid.area.turned.left - (dash.left + dash.right) * 0.5
        value = in_mm(drop, page.PAGE_NUMBER_DROP.nominal, of_ink(page.PAGE_NUMBER_DROP.tolerance))
        if value.is_off:
            yield Found(
                spot,
                f"第 {number} 页（横排）的页码一字线距版心左边 {shown(drop)}，"
                f"应为 {page.PAGE_NUMBER_DROP.nominal.mm:g} mm。",
                value=value,
            )
            return
    indent = laid.geometry.number_size.nominal * page.PAGE_NUMBER_INDENT.nominal
    geometry = laid.geometry
    match geometry.number_place:
        case NumberPlace.CENTRE:
            measured, asked = (line.x0 + line.x1) * 0.5, (geometry.left + geometry.right) * 0.5
        case NumberPlace.OUTER if number % 2 == 0:
            measured, asked = line.x0, geometry.left + indent
        case _:
            measured, asked = line.x1, geometry.right - indent
    value = in_mm(measured, asked, PLACE)
    if value.is_off:
        yield Found(
            spot,
            f"第 {number} 页（横排）的页码在距纸上边 {shown(measured)} 处，"
            f"应在 {shown(asked)} 处，与竖排各页同一位置。",
            "请检查横排那一节页眉里页码的位置。",
            value,
        )


def _head(laid: Laid) -> Iterator[Found]:
    told = False
    for sheet in _turned(laid):
        wrong, right = turned_numbers(sheet.page, UP), turned_numbers(sheet.page, DOWN)
        told = told or bool(wrong or right)
        if wrong and not right:
            yield Found(
                sheet.spot,
                f"第 {sheet.page.number} 页（横排）装订后表头朝右，应朝左：单页码表头在订口一边，双页码在切口一边。",
                "请把这一页按顺时针方向转过来排。",
                Wording("表头朝右", "表头朝左"),
            )
    if not told:
        raise NotChecked("横排页没有转向的页码，看不出装订后表头朝哪边")


def _outside(laid: Laid) -> Iterator[Found]:
    area = laid.area.turned
    for sheet in _turned(laid):
        for strip in (*sheet.flow, *sheet.table):
            ink = strip.ink
            if ink is None:
                continue
            over = max(
                area.left - ink.left, ink.right - area.right, area.top - ink.top, ink.bottom - area.bottom, Length(0)
            )
            if over > _EDGE:
                yield Found(
                    strip.spot,
                    f"第 {sheet.page.number} 页（横排）{quoted(strip.text)}超出版心 {shown(over)}，"
                    "文字应在版心以内（竖排的版心顺时针转过来）。",
                    "请检查横排那一节的页边距和表宽。",
                    in_mm(over, Length(0), _EDGE),
                )
                break


CHECKS = (
    Check("layout/turned-number-place", "F014", page.TURNED_NUMBER, _number_place, "横排页的页码不在装订后的原处"),
    Check("layout/turned-head", "F014", page.TURNED_HEAD, _head, "横排页的表头方向不对"),
    Check("layout/turned-outside", "F014", page.INSIDE_TEXT_AREA, _outside, "横排页的文字超出版心"),
)
