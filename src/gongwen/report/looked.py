"""A document whose pages were looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from gongwen.check import Check, LayoutReport, Outcome, Verdict
from gongwen.diagnostics import Diagnostic
from gongwen.standard.clauses import CHAPTERS
from gongwen.standard.requirement import Force


class Looked(Struct, frozen=True):
    """`name` is the document as its user knows it; `pdf` are its pages as they were measured."""

    name: str
    report: LayoutReport
    pdf: bytes


class ChapterResult(Struct, frozen=True):
    """What came of the checks of one chapter of the standard."""

    name: str
    verdicts: tuple[Verdict, ...]

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many checks ended in each way, in the order in which these are told."""
        found = Counter(verdict.outcome for verdict in self.verdicts)
        return {outcome: found[outcome] for outcome in Outcome}


def by_chapter(report: LayoutReport) -> Iterator[ChapterResult]:
    """The chapters that have checks, in the order of the standard."""
    for chapter in CHAPTERS:
        rules = {clause.rule for clause in chapter.clauses}
        verdicts = tuple(verdict for verdict in report.verdicts if verdict.check.rule in rules)
        if verdicts:
            yield ChapterResult(chapter.name, verdicts)


def source_of(told: Check | Diagnostic, force: Force) -> str:
    """The paper that a check or a finding goes by; for what is only practice, that."""
    return told.clause or force.value
