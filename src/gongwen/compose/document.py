"""From a resolved document to its print view: the head, the parts in their order, the imprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from gongwen.compose.body import body_blocks
from gongwen.compose.decided import recipients_in_imprint
from gongwen.compose.formulas import closing_blocks, contact_line, has_contact_remark, subtitle
from gongwen.compose.masthead import masthead_of
from gongwen.compose.paper import on_paper
from gongwen.compose.signing import attendance_of, signature_of, with_company
from gongwen.compose.title import broken, halved
from gongwen.compose.words import words
from gongwen.model.dates import in_words, parse_date
from gongwen.model.document import Document, Official, Prose
from gongwen.model.text import Text
from gongwen.model.which import (
    is_about_item,
    is_adjustment,
    is_answer,
    is_digest,
    is_forwarding,
    is_issuing,
    is_meeting,
    is_roster,
    is_schedule,
    is_table,
)
from gongwen.printview import (
    AttachmentNote,
    Block,
    Imprint,
    Part,
    PrintView,
)
from gongwen.resolve.document import Forwarding, ResolvedAttachment, ResolvedDocument
from gongwen.resolve.scope import Scope
from gongwen.standard.elements import (
    ATTACHMENT_WORD,
    COPY_END,
    IMPRINT_SIZE,
    PRINTED_WORD,
    PRINTING_INDENT,
    RECIPIENT_END,
)
from gongwen.standard.geometry import NATIONAL, Geometry
from gongwen.standard.widths import drawn_width

_COLONS = ("：", ":")


def compose_view(resolved: ResolvedDocument, geometry: Geometry = NATIONAL) -> PrintView:
    """The finished texts of a document, broken into lines where the page of `geometry` asks for it.

    What its pages decide is written into it afterwards (`decided.follow`).
    """
    view = PrintView(
        format=resolved.document.layout_format,
        masthead=masthead_of(resolved),
        parts=tuple(_parts(resolved, geometry)),
        imprint=_imprint(resolved, geometry),
    )
    document = resolved.document
    asked = isinstance(document, Official) and document.recipients_place == "版记"
    return on_paper(recipients_in_imprint(view) if asked else view)


def _imprint(resolved: ResolvedDocument, geometry: Geometry) -> Imprint | None:
    document, scope = resolved.document, resolved.scope
    if not isinstance(document, Official):
        return None
    copies = "，".join(words(line, scope) for line in document.copies)
    printed = f"{in_words(parse_date(document.printing_date))}{PRINTED_WORD}" if document.printing_date else ""
    authority = words(document.printing_authority, scope) if document.printing_authority else ""
    room = geometry.width.nominal.over(IMPRINT_SIZE.nominal) - 2 * PRINTING_INDENT.nominal
    # The date stands on the last line; both lines leave it room, with a blank between.
    first, rest = halved(authority, room - drawn_width(printed) - 1)
    imprint = Imprint(
        copies=f"{copies.removesuffix(COPY_END)}{COPY_END}" if copies else "",
        printing_authority=first,
        printing_authority_rest=rest,
        printing_date=printed,
    )
    return None if imprint == Imprint() else imprint


def _parts(resolved: ResolvedDocument, geometry: Geometry) -> Iterator[Part]:
    """The document itself, what it issues, then the attachments of each where they belong."""
    yield _part(resolved, geometry)
    if resolved.issued is not None:
        issued_parts = _parts(resolved.issued, geometry)
        yield _on_new_page(_numbered(next(issued_parts), resolved.forwarding))
        yield from issued_parts
    for attachment in resolved.attachments:
        yield from _attachment_parts(attachment, resolved, geometry)


def _numbered(part: Part, forwarding: Forwarding | None) -> Part:
    """A paper that is passed on bears its own number under its title (PRACTICE)."""
    if forwarding is None or not forwarding.number or part.subtitle:
        return part
    return replace(part, subtitle=f"（{forwarding.number}）")


def _on_new_page(part: Part, mark: str = "") -> Part:
    return replace(part, starts_page=True, attachment_mark=mark)


def _attachment_parts(attachment: ResolvedAttachment, owner: ResolvedDocument, geometry: Geometry) -> Iterator[Part]:
    content, scope = attachment.content, owner.scope
    if isinstance(content, ResolvedDocument):
        parts = _parts(content, geometry)
        yield _on_new_page(next(parts), attachment.first_line)
        yield from parts
        return
    if isinstance(content, Text):
        blocks = body_blocks(content, scope, "检查", geometry)
    else:
        from gongwen.compose.table import table_blocks

        blocks = tuple(table_blocks(content, scope, geometry, accounts=owner.accounts))
    yield Part(
        starts_page=True,
        attachment_mark=attachment.first_line,
        title=broken(
            (words(Text(attachment.name), scope),), (), geometry.room(geometry.title_size.nominal), owner.authorities
        ),
        blocks=blocks,
    )


def _part(resolved: ResolvedDocument, geometry: Geometry) -> Part:
    document, scope = resolved.document, resolved.scope
    recipient = "，".join(words(line, scope) for line in document.addressees) if isinstance(document, Official) else ""
    signature = signature_of(resolved, geometry)
    blocks = tuple(_blocks(resolved, geometry))
    if recipient and not recipient.endswith(_COLONS):
        recipient += RECIPIENT_END
    below, rest = halved(subtitle(document, scope), geometry.characters.nominal, resolved.authorities)
    return Part(
        title=broken(
            tuple(words(Text(line), scope) for line in resolved.title),
            resolved.title_breaks,
            geometry.room(geometry.title_size.nominal),
            resolved.authorities,
        ),
        subtitle=below,
        subtitle_rest=rest,
        recipient=recipient,
        blocks=with_company(blocks) if signature is not None else blocks,
        attachment_notes=tuple(_attachment_notes(resolved)),
        attendance=tuple(attendance_of(resolved)),
        signature=signature,
        remarks=tuple(_remarks(document, scope)),
    )


def _blocks(resolved: ResolvedDocument, geometry: Geometry) -> Iterator[Block]:
    document, scope = resolved.document, resolved.scope
    yield from _own_blocks(resolved, geometry)
    if isinstance(document, Official):
        yield from closing_blocks(document, scope)


def _own_blocks(resolved: ResolvedDocument, geometry: Geometry) -> Iterable[Block]:
    """The blocks of a kind. What composes for some kinds only is loaded for those."""
    document, scope = resolved.document, resolved.scope
    if is_issuing(document) or is_forwarding(document) or is_meeting(document):
        from gongwen.compose.notices import notice_blocks

        return notice_blocks(document, resolved, geometry)
    if is_adjustment(document) and resolved.adjusted is not None:
        from gongwen.compose.adjustment import adjustment_blocks

        return adjustment_blocks(document, resolved.adjusted, scope, geometry)
    if is_about_item(document) and resolved.letter is not None:
        from gongwen.compose.items import letter_blocks

        return letter_blocks(_body(resolved, geometry), document, resolved.letter, resolved.authorities)
    if is_answer(document):
        from gongwen.compose.answers import answered

        return answered(_body(resolved, geometry), document, scope)
    if isinstance(document, Prose):
        return _body(resolved, geometry)
    if is_roster(document):
        from gongwen.compose.roster import roster_blocks

        return roster_blocks(document, scope, geometry)
    if is_schedule(document) or is_table(document):
        from gongwen.compose.table import table_blocks

        return table_blocks(document, scope, geometry, resolved.phases, accounts=resolved.accounts)
    assert is_digest(document), f"no composing for {document.kind}"
    from gongwen.compose.digest import digest_blocks

    return digest_blocks(document, scope, geometry)


def _body(resolved: ResolvedDocument, geometry: Geometry) -> tuple[Block, ...]:
    document = resolved.document
    if not isinstance(document, Prose) or document.body is None:
        return ()
    return body_blocks(document.body, resolved.scope, document.numbering, geometry, resolved.charts)


def _attachment_notes(resolved: ResolvedDocument) -> Iterator[AttachmentNote]:
    for index, attachment in enumerate(resolved.attachments):
        yield AttachmentNote(
            lead=f"{ATTACHMENT_WORD}：" if not index else "",
            serial=f"{attachment.serial}." if attachment.serial else "",
            name=words(Text(attachment.name), resolved.scope),
        )


def _remarks(document: Document, scope: Scope) -> Iterator[str]:
    if isinstance(document, Official) and has_contact_remark(document):
        yield contact_line(document, scope)
    if document.openness:
        yield f"（此件{words(document.openness, scope)}）"
    for remark in (words(line, scope) for line in document.remarks):
        yield remark if remark.startswith(("（", "(")) else f"（{remark}）"
