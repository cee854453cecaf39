"""Clause 7.5: page numbers. The place of those of turned pages is clause 8's; all else holds for them too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.check.distances import aside, between_middles, from_edge, shown
from gongwen.check.document import Laid
from gongwen.check.elements import IMPRINT
from gongwen.check.faces import face_of
from gongwen.check.found import Found, Span, Spot, Value, Wording, in_mm, in_points
from gongwen.check.judging import quoted, size_name
from gongwen.check.outcome import NotChecked
from gongwen.check.strips import DOWN, UP, Sheet, Strip, dash_of, strip_of, turned_numbers
from gongwen.check.tolerance import of_ink, of_size
from gongwen.check.verdict import Check
from gongwen.measure import Box
from gongwen.standard import page
from gongwen.standard.elements import SONGTI
from gongwen.standard.formats import Format
from gongwen.standard.geometry import NumberPlace

_FORM = re.compile(rf"{page.PAGE_NUMBER_DASH}\d+{page.PAGE_NUMBER_DASH}")


def _numbers(laid: Laid) -> tuple[Strip, ...]:
    """The numbers of all pages; those of turned pages run along an edge of the sheet."""
    return _found(tuple(filter(None, map(_number_of, laid.sheets))))


def _number_of(sheet: Sheet) -> Strip | None:
    turned = [] if sheet.is_upright else turned_numbers(sheet.page, DOWN, UP)
    return strip_of(sheet.page.number, turned[-1]) if turned else sheet.number


def _upright_numbers(laid: Laid) -> tuple[Strip, ...]:
    return _found(tuple(sheet.number for sheet in laid.upright() if sheet.number is not None))


def _found(numbers: tuple[Strip, ...]) -> tuple[Strip, ...]:
    if not numbers:
        raise NotChecked("没有找到页码")
    return numbers


def _missing(laid: Laid) -> Iterator[Found]:
    # Sides after the last text carry no number when the imprint stands on one of its own behind blank ones (7.5).
    for sheet in laid.upright():
        if sheet.page.number == 1 and laid.format is Format.LETTER:
            continue
        if _is_imprint_behind_blank(laid, sheet):
            continue
        if sheet.number is None and (sheet.flow or sheet.table):
            yield Found(
                _foot(laid, sheet),
                f"第 {sheet.page.number} 页没有页码，应在版心下边缘之下编排页码。",
                "请检查页脚（单页、双页）。",
                Wording("没有页码", "有页码"),
            )


def _is_imprint_behind_blank(laid: Laid, sheet: Sheet) -> bool:
    """7.5: an imprint that has a side of its own behind a blank one is not numbered."""
    imprint = [element.first.baseline for element in laid.elements.of(*IMPRINT) if element.page == sheet.page.number]
    if not imprint or sheet.page.number == 1:
        return False
    before = laid.sheet(sheet.page.number - 1)
    is_alone = all(strip.baseline > min(imprint) - page.LINE_PITCH for strip in sheet.flow)
    return is_alone and not before.flow and not before.table


def _foot(laid: Laid, sheet: Sheet) -> Spot:
    """Where the number ought to stand."""
    middle, half = laid.area.bottom + page.PAGE_NUMBER_DROP.nominal, laid.geometry.number_size.nominal * 0.5
    return Spot(sheet.page.number, Box(laid.area.left, middle - half, laid.area.right, middle + half))


def _sequence(laid: Laid) -> Iterator[Found]:
    for strip in _numbers(laid):
        if (printed := _value(strip)) != strip.page:
            yield Found(
                strip.spot,
                f"第 {strip.page} 页的页码是 {printed}，应为 {strip.page}，附件与正文一起连续编排。",
                value=Value(printed, strip.page, "页"),
            )
            return


def _value(strip: Strip) -> int:
    return int("".join(letter for letter in strip.text if letter.isdigit()))


def _form(laid: Laid) -> Iterator[Found]:
    for strip in _numbers(laid):
        if not _FORM.fullmatch(strip.text):
            yield Found(
                strip.spot,
                f"第 {strip.page} 页的页码写作{quoted(strip.text)}，应为半角数字，左右各放一条一字线。",
                "例如：— 1 —。",
                Wording(strip.text, f"{page.PAGE_NUMBER_DASH}{_value(strip)}{page.PAGE_NUMBER_DASH}"),
            )
            return


def _size(laid: Laid) -> Iterator[Found]:
    asked = laid.geometry.number_size
    for strip in _numbers(laid):
        value = in_points(strip.size, asked.nominal, of_size(asked.tolerance))
        if value.is_off:
            yield Found(
                strip.spot,
                f"第 {strip.page} 页的页码字号为 {size_name(strip.size)}，一般应为 {size_name(asked.nominal)}。",
                value=value,
            )
            return


def _face(laid: Laid) -> Iterator[Found]:
    product = laid.geometry.faces.of(SONGTI).product
    asked = face_of(product)
    if asked is None:
        raise NotChecked(f"不知道“{product}”属于哪一类字体")
    for strip in _numbers(laid):
        wrong = [glyph for glyph in strip.glyphs if face_of(glyph.font) is not asked]
        if wrong:
            font = wrong[0].font
            yield Found(
                strip.spot,
                f"第 {strip.page} 页的页码用 {font}，一般应为{asked.name}。",
                value=Wording(font, asked.name),
            )
            return


def _side(laid: Laid) -> Iterator[Found]:
    place = laid.geometry.number_place
    if place is NumberPlace.CENTRE:
        yield from _centred(laid)
        return
    expected = laid.geometry.number_size.nominal * page.PAGE_NUMBER_INDENT.nominal
    for strip in _upright_numbers(laid):
        # By the side of the sheet: a wrong number is another check's.
        is_odd = strip.page % 2 == 1
        is_one_sided = place is NumberPlace.RIGHT
        is_right = is_odd or is_one_sided
        value = from_edge(laid, strip, expected, right=is_right)
        if value.is_off:
            side = "右" if is_right else "左"
            why = "单面印刷" if is_one_sided else "单页码" if is_odd else "双页码"
            yield Found(
                strip.spot,
                f"第 {strip.page} 页（{why}）的页码{side}空 {value.measured:.1f} mm，"
                f"应居{side}空 {page.PAGE_NUMBER_INDENT.nominal} 字（{shown(expected)}）。",
                "请检查单页、双页页脚的对齐和缩进。",
                value,
            )
            return


def _centred(laid: Laid) -> Iterator[Found]:
    for strip in _upright_numbers(laid):
        value = between_middles(strip, laid.area.middle, strip.middle)
        if value.is_off:
            yield Found(
                strip.spot,
                f"第 {strip.page} 页页码的中线偏{aside(value)}，应在版心居中。",
                "请检查单页、双页页脚的对齐和缩进。",
                value,
            )
            return


def _drop(laid: Laid) -> Iterator[Found]:
    asked = page.PAGE_NUMBER_DROP
    without = True
    for strip in _upright_numbers(laid):
        dash = dash_of(strip.glyphs)
        if dash is None:
            continue
        without = False
        edge, middle = laid.area.bottom, dash.middle_y
        span = Span.down(dash.left, edge, middle, edge + asked.nominal)
        value = in_mm(middle - edge, asked.nominal, of_ink(asked.tolerance), span)
        if value.is_off:
            yield Found(
                strip.spot,
                f"第 {strip.page} 页的页码一字线距版心下边缘 {value.measured:.1f} mm，应为 {asked.nominal.mm:g} mm。",
                "请改页面设置的页脚距离。",
                value,
            )
            return
    if without:
        raise NotChecked("页码没有一字线，量不出距离")


CHECKS = (
    Check("layout/page-number-missing", "F087", page.PAGE_NUMBER_FORM, _missing, "没有页码"),
    Check("layout/page-number-order", "F090", page.PAGE_NUMBER_ORDER, _sequence, "页码不连续"),
    Check(
        "layout/page-number-form",
        "F087",
        page.PAGE_NUMBER_FORM,
        _form,
        "页码左右没有一字线或用了全角数字",
    ),
    Check("layout/page-number-size", "F087", page.PAGE_NUMBER_SIZE, _size, "页码不是四号字"),
    Check("layout/page-number-face", "F087", page.PAGE_NUMBER_FACE, _face, "页码不是宋体"),
    Check("layout/page-number-side", "F087", page.PAGE_NUMBER_INDENT, _side, "页码没有单页居右、双页居左空一字"),
    Check("layout/page-number-drop", "F087", page.PAGE_NUMBER_DROP, _drop, "页码一字线距版心下边缘不是 7 mm"),
)
