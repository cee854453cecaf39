"""What a build remembers of the builds before it: which outputs are still right, and why another one is not."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from gongwen.convert import find_office, is_office_declined
from gongwen.diagnostics import Diagnostic, in_order
from gongwen.files import FileState
from gongwen.load.package import Package
from gongwen.model.issued import Basis, short_digest
from gongwen.operations.basis import program_version
from gongwen.operations.records import MadeRecord, Records
from gongwen.operations.workspace import (
    CONTENT_FOLDER,
    SETTINGS_FILE,
    STATE_FOLDER,
    TEMPLATES_FOLDER,
    Workspace,
)
from gongwen.registry.find import PEOPLE_STEM, REGISTER_SUFFIXES, UNITS_STEM

#: What a finding about pages begins with.
_OF_PAGES = "layout/"


class Memory:
    """The records of a workspace during one build."""

    def __init__(self, workspace: Workspace, *, with_pdf: bool = False) -> None:
        self._workspace = workspace
        self._with_pdf = with_pdf
        self._records = Records(workspace.root / STATE_FOLDER)
        self._known = self._records.all()
        self._new: list[MadeRecord] = []

    @classmethod
    def none(cls, workspace: Workspace) -> Memory:
        """A memory that knows nothing, for checks: they tell everything every time."""
        memory = cls(workspace)
        memory._known = {}
        return memory

    @functools.cached_property
    def _neighbours(self) -> str:
        return short_digest(repr(sorted(_looked_for(self._workspace))).encode())

    @functools.cached_property
    def _office(self) -> str:
        return "" if is_office_declined() else str(find_office() or "")

    def unchanged(self, path: Path) -> MadeRecord | None:
        """The record of a document of which nothing has changed; None if it must be looked into."""
        record = self._known.get(self._workspace.shown(path))
        if record is None or self._reasons(record) or record.changes(self._workspace.root):
            return None
        return record if record.neighbours == self._neighbours else None

    def same(
        self, package: Package, basis: Basis, reads: Mapping[Path, FileState], findings: tuple[Diagnostic, ...]
    ) -> MadeRecord | None:
        """The record, brought up to date, of a document whose files have changed but nothing that it is made of.

        `findings` are those of its texts; what was found on its pages still holds.
        """
        record = self._known.get(self._workspace.shown(package.root))
        if record is None or self._reasons(record) or record.basis != str(basis):
            return None
        of_pages = (item for item in record.findings if item.code.startswith(_OF_PAGES))
        renewed = replace(
            record,
            included=self._included(package),
            inputs=self._inputs(reads),
            neighbours=self._neighbours,
            findings=in_order((*findings, *of_pages)),
        )
        self._new.append(renewed)
        return renewed

    def why(self, path: Path) -> tuple[str, ...]:
        """Why a document that was made before is made again, in a writer's words."""
        record = self._known.get(self._workspace.shown(path))
        if record is None:
            return ()
        changed = [f"{name} 有改动" for name in record.changes(self._workspace.root)]
        if not changed and record.neighbours != self._neighbours:
            changed.append("人员库、模板的文件有增减")
        return (*changed, *self._reasons(record))

    def _reasons(self, record: MadeRecord) -> tuple[str, ...]:
        """What else than a changed file makes a record useless."""
        root = self._workspace.root
        reasons = [f"{name} 不在了，或被改动过" for name in record.lost(root)]
        if record.program != _program_state():
            reasons.append("gongwen 换了版本")
        if not record.pages and self._office:
            reasons.append("现在能看版面了")
        if self._with_pdf and not all(pdf_of(root / name) for name in record.outputs):
            reasons.append("还没有 PDF")
        return tuple(reasons)

    def made(
        self,
        package: Package,
        basis: Basis,
        reads: Mapping[Path, FileState],
        outputs: Sequence[Path],
        findings: Iterable[Diagnostic],
        *,
        is_seen: bool,
    ) -> None:
        """Remember a document. `is_seen`: its pages were looked at, or there was nothing to decide on them."""
        states = {self._workspace.shown(output): FileState.of(output) for output in outputs}
        whole = {name: state for name, state in states.items() if state is not None}
        if len(whole) == len(outputs):
            pages = self._office or "—" if is_seen else ""
            record = MadeRecord(
                self._workspace.shown(package.root),
                self._included(package),
                self._inputs(reads),
                self._neighbours,
                _program_state(),
                str(basis),
                pages,
                whole,
                tuple(findings),
            )
            self._new.append(record)

    def keep(self) -> None:
        """Write down what was remembered."""
        if self._new:
            self._records.put(self._new)
            self._new = []

    def _included(self, package: Package) -> tuple[str, ...]:
        return tuple(sorted(map(self._workspace.shown, package.included())))

    def _inputs(self, reads: Mapping[Path, FileState]) -> dict[str, FileState]:
        inputs = {self._workspace.shown(path): state for path, state in reads.items()}
        settings = FileState.of(self._workspace.root / SETTINGS_FILE)
        return inputs if settings is None else inputs | {SETTINGS_FILE: settings}


def pdf_of(output: Path) -> Path | None:
    """The PDF beside a DOCX; None if there is none, or only one that is older than the DOCX."""
    pdf = output.with_suffix(".pdf")
    try:
        return pdf if pdf.stat().st_mtime_ns >= output.stat().st_mtime_ns else None
    except OSError:
        return None


def _looked_for(workspace: Workspace) -> Iterable[str]:
    """The files whose being there matters to documents that do not name them."""
    stems = (PEOPLE_STEM, UNITS_STEM)
    for folder in (workspace.root, *_folders(workspace.root / CONTENT_FOLDER)):
        for path in folder.glob("*"):
            if path.stem in stems and path.suffix in REGISTER_SUFFIXES:
                yield workspace.shown(path)
    for path in (workspace.root / TEMPLATES_FOLDER).glob("*"):
        yield workspace.shown(path)


def _folders(folder: Path) -> Iterable[Path]:
    yield from (folder, *(path for path in folder.rglob("*") if path.is_dir()))


@functools.cache
def _program_state() -> str:
    """The version, and what tells one state of the source from another while gongwen itself is being worked on."""
    package = Path(__file__).parent.parent
    stamps = (path.stat() for path in package.rglob("*.py"))
    return f"{program_version()} {short_digest(repr(sorted((s.st_mtime_ns, s.st_size) for s in stamps)).encode())}"
