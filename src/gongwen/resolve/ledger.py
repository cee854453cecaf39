"""What only a whole ledger shows: numbers given twice, days in the wrong order, figures that do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongwen.diagnostics import Diagnostic, Place, Severity
from gongwen.model.counting import Counting
from gongwen.model.dates import parse_date
from gongwen.model.ledger import Ledger, gaps_in_words
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import Origin, clip
from gongwen.reckon.figures import needing
from gongwen.reckon.identities import Breach, Unchecked, breaches, unchecked
from gongwen.reckon.selection import Selection
from gongwen.resolve.places import error, remark, warning

#: So many rows are named with a finding that concerns several.
MOST_NAMED = 8
#: So many figures are named that a missing column costs.
_MOST_LOST = 5
_TITLE = re.compile(r"关于.+的(?:建议|提案|议案)|.*建议.*")


def check_ledger(ledger: Ledger, counting: Counting, on: date | None = None) -> Iterator[Diagnostic]:
    """Every finding about the rows. `on`: what is dated later cannot have happened (None: not looked at)."""
    yield from _numbers(ledger)
    for row in ledger.rows:
        yield from _days(ledger, row, on)
    yield from _titles(ledger)
    yield from _reply_numbers(ledger)
    yield from _bodies(ledger)
    rows = Selection(ledger.rows, counting, on, ledger.gaps)
    for item in unchecked(rows):
        if item.is_needed:
            yield told_unchecked(
                item, counting, Place(ledger.file, spot=f"表“{item.gap.sheet}”" if item.gap.sheet else "")
            )
    for breach in breaches(rows):
        place = _place(ledger.origin(breach.rows[0], breach.key), breach.key) if breach.rows else Place(ledger.file)
        yield told(breach, ledger, breach.says, place)


def told(breach: Breach, ledger: Ledger, says: str, place: Place) -> Diagnostic:
    """The finding of an identity that does not hold."""
    tell = remark if breach.is_likely else warning
    hint = named(ledger, breach.rows, breach.key)
    return tell("content/ledger-identity", f"{says}（{breach.rule}）", place, hint)


def told_unchecked(item: Unchecked, counting: Counting, place: Place) -> Diagnostic:
    """The finding of a key that a ledger lacks although its other figures ask for it."""
    dimensions, others = needing(item.gap.key, counting)
    lost = [f"按{'、'.join(dimensions)}分的件数"] if dimensions else []
    lost += [f"{'、'.join(others[:_MOST_LOST])}{'等' if len(others) > _MOST_LOST else ''}"] if others else []
    message = f"{gaps_in_words((item.gap,), place.file)}，{'和'.join(lost)}算不出来，{'、'.join(item.rules)} 没有核对。"
    return warning("content/ledger-column", message, place, item.gap.hint)


def named(ledger: Ledger, rows: tuple[Suggestion, ...], key: str = "编号") -> str | None:
    """Which rows, as a reader finds what they say under `key` in the file: 082（表“市级”A17）、……"""
    if not rows:
        return None
    found = [f"{row.number}（{spot(ledger.origin(row, key))}）" for row in rows[:MOST_NAMED]]
    more = f"等 {len(rows)} 件" if len(rows) > MOST_NAMED else ""
    return f"见 {'、'.join(found)}{more}。"


def spot(origin: Origin) -> str:
    """A place inside the ledger's file."""
    return origin.spot or f"第 {origin.line} 行"


def _place(origin: Origin, key: str = "编号") -> Place:
    return Place(origin.file, origin.line, origin.column, key, origin.spot)


def _numbers(ledger: Ledger) -> Iterator[Diagnostic]:
    """A number is given once in a session of its congress or conference."""
    seen: dict[tuple[str, str, str, str], Suggestion] = {}
    for row in ledger.rows:
        key = (row.kind, row.tier, row.session or "", row.number.lstrip("0"))
        first = seen.setdefault(key, row)
        if first is not row:
            yield error(
                "content/ledger-number-twice",
                f"编号“{row.number}”在{spot(ledger.origin(first))}已经有了，会算成两件。",
                _place(ledger.origin(row)),
                "重复登记的请删去一行；不同会议、不同层级的，请写明“会议”“层级”或“类别”。",
            )


def _days(ledger: Ledger, row: Suggestion, on: date | None) -> Iterator[Diagnostic]:
    assigned, due, replied = (
        parse_date(day) if day is not None else None for day in (row.assigned, row.due, row.replied)
    )
    for key, later, says in (
        ("答复日期", replied, "答复日期"),
        ("办结时限", due, "办结时限"),
    ):
        if assigned is not None and later is not None and later < assigned:
            yield warning(
                "content/ledger-days",
                f"{row.number}号的{says}早于交办日期（{row.assigned}）。",
                _place(ledger.origin(row, key), key),
                "请核对这两个日期。",
            )
    if due is not None and replied is not None and replied > due:
        yield warning(
            "content/ledger-late",
            f"{row.number}号的答复日期（{row.replied}）超过了办结时限（{row.due}）。",
            _place(ledger.origin(row, "答复日期"), "答复日期"),
            "日期有误请改正；确实超期的，不计入按时办结。",
        )
    if on is not None and replied is not None and replied > on:
        yield warning(
            "content/ledger-future",
            f"{row.number}号的答复日期（{row.replied}）在 {on.isoformat()} 之后，按还没有答复计算。",
            _place(ledger.origin(row, "答复日期"), "答复日期"),
            "请核对日期，或改“截至”。",
        )


def _titles(ledger: Ledger) -> Iterator[Diagnostic]:
    odd = tuple(row for row in ledger.rows if not _TITLE.fullmatch(row.title))
    if odd:
        yield Diagnostic(
            Severity.HINT,
            "content/ledger-title",
            f"有 {len(odd)} 件的标题不是“关于……的建议（提案）”的样子，引用时照原样写。",
            _place(ledger.origin(odd[0], "标题"), "标题"),
            hint=named(ledger, odd, "标题"),
        )


def _bodies(ledger: Ledger) -> Iterator[Diagnostic]:
    """A body among the persons is addressed as one all the same; the clerk is to know."""
    bodies = tuple(row for row in ledger.rows if row.bodies and row.proposing_unit is None)
    if bodies:
        yield remark(
            "content/ledger-body",
            f"有 {len(bodies)} 件的提出人是单位（{clip('、'.join(bodies[0].bodies))}），按集体提出的算。",
            _place(ledger.origin(bodies[0], "提出人"), "提出人"),
            f"单位请写在“提出单位”这一列；{named(ledger, bodies, '提出人')}",
        )


def _reply_numbers(ledger: Ledger) -> Iterator[Diagnostic]:
    """A reply has a number of its own; looked at where the ledger keeps such numbers."""
    if not any(row.reply_number for row in ledger.rows):
        return
    bare = tuple(row for row in ledger.rows if row.is_answering and row.replied and not row.reply_number)
    if bare:
        yield warning(
            "content/ledger-reply-number",
            f"有 {len(bare)} 件已经答复，没有写答复文号。",
            _place(ledger.origin(bare[0], "答复文号"), "答复文号"),
            named(ledger, bare, "答复文号"),
        )
