"""Letters for machines that share no folder with this one: rows go with their texts and with what stands in the places
of their letters, files come back.

There a batch has a folder of its own, laid out as the folders here; what is told of a file there is told as of here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gongwen import __version__
from gongwen.convert.program import find_office
from gongwen.diagnostics import Diagnostic, FileError, GongwenError, Place
from gongwen.load.record import LARGEST_FILE
from gongwen.operations.letters import sources
from gongwen.operations.letters.batch import LARGEST_LETTER, Bench, make_batch, put
from gongwen.operations.letters.letter import SUFFIX, Letter, not_made, output_of, with_suffix
from gongwen.operations.letters.plan import Job
from gongwen.operations.many_hands.far import Sent, refuse_other_version
from gongwen.operations.workspace import TEMPLATES_FOLDER

#: Where things stand in the folder of a batch: the workspace, texts, letters that go out of the workspace.
_WORKSPACE, _TEXTS, _LETTERS = "工作文件夹", "正文", "答复"


class Bundle(Struct, frozen=True):
    """What all batches take along: what the letters have in common, where they go in the folder of a batch, and
    own templates."""

    version: str
    bench: Bench
    folder: str
    templates: tuple[Sent, ...]


class Load(Struct, frozen=True):
    """The letters of a row with the files they touch; `refused` are those that cannot be read here: a text by its path,
    what stands in the place of a letter by its name."""

    job: Job
    files: tuple[Sent, ...]
    refused: dict[str, FileError]


class Returned(Struct, frozen=True):
    """What became of the letters of a batch, and the files that were made, named from the folder of letters."""

    letters: list[Letter]
    files: tuple[Sent, ...]


# --- here ---


def bundle_of(bench: Bench) -> Bundle:
    root, folder = bench.workspace.root, bench.order.folder.resolve()
    templates = sorted((root / TEMPLATES_FOLDER).glob("*.docx"))
    inside = f"{_WORKSPACE}/{folder.relative_to(root).as_posix()}" if folder.is_relative_to(root) else _LETTERS
    sent = tuple(Sent.of(path, f"{_WORKSPACE}/{path.relative_to(root).as_posix()}") for path in templates)
    return Bundle(__version__, bench, inside, sent)


def loaded(bundle: Bundle, job: Job) -> Load:
    """A row with what stands in the places of its letters."""
    order = bundle.bench.order
    files: list[Sent] = []
    refused: dict[str, FileError] = {}
    for told in job.told:
        output = output_of(job.name, told)
        try:
            for name, limit in ((output, LARGEST_LETTER), (with_suffix(output, sources.SUFFIX), LARGEST_FILE)):
                if (path := order.folder / name).is_file():
                    files.append(Sent.of(path, f"{bundle.folder}/{name}", limit=limit))
            # Of a PDF it is only asked whether it is there, and not older than the letter.
            name = with_suffix(output, ".pdf")
            if order.with_pdf and (path := order.folder / name).is_file():
                files.append(Sent(f"{bundle.folder}/{name}", path.stat().st_mtime_ns, b""))
        except FileError as error:
            refused[output] = error
    if job.body is not None:
        try:
            files.append(Sent.of(job.body, f"{_TEXTS}/{job.body.name}", limit=LARGEST_FILE))
        except FileError as error:
            refused[str(job.body)] = error
    return Load(job, tuple(files), refused)


def received(bench: Bench, returned: Returned) -> list[Letter]:
    """The letters, with their files put in their places; of each a DOCX before its PDF."""
    folder = bench.order.folder
    files = sorted(returned.files, key=lambda file: file.name)
    return put(folder, returned.letters, {folder / file.name: file.data for file in files})


# --- there ---


def make_batch_far(bundle: Bundle, batch: Sequence[Load]) -> Returned:
    """The work of a batch on another machine. Raises ToolError where another gongwen is installed."""
    refuse_other_version(bundle.version)
    with tempfile.TemporaryDirectory(prefix="gongwen-far-", ignore_cleanup_errors=True) as name:
        root = Path(name).resolve()
        sent = (*bundle.templates, *(file for load in batch for file in load.files))
        for file in sent:
            file.put(root)
        old = {root / file.name: file.data for file in sent}
        bench, moves = _moved(bundle, root)
        folder = bench.order.folder
        folder.mkdir(parents=True, exist_ok=True)
        refused = {name: error for load in batch for name, error in load.refused.items()}
        jobs = [_with_body(load.job, root, moves) for load in batch]
        letters = [_refused(_as_here(letter, moves), refused) for letter in make_batch(bench, jobs)]
        kept = {with_suffix(name, suffix) for name in refused for suffix in (SUFFIX, ".pdf", sources.SUFFIX)}
        return Returned(letters, tuple(file for file in _made(folder, old) if file.name not in kept))


def _refused(letter: Letter, refused: dict[str, FileError]) -> Letter:
    """The letter, unless something that it touches could not be read where it comes from."""
    touched = (letter.output, *(item.place.file for item in letter.diagnostics if letter.what == "没有做成"))
    error = next((refused[name] for name in touched if name in refused), None)
    return letter if error is None else not_made(letter, error)


def _made(folder: Path, old: dict[Path, bytes]) -> Iterator[Sent]:
    """The files of the folder that are not as they were sent."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (data := path.read_bytes()) != old.get(path):
            yield Sent(path.relative_to(folder).as_posix(), path.stat().st_mtime_ns, data)


_Moves = dict[str, str]


def _moved(bundle: Bundle, root: Path) -> tuple[Bench, _Moves]:
    """The bench in the folder of a batch, and what is called how here."""
    bench, here = bundle.bench, bundle.bench.order
    workspace = bench.workspace
    there = root / _WORKSPACE
    folder = root / bundle.folder
    ledger = here.ledger.resolve()
    inside = there / ledger.relative_to(workspace.root) if ledger.is_relative_to(workspace.root) else root / ledger.name
    order = replace(here, ledger=inside, folder=folder)
    moves = {str(folder): str(here.folder)}
    moves.setdefault(str(there), str(workspace.root))
    can_see = find_office() is not None
    return replace(bench, order=order, workspace=replace(workspace, root=there), can_see=can_see), moves


def _with_body(job: Job, root: Path, moves: _Moves) -> Job:
    if job.body is None:
        return job
    moves[str(root / _TEXTS)] = str(job.body.parent)
    return replace(job, body=root / _TEXTS / job.body.name)


def _as_here(letter: Letter, moves: _Moves) -> Letter:
    """The letter with the files of its findings called as here."""

    def place(at: Place) -> Place:
        there = next((there for there in moves if at.file.startswith(there)), None)
        return at if there is None else replace(at, file=moves[there] + at.file.removeprefix(there))

    def all_of(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
        return tuple(replace(item, place=place(item.place)) for item in found)

    known = letter.known
    moved = replace(
        letter,
        place=place(letter.place),
        diagnostics=all_of(letter.diagnostics),
        known=replace(known, findings=all_of(known.findings)) if known is not None else None,
    )
    if letter.what != "没有做成":
        return moved
    # What is told first goes by the names of the files.
    return replace(not_made(moved, GongwenError(*moved.diagnostics)), exit_code=letter.exit_code)
