"""The people of an adjusting notice: whom its changes name, and who stands in the new roster that it prints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gongwen.load.package import Package
from gongwen.model.adjustment import AdjustmentNotice, spot_name
from gongwen.model.papers import Roster
from gongwen.model.people import Person, parse_line
from gongwen.model.text import Text
from gongwen.model.which import is_adjustment
from gongwen.operations.people.registers import DatedRoster, Registers, dated_rosters, days_of, mentions_of
from gongwen.resolve.adjust import RosterMove, adjusted, placed, said_of
from gongwen.resolve.people import Mention, Referred


class DatedNotice(Struct, frozen=True):
    """An adjusting notice of a package, its own day, and the roster that it adjusts as of that roster's day."""

    path: Path
    notice: AdjustmentNotice
    on: date
    old: DatedRoster

    @property
    def register(self) -> Path | None:
        return self.old.register


class OfNotice(Referred[Roster], frozen=True):
    """The new roster of a notice, who is named in either, and each change in words of its own."""

    moves: tuple[RosterMove, ...] = ()


def dated_notices(package: Package, registers: Registers) -> Iterator[DatedNotice]:
    """The adjusting notices among what goes out with the package; one whose old roster cannot be told is left out."""
    days = days_of(package)
    for path in sorted({package.root, *package.included()}):
        document = package.documents.get(path)
        on = days.get(path)
        if document is None or not is_adjustment(document) or on is None:
            continue
        if isinstance(document.previous, Text):
            part = replace(package, root=package.path_of(path, document.previous))
            own = {part.root, *part.included()}
            rosters = [item for item in dated_rosters(package, registers) if item.path in own]
        else:
            # Written in the notice itself it is taken as it stands.
            rosters = [DatedRoster(path, document.previous, on, None)]
        if len(rosters) == 1:
            yield DatedNotice(path, document, on, rosters[0])


def people_of(item: DatedRoster | DatedNotice, registers: Registers) -> Referred[Roster]:
    """Who is in a roster, or named by a notice and in the roster that it prints."""
    if isinstance(item, DatedRoster):
        return mentions_of(item, registers)
    old, notice = mentions_of(item.old, registers), item.notice
    changed, found = adjusted(notice, old.roster, "")
    names = list(_named(notice))
    keys = {mention.name: mention.key for mention in old.mentions}
    if item.register is not None:
        directory = registers.at(item.register)[0]
        for _, person in names:
            known = directory.named(person.name, person.unit) or directory.named(person.name)
            if len(known) == 1:
                keys.setdefault(person.name, known[0].key)
    mentions = [Mention((), word, person.name, person.name, keys.get(person.name, "")) for word, person in names]
    if notice.publishing in ("全名单", "两者"):
        here = {(spot, person.name) for spot, person in placed(changed.roster)}
        mentions += [known for known in old.mentions if (spot_name(known.group, known.rank), known.name) in here]
    looked_up = old.looked_up | {person.name for _, person in names}
    return OfNotice(changed.roster, tuple(mentions), looked_up, (*old.diagnostics, *found), changed.moves)


def _named(notice: AdjustmentNotice) -> Iterator[tuple[str, Person]]:
    """Everybody whom a notice names itself, with the key under which he stands there."""
    for entry in notice.leaving:
        if isinstance(entry, Person):
            yield "调出", entry
    for written, line in notice.succession.items():
        name, _ = said_of(written)
        yield "原任", Person(姓名=Text(name, name.origin or line.origin))
        yield from (("接替", entry) for entry in parse_line(line) if isinstance(entry, Person))
    for item in notice.reassigned:
        yield "改任", Person(姓名=item.name)
    for spot, entries in notice.joining.items():
        yield from ((f"调入·{spot}", entry) for entry in entries if isinstance(entry, Person))
