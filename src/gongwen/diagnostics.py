"""What gongwen has to say to a writer: one type for every finding, from a bad key to a bad margin.

A `Diagnostic` names the fact, the expectation, the source and the way out, in Chinese. Errors that stop a step
travel as one exception that carries all of them and the exit code promised to the user.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, IntEnum

from msgspec import Struct


class Severity(Enum):
    """How a finding weighs; the value is the word a user reads."""

    ERROR = "错误"
    WARNING = "警告"
    HINT = "提示"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class ExitCode(IntEnum):
    """What the process tells the shell; a promise to users, listed in the docs."""

    DONE = 0
    CRASH = 1
    USAGE = 2
    CONTENT = 3
    TEMPLATE = 4
    TOOL = 5
    FILE = 6
    NOT_CONFORMING = 7


class Place(Struct, frozen=True):
    """Where a finding is: a file, and in it a line and column (both from 1), or a page (from 1) and a box on it.

    `box` is in mm on the sheet: left, top, right, bottom. `spot` is free Chinese text for places that no line tells: a
    paragraph of a template, a page, a cell of a workbook (line and column are then its row and column).
    """

    file: str = ""
    line: int = 0
    column: int = 0
    key: str = ""
    spot: str = ""
    page: int = 0
    box: tuple[float, float, float, float] | None = None

    def __str__(self) -> str:
        text = self.file
        if self.line and not self.spot:
            text += f":{self.line}:{self.column}"
        if self.spot:
            text += f"[{self.spot}]"
        return text


class Diagnostic(Struct, frozen=True):
    """One finding. `code` is `area/what`, permanent and one per condition; `clause` cites the standard."""

    severity: Severity
    code: str
    message: str
    place: Place = Place()
    clause: str | None = None
    hint: str | None = None

    def __str__(self) -> str:
        text = f"{self.place}: " if str(self.place) else ""
        text += f"{self.severity.value}[{self.code}] {self.message}"
        if self.clause:
            text += f"（{self.clause}）"
        if self.hint:
            text += f" 提示：{self.hint}"
        return text


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by file, line and column, the gravest first at one place, each once."""

    def key(item: Diagnostic) -> tuple[str, int, int, int, str, str]:
        place = item.place
        return (place.file, place.line, place.column, item.severity.rank, item.code, item.message)

    return tuple(sorted(dict.fromkeys(diagnostics), key=key))


class GongwenError(Exception):
    """A step that cannot go on, with everything it has found. Bugs are not wrapped in it: they trace back."""

    exit_code: ExitCode = ExitCode.CRASH

    def __init__(self, *diagnostics: Diagnostic) -> None:
        self.diagnostics = in_order(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))

    def __reduce__(self) -> tuple[type[GongwenError], tuple[Diagnostic, ...]]:
        # An exception is made again from its `args`, which here are the words; processes hand on the findings.
        return type(self), self.diagnostics


class ContentError(GongwenError):
    """What the writer wrote cannot become a document."""

    exit_code = ExitCode.CONTENT


class TemplateError(GongwenError):
    """The template cannot be used."""

    exit_code = ExitCode.TEMPLATE


class ToolError(GongwenError):
    """An outside program is missing or failed."""

    exit_code = ExitCode.TOOL


class FileError(GongwenError):
    """A file cannot be read or written."""

    exit_code = ExitCode.FILE


def joined(refused: Sequence[GongwenError], found: Iterable[Diagnostic] = ()) -> GongwenError:
    """One refusal for several (at least one), with what else was `found`.

    What is written weighs more than what could not be opened: the exit code is that of the graver refusal.
    """
    everything = [*found, *(item for error in refused for item in error.diagnostics)]
    return next((type(item) for item in refused if isinstance(item, ContentError)), type(refused[0]))(*everything)


def refuse_if_errors(error: type[GongwenError], diagnostics: Iterable[Diagnostic]) -> None:
    """Raise `error` with all of `diagnostics` if one of them is an error; warnings alone pass."""
    found = tuple(diagnostics)
    if any(item.severity is Severity.ERROR for item in found):
        raise error(*found)
