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
from gongwen.operations.registers import DatedRoster, Registers, dated_rosters, mentions_of
from gongwen.operations.workspace import CONTENT_FOLDER, Workspace, content_files
from gongwen.resolve.people import Mention


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
        for item in dated_rosters(package, registers):
            yield package, item


def affected(
    workspace: Workspace, register: Path, before: Directory, after: Directory, touched: Iterable[str]
) -> tuple[Affected, ...]:
    """The documents in which `register`, once it is `after`, shows otherwise, or whose people it concerns.

    Only rosters that look up one of the `touched` names and posts are worked out twice: no other can change.
    """
    words = frozenset(touched)
    was, will = (Registers(workspace, {register: directory}) for directory in (before, after))
    found = []
    for package, item in rosters_of(workspace, was):
        if item.register != register:
            continue
        old = mentions_of(item, was)
        if not old.looked_up & words:
            continue
        new = mentions_of(item, will)
        changes = old.roster != new.roster or old.diagnostics != new.diagnostics
        concerned = tuple(mention for mention in old.mentions if mention.name in words or mention.post in words)
        if changes or concerned:
            found.append(_affected(workspace, package, item, concerned, changes=changes))
    return tuple(found)


def _affected(
    workspace: Workspace, package: Package, item: DatedRoster, mentions: tuple[Mention, ...], *, changes: bool
) -> Affected:
    document = package.document
    number = document.number if isinstance(document, Official) and document.number else ""
    return Affected(workspace.shown(package.root), workspace.shown(item.path), str(number), item.on, changes, mentions)
