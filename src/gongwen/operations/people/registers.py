"""The registers of a workspace brought to its documents: every roster with its people as they were on its day.

What reads a register is loaded when a document asks for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from gongwen.diagnostics import ContentError, Diagnostic, FileError, GongwenError, Severity, joined
from gongwen.files import FileState, note_reads, noting_reads
from gongwen.load.package import Package
from gongwen.model.dates import STANDING, parse_date
from gongwen.model.document import Document
from gongwen.model.text import Text, clip
from gongwen.model.unread import Unread, as_far_as_read, without
from gongwen.model.which import is_adjustment, is_roster
from gongwen.operations.workspace import TEMPLATES_FOLDER, Workspace
from gongwen.registry.find import UNITS_STEM, find_register
from gongwen.render.find import find_template
from gongwen.render.template import Template
from gongwen.resolve.places import error, place_of

if TYPE_CHECKING:
    from gongwen.model.directory import Directory
    from gongwen.model.ledger import Ledger
    from gongwen.model.papers import Roster
    from gongwen.model.register import Unit
    from gongwen.resolve.people import Referred


class DatedRoster(Struct, frozen=True):
    """A roster of a package, the day that holds for it, and its register if it has one."""

    path: Path
    roster: Roster
    on: date
    register: Path | None


class Registers(Struct, dict=True):
    """The registers and templates of one workspace, each file read once; `replaced` stand in for those on disk."""

    workspace: Workspace
    replaced: Mapping[Path, Directory] = field(default_factory=dict)
    _read: dict[Path, tuple[Directory, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    _ledgers: dict[Path, Ledger] = field(default_factory=dict)
    _units: dict[Path, tuple[Unit, ...]] = field(default_factory=dict)
    _states: dict[Path, dict[Path, FileState]] = field(default_factory=dict)
    _templates: dict[str, Template] = field(default_factory=dict)
    _template_states: dict[str, dict[Path, FileState]] = field(default_factory=dict)

    def at(self, path: Path) -> tuple[Directory, tuple[Diagnostic, ...]]:
        """The register at `path` and its findings; refuses (ContentError, FileError) one that cannot be read."""
        if path in self.replaced:
            return self.replaced[path], ()
        if path not in self._read:
            from gongwen.registry.directories import load_directory

            with noting_reads() as states:
                self._read[path] = load_directory(path, workspace=self.workspace.root)
            self._states[path] = states
        note_reads(self._states[path])
        return self._read[path]

    def ledger(self, reference: Text) -> Ledger:
        """The ledger that a document names, beside the document; refuses (ContentError, FileError) likewise."""
        assert reference.origin is not None
        folder = (self.workspace.root / reference.origin.file).parent
        path = self._named(folder, reference, "台账")
        if path not in self._ledgers:
            from gongwen.registry.ledger import load_ledger

            with noting_reads() as states:
                self._ledgers[path] = load_ledger(path, shown_as=self.workspace.shown(path))[0]
            self._states[path] = states
        note_reads(self._states[path])
        return self._ledgers[path]

    def units_for(self, folder: Path) -> tuple[Unit, ...]:
        """The units listed in `folder` or above it, else beside the office's register; empty if no file lists any."""
        path = find_register(folder, self.workspace.root, UNITS_STEM)
        if path is None and (people := self.workspace.office.people_file) is not None:
            path = find_register(self._named(self.workspace.root, people).parent, self.workspace.root, UNITS_STEM)
        if path is None:
            return ()
        if path not in self._units:
            from gongwen.registry.people import read_units

            with noting_reads() as states:
                self._units[path] = read_units(path, shown_as=self.workspace.shown(path))[0].ranked()
            self._states[path] = states
        note_reads(self._states[path])
        return self._units[path]

    def template(self, format_name: str) -> Template:
        """The template of a format, read once like the registers; refuses (TemplateError, FileError) likewise."""
        if format_name not in self._templates:
            space = self.workspace
            folder = space.root / TEMPLATES_FOLDER
            with noting_reads() as states:
                self._templates[format_name] = find_template(format_name, folder, space.geometry, space.deflater)
            self._template_states[format_name] = states
        note_reads(self._template_states[format_name])
        return self._templates[format_name]

    def of_workspace(self) -> Path | None:
        """The register of documents that name none: that of gongwen.yaml, or the one found in content/ or beside it."""
        root = self.workspace.root
        if self.workspace.office.people_file is not None:
            return self._named(root, self.workspace.office.people_file)
        return find_register(root / "content", root)

    def of_roster(self, path: Path, roster: Roster) -> Path | None:
        """The register that holds for the roster in the file at `path`."""
        if roster.people_file is not None:
            return None if roster.people_file == roster.NO_PEOPLE_FILE else self._named(path.parent, roster.people_file)
        if self.workspace.office.people_file is not None:
            return self._named(self.workspace.root, self.workspace.office.people_file)
        return find_register(path.parent, self.workspace.root)

    def _named(self, folder: Path, name: Text, key: str = "人员库") -> Path:
        path = (folder / name.replace("\\", "/")).resolve()
        if not path.is_relative_to(self.workspace.root) or not path.is_file():
            raise ContentError(
                error(
                    "content/register-missing",
                    f"找不到{'人员文件' if key == '人员库' else key}“{clip(name, 30)}”。",
                    place_of(name, key=key),
                    "请核对文件名；它要在工作文件夹里。",
                )
            )
        return path


