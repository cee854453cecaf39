"""Which documents a change of people reaches: those that print something else now, and those that are fixed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongwen.diagnostics import GongwenError
from gongwen.load.package import Package, load_package
from gongwen.model.directory import STANDING, Directory
from gongwen.model.document import Official
from gongwen.model.issued import IssuedRegister
from gongwen.model.papers import Roster
from gongwen.operations.registers import DatedRoster, Registers, dated_rosters, mentions_of
from gongwen.operations.workspace import CONTENT_FOLDER, Workspace, content_files
from gongwen.registry.issued import read_issued
from gongwen.resolve.people import Mention, Referred


@dataclass(frozen=True, slots=True)
class Affected:
    """A document with a roster in which a change shows, or which names somebody of the change and stays as it is.

    `number` is its 文号, empty for one that has none; `on` is the day its roster holds for.
    """

    source: str
    roster: str
    number: str
    on: date
    changes: bool
    mentions: tuple[Mention, ...]
    #: Whether it has gone out: a build that would change it is refused.
    is_issued: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the roster is undated and so shows the register as it stands."""
        return self.on == STANDING


def root_packages(workspace: Workspace) -> Iterator[Package]:
    """The documents of the content folder that no other one takes in; what cannot be read is left to `check`."""
    packages: dict[Path, Package] = {}
    for path in content_files(workspace.root / CONTENT_FOLDER):
        try:
            packages[path] = load_package(path, workspace=workspace.root)
        except GongwenError:
            continue
    included = {part for package in packages.values() for part in package.included()}
    yield from (package for path, package in packages.items() if path not in included)


def rosters_of(workspace: Workspace, registers: Registers) -> Iterator[tuple[Package, DatedRoster]]:
    """Every roster of the workspace, with the document it goes out with."""
    for package in root_packages(workspace):
        own = {package.root, *package.included()}
        yield from ((package, item) for item in dated_rosters(package, registers) if item.path in own)


def affected(
    workspace: Workspace, register: Path, before: Directory, after: Directory, touched: Iterable[str]
) -> tuple[Affected, ...]:
    """The documents in which `register`, once it is `after`, shows otherwise, or whose people it concerns."""
    was, will = (Registers(workspace, {register: directory}) for directory in (before, after))
    issued = read_issued(workspace.root)[0]
    rosters = [found for found in rosters_of(workspace, was) if found[1].register == register]
    return tuple(
        _affected(workspace, issued, package, item, mentions, changes=changes)
        for package, item, mentions, changes in reached(rosters, was, will, frozenset(touched))
    )


def reached(
    rosters: Iterable[tuple[Package, DatedRoster]], was: Registers, will: Registers, touched: frozenset[str]
) -> Iterator[tuple[Package, DatedRoster, tuple[Mention, ...], bool]]:
    """The rosters that a change concerns, whom of theirs, and whether they change.

    Only rosters that look up one of the `touched` names and posts are worked out twice: no other can change.
    """
    for package, item in rosters:
        old = mentions_of(item, was)
        if not old.looked_up & touched:
            continue
        changes = result_of(old) != result_of(mentions_of(item, will))
        concerned = tuple(mention for mention in old.mentions if mention.name in touched or mention.post in touched)
        if changes or concerned:
            yield package, item, concerned, changes


def result_of(found: Referred[Roster]) -> object:
    """What a roster prints and what is found wrong with it; the hints, which name others as well, do not count."""
    return found.roster, [(item.code, item.message, item.place) for item in found.diagnostics]


def _affected(
    workspace: Workspace,
    issued: IssuedRegister,
    package: Package,
    item: DatedRoster,
    mentions: tuple[Mention, ...],
    *,
    changes: bool,
) -> Affected:
    document = package.document
    number = document.number if isinstance(document, Official) and document.number else ""
    source = workspace.shown(package.root)
    entry = issued.of(source)
    is_issued = entry is not None and entry.state == "已印发"
    return Affected(source, workspace.shown(item.path), str(number), item.on, changes, mentions, is_issued)
