"""The letter (10.1) that keeps every rule, and its cases: the specimen of clause 7 with another head and imprint."""

from __future__ import annotations

from msgspec.structs import replace

from gongwen.printview import AuthorityMark, Imprint, PrintView
from tests.check.pages import (
    BIAO,
    BOTTOM,
    CELL,
    EM,
    HEI,
    LEFT,
    MM_PER_PT,
    NUMBER,
    PITCH,
    RED,
    RIGHT,
    Draft,
    Row,
    Stroke,
    below,
    centred,
    ending,
    slot,
    words,
)
from tests.check.specimen import AUTHORITY, COPIES, MARK_SIZE, specimen

#: Ink of a 42 pt mark, thick and thin lines of the double rules, and what stands between them.
MARK_TOP, THICK, THIN, GAP = 30.0, 0.794, 0.265, 0.353
FOOT = 297.0 - 20
EDGES = (20.0, 190.0)


def letter(*, is_full: bool = True) -> Draft:
    """With everything, or without what stands to the left of the number."""
    draft = specimen()
    mark = centred(Row("mark", 1, AUTHORITY, 0, MARK_TOP + 0.85 * MARK_SIZE * MM_PER_PT, MARK_SIZE, BIAO, RED))
    top = mark.y + 0.08 * mark.em + 4
    first = top + THICK + GAP + THIN + 7 / 8 * EM + 0.85 * EM
    head = [mark, ending(Row("number", 1, NUMBER, 0, first), RIGHT)]
    if is_full:
        head += [
            Row("copy-number", 1, "000012", LEFT, first),
            Row("secrecy", 1, "机密★1年", LEFT, first + PITCH, font=HEI),
            Row("urgency", 1, "特急", LEFT, first + 2 * PITCH, font=HEI),
        ]
    old = draft.row("title")
    draft = draft.moved_under(1, old.y - 1, below(22, head[-1].y, lines=2) - old.y)
    gone = {row.tag for row in head} | {"copy-number", "secrecy", "urgency", "page-number-1"}
    gone |= {"printing", "printing-date", "copies", "copies+"}
    em = 14 * MM_PER_PT
    copies = [
        Row("copies", 5, COPIES[:27], LEFT + em, slot(22) - PITCH, 14),
        Row("copies+", 5, COPIES[27:], LEFT + 4 * em, slot(22), 14),
    ]
    rows = (*head, *(row for row in draft.rows if row.tag not in gone), *copies)
    assert draft.view is not None
    return replace(draft, rows=rows, strokes=double_rules(top), view=_view(draft.view, is_full=is_full))


def double_rules(top: float) -> tuple[Stroke, ...]:
    apart = (THICK + THIN) / 2 + GAP
    start, end = EDGES
    return tuple(
        Stroke(tag, 1, position, start, end, thickness, RED)
        for tag, position, thickness in (
            ("upper-thick", top + THICK / 2, THICK),
            ("upper-thin", top + THICK / 2 + apart, THIN),
            ("lower-thin", FOOT - apart / 2, THIN),
            ("lower-thick", FOOT + apart / 2, THICK),
        )
    )


def _view(view: PrintView, *, is_full: bool) -> PrintView:
    assert view.masthead is not None
    head = replace(view.masthead, mark=AuthorityMark(text=AUTHORITY))
    if not is_full:
        head = replace(head, copy_number="", secrecy="", urgency="")
    return replace(view, format="信函", masthead=head, imprint=Imprint(copies=COPIES))


def with_printing(draft: Draft) -> Draft:
    """Its imprint names who printed it."""
    row = replace(draft.row("copies+"), tag="printing", text="云山市自然资源局办公室", x=LEFT + 14 * MM_PER_PT)
    draft = draft.shifted("copies", dy=-PITCH)
    assert draft.view is not None
    assert draft.view.imprint is not None
    imprint = replace(draft.view.imprint, printing_authority=row.text)
    return replace(draft, rows=(*draft.rows, row), view=replace(draft.view, imprint=imprint))


def with_imprint_rule(draft: Draft) -> Draft:
    return replace(draft, strokes=(*draft.strokes, Stroke("imprint-last", 5, BOTTOM)))


def text_down_to_the_rule(draft: Draft) -> Draft:
    """A line of page 1 stands on the line above the lower double rule."""
    edge = FOOT - (THICK + THIN) / 4 - GAP / 2 - THIN / 2
    row = Row("lowest", 1, words(10), LEFT + 2 * CELL, edge - 7 / 8 * EM - 0.08 * EM)
    return replace(draft, rows=(*draft.rows, row))
