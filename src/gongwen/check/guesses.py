"""Finding the elements of a document made elsewhere: by form (〔〕, 年月日, 附件), and else by place and size.

What is not recognised is not there for the checks, and they say so; nothing here is ever taken for certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from gongwen.check.colours import is_red
from gongwen.check.elements import Confidence, Element, Elements, Kind
from gongwen.check.faces import face_of, is_counted
from gongwen.check.guess_head import find_masthead
from gongwen.check.guess_rosters import roster_at, without_columns
from gongwen.check.strips import Sheet, Strip
from gongwen.lengths import Length, mm, pt
from gongwen.standard.elements import (
    APART_MARK,
    ATTACHMENT_MARK,
    FANGSONG,
    FIRST_LINE_INDENT,
    PRINTED_WORD,
)
from gongwen.standard.formats import ATTENDANCE_WORDS, ORDER_SUFFIXES
from gongwen.standard.page import BODY_SIZE, CHARACTER

_DATE = re.compile(r"\d{2,4}年\d{1,2}月\d{1,2}日|[〇○零一二三四五六七八九十]{4}年.{1,3}月.{1,3}日")
_REMARK = re.compile(r"[（(].+[）)]")
_NOTE = re.compile(r"附件[：:](?:\d+[.．、])?")
_NOTE_ITEM = re.compile(r"\d+[.．、]")
#: 10.3: those who were at a meeting.
_ATTENDANCE = re.compile(rf"(?:{'|'.join(ATTENDANCE_WORDS)})[：:]")
#: ... and where their further lines begin, in 字.
_AFTER_WORD = 5
#: 组　长：, 成　员：: a line of a roster stands flush left like no paragraph.
_ROSTER = re.compile(r"\w{2,6}[：:].")
_HEADINGS = tuple(
    re.compile(form)
    for form in (r"[一二三四五六七八九十]+、", r"[（(][一二三四五六七八九十]+[）)]", r"\d+[.．、]", r"[（(]\d+[）)]")
)
#: A title is set larger than the body.
_TITLE_EXCESS = pt(1.5)
#: A signature stands farther from the left edge than any paragraph begins, in 字.
_FAR = 6
#: A line that ends so many 字 before the edge is the last of its paragraph.
_SHORT = 2.5
#: A paragraph's indent is off by no more than this, in 字, or it is no paragraph.
_ODD = 0.4
#: ... and so far from the edge at most a line stands flush.
_FLUSH = 0.6
#: No organ has a shorter name.
_SHORTEST_NAME = 3
#: A run-in heading is no longer than two lines.
_LONGEST_HEAD = 60


def find_by_look(sheets: Sequence[Sheet]) -> Elements:
    """The elements that can be told on `sheets`."""
    flow = [strip for sheet in sheets for strip in sheet.flow]
    if not flow:
        return Elements((), None)
    left, right = _edges(flow)
    found: list[Element] = []
    start = find_masthead(flow, found)
    _Walk(flow[start:], left, right, found).run()
    marks = "".join(element.text for element in found if element.kind is Kind.MARK)
    if marks.endswith(ORDER_SUFFIXES):
        # An order is signed by a person.
        found = [replace(one, kind=Kind.SIGNER) if one.kind is Kind.AUTHORITY else one for one in found]
    return Elements(tuple(without_columns(_without_odd(found, left))), None)


def _edges(flow: Sequence[Strip]) -> tuple[Length, Length]:
    """Where the leftmost line of the body's size begins, and where nine tenths of them have ended."""
    body = [strip for strip in flow if abs(strip.size.mm - BODY_SIZE.nominal.mm) < 1] or list(flow)
    ends = sorted(strip.x1.mm for strip in body)
    left = min(strip.x0 for strip in body)
    if all(strip.x0 < left + mm(1) for strip in body):
        # Nothing wraps and nothing stands flush: what is seen is the indent.
        left = left - CHARACTER * FIRST_LINE_INDENT.nominal
    return left, mm(ends[len(ends) * 9 // 10])


def _form(kind: Kind, *strips: Strip, part: int = 0) -> Element:
    return Element(kind=kind, strips=strips, part=part, confidence=Confidence.BY_FORM)


def _without_odd(found: list[Element], left: Length) -> list[Element]:
    """Where most paragraphs are indented alike, what stands otherwise is something else: a list, a line of a roster."""

    def is_odd(element: Element) -> bool:
        indent = (element.first.x0 - left).over(CHARACTER)
        return element.kind is Kind.PARAGRAPH and abs(indent - FIRST_LINE_INDENT.nominal) > _ODD * 0.5

    odd = sum(map(is_odd, found))
    if odd * 2 > sum(element.kind is Kind.PARAGRAPH for element in found):
        return found
    return [replace(element, kind=Kind.OTHER) if is_odd(element) else element for element in found]


def _face_changes(strips: Sequence[Strip]) -> int:
    """The number of characters before 仿宋 begins, when a paragraph begins in another face; else 0."""
    glyphs = [glyph for strip in strips for glyph in strip.glyphs]
    at = next((at for at, glyph in enumerate(glyphs) if is_counted(glyph) and face_of(glyph.font) is FANGSONG), 0)
    return sum(len(glyph.text) for glyph in glyphs[:at])


def _columns(strip: Strip) -> tuple[Strip, ...]:
    """The names of a line that stand far apart; one that is only spread is one."""
    columns = strip.columns(strip.size)
    return columns if min(len(column.text) for column in columns) >= _SHORTEST_NAME else (strip,)


class _Walk:
    """Line by line through what follows the head."""

    def __init__(self, flow: Sequence[Strip], left: Length, right: Length, found: list[Element]) -> None:
        self.flow, self.left, self.right, self.found = flow, left, right, found
        self.part, self.index = 0, 0
        self.is_signed = False

    def run(self) -> None:
        while self.index < len(self.flow):
            strip = self.flow[self.index]
            is_first = self.index == 0 or self.flow[self.index - 1].page != strip.page
            if is_first and (
                re.fullmatch(APART_MARK, strip.text) or re.fullmatch(ATTACHMENT_MARK, strip.text.rstrip("：:"))
            ):
                self.part += 1
                self.is_signed = False
                self._add(Kind.ATTACHMENT_MARK, 1)
            elif strip.size > BODY_SIZE.nominal + _TITLE_EXCESS and all(is_red(glyph.colour) for glyph in strip.glyphs):
                self._add(Kind.OTHER, 1)
            elif strip.size > BODY_SIZE.nominal + _TITLE_EXCESS:
                self._title(is_first=is_first)
            elif strip.text.startswith(("抄送", "主送：")):
                self._add(Kind.COPIES, self._until_imprint_ends())
            elif PRINTED_WORD in strip.text[-3:] and _DATE.search(strip.text):
                self._printing(strip)
            elif _DATE.fullmatch(strip.text) and self._indent(strip) > _FAR:
                self._signature()
            elif _NOTE.match(strip.text) and 1 < self._indent(strip) < 4:
                self._notes()
            elif _ATTENDANCE.match(strip.text) and 1 < self._indent(strip) < 4:
                self._attendance()
            elif self.is_signed and _REMARK.fullmatch(strip.text) and not _HEADINGS[1].match(strip.text):
                self._add(Kind.REMARK, 1)
            elif roster := roster_at(self.flow, self.index, self.left, self.right):
                for entry in roster:
                    self._add(Kind.ROSTER, len(entry), confidence=Confidence.BY_LOOK)
            elif abs(self._indent(strip)) < _ODD and _ROSTER.match(strip.text):
                self._add(Kind.OTHER, 1)
            elif self._is_centred(strip):
                self._add(Kind.SUBTITLE, 1, confidence=Confidence.BY_LOOK)
            else:
                self._paragraph()

    def _indent(self, strip: Strip) -> float:
        return (strip.x0 - self.left).over(CHARACTER)

    def _is_centred(self, strip: Strip) -> bool:
        off = (strip.x0 + strip.x1 - self.left - self.right) * 0.5
        indent = self._indent(strip)
        return abs(off.mm) < 1.5 and indent > _FLUSH and abs(indent - FIRST_LINE_INDENT.nominal) > _ODD * 0.5

    def _add(
        self, kind: Kind, count: int, *, confidence: Confidence = Confidence.BY_FORM, level: int = 0, head: int = 0
    ) -> None:
        strips = tuple(self.flow[self.index : self.index + count])
        self.found.append(
            Element(kind=kind, strips=strips, part=self.part, level=level, head=head, confidence=confidence)
        )
        self.index += count

    def _same(self, count: int, size: Length) -> int:
        """How many lines from here have the same size on one page."""
        page = self.flow[self.index].page
        while (
            self.index + count < len(self.flow)
            and self.flow[self.index + count].page == page
            and abs(self.flow[self.index + count].size.mm - size.mm) < 0.2
        ):
            count += 1
        return count

    def _title(self, *, is_first: bool) -> None:
        titles = [element for element in self.found if element.kind is Kind.TITLE and element.part == self.part]
        if titles and is_first:
            self.part += 1
            self.is_signed = False
        kind = Kind.ARTICLE_TITLE if titles and not is_first else Kind.TITLE
        self._add(kind, self._same(1, self.flow[self.index].size), confidence=Confidence.BY_LOOK)
        if kind is Kind.TITLE:
            self._recipient()

    def _recipient(self) -> None:
        for count in range(1, 7):
            taken = self.flow[self.index : self.index + count]
            if len(taken) < count or abs(self._indent(taken[-1])) > _FLUSH:
                return
            if taken[-1].text.endswith(("：", ":")):
                self._add(Kind.RECIPIENT, count, confidence=Confidence.BY_LOOK)
                return

    def _until_imprint_ends(self) -> int:
        count = 1
        while self.index + count < len(self.flow) and not _DATE.search(self.flow[self.index + count].text):
            count += 1
        return count

    def _printing(self, strip: Strip) -> None:
        date = _DATE.search(strip.text)
        assert date is not None
        for kind, piece in (
            (Kind.PRINTING_AUTHORITY, strip.part(0, date.start()) if date.start() else None),
            (Kind.PRINTING_DATE, strip.part(date.start())),
        ):
            if piece is not None:
                self.found.append(_form(kind, piece, part=self.part))
        self.index += 1

    def _signature(self) -> None:
        """The date, and the lines right above it that stand as far to the right or in columns, as under the seals of
        joint issue: they were taken for paragraphs."""
        names: list[Element] = []
        is_sealed = None
        while self.found and self.found[-1].kind is Kind.PARAGRAPH and len(self.found[-1].strips) == 1:
            last = self.found[-1]
            columns = _columns(last.first)
            if len(columns) == 1 and self._indent(last.first) <= _FAR:
                break
            is_sealed = True if len(columns) > 1 else is_sealed
            self.found.pop()
            names[:0] = [replace(last, kind=Kind.AUTHORITY, strips=(column,)) for column in columns]
        self.found += [replace(name, is_sealed=is_sealed) for name in names]
        self._add(Kind.DATE, 1)
        self.found[-1] = replace(self.found[-1], is_sealed=is_sealed)
        self.is_signed = True

    def _notes(self) -> None:
        start = _NOTE.match(self.flow[self.index].text)
        assert start is not None
        head = start.end()
        while True:
            count = 1
            while self.index + count < len(self.flow):
                after = self.flow[self.index + count]
                if self._indent(after) < 4 or _NOTE_ITEM.match(after.text) or _DATE.fullmatch(after.text):
                    break
                if after.baseline - self.flow[self.index + count - 1].baseline > mm(14):
                    break
                count += 1
            self._add(Kind.ATTACHMENT_NOTE, count, head=head)
            following = self.flow[self.index] if self.index < len(self.flow) else None
            item = _NOTE_ITEM.match(following.text) if following is not None else None
            if following is None or item is None or self._indent(following) < 4:
                return
            head = item.end()

    def _attendance(self) -> None:
        count = 1
        while self.index + count < len(self.flow) and (
            abs(self._indent(self.flow[self.index + count]) - _AFTER_WORD) < _FLUSH
        ):
            count += 1
        found = _ATTENDANCE.match(self.flow[self.index].text)
        assert found is not None
        self._add(Kind.ATTENDANCE, count, head=found.end())

    def _paragraph(self) -> None:
        """From an indented line over all that begin at the edge."""
        first = self.flow[self.index]
        count = 1
        if self._indent(first) < 4:
            while self.index + count < len(self.flow):
                before, after = self.flow[self.index + count - 1 : self.index + count + 1]
                if (self.right - before.x1).over(CHARACTER) > _SHORT:
                    break
                if abs(self._indent(after)) > _FLUSH or abs(after.size.mm - first.size.mm) > 0.3:
                    break
                if re.fullmatch(ATTACHMENT_MARK, after.text) or after.text.startswith("抄送"):
                    break
                count += 1
        text = "".join(strip.text for strip in self.flow[self.index : self.index + count])
        level = next((number for number, form in enumerate(_HEADINGS, 1) if form.match(text)), 0)
        head = _face_changes(self.flow[self.index : self.index + count]) or text.find("。") + 1
        if level and count == 1 and not head:
            self._add(Kind.HEADING, 1, level=level)
        elif level and 0 < head <= min(_LONGEST_HEAD, len(text) - 1):
            self._add(Kind.RUN_IN, count, level=level, head=head)
        else:
            self._add(Kind.PARAGRAPH, count, confidence=Confidence.BY_LOOK)
