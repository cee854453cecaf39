"""What the names of a text stand for: its attachments, the rosters it speaks of, the paper it answers."""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.model.document import Document
from gongwen.model.register import Unit
from gongwen.model.roster import Group, RosterBody
from gongwen.model.statutory import Incoming
from gongwen.model.text import unquoted
from gongwen.resolve.document import ResolvedAttachment, ResolvedDocument
from gongwen.resolve.scope import Composition, Names, RosterText, Said, Scope, said


def incoming_names(incoming: Incoming) -> Scope:
    """来文: how it is cited, and its parts."""
    cited = f"《{unquoted(incoming.title)}》"
    parts = {"单位": incoming.sender, "标题": incoming.title, "文号": incoming.number, "日期": incoming.date}
    children = {name: said(text) for name, text in parts.items() if text is not None}
    return Scope(Said(f"{cited}（{incoming.number}）" if incoming.number else cited), children)


#: {单位.各区县局}
UNIT_NAMES = "单位"


def unit_names(units: Iterable[Unit]) -> Scope:
    """Every collective name as the units that it takes in, in their order, by the names that are printed."""
    found: dict[str, list[str]] = {}
    for unit in units:
        for collective in unit.collectives:
            found.setdefault(collective, []).append(unit.names[0])
    return Scope(None, {name: said("、".join(names)) for name, names in found.items()})


def attachment_names(document: Document, attachments: Iterable[ResolvedAttachment]) -> dict[str, Scope]:
    """附件.名单: by the writer's label, else by the attached document's kind or the name given here; and by number."""
    names: dict[str, Scope] = {}
    for index, (item, attachment) in enumerate(zip(document.attachments, attachments, strict=True), start=1):
        scope = Scope(Said(attachment.mark), {"名称": said(attachment.name)})
        content = attachment.content
        kind = content.document.kind if isinstance(content, ResolvedDocument) else None
        for name in (item.label or kind or attachment.name, str(index)):
            names.setdefault(name, scope)
    return names


def roster_names(roster: RosterBody, resolved: ResolvedDocument) -> Scope:
    own = resolved.scope

    def by_rank(group: Group) -> dict[str, Scope]:
        return {
            rank: Scope(Names(entries, own), {"带职务": Scope(Names(entries, own, is_titled=True))})
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
