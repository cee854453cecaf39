"""Two rosters compared, and the draft of the notice that adjusts one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from gongwen.diagnostics import ContentError, Diagnostic, FileError, Place, Severity, refuse_if_errors
from gongwen.files import replace_file
from gongwen.load.package import Package, load_package
from gongwen.model.dates import STANDING, in_words
from gongwen.model.directory import Directory
from gongwen.model.document import CONTENT_SUFFIXES, Document, Official
from gongwen.model.papers import Roster
from gongwen.model.people import Person
from gongwen.model.register import ACTING, CONCURRENT, RegisteredPerson
from gongwen.operations.people.registers import DatedRoster, Registers, dated_rosters, mentions_of
from gongwen.operations.workspace import Workspace
from gongwen.registry.yaml_edit import scalar
from gongwen.resolve.adjust import RosterMove, differences, leaving_out, placed
from gongwen.resolve.people import Referred

#: What a door is given for each change.
Move = RosterMove


class _Found(Struct, frozen=True):
    """A roster, the document it was asked for by, and its register if it has one."""

    package: Package
    item: DatedRoster
    directory: Directory | None


def roster_changes(
    workspace: Workspace, first: Path, second: Path | None, before: date | None, after: date | None
) -> tuple[RosterMove, ...]:
    """What changed from one roster to another, or in one roster from a day to a later one.

    A file may be a roster or a document that takes one in. Without a day it is the document's own.
    """
    registers = Registers(workspace)
    found = _roster(workspace, registers, first)
    old = _people(found, registers, before)
    new = _people(_roster(workspace, registers, second or first), registers, after)
    moves = differences(old, new)
    if second is not None or found.directory is None:
        return moves
    was, on = before or found.item.on, after or found.item.on
    changes = _Changes(found.directory, mentions_of(replace(found.item, on=was), registers), was, on)
    return tuple(changes.with_successors(moves, new))


def _people(found: _Found, registers: Registers, on: date | None) -> Roster:
    item = found.item if on is None else replace(found.item, on=on)
    referred = mentions_of(item, registers)
    if found.directory is None:
        return referred.roster
    # Somebody named who has left stands in no roster of that day.
    known = filter(None, (found.directory.of_key(mention.key) for mention in referred.mentions))
    gone = {str(person.name) for person in known if person.posts and not found.directory.posts_on(person, item.on)}
    return leaving_out(referred.roster, gone)


def _roster(workspace: Workspace, registers: Registers, path: Path) -> _Found:
    """The one roster of the document at `path`."""
    package = load_package(path, workspace=workspace.root)
    items = [item for item in dated_rosters(package, registers) if item.path in {package.root, *package.included()}]
    if len(items) != 1:
        names = "、".join(workspace.shown(item.path) for item in items)
        raise ContentError(
            Diagnostic(
                Severity.ERROR,
                "content/not-a-roster",
                f"文件里有 {len(items)} 份名单，不知道是哪一份。" if items else "文件不是名单，也没有收入名单。",
                Place(workspace.shown(package.root)),
                hint=f"请直接写名单的文件名：{names}。" if items else "请写名单的文件名，或印发它的文件。",
            )
        )
    (item,) = items
    return _Found(package, item, registers.at(item.register)[0] if item.register is not None else None)


# --- the draft ---


def draft_adjustment(workspace: Workspace, path: Path, target: Path, on: date) -> Path:
    """Write the draft of the 调整通知 for the roster at `path` as of the day `on` to the new file `target`.

    Refuses (ContentError) a roster in which nothing has changed or that has no register, and (FileError) to overwrite.
    """
    registers = Registers(workspace)
    with _needed_right(workspace, path):
        found = _roster(workspace, registers, path)
    if found.directory is None:
        raise ContentError(
            Diagnostic(
                Severity.ERROR,
                "content/no-register",
                "这份名单没有人员库，不知道谁变动了。",
                Place(workspace.shown(found.item.path)),
                hint="请建“人员.yaml”，或用“gongwen new 调整通知 文件”自己写变动。",
            )
        )
    if target.suffix not in CONTENT_SUFFIXES or target.exists():
        code = "file/exists" if target.exists() else "file/not-yaml"
        message = "文件已经存在，没有改动它。" if target.exists() else "内容文件的名字应以 .yaml 结尾。"
        raise FileError(Diagnostic(Severity.ERROR, code, message, Place(str(target)), hint="请换一个文件名。"))
    with _needed_right(workspace, found.item.path):
        old = mentions_of(found.item, registers)
        refuse_if_errors(ContentError, old.diagnostics)
    changes = _Changes(found.directory, old, found.item.on, on)
    lines = list(changes.lines())
    if not lines:
        raise ContentError(
            Diagnostic(
                Severity.ERROR,
                "content/no-roster-change",
                f"按人员库，到{in_words(on)}名单没有变动。",
                Place(workspace.shown(found.item.path)),
                hint="请核对日期，或先用“gongwen people change”登记变动。",
            )
        )
    lines += changes.other_orders(mentions_of(replace(found.item, on=on), registers).roster)
    replace_file(target, "\n".join([*_head(found, target, on), *lines, *_tail(found.package.document, on)]).encode())
    return target


@contextmanager
def _needed_right(workspace: Workspace, path: Path) -> Iterator[None]:
    """What is wrong with the old roster, with a word on why it has to be mended first."""
    try:
        yield
    except ContentError as problem:
        raise ContentError(
            *problem.diagnostics,
            Diagnostic(
                Severity.ERROR,
                "content/old-roster-faulty",
                "原名单有错，没有起草调整通知：由错的名单得不出对的变动，通知也生成不了。",
                Place(workspace.shown(path.resolve())),
                hint="请先改好列出的各处；名单没有日期的，写当初印发它的文件；错不在名单里的，直接写名单的文件名。",
            ),
        ) from problem


def _head(found: _Found, target: Path, on: date) -> Iterator[str]:
    document = found.package.document
    yield f"# 调整通知草稿：按人员库 {in_words(on)} 的任职起草，请核对后定稿。"
    yield "文种: 调整通知"
    yield "# 文号: 定稿时填写"
    if isinstance(document, Official) and document.recipients:
        yield "主送: |"
        yield from (f"  {line}" for line in document.recipients)
    elif found.item.roster.member_units:
        # J07: practice, so it is offered and not written.
        yield f"# 主送按惯例是成员单位：主送: {'、'.join(found.item.roster.member_units)}"
    if document.authorities:
        yield "发文机关: |"
        yield from (f"  {line}" for line in document.authorities)
    yield f"原名单: {scalar(Path(os.path.relpath(found.item.path, target.resolve().parent)).as_posix())}"
    if found.item.on != STANDING:
        yield f"原名单日期: {in_words(found.item.on)}"
    yield "缘由: 因人员变动"


def _tail(document: Document, on: date) -> Iterator[str]:
    yield "# 全名单（默认）、变动句、变动表或两者。"
    yield "发布: 全名单"
    yield "# 原通知要废止的，写上标题和文号：废止: 《……》（……号）"
    yield f"日期: {in_words(on)}"
    if isinstance(document, Official) and document.printing_authority is not None:
        yield f"印发机关: {scalar(document.printing_authority)}"
        yield f"印发日期: {in_words(on)}"
    else:
        yield "# 没有版记；要印的，写上印发机关和印发日期。"
    yield ""


class _Changes(Struct, dict=True):
    """The people of a roster on its own day, and what became of them by the day `on`."""

    directory: Directory
    old: Referred[Roster]
    was: date
    on: date
    #: Who is written under 接替, by the name of the one before.
    came: dict[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """The keys 接替, 调出 and 改任, as far as there is anything to say."""
        succeeded: list[str] = []
        left: list[str] = []
        changed: list[str] = []
        taken = {mention.key for mention in self.old.mentions}
        titles = {person.name: person.post for _, person in placed(self.old.roster) if person.post}
        for key, posts in self._people().items():
            person = self.directory.of_key(key)
            if person is None or not self.directory.posts_on(person, self.was):
                # Of somebody without a post then, the register cannot say that he left it.
                continue
            title = self.directory.title_on(person, self.on)
            is_gone = title is None or any(
                person not in self.directory.holders(post, self.on) for post in posts if post
            )
            reason = self._reason(person)
            if is_gone:
                successor = self._successor(person, posts, taken)
                if successor is not None:
                    taken.add(successor.key)
                    self.came[person.name] = successor.name
                    said = f"{successor.name} {self.directory.title_on(successor, self.on)}"
                    succeeded.append(f"  {scalar(f'{person.name}{reason}')}: {scalar(said)}")
                else:
                    left.append(f"  - {scalar(f'{person.name}{reason}')}")
            elif person.name in titles and title != titles[person.name]:
                keys = {"姓名": str(person.name), "从": str(titles[person.name]), "到": str(title)}
                changed.append("  - {" + ", ".join(f"{name}: {scalar(value)}" for name, value in keys.items()) + "}")
        for title_of, found in (("接替:", succeeded), ("调出:", left), ("改任:", changed)):
            if found:
                yield title_of
                yield from found

    def other_orders(self, standing: Roster) -> Iterator[str]:
        """A remark for each rank in which `standing`, the roster as the register has it on the new day, lists the same
        people in another order: there everybody stands where the register ranks him, not where he came in."""
        for spot, people in _by_spot(standing).items():
            in_place = [self.came.get(name, name) for name in _by_spot(self.old.roster).get(spot, [])]
            if in_place != people and sorted(in_place) == sorted(people):
                yield f"# 次序请核对：{spot}这里接替的人列在原任的位置，为{'、'.join(in_place)}；"
                yield f"# 常年用的名单照人员库的次序，为{'、'.join(people)}。要一致，请调整人员库里的先后或“排序”。"

    def with_successors(self, moves: Iterable[RosterMove], new: Roster) -> Iterator[RosterMove]:
        """`moves` with whoever took the post of a leaver in his place, as the draft of a notice would have it."""
        listed = {person.name for _, person in placed(new)}
        taken = {mention.key for mention in self.old.mentions}
        came: dict[str, Person] = {}
        for key, posts in self._people().items():
            person = self.directory.of_key(key)
            successor = (
                self._successor(person, posts, taken) if person is not None and person.name not in listed else None
            )
            if person is not None and successor is not None and successor.name not in listed:
                taken.add(successor.key)
                came[person.name] = Person(姓名=successor.name, 职务=self.directory.title_on(successor, self.on))
        for move in moves:
            gone = move.before.name if move.before is not None and move.after is None else ""
            yield replace(move, after=came.get(gone)) if gone else move

    def _people(self) -> dict[str, list[str]]:
        """Everybody of the old roster whom the register knows, with the posts by which he was found."""
        found: dict[str, list[str]] = {}
        for mention in self.old.mentions:
            if mention.key:
                found.setdefault(mention.key, []).append(mention.post)
        return found

    def _successor(self, person: RegisteredPerson, found_by: list[str], taken: set[str]) -> RegisteredPerson | None:
        """Who holds now what he held then and did not hold it then: by the post that named him, else by each of his."""
        held = [self.directory.printed(post) for post in self.directory.posts_on(person, self.was)]
        for post in dict.fromkeys((*filter(None, found_by), *held)):
            before = {item.key for item in self.directory.holders(post, self.was)}
            for candidate in self.directory.holders(post, self.on):
                if candidate.key not in before and candidate.key not in taken:
                    return candidate
        return None

    def _reason(self, person: RegisteredPerson) -> str:
        """Why he left, as the register notes it: （调离）."""
        notes = [
            post.note
            for post in self.directory.posts_on(person, self.was)
            if post.note and not post.is_held(self.on) and post.note not in (ACTING, CONCURRENT)
        ]
        return f"（{notes[0]}）" if notes else ""


def _by_spot(roster: Roster) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for spot, person in placed(roster):
        found.setdefault(spot, []).append(person.name)
    return found
