"""What a document takes in, as it asks for it: a paper, a roster, phases, an item of a ledger.

Each refuses with its finding and `Unread` what cannot be taken in.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Attachment, Document, Official, Prose
from gongwen.model.phase import Phase
from gongwen.model.text import Text, clip
from gongwen.model.unread import Unread
from gongwen.model.which import is_forwarding, is_issuing, is_roster, is_schedule
from gongwen.resolve.desk import Desk
from gongwen.resolve.places import error, place_of

if TYPE_CHECKING:
    from gongwen.model.adjustment import AdjustmentNotice
    from gongwen.model.papers import Roster
    from gongwen.model.replies import AboutItem
    from gongwen.model.suggestion import Suggestion


def carried_by(document: Document, desk: Desk) -> Document | None:
    """The paper that a notice carries, if it is there to be printed."""
    if is_issuing(document):
        return _issued(document.issued, desk) if isinstance(document.issued, Text) else document.issued
    if is_forwarding(document):
        if not isinstance(document.forwarded, Text):
            return document.forwarded.as_notice()
        return desk.target(document.file) if document.file is not None else None
    return None


def _issued(reference: Text, desk: Desk) -> Document:
    target = desk.target(reference)
    if isinstance(target, Official):
        raise desk.refuse(
            error(
                "content/issued-kind",
                f"“{clip(reference)}”的文种是{target.kind}，不能由另一份通知印发。",
                place_of(reference),
                "印发的应是方案、总结、名单、表等没有红头的文件。",
            )
        )
    return target


def roster_to_adjust(notice: AdjustmentNotice, desk: Desk) -> Roster:
    """The one roster that a notice adjusts."""
    if not isinstance(notice.previous, Text):
        return notice.previous
    rosters = list(_rosters(notice.previous, desk, []))
    if len(rosters) != 1:
        names = "、".join(clip("".join(roster.title_lines)) for roster in rosters)
        raise desk.refuse(
            error(
                "content/which-roster",
                f"“{clip(notice.previous)}”里有 {len(rosters)} 份名单，不知道调整哪一份。"
                if rosters
                else f"“{clip(notice.previous)}”不是名单，也没有收入名单。",
                place_of(notice.previous),
                f"请直接写名单的文件名；它收入的有：{names}。" if rosters else "请写名单的文件名，或印发它的文件。",
            )
        )
    return rosters[0]


def _rosters(reference: Text, desk: Desk, seen: list[Document]) -> Iterator[Roster]:
    """The roster that `reference` names, or those that the document it names takes in, each once."""
    target = desk.target(reference)
    if any(target is item for item in seen):
        return
    seen.append(target)
    if is_roster(target):
        yield target
        return
    for inner in target.references():
        if inner not in target.cited():
            yield from _rosters(inner, desk, seen)


def phases_of(document: Document, enclosing: Document | None, desk: Desk) -> tuple[Phase, ...]:
    """A document's own phases, or those that a schedule draws on."""
    if isinstance(document, Prose):
        return document.phases
    if not is_schedule(document) or document.source is None:
        return ()
    is_enclosing = document.source == document.ENCLOSING_PLAN
    source = enclosing if is_enclosing else desk.target(document.source)
    if isinstance(source, Prose) and source.phases:
        return source.phases
    raise desk.refuse(
        error(
            "content/phases-missing",
            "配档表取不到阶段：收入它的文件（或所写的文件）里没有“阶段”。",
            place_of(document.source),
            _way_to_phases(document.source, enclosing if is_enclosing else None, desk),
        )
    )


def _way_to_phases(source: Text, enclosing: Document | None, desk: Desk) -> str:
    """What to write instead: the plan that the enclosing document takes in beside the schedule, if there is one."""
    folder = posixpath.dirname(place_of(source).file)
    for reference in enclosing.references() if enclosing is not None else ():
        with suppress(Unread):
            beside = desk.target(reference)
            if isinstance(beside, Prose) and beside.phases:
                path = posixpath.join(posixpath.dirname(place_of(reference).file), reference)
                return f"“{clip(reference)}”里有“阶段”，请写：取自: {posixpath.relpath(path, folder)}"
    return "请在方案里写“阶段”；“取自”也可以写方案的文件名，如：取自: 方案.yaml；或改用“行”直接写配档表。"


def organ(key: str, reference: Text, desk: Desk) -> tuple[str, Roster]:
    """A roster that a text speaks of, and how it is called there."""
    target = desk.target(reference)
    if not is_roster(target):
        raise desk.refuse(
            error(
                "content/organ-kind",
                f"“机构”里的“{clip(reference)}”文种是{target.kind}，应为名单。",
                place_of(reference),
            )
        )
    name = target.short_name if not key or key.startswith("#") else key
    if name is None:
        raise desk.refuse(
            error(
                "content/organ-name",
                f"“{clip(reference)}”没有简称，正文里无法引用。",
                place_of(reference),
                "请在名单里写“简称: ……”，或写成“机构: {工作专班: 名单.yaml}”的样子，分两行写。",
            )
        )
    return name, target


def item_of(document: AboutItem, desk: Desk) -> Suggestion:
    """The item that a letter is about."""
    from gongwen.model.suggestion import Suggestion
    from gongwen.resolve.items import find_item

    if isinstance(document.item, Suggestion):
        return document.item
    if document.ledger is None:
        raise desk.refuse(
            error(
                "content/reply-no-ledger",
                "“建议”只写了编号，没有写“台账”。",
                place_of(document.item, key="建议"),
                "请加一行，如：台账: 台账2024.xlsx；或在“建议”下面直接写编号、标题、提出人、类别、会议。",
            )
        )
    found = find_item(document, desk.ledger(document.ledger))
    if isinstance(found, Diagnostic):
        raise desk.refuse(found)
    return found


def number_before(document: Document, item: Attachment, found: list[Diagnostic]) -> str:
    """7.3.7: an attachment that is not bound with its document bears the document's number."""
    if item.is_detached == "否":
        return ""
    number = document.number if isinstance(document, Official) else None
    if number is None:
        found.append(
            error(
                "content/detached-number",
                "附件写了“另装”，首行要印公文的发文字号，公文却没有“文号”。",
                place_of(item.file or item.content or item.name or document.kind, key="附件"),
                "请写“文号”，或删去“另装”。",
            )
        )
    return number or ""
