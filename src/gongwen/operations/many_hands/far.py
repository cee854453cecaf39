"""Batches for machines that share no folder with this one: what documents are made of goes, what is made comes back.

A worker keeps what all documents of a build share (settings, registers, ledgers, templates, pictures) in a folder of
its own until the next build; the content files of a batch come and go with it. Nothing there outlives its process.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gongwen import __version__
from gongwen.diagnostics import Diagnostic, FileError, GongwenError, Place, Severity, ToolError
from gongwen.files import LARGEST_OUTPUT, FileState, read_bytes, replace_together
from gongwen.load.package import load_package
from gongwen.operations.making.attempt import Done, Task, prepare
from gongwen.operations.making.batch import Order, make_batch
from gongwen.operations.making.sources import is_register
from gongwen.operations.outcome import Outcome, as_shown
from gongwen.operations.people.registers import Registers
from gongwen.operations.remembering.records import MadeRecord
from gongwen.operations.workspace import CONTENT_FOLDER, OUTPUT_FOLDER, TEMPLATES_FOLDER, Workspace, content_files

#: Endings of what documents may be made of, beside content files; of DOCX only templates.
_SHARED_SUFFIXES = frozenset({".yaml", ".yml", ".csv", ".xlsx", ".png"})
#: Bytes that every batch takes along.
_LARGEST_SHARED = 100_000_000


class Sent(Struct, frozen=True):
    """A file on its way: where it lies in the folder of a batch, when it was changed (ns), what it holds."""

    name: str
    changed: int
    data: bytes

    @classmethod
    def of(cls, path: Path, name: str, *, limit: int = LARGEST_OUTPUT) -> Sent:
        """Raises FileError for what cannot be read, or holds more than `limit` bytes."""
        data = read_bytes(path, limit=limit)
        return cls(name, path.stat().st_mtime_ns, data)

    @classmethod
    def within(cls, path: Path, root: Path) -> Sent:
        """A file by its place in the workspace."""
        return cls.of(path, path.relative_to(root).as_posix())

    def put(self, root: Path) -> None:
        path = root / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.data)
        os.utime(path, ns=(self.changed, self.changed))


class Consignment(Struct, frozen=True):
    """A document to be made elsewhere with its files, and why it is made again; `refused`: its files cannot be read,
    which was found here."""

    task: Task
    files: tuple[Sent, ...] = ()
    why: tuple[str, ...] = ()
    refused: Done | None = None


class Bundle(Struct, frozen=True):
    """What all batches of a build take along."""

    build: str
    version: str
    order: Order
    files: tuple[Sent, ...]


class Returned(Struct, frozen=True):
    """What a batch brought: what became of its documents, and the files that were made."""

    done: list[Done]
    files: tuple[Sent, ...]


# --- here ---


def bundle_of(order: Order, build: str) -> Bundle:
    """Refuses (FileError) a workspace that holds too much."""
    root = order.workspace.root
    files = tuple(Sent.within(path, root) for path in _shared(root))
    if sum(len(file.data) for file in files) > _LARGEST_SHARED:
        raise FileError(
            Diagnostic(
                Severity.ERROR,
                "file/too-much-to-send",
                f"人员库、台账、模板、图片合计超过 {_LARGEST_SHARED // 1_000_000} MB，不便发给别的机器。",
                Place(file=str(root)),
                hint="请把用不到的表格和图片移出工作文件夹；或不加 --cluster。",
            )
        )
    return Bundle(build, __version__, order, files)


def _shared(root: Path) -> Iterator[Path]:
    """The files that a document may be made of without being a document itself."""
    documents = {path for path in content_files(root / CONTENT_FOLDER) if not is_register(path)}
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        is_top = here == root
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not (is_top and name == OUTPUT_FOLDER)
        )
        within = here.relative_to(root).parts[:1]
        for path in sorted(here / name for name in names if not name.startswith(".")):
            is_wanted = path.suffix == ".png" or (
                path.suffix in _SHARED_SUFFIXES
                if is_top or within == (CONTENT_FOLDER,)
                else within == (TEMPLATES_FOLDER,)
            )
            if is_wanted and path not in documents:
                yield path


def consigned(order: Order, registers: Registers, task: Task) -> Consignment:
    """A document with all files that it takes in; what went out already goes along, to be compared with."""
    root = order.workspace.root
    try:
        paths = list(load_package(task.path, workspace=root).documents)
        output = order.workspace.output_of(task.path)
        if order.fixed is not None and order.fixed.register.of(order.workspace.shown(task.path)) and output.exists():
            paths.append(output)
        why = order.circumstances.why(task.known) if order.circumstances is not None else ()
        return Consignment(task, tuple(Sent.within(path, root) for path in paths), why)
    except (GongwenError, OSError):
        refused = prepare(task, registers, order.circumstances)
        return Consignment(task, refused=refused if isinstance(refused, Done) else None)


def received(order: Order, sent: Sequence[Consignment], returned: Returned) -> list[Done]:
    """What came back put in its place, told and remembered as if it had been made here; a file that is refused costs
    its document only."""
    root = order.workspace.root
    refused = _placed({root / file.name: file.data for file in returned.files})
    return [_received(order.workspace, item, done, refused) for item, done in zip(sent, returned.done, strict=True)]


def _placed(files: Mapping[Path, bytes]) -> dict[Path, FileError]:
    """Each in the place of the one before, a PDF only beside its own DOCX; what was refused."""
    pdfs = {path: data for path, data in files.items() if path.suffix == ".pdf"}
    refused = replace_together({path: data for path, data in files.items() if path not in pdfs})
    beside = {path: data for path, data in pdfs.items() if path.with_suffix(".docx") not in refused}
    return refused | replace_together(beside)


def _received(workspace: Workspace, item: Consignment, done: Done, refused: Mapping[Path, FileError]) -> Done:
    root = workspace.root
    why = item.why if done.outcome.output is not None else ()
    outcome = _moved(replace(done.outcome, why=why), lambda path: root / path)
    names = done.record.outputs if done.record is not None else ()
    if lost := [refused[root / name] for name in names if root / name in refused]:
        # That all copies stand in their folder is true there only.
        told = [found for found in outcome.diagnostics if found.code != "content/copies-made"]
        told += [found for error in lost for found in error.diagnostics]
        return Done(Outcome(outcome.source, None, as_shown(workspace, told), FileError.exit_code))
    if outcome.pdf is not None and (error := refused.get(outcome.pdf)) is not None:
        outcome = replace(outcome.failed(as_shown(workspace, error.diagnostics), error.exit_code), pdf=None)
    return Done(outcome, _as_it_is_here(done.record, root))


def _as_it_is_here(record: MadeRecord | None, root: Path) -> MadeRecord | None:
    if record is None:
        return None
    states = {name: FileState.of(root / name) for name in record.outputs}
    whole = {name: state for name, state in states.items() if state is not None}
    return replace(record, outputs=whole) if len(whole) == len(states) else None


# --- there ---

#: One build at a time has its folder in this process; and one batch at a time: an executor may run several threads.
_folders: dict[str, tuple[tempfile.TemporaryDirectory[str], Registers]] = {}
_lock = threading.Lock()


def make_batch_far(bundle: Bundle, batch: Sequence[Consignment]) -> Returned:
    """The work of a batch on another machine. Raises ToolError where another gongwen is installed."""
    refuse_other_version(bundle.version)
    with _lock:
        registers = _at_home(bundle)
        root = registers.workspace.root
        order = replace(bundle.order, workspace=registers.workspace)
        if order.circumstances is not None:
            order = replace(order, circumstances=replace(order.circumstances, workspace=registers.workspace))
        sent = {file.name: file.data for item in batch for file in item.files}
        try:
            for item in batch:
                for file in item.files:
                    file.put(root)
            here = bundle.order.workspace.root
            tasks = [Task(root / item.task.path.relative_to(here)) for item in batch if item.refused is None]
            made = iter(make_batch(order, registers, tasks))
            done = [item.refused or _portable(next(made), root) for item in batch]
            outputs = (path for path in (root / OUTPUT_FOLDER).rglob("*") if path.is_file())
            files = tuple(file for path in outputs if sent.get((file := Sent.within(path, root)).name) != file.data)
            return Returned(done, files)
        finally:
            _clear(root, sent)


def refuse_other_version(version: str) -> None:
    """Raises ToolError where this is not the version of who sent the work."""
    if version != __version__:
        message = f"集群里的 gongwen 是 {__version__} 版，这里是 {version} 版，做出的文件会不一样。"
        hint = "请在每台机器上装同一个版本。"
        raise ToolError(Diagnostic(Severity.ERROR, "tool/cluster-version", message, hint=hint))


def _at_home(bundle: Bundle) -> Registers:
    """The workspace of this build here."""
    if bundle.build not in _folders:
        while _folders:
            _folders.popitem()[1][0].cleanup()
        folder = tempfile.TemporaryDirectory(prefix="gongwen-far-", ignore_cleanup_errors=True)
        root = Path(folder.name).resolve()
        for file in bundle.files:
            file.put(root)
        _folders[bundle.build] = folder, Registers(replace(bundle.order.workspace, root=root))
    return _folders[bundle.build][1]


def _portable(done: Done, root: Path) -> Done:
    """Without what is only in the memory of this process, and with paths from the workspace."""
    return replace(done, outcome=_moved(replace(done.outcome, made=None), lambda path: path.relative_to(root)))


def _moved(outcome: Outcome, move: Callable[[Path], Path]) -> Outcome:
    output, pdf = (None if path is None else move(path) for path in (outcome.output, outcome.pdf))
    return replace(outcome, output=output, pdf=pdf)


def _clear(root: Path, names: Iterable[str]) -> None:
    """Leave only what the next batch shares."""
    for name in names:
        (root / name).unlink(missing_ok=True)
    for path in (root / OUTPUT_FOLDER).rglob("*"):
        if path.is_file():
            path.unlink()
