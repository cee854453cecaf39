"""Which documents a change of people reaches: those that print something else now, and those that are fixed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from gongwen.diagnostics import Diagnostic, GongwenError, Severity
from gongwen.load.package import Package, load_package
from gongwen.model.dates import STANDING
from gongwen.model.directory import Directory
from gongwen.model.document import Official
from gongwen.model.issued import IssuedRegister
from gongwen.model.papers import Roster
from gongwen.operations.people.notices import DatedNotice, OfNotice, dated_notices, people_of
from gongwen.operations.people.registers import DatedRoster, Registers, dated_rosters
from gongwen.operations.workspace import CONTENT_FOLDER, Workspace, content_files
from gongwen.proof.roster import repeats
from gongwen.registry.issued import read_issued
from gongwen.resolve.people import Mention, Referred

#: Whatever prints people of the register as they were on a day.
Dated = DatedRoster | DatedNotice


class Affected(Struct, frozen=True):
    """A document with a roster in which a change shows, or which names somebody of the change and stays as it is.

    `number` is its 文号, empty for one that has none; `on` is the day its roster holds for.
    """

    source: str
    roster: str
    number: str
    on: date
    changes: bool
    mentions: tuple[Mention, ...]
    #: What then stops it from being made and does not now: somebody has to mend it by hand.
    stops: tuple[Diagnostic, ...] = ()
    #: Who then stands in it twice and does not now.
    doubled: tuple[Diagnostic, ...] = ()
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


def rosters_of(workspace: Workspace, registers: Registers) -> Iterator[tuple[Package, Dated]]:
    """Every roster of the workspace, and every notice that prints one anew, with the document it goes out with."""
    for package in root_packages(workspace):
        own = {package.root, *package.included()}
        yield from ((package, item) for item in dated_rosters(package, registers) if item.path in own)
        yield from ((package, item) for item in dated_notices(package, registers))


def affected(
    workspace: Workspace, register: Path, before: Directory, after: Directory, touched: Iterable[str]
) -> tuple[Affected, ...]:
    """The documents in which `register`, once it is `after`, shows otherwise, or whose people it concerns."""
    was, will = (Registers(workspace, {register: directory}) for directory in (before, after))
    issued = read_issued(workspace.root)[0]
    rosters = [found for found in rosters_of(workspace, was) if found[1].register == register]
    return tuple(_affected(workspace, issued, found) for found in reached(rosters, was, will, frozenset(touched)))


class Reached(Struct, frozen=True):
    """A roster that a change concerns, the document it goes out with, and the persons of it that are concerned.

    `changes`: it then prints something else, or something else is found wrong with it; `stops` are the new errors,
    `doubled` tells who then stands in it twice.
    """

    package: Package
    item: Dated
    mentions: tuple[Mention, ...]
    changes: bool
    stops: tuple[Diagnostic, ...]
    doubled: tuple[Diagnostic, ...]


def reached(
    rosters: Iterable[tuple[Package, Dated]], was: Registers, will: Registers, touched: frozenset[str]
) -> Iterator[Reached]:
    """The rosters that a change concerns.

    Only rosters that look up one of the `touched` names and posts are worked out twice: no other can change.
    """
    for package, item in rosters:
        old = people_of(item, was)
        if not old.looked_up & touched:
            continue
        new = people_of(item, will)
        changes = result_of(old) != result_of(new)
        concerned = tuple(mention for mention in old.mentions if mention.name in touched or mention.post in touched)
        if changes or concerned:
            known = set(_errors(old))
            stops = tuple(found for said, found in _errors(new).items() if said not in known)
            twice = {_said(found) for found in repeats(old.roster)}
            doubled = tuple(found for found in repeats(new.roster) if _said(found) not in twice)
            yield Reached(package, item, concerned, changes, stops, doubled)


def _errors(found: Referred[Roster]) -> dict[object, Diagnostic]:
    return {_said(item): item for item in found.diagnostics if item.severity is Severity.ERROR}


def result_of(found: Referred[Roster]) -> object:
    """What a roster prints and what is found wrong with it; the hints, which name others as well, do not count."""
    moves = found.moves if isinstance(found, OfNotice) else ()
    return found.roster, moves, [_said(item) for item in found.diagnostics]


def _said(item: Diagnostic) -> object:
    return item.code, item.message, item.place


def _affected(workspace: Workspace, issued: IssuedRegister, found: Reached) -> Affected:
    package, item = found.package, found.item
    document = package.document
    number = document.number if isinstance(document, Official) and document.number else ""
    source = workspace.shown(package.root)
    entry = issued.of(source)
    is_issued = entry is not None and entry.state == "已印发"
    return Affected(
        source,
        workspace.shown(item.path),
        str(number),
        item.on,
        found.changes,
        found.mentions,
        found.stops,
        found.doubled,
        is_issued,
    )
