"""调整通知 as blocks: the opening, the new roster or the changes, succession and what is abolished (J01–J05)."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.compose.body import body_blocks
from gongwen.compose.roster import roster_in_text
from gongwen.compose.table import table_blocks
from gongwen.compose.words import words
from gongwen.model.adjustment import AdjustmentNotice
from gongwen.model.outline import paragraphs
from gongwen.model.people import Person
from gongwen.model.table import SERIAL_COLUMN, TableBody
from gongwen.model.text import Text
from gongwen.printview import Block, Paragraph
from gongwen.resolve.adjust import Adjusted, RosterMove
from gongwen.resolve.scope import Scope
from gongwen.standard.geometry import Geometry

_COLUMNS = (SERIAL_COLUMN, "名单职务", "变动", "原任", "现任", "原因")


def adjustment_blocks(notice: AdjustmentNotice, changed: Adjusted, scope: Scope, geometry: Geometry) -> Iterator[Block]:
    """The whole text of the notice; a body of the writer's own stands for the opening."""
    lists_changes = notice.publishing != "全名单"
    if notice.body is not None:
        yield from body_blocks(notice.body, scope, notice.numbering, geometry)
    else:
        yield Paragraph(text=_opening(notice, changed, scope))
    if lists_changes:
        yield from table_blocks(_table(changed.moves), scope, geometry)
    if notice.publishing != "变动表":
        if lists_changes:
            yield Paragraph(text="调整后的名单如下：")
        roster = changed.roster
        if notice.clause is not None:
            roster = roster.model_copy(update={"changes": None})
        yield from roster_in_text(roster, scope, geometry)
    if notice.clause is not None:
        yield from (Paragraph(text=words(line, scope)) for line in paragraphs(notice.clause))
    if notice.abolished:
        papers = "、".join(words(line, scope).rstrip("。") for line in notice.abolished)
        yield Paragraph(text=papers + ("。" if "废止" in papers else "同时废止。"))


def _opening(notice: AdjustmentNotice, changed: Adjusted, scope: Scope) -> str:
    """J01: the reason, who approved, what is adjusted."""
    clauses = [words(notice.reason, scope).strip("，。")]
    if notice.approval is not None:
        clauses.append(words(notice.approval, scope).strip("，。"))
    what = "调整情况" if notice.publishing != "全名单" else "调整后的名单"
    name = words(Text(changed.name), scope)
    return f"{'，'.join(clauses)}，决定对{name}组成人员作相应调整。现将{what}通知如下："


def _table(moves: tuple[RosterMove, ...]) -> TableBody:
    """One row for each change: the place, who held it, who holds it now."""
    rows = [
        dict(zip(_COLUMNS[1:], (move.spot, move.word, _said(move.before), _said(move.after), move.reason), strict=True))
        for move in moves
    ]
    columns = [name for name in _COLUMNS if name == SERIAL_COLUMN or any(row[name] for row in rows)]
    kept = [{name: Text(row[name]) for name in columns if name != SERIAL_COLUMN and row[name]} for row in rows]
    return TableBody.model_validate({"列": columns, "行": kept})


def _said(person: Person | None) -> str:
    if person is None:
        return ""
    return f"{person.name}（{person.post or person.unit}）" if person.post or person.unit else str(person.name)
