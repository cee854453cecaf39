"""Small builders for tests: documents from plain mappings, references from a dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Document
from gongwen.model.kinds import DOCUMENTS
from gongwen.model.ledger import Ledger
from gongwen.model.office import Office
from gongwen.model.register import Unit
from gongwen.model.text import Text
from gongwen.printview import Block, PrintView
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.resolve import resolve_document
from gongwen.standard.geometry import NATIONAL, Geometry

OFFICE = Office.model_validate({"发文机关": "云山市自然资源局"})


def document(keys: Mapping[str, Any]) -> Document:
    """The document that these keys make; no text of it has an origin."""
    return DOCUMENTS[keys["文种"]].model_validate(dict(keys))


class Shelf(Struct, frozen=True, dict=True):
    """The documents that references name, by the name as written."""

    documents: Mapping[str, Document] = field(default_factory=dict)

    def target(self, reference: Text) -> Document:
        return self.documents[reference]

    def ledger(self, reference: Text) -> Ledger:
        raise AssertionError(f"no ledger on this shelf: {reference}")

    def units(self) -> tuple[Unit, ...]:
        return ()


def resolve(
    keys: Mapping[str, Any], *, others: Mapping[str, Mapping[str, Any]] | None = None
) -> tuple[ResolvedDocument, tuple[Diagnostic, ...]]:
    """The resolved document of `keys`; `others` are the files it may refer to."""
    shelf = Shelf({name: document(other) for name, other in (others or {}).items()})
    return resolve_document(document(keys), shelf, OFFICE)


def compose(
    keys: Mapping[str, Any],
    *,
    others: Mapping[str, Mapping[str, Any]] | None = None,
    geometry: Geometry = NATIONAL,
) -> PrintView:
    """The print view of `keys` on the page of `geometry`."""
    from gongwen.compose.document import compose_view

    return compose_view(resolve(keys, others=others)[0], geometry)


def shape(block: Block) -> tuple[str, ...]:
    """A block as its kind and texts, for short comparisons."""
    kind = type(block).__name__
    names = [name for name in ("heading", "label", "name", "post", "text") if hasattr(block, name)]
    return (kind, *(getattr(block, name) for name in names))
