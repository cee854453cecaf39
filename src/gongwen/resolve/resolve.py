"""Following the references of one document, downwards."""

from __future__ import annotations

from msgspec import Struct

from gongwen.diagnostics import ContentError, Diagnostic, GongwenError, Place, Severity, joined
from gongwen.model.document import Document
from gongwen.model.office import Office
from gongwen.model.unread import Unread, without
from gongwen.resolve.checks import texts_of
from gongwen.resolve.desk import Desk, Library
from gongwen.resolve.document import ResolvedDocument, as_far_as_known
from gongwen.resolve.paper import resolve_paper


class Resolution(Struct, frozen=True):
    """A document as far as its references were found, with all findings.

    With a `refusal`, which says what is wrong in ledgers and registers, it cannot be made.
    """

    document: ResolvedDocument
    diagnostics: tuple[Diagnostic, ...]
    refusal: GongwenError | None

    def sound(self) -> ResolvedDocument:
        """Of a refused document what no finding is about: its head, without the fields in which errors were found."""
        errors = [item.place for item in self.diagnostics if item.severity is Severity.ERROR]
        document = self.document.document
        faulty = [name for name, value in document.__dict__.items() if any(_is_in(place, value) for place in errors)]
        faulty += [
            name for name, field in type(document).model_fields.items() for place in errors if field.alias == place.key
        ]
        return as_far_as_known(_Head(self.document, without(document, *faulty), frozenset(faulty)))


class _Head(Struct, frozen=True):
    """What is known of the head of a refused document."""

    resolved: ResolvedDocument
    document: Document
    faulty: frozenset[str]

    @property
    def authorities(self) -> tuple[str, ...]:
        if "authorities" in self.faulty:
            raise Unread
        return self.resolved.authorities

    @property
    def title(self) -> tuple[str, ...]:
        # One that is composed of others' words may change with them.
        return self.document.title_lines


def _is_in(place: Place, value: object) -> bool:
    """Whether a finding is about a text of `value`."""
    return any(
        text.origin is not None
        and text.origin.file == place.file
        and text.origin.line <= place.line <= text.origin.line + text.count("\n")
        for text in texts_of(value)
    )


def resolve_readable(document: Document, library: Library, office: Office) -> Resolution:
    """The document with its references found as far as they can be; it may lack parts itself."""
    desk = Desk(library, office)
    resolved = resolve_paper(desk, document)
    found = tuple(dict.fromkeys(desk.found))
    refused = list(desk.refused)
    if any(item.severity is Severity.ERROR for item in found):
        refused.insert(0, ContentError())
    return Resolution(resolved, found, joined(refused) if refused else None)


def resolve_document(
    document: Document, library: Library, office: Office
) -> tuple[ResolvedDocument, tuple[Diagnostic, ...]]:
    """The document with its references found, and the warnings on the way.

    Refuses (ContentError, FileError) with every finding if one of them is an error.
    """
    resolution = resolve_readable(document, library, office)
    if resolution.refusal is not None:
        raise joined([resolution.refusal], resolution.diagnostics)
    return resolution.document, resolution.diagnostics
