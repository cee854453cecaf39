"""Clause 7.3.7: the pages of attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.check.anchors import own_mark
from gongwen.check.distances import at_line, from_edge
from gongwen.check.document import Laid
from gongwen.check.elements import Element, Kind
from gongwen.check.found import Found, Unchecked, Value, Wording
from gongwen.check.judging import named, off_centre, quoted, wrong_face, wrong_gap, wrong_size
from gongwen.check.outcome import NotApplicable, NotChecked
from gongwen.check.strips import plain
from gongwen.check.verdict import Check
from gongwen.standard import elements as standard
from gongwen.standard.page import BODY_SIZE

_SERIAL = re.compile(r"附件\D?(?P<serial>\d*)|(?P<later>\d+)")
_MARK_SERIAL = re.compile(r"\d+")


def _titles(laid: Laid) -> Iterator[tuple[Element, Element]]:
    """Each attachment's mark with its title."""
    for mark in laid.need(Kind.ATTACHMENT_MARK):
        titles = laid.elements.in_part(mark.part, Kind.TITLE)
        if titles:
            yield mark, titles[0]


def _new_page(laid: Laid) -> Iterator[Found]:
    for mark in laid.need(Kind.ATTACHMENT_MARK):
        above = [strip for strip in laid.sheet(mark.page).flow if strip.baseline < mark.first.baseline]
        if above:
            yield Found(
                mark.spot,
                f"第 {mark.page} 页{quoted(mark.text)}上面还有{quoted(above[-1].text)}等 {len(above)} 行，"
                "附件应另面编排。",
                "请检查样式“附件标记”的“段前分页”。",
                Value(len(above), 0, "行"),
            )


def _mark_place(laid: Laid) -> Iterator[Found]:
    for mark in laid.need(Kind.ATTACHMENT_MARK):
        strip = mark.first
        indent, at = from_edge(laid, strip), at_line(laid, strip, 1)
        if indent.is_off:
            yield Found(
                mark.spot,
                f"第 {mark.page} 页{quoted(mark.text)}左空 {indent.measured:.1f} mm，应在版心左上角顶格。",
                value=indent,
            )
        elif any(other.baseline < strip.baseline for other in laid.sheet(mark.page).flow):
            continue
        elif at.is_off:
            yield Found(
                mark.spot,
                f"第 {mark.page} 页{quoted(mark.text)}在版心第 {at.measured:.1f} 行，应在第 1 行。",
                value=at,
            )


def _mark_type(laid: Laid) -> Iterator[Found]:
    for mark in laid.need(Kind.ATTACHMENT_MARK):
        yield from wrong_face(laid, mark, mark.strips, standard.HEITI)
        yield from wrong_size(laid, mark, BODY_SIZE)


def _mark_form(laid: Laid) -> Iterator[Found]:
    for mark in laid.need(Kind.ATTACHMENT_MARK):
        if not re.fullmatch(standard.ATTACHMENT_MARK, own_mark(mark.text)):
            yield Found(
                mark.spot,
                f"第 {mark.page} 页附件标记为{quoted(mark.text)}，应为“附件”加阿拉伯数字，后面不加标点。",
                value=Wording(mark.text, "附件加阿拉伯数字"),
            )


def _apart(laid: Laid) -> Iterator[Found | Unchecked]:
    """What the mark of an attachment that is bound apart should be, against what it is."""
    for mark, asked in _bound_apart(laid):
        if not asked:
            yield Unchecked("没有认出公文的发文字号")
        elif mark.text != asked:
            yield Found(
                mark.spot,
                f"第 {mark.page} 页另装的附件标作{quoted(mark.text, 24)}，"
                f"应在左上角第 1 行标公文的发文字号和附件序号{quoted(asked, 24)}。",
                value=Wording(mark.text, asked),
            )


