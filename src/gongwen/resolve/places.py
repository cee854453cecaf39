"""From a text's origin to the place of a finding."""

from __future__ import annotations

from gongwen.diagnostics import Diagnostic, Place, Severity
from gongwen.model.text import Text


def place_of(text: str, offset: int = 0, *, key: str = "") -> Place:
    """Where the character at `offset` of `text` was written; an empty place for text that no file holds."""
    origin = text.at(offset) if isinstance(text, Text) else None
    return Place(key=key) if origin is None else Place(origin.file, origin.line, origin.column, key, origin.spot)


def error(code: str, message: str, place: Place, hint: str | None = None, clause: str | None = None) -> Diagnostic:
    """A finding that stops the build."""
    return Diagnostic(Severity.ERROR, code, message, place, clause, hint)


def warning(code: str, message: str, place: Place, hint: str | None = None, clause: str | None = None) -> Diagnostic:
    """A finding that a writer should look at."""
    return Diagnostic(Severity.WARNING, code, message, place, clause, hint)


def remark(code: str, message: str, place: Place, hint: str | None = None, clause: str | None = None) -> Diagnostic:
    """A finding against mere practice."""
    return Diagnostic(Severity.HINT, code, message, place, clause, hint)
