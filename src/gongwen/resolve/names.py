"""What the names of a text stand for: its attachments, the rosters it speaks of, the paper it answers."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from gongwen.model.document import Document
from gongwen.model.phase import Phase
from gongwen.model.table import TableBody
from gongwen.model.text import cited, unquoted
from gongwen.model.unread import Unread
from gongwen.model.which import is_roster
from gongwen.resolve.document import ResolvedAttachment, ResolvedDocument
from gongwen.resolve.scope import (
    UNREAD,
    Composition,
    HowMany,
    PhaseNames,
    PhaseText,
    RosterText,
    Said,
    Scope,
    TableText,
    said,
)
from gongwen.resolve.scope import Names as PeopleNames

if TYPE_CHECKING:
    from gongwen.model.answers import Incoming
    from gongwen.model.papers import Roster
    from gongwen.model.register import Unit
    from gongwen.model.roster import Group, RosterBody
    from gongwen.resolve.accounts import Accounts

T = TypeVar("T")


class Names:
    """The names of a document while they are gathered.

    Of a name that hangs on something unread it is only known that it is there; where even that cannot be told, any name
    may be one.
    """

    def __init__(self) -> None:
        self._found: dict[str, Scope] = {}
        self._last: Mapping[str, Scope] = {}
        self._is_open = False

    def say(self, name: str, words: Callable[[], str | None]) -> None:
        """`name` stands for these words, if there are any."""
        self.add(lambda: {name: said(found)} if (found := words()) else {}, name)

    def add(
        self,
        names: Callable[[], Mapping[str, Scope]],
        called: str | None = None,
        *,
        is_weaker: bool = False,
    ) -> None:
        """Add names; `called` is the only one there may be. Those that are `is_weaker` leave others as they are."""
        try:
            found = names()
        except Unread:
            if called is None:
                self._is_open = True
            else:
                self._found.setdefault(called, UNREAD)
            return
        self._found = {**found, **self._found} if is_weaker else {**self._found, **found}

    def each(self, items: Callable[[], Iterable[T]], add: Callable[[T], None]) -> None:
        """Add for each of these, of which none stops another."""
        try:
            waiting = tuple(items())
        except Unread:
            self._is_open = True
            return
        for item in waiting:
            try:
                add(item)
            except Unread:
                self._is_open = True

    def add_last(self, names: Callable[[], Mapping[str, Scope]]) -> None:
        """Names that are too many to be listed: looked up when no other fits."""
        try:
            self._last = names()
        except Unread:
            self._is_open = True

    def scope(self) -> Scope:
        found = ChainMap(self._found, self._last) if self._last else self._found  # type: ignore[arg-type]
        return Scope(None, found, is_open=self._is_open)


def issued_names(issued: ResolvedDocument) -> Scope:
    """印发: the paper that a notice carries."""
    return Scope(None, {"标题": said(issued.name)})


def phase_names(phases: Sequence[Phase]) -> dict[str, Scope]:
    """阶段: all of them, and how they are called and counted."""
    if not phases:
        return {}
    children = {
        "个数": Scope(HowMany(len(phases))),
        "名称": Scope(PhaseNames(tuple(phases), is_short=False)),
        "简称": Scope(PhaseNames(tuple(phases), is_short=True)),
    }
    return {"阶段": Scope(PhaseText(tuple(phases)), children)}


def table_names(tables: Mapping[str, TableBody], accounts: Accounts | None) -> dict[str, Scope]:
    """表: each by its name."""
    return (
        {"表": Scope(None, {name: Scope(TableText(item, accounts)) for name, item in tables.items()})} if tables else {}
    )


def attached_rosters(attachments: Iterable[ResolvedAttachment]) -> Iterator[tuple[str, Roster, ResolvedDocument]]:
    """Every attached roster that has a short name, with it."""
    for attachment in attachments:
        content = attachment.content
        if isinstance(content, ResolvedDocument) and is_roster(content.document):
            roster = content.document
            if roster.short_name:
                yield roster.short_name, roster, content


def incoming_names(incoming: Incoming) -> Scope:
    """来文: how it is cited, and its parts."""
    whole = cited(unquoted(incoming.title))
    parts = {"单位": incoming.sender, "标题": incoming.title, "文号": incoming.number, "日期": incoming.date}
    children = {name: said(text) for name, text in parts.items() if text is not None}
    return Scope(Said(f"{whole}（{incoming.number}）" if incoming.number else whole), children)


#: {单位.各区县局}
UNIT_NAMES = "单位"


def unit_names(units: Iterable[Unit]) -> dict[str, Scope]:
    """Every collective name as the units that it takes in, in their order, by the names that are printed; nothing where
    no unit has one."""
    found: dict[str, list[str]] = {}
    for unit in units:
        for collective in unit.collectives:
            found.setdefault(collective, []).append(unit.names[0])
    return {UNIT_NAMES: Scope(None, {name: said("、".join(names)) for name, names in found.items()})} if found else {}


def attachment_names(document: Document, attachments: Iterable[ResolvedAttachment]) -> Scope:
    """附件.名单: by the writer's label, else by the attached document's kind or the name given here; and by number."""
    names: dict[str, Scope] = {}
    for index, (item, attachment) in enumerate(zip(document.attachments, attachments, strict=True), start=1):
        scope = Scope(Said(attachment.mark), {"名称": said(attachment.name)})
        content = attachment.content
        kind = content.document.kind if isinstance(content, ResolvedDocument) else None
        for name in (item.label or kind or attachment.name, str(index)):
            names.setdefault(name, scope)
    return Scope(None, names)


def roster_names(roster: RosterBody, resolved: ResolvedDocument) -> Scope:
    own = resolved.scope

    def by_rank(group: Group) -> dict[str, Scope]:
        return {
            rank: Scope(PeopleNames(entries, own), {"带职务": Scope(PeopleNames(entries, own, is_titled=True))})
            for rank, entries in group.ranks.items()
        }

    children = by_rank(roster) | {
        "名称": said(resolved.name),
        "组成": Scope(Composition(roster, own)),
        "名单": Scope(RosterText(roster, own)),
    }
    if roster.office is not None:
        children["办公室"] = Scope(None, by_rank(roster.office))
    if roster.groups:
        members = {name: Scope(None, by_rank(group)) for name, group in roster.groups.items()}
        children["工作组"] = Scope(Said("、".join(roster.groups)), members)
    return Scope(Said(roster.short_name or resolved.name), children)
