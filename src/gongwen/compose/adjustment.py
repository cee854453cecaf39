"""调整通知 as blocks: the opening, the new roster or the changes, succession and what is abolished (J01–J05)."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.compose.body import body_blocks
from gongwen.compose.roster import roster_in_text
from gongwen.compose.table import table_blocks
from gongwen.compose.words import words
from gongwen.model.adjustment import SPOT_JOINT, AdjustmentNotice
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
    if notice.publishing == "变动句":
        yield from (Paragraph(text=sentence) for sentence in move_sentences(changed.moves))
    elif lists_changes:
        yield from table_blocks(_table(changed.moves), scope, geometry)
    if notice.publishing in ("全名单", "两者"):
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


def move_sentences(moves: tuple[RosterMove, ...]) -> Iterator[str]:
    """J03: who replaces whom on one line; appointments first, then who changes his place or post, then who leaves."""
    replaced: dict[tuple[str, str], list[RosterMove]] = {}
    joined: dict[str, list[RosterMove]] = {}
    left: dict[str, list[RosterMove]] = {}
    changed: list[str] = []
    for move in moves:
        if move.before is None and move.after is not None:
            joined.setdefault(move.after.name, []).append(move)
        elif move.after is None and move.before is not None:
            left.setdefault(move.before.name, []).append(move)
        elif move.before is not None and move.after is not None:
            if move.before.name != move.after.name:
                replaced.setdefault((move.after.name, move.before.name), []).append(move)
            elif move.after.post:
                changed.append(f"{_place(move.spot)}{move.after.name}同志现任{move.after.post}。")
    for (_, old), found in replaced.items():
        yield f"{_comrade(found)}任{_places(found)}，{old}同志不再担任{_places(found)}。"
    stays = [name for name in joined if name in left]
    yield from (f"{_comrade(found)}任{_places(found)}。" for name, found in joined.items() if name not in stays)
    yield from (f"{name}同志任{_places(joined[name])}，不再担任{_places(left[name])}。" for name in stays)
    yield from changed
    yield from (f"{name}同志不再担任{_places(found)}。" for name, found in left.items() if name not in stays)


def _comrade(moves: list[RosterMove]) -> str:
    """Who comes in, with his post in front of his name."""
    person = moves[0].after
    assert person is not None
    return f"{person.post or person.unit or ''}{person.name}同志"


def _places(moves: list[RosterMove]) -> str:
    return "、".join(dict.fromkeys(_place(move.spot) for move in moves))


def _place(spot: str) -> str:
    """综合组组长 of 综合组·组长."""
    return spot.replace(SPOT_JOINT, "")


def _said(person: Person | None) -> str:
    if person is None:
        return ""
    return f"{person.name}（{person.post or person.unit}）" if person.post or person.unit else str(person.name)
