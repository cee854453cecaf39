"""Clauses 7.3.4 and 7.3.6: 附件说明 and 附注."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.check.distances import beside
from gongwen.check.document import Laid
from gongwen.check.elements import BODY, Element, Kind
from gongwen.check.found import Found, Wording
from gongwen.check.judging import quoted, wrong_gap, wrong_indent
from gongwen.check.strips import Strip
from gongwen.check.verdict import Check
from gongwen.standard import elements as standard
from gongwen.standard.punctuation import HANGING


def _first_notes(laid: Laid) -> Iterator[Element]:
    """The first item of each part's 附件说明."""
    seen: set[int] = set()
    for note in laid.need(Kind.ATTACHMENT_NOTE):
        if note.part not in seen:
            seen.add(note.part)
            yield note


def _note_gap(laid: Laid) -> Iterator[Found]:
    for note in _first_notes(laid):
        body = laid.before(note, *BODY, Kind.ROSTER)
        if body is not None:
            yield from wrong_gap(laid, body, note, standard.ATTACHMENT_NOTE_GAP)


def _note_indent(laid: Laid) -> Iterator[Found]:
    for note in _first_notes(laid):
        yield from wrong_indent(laid, note, note.first, standard.ATTACHMENT_NOTE_INDENT)


def _name_of(note: Element) -> Strip | None:
    return note.first.part(note.head)


def _note_wrap(laid: Laid) -> Iterator[Found]:
    for note in laid.need(Kind.ATTACHMENT_NOTE):
        name = _name_of(note)
        for strip in note.strips[1:] if name is not None else ():
            assert name is not None
            value = beside(strip, name)
            if value.is_off:
                yield Found(
                    strip.spot,
                    f"第 {strip.page} 页附件说明{quoted(strip.text)}一行（回行）与附件名称首字相差 "
                    f"{value.measured:.1f} mm，应对齐。",
                    "请检查样式“附件说明”的悬挂缩进。",
                    value,
                )


def _note_names(laid: Laid) -> Iterator[Found]:
    for first in _first_notes(laid):
        start = _name_of(first)
        for note in laid.elements.in_part(first.part, Kind.ATTACHMENT_NOTE)[1:]:
            name = _name_of(note)
            if start is not None and name is not None and (value := beside(name, start)).is_off:
                yield Found(
                    name.spot,
                    f"第 {note.page} 页附件说明{quoted(note.text)}的名称与第一个附件的名称相差 "
                    f"{value.measured:.1f} mm，惯例是各名称对齐。",
                    value=value,
                )


def _note_form(laid: Laid) -> Iterator[Found]:
    lead = standard.ATTACHMENT_WORD + "："
    for note in _first_notes(laid):
        if not note.text.startswith(lead):
            yield Found(
                note.spot,
                f"第 {note.page} 页附件说明以{quoted(note.text, 3)}开头，应为“{lead}”（全角冒号）。",
                value=Wording(note.text[:3], lead),
            )
    for note in laid.need(Kind.ATTACHMENT_NOTE):
        if note.text[-1] in HANGING:
            yield Found(
                note.last.spot,
                f"第 {note.page} 页附件名称{quoted(note.text, 24)}后面有标点“{note.text[-1]}”，附件名称后不加标点。",
                value=Wording(note.text[-1], "不加标点"),
            )


def _remark_indent(laid: Laid) -> Iterator[Found]:
    for remark in laid.need(Kind.REMARK):
        yield from wrong_indent(laid, remark, remark.first, standard.REMARK_INDENT)


def _remark_gap(laid: Laid) -> Iterator[Found]:
    for remark in laid.need(Kind.REMARK):
        above = laid.before(remark, Kind.DATE)
        if above is not None and remark is laid.elements.in_part(remark.part, Kind.REMARK)[0]:
            yield from wrong_gap(laid, above, remark, standard.REMARK_GAP)


def _remark_form(laid: Laid) -> Iterator[Found]:
    for remark in laid.need(Kind.REMARK):
        text = remark.text
        if not (text.startswith("（") and text.endswith("）")) or text.endswith("。）"):
            yield Found(
                remark.spot,
                f"第 {remark.page} 页附注为{quoted(text, 24)}，应加全角圆括号，括号里末尾不加句号。",
                "例如：（此件公开发布）。",
                Wording(text, "加全角圆括号，括号里末尾不加句号"),
            )


CHECKS = (
    Check(
        "layout/attachment-note-gap", "F050", standard.ATTACHMENT_NOTE_GAP, _note_gap, "正文与附件说明之间不是空一行"
    ),
    Check(
        "layout/attachment-note-indent", "F050", standard.ATTACHMENT_NOTE_INDENT, _note_indent, "附件说明没有左空二字"
    ),
    Check(
        "layout/attachment-note-wrap",
        "F050",
        standard.ATTACHMENT_NOTE_WRAP,
        _note_wrap,
        "附件名称回行没有与上一行名称首字对齐",
    ),
    Check("layout/attachment-names", "F051", standard.ATTACHMENT_NAMES, _note_names, "各附件名称没有对齐"),
    Check(
        "layout/attachment-note-form",
        "F050",
        standard.ATTACHMENT_NOTE_FORM,
        _note_form,
        "附件说明的写法不对（全角冒号，名称后无标点）",
    ),
    Check("layout/remark-indent", "F064", standard.REMARK_INDENT, _remark_indent, "附注没有左空二字"),
    Check("layout/remark-gap", "F064", standard.REMARK_GAP, _remark_gap, "附注没有紧接在成文日期下一行"),
    Check("layout/remark-form", "F064", standard.REMARK_FORM, _remark_form, "附注没有加全角圆括号"),
)
