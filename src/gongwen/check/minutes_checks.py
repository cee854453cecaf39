"""Clause 10.3: minutes (纪要), where they differ from clause 7."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gongwen.check.distances import beside
from gongwen.check.document import Laid
from gongwen.check.elements import BODY, Element, Kind
from gongwen.check.found import Found, Wording
from gongwen.check.head_checks import mark_centred, mark_colour, mark_face, mark_top
from gongwen.check.judging import named, quoted, wrong_face, wrong_gap, wrong_indent
from gongwen.check.outcome import NotApplicable
from gongwen.check.verdict import MINUTES, Check
from gongwen.standard import formats as standard
from gongwen.standard.elements import FANGSONG, HEITI


def _number_gap(laid: Laid) -> Iterator[Found]:
    under = laid.elements.of(Kind.NUMBER, Kind.ISSUER, Kind.ISSUE_DATE)
    if not under:
        laid.need(Kind.NUMBER)
    first = min(under, key=lambda element: element.first.baseline.mm)
    yield from wrong_gap(laid, laid.need(Kind.MARK)[-1], first, standard.MINUTES_NUMBER_GAP)


def _line_indent(laid: Laid) -> Iterator[Found]:
    for element in laid.need(Kind.ISSUER, Kind.ISSUE_DATE):
        right = element.kind is Kind.ISSUE_DATE
        yield from wrong_indent(laid, element, element.first, standard.MINUTES_LINE_INDENT, right=right)


def _gap(laid: Laid) -> Iterator[Found]:
    (first, *_) = laid.need(Kind.ATTENDANCE)
    above = laid.before(first, *BODY, Kind.ROSTER, Kind.ATTACHMENT_NOTE)
    if above is None or above.last.page != first.page:
        raise NotApplicable("出席人员名单在一面的开头")
    yield from wrong_gap(laid, above, first, standard.ATTENDANCE_GAP)


def _indent(laid: Laid) -> Iterator[Found]:
    for element in laid.need(Kind.ATTENDANCE):
        yield from wrong_indent(laid, element, element.first, standard.ATTENDANCE_INDENT)


def _wrap(laid: Laid) -> Iterator[Found]:
    for element in laid.need(Kind.ATTENDANCE):
        name = element.first.part(element.head)
        for strip in element.strips[1:] if name is not None else ():
            assert name is not None
            value = beside(strip, name)
            if value.is_off:
                yield Found(
                    strip.spot,
                    f"第 {strip.page} 页{named(element)}{quoted(strip.text)}一行（回行）与冒号后首字相差 "
                    f"{value.measured:.1f} mm，应对齐。",
                    "请检查样式“出席人员”的悬挂缩进。",
                    value,
                )
                break


def _face(laid: Laid) -> Iterator[Found]:
    for element in laid.need(Kind.ATTENDANCE):
        # The colon may have either face.
        yield from wrong_face(laid, element, tuple(element.glyph_strips(0, element.head - 1)), HEITI)
        yield from wrong_face(laid, element, tuple(element.glyph_strips(element.head)), FANGSONG)


def _order(laid: Laid) -> Iterator[Found]:
    def rank(element: Element) -> int:
        word = element.text[: element.head - 1]
        return standard.ATTENDANCE_WORDS.index(word) if word in standard.ATTENDANCE_WORDS else -1

    for above, below in pairwise(laid.need(Kind.ATTENDANCE)):
        if 0 <= rank(below) < rank(above):
            first, second = above.text[: above.head - 1], below.text[: below.head - 1]
            yield Found(
                below.spot,
                f"第 {below.page} 页{second}人员排在{first}人员后面，"
                f"应按{'、'.join(standard.ATTENDANCE_WORDS)}的次序编排。",
                value=Wording(f"{first}、{second}", f"{second}、{first}"),
            )


CHECKS = (
    Check(
        "layout/minutes-mark-top",
        "M01",
        standard.MINUTES_MARK_TOP,
        mark_top(standard.MINUTES_MARK_TOP, "请改样式“版头间隔”的行高。"),
        "纪要标志上边缘不在规定的位置",
        formats=MINUTES,
    ),
    Check(
        "layout/minutes-mark-centred",
        "M01",
        standard.MINUTES_MARK_CENTRED,
        mark_centred,
        "纪要标志没有居中",
        formats=MINUTES,
    ),
    Check(
        "layout/minutes-mark-colour",
        "M01",
        standard.MINUTES_MARK_COLOUR,
        mark_colour,
        "纪要标志不是红色",
        formats=MINUTES,
    ),
    Check(
        "layout/minutes-mark-face",
        "M01",
        standard.MINUTES_MARK_FACE,
        mark_face,
        "纪要标志不是小标宋体",
        formats=MINUTES,
    ),
    Check("layout/attendance-gap", "M02", standard.ATTENDANCE_GAP, _gap, "出席人员名单上面不是空一行", formats=MINUTES),
    Check(
        "layout/attendance-indent",
        "M02",
        standard.ATTENDANCE_INDENT,
        _indent,
        "出席、请假、列席人员名单没有左空二字",
        formats=MINUTES,
    ),
    Check(
        "layout/attendance-wrap",
        "M02",
        standard.ATTENDANCE_FORM,
        _wrap,
        "出席、请假、列席人员名单回行没有与冒号后首字对齐",
        formats=MINUTES,
    ),
    Check(
        "layout/attendance-face",
        "M02",
        standard.ATTENDANCE_FORM,
        _face,
        "“出席”等不是黑体，或单位、姓名不是仿宋体",
        formats=MINUTES,
    ),
    Check(
        "layout/attendance-order",
        "M03",
        standard.ATTENDANCE_FORM,
        _order,
        "出席、请假、列席人员名单的次序不对",
        formats=MINUTES,
    ),
    Check(
        "layout/minutes-number-gap",
        "M05",
        standard.MINUTES_NUMBER_GAP,
        _number_gap,
        "纪要标志下面不是空二行",
        formats=MINUTES,
    ),
    Check(
        "layout/minutes-line-indent",
        "M05",
        standard.MINUTES_LINE_INDENT,
        _line_indent,
        "编发机关和编发日期没有左右各空一字",
        formats=MINUTES,
    ),
)
