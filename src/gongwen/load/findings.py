"""The findings of one file, gathered while it is read, so that a writer sees all of them in one run."""

from __future__ import annotations

from collections.abc import Callable

from gongwen.diagnostics import Diagnostic, Place, Severity
from gongwen.model.text import Origin

#: A longer list helps nobody: what comes after is mostly a consequence, or the file is not what it should be.
MOST_FINDINGS = 100


class Findings:
    """Collects diagnostics for `file`; at most `MOST_FINDINGS`, the rest are counted."""

    def __init__(self, file: str) -> None:
        self.file = file
        #: Line (from 1) and index (from 0) to the column where the writer put what stands there now.
        self.column_of: Callable[[int, int], int] = lambda _, index: index + 1
        self._items: list[Diagnostic] = []
        self._lines_with_errors: set[int] = set()
        self._left_out = 0

    def add(
        self,
        code: str,
        message: str,
        line: int = 0,
        column: int = 0,
        *,
        key: str = "",
        spot: str = "",
        hint: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a finding at `line` and `column` (from 1; 0 for the file as a whole)."""
        if severity is Severity.ERROR:
            self._lines_with_errors.add(line)
        if len(self._items) >= MOST_FINDINGS:
            self._left_out += 1
            return
        self._items.append(Diagnostic(severity, code, message, Place(self.file, line, column, key, spot), hint=hint))

    def add_at(
        self,
        origin: Origin,
        code: str,
        message: str,
        *,
        key: str = "",
        hint: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a finding at `origin`, which counts columns as they are after mending."""
        column = self.column_of(origin.line, origin.column - 1)
        self.add(code, message, origin.line, column, key=key, spot=origin.spot, hint=hint, severity=severity)

    def leave_out(self, count: int) -> None:
        """Count findings that are not even worked out, because there are too many."""
        self._left_out += count

    def has_errors(self) -> bool:
        """Whether the file must be refused."""
        return bool(self._lines_with_errors)

    def errors(self) -> tuple[Diagnostic, ...]:
        """The errors found so far."""
        return tuple(item for item in self._items if item.severity is Severity.ERROR)

    @property
    def is_flooded(self) -> bool:
        """Whether there was more to find than is listed."""
        return self._left_out > 0

    def has_error_on(self, line: int) -> bool:
        """Whether an error stands on `line`."""
        return line in self._lines_with_errors

    def has_error_near(self, line: int) -> bool:
        """Whether an error stands on `line` or the one before: what a parser says there is its echo."""
        return line in self._lines_with_errors or line - 1 in self._lines_with_errors

    def all(self) -> tuple[Diagnostic, ...]:
        """What was found, in the order of finding, and how much was left out."""
        if not self._left_out:
            return tuple(self._items)
        message = f"这个文件的问题太多，另有 {self._left_out} 处没有列出。"
        hint = "请先改正列出的各处，再运行一次。"
        more = Diagnostic(Severity.HINT, "content/more", message, Place(self.file), hint=hint)
        return (*self._items, more)
