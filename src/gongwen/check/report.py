"""The door of the room: all checks run over one document."""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.check.checks import CHECKS
from gongwen.check.document import lay_out
from gongwen.check.outcome import Outcome
from gongwen.check.verdict import Verdict, pass_verdict
from gongwen.diagnostics import Diagnostic
from gongwen.measure import Measurement
from gongwen.printview import PrintView
from gongwen.standard.requirement import Force


@dataclass(frozen=True, slots=True)
class LayoutReport:
    """The verdict of every check, in their order, and all findings by page, the gravest first."""

    verdicts: tuple[Verdict, ...]
    diagnostics: tuple[Diagnostic, ...]

    def of(self, outcome: Outcome) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.outcome is outcome)

    def found(self, *forces: Force) -> tuple[Verdict, ...]:
        """What was found wrong, of these forces or of any."""
        return tuple(verdict for verdict in self.of(Outcome.FOUND) if not forces or verdict.check.force in forces)

    @property
    def conforms(self) -> bool:
        """No demand of the standard that binds is broken; what was not checked is not counted as kept."""
        return not self.found(Force.MUST)


def check_layout(measurement: Measurement, view: PrintView | None, *, file: str | None = None) -> LayoutReport:
    """Judge a measured document by all checks. Findings carry the name `file`, or that of the measured file."""
    laid = lay_out(measurement, view)
    name = str(measurement.file) if file is None else file
    verdicts = tuple(pass_verdict(check, laid, name) for check in CHECKS)
    found = [(diagnostic.place.spot, diagnostic) for verdict in verdicts for diagnostic in verdict.diagnostics]
    found.sort(key=lambda item: (_page(item[0]), item[1].severity.rank, item[1].code, item[1].message))
    return LayoutReport(verdicts, tuple(diagnostic for _, diagnostic in found))


def _page(spot: str) -> int:
    """`in_order` sorts spots as words, which puts page 10 before page 2."""
    digits = "".join(letter for letter in spot.split("页")[0] if letter.isdigit())
    return int(digits) if digits else 0
