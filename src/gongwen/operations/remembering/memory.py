"""What a build remembers of the builds before it: which outputs are still right, and why another one is not."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gongwen import __version__, diagnostics
from gongwen.convert.program import find_office, is_office_declined
from gongwen.diagnostics import Diagnostic, in_order
from gongwen.files import FileState
from gongwen.load.package import Package
from gongwen.model.basis import Basis, short_digest
from gongwen.operations.remembering.records import MadeRecord, Records
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

#: So many files that came or went are named.
_MOST_NAMED = 8


class Circumstances(Struct, frozen=True):
    """What every document of a build depends on beside the files that it is made of, as it is now.

    `neighbours` are the names of files that are looked for, in order; `office` is the office program, empty if there is
    none to use.
    """

    workspace: Workspace
    settings: FileState | None
    neighbours: tuple[str, ...]
    program: str
    office: str
    wants_pdf: bool

    @classmethod
    def of(cls, workspace: Workspace, *, wants_pdf: bool) -> Circumstances:
        return cls(
            workspace,
            FileState.of(workspace.root / SETTINGS_FILE),
            tuple(sorted(_looked_for(workspace))),
            f"{_program_state()} {workspace.office.deflater}",
            "" if is_office_declined() else str(find_office() or ""),
            wants_pdf,
        )

    def are_as_before(self, record: MadeRecord) -> bool:
        """Is nothing new of what this document depends on?"""
        return record.neighbours == self.neighbours and not self._reasons(record) and not self._changes(record)

    def lead_to_the_same(self, record: MadeRecord, basis: Basis) -> bool:
        """Though files have changed: is it made of the same?"""
        return record.basis == str(basis) and not self._reasons(record)

    def renewed(
        self, record: MadeRecord, package: Package, reads: Mapping[Path, FileState], findings: tuple[Diagnostic, ...]
    ) -> MadeRecord:
        """The record of a document whose files have changed but nothing that it is made of.

        `findings` are those of its texts; what was found on its pages still holds.
        """
        of_pages = (item for item in record.findings if item.code.startswith(_OF_PAGES))
        return replace(
            record,
            included=self._included(package),
            inputs=self._inputs(reads),
            neighbours=self.neighbours,
            findings=in_order((*findings, *of_pages)),
        )

    def record(
        self,
        package: Package,
        basis: Basis,
        reads: Mapping[Path, FileState],
        outputs: Sequence[Path],
        findings: tuple[Diagnostic, ...],
        *,
        is_seen: bool,
    ) -> MadeRecord | None:
        """What to remember of a document; nothing if an output is gone already.

        `is_seen`: its pages were looked at, or there was nothing to decide on them.
        """
        shown = self.workspace.shown
        states = {shown(output): FileState.of(output) for output in outputs}
        whole = {name: state for name, state in states.items() if state is not None}
        if len(whole) < len(outputs):
            return None
        return MadeRecord(
            shown(package.root),
            self._included(package),
            self._inputs(reads),
            self.neighbours,
            self.program,
            str(basis),
            self.office or "—" if is_seen else "",
            whole,
            findings,
        )

    def why(self, record: MadeRecord | None) -> tuple[str, ...]:
        """Why a document that was made before is made again, in a writer's words."""
        if record is None:
            return ()
        root = self.workspace.root
        changed = [f"{name} {'有改动' if (root / name).exists() else '不在了'}" for name in self._changes(record)]
        if not changed:
            before, now = set(record.neighbours), set(self.neighbours)
            changed += [f"新有 {_listed(now - before)}"] if now - before else []
            changed += [f"{_listed(before - now)} 不在了"] if before - now else []
        return (*changed, *self._reasons(record))

    def _changes(self, record: MadeRecord) -> tuple[str, ...]:
        return record.changes(self.workspace.root)

    def _reasons(self, record: MadeRecord) -> tuple[str, ...]:
        """What else than a changed file makes a record useless."""
        root = self.workspace.root
        reasons = [f"{name} 不在了，或被改动过" for name in record.lost(root)]
        before, _, deflater = record.program.rpartition(" ")
        now, _, wanted = self.program.rpartition(" ")
        if before != now:
            reasons.append("gongwen 换了版本")
        elif deflater != wanted:
            reasons.append(f"压缩由 {deflater} 改为 {wanted}")
        if not record.pages and self.office:
            reasons.append("现在能看版面了")
        if self.wants_pdf and pdf_of(root / record.output) is None:
            reasons.append("还没有 PDF，或 PDF 比 DOCX 旧")
        return tuple(reasons)

    def _included(self, package: Package) -> tuple[str, ...]:
        return tuple(sorted(map(self.workspace.shown, package.included())))

    def _inputs(self, reads: Mapping[Path, FileState]) -> dict[str, FileState]:
        inputs = {self.workspace.shown(path): state for path, state in reads.items()}
        return inputs if self.settings is None else inputs | {SETTINGS_FILE: self.settings}


class Memory:
    """The records of a workspace during one build."""

    def __init__(self, workspace: Workspace, *, wants_pdf: bool = False) -> None:
        self._workspace = workspace
        self._records = Records(workspace.root / STATE_FOLDER)
        self.circumstances = Circumstances.of(workspace, wants_pdf=wants_pdf)

    def of(self, path: Path) -> MadeRecord | None:
        """What is known of the document at `path`."""
        return self._records.get(self._workspace.shown(path))

    def unchanged(self, path: Path) -> MadeRecord | None:
        """The record of a document of which nothing has changed; None if it must be looked into."""
        record = self.of(path)
        return record if record is not None and self.circumstances.are_as_before(record) else None

    def keep(self, records: Iterable[MadeRecord | None]) -> None:
        """Write these down."""
        self._records.put(record for record in records if record is not None)

    def close(self) -> None:
        self._records.close()


def _listed(names: Iterable[str]) -> str:
    known = sorted(names)
    return "、".join(known[:_MOST_NAMED]) + (f"等 {len(known)} 个" if len(known) > _MOST_NAMED else "")


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
    for path in (*workspace.root.glob("*"), *(workspace.root / CONTENT_FOLDER).rglob("*")):
        if path.stem in stems and path.suffix in REGISTER_SUFFIXES:
            yield workspace.shown(path)
    for path in (workspace.root / TEMPLATES_FOLDER).glob("*"):
        yield workspace.shown(path)


@functools.cache
def _program_state() -> str:
    """The version, and what tells one state of the source from another while gongwen itself is being worked on."""
    stamps = sorted(_stamps(Path(diagnostics.__file__).parent))
    return f"{__version__} {short_digest(repr(stamps).encode())}"


def _stamps(folder: Path | str) -> Iterator[tuple[int, int]]:
    """Time and size of every source file; read from the folders themselves, which is several times as fast."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                stat = entry.stat()
                yield stat.st_mtime_ns, stat.st_size
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _stamps(entry.path)
