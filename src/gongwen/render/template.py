"""What a template is to this room: a file with a name, and the words in which one is refused."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from gongwen.diagnostics import Diagnostic, Place, Severity, TemplateError
from gongwen.render.deflate import ZLIB, Deflater
from gongwen.standard.geometry import NATIONAL, Geometry

#: Bytes of a template.
PACKED_LIMIT = 20_000_000
#: A remark that is told of a document only if it has a table that lies on its side.
NO_TURNED_SECTION = "template/no-turned-section"
#: A remark that is told of every document: each is made more slowly.
SLOW_PATH = "template/slow-path"


class Template(Struct, frozen=True):
    """A DOCX template as read from disk, the page it is to print, and who deflates what is printed; nothing about its
    content is known yet."""

    name: str
    path: Path
    data: bytes
    geometry: Geometry = NATIONAL
    deflater: Deflater = ZLIB


def problem(template: Template, code: str, message: str, hint: str, spot: str = "") -> Diagnostic:
    """An error in `template`; `code` without its area."""
    return Diagnostic(Severity.ERROR, f"template/{code}", message, Place(file=str(template.path), spot=spot), hint=hint)


def refusal(template: Template, code: str, message: str, hint: str, spot: str = "") -> TemplateError:
    """An error that leaves nothing more to look at."""
    return TemplateError(problem(template, code, message, hint, spot))
