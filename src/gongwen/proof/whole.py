"""All that the proof room says of a document; what reads rosters, ledgers, tables is loaded where there are some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Document
from gongwen.model.table import TableBody
from gongwen.model.unread import Unread, as_far_as_read
from gongwen.model.which import is_roster, is_with_figures
from gongwen.proof.numbering import check_numbering
from gongwen.proof.official import check_official
from gongwen.proof.padded_names import check_padded_names
from gongwen.proof.titles import check_lines
from gongwen.resolve.document import ResolvedDocument
from gongwen.standard.geometry import Geometry


def check_written(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """What can be seen in the documents themselves, as far as they could be read."""
    for document in documents:
        yield from as_far_as_read(check_numbering, document)
        if is_roster(document):
            from gongwen.proof.roster import check_roster

            yield from as_far_as_read(check_roster, document)


def check_resolved(resolved: ResolvedDocument, geometry: Geometry) -> Iterator[Diagnostic]:
    """What can be seen once the references of a document are known, as far as it could be read."""
    for check in _checks(resolved):
        yield from as_far_as_read(check, resolved)
    yield from as_far_as_read(check_lines, resolved, geometry)


def _checks(resolved: ResolvedDocument) -> Iterator[Callable[[ResolvedDocument], Iterable[Diagnostic]]]:
    yield check_official
    yield check_padded_names
    if _any_paper(resolved, lambda paper: is_with_figures(paper.document)):
        from gongwen.proof.figures import check_figures
        from gongwen.proof.stated import check_stated

        yield from (check_figures, check_stated)
    has_tables = _any_paper(resolved, _has_tables)
    if has_tables or _any_paper(resolved, _has_people):
        from gongwen.proof.staffing import check_staffing

        yield check_staffing
    if has_tables:
        from gongwen.proof.task_table import check_task_tables

        yield check_task_tables


def _any_paper(resolved: ResolvedDocument, has: Callable[[ResolvedDocument], bool]) -> bool:
    """Whether something is true of a document or of what goes out with it; of what could not be read it may be."""
    try:
        return any(map(has, resolved.papers()))
    except Unread:
        return True


def _has_tables(paper: ResolvedDocument) -> bool:
    document = paper.document
    return isinstance(document, TableBody) or bool(document.ledger_tables())


def _has_people(paper: ResolvedDocument) -> bool:
    return is_roster(paper.document) or paper.adjusted is not None
