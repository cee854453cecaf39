"""Clause 7.3.5.3: the signature stamp (签名章) of each who signs, with the title beside it and the date below."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.check.distances import PLACE
from gongwen.check.document import Laid
from gongwen.check.elements import BODY, Element, Kind
from gongwen.check.found import Found, Span, Spot, Value, in_mm
from gongwen.check.judging import named, quoted, wrong_indent
from gongwen.check.outcome import NotChecked
from gongwen.check.tolerance import BASELINE_SHARE, BLANK_LINES, of_ink
from gongwen.check.verdict import Check
from gongwen.lengths import Length
from gongwen.measure import Box
from gongwen.standard import elements as standard
from gongwen.standard.page import CHARACTER, PLATE_ERROR
from gongwen.standard.requirement import Count


def _stamps(laid: Laid) -> Iterator[tuple[Element, Box]]:
    """The title of each who signs with the picture beside it."""
    found = [(title, box) for title in laid.need(Kind.SIGNER) if (box := _beside(laid, title)) is not None]
    if not found:
        raise NotChecked("页面上没有签名章的图片，可能在打印以后加盖")
    yield from found


def _beside(laid: Laid, title: Element) -> Box | None:
    line = title.first.box
    boxes = [picture.box for picture in laid.sheet(title.page).page.pictures]
    level = [box for box in boxes if box.top < line.middle_y < box.bottom and box.right > line.right]
    return min(level, key=lambda box: box.left.mm, default=None)


def _gap(laid: Laid) -> Iterator[Found]:
    (title, box), *_ = _stamps(laid)
    above = laid.before(title, *BODY, Kind.ATTACHMENT_NOTE)
    if above is None or above.last.page != title.page:
        raise NotChecked("签名章与正文不在同一面")
    # A stamp lower than a line stands within the line of the title.
    end = above.last.baseline + laid.area.pitch * (1 - BASELINE_SHARE)
    is_flat = box.height < laid.area.pitch
    lines = laid.blank_lines(above.last, title.first) if is_flat else (box.top - end).over(laid.area.pitch)
    yield from _wrong_lines(laid, Spot(title.page, box), f"{named(above)}与签名章", lines, standard.STAMP_GAP, box.top)


def _date_gap(laid: Laid) -> Iterator[Found]:
    *_, (title, box) = _stamps(laid)
    dates = laid.elements.in_part(title.part, Kind.DATE)
    if not dates or dates[0].page != title.page:
        raise NotChecked("签名章与成文日期不在同一面")
    date = dates[0].first
    is_flat = box.height < laid.area.pitch
    from_box = (date.baseline - box.bottom).over(laid.area.pitch) - BASELINE_SHARE
    lines = laid.blank_lines(title.last, date) if is_flat else from_box
    yield from _wrong_lines(laid, date.spot, "签名章与成文日期", lines, standard.STAMP_DATE_GAP, date.top)


def _wrong_lines(laid: Laid, spot: Spot, between: str, lines: float, asked: Count, end: Length) -> Iterator[Found]:
    start = end - laid.area.pitch * lines
    span = Span.down(spot.box.left, start, end, start + laid.area.pitch * asked.nominal)
    value = Value(lines, asked.nominal, "行", BLANK_LINES, span)
    if value.is_off:
        yield Found(
            spot,
            f"第 {spot.page} 页{between}之间空 {lines:.1f} 行，应空 {asked.nominal} 行。",
            "请检查两者之间的空行。",
            value,
        )


def _indent(laid: Laid) -> Iterator[Found]:
    """Of the stamp, and of the date under it."""
    asked = standard.STAMP_INDENT
    expected, edge = CHARACTER * asked.nominal, laid.area.right
    for title in laid.need(Kind.SIGNER):
        for date in laid.elements.in_part(title.part, Kind.DATE):
            yield from wrong_indent(laid, date, date.first, asked, right=True)
    for title, box in _stamps(laid):
        span = Span.across(box.middle_y, edge, box.right, edge - expected)
        value = in_mm(edge - box.right, expected, PLACE, span)
        if value.is_off:
            yield Found(
                Spot(title.page, box),
                f"第 {title.page} 页签名章右空 {(edge - box.right).over(CHARACTER):.1f} 字，"
                f"应右空 {asked.nominal} 字。",
                value=value,
            )


def _title_gap(laid: Laid) -> Iterator[Found]:
    asked = standard.STAMP_TITLE_GAP
    expected = CHARACTER * asked.nominal
    for title, box in _stamps(laid):
        end = title.first.x1
        span = Span.across(title.first.box.middle_y, box.left, end, box.left - expected)
        value = in_mm(box.left - end, expected, PLACE, span)
        if value.is_off:
            yield Found(
                title.spot,
                f"第 {title.page} 页{named(title)}{quoted(title.text)}与签名章之间空 "
                f"{(box.left - end).over(CHARACTER):.1f} 字，应左空 {asked.nominal} 字标注。",
                value=value,
            )


def _title_centred(laid: Laid) -> Iterator[Found]:
    for title, box in _stamps(laid):
        line = title.first.box
        span = Span.down(line.left, box.middle_y, line.middle_y, box.middle_y)
        value = in_mm(line.middle_y - box.middle_y, Length(0), of_ink(PLATE_ERROR.tolerance), span)
        if value.is_off:
            yield Found(
                title.spot,
                f"第 {title.page} 页{named(title)}{quoted(title.text)}偏{'下' if value.measured > 0 else '上'} "
                f"{abs(value.measured):.1f} mm，应以签名章为准上下居中（±{PLATE_ERROR.tolerance.mm:g} mm）。",
                value=value,
            )


CHECKS = (
    Check("layout/stamp-gap", "F058", standard.STAMP_GAP, _gap, "签名章上面不是空二行"),
    Check("layout/stamp-indent", "F058", standard.STAMP_INDENT, _indent, "签名章或下面的成文日期没有右空四字"),
    Check("layout/stamp-title-gap", "F058", standard.STAMP_TITLE_GAP, _title_gap, "签发人职务与签名章之间不是空二字"),
    Check(
        "layout/stamp-title-centred",
        "F058",
        standard.STAMP_TITLE_CENTRED,
        _title_centred,
        "签发人职务没有以签名章为准上下居中",
    ),
    Check("layout/stamp-date-gap", "F058", standard.STAMP_DATE_GAP, _date_gap, "签名章与成文日期之间不是空一行"),
)
