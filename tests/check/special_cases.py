"""Cases of the special formats (clause 10), as in `cases`."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from gongwen.measure import Colour
from tests.check.cases import CASES, Case, Change, above, both, rows, shift, strokes, under
from tests.check.letters import letter, text_down_to_the_rule, with_imprint_rule, with_printing
from tests.check.orders import jointly_sealed, minutes, order, sealed
from tests.check.pages import FANG, HEI, NUMBER, PITCH, Draft, Row, Stroke, words
from tests.check.rosters import ROSTER_CASES
from tests.check.specimen import page_number
from tests.check.tables import TABLE_CASES

BLACK = Colour(0, 0, 0)


def as_letter(_: Draft) -> Draft:
    return letter()


def raised(by: float) -> Draft:
    """What stands on the first line under the double rule, moved."""
    return letter().shifted("number", dy=by).shifted("copy-number", dy=by)


letter_case = partial(Case, start=as_letter)

LETTER_CASES = (
    letter_case(
        "letter-mark-top",
        both(shift("mark", dy=-1.3), shift("upper", dy=-1.3), shift("number", dy=-1.3), shift("copy-number", dy=-1.3)),
        both(shift("mark", dy=-1.1), shift("upper", dy=-1.1), shift("number", dy=-1.1), shift("copy-number", dy=-1.1)),
    ),
    letter_case("letter-mark-centred", shift("mark", dx=1.3), shift("mark", dx=1.1)),
    letter_case("letter-mark-colour", rows("mark", colour=BLACK)),
    letter_case("letter-mark-face", rows("mark", font=HEI)),
    letter_case("letter-rules", strokes("upper-thin", thickness=0.8), strokes("upper-thin", thickness=0.6)),
    letter_case("letter-rules", lambda draft: draft.without("lower-thin")),
    letter_case("letter-rule-colour", strokes("lower-thin", colour=BLACK)),
    letter_case("letter-rule-drop", shift("upper", dy=0.75), shift("upper", dy=0.65)),
    letter_case("letter-foot-rule", shift("lower", dy=-1.3), shift("lower", dy=-1.1)),
    letter_case("letter-rule-length", strokes("lower-thick", end=191.3), strokes("lower-thick", end=191.1)),
    letter_case("letter-rule-length", shift("lower-thin", dx=1.3), shift("lower-thin", dx=1.1)),
    letter_case("letter-head-gap", lambda _: raised(0.95), lambda _: raised(0.85)),
    letter_case("letter-head-left", shift("secrecy", dx=1.3), shift("secrecy", dx=1.1)),
    letter_case("letter-head-left", both(shift("secrecy", dy=PITCH), shift("urgency", dy=-PITCH))),
    letter_case("letter-number-right", shift("number", dx=-1.3), shift("number", dx=-1.1)),
    letter_case("letter-title-gap", under("urgency", 0.4), under("urgency", 0.3)),
    Case(
        "letter-foot-gap",
        shift("lowest", dy=0.95),
        shift("lowest", dy=0.85),
        start=lambda _: text_down_to_the_rule(letter()),
    ),
    letter_case(
        "letter-first-page-number",
        lambda draft: replace(draft, rows=(*draft.rows, replace(draft.row("page-number-3"), page=1, text="—1—"))),
    ),
    letter_case("letter-imprint-form", with_imprint_rule),
    letter_case("letter-imprint-form", with_printing),
    letter_case("letter-imprint-place", shift("copies", dy=-5.1), shift("copies", dy=-4.8)),
)


def as_order(_: Draft) -> Draft:
    return order()


def as_minutes(_: Draft) -> Draft:
    return minutes()


def as_sealed(_: Draft) -> Draft:
    return sealed()


def as_jointly_sealed(_: Draft) -> Draft:
    return jointly_sealed()


order_case = partial(Case, start=as_order)
minutes_case = partial(Case, start=as_minutes)
seal_case = partial(Case, start=as_sealed)


def head_moved(by: float) -> Change:
    """A mark with all that stands below it, rules and pictures too."""

    def change(draft: Draft) -> Draft:
        for tag in {"stamp", "red-rule"} & set(draft.tags):
            draft = draft.shifted(tag, dy=by)
        return draft.moved_under(1, 0, by)

    return change


def stamp_moved(by: float) -> Change:
    """A stamp with title and date."""
    return both(shift("stamp", dy=by), shift("title", dy=by), shift("date", dy=by))


def swapped_lists(draft: Draft) -> Draft:
    """列席 stands before 请假."""
    assert draft.view is not None
    (part,) = draft.view.parts
    first, absent, heard = part.attendance
    view = replace(draft.view, parts=(replace(part, attendance=(first, heard, absent)),))
    draft = draft.shifted("请假", dy=PITCH).shifted("列席", dy=-PITCH)
    return replace(draft, view=view)


ORDER_CASES = (
    order_case("order-mark-top", head_moved(-1.3), head_moved(-1.1)),
    order_case("order-mark-centred", shift("mark", dx=1.3), shift("mark", dx=1.1)),
    order_case("order-mark-colour", rows("mark", colour=BLACK)),
    order_case("order-mark-face", rows("mark", font=HEI)),
    order_case(
        "order-number-gap",
        both(under("mark", 0.4), shift("stamp", dy=0.4 * PITCH)),
        both(under("mark", 0.3), shift("stamp", dy=0.3 * PITCH)),
    ),
    order_case("order-number-centred", shift("number", dx=1.3), shift("number", dx=1.1)),
    order_case(
        "order-body-gap",
        both(under("number", 0.4), shift("stamp", dy=0.4 * PITCH)),
        both(under("number", 0.3), shift("stamp", dy=0.3 * PITCH)),
    ),
    order_case("stamp-gap", stamp_moved(0.4 * PITCH), stamp_moved(0.3 * PITCH)),
    order_case("stamp-indent", shift("date", dx=1.3), shift("date", dx=1.1)),
    order_case(
        "stamp-indent",
        both(shift("stamp", dx=1.3), shift("title", dx=1.3)),
        both(shift("stamp", dx=1.1), shift("title", dx=1.1)),
    ),
    order_case("stamp-title-gap", shift("title", dx=-1.3), shift("title", dx=-1.1)),
    order_case("stamp-title-centred", shift("title", dy=1.3), shift("title", dy=1.1)),
    order_case("stamp-date-gap", shift("date", dy=0.4 * PITCH), shift("date", dy=0.3 * PITCH)),
)
MINUTES_CASES = (
    minutes_case(
        "minutes-mark-top",
        head_moved(-1.3),
        head_moved(-1.1),
    ),
    minutes_case("minutes-mark-centred", shift("mark", dx=1.3), shift("mark", dx=1.1)),
    minutes_case("minutes-mark-colour", rows("mark", colour=BLACK)),
    minutes_case("minutes-mark-face", rows("mark", font=HEI)),
    minutes_case("minutes-number-gap", both(under("mark", 0.4), shift("red-rule", dy=0.4 * PITCH))),
    minutes_case("minutes-line-indent", shift("issuer", dx=1.3), shift("issuer", dx=1.1)),
    minutes_case("minutes-line-indent", shift("issue-date", dx=1.3), shift("issue-date", dx=1.1)),
    minutes_case("attendance-gap", above("出席", 0.4), above("出席", 0.3)),
    minutes_case("attendance-indent", shift("请假", dx=1.3), shift("请假", dx=1.1)),
    minutes_case("attendance-wrap", shift("出席+", dx=-1.3), shift("出席+", dx=-1.1)),
    minutes_case("attendance-face", rows("列席", head=0)),
    minutes_case("attendance-order", swapped_lists),
)
SEAL_CASES = (
    seal_case("seal-centred", shift("seal", dx=1.3), shift("seal", dx=1.1)),
    seal_case("seal-middle", shift("seal", dy=-9), shift("seal", dy=-8)),
    seal_case("seal-top", shift("seal", dy=0.6), shift("seal", dy=0.1)),
    seal_case("seal-blank", shift("seal", dx=-60)),
    Case(
        "seals-apart",
        both(shift("host", dx=38), shift("seal-host", dx=38)),
        both(shift("host", dx=35), shift("seal-host", dx=35)),
        start=as_jointly_sealed,
    ),
    Case("seals-each", lambda draft: draft.without("seal-host"), also=("seal-top",), start=as_jointly_sealed),
)


def with_turned(draft: Draft) -> Draft:
    """With a wide table on pages 5 and 6, which lie on their side (clause 8), before the last page."""
    pages, last = (5, 6), 7
    return replace(
        draft.without("page-number-5"),
        turned=frozenset(pages),
        rows=(
            *(replace(row, page=last if row.page == 5 else row.page) for row in draft.without("page-number-5").rows),
            *(replace(page_number(page), angle=270.0) for page in pages),
            *(Row(f"wide-{page}", page, words(20, page), 35, 60, 12) for page in pages),
            page_number(last),
        ),
        strokes=(
            *(replace(stroke, page=last if stroke.page == 5 else stroke.page) for stroke in draft.strokes),
            *(Stroke("side", page, 35, start=50, end=150, is_horizontal=False) for page in pages),
        ),
    )


turned_case = partial(Case, start=with_turned)

TURNED_CASES = (
    turned_case("turned-number-place", shift("page-number-6", dy=1.3), shift("page-number-6", dy=1.1)),
    turned_case("turned-number-place", shift("page-number-5", dx=-1.3), shift("page-number-5", dx=-1.1)),
    turned_case("turned-number-place", shift("page-number-6", dx=1.3), shift("page-number-6", dx=1.1)),
    turned_case("turned-number-place", lambda draft: draft.without("page-number-6")),
    # As Word does by itself: below the turned page.
    turned_case("turned-number-place", rows("page-number-6", angle=0.0, x=240.0, y=195.0)),
    turned_case("turned-head", rows("page-number-5", angle=90.0), also=("turned-number-place",)),
    turned_case("page-number-order", rows("page-number-6", text="—16—")),
    turned_case("page-number-form", rows("page-number-5", text="5", x=176.6)),
    turned_case("page-number-form", rows("page-number-6", text="-6-")),
    turned_case("page-number-face", rows("page-number-6", font=FANG)),
    turned_case("page-number-size", rows("page-number-5", size=13.9), rows("page-number-5", size=14.04)),
    turned_case("turned-outside", shift("wide-6", dx=-1.8), shift("wide-6", dx=-1.3)),
)

APART = f"{NUMBER}附件1"


def bound_apart(draft: Draft) -> Draft:
    """The first attachment cannot be bound with the text."""
    assert draft.view is not None
    main, one, *others = draft.view.parts
    view = replace(draft.view, parts=(main, replace(one, attachment_mark=APART), *others))
    return replace(draft.with_rows("one-mark", text=APART), view=view)


apart_case = partial(Case, "attachment-apart", start=bound_apart)

APART_CASES = (
    apart_case(rows("one-mark", text="附件1"), rows("one-mark", text=f"{NUMBER}\u3000附件1")),
    apart_case(rows("one-mark", text="国发〔2024〕14号附件1")),
    apart_case(rows("one-mark", text="国发[2024]15号附件1")),
)

#: Of every check there is.
ALL_CASES = (
    *CASES,
    *LETTER_CASES,
    *ORDER_CASES,
    *MINUTES_CASES,
    *SEAL_CASES,
    *TURNED_CASES,
    *APART_CASES,
    *ROSTER_CASES,
    *TABLE_CASES,
)
