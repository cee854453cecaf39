"""For every check: the specimen just inside the rule and just outside it.

A place may be off by 1 mm where the standard gives 1 mm or nothing, 0.5 mm where it gives that; 0.2 mm and a little
more are allowed for the renderer and the instrument (gongwen.check.tolerance).
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import asdict, replace

from gongwen.measure import Colour, Font
from gongwen.printview import AuthorityMark, Paragraph, PrintView
from tests.check.pages import (
    CELL,
    DATE,
    FANG,
    HEI,
    KAI,
    LEFT,
    MM_PER_PT,
    PITCH,
    RIGHT,
    SONG,
    Draft,
    Row,
    Stroke,
    slot,
    words,
)
from tests.check.specimen import BODY, COPIES, HEADING, OPENING, TITLE, page_number, specimen

Change = Callable[[Draft], Draft]
RIGHT_SIDE = ("date", "authority", "signatory", "printing-date", "page-number-1", "page-number-3", "page-number-5")


class Case(Struct, frozen=True, dict=True):
    """One code. `inside` keeps the rule, but barely; None where there is nothing between kept and broken.

    `also` are milder codes that the same fault cannot but raise; `start` makes another specimen of the usual one.
    """

    code: str
    outside: Change
    inside: Change | None = None
    upward: bool = False
    sealed: bool = True
    also: tuple[str, ...] = ()
    start: Change | None = None

    def draft(self) -> Draft:
        draft = specimen(upward=self.upward, sealed=self.sealed)
        return draft if self.start is None else self.start(draft)


def shift(tag: str, *, dx: float = 0, dy: float = 0) -> Change:
    return lambda draft: draft.shifted(tag, dx=dx, dy=dy)


def rows(tag: str, **changes: object) -> Change:
    return lambda draft: draft.with_rows(tag, **changes)


def strokes(tag: str, **changes: object) -> Change:
    return lambda draft: draft.with_strokes(tag, **changes)


def under(tag: str, lines: float) -> Change:
    """Everything below an element of a page moved by so many lines; the imprint and rules stay."""

    def change(draft: Draft) -> Draft:
        row = draft.row(tag)
        return draft.moved_under(row.page, row.y + 0.1, lines * PITCH)

    return change


def both(*changes: Change) -> Change:
    def change(draft: Draft) -> Draft:
        for one in changes:
            draft = one(draft)
        return draft

    return change


def edge_moved(*, left: float = 0, right: float = 0) -> Change:
    """Another margin: what hangs on an edge goes with it, and full lines fill the new width."""

    def moved(row: Row) -> Row:
        if row.tag.startswith(RIGHT_SIDE):
            return replace(row, x=row.x + right)
        if row.tag in ("mark", "title", "one-title", "two-title") or (row.tag == "number" and row.x > 60):
            return replace(row, x=row.x + (left + right) / 2)
        x = row.x + left
        if row.x + row.width > RIGHT - 1:
            return replace(row, x=x, cell=(RIGHT + right - row.em - x) / (len(row.text) - 1))
        return replace(row, x=x)

    def change(draft: Draft) -> Draft:
        return replace(
            draft,
            rows=tuple(map(moved, draft.rows)),
            strokes=tuple(replace(one, start=one.start + left, end=one.end + right) for one in draft.strokes),
        )

    return change


def lines_to(height: float) -> Change:
    """Another pitch, all lines of the type area spread from its top; gaps between elements spread with them."""

    def change(draft: Draft) -> Draft:
        factor = height / 225
        pages = {2, 3, 4}
        moved = tuple(
            replace(row, y=37 + (row.y - 37) * factor) if row.page in pages and row.y < 262 else row
            for row in draft.rows
        )
        first = draft.row("recipient").y
        return replace(
            draft,
            rows=tuple(
                replace(row, y=first + (row.y - first) * factor) if row.page == 1 and first < row.y < 262 else row
                for row in moved
            ),
        )

    return change


def one_line_fewer(draft: Draft) -> Draft:
    """Page 2 ends a line early, and its last line opens page 3."""
    last = max((row for row in draft.rows if row.page == 2 and row.y < 262), key=lambda row: row.y)
    pushed = replace(draft, rows=tuple(row for row in draft.rows if row is not last))
    pushed = pushed.moved_under(3, 0, PITCH)
    return replace(pushed, rows=(*pushed.rows, replace(last, page=3, y=slot(1))))


def body_early(draft: Draft) -> Draft:
    """Page 2 ends three lines early: three of its lines go to page 3."""
    for _ in range(3):
        draft = one_line_fewer(draft)
    return draft


def narrow_lines(draft: Draft) -> Draft:
    """27 characters to a line: the full ones are set wider, the last of each goes."""

    def fewer(row: Row) -> Row:
        count = 25 if len(row.text) == 26 else 27
        return replace(row, text=row.text[:count], cell=(RIGHT - row.em - row.x) / (count - 1))

    return replace(
        draft,
        rows=tuple(
            fewer(row) if row.tag.rstrip("+") in ("body", "last", "run-in") and row.x + row.width > RIGHT - 1 else row
            for row in draft.rows
        ),
        view=None,
    )


def swapped(text: str, by: str) -> Callable[[PrintView], PrintView]:
    """The view with one text in it replaced, wherever it stands."""

    def change(value: object) -> object:
        if isinstance(value, str):
            return value.replace(text, by)
        if isinstance(value, tuple):
            return tuple(map(change, value))
        if isinstance(value, Struct):
            changed = {name: change(held) for name, held in asdict(value).items()}
            return replace(value, **changed)
        return value

    return lambda view: change(view)  # type: ignore[return-value]


def said(tag: str, text: str, by: str) -> Change:
    """The document says something else: in its view and on its page alike."""

    def change(draft: Draft) -> Draft:
        row = draft.row(tag)
        assert text in row.text
        return draft.with_rows(tag, text=row.text.replace(text, by)).seen_as(swapped(text, by))

    return change


def recipients_below(draft: Draft) -> Draft:
    """Recipients in the imprint, a line above the copies."""
    view, text, copies = draft.view, "主送：各市人民政府。", draft.row("copies")
    assert view is not None
    assert view.imprint is not None
    above = replace(copies, tag="below", text=text, y=copies.y - 9)
    first = next(stroke for stroke in draft.strokes if stroke.tag == "imprint-first")
    made = replace(draft, rows=(*draft.rows, above)).with_strokes("imprint-first", position=first.position - 9)
    return replace(made, view=replace(view, imprint=replace(view.imprint, recipients=text[3:])))


def ruled_above_the_copies(draft: Draft) -> Draft:
    copies = draft.row("copies")
    return replace(
        draft, strokes=(*draft.strokes, Stroke("imprint-between", copies.page, copies.y - 6, thickness=0.265))
    )


def ended(tag: str, right: float) -> Change:
    """A row ending at `right`."""
    return lambda draft: draft.with_rows(tag, x=right - draft.row(tag).width)


def rewritten(start: int, text: str) -> Change:
    """Characters of the first paragraph from `start` on are others, in the view and on the page."""

    def change(draft: Draft) -> Draft:
        new = BODY[:start] + text + BODY[start + len(text) :]
        changed, at = [], 0
        for row in draft.rows:
            if row.tag.rstrip("+") == "body":
                changed.append(replace(row, text=new[at : at + len(row.text)]))
                at += len(row.text)
            else:
                changed.append(row)
        return replace(draft, rows=tuple(changed)).seen_as(swapped(BODY, new))

    return change


def above(tag: str, lines: float) -> Change:
    """An element and all below it moved by so many lines."""

    def change(draft: Draft) -> Draft:
        row = draft.row(tag)
        return draft.moved_under(row.page, row.y - 0.1, lines * PITCH)

    return change


def all_raised(by: float) -> Change:
    """Another top margin: the text of all pages and what hangs on it."""

    def change(draft: Draft) -> Draft:
        for page in range(1, 6):
            draft = draft.moved_under(page, 0, -by)
        return draft.shifted("red-rule", dy=-by).shifted("imprint-first", dy=-by).shifted("imprint-inner", dy=-by)

    return change


def sized(tag: str, size: float) -> Change:
    """Centred rows in another size."""

    def change(draft: Draft) -> Draft:
        changed = []
        for row in draft.rows:
            new = replace(row, size=size) if row.tag == tag else row
            changed.append(replace(new, x=(LEFT + RIGHT - new.width) / 2) if row.tag == tag else row)
        return replace(draft, rows=tuple(changed))

    return change


def no_body_on_page_1(draft: Draft) -> Draft:
    """The paragraph of page 1 is not there."""
    return draft.without("opening").without("opening+").seen_as(swapped(OPENING, ""))


def inserted(at: int, text: str) -> Change:
    """Characters put into the first paragraph of page 2 at the end of its first line, which goes out of the area."""

    def change(draft: Draft) -> Draft:
        row = draft.row("body")
        return draft.with_rows("body", text=row.text[:at] + text).seen_as(swapped(BODY, BODY[:at] + text + BODY[at:]))

    return change


def dated(text: str) -> Change:
    """Another date, in its place, the name centred on it."""

    def change(draft: Draft) -> Draft:
        new = replace(draft.row("date"), text=text)
        new = replace(new, x=RIGHT - 4 * CELL - new.width)
        name = draft.row("authority")
        draft = draft.with_rows("authority", x=new.x + (new.width - name.width) / 2)
        return draft.with_rows("date", text=text, x=new.x).seen_as(swapped(DATE, text))

    return change


def signature_alone(draft: Draft) -> Draft:
    """Page 3 holds nothing of the text but the signature."""
    assert draft.view is not None
    kept = [row for row in draft.rows if not (row.page == 3 and row.tag in ("last+", "note", "note+", "note-two"))]
    last = "".join(row.text for row in kept if row.tag in ("last", "last+"))
    main = draft.view.parts[0]
    blocks = (*main.blocks[:-1], Paragraph(text=last))
    main = replace(main, blocks=blocks, attachment_notes=())
    rise = slot(1) - draft.row("authority").y
    moved = replace(draft, rows=tuple(kept), view=replace(draft.view, parts=(main, *draft.view.parts[1:])))
    return moved.moved_under(3, 0, rise)


def signature_with_contact(draft: Draft) -> Draft:
    """Page 3 holds the signature and the line that names whom to ask."""
    draft = signature_alone(draft)
    assert draft.view is not None
    main, text = draft.view.parts[0], "（联系人：李明，联系电话：0533-1234567）"
    main = replace(main, blocks=(*main.blocks, Paragraph(text=text)))
    draft = replace(draft, view=replace(draft.view, parts=(main, *draft.view.parts[1:])))
    draft = draft.moved_under(3, 0, 4 * PITCH)
    return replace(draft, rows=(*draft.rows, Row("contact", 3, text, LEFT + 2 * CELL, slot(1))))


def other_name(draft: Draft) -> Draft:
    """附件说明 calls the second attachment otherwise than its page does."""
    assert draft.view is not None
    main = draft.view.parts[0]
    notes = (main.attachment_notes[0], replace(main.attachment_notes[1], name="另一个名称"))
    view = replace(draft.view, parts=(replace(main, attachment_notes=notes), *draft.view.parts[1:]))
    return replace(draft.with_rows("note-two", text="2.另一个名称"), view=view)


def text_added(row: Row) -> Change:
    return lambda draft: replace(draft, rows=(*draft.rows, row))


def title_of(*lines: str) -> Change:
    """The three lines of the title with other texts, each centred."""

    def change(draft: Draft) -> Draft:
        texts = iter(lines)
        changed = []
        for row in draft.rows:
            if row.tag == "title":
                new = replace(row, text=next(texts))
                changed.append(replace(new, x=(LEFT + RIGHT - new.width) / 2))
            else:
                changed.append(row)
        draft = replace(draft, rows=tuple(changed))
        assert draft.view is not None
        main = replace(draft.view.parts[0], title=lines)
        return replace(draft, view=replace(draft.view, parts=(main, *draft.view.parts[1:])))

    return change


def signatories(*names: tuple[str, float, float]) -> Change:
    """Other names, each with the end of its row and the lines above the number."""

    def change(draft: Draft) -> Draft:
        model = draft.row("signatory")
        made = [
            replace(model, tag=f"signatory-{index}", text=name, y=model.y - up * PITCH)
            for index, (name, _, up) in enumerate(names)
        ]
        placed = [replace(row, x=end - row.width) for row, (_, end, _) in zip(made, names, strict=True)]
        first = min(placed, key=lambda row: (row.y, row.x))
        draft = draft.without("signatory").with_rows("signatory-word", y=first.y, x=first.x - 4 * CELL)
        assert draft.view is not None
        assert draft.view.masthead is not None
        head = replace(draft.view.masthead, signatories=tuple(name for name, _, _ in names))
        return replace(draft, rows=(*draft.rows, *placed), view=replace(draft.view, masthead=head))

    return change


def joint(draft: Draft) -> Draft:
    """Two authorities' names in the place of one, 文件 to their right."""
    mark, names = draft.row("mark"), ("云山市自然资源局", "云山市住房建设局")
    size, gap = 30.0, 4.0
    first = replace(mark, text=names[0], size=size, tag="mark-1")
    width = first.width + gap + 2 * first.em
    step = first.em * 1.25
    first = replace(first, x=(LEFT + RIGHT - width) / 2, y=72 + 0.85 * first.em)
    second = replace(first, text=names[1], y=first.y + step, tag="mark-2")
    word = replace(first, text="文件", x=first.x + first.width + gap, y=first.y + step / 2, tag="mark-word")
    lower = (second.y + 0.12 * second.em) - (mark.y + 0.12 * mark.em)
    moved = draft.moved_under(1, mark.y + 1, lower).shifted("red-rule", dy=lower).without("mark")
    assert moved.view is not None
    assert moved.view.masthead is not None
    head = replace(moved.view.masthead, mark=AuthorityMark(authorities=names, text="文件"))
    return replace(moved, rows=(*moved.rows, first, second, word), view=replace(moved.view, masthead=head))


