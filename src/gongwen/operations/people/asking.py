"""Asking the register: who is in it, what somebody held when, and where he stands in the documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from gongwen.diagnostics import ContentError, Diagnostic, FileError, Place, Severity
from gongwen.files import replace_file
from gongwen.model.dates import STANDING
from gongwen.model.directory import Directory
from gongwen.model.register import RegisteredPerson
from gongwen.model.text import clip
from gongwen.operations.people.affected import rosters_of
from gongwen.operations.people.notices import people_of
from gongwen.operations.people.registers import Registers
from gongwen.operations.workspace import CONTENT_FOLDER, Workspace
from gongwen.registry.export import as_workbook, as_yaml
from gongwen.registry.find import PEOPLE_STEM
from gongwen.registry.people import read_people
from gongwen.registry.sheets import WORKBOOK_SUFFIXES
from gongwen.resolve.people import Mention


class Opened(Struct, frozen=True):
    """The register of a workspace, where it is, and what deserves a look in it."""

    workspace: Workspace
    path: Path
    directory: Directory
    diagnostics: tuple[Diagnostic, ...]


def open_directory(workspace: Workspace) -> Opened:
    """The office's register; refuses (FileError) if there is none."""
    registers = Registers(workspace)
    path = registers.of_workspace()
    if path is None:
        raise FileError(
            Diagnostic(
                Severity.ERROR,
                "file/no-register",
                f"工作文件夹里没有人员库（{CONTENT_FOLDER}/{PEOPLE_STEM}.yaml、.xlsx 或 .csv）。",
                Place(workspace.shown(workspace.root)),
                hint="运行“gongwen people import 名册.xlsx”，或在 gongwen.yaml 里写“人员库: 文件名”。",
            )
        )
    return Opened(workspace, path, *registers.at(path))


def person_as_json(directory: Directory, person: RegisteredPerson) -> dict[str, object]:
    """A person with everything the register says, and the title he bears now, in the keys of the register."""
    known = person.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {"key": person.key, "title": directory.title_on(person, STANDING), **known}


def people_named(directory: Directory, written: str) -> tuple[RegisteredPerson, ...]:
    """Those meant by `姓名` or `姓名（单位）`; refuses (ContentError) a name that nobody bears."""
    name, _, rest = "".join(written.split()).replace("(", "（").partition("（")
    unit = rest.rstrip("）)") or None
    found = directory.named(name, unit)
    if not found:
        raise ContentError(
            Diagnostic(
                Severity.ERROR,
                "content/unknown-person",
                f"人员库里没有“{clip(written, 12)}”。",
                Place(directory.file),
                hint="运行“gongwen people list”看全部人员。",
            )
        )
    return found


class Standing(Struct, frozen=True):
    """Somebody in a document: the document that goes out, the roster, the day that holds for it, the spot."""

    source: str
    on: date
    mention: Mention
    file: str
    line: int
    column: int

    @property
    def role(self) -> str:
        """工作组和职级：综合组·组长."""
        return "·".join((*self.mention.group, self.mention.rank))


def where_named(workspace: Workspace, directory: Directory, written: str) -> Iterator[Standing]:
    """Every spot of every document in which a person stands, by name or by a post he held that day.

    Somebody the register does not know is found by his bare name.
    """
    name = "".join(written.split()).replace("(", "（").partition("（")[0]
    keys = {person.key for person in people_named(directory, written)} if directory.named(name) else set()
    for package, item in rosters_of(workspace, registers := Registers(workspace)):
        for mention in people_of(item, registers).mentions:
            if mention.key in keys or (not keys and mention.name == name):
                origin = mention.written.origin
                place = (origin.file, origin.line, origin.column) if origin is not None else ("", 0, 0)
                yield Standing(workspace.shown(package.root), item.on, mention, *place)


class Row(Struct, frozen=True):
    """A person and what he held on a day."""

    person: RegisteredPerson
    title: str


def holders_on(directory: Directory, on: date = STANDING) -> tuple[Row, ...]:
    """Everybody who held a post on the day `on`, by rank."""
    titled = ((person, directory.title_on(person, on)) for person in directory.people)
    return tuple(Row(person, title) for person, title in titled if title)


def import_people(workspace: Workspace, source: Path) -> tuple[Path, tuple[Diagnostic, ...]]:
    """Write the register in the file `source` (XLSX, CSV, YAML) as the office's 人员.yaml; what stands there stays.

    Refuses (FileError) if the office has a register already.
    """
    present = Registers(workspace).of_workspace()
    target = workspace.root / CONTENT_FOLDER / f"{PEOPLE_STEM}.yaml"
    if present is not None or target.exists():
        raise FileError(
            Diagnostic(
                Severity.ERROR,
                "file/register-exists",
                "已经有人员库，没有改动它。",
                Place(workspace.shown(present or target)),
                hint="要换成新的，请先把原来的文件改名或移走。",
            )
        )
    register, found = read_people(source, shown_as=str(source))
    replace_file(target, as_yaml(register))
    return target, found


def export_people(workspace: Workspace, target: Path) -> Path:
    """Write the register to `target`, a new XLSX or YAML file; refuses (FileError) to overwrite."""
    directory = open_directory(workspace).directory
    if target.exists():
        raise FileError(
            Diagnostic(
                Severity.ERROR, "file/exists", "文件已经存在，没有改动它。", Place(str(target)), hint="请换一个文件名。"
            )
        )
    is_workbook = target.suffix.lower() in WORKBOOK_SUFFIXES
    if not is_workbook and target.suffix.lower() not in (".yaml", ".yml"):
        raise FileError(
            Diagnostic(
                Severity.ERROR,
                "file/not-register",
                "导出的文件名应以 .xlsx 或 .yaml 结尾。",
                Place(str(target)),
                hint=f"可写成：{target.stem}.xlsx",
            )
        )
    replace_file(target, as_workbook(directory.register) if is_workbook else as_yaml(directory.register))
    return target
