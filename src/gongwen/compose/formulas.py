"""The set phrases of the kinds: how a text closes, whom to ask (PRACTICE).

Nothing is added that the writer has said already.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.compose.words import words
from gongwen.model.dates import in_words, parse_date
from gongwen.model.document import Contact, Document, Official
from gongwen.model.outline import last_sentence
from gongwen.model.text import Text
from gongwen.model.which import is_about_item, is_adopted, is_roster
from gongwen.printview import Block, Paragraph
from gongwen.resolve.scope import Scope
from gongwen.standard.regulation import Direction, kinds_closed_by

# --- the closing ---


def closing_blocks(document: Official, scope: Scope) -> Iterator[Block]:
    """The closing formula: the writer's own, or the usual one of the kind if the text does not close itself."""
    if document.closing is not None:
        if document.closing != Official.NO_CLOSING:
            yield Paragraph(text=words(document.closing, scope))
    elif document.usual_closing and not closes_itself(document.body):
        yield Paragraph(text=document.usual_closing)
    if document.contacts and not has_contact_remark(document):
        yield Paragraph(text=contact_line(document, scope))


def closes_itself(body: Text | None) -> bool:
    """Whether the last sentence of a text is a closing formula, of whatever kind."""
    return body is not None and bool(kinds_closed_by(last_sentence(body)))


# --- whom to ask ---


def has_contact_remark(document: Document) -> bool:
    """A document to a superior or to a deputy (Y12) names its contact under the date, any other under its text."""
    return isinstance(document, Official) and bool(document.contacts) and _signs_first(document)


def _signs_first(document: Official) -> bool:
    return document.direction is Direction.UP or is_about_item(document)


def contact_line(document: Official, scope: Scope) -> str:
    """（联系人：李明，联系电话：0533-1234567）."""
    said = "；".join(_contact(contact, scope) for contact in document.contacts)
    return f"（联系人：{said}）"


def _contact(contact: Contact, scope: Scope) -> str:
    unit = words(contact.unit, scope) if contact.unit is not None else ""
    parts = [f"{unit}{words(contact.name, scope)}"]
    if contact.phones:
        parts.append(f"联系电话：{'、'.join(contact.phones)}")
    if contact.fax is not None:
        parts.append(f"传真：{contact.fax}")
    if contact.mail is not None:
        parts.append(f"邮箱：{contact.mail}")
    return "，".join(parts)


# --- under the title ---


def subtitle(document: Document, scope: Scope) -> str:
    """The line under the title: the writer's, the day and the meeting that adopted the document, or K03."""
    if is_adopted(document) and document.adoption is not None:
        adoption = document.adoption
        return f"（{in_words(parse_date(adoption.day))}{words(adoption.meeting, scope)}通过）"
    if document.subtitle is None and is_roster(document) and document.order is not None:
        from gongwen.standard.roster import order_note

        return order_note(document.order)
    return words(document.subtitle, scope) if document.subtitle else ""