def head_raised(lines: float) -> Change:
    """The mark and what stands above it stay; number, rule and all below go down by so many lines."""

    def change(draft: Draft) -> Draft:
        moved = draft.moved_under(1, draft.row("mark").y + 1, lines * PITCH)
        return moved.shifted("red-rule", dy=lines * PITCH)

    return change


GREY, BLUE = Colour(60, 60, 60), Colour(0, 0, 255)


def mark_of(draft: Draft, size: float) -> Draft:
    """The mark in another size, its ink where it was; what stands under it goes up by what it is lower."""
    row = draft.row("mark")
    new = replace(row, size=size)
    new = replace(new, x=(LEFT + RIGHT - new.width) / 2, y=72 + 0.85 * new.em)
    drop = (row.y + 0.12 * row.em) - (new.y + 0.12 * new.em)
    moved = draft.moved_under(1, row.y + 1, -drop).shifted("red-rule", dy=-drop)
    return replace(moved, rows=tuple(new if one.tag == "mark" else one for one in moved.rows))


CASES = (
    Case("page-size", lambda draft: replace(draft, width=211), lambda draft: replace(draft, width=210.2)),
    Case("left-margin", edge_moved(left=-1.3), edge_moved(left=-1.1)),
    Case("right-margin", edge_moved(right=1.3), edge_moved(right=1.1)),
    Case(
        "top-margin",
        all_raised(1.3),
        all_raised(1.1),
    ),
    Case("bottom-margin", body_early, also=("lines-per-page",)),
    Case(
        "text-outside",
        text_added(Row("table", 3, words(10), RIGHT - 10 * CELL + 1.5, slot(20))),
        text_added(Row("table", 3, words(10), RIGHT - 10 * CELL + 1.3, slot(20))),
    ),
    Case("hanging-mark", inserted(26, "，"), rewritten(25, "，")),
    Case("lines-per-page", one_line_fewer),
    Case("characters-per-line", narrow_lines),
    Case("line-pitch", lines_to(223.5), lines_to(224)),
    Case("uneven-pitch", under("heading", 0.08), under("heading", 0.03)),
    Case("body-size", rows("last", size=15.8, cell=CELL), rows("last", size=16.04, cell=CELL)),
    Case("body-face", rows("last", font=SONG)),
    Case("text-colour", rows("last", colour=BLUE), rows("last", colour=GREY)),
    Case("lost-text", rows("body", text=BODY[:25])),
    # --- 7.2 ---
    Case("copy-number-place", shift("copy-number", dx=1.3), shift("copy-number", dx=1.1)),
    Case("copy-number-form", said("copy-number", "000012", "00012")),
    Case("secrecy-place", shift("secrecy", dx=1.3), shift("secrecy", dy=0.3 * PITCH)),
    Case("secrecy-type", rows("secrecy", font=FANG)),
    Case("urgency-place", shift("urgency", dx=-1.3), shift("urgency", dx=-1.1)),
    Case("urgency-type", rows("urgency", size=14)),
    Case("mark-top", shift("mark", dy=-1.3), shift("mark", dy=-1.1)),
    Case("mark-centred", shift("mark", dx=1.3), shift("mark", dx=1.1)),
    Case("joint-mark", shift("mark-word", dy=1.3), shift("mark-word", dy=1.1), start=joint),
    Case("mark-colour", rows("mark", colour=Colour(90, 0, 0)), rows("mark", colour=Colour(230, 0, 18))),
    Case("mark-face", rows("mark", font=HEI)),
    Case("mark-size", lambda draft: mark_of(draft, 20), lambda draft: mark_of(draft, 22)),
    Case("number-gap", head_raised(0.5), head_raised(0.3)),
    Case("number-centred", shift("number", dx=1.3), shift("number", dx=1.1)),
    Case("number-indent", shift("number", dx=1.3), shift("number", dx=1.1), upward=True),
    Case("number-form", said("number", "〔2024〕15号", "〔2024〕05号"), said("number", "15号", "19号")),
    Case("number-type", rows("number", font=KAI)),
    Case("signatory-indent", shift("signatory", dx=1.3), shift("signatory", dx=1.1), upward=True),
    Case("signatory-face", rows("signatory", font=FANG), upward=True),
    Case("signatory-line", both(shift("signatory", dy=-1.3)), shift("signatory", dy=-1.1), upward=True),
    Case(
        "signatories-per-line",
        both(signatories(("孙明远", RIGHT - CELL, 1), ("李四光", RIGHT - CELL, 0)), head_raised(1)),
        both(
            signatories(("孙明远", RIGHT - 5 * CELL, 1), ("李四光", RIGHT - CELL, 1), ("王小五", RIGHT - CELL, 0)),
            head_raised(1),
        ),
        upward=True,
    ),
    Case("red-rule-missing", lambda draft: draft.without("red-rule")),
    Case("red-rule-width", strokes("red-rule", end=RIGHT - 1.3), strokes("red-rule", end=RIGHT - 1.1)),
    Case("red-rule-drop", shift("red-rule", dy=0.75), shift("red-rule", dy=0.68)),
    Case("red-rule-colour", strokes("red-rule", colour=Colour(0, 0, 0))),
    Case("red-rule-thickness", strokes("red-rule", thickness=0.3), strokes("red-rule", thickness=0.36)),
    # --- 7.3.1 to 7.3.3 ---
    Case("title-gap", under("number", 0.4), under("number", 0.3)),
    Case("title-size", sized("title", 21), sized("title", 22.04)),
    Case("title-face", rows("title", font=HEI)),
    Case("title-centred", shift("title", dx=1.3), shift("title", dx=1.1)),
    Case(
        "title-shape",
        title_of(TITLE[2], TITLE[0], TITLE[1]),
        title_of(TITLE[0], TITLE[2], TITLE[1]),
    ),
    Case("recipient-gap", above("recipient", 0.4), above("recipient", 0.3)),
    Case("recipient-flush", shift("recipient", dx=1.3), shift("recipient", dx=1.1)),
    Case("recipient-colon", said("recipient", "各市人民政府：", "各市人民政府:")),
    Case("body-gap", under("recipient", 0.4), under("recipient", 0.3)),
    Case("body-on-first-page", no_body_on_page_1),
    Case("first-line-indent", rows("last", x=LEFT + 2 * CELL + 1.3), rows("last", x=LEFT + 2 * CELL + 1.1)),
    Case("wrapped-lines", shift("run-in+", dx=1.3), shift("run-in+", dx=1.1)),
    Case("heading-face", rows("heading", font=FANG)),
    Case("run-in-text-face", rows("run-in+", font=KAI)),
    # --- 7.3.4 to 7.3.7 ---
    Case("attachment-note-gap", above("note", 0.4), above("note", 0.3)),
    Case("attachment-note-indent", shift("note", dx=1.3), shift("note", dx=1.1)),
    Case("attachment-note-wrap", shift("note+", dx=-1.3), shift("note+", dx=-1.1)),
    Case("attachment-names", shift("note-two", dx=1.3), shift("note-two", dx=1.1)),
    Case("attachment-note-form", said("note", "附件：", "附件；")),
    Case("sealed-date-indent", both(shift("date", dx=1.3), shift("authority", dx=1.3)), shift("date", dx=1.1)),
    Case("signature-centred", shift("authority", dx=1.3), shift("authority", dx=1.1)),
    Case("unsealed-gap", under("note-two", 0.4), under("note-two", 0.3), sealed=False),
    Case(
        "unsealed-indent",
        both(shift("authority", dx=-1.3), shift("date", dx=-1.3)),
        both(shift("authority", dx=-1.1), shift("date", dx=-1.1)),
        sealed=False,
    ),
    Case("unsealed-shift", shift("date", dx=1.3), shift("date", dx=1.1), sealed=False),
    Case("date-form", dated("2024年01月09日"), dated("2024年1月19日")),
    Case("signature-alone", signature_alone),
    Case("signature-alone", signature_with_contact),
    Case("no-text-words", text_added(Row("word", 3, "（此页无正文）", LEFT + 2 * CELL, slot(20)))),
    Case("remark-indent", shift("remark", dx=1.3), shift("remark", dx=1.1)),
    Case("remark-gap", shift("remark", dy=0.4 * PITCH), shift("remark", dy=0.3 * PITCH)),
    Case("remark-form", said("remark", "（此件公开发布）", "(此件公开发布)")),
    Case(
        "attachment-new-page",
        both(above("one-mark", 2), text_added(Row("rest", 4, "前一页剩下的话", LEFT + 2 * CELL, slot(1)))),
    ),
    Case("attachment-mark-place", shift("one-mark", dx=1.3), shift("one-mark", dx=1.1)),
    Case("attachment-mark-type", rows("one-mark", font=FANG)),
    Case("attachment-mark-form", said("one-mark", "附件1", "附件1：")),
    Case("attachment-title-gap", under("one-mark", 0.4), under("one-mark", 0.3)),
    Case("attachment-title-centred", shift("two-title", dx=1.3), shift("two-title", dx=1.1)),
    Case("attachment-title-differs", other_name),
    # --- 7.4, 7.5 ---
    Case(
        "imprint-last-page",
        both(
            text_added(Row("rest", 6, words(10), LEFT + 2 * CELL, slot(1))), text_added(replace(page_number(6), page=6))
        ),
    ),
    Case("recipients-ruled", ruled_above_the_copies, start=recipients_below),
    Case("imprint-rule-missing", lambda draft: draft.without("imprint-inner")),
    Case("imprint-rule-width", strokes("imprint-last", start=LEFT - 1.3), strokes("imprint-last", start=LEFT - 1.1)),
    Case("imprint-rule-thickness", strokes("imprint-last", thickness=0.5), strokes("imprint-last", thickness=0.46)),
    Case("imprint-bottom", shift("imprint-last", dy=0.75), shift("imprint-last", dy=0.68)),
    Case("imprint-size", rows("printing", size=13.5), rows("printing", size=14.04)),
    Case("imprint-face", rows("copies", font=SONG)),
    Case("copies-indent", shift("copies+", dx=1.3), shift("copies+", dx=1.1)),
    Case("copies-form", said("copies+", COPIES[27:], COPIES[27:-1])),
    Case("printing-indent", shift("printing-date", dx=-1.3), shift("printing-date", dx=-1.1)),
    Case(
        "printing-date-form", both(said("printing-date", "印发", "印"), ended("printing-date", RIGHT - 14 * MM_PER_PT))
    ),
    Case("page-number-missing", lambda draft: draft.without("page-number-3")),
    Case("page-number-order", rows("page-number-4", text="—1—")),
    Case("page-number-form", rows("page-number-2", text="-2-")),
    Case("page-number-size", rows("page-number-2", size=13.9), rows("page-number-2", size=14.04)),
    Case("page-number-face", rows("page-number-1", font=FANG)),
    Case("page-number-side", shift("page-number-2", dx=1.3), shift("page-number-2", dx=1.1)),
    Case("page-number-drop", shift("page-number-3", dy=1.3), shift("page-number-3", dy=1.1)),
    # --- ends of lines, fonts ---
    Case("line-start", rewritten(26, "，"), rewritten(27, "，")),
    Case("line-end", rewritten(53, "（"), rewritten(52, "（")),
    Case("split-mark", rewritten(53, "——"), rewritten(52, "——")),
    Case("split-number", rewritten(52, "2026"), rewritten(50, "2026")),
    Case("split-number", rewritten(53, "9%"), rewritten(52, "9%")),
    Case("unknown-face", text_added(Row("rest", 3, words(10), LEFT + 2 * CELL, slot(20), font="Arial-Black"))),
    Case("fallback-face", rows("heading", head=1, head_font="NotoSerifCJKsc", text=HEADING)),
    Case("font-not-embedded", lambda draft: replace(draft, fonts=(*draft.fonts, Font("SimSun", is_embedded=False)))),
)
