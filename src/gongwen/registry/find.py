"""Where the registers of a document are: named by it, by the office, or found by name beside it or above."""

from __future__ import annotations

from pathlib import Path

from gongwen.diagnostics import ContentError, Diagnostic, FileError, Place, Severity, refuse_if_errors
from gongwen.model.directory import Directory
from gongwen.registry.people import check_directory, read_people, read_units

PEOPLE_STEM = "人员"
UNITS_STEM = "单位"
REGISTER_SUFFIXES = (".yaml", ".yml", ".xlsx", ".xlsm", ".csv")


def find_register(folder: Path, top: Path, stem: str = PEOPLE_STEM) -> Path | None:
    """The register named `stem` in `folder` or the nearest folder above it, up to `top`.

    Refuses (ContentError) two of them in one folder: which one holds cannot be guessed.
    """
    for here in (folder, *folder.parents):
        found = [path for suffix in REGISTER_SUFFIXES if (path := here / f"{stem}{suffix}").is_file()]
        if len(found) > 1:
            names = "、".join(path.name for path in found)
            raise ContentError(
                Diagnostic(
                    Severity.ERROR,
                    "content/two-registers",
                    f"同一文件夹里有几个{stem}文件：{names}，不知道用哪一个。",
                    Place(file=str(here)),
                    hint="请只留一个，或在 gongwen.yaml 里写“人员库: 文件名”。",
                )
            )
        if found:
            return found[0]
        if here == top:
            return None
    return None


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
        units.units if units is not None else (),
        _shown(path, workspace),
        _shown(units_path, workspace) if units_path is not None else "",
    )
    found.extend(check_directory(directory))
    refuse_if_errors(ContentError, found)
    return directory, tuple(found)


def _shown(path: Path, workspace: Path) -> str:
    return path.relative_to(workspace).as_posix() if path.is_relative_to(workspace) else str(path)
