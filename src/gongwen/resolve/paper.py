"""One document with what follows from it: each part worked out when it is asked for.

A part that hangs on something that could not be read, or that is itself refused, raises `Unread` whenever it is asked
for; the other parts, and the checks that ask for them alone, go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Attachment, Document, Official, Prose
from gongwen.model.phase import Phase
from gongwen.model.placeholders import has_braces
from gongwen.model.table import TableBody
from gongwen.model.text import Text
from gongwen.model.unread import Unread, as_far_as_read, without
from gongwen.model.which import (
    is_about_item,
    is_adjustment,
    is_forwarding,
    is_meeting,
    is_with_figures,
)
from gongwen.resolve.checks import (
    check_citations,
    check_columns,
    check_dates,
    check_head,
    check_number_year,
    check_phases,
    check_texts,
    texts_of,
)
from gongwen.resolve.desk import Desk
from gongwen.resolve.document import Forwarding, PictureFiles, ResolvedAttachment, ResolvedDocument, as_far_as_known
from gongwen.resolve.naming import scope_of
from gongwen.resolve.pictures import picture_files
from gongwen.resolve.places import error, place_of
from gongwen.resolve.rules import check_rules
from gongwen.resolve.scope import Scope, has_more_than_words, spelt_out
from gongwen.resolve.taken_in import (
    carried_by,
    item_of,
    number_before,
    phases_of,
    roster_to_adjust,
)
from gongwen.resolve.titles import (
    Title,
    adjustment_title,
    body_name,
    forward_title,
    forwarding,
    issue_title,
    meeting_title,
)
from gongwen.standard.elements import ATTACHMENT_WORD

if TYPE_CHECKING:
    from gongwen.model.suggestion import Suggestion
    from gongwen.resolve.accounts import Accounts
    from gongwen.resolve.adjust import Adjusted
    from gongwen.resolve.items import ItemLetter


def resolve_paper(
    desk: Desk, document: Document, enclosing: Paper | None = None, lender: Paper | None = None
) -> ResolvedDocument:
    """The document with its references found, as far as they are; every finding goes to the desk."""
    chain = enclosing
    while chain is not None:
        if chain.written is document:
            # A circle, which has been told.
            raise Unread
        chain = chain.enclosing
    paper = Paper(desk, document, enclosing, lender)
    paper.check()
    return as_far_as_known(paper)


class Paper:
    """The parts of one document on its desk; those of a `ResolvedDocument` bear its names.

    `enclosing` is the document that takes this one in, `lender` the one whose ledger its tables may be drawn from.
    """

    def __init__(self, desk: Desk, written: Document, enclosing: Paper | None, lender: Paper | None) -> None:
        self.written = written
        self.enclosing = enclosing
        self._desk = desk
        self._lender = lender
        self._attached: dict[int, ResolvedDocument | Text | TableBody] = {}

    def check(self) -> None:
        """Note everything that is wrong."""
        document = self.document
        for index in range(len(tuple(as_far_as_read(lambda: document.attachments)))):
            with suppress(Unread):
                self._content(index)
        for check in self._checks(document):
            self._desk.found += as_far_as_read(check)

    def _checks(self, document: Document) -> Iterable[Callable[[], Iterable[Diagnostic]]]:
        yield self._check_letter
        yield lambda: check_texts(self.referring, self.scope)
        yield self._check_title
        if is_with_figures(document):
            from gongwen.resolve.charts import check_charts

            yield lambda: check_charts(document, self.accounts, self._desk.office.counting)
        yield lambda: check_citations(document, self.attachments, self.scope)
        yield lambda: check_number_year(document)
        if isinstance(document, Prose):
            yield lambda: check_phases(document.phases, self.year)
        yield lambda: check_head(document, self.authorities)
        yield lambda: check_dates(document)
        yield lambda: check_columns(document)
        yield lambda: self._check_ledger_tables(document)
        if self.enclosing is None and isinstance(document, Official):
            yield lambda: check_rules(document) if document.layout_format != "普通" else ()

    def _check_ledger_tables(self, document: Document) -> Iterable[Diagnostic]:
        if all(table.source is None for table in document.ledger_tables()):
            return ()
        from gongwen.resolve.ledger_tables import check_ledger_tables

        return check_ledger_tables(document, self.accounts)

    # --- the document ---

    @cached_property
    def document(self) -> Document:
        """What is written, with the blanks filled that follow from an item of a ledger."""
        if not is_about_item(self.written):
            return self.written
        from gongwen.resolve.item_checks import ITEM_BLANKS, filled

        try:
            letter = self.letter
        except Unread:
            fields = self.written.__dict__
            return without(self.written, *(name for name in ITEM_BLANKS if not fields.get(name)))
        return filled(self.written, letter) if letter is not None else self.written

    @cached_property
    def authorities(self) -> tuple[str, ...]:
        return self.written.authorities or self._desk.office.authorities

    @cached_property
    def year(self) -> int | None:
        day = self.document.date
        if day is None and self.enclosing is not None:
            day = self.enclosing.document.date
        return int(day[:4]) if day is not None else None

    @cached_property
    def letter(self) -> ItemLetter | None:
        """What follows from the item that a letter is about."""
        if not is_about_item(self.written):
            return None
        from gongwen.resolve.items import item_letter

        letter = item_letter(self.written, self._item, self._desk.office.replies, self.authorities)
        if isinstance(letter, Diagnostic):
            raise self._desk.refuse(letter)
        return letter

    @cached_property
    def _item(self) -> Suggestion:
        assert is_about_item(self.written)
        return item_of(self.written, self._desk)

    def _check_letter(self) -> Iterable[Diagnostic]:
        if not is_about_item(self.written) or self.letter is None:
            return ()
        from gongwen.resolve.item_checks import check_item

        return check_item(self.written, self.letter, self._desk.office.counting)

    # --- what it takes in ---

    @cached_property
    def issued(self) -> ResolvedDocument | None:
        carried = carried_by(self.document, self._desk)
        return resolve_paper(self._desk, carried, self) if carried is not None else None

    @cached_property
    def forwarding(self) -> Forwarding | None:
        return forwarding(self.document, self.issued) if is_forwarding(self.document) else None

    @cached_property
    def accounts(self) -> Accounts | None:
        if is_with_figures(self.document):
            from gongwen.resolve.accounts import accounts_of

            return accounts_of(self.document, self._desk, self._desk.office.counting, self._desk.found)
        return self._lender.accounts if self._lender is not None else None

    @cached_property
    def attachments(self) -> tuple[ResolvedAttachment, ...]:
        found = []
        several = len(self.document.attachments) > 1
        for index, item in enumerate(self.document.attachments):
            content = self._content(index)
            name = item.name or (content.name if isinstance(content, ResolvedDocument) else "")
            serial = str(index + 1) if several else ""
            number = number_before(self.document, item, self._desk.found)
            found.append(ResolvedAttachment(f"{ATTACHMENT_WORD}{serial}", serial, name, content, number))
        return tuple(found)

    def _content(self, index: int) -> ResolvedDocument | Text | TableBody:
        if index not in self._attached:
            self._attached[index] = self._read_content(self.document.attachments[index])
        return self._attached[index]

    def _read_content(self, item: Attachment) -> ResolvedDocument | Text | TableBody:
        if item.file is not None:
            return resolve_paper(self._desk, self._desk.target(item.file), self, lender=self)
        content = item.content if item.content is not None else item.table
        assert content is not None
        return content

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        return phases_of(self.document, self.enclosing.written if self.enclosing is not None else None, self._desk)

    @cached_property
    def adjusted(self) -> Adjusted | None:
        """The roster that a notice adjusts, and what becomes of it."""
        if not is_adjustment(self.document):
            return None
        from gongwen.resolve.adjust import adjusted

        roster = roster_to_adjust(self.document, self._desk)
        changed, remarks = adjusted(self.document, roster, body_name("".join(roster.title_lines)))
        self._desk.found += remarks
        return changed

    # --- how it is called ---

    @cached_property
    def _titled(self) -> Title:
        document = self.document
        if document.title is not None:
            return document.title_lines, ()
        if self.forwarding is not None:
            return forward_title(self.authorities, self.forwarding)
        if is_meeting(document):
            return meeting_title(self.authorities, document.meeting)
        if self.adjusted is not None:
            return adjustment_title(self.authorities, self.adjusted.name)
        if is_about_item(document) and self.letter is not None:
            from gongwen.resolve.items import item_title

            return item_title(document, self.letter, self._desk.office.replies)
        if self.issued is not None:
            return issue_title(self.authorities, self.issued.title)
        return (), ()  # the formats of clause 10 do without

    @property
    def written_title(self) -> tuple[str, ...]:
        return self._titled[0]

    @cached_property
    def title(self) -> tuple[str, ...]:
        """As others cite it, who do not know its names."""
        lines = self.written_title
        return tuple(spelt_out(line, self._names) for line in lines) if any(map(has_braces, lines)) else lines

    @property
    def title_breaks(self) -> tuple[int, ...]:
        return self._titled[1]

    @cached_property
    def picture_files(self) -> PictureFiles:
        return picture_files(self.document, self.authorities, self._desk.office, self._desk.found)

    @cached_property
    def is_preprinted(self) -> bool:
        document = self.document
        return isinstance(document, Official) and (document.preprinted or self._desk.office.preprinted) == "是"

    # --- what its texts may name ---

    @cached_property
    def referring(self) -> list[Text]:
        """Its texts that name anything."""
        return [text for text in texts_of(self.document) if has_braces(text)]

    @cached_property
    def _names(self) -> Scope:
        """All names, of which the title's own may still name others."""
        return scope_of(self, self.referring, self._desk, lambda roster: resolve_paper(self._desk, roster, self))

    @cached_property
    def scope(self) -> Scope:
        """Never unread itself: names that could not be read stand in it as such."""
        try:
            is_plain = self.title == self.written_title
        except Unread:
            is_plain = True
        return self._names if is_plain else self._names.saying("标题", "".join(self.title))

    def _check_title(self) -> Iterable[Diagnostic]:
        """A title that others cite is all words."""
        if self.enclosing is not None and any(has_more_than_words(line, self._names) for line in self.written_title):
            written = self.document.title or ""
            yield error(
                "content/title-reference",
                "别的文件引用这个标题，标题里的大括号只能引用现成的文字，如：{年度}。",
                place_of(written),
                "请在标题里直接写文字。",
            )
