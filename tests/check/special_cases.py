"""Cases of the special formats (clause 10), as in `cases`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from gongwen.measure import Colour
from tests.check.cases import CASES, Case, both, rows, shift, strokes, under
from tests.check.letters import letter, text_down_to_the_rule, with_imprint_rule, with_printing
from tests.check.pages import HEI, PITCH, Draft

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

#: Of every check there is.
ALL_CASES = (*CASES, *LETTER_CASES)
