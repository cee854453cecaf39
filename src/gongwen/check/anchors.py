"""Finding the elements of our own document by its texts: the PrintView read along the page.

Blanks are left out on both sides. A renderer may lose a character at the end of a line; reading goes on behind it,
and the element keeps what was lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongwen.check.elements import Element, Elements, Kind
from gongwen.check.strips import Sheet, Strip, plain
from gongwen.printview import (
    ArticleTitle,
    AttachmentNote,
    AuthorityMark,
    Block,
    Byline,
    Heading,
    Masthead,
    Paragraph,
    Part,
    PrintView,
    RosterLine,
    RosterText,
    RunInHeading,
)
from gongwen.standard.elements import APART_MARK, COPY_WORD, RECIPIENT_WORD, SIGNATORY_WORD

#: So many equal characters prove that a line belongs to a text, though the rest differs.
_PROOF = 6
#: A short text is looked for only so many lines ahead: farther off it may be another one.
_NEAR = 12
#: No more characters than this are lost at one place.
_LOST = 3


def find_by_text(view: PrintView, sheets: Sequence[Sheet]) -> Elements:
    """The elements of `view` on `sheets`."""
    reader = _Reader([strip for sheet in sheets for strip in sheet.flow])
    if view.masthead is not None:
        reader.masthead(view.masthead)
    for number, part in enumerate(view.parts):
        reader.part = number
        reader.read_part(part)
    if view.imprint is not None:
        imprint = view.imprint
        if imprint.recipients:
            reader.read_anywhere(Kind.RECIPIENTS_BELOW, _led(RECIPIENT_WORD, imprint.recipients))
        if imprint.copies:
            reader.read_anywhere(Kind.COPIES, _led(COPY_WORD, imprint.copies))
        reader.read(Kind.PRINTING_AUTHORITY, imprint.printing_authority + imprint.printing_authority_rest)
        reader.read(Kind.PRINTING_DATE, imprint.printing_date)
    return Elements(tuple(reader.found), frozenset(reader.expected), tuple(reader.missing))


def _led(word: str, text: str) -> str:
    """As a template prints it, the word before it once."""
    return text if text.startswith(word) else word + text


class _Reader:
    """A cursor over the running text of the whole document."""

    def __init__(self, flow: list[Strip]) -> None:
        self.flow = flow
        self.line, self.offset, self.part = 0, 0, 0
        self.block: int | None = None
        self.found: list[Element] = []
        self.missing: list[tuple[Kind, str]] = []
        self.expected: set[Kind] = set()

    def masthead(self, masthead: Masthead) -> None:
        """The head stands in any order of lines: 发文字号 and 签发人 share one."""
        last = -1
        given = [
            (Kind.COPY_NUMBER, masthead.copy_number),
            (Kind.SECRECY, masthead.secrecy),
            (Kind.URGENCY, masthead.urgency),
            (Kind.CLASS_MARK, masthead.class_mark),
            *self._mark(masthead.mark),
            (Kind.NUMBER, masthead.number),
            (Kind.SIGNATORY_WORD, f"{SIGNATORY_WORD}：" if masthead.signatories else ""),
            *((Kind.SIGNATORY, name) for name in masthead.signatories),
            (Kind.ISSUER, masthead.issuer),
            (Kind.ISSUE_DATE, masthead.issue_date),
        ]
        for kind, text in given:
            last = max(last, self._spot(kind, plain(text)))
        self.line = last + 1

    @staticmethod
    def _mark(mark: AuthorityMark) -> Iterator[tuple[Kind, str]]:
        """None where the paper bears it already."""
        if not mark.is_preprinted:
            yield from ((Kind.MARK, name) for name in mark.authorities)
            yield Kind.MARK_WORD if mark.authorities else Kind.MARK, mark.text

    def _spot(self, kind: Kind, text: str) -> int:
        """Finds a text anywhere on the first page; returns the index of its last line."""
        if not text:
            return -1
        self.expected.add(kind)
        for index, strip in enumerate(self.flow):
            if strip.page > 1:
                break
            start = strip.text.find(text)
            # The name of an organ stands in its mark too.
            if start >= 0 and (piece := strip.part(start, start + len(text))) is not None and self._is_free(piece):
                self.found.append(Element(kind=kind, strips=(piece,)))
                return index
            if kind is Kind.MARK and len(strip.text) > 1 and text.startswith(strip.text):
                run = self._run(index, 0, text)
                if run is not None and not run[1]:
                    self.found.append(Element(kind=kind, strips=run[0]))
                    return self.line - 1
        self.missing.append((kind, text))
        return -1

    def _is_free(self, piece: Strip) -> bool:
        """Does no element that was found bear the first of its glyphs?"""
        taken = (glyph for element in self.found for strip in element.strips for glyph in strip.glyphs)
        return all(glyph is not piece.glyphs[0] for glyph in taken)

    def read_part(self, part: Part) -> None:
        if part.attachment_mark:
            self._read_mark(plain(part.attachment_mark))
        self.read(Kind.TITLE, "".join(part.title))
        self.read(Kind.SUBTITLE, part.subtitle + part.subtitle_rest)
        self.read(Kind.RECIPIENT, part.recipient)
        for index, block in enumerate(part.blocks):
            self.block = index
            self._read_block(block)
        self.block = None
        for note in part.attachment_notes:
            self._read_note(note)
        for attendance in part.attendance:
            head = f"{attendance.word}："
            self.read(Kind.ATTENDANCE, head + attendance.names, head=len(head))
        if part.signature is not None:
            for signer in part.signature.signers:
                self.read(Kind.SIGNER, signer.title + signer.name)
            for name in part.signature.authorities:
                self.read(Kind.AUTHORITY, name, is_sealed=part.signature.is_sealed)
            self.read(Kind.DATE, part.signature.date, is_sealed=part.signature.is_sealed)
        for remark in part.remarks:
            self.read(Kind.REMARK, remark)

    def _read_mark(self, mark: str) -> None:
        """Before the mark of what is bound apart another number may stand, or none: a check of its own tells."""
        apart = re.fullmatch(APART_MARK, mark)
        if apart is not None:
            ahead = [strip.text for strip in self.flow[self.line :]]
            others = (text for text in ahead if own_mark(text) == apart["mark"])
            mark = mark if mark in ahead else next(others, mark)
        self.read(Kind.ATTACHMENT_MARK, mark, is_whole=True)

    def _read_block(self, block: Block) -> None:
        match block:
            case Heading(level=level, text=text):
                self.read(Kind.HEADING, text, level=level)
            case RunInHeading(level=level, heading=heading, text=text):
                self.read(Kind.RUN_IN, heading + text, level=level, head=len(plain(heading)))
            case Paragraph(text=text):
                self.read(Kind.PARAGRAPH, text)
            case RosterLine(label=label, name=name, post=post):
                self.read(Kind.ROSTER, label + name + post)
            case RosterText(label=label, text=text):
                self.read(Kind.ROSTER, label + text)
            case ArticleTitle(lines=lines):
                self.read(Kind.ARTICLE_TITLE, "".join(lines))
            case Byline(text=text):
                self.read(Kind.BYLINE, text)

    def _read_note(self, note: AttachmentNote) -> None:
        head = len(plain(note.lead + note.serial))
        self.read(Kind.ATTACHMENT_NOTE, note.lead + note.serial + note.name, head=head)

    def read(
        self,
        kind: Kind,
        text: str,
        *,
        level: int = 0,
        head: int = 0,
        is_sealed: bool | None = None,
        is_whole: bool = False,
    ) -> None:
        """Finds `text` from the cursor on and puts the cursor behind it."""
        text = plain(text)
        if not text:
            return
        self.expected.add(kind)
        for index, offset in self._starts(text, is_whole=is_whole):
            run = self._run(index, offset, text)
            if run is not None:
                strips, lost = run
                self.found.append(
                    Element(
                        kind=kind,
                        strips=strips,
                        part=self.part,
                        block=self.block,
                        level=level,
                        head=head,
                        is_sealed=is_sealed,
                        lost=lost,
                    )
                )
                return
        self.missing.append((kind, text))

    def read_anywhere(self, kind: Kind, text: str) -> None:
        """As `read`, for a text before which others may stand on its line."""
        text = plain(text)
        for index in range(self.line, len(self.flow)):
            if text and text[:_PROOF] in self.flow[index].text:
                self.line, self.offset = index, 0
                text = self.flow[index].text.partition(text[:_PROOF])[0] + text
                break
        self.read(kind, text)

    def _starts(self, text: str, *, is_whole: bool) -> Iterator[tuple[int, int]]:
        reach = len(self.flow) if len(text) >= _PROOF or is_whole else self.line + _NEAR
        for index in range(self.line, min(reach, len(self.flow))):
            offset = self.offset if index == self.line else 0
            have = self.flow[index].text[offset:]
            if is_whole and have != text:
                continue
            if have and _agree(have, text):
                yield index, offset

    def _run(self, index: int, offset: int, text: str) -> tuple[tuple[Strip, ...], str] | None:
        """The lines of `text` from a line on, and what of it is lost; None if it does not go on as it began."""
        strips: list[Strip] = []
        lost = ""
        at = 0
        while at < len(text):
            have = self.flow[index].text[offset:] if index < len(self.flow) else ""
            skipped = next((n for n in range(_LOST + 1) if have and _agree(have, text[at + n :])), None)
            if skipped is None or (skipped and not strips):
                if strips and len(text) - at <= _LOST:
                    lost += text[at:]
                    break
                return None
            lost += text[at : at + skipped]
            at += skipped
            taken = min(len(have), len(text) - at)
            if (piece := self.flow[index].part(offset, offset + taken)) is not None:
                strips.append(piece)
            at += taken
            index, offset = (index, offset + taken) if taken < len(have) else (index + 1, 0)
        self.line, self.offset = index, offset
        return tuple(strips), lost


def own_mark(text: str) -> str:
    """The mark of an attachment without the number of its document (7.3.7)."""
    apart = re.fullmatch(APART_MARK, text)
    return apart["mark"] if apart is not None else text


def _agree(have: str, want: str) -> bool:
    """Is one the beginning of the other?"""
    return bool(want) and (have.startswith(want) or want.startswith(have))
