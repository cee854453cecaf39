"""What the texts of a document may name, gathered from all its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

from gongwen.model.document import Document, Official, Prose
from gongwen.model.text import Text
from gongwen.model.which import is_about_item, is_answer, is_issuing, is_with_figures
from gongwen.resolve.desk import Desk
from gongwen.resolve.document import ResolvedAttachment, ResolvedDocument
from gongwen.resolve.names import (
    UNIT_NAMES,
    Names,
    attached_rosters,
    attachment_names,
    incoming_names,
    issued_names,
    phase_names,
    roster_names,
    table_names,
    unit_names,
)
from gongwen.resolve.scope import Scope
from gongwen.resolve.taken_in import organ
from gongwen.standard.elements import ATTACHMENT_WORD

if TYPE_CHECKING:
    from gongwen.model.figures import WithFigures
    from gongwen.model.papers import Roster
    from gongwen.resolve.accounts import Accounts
    from gongwen.resolve.items import ItemLetter


class Parts(Protocol):
    """The parts of a document that names stand for; each may be unread."""

    @property
    def document(self) -> Document: ...
    @property
    def written_title(self) -> tuple[str, ...]: ...
    @property
    def authorities(self) -> tuple[str, ...]: ...
    @property
    def issued(self) -> ResolvedDocument | None: ...
    @property
    def letter(self) -> ItemLetter | None: ...
    @property
    def attachments(self) -> tuple[ResolvedAttachment, ...]: ...
    @property
    def accounts(self) -> Accounts | None: ...


def scope_of(
    parts: Parts, referring: Iterable[Text], desk: Desk, resolved: Callable[[Document], ResolvedDocument]
) -> Scope:
    """The names for the texts `referring`; `resolved` gives a roster that is named with what it says itself."""
    document, names = parts.document, Names()
    names.say("标题", lambda: "".join(parts.written_title))
    if any(UNIT_NAMES in text for text in referring):
        # The file of units is read for those only who ask for it.
        names.add(lambda: unit_names(desk.units()), UNIT_NAMES)
    names.say("发文机关", lambda: "、".join(parts.authorities))
    names.say("日期", lambda: document.date)
    if isinstance(document, Official):
        names.say("文号", lambda: document.number)
    if is_issuing(document):
        names.add(lambda: {"印发": issued_names(parts.issued)} if parts.issued is not None else {}, "印发")
    if is_answer(document):
        names.add(lambda: {"来文": incoming_names(document.incoming)} if document.incoming else {}, "来文")
    if is_about_item(document):
        names.add(lambda: parts.letter.names() if parts.letter is not None else {})
    names.add(
        lambda: {ATTACHMENT_WORD: attachment_names(document, parts.attachments)} if parts.attachments else {},
        ATTACHMENT_WORD,
    )
    if isinstance(document, Prose):
        names.add(lambda: phase_names(document.phases), "阶段")
        names.add(lambda: table_names(document.tables, parts.accounts), "表")
        names.each(lambda: document.organs.items(), lambda item: _add_organ(names, *item, desk, resolved))
    names.each(lambda: attached_rosters(parts.attachments), lambda item: _add_attached(names, *item))
    if is_with_figures(document):
        _add_figures(names, document, parts, desk)
    return names.scope()


def _add_organ(
    names: Names, key: str, reference: Text, desk: Desk, resolved: Callable[[Document], ResolvedDocument]
) -> None:
    name, roster = organ(key, reference, desk)
    names.add(lambda: {name: roster_names(roster, resolved(roster))}, name)


def _add_attached(names: Names, name: str, roster: Roster, resolved: ResolvedDocument) -> None:
    names.add(lambda: {name: roster_names(roster, resolved)}, name, is_weaker=True)


def _add_figures(names: Names, document: WithFigures, parts: Parts, desk: Desk) -> None:
    from gongwen.resolve.charts import CHARTS
    from gongwen.resolve.figures import FigureNames, figure_names

    names.add(lambda: figure_names(document, parts.accounts, desk.office.counting, desk.found), is_weaker=True)
    names.add(lambda: _charts(document, parts, desk), CHARTS)
    names.add_last(lambda: FigureNames(parts.accounts.figures) if parts.accounts is not None else {})


def _charts(document: WithFigures, parts: Parts, desk: Desk) -> dict[str, Scope]:
    from gongwen.resolve.charts import CHARTS, chart_names

    if not document.charts:
        return {}
    return {CHARTS: Scope(None, chart_names(document, parts.accounts, desk.office.counting))}
