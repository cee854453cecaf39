"""The register of people with the units beside it, as one `Directory`."""

from __future__ import annotations

from pathlib import Path

from gongwen.diagnostics import ContentError, Diagnostic, FileError, refuse_if_errors
from gongwen.model.directory import Directory
from gongwen.registry.find import UNITS_STEM, find_register
from gongwen.registry.people import check_directory, read_people, read_units


def load_directory(path: Path, *, workspace: Path) -> tuple[Directory, tuple[Diagnostic, ...]]:
    """The register at `path` with the units found beside it or above; all findings, or all in one refusal."""
    found: list[Diagnostic] = []
    refused: list[ContentError | FileError] = []
    people = units = None
    units_path: Path | None = None
    try:
        people, said = read_people(path, shown_as=_shown(path, workspace))
        found.extend(said)
    except (ContentError, FileError) as error:
        refused.append(error)
    try:
        units_path = find_register(path.parent, workspace, UNITS_STEM)
        if units_path is not None:
            units, said = read_units(units_path, shown_as=_shown(units_path, workspace))
            found.extend(said)
    except (ContentError, FileError) as error:
        refused.append(error)
    if refused:
        raise type(refused[0])(*found, *(item for error in refused for item in error.diagnostics))
    assert people is not None
    directory = Directory(
        people,
        units.ranked() if units is not None else (),
        _shown(path, workspace),
        _shown(units_path, workspace) if units_path is not None else "",
    )
    found.extend(check_directory(directory))
    refuse_if_errors(ContentError, found)
    return directory, tuple(found)


def _shown(path: Path, workspace: Path) -> str:
    return path.relative_to(workspace).as_posix() if path.is_relative_to(workspace) else str(path)
