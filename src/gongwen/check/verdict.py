"""What a check is, and what it can say of a document.

A check has a permanent code, the demand of the standard that it tests, and a function from the facts of a document to
what it found wrong. What could not be looked at is said so: not checked is never passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from gongwen.check.document import Laid
from gongwen.check.found import Found, Unchecked
from gongwen.check.outcome import NotApplicable, NotChecked, Outcome, Skip
from gongwen.diagnostics import Diagnostic, Place, Severity
from gongwen.standard.formats import Format
from gongwen.standard.requirement import Count, Force, Form, Requirement

STANDARD = "GB/T 9704—2012"
#: The source of what an office has chosen in place of the standard's.
OWN_SETTING = "本单位设置"

EVERY = frozenset(Format)
#: Clause 7 without what clause 10 puts in its place.
ORDINARY = frozenset({Format.DOCUMENT, Format.PLAIN})
LETTER = frozenset({Format.LETTER})
ORDER, MINUTES = frozenset({Format.ORDER}), frozenset({Format.MINUTES})
NOT_LETTER = EVERY - LETTER

#: So many findings of one check are named on a page.
_NAMED = 3

SEVERITIES = {
    Force.MUST: Severity.ERROR,
    Force.USUAL: Severity.WARNING,
    Force.RECOMMENDED: Severity.WARNING,
    Force.MAY: Severity.HINT,
    Force.PRACTICE: Severity.HINT,
}


Judge = Callable[[Laid], Iterable[Found | Unchecked]]


class Check(Struct, frozen=True):
    """One rule. `rule` is its number in the project's reference of layout rules, `meaning` a line of the docs.

    `standard` names another standard than GB/T 9704; empty for what no standard asks. `formats` are those it holds in.
    """

    code: str
    rule: str
    demand: Requirement | Count | Form
    judge: Judge
    meaning: str
    standard: str = STANDARD
    formats: frozenset[Format] = EVERY

    @property
    def force(self) -> Force:
        return self.demand.force

    @property
    def severity(self) -> Severity:
        return SEVERITIES[self.force]

    @property
    def clause(self) -> str | None:
        """The source as a reader is told it; none for what is only practice: that is never called the standard's."""
        if self.force is Force.PRACTICE or not self.standard:
            return None
        return f"{self.standard} {self.demand.clause}"

    def __reduce__(self) -> tuple[object, ...]:
        # A verdict may come from another process; what it was passed by stays there.
        return _judged, (self.code, self.rule, self.demand, self.meaning, self.standard, self.formats)


def _judged(
    code: str, rule: str, demand: Requirement | Count | Form, meaning: str, standard: str, formats: frozenset[Format]
) -> Check:
    return Check(code, rule, demand, _judge_no_more, meaning, standard, formats)


def _judge_no_more(laid: Laid) -> Iterable[Found | Unchecked]:
    raise AssertionError("this check came with a verdict from another process")


class Finding(Struct, frozen=True):
    """What a check found, with the check that found it.

    `is_own`: the demand is not the standard's but what the office has chosen in its place.
    """

    check: Check
    found: Found
    file: str
    is_own: bool = False

    @property
    def diagnostic(self) -> Diagnostic:
        found = self.found
        box = found.spot.box
        place = Place(
            file=self.file,
            spot=f"第 {found.page} 页",
            page=found.page,
            box=(round(box.left.mm, 2), round(box.top.mm, 2), round(box.right.mm, 2), round(box.bottom.mm, 2)),
        )
        check = self.check
        clause = OWN_SETTING if self.is_own else check.clause
        return Diagnostic(check.severity, check.code, found.message, place, clause, found.hint or None)


class Verdict(Struct, frozen=True):
    """What one check says of one document; `reason` for the two outcomes that are neither passed nor found."""

    check: Check
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    reason: str = ""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return tuple(finding.diagnostic for finding in self.findings)


def pass_verdict(check: Check, laid: Laid, file: str, *, is_own: bool = False) -> Verdict:
    """Run one check. What it finds over and over on one page is counted."""
    try:
        if laid.format not in check.formats:
            _pass_over(check, laid.format)
        judged = tuple(check.judge(laid))
    except Skip as skip:
        return Verdict(check, skip.outcome, reason=skip.reason)
    found = [item for item in judged if isinstance(item, Found)]
    if found:
        findings = tuple(Finding(check, item, file, is_own) for item in _not_too_many(dict.fromkeys(found)))
        return Verdict(check, Outcome.FOUND, findings)
    reasons = [item.reason for item in judged if isinstance(item, Unchecked)]
    if reasons:
        return Verdict(check, Outcome.NOT_CHECKED, reason="；".join(dict.fromkeys(reasons)))
    return Verdict(check, Outcome.PASSED)


def _pass_over(check: Check, format: Format | None) -> None:
    """A document of another format has no such rule; of one that was not recognised that cannot be said."""
    if format is not None:
        raise NotApplicable(f"{format.value}格式没有这一条")
    if check.formats != EVERY:
        raise NotChecked("没有认出是哪一种格式")


def _not_too_many(found: Iterable[Found]) -> Iterator[Found]:
    """A fault of a style shows in every paragraph: a page names the first few and counts the rest."""
    by_page: dict[int, list[Found]] = {}
    for item in found:
        by_page.setdefault(item.page, []).append(item)
    for items in by_page.values():
        yield from items[: _NAMED - 1]
        rest = len(items) - _NAMED
        if len(items) >= _NAMED:
            last = items[_NAMED - 1]
            yield replace(last, message=f"{last.message}本页还有 {rest} 处。") if rest else last