def _bound_apart(laid: Laid) -> Iterator[tuple[Element, str]]:
    """Each mark with what it should be; empty where that is not known."""
    marks = laid.need(Kind.ATTACHMENT_MARK)
    if laid.view is not None:
        texts = {part: plain(laid.view.parts[part].attachment_mark) for part in (mark.part for mark in marks)}
        found = [(mark, texts[mark.part]) for mark in marks if re.fullmatch(standard.APART_MARK, texts[mark.part])]
        if not found:
            raise NotApplicable("没有另装的附件")
        yield from found
        return
    number = "".join(element.text for element in laid.elements.of(Kind.NUMBER)[:1])
    apart = [mark for mark in marks if re.fullmatch(standard.APART_MARK, mark.text)]
    if not apart:
        raise NotChecked("看不出有没有不能与正文一起装订的附件")
    yield from ((mark, number and number + own_mark(mark.text)) for mark in apart)


def _title_gap(laid: Laid) -> Iterator[Found]:
    for mark, title in _titles(laid):
        yield from wrong_gap(laid, mark, title, standard.ATTACHMENT_TITLE_GAP)


def _title_centred(laid: Laid) -> Iterator[Found]:
    for _, title in _titles(laid):
        yield from off_centre(laid, title)


def _title_same(laid: Laid) -> Iterator[Found]:
    marks = laid.need(Kind.ATTACHMENT_MARK)
    notes = laid.elements.of(Kind.ATTACHMENT_NOTE)
    if not notes:
        if laid.elements.expected is None:
            raise NotChecked("没有认出附件说明")
        raise NotApplicable("没有附件说明")
    if len(notes) != len(marks):
        yield Found(
            notes[0].spot,
            f"附件说明列了 {len(notes)} 个附件，后面附了 {len(marks)} 个，应一致。",
            value=Value(len(notes), len(marks), "个"),
        )
        return
    for note, mark in zip(notes, marks, strict=True):
        title = next(iter(laid.elements.in_part(mark.part, Kind.TITLE)), None)
        listed = note.text[note.head :]
        if title is not None and title.text != listed:
            yield Found(
                title.spot,
                f"第 {title.page} 页{named(title)}为{quoted(title.text, 40)}，"
                f"附件说明写的是{quoted(listed, 40)}，应一致。",
                "请改附件的标题，或附件说明里的名称。",
                Wording(title.text, listed),
            )
        if _serial_of_note(note) != _serial_of_mark(mark):
            yield Found(
                mark.spot,
                f"第 {mark.page} 页附件标记为{quoted(mark.text)}，"
                f"附件说明里的序号是“{_serial_of_note(note)}”，应一致。",
                value=Wording(_serial_of_mark(mark), _serial_of_note(note)),
            )


def _serial_of_note(note: Element) -> str:
    found = _SERIAL.match(note.text[: note.head])
    return (found["serial"] or found["later"] or "") if found is not None else ""


def _serial_of_mark(mark: Element) -> str:
    found = _MARK_SERIAL.search(own_mark(mark.text))
    return found[0] if found is not None else ""


CHECKS = (
    Check("layout/attachment-new-page", "F070", standard.ATTACHMENT_NEW_PAGE, _new_page, "附件没有另起一面"),
    Check(
        "layout/attachment-mark-place",
        "F071",
        standard.ATTACHMENT_MARK_PLACE,
        _mark_place,
        "附件标记不在版心左上角第一行顶格",
    ),
    Check("layout/attachment-mark-type", "F071", standard.ATTACHMENT_MARK_FACE, _mark_type, "附件标记不是三号黑体"),
    Check("layout/attachment-mark-form", "F071", standard.ATTACHMENT_MARK_FORM, _mark_form, "附件标记的写法不对"),
    Check("layout/attachment-apart", "F075", standard.ATTACHMENT_APART, _apart, "另装的附件没有标公文的发文字号"),
    Check("layout/attachment-title-gap", "F072", standard.ATTACHMENT_TITLE_GAP, _title_gap, "附件标题不在版心第三行"),
    Check("layout/attachment-title-centred", "F072", standard.ATTACHMENT_TITLE, _title_centred, "附件标题没有居中"),
    Check("layout/attachment-title-differs", "F073", standard.ATTACHMENT_SAME, _title_same, "附件标题与附件说明不一致"),
)
