"""The folder that gongwen works in, and where things lie in it."""

from __future__ import annotations

import functools
from pathlib import Path

from msgspec import Struct

from gongwen.diagnostics import Diagnostic, FileError, Place, Severity
from gongwen.load.record import load_record
from gongwen.model.document import CONTENT_SUFFIXES
from gongwen.model.layout import LayoutSettings
from gongwen.model.office import Office
from gongwen.registry.find import PEOPLE_STEM, UNITS_STEM
from gongwen.render.deflate import Deflater, deflater_named
from gongwen.standard.geometry import Geometry

SETTINGS_FILE = "gongwen.yaml"
CONTENT_FOLDER = "content"
TEMPLATES_FOLDER = "templates"
OUTPUT_FOLDER = "output"
#: What the program keeps for itself; may be deleted while no command runs.
STATE_FOLDER = ".gongwen"
#: Files of these names, and those that begin with 台账 (台账2024.yaml), are registers (人员.yaml), not documents.
LEDGER_STEM = "台账"
REGISTER_STEMS = frozenset({PEOPLE_STEM, UNITS_STEM})


class Workspace(Struct, frozen=True):
    """A folder with content/, templates/ and output/, and what its office says once for all."""

    root: Path
    office: Office

    @property
    def geometry(self) -> Geometry:
        """The page of its documents."""
        return _geometry(self.office.layout)

    @property
    def deflater(self) -> Deflater:
        """Who deflates its documents; raises ToolError where that is not installed."""
        return deflater_named(self.office.deflater)

    def shown(self, path: Path) -> str:
        """The path as its user knows it: from the workspace, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def output_of(self, source: Path) -> Path:
        """Where the document of `source` goes: mirrored under output/."""
        content = self.root / CONTENT_FOLDER
        inside = source.relative_to(content if source.is_relative_to(content) else self.root)
        return self.root / OUTPUT_FOLDER / inside.with_suffix(".docx")


@functools.lru_cache(maxsize=8)
def _geometry(layout: LayoutSettings) -> Geometry:
    """Asked for several times a document."""
    return layout.geometry


def open_workspace(start: Path) -> Workspace:
    """The workspace that `start` lies in: the nearest folder upwards that holds gongwen.yaml."""
    here = start.resolve()
    for folder in (here, *here.parents):
        settings = folder / SETTINGS_FILE
        if settings.is_file():
            return Workspace(folder, load_record(settings, Office, shown_as=SETTINGS_FILE))
    raise FileError(
        Diagnostic(
            Severity.ERROR,
            "file/no-workspace",
            f"这里（以及上面各级文件夹）没有 {SETTINGS_FILE}，不是 gongwen 的工作文件夹。",
            Place(file=str(start)),
            hint="请到工作文件夹里运行，或用“gongwen init 文件夹名”新建一个。",
        )
    )


def _is_register(stem: str) -> bool:
    return stem in REGISTER_STEMS or stem.startswith(LEDGER_STEM)


def content_files(folder: Path) -> list[Path]:
    """The content files under `folder`, in the order of their names; hidden ones and registers are left out."""
    found = (
        path
        for path in folder.rglob("*")
        if path.suffix in CONTENT_SUFFIXES and not _is_register(path.stem) and path.is_file()
    )
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))
