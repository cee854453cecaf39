"""A layout check as plain data, for JSON."""

from __future__ import annotations

from gongwen.check import FaceUse, Finding, Value, Verdict
from gongwen.report.looked import Looked
from gongwen.standard.clauses import CHAPTER_OF
from gongwen.standard.requirement import Count, Requirement

Data = dict[str, object]


def layout_data(looked: Looked) -> Data:
    """Lengths in mm, rounded to a hundredth; every check there is, with what came of it."""
    report = looked.report
    return {
        "conforms": report.conforms,
        "checks": [_verdict(verdict) for verdict in report.verdicts],
        "faces": [_face(face) for face in report.faces],
    }


def _verdict(verdict: Verdict) -> Data:
    check = verdict.check
    demand = check.demand
    nominal: float | None = None
    tolerance: float | None = None
    if isinstance(demand, Requirement):
        nominal, tolerance = round(demand.nominal.mm, 2), round(demand.tolerance.mm, 2)
    elif isinstance(demand, Count):
        nominal = demand.nominal
    return {
        "code": check.code,
        "rule": check.rule,
        "chapter": CHAPTER_OF[check.rule].name,
        "meaning": check.meaning,
        "clause": check.clause,
        "force": check.force.value,
        "nominal": nominal,
        "tolerance": tolerance,
        "verdict": verdict.outcome.value,
        "reason": verdict.reason or None,
        "findings": [_finding(finding) for finding in verdict.findings],
    }


def _finding(finding: Finding) -> Data:
    said, value = finding.diagnostic, finding.found.value
    return {
        "page": said.place.page,
        "box": said.place.box,
        "measured": None if value is None else _rounded(value.measured),
        "expected": None if value is None else _rounded(value.expected),
        "unit": value.unit if isinstance(value, Value) else None,
        "allowed": round(value.tolerance, 2) if isinstance(value, Value) else None,
        "severity": said.severity.value,
        "message": said.message,
        "hint": said.hint,
    }


def _rounded(value: float | str) -> float | str:
    return value if isinstance(value, str) else round(value, 2)


def _face(use: FaceUse) -> Data:
    return {
        "font": use.font,
        "face": use.face.name if use.face is not None else None,
        "characters": use.characters,
        "embedded": use.is_embedded,
        "substitute": use.is_substitute,
    }
