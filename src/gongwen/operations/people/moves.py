"""People move: a change is checked, shown with all it reaches, written in one step, and can be taken back."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from msgspec import Struct
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from gongwen.diagnostics import ContentError, Diagnostic, FileError, Place, Severity, refuse_if_errors
from gongwen.files import file_error, noting_reads, read_bytes, replace_file
from gongwen.load.record import LARGEST_FILE, load_record
from gongwen.model.change import PeopleChange
from gongwen.model.dates import parse_date
from gongwen.model.register import PeopleFile
from gongwen.model.text import clip
from gongwen.operations.locks import locked
from gongwen.operations.people.affected import Affected, affected
from gongwen.operations.people.asking import Opened, open_directory
from gongwen.operations.workspace import STATE_FOLDER, Workspace
from gongwen.registry.change import OpenRegister
from gongwen.registry.people import read_people
from gongwen.resolve.change import AddPerson, AddPost, EndPost, PlannedChange, describe, plan_change

#: What a door hands from the command to `prepare_move`.
Change = PeopleChange
#: What was changed and how the register was before: one numbered pair of files for each change.
JOURNAL_FOLDER = f"{STATE_FOLDER}/人员变动"
_LARGEST_ENTRY = 1_000_000


class Move(Struct, frozen=True):
    """A change that can be carried out: what it says in words, what it reaches, the bytes before and after."""

    register: Path
    change: PeopleChange
    words: tuple[str, ...]
    affected: tuple[Affected, ...]
    diagnostics: tuple[Diagnostic, ...]
    before: bytes
    after: bytes


def load_change(path: Path, workspace: Workspace) -> PeopleChange:
    """The change written in a YAML file."""
    return load_record(path, PeopleChange, shown_as=workspace.shown(path.resolve()))


def worded_change(day: str | None, words: Mapping[str, list[str]], reason: str | None) -> PeopleChange:
    """The change given in a command: 日期 and the lines of 离任, 任职 and 改任. Refuses (ContentError) in words."""
    keys = {"日期": day, **words, "原因": reason}
    try:
        return PeopleChange.model_validate({key: item for key, item in keys.items() if item})
    except ValidationError as problem:
        faults = [item for item in problem.errors(include_input=False) if item["type"] != "missing"]
        said = [str(item["msg"]) for item in faults] or ["没有写变动的日期。"]
        hint = "如：gongwen people change --on 2020年6月1日 --out 国强 --in '李明 市局副局长'。"
        raise ContentError(
            *(Diagnostic(Severity.ERROR, "content/change-form", message, hint=hint) for message in dict.fromkeys(said))
        ) from problem


def parsed_day(written: str) -> date:
    """A day given in a command; refuses (ContentError) what is none."""
    try:
        return parse_date(written)
    except PydanticCustomError as problem:
        raise ContentError(Diagnostic(Severity.ERROR, "content/change-form", problem.message())) from problem


def prepare_move(workspace: Workspace, change: PeopleChange) -> Move:
    """Check `change` against the register and work out all it reaches; nothing is written.

    Refuses (ContentError) with everything that is wrong with it.
    """
    opened, before = _opened(workspace)
    path, directory = opened.path, opened.directory
    plan = plan_change(change, directory)
    refuse_if_errors(ContentError, plan.diagnostics)
    after = _edited(workspace, path, before, directory.register, plan)
    reached = affected(workspace, path, directory, plan.after, plan.touched)
    return Move(path, change, tuple(describe(plan.edits, directory)), reached, plan.diagnostics, before, after)


def _opened(workspace: Workspace) -> tuple[Opened, bytes]:
    """The register and the very bytes that it was read from: another process may write it between two readings."""
    while True:
        with noting_reads() as read:
            opened = open_directory(workspace)
        with noting_reads() as again:
            before = read_bytes(opened.path, limit=LARGEST_FILE)
        if all(read.get(path, state).digest == state.digest for path, state in again.items()):
            return opened, before


def _edited(workspace: Workspace, path: Path, before: bytes, register: PeopleFile, plan: PlannedChange) -> bytes:
    """The bytes of the register with the plan in it, read back and compared with the plan."""
    book = OpenRegister(before, path, register)
    for edit in plan.edits:
        match edit:
            case EndPost(person, post, end, note):
                book.editor.end_post(person, post, end, note)
            case AddPost(person, post):
                book.editor.add_post(person, post)
            case AddPerson(person):
                book.editor.add_person(person)
    folder = workspace.root / JOURNAL_FOLDER
    trial = folder / f"试写-{os.getpid()}{path.suffix}"
    replace_file(trial, book.data)
    try:
        written = read_people(trial, shown_as=workspace.shown(path))[0]
    except ContentError:
        written = None
    finally:
        trial.unlink()
    if written != plan.after.register:
        raise ContentError(
            Diagnostic(
                Severity.ERROR,
                "content/edit-unsure",
                "人员文件的写法特殊，程序没有把握改对，没有改动它。",
                Place(workspace.shown(path)),
                hint=f"请手工改：{clip('；'.join(describe(plan.edits, plan.after)), 120)}。",
            )
        )
    return book.data


def carry_out(workspace: Workspace, move: Move) -> int:
    """Write the register; the number of the journal's entry, by which it can be taken back.

    If the register has changed since `prepare_move` the change is worked out anew on what stands there now, and refused
    (FileError) if it then says or reaches anything else than what was shown.
    """
    with _locked(workspace, move.register):
        if read_bytes(move.register, limit=LARGEST_FILE) != move.before:
            again = prepare_move(workspace, move.change)
            if (again.register, again.words, again.affected) != (move.register, move.words, move.affected):
                raise _refused(
                    workspace,
                    move.register,
                    "file/changed-meanwhile",
                    "人员文件刚刚被别的程序改过，牵动的文件已与列出的不同，没有写入。",
                    "请再运行一次。",
                )
            move = again
        number = _enter(workspace, move)
        try:
            replace_file(move.register, move.after)
        except FileError:
            _remove(workspace, number)
            raise
        return number


def _locked(workspace: Workspace, register: Path) -> AbstractContextManager[None]:
    return locked(workspace, "人员库", workspace.shown(register))


def _enter(workspace: Workspace, move: Move) -> int:
    """The journal's entry, before the register is touched: what a kill leaves can be told from what was done."""
    number = max((number for number, _ in _entries(workspace)), default=0) + 1
    entry = {
        "文件": workspace.shown(move.register),
        "变动": list(move.words),
        "改前": hashlib.sha256(move.before).hexdigest(),
        "改后": hashlib.sha256(move.after).hexdigest(),
    }
    record, kept = _files(workspace, number)
    record.parent.mkdir(parents=True, exist_ok=True)
    replace_file(kept, move.before)
    try:
        # Made anew or not at all: of two processes one gets the number.
        with record.open("x", encoding="utf-8") as stream:
            json.dump(entry, stream, ensure_ascii=False, indent=2)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as problem:
        raise file_error(record, problem, "写入") from problem
    return number