def dated_rosters(package: Package, registers: Registers) -> Iterator[DatedRoster]:
    """Every roster of the package; an undated one has the date of the document that takes it in."""
    for path, on in days_of(package).items():
        document = package.documents[path]
        if is_roster(document) and on is not None:
            yield DatedRoster(path, document, on, registers.of_roster(path, document))


def days_of(package: Package) -> dict[Path, date | None]:
    """The day of each document, from the root down; one that is taken in twice has the day of the first place.

    None is a day that could not be read, or that hangs on one.
    """
    days: dict[Path, date | None] = {}
    waiting: list[tuple[Path, date | None]] = [(package.root, STANDING)]
    while waiting:
        path, inherited = waiting.pop(0)
        document = package.documents.get(path)
        if path in days or document is None:
            continue
        days[path], handed_on = _day_of(document, inherited)
        waiting += [(package.path_of(path, reference), handed_on) for reference in as_far_as_read(document.references)]
    return days


def _day_of(document: Document, inherited: date | None) -> tuple[date | None, date | None]:
    """The day of a document, and the one that holds for what it takes in."""
    try:
        day = parse_date(document.date) if document.date else inherited
        if is_adjustment(document) and document.previous_day is not None:
            return day, parse_date(document.previous_day)
    except Unread:
        return None, None
    return day, day


class Peopled(Struct, frozen=True):
    """A package with the people of all its rosters written out, and what was found on the way.

    With a `refusal`, which says what is not found by the package itself, it cannot be made; the rosters that are
    refused lack their people, as if these could not be read.
    """

    package: Package
    diagnostics: tuple[Diagnostic, ...]
    refusal: GongwenError | None


def with_people(package: Package, registers: Registers) -> tuple[Package, tuple[Diagnostic, ...]]:
    """The package with the people of all its rosters written out, and what was found on the way.

    Refuses (ContentError, FileError) a register that cannot be read and references that lead nowhere.
    """
    peopled = people_readable(package, registers)
    if peopled.refusal is not None:
        raise joined([peopled.refusal], peopled.diagnostics)
    return peopled.package, peopled.diagnostics


def people_readable(package: Package, registers: Registers) -> Peopled:
    """The same as far as it can be read."""
    documents: dict[Path, Document] = dict(package.documents)
    found: list[Diagnostic] = []
    refused: list[GongwenError] = []
    days = days_of(package)
    for path in [*days, *(path for path in documents if path not in days)]:
        document = documents[path]
        if not is_roster(document):
            continue
        try:
            documents[path], said = _written_out(path, document, days.get(path), registers)
        except Unread:
            documents[path] = _without_people(document)
            continue
        except (ContentError, FileError) as problem:
            refused.append(problem)
            documents[path] = _without_people(document)
            continue
        found += said
        if any(item.severity is Severity.ERROR for item in said):
            refused.append(ContentError())
            documents[path] = _without_people(document)
    package = replace(package, documents=documents)
    return Peopled(package, tuple(dict.fromkeys(found)), joined(refused) if refused else None)


def _written_out(
    path: Path, roster: Roster, on: date | None, registers: Registers
) -> tuple[Roster, Sequence[Diagnostic]]:
    """The roster as it was `on` that day; without its people if the day could not be read."""
    register = registers.of_roster(path, roster)
    if register is None:
        return roster, tuple(_without_register(roster))
    # What is remarkable in the register itself is told by `gongwen people`, not with every document.
    directory, _ = registers.at(register)
    from gongwen.resolve.people import refer, strangers

    if on is None:
        return _without_people(roster), strangers(roster, directory)
    referred = refer(roster, directory, on)
    return referred.roster, referred.diagnostics


def _without_people(roster: Roster) -> Roster:
    return without(roster, "ranks", "categories", "office", "groups")


def _without_register(roster: Roster) -> Iterator[Diagnostic]:
    from gongwen.model.people import PostHolder

    for _, group in roster.every_group():
        for _, entries in group.sections():
            for entry in entries:
                if isinstance(entry, PostHolder):
                    yield error(
                        "content/no-register",
                        f"“现任: {clip(entry.words)}”要从人员库里取人，但没有人员库。",
                        place_of(entry.words),
                        "请建一个“人员.yaml”（或 XLSX、CSV），或在这里写姓名和职务。",
                    )


def mentions_of(item: DatedRoster, registers: Registers) -> Referred[Roster]:
    """Who is in a roster; without a register everybody in it is a stranger."""
    from gongwen.resolve.people import Mention, Referred, mentions_without_register, refer

    if item.register is None:
        mentions: tuple[Mention, ...] = tuple(mentions_without_register(item.roster))
        return Referred(item.roster, mentions, frozenset(), ())
    return refer(item.roster, registers.at(item.register)[0], item.on)
