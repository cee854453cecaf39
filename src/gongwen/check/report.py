"""The door of the room: all checks run over one document."""

from __future__ import annotations

from msgspec import Struct

from gongwen.check.checks import CHECKS, OWN_CHECKS
from gongwen.check.document import lay_out
from gongwen.check.faces import FaceUse, faces_used
from gongwen.check.outcome import Outcome
from gongwen.check.verdict import Finding, Verdict, pass_verdict
from gongwen.diagnostics import Diagnostic
from gongwen.measure import Measurement
from gongwen.printview import PrintView
from gongwen.standard.geometry import NATIONAL, Geometry
from gongwen.standard.requirement import Force


class LayoutReport(Struct, frozen=True):
    """The verdict of every check, in their order, after how the office's own page differs from the standard; and the
    faces that the document is drawn in.
    """

    verdicts: tuple[Verdict, ...]
    faces: tuple[FaceUse, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was found wrong, by page, the gravest first."""

        def key(finding: Finding) -> tuple[int, int, str, str]:
            check, found = finding.check, finding.found
            return (found.page, check.severity.rank, check.code, found.message)

        return tuple(sorted((finding for verdict in self.verdicts for finding in verdict.findings), key=key))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return tuple(finding.diagnostic for finding in self.findings)

    def of(self, outcome: Outcome) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.outcome is outcome)

    def found(self, *forces: Force) -> tuple[Verdict, ...]:
        """What was found wrong, of these forces or of any."""
        return tuple(verdict for verdict in self.of(Outcome.FOUND) if not forces or verdict.check.force in forces)

    @property
    def conforms(self) -> bool:
        """No demand of the standard that binds is broken; what was not checked is not counted as kept."""
        return not self.found(Force.MUST)


def check_layout(
    measurement: Measurement, view: PrintView | None, *, geometry: Geometry = NATIONAL, file: str | None = None
) -> LayoutReport:
    """Judge a measured document by all checks, for the page of `geometry`.

    Findings carry the name `file`, or that of the measured file.
    """
    laid = lay_out(measurement, view, geometry)
    name = str(measurement.file) if file is None else file
    own = [pass_verdict(check, laid, name) for check in OWN_CHECKS]
    differing = [verdict for verdict in own if verdict.outcome is Outcome.FOUND]
    changed = {verdict.check.demand for verdict in differing}
    judged = [pass_verdict(check, laid, name, is_own=check.demand in changed) for check in CHECKS]
    return LayoutReport((*differing, *judged), faces_used(measurement))
