"""Clause 10.2: the order (命令、令), where it differs from clause 7. Its signature is 7.3.5.3: `stamp_checks`."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.check.document import Laid
from gongwen.check.elements import BODY, Kind
from gongwen.check.found import Found
from gongwen.check.head_checks import mark_centred, mark_colour, mark_face, mark_top
from gongwen.check.judging import off_centre, wrong_gap
from gongwen.check.verdict import ORDER, Check
from gongwen.standard import formats as standard


def _number_gap(laid: Laid) -> Iterator[Found]:
    (number, *_) = laid.need(Kind.NUMBER)
    yield from wrong_gap(laid, laid.need(Kind.MARK)[-1], number, standard.ORDER_NUMBER_GAP)


def _number_centred(laid: Laid) -> Iterator[Found]:
    (number, *_) = laid.need(Kind.NUMBER)
    yield from off_centre(laid, number)


def _body_gap(laid: Laid) -> Iterator[Found]:
    (number, *_) = laid.need(Kind.NUMBER)
    (body, *_) = laid.need(*BODY, part=0)
    yield from wrong_gap(laid, number, body, standard.ORDER_BODY_GAP)


CHECKS = (
    Check(
        "layout/order-mark-top",
        "O01",
        standard.ORDER_MARK_TOP,
        mark_top(standard.ORDER_MARK_TOP, "请改样式“版头间隔”的行高。"),
        "命令的发文机关标志上边缘不在规定的位置",
        formats=ORDER,
    ),
    Check(
        "layout/order-mark-centred",
        "O01",
        standard.ORDER_MARK_CENTRED,
        mark_centred,
        "命令的发文机关标志没有居中",
        formats=ORDER,
    ),
    Check(
        "layout/order-mark-colour",
        "O01",
        standard.ORDER_MARK_COLOUR,
        mark_colour,
        "命令的发文机关标志不是红色",
        formats=ORDER,
    ),
    Check(
        "layout/order-mark-face",
        "O01",
        standard.ORDER_MARK_FACE,
        mark_face,
        "命令的发文机关标志不是小标宋体",
        formats=ORDER,
    ),
    Check(
        "layout/order-number-gap",
        "O02",
        standard.ORDER_NUMBER_GAP,
        _number_gap,
        "发文机关标志与令号之间不是空二行",
        formats=ORDER,
    ),
    Check(
        "layout/order-number-centred",
        "O02",
        standard.ORDER_NUMBER_CENTRED,
        _number_centred,
        "令号没有居中",
        formats=ORDER,
    ),
    Check(
        "layout/order-body-gap",
        "O03",
        standard.ORDER_BODY_GAP,
        _body_gap,
        "令号与正文之间不是空二行",
        formats=ORDER,
    ),
)