class Undone(Struct, frozen=True):
    """What was taken back."""

    register: Path
    words: tuple[str, ...]


def undo_move(workspace: Workspace) -> Undone:
    """Put back the register, byte for byte, as it was before the last change.

    Refuses (FileError) if there is none, or if the register was changed by other hands since: their work stays.
    """
    with _locked(workspace, workspace.root):
        return _undo(workspace)


def _undo(workspace: Workspace) -> Undone:
    for number, entry in sorted(_entries(workspace), reverse=True):
        register = workspace.root / str(entry["文件"])
        current = read_bytes(register, limit=LARGEST_FILE)
        digest = hashlib.sha256(current).hexdigest()
        if digest == entry["改前"]:
            # A kill came between journal and register: nothing was changed.
            _remove(workspace, number)
            continue
        if digest != entry["改后"]:
            raise _refused(
                workspace,
                register,
                "file/changed-since",
                "上一次变动之后，人员文件又改过，不能整个撤销。",
                f"请手工改回；变动前的文件在 {workspace.shown(_files(workspace, number)[1])}。",
            )
        before = read_bytes(_files(workspace, number)[1], limit=LARGEST_FILE)
        replace_file(register, before)
        _remove(workspace, number)
        words = entry["变动"]
        return Undone(register, tuple(map(str, words)) if isinstance(words, list) else ())
    raise _refused(
        workspace,
        workspace.root,
        "file/nothing-to-undo",
        "没有可以撤销的变动。",
        "只能撤销由 gongwen people change 写入的变动。",
    )


def _entries(workspace: Workspace) -> Iterator[tuple[int, dict[str, object]]]:
    for path in (workspace.root / JOURNAL_FOLDER).glob("[0-9]*.json"):
        entry = json.loads(read_bytes(path, limit=_LARGEST_ENTRY))
        yield int(path.stem), entry


def _files(workspace: Workspace, number: int) -> tuple[Path, Path]:
    folder = workspace.root / JOURNAL_FOLDER
    return folder / f"{number:04}.json", folder / f"{number:04}.改前"


def _remove(workspace: Workspace, number: int) -> None:
    for path in _files(workspace, number):
        path.unlink(missing_ok=True)


def _refused(workspace: Workspace, path: Path, code: str, message: str, hint: str) -> FileError:
    return FileError(Diagnostic(Severity.ERROR, code, message, Place(workspace.shown(path)), hint=hint))
