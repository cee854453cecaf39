"""A document on an office's head, read as its registry would: routing, elements, title."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Official
from gongwen.proof.routing import check_routing
from gongwen.proof.titles import check_title
from gongwen.resolve.document import ResolvedDocument


def check_official(resolved: ResolvedDocument) -> Iterator[Diagnostic]:
    """What the regulation and practice say of a resolved document; nothing of one without a head (格式: 普通)."""
    document = resolved.document
    if isinstance(document, Official) and document.layout_format != "普通":
        yield from check_routing(resolved)
        yield from check_title(resolved)
