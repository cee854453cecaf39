"""Seals and signature stamps from their files into a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gongwen.diagnostics import ContentError, Diagnostic, Place, Severity
from gongwen.load.pictures import Png, read_png
from gongwen.model.text import Text, clip
from gongwen.resolve.document import Drawn, ResolvedDocument
from gongwen.standard.elements import STAMP_WIDTH

#: A seal is as high as it is wide, or nearly so.
_SQUARE = 1.2


def with_pictures(resolved: ResolvedDocument, workspace: Path) -> ResolvedDocument:
    """The document with the pictures its signature asks for. Raises ContentError with all that cannot be used."""
    files = resolved.picture_files
    seals, stamps = _read(files.seals, workspace), _read(files.stamps, workspace)
    _refuse_oblong(files.seals, seals)
    return replace(
        resolved,
        seals=tuple(_drawn(png, files.seal_diameter) for png in seals),
        stamps=tuple(_stamp(png, files.stamp_height) for png in stamps),
    )


def _drawn(png: Png, width: float) -> Drawn:
    return Drawn(png.data, width, width * png.height / png.width)


def _stamp(png: Png, height: float) -> Drawn:
    """As high as the office has it, but no wider than half as much again as the room for a stamp."""
    return _drawn(png, min(height * png.width / png.height, STAMP_WIDTH.mm * 1.5))


def _read(references: Sequence[Text], workspace: Path) -> list[Png]:
    made: list[Png] = []
    found: list[Diagnostic] = []
    for reference in references:
        try:
            made.append(read_png(reference, workspace=workspace))
        except ContentError as error:
            found += error.diagnostics
    if found:
        raise ContentError(*found)
    return made


def _refuse_oblong(references: Sequence[Text], seals: Sequence[Png]) -> None:
    found = []
    for reference, png in zip(references, seals, strict=True):
        if max(png.width, png.height) > min(png.width, png.height) * _SQUARE:
            origin = reference.origin
            place = Place(origin.file, origin.line, origin.column) if origin else Place()
            message = f"印章图片“{clip(reference)}”是 {png.width}×{png.height} 点，长宽不等，不像印章。"
            hint = "请把四周的空白裁掉，只留印章。"
            found.append(Diagnostic(Severity.ERROR, "content/seal-oblong", message, place, hint=hint))
    if found:
        raise ContentError(*found)
