"""Clause 7.3.5: 署名 and 成文日期."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.check.distances import PLACE, between_middles, shown
from gongwen.check.document import Laid
from gongwen.check.elements import BODY, Element, Kind
from gongwen.check.found import Found, Span, Wording, in_mm
from gongwen.check.judging import named, quoted, wrong_gap, wrong_indent
from gongwen.check.outcome import NotApplicable, NotChecked
from gongwen.check.tolerance import is_off
from gongwen.check.verdict import Check
from gongwen.standard import elements as standard
from gongwen.standard.requirement import Force, Form


def _sealed(laid: Laid, element: Element) -> bool:
    """As the document says; on a page by others, a name centred on its date means a seal."""
    if element.is_sealed is not None:
        return element.is_sealed
    names = laid.elements.in_part(element.part, Kind.AUTHORITY)
    dates = laid.elements.in_part(element.part, Kind.DATE)
    return bool(names and dates) and not is_off(
        names[-1].first.middle, dates[-1].first.middle, laid.geometry.character * 0.5
    )


def _dates(laid: Laid, *, sealed: bool) -> list[Element]:
    known = [
        date
        for date in laid.need(Kind.DATE)
        if not laid.elements.in_part(date.part, Kind.SIGNER)
        and (date.is_sealed is not None or laid.elements.in_part(date.part, Kind.AUTHORITY))
    ]
    if not known and laid.elements.of(Kind.SIGNER):
        raise NotApplicable("加盖签发人签名章")
    if not known:
        raise NotChecked("没有认出署名，分不清是否加盖印章")
    dates = [date for date in known if _sealed(laid, date) is sealed]
    if not dates:
        raise NotApplicable("加盖印章" if not sealed else "不加盖印章")
    return dates


def _sealed_date(laid: Laid) -> Iterator[Found]:
    for date in _dates(laid, sealed=True):
        names = laid.elements.in_part(date.part, Kind.AUTHORITY)
        strip = date.first
        width = strip.x1 - strip.x0
        room = width + laid.geometry.character * (2 * standard.SEALED_DATE_INDENT.nominal)
        if any(line.x1 - line.x0 > room for name in names for line in name.strips):
            # A name longer than the date by more than 4 字 on either side moves the date inwards with it.
            continue
        yield from wrong_indent(laid, date, strip, standard.SEALED_DATE_INDENT, right=True)


def _signature_centred(laid: Laid) -> Iterator[Found]:
    for date in _dates(laid, sealed=True):
        # Under the seals of joint issue it is the last name that stands above the date.
        for name in laid.elements.in_part(date.part, Kind.AUTHORITY)[-1:]:
            for line in name.strips:
                value = between_middles(line, date.first.middle, line.middle)
                if value.is_off:
                    yield Found(
                        line.spot,
                        f"第 {line.page} 页{named(name)}{quoted(line.text)}与成文日期的中线相差 "
                        f"{abs(value.measured):.1f} mm，署名一般应以成文日期为准居中编排。",
                        value=value,
                    )


def _unsealed_gap(laid: Laid) -> Iterator[Found]:
    for date in _dates(laid, sealed=False):
        names = laid.elements.in_part(date.part, Kind.AUTHORITY)
        first = names[0] if names else date
        above = laid.before(first, *BODY, Kind.ROSTER, Kind.ATTACHMENT_NOTE)
        if above is not None:
            yield from wrong_gap(laid, above, first, standard.UNSEALED_GAP)


def _unsealed_indent(laid: Laid) -> Iterator[Found]:
    """The name ends 2 字 from the edge; where the date is longer, the date does."""
    for date in _dates(laid, sealed=False):
        names = laid.elements.in_part(date.part, Kind.AUTHORITY)
        ends = [(element, line) for element in (*names, date) for line in element.strips]
        expected = laid.geometry.character * standard.UNSEALED_INDENT.nominal
        if all(is_off(laid.area.right - line.x1, expected, PLACE) for _, line in ends):
            element, line = max(ends, key=lambda end: end[1].x1.mm)
            yield from wrong_indent(laid, element, line, standard.UNSEALED_INDENT, right=True)


def _unsealed_shift(laid: Laid) -> Iterator[Found]:
    for date in _dates(laid, sealed=False):
        names = laid.elements.in_part(date.part, Kind.AUTHORITY)
        if not names:
            continue
        edge, start = names[-1].first.x0, date.first.x0
        character = laid.geometry.character
        shift, expected = start - edge, character * standard.UNSEALED_SHIFT.nominal
        value = in_mm(shift, expected, PLACE, Span.across(date.first.top, edge, start, edge + expected))
        if value.is_off:
            yield Found(
                date.spot,
                f"第 {date.page} 页成文日期首字比署名首字右移 {shift.over(character):.1f} 字（{shown(shift)}），"
                f"应右移 {standard.UNSEALED_SHIFT.nominal} 字（{shown(expected)}）。",
                value=value,
            )


def _date_form(laid: Laid) -> Iterator[Found]:
    for date in laid.need(Kind.DATE):
        if not re.fullmatch(standard.DOCUMENT_DATE, date.text):
            yield Found(
                date.spot,
                f"第 {date.page} 页成文日期为{quoted(date.text, 24)}，应用阿拉伯数字把年、月、日标全，月、日不编虚位。",
                "例如：2024年1月9日。",
                Wording(date.text, "某年某月某日"),
            )


def _signature_alone(laid: Laid) -> Iterator[Found]:
    for date in laid.need(Kind.DATE):
        lines = [
            strip
            for element in laid.elements.in_part(date.part, *BODY, Kind.ROSTER, Kind.ATTACHMENT_NOTE, Kind.RECIPIENT)
            if not element.is_contact
            for strip in element.strips
        ]
        if not any(strip.page == date.page for strip in lines) and not laid.sheet(date.page).table:
            bodies = laid.elements.in_part(date.part, *BODY)
            is_named = any(body.is_contact and body.last.page == date.page for body in bodies)
            what = "联系人、署名和成文日期" if is_named else "署名和成文日期"
            yield Found(
                date.spot,
                f"第 {date.page} 页只有{what}，没有正文；惯例是署名、日期与正文同页。",
                "请调整行距、字距，或增减几个字，使正文至少有一行转到这一页。",
                Wording("没有正文", "有正文"),
            )


def _no_text_words(laid: Laid) -> Iterator[Found]:
    for sheet in laid.sheets:
        for strip in sheet.flow:
            if standard.NO_TEXT_WORDS in strip.text:
                yield Found(
                    strip.spot,
                    f"第 {strip.page} 页写有{quoted(strip.text)}，惯例是不写，改为调整行距、字距。",
                    value=Wording(strip.text, "不写"),
                )


CHECKS = (
    Check(
        "layout/sealed-date-indent",
        "F052",
        standard.SEALED_DATE_INDENT,
        _sealed_date,
        "加盖印章时成文日期没有右空四字",
    ),
    Check(
        "layout/signature-centred",
        "F053",
        standard.SIGNATURE_CENTRED,
        _signature_centred,
        "署名没有以成文日期为准居中",
    ),
    Check("layout/unsealed-gap", "F056", standard.UNSEALED_GAP, _unsealed_gap, "不加盖印章时署名上面不是空一行"),
    Check("layout/unsealed-indent", "F056", standard.UNSEALED_INDENT, _unsealed_indent, "不加盖印章时署名没有右空二字"),
    Check(
        "layout/unsealed-shift",
        "F056",
        standard.UNSEALED_SHIFT,
        _unsealed_shift,
        "不加盖印章时成文日期首字没有比署名首字右移二字",
    ),
    Check("layout/date-form", "F059", standard.DATE_FORM, _date_form, "成文日期的写法不对"),
    Check(
        "layout/signature-alone", "F062", standard.SIGNATURE_WITH_TEXT, _signature_alone, "署名和日期独占一页，没有正文"
    ),
    Check(
        "layout/no-text-words",
        "F063",
        Form("7.3.5.5", "此页无正文", Force.PRACTICE),
        _no_text_words,
        "写了“此页无正文”",
    ),
)
