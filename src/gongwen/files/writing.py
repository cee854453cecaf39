"""Putting files in the place of others in one step: a reader, a crash or a full disk sees the old one or the new one,
whole."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from gongwen.diagnostics import Diagnostic, FileError, Place, Severity
from gongwen.files.reading import file_error

TEMPORARY_PREFIX = ".gongwen-"
TEMPORARY_SUFFIX = ".tmp"
_STALE_SECONDS = 3600
#: So many files are waited for at a time: file systems commit in one go what is waited for together.
_WAITING = 4
#: So many are open at a time.
_OPEN = 100


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step, see `replacing`."""
    if refused := replace_together({path: data}):
        raise refused[path]


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """What is written to the stream stands at `path` in one step: a reader, a crash or a full disk sees the old file or
    the new one, whole. What is raised meanwhile leaves the old one.

    Writes a temporary file beside the target, flushes it to disk, then renames. Refuses (FileError) a target that is
    a link or a folder, and reports every refusal of the system; the previous file is then as it was.
    """
    temporary: Path | None = None
    try:
        temporary = _beside(path)
        handle = _begun(temporary)
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _put(temporary, path)
        temporary = None
        _sync_folder(path.parent)
    except OSError as error:
        raise file_error(path, error, "写入") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def replace_together(files: Mapping[Path, bytes]) -> dict[Path, FileError]:
    """Each of `files` in its place in one step, as by `replacing`, the disk being waited for once for many of them;
    those that were refused, and why.

    One after another is in its place: a crash leaves some of them new and the others as they were, each whole.
    """
    refused: dict[Path, FileError] = {}
    paths = iter(files)
    while some := list(itertools.islice(paths, _OPEN)):
        _replace({path: files[path] for path in some}, refused)
    for folder in {path.parent for path in files if path not in refused}:
        _sync_folder(folder)
    return refused


def _replace(files: Mapping[Path, bytes], refused: dict[Path, FileError]) -> None:
    temporaries: dict[Path, Path] = {}
    handles: dict[Path, int] = {}
    try:
        for path, data in files.items():
            with _noting(refused, path):
                # Known before it is there: whoever breaks this off in between leaves nothing behind.
                temporaries[path] = _beside(path)
                handles[path] = _begun(temporaries[path])
                _write(handles[path], data)
        _flush([path for path in files if path not in refused], handles, refused)
        for path in [path for path in files if path not in refused]:
            with _noting(refused, path):
                _put(temporaries[path], path)
                del temporaries[path]
    finally:
        for handle in handles.values():
            with contextlib.suppress(OSError):
                os.close(handle)
        for temporary in temporaries.values():
            with contextlib.suppress(OSError):
                temporary.unlink()


def _write(handle: int, data: bytes) -> None:
    """All of it: the system may take less at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _flush(paths: Sequence[Path], handles: dict[Path, int], refused: dict[Path, FileError]) -> None:
    """All that was written for these paths on the disk; their `handles` are closed and gone."""

    def flush(some: Sequence[Path]) -> None:
        for path in some:
            with _noting(refused, path):
                handle = handles.pop(path)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)

    if len(paths) < 2:
        flush(paths)
    else:
        # Loaded only for several files.
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(_WAITING) as threads:
            list(threads.map(flush, (paths[start::_WAITING] for start in range(_WAITING))))


@contextlib.contextmanager
def _noting(refused: dict[Path, FileError], path: Path) -> Iterator[None]:
    try:
        yield
    except FileError as error:
        refused[path] = error
    except OSError as error:
        refused[path] = file_error(path, error, "写入")


def _beside(path: Path) -> Path:
    """The name of a temporary file beside `path`, where that may be replaced."""
    mode = _mode_of(path)
    if stat.S_ISLNK(mode):
        raise FileError(
            Diagnostic(
                Severity.ERROR, "file/is-link", "写入失败：目标是链接，不是普通文件。", Place(file=str(path)),
                hint="请删除这个链接后重试；原有文件未改动。",
            )
        )  # fmt: skip
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "folder")
    return path.with_name(f"{TEMPORARY_PREFIX}{os.urandom(8).hex()}{TEMPORARY_SUFFIX}")


def _begun(temporary: Path) -> int:
    """The file of ours alone, open, with the mode that new files get here."""
    try:
        return os.open(temporary, _NEW_FILE, 0o666)
    except FileNotFoundError:
        temporary.parent.mkdir(parents=True, exist_ok=True)
        return os.open(temporary, _NEW_FILE, 0o666)


def _mode_of(path: Path) -> int:
    """What stands at `path`, links not followed; 0 for nothing."""
    try:
        return os.lstat(path).st_mode
    except FileNotFoundError:
        return 0


#: Refused where there is a file already; on Windows, no line ends are changed.
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _put(temporary: Path, path: Path) -> None:
    """The flushed file in its place."""
    if path.parent not in _swept:
        _sweep(temporary)
        _swept.add(path.parent)
    temporary.replace(path)


#: Looking through a folder for each file that is written into it would take the square of their number.
_swept: set[Path] = set()


def _sweep(temporary: Path) -> None:
    """Remove what killed runs left in this folder.

    Only what is much older than our own temporary file: another process may be writing here right now. The two file
    times are compared with each other, so no clock is read.
    """
    made = temporary.stat().st_mtime
    for stale in temporary.parent.glob(f"{TEMPORARY_PREFIX}*{TEMPORARY_SUFFIX}"):
        with contextlib.suppress(OSError):
            if made - stale.stat().st_mtime > _STALE_SECONDS:
                stale.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable where the system can (not on Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
