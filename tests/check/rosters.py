"""A roster of two pages that keeps every custom, and what breaks each (K04, K05, K07, K08, K18)."""

from __future__ import annotations

from msgspec.structs import replace

from gongwen.printview import Part, PrintView, RosterLine, RosterText
from tests.check.cases import Case, Change, rows, shift
from tests.check.pages import BIAO, CELL, HEI, KAI, LEFT, Draft, Row, centred, slot, words
from tests.check.specimen import page_number

_POST = words(22, 51)
_LONG = words(19 + 6, 52)
_LINES = (
    ("组　长：", "孙明远", _POST),
    ("副组长：", "赵　立", _LONG),
    ("", "周文成", words(8, 53)),
    ("成　员：", "高　松", words(9, 54)),
)
_NAMES = "王一丁、李　起、艾尔肯·艾力江、"
_OVER = "陈　军、王　芳"


def roster() -> Draft:
    """The title, six lines on page 1, two on page 2: people with posts, then names alone."""
    made = [centred(Row("title", 1, "工作专班名单", 0, slot(1), 22, BIAO))]
    blocks: list[RosterLine | RosterText] = []
    line = 3
    for number, (label, name, post) in enumerate(_LINES):
        if label:
            made.append(Row(f"label-{number}", 1, label, LEFT, slot(line)))
        made.append(Row(f"name-{number}", 1, name, LEFT + 4 * CELL, slot(line)))
        made.append(Row(f"post-{number}", 1, post[:19], LEFT + 8 * CELL, slot(line)))
        if len(post) > 19:
            line += 1
            made.append(Row(f"hanging-{number}", 1, post[19:], LEFT + 8 * CELL, slot(line)))
        blocks.append(RosterLine(label=label, name=name, post=post))
        line += 1
    made.append(Row("names", 1, _NAMES, LEFT + 4 * CELL, slot(line)))
    blocks.append(RosterText(label="", text=_NAMES))
    for number, text in enumerate((_OVER, _OVER)):
        made.append(Row(f"over-{number}", 2, text, LEFT + 4 * CELL, slot(number + 1)))
        blocks.append(RosterText(label="", text=text))
    made += [page_number(1), page_number(2)]
    view = PrintView(format="普通", parts=(Part(title=("工作专班名单",), blocks=tuple(blocks)),))
    return Draft(tuple(made), view=view)


def from_roster(_: Draft) -> Draft:
    return roster()


def _broken_name(draft: Draft) -> Draft:
    """李　起 stands on two lines."""
    draft = draft.with_rows("names", text=_NAMES.replace("李　起、艾尔肯·艾力江、", "李"))
    other = Row("names+", 1, "起、艾尔肯·艾力江、", LEFT + 4 * CELL, draft.row("names").y + slot(2) - slot(1))
    return replace(draft, rows=(*draft.rows, other))


def _spread(tag: str, share: float) -> Change:
    return lambda draft: draft.with_rows(tag, cell=CELL * share)


ROSTER_CASES = (
    Case("roster-label", _spread("label-0", 1.15), _spread("label-0", 1.09), start=from_roster),
    Case("roster-name", _spread("name-1", 1.15), _spread("name-1", 1.09), start=from_roster),
    Case("roster-columns", shift("hanging-1", dx=1.3), shift("hanging-1", dx=1.1), start=from_roster),
    Case("roster-split", _broken_name, start=from_roster),
    Case("roster-face", rows("label-0", font=KAI), rows("label-0", font=HEI), start=from_roster),
    Case("roster-face", rows("name-1", font=HEI), rows("name-1", font=KAI), start=from_roster),
    Case("roster-face", rows("post-0", font=KAI), start=from_roster),
    Case("roster-face", rows("names", font=HEI), rows("names", font=KAI), start=from_roster),
    Case("roster-stray", lambda draft: _gone(draft, "over-1"), start=from_roster),
)


def _gone(draft: Draft, tag: str) -> Draft:
    def shorter(view: PrintView) -> PrintView:
        (part,) = view.parts
        return replace(view, parts=(replace(part, blocks=part.blocks[:-1]),))

    return draft.without(tag).seen_as(shorter)


#: What else breaks a custom: another place, the same finding.
MORE: dict[str, tuple[str, Change]] = {
    "a label that is not at the edge": ("roster-label", shift("label-0", dx=1.5)),
    "a name that is not padded": ("roster-name", rows("name-3", text="高松")),
    "a name of three that is spread": ("roster-name", _spread("name-0", 1.2)),
    "names out of their column": ("roster-columns", shift("name-2", dx=2)),
    "a post out of its column": ("roster-columns", shift("post-3", dx=2)),
    "a name in a row that is not padded": ("roster-name", rows("over-0", text="陈军、王　芳")),
}
