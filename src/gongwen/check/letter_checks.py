"""Clause 10.1: the letter (信函), where it differs from clause 7; its double rules are `letter_rule_checks`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gongwen.check.distances import from_edge, shown
from gongwen.check.document import Laid
from gongwen.check.elements import Element, Kind
from gongwen.check.found import Found, Span, Spot, Value, Wording, in_mm
from gongwen.check.head_checks import flush_at_line, mark_centred, mark_colour, mark_face, mark_top
from gongwen.check.judging import named, quoted, wrong_gap
from gongwen.check.letter_rule_checks import lower_rule, need_upper
from gongwen.check.strips import Strip
from gongwen.check.tolerance import BASELINE_SHARE, of_ink
from gongwen.check.verdict import LETTER, Check
from gongwen.lengths import Length
from gongwen.measure import Box
from gongwen.standard import formats as standard
from gongwen.standard.page import LEADING, PLATE_ERROR

#: The two lines of a double rule are nearer to one another than this; the standard names no gap.

_LEFT = (Kind.COPY_NUMBER, Kind.SECRECY, Kind.URGENCY)


def _row_ink(laid: Laid, strip: Strip) -> Box | None:
    """Of all that stands on a line: digits are lower than characters."""
    row = [other for other in laid.sheet(strip.page).flow if other.baseline == strip.baseline]
    return Box.around(other.ink for other in row if other.ink is not None)


def _head_gap(laid: Laid) -> Iterator[Found]:
    """The number, and the first of what stands to the left of it."""
    edge = need_upper(laid).bottom
    asked = standard.LETTER_HEAD_GAP
    left = laid.elements.of(*_LEFT)
    heads = [*laid.elements.of(Kind.NUMBER)[:1], *sorted(left, key=lambda one: one.first.baseline.mm)[:1]]
    if not heads:
        laid.need(Kind.NUMBER)
    for element in heads:
        ink = _row_ink(laid, element.first)
        if ink is None:
            continue
        span = Span.down(element.first.x0, edge, ink.top, edge + asked.nominal)
        value = in_mm(ink.top - edge, asked.nominal, of_ink(asked.tolerance), span)
        if value.is_off:
            yield Found(
                element.spot,
                f"第 1 页{named(element)}距上面的红色双线 {shown(ink.top - edge)}，应为三号字高的 7/8"
                f"（{shown(asked.nominal)}±{asked.tolerance.mm:g} mm）。",
                "请检查样式“信函首行”的段前距。",
                value,
            )


def _head_left(laid: Laid) -> Iterator[Found]:
    """Flush left, one below the other in their order."""
    items = laid.need(*_LEFT)
    for kind in _LEFT:
        if any(item.kind is kind for item in items):
            yield from flush_at_line(kind, None)(laid)  # type: ignore[misc]
    ordered = [item for kind in _LEFT for item in items if item.kind is kind]
    for above, below in pairwise(ordered):
        if below.first.baseline <= above.first.baseline:
            yield Found(
                below.spot,
                f"第 1 页{named(below)}没有排在{named(above)}下面，应按份号、密级和保密期限、紧急程度的顺序"
                "自上而下分行排列。",
                value=Wording(f"不在{above.kind.value}下面", f"在{above.kind.value}下面"),
            )


def _number_right(laid: Laid) -> Iterator[Found]:
    (number, *_) = laid.need(Kind.NUMBER)
    room = from_edge(laid, number.first, right=True)
    if room.is_off:
        yield Found(
            number.spot,
            f"第 1 页{named(number)}右端距版心右边缘 {room.measured:.1f} mm，应顶格居版心右边缘"
            f"（±{PLATE_ERROR.tolerance.mm:g} mm）。",
            "请检查样式“信函首行”的制表位。",
            room,
        )


def _title_gap(laid: Laid) -> Iterator[Found]:
    (title, *_) = laid.need(Kind.TITLE, part=0)
    above = laid.elements.of(Kind.NUMBER, Kind.CLASS_MARK, *_LEFT)
    if not above:
        laid.need(Kind.NUMBER)
    lowest: Element = max(above, key=lambda element: element.last.baseline.mm)
    yield from wrong_gap(laid, lowest, title, standard.LETTER_TITLE_GAP)


def _first_number(laid: Laid) -> Iterator[Found]:
    number = laid.sheets[0].number
    if number is not None:
        yield Found(
            number.spot,
            f"第 1 页印了页码{quoted(number.text)}，信函首页应不显示页码。",
            "请检查首页的页脚。",
            Wording(number.text, "没有页码"),
        )


def _imprint_form(laid: Laid) -> Iterator[Found]:
    items = laid.need(Kind.COPIES, Kind.PRINTING_AUTHORITY, Kind.PRINTING_DATE)
    page = items[0].page
    for item in items:
        if item.kind is not Kind.COPIES:
            message = f"第 {page} 页印了{named(item)}{quoted(item.text)}，信函的版记应不加印发机关和印发日期。"
            yield Found(item.spot, message, value=Wording(item.text, f"没有{item.kind.value}"))
    # On a page of its own the lower double rule is no rule of the imprint.
    foot = lower_rule(laid) if page == 1 else None
    rules = [rule for rule in laid.imprint_rules() if foot is None or rule not in foot.lines]
    if rules:
        message = f"第 {page} 页版记有 {len(rules)} 条分隔线，信函的版记应不加分隔线。"
        yield Found(Spot(page, rules[0].box), message, value=Value(len(rules), 0, "条"))


def _imprint_place(laid: Laid) -> Iterator[Found]:
    last = laid.need(Kind.COPIES, Kind.PRINTING_AUTHORITY, Kind.PRINTING_DATE)[-1].last
    lowest = laid.area.bottom - laid.area.pitch * (1 - BASELINE_SHARE)
    room = in_mm(lowest - last.baseline, Length(0), LEADING, Span.down(last.x0, lowest, last.baseline, lowest))
    if room.is_off:
        side = "高于" if room.measured > 0 else "低于"
        yield Found(
            last.spot,
            f"第 {last.page} 页版记末行{side}版心最后一行 {abs(room.measured):.1f} mm，信函的版记应位于版心内最下方。",
            value=room,
        )


CHECKS = (
    Check(
        "layout/letter-mark-top",
        "L01",
        standard.LETTER_MARK_TOP,
        mark_top(standard.LETTER_MARK_TOP, "请改首页页眉的距离。", from_sheet=True),
        "信函的发文机关标志上边缘不在规定的位置",
        formats=LETTER,
    ),
    Check(
        "layout/letter-mark-centred",
        "L01",
        standard.LETTER_MARK_CENTRED,
        mark_centred,
        "信函的发文机关标志没有居中",
        formats=LETTER,
    ),
    Check(
        "layout/letter-mark-colour",
        "L01",
        standard.LETTER_MARK_COLOUR,
        mark_colour,
        "信函的发文机关标志不是红色",
        formats=LETTER,
    ),
    Check(
        "layout/letter-mark-face",
        "L01",
        standard.LETTER_MARK_FACE,
        mark_face,
        "信函的发文机关标志不是小标宋体",
        formats=LETTER,
    ),
    Check(
        "layout/letter-head-gap",
        "L06",
        standard.LETTER_HEAD_GAP,
        _head_gap,
        "信函的份号、发文字号等与上双线的距离不对",
        formats=LETTER,
    ),
    Check(
        "layout/letter-head-left",
        "L06",
        standard.LETTER_HEAD_LEFT,
        _head_left,
        "信函的份号、密级、紧急程度没有顶格或顺序不对",
        formats=LETTER,
    ),
    Check(
        "layout/letter-number-right",
        "L07",
        standard.LETTER_NUMBER_RIGHT,
        _number_right,
        "信函的发文字号没有居右顶格",
        formats=LETTER,
    ),
    Check(
        "layout/letter-title-gap",
        "L08",
        standard.LETTER_TITLE_GAP,
        _title_gap,
        "信函的标题与上面的要素之间不是空二行",
        formats=LETTER,
    ),
    Check(
        "layout/letter-first-page-number",
        "L10",
        standard.LETTER_FIRST_PAGE_NUMBER,
        _first_number,
        "信函首页印了页码",
        formats=LETTER,
    ),
    Check(
        "layout/letter-imprint-form",
        "L11",
        standard.LETTER_IMPRINT,
        _imprint_form,
        "信函的版记有分隔线、印发机关或印发日期",
        formats=LETTER,
    ),
    Check(
        "layout/letter-imprint-place",
        "L11",
        standard.LETTER_IMPRINT_PLACE,
        _imprint_place,
        "信函的版记不在版心最下方",
        formats=LETTER,
    ),
)
