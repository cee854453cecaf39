"""What became of a document."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from gongwen.decisions import NONE, Decisions
from gongwen.diagnostics import Diagnostic, ExitCode, Place, Severity, in_order
from gongwen.operations.workspace import Workspace
from gongwen.printview import PrintView
from gongwen.standard.geometry import Geometry

if TYPE_CHECKING:
    from gongwen.report import Looked


class Made(Struct, frozen=True):
    """A document in memory: the DOCX, the texts that stand in it, and the page it is set on.

    `pdf` are the pages that it was decided on, those of this very DOCX; None when they were not looked at.
    """

    data: bytes
    view: PrintView
    title: str
    geometry: Geometry
    decisions: Decisions = NONE
    pdf: bytes | None = None


class Outcome(Struct, frozen=True):
    """What became of one document: the output if there is one, and everything found on the way.

    `made` is there when the document was made, written or not, by this process; `layout` when its pages were looked at;
    `basis` when there is an output. `is_kept`: the output is as it was, for nothing that it depends on has changed;
    `why` says what has, if it was made before.
    """

    source: str
    output: Path | None
    diagnostics: tuple[Diagnostic, ...]
    exit_code: ExitCode
    pdf: Path | None = None
    made: Made | None = None
    layout: Looked | None = None
    basis: str = ""
    is_kept: bool = False
    why: tuple[str, ...] = ()

    def failed(self, why: tuple[Diagnostic, ...], exit_code: ExitCode) -> Outcome:
        """The same, but something that was asked for beside did not come about."""
        return replace(self, diagnostics=(*self.diagnostics, *why), exit_code=max(self.exit_code, exit_code))


def as_shown(workspace: Workspace, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In order, with every file named as the user knows it."""
    return in_order(
        replace(item, place=replace(item.place, file=workspace.shown(Path(item.place.file))))
        if Path(item.place.file).is_absolute()
        else item
        for item in found
    )


def fatal(source: str) -> Outcome:
    """Of a document that brings down whoever works on it."""
    return Outcome(source, None, (worker_died(Place(file=source)),), ExitCode.TOOL)


def worker_died(place: Place) -> Diagnostic:
    """The finding about such a document."""
    message = "生成这份公文的进程两次意外终止，没有生成。"
    hint = "多半是内存不够；请不加 --jobs 单独生成这一份再看。"
    return Diagnostic(Severity.ERROR, "tool/worker-died", message, place, hint=hint)
