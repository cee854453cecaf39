"""What a user can ask of a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongwen.diagnostics import Diagnostic, FileError, Severity, in_order
from gongwen.model.counting import Counting
from gongwen.operations.workspace import open_workspace
from gongwen.registry.ledger import LedgerReading, SheetCount, read_ledger
from gongwen.resolve.ledger import check_ledger


@dataclass(frozen=True, slots=True)
class LedgerCheck:
    """What became of the rows of a ledger, sheet by sheet, and everything found."""

    sheets: tuple[SheetCount, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        return any(item.severity is Severity.ERROR for item in self.diagnostics)


def check_one_ledger(path: Path, *, on: date | None = None) -> LedgerCheck:
    """Read the ledger at `path` and look at its rows together. Refuses (ContentError, FileError) what is no ledger."""
    reading = read_anywhere(path)
    found = (*reading.diagnostics, *check_ledger(reading.ledger, counting_at(path), on))
    return LedgerCheck(reading.sheets, in_order(found))


def read_anywhere(path: Path) -> LedgerReading:
    """A ledger by its path; one need not lie in a workspace."""
    return read_ledger(path, shown_as=str(path))


def counting_at(path: Path) -> Counting:
    """The office's own 口径 if the file lies in a workspace, else the usual one."""
    try:
        return open_workspace(path.parent).office.counting
    except FileError:
        return Counting()
