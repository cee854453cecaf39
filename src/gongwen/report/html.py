"""A layout check as one HTML file: the pages with what is wrong drawn on them, beside them what was measured.

The file needs nothing but itself: pictures are inside it, nothing runs, nothing is fetched. Every text of a document is
escaped. The same documents give the same bytes.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from msgspec import Struct

from gongwen.check import Finding, Outcome, Span, Value
from gongwen.diagnostics import Severity
from gongwen.lengths import Length
from gongwen.measure import PagePicture, draw_pages
from gongwen.report.looked import ChapterResult, Looked, by_chapter, source_of

#: Names of the looks in the style sheet: by severity, and by what came of a check.
_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "hint"}
_OUTCOMES = {
    Outcome.FOUND: "found",
    Outcome.NOT_CHECKED: "unchecked",
    Outcome.NOT_APPLICABLE: "other",
    Outcome.PASSED: "passed",
}
#: A box is drawn so far around what it shows, in mm; a label of a mark stands so far off its line.
_ROOM, _LABEL = 0.8, 1.2
#: The number of a finding stands on the corner of its box, in a circle of this size.
_BADGE = 2.6
#: Half the length of the ticks at the ends of a mark.
_TICK = 1.5


class Mark(Struct, frozen=True):
    """A distance drawn on a page, in mm: a line, ticks at its ends, a broken tick where the end should be, a label."""

    line: tuple[float, float, float, float]
    ticks: tuple[tuple[float, float, float, float], ...]
    asked: tuple[float, float, float, float]
    label: str
    x: float
    y: float


class Note(Struct, frozen=True):
    """A finding with its number in the document, what is drawn for it and what is said of it."""

    number: int
    look: str
    severity: str
    code: str
    source: str
    force: str
    message: str
    hint: str
    measured: str
    expected: str
    box: tuple[float, float, float, float]
    badge: tuple[float, float]
    mark: Mark | None


class Side(Struct, frozen=True):
    """A page with its findings; sizes in mm."""

    number: int
    width: float
    height: float
    picture: str
    notes: tuple[Note, ...]


class Part(Struct, frozen=True):
    """A document of the report."""

    looked: Looked
    chapters: tuple[ChapterResult, ...]
    sides: tuple[Side, ...]


def write_html(documents: Iterable[Looked]) -> str:
    """The whole file."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals |= {"Outcome": Outcome, "looks": _OUTCOMES, "source_of": source_of, "badge_size": _BADGE}
    template = environment.from_string((files("gongwen.report") / "report.html.j2").read_text("utf-8"))
    return template.render(parts=[_part(looked) for looked in documents])


def _part(looked: Looked) -> Part:
    return Part(looked, tuple(by_chapter(looked.report)), tuple(_sides(draw_pages(looked.pdf), looked)))


def _sides(pictures: Sequence[PagePicture], looked: Looked) -> Iterator[Side]:
    numbered = list(enumerate(looked.report.findings, start=1))
    for number, picture in enumerate(pictures, start=1):
        notes: list[Note] = []
        for at, finding in numbered:
            if finding.found.page == number:
                notes.append(_note(at, finding, [note.badge for note in notes]))
        data = "data:image/png;base64," + base64.b64encode(picture.png).decode()
        yield Side(number, _mm(picture.width), _mm(picture.height), data, tuple(notes))


def _badge(left: float, top: float, taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """On the corner of a box, or to the right of the numbers that stand there already."""
    x, y = max(left, _BADGE), max(top, _BADGE)
    while any(math.hypot(x - other_x, y - other_y) < 2 * _BADGE for other_x, other_y in taken):
        x += 2 * _BADGE
    return round(x, 2), round(y, 2)


def _note(number: int, finding: Finding, taken: Sequence[tuple[float, float]]) -> Note:
    said, found = finding.diagnostic, finding.found
    value, box = found.value, found.spot.box
    left, top = _mm(box.left) - _ROOM, _mm(box.top) - _ROOM
    span = value.span if isinstance(value, Value) else None
    return Note(
        number=number,
        look=_SEVERITIES[said.severity],
        severity=said.severity.value,
        code=said.code,
        source=source_of(said, finding.check.force),
        force=finding.check.force.value,
        message=said.message,
        hint=said.hint or "",
        measured="" if value is None else _amount(value.measured, value),
        expected="" if value is None else _amount(value.expected, value),
        box=_rounded(left, top, _mm(box.width) + 2 * _ROOM, _mm(box.height) + 2 * _ROOM),
        badge=_badge(left, top, taken),
        mark=_mark(span, value) if span is not None and isinstance(value, Value) else None,
    )


def _amount(amount: float | str, value: object) -> str:
    if isinstance(amount, str) or not isinstance(value, Value):
        return str(amount)
    # Blank lines, sizes and lengths are told to a tenth, as in the messages; thin rules need another digit.
    digits = 2 if value.unit == "mm" and abs(value.expected) < 1 and abs(value.measured) < 1 else 1
    return f"{round(amount, digits) + 0:g} {value.unit}"


def _mark(span: Span, value: Value) -> Mark:
    at, start, end, asked = (_mm(length) for length in (span.position, span.start, span.end, span.asked))

    def line(from_: float, to: float, half: float = 0) -> tuple[float, float, float, float]:
        """Along the span from one place to another; at one place, with half a length, a tick across it."""
        if span.is_horizontal:
            return _rounded(from_, at - half, to, at + half)
        return _rounded(at - half, from_, at + half, to)

    middle = (start + end) / 2
    x, y = (middle, at - _LABEL) if span.is_horizontal else (at + _LABEL, middle)
    return Mark(
        line=line(start, end),
        ticks=(line(start, start, _TICK), line(end, end, _TICK)),
        asked=line(asked, asked, 2 * _TICK),
        label=_amount(value.measured, value),
        x=round(x, 2),
        y=round(y, 2),
    )


def _mm(length: Length) -> float:
    return round(length.mm, 2)


def _rounded(a: float, b: float, c: float, d: float) -> tuple[float, float, float, float]:
    return (round(a, 2), round(b, 2), round(c, 2), round(d, 2))
