"""Reading and replacing files: nothing that was made before is lost, whatever happens in between.

Knows paths, limits and the operating system's refusals; never what is inside a file.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from gongwen.diagnostics import Diagnostic, FileError, Place, Severity

TEMPORARY_PREFIX = ".gongwen-"
TEMPORARY_SUFFIX = ".tmp"
_STALE_SECONDS = 3600
#: Bytes of the largest DOCX or PDF that is opened, be it made here or elsewhere.
LARGEST_OUTPUT = 500_000_000

#: What the operating system says, in a clerk's words.
_REASONS = {
    errno.ENOENT: ("file/missing", "文件不存在", "请核对文件名和所在文件夹"),
    errno.EACCES: ("file/permission", "没有权限", "请核对文件夹的读写权限，或文件是否正被其他程序打开"),
    errno.EPERM: ("file/permission", "没有权限", "请核对文件夹的读写权限，或文件是否正被其他程序打开"),
    errno.EROFS: ("file/permission", "所在磁盘只读", "请换一个可写的位置"),
    errno.ENOSPC: ("file/disk-full", "磁盘已满", "请清理磁盘后重试"),
    errno.EDQUOT: ("file/disk-full", "磁盘配额已用完", "请清理磁盘后重试"),
    errno.EISDIR: ("file/is-folder", "这是文件夹，不是文件", "请指明文件夹里的哪个文件"),
    errno.ENOTDIR: ("file/missing", "路径中有一段不是文件夹", "请核对路径"),
    errno.ENAMETOOLONG: ("file/name-too-long", "文件名过长", "请缩短文件名"),
}


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was: size in bytes, time of its last change in ns, SHA-256."""

    size: int
    changed: int
    digest: str

    @classmethod
    def of(cls, path: Path) -> FileState | None:
        """The state of a file; None if there is none that can be read."""
        try:
            stat = path.stat()
            return cls(stat.st_size, stat.st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
        except OSError:
            return None

    def still_holds(self, path: Path) -> bool:
        """Is the file what it was? Its content is read only if its size is the same and its time is not."""
        try:
            stat = path.stat()
            if stat.st_size != self.size:
                return False
            return stat.st_mtime_ns == self.changed or hashlib.sha256(path.read_bytes()).hexdigest() == self.digest
        except OSError:
            return False


#: Who wants to know which files are read; None while nobody does.
_noted: ContextVar[dict[Path, FileState] | None] = ContextVar("noted", default=None)


@contextlib.contextmanager
def noting_reads() -> Iterator[dict[Path, FileState]]:
    """Every file that `read_bytes` reads in the meantime, as it was when it was read. May be nested."""
    outer = _noted.get()
    states: dict[Path, FileState] = {}
    token = _noted.set(states)
    try:
        yield states
    finally:
        _noted.reset(token)
        if outer is not None:
            outer.update(states)


def note_reads(states: Mapping[Path, FileState]) -> None:
    """For what is read once and used again: these files count as read now."""
    noted = _noted.get()
    if noted is not None:
        noted.update(states)


def file_error(path: Path, error: OSError, doing: str) -> FileError:
    """A `FileError` in Chinese for an operating-system refusal while `doing` (读取, 写入) `path`."""
    code, reason, hint = _REASONS.get(
        error.errno or 0, ("file/failed", f"系统错误 {error.errno or error.__class__.__name__}", "请重试")
    )
    if doing == "写入":
        hint += "；原有文件未改动"
    return FileError(
        Diagnostic(Severity.ERROR, code, f"{doing}失败：{reason}。", Place(file=str(path)), hint=f"{hint}。")
    )


def read_bytes(path: Path, *, limit: int) -> bytes:
    """The bytes of `path`, at most `limit` of them.

    Refuses (FileError) what is missing, unreadable, not an ordinary file, or larger than the limit.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "folder")
        if path.exists() and not path.is_file():
            raise FileError(
                Diagnostic(
                    Severity.ERROR, "file/not-ordinary", "读取失败：这不是普通文件。", Place(file=str(path)),
                    hint="请换成普通文件。",
                )
            )  # fmt: skip
        with path.open("rb") as stream:
            changed = os.fstat(stream.fileno()).st_mtime_ns
            data = stream.read(limit + 1)
    except OSError as error:
        raise file_error(path, error, "读取") from error
    if len(data) > limit:
        raise FileError(
            Diagnostic(
                Severity.ERROR,
                "file/too-large",
                f"文件超过上限 {limit / 1_000_000:g} MB。",
                Place(file=str(path)),
                hint="请核对是否选错了文件，或把内容拆成几个文件。",
            )
        )
    noted = _noted.get()
    if noted is not None:
        noted[path] = FileState(len(data), changed, hashlib.sha256(data).hexdigest())
    return data


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step, see `replacing`."""
    with replacing(path) as stream:
        stream.write(data)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """What is written to the stream stands at `path` in one step: a reader, a crash or a full disk sees the old file or
    the new one, whole. What is raised meanwhile leaves the old one.

    Writes a temporary file beside the target, flushes it to disk, then renames. Refuses (FileError) a target that is
    a link or a folder, and reports every refusal of the system; the previous file is then as it was.
    """
    temporary: Path | None = None
    try:
        handle, temporary = _begun(path)
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
    """As `replace_file` for each, the disk being waited for once for all of them; those that were refused, and why.

    One after another is in its place: a crash leaves some of them new and the others as they were, each whole.
    """
    refused: dict[Path, FileError] = {}
    temporaries: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            with _noting(refused, path):
                handle, temporaries[path] = _begun(path)
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
        # All are written before the first is waited for, so that the system can flush them together.
        for path, temporary in temporaries.items():
            # To be written: Windows flushes no file that is only read.
            with _noting(refused, path), temporary.open("r+b") as stream:
                os.fsync(stream.fileno())
        for path in [path for path in temporaries if path not in refused]:
            with _noting(refused, path):
                _put(temporaries[path], path)
                del temporaries[path]
    finally:
        for temporary in temporaries.values():
            with contextlib.suppress(OSError):
                temporary.unlink()
    for folder in {path.parent for path in files if path not in refused}:
        _sync_folder(folder)
    return refused


@contextlib.contextmanager
def _noting(refused: dict[Path, FileError], path: Path) -> Iterator[None]:
    try:
        yield
    except FileError as error:
        refused[path] = error
    except OSError as error:
        refused[path] = file_error(path, error, "写入")


def _begun(path: Path) -> tuple[int, Path]:
    """A temporary file beside `path`, open."""
    if path.is_symlink():
        raise FileError(
            Diagnostic(
                Severity.ERROR, "file/is-link", "写入失败：目标是链接，不是普通文件。", Place(file=str(path)),
                hint="请删除这个链接后重试；原有文件未改动。",
            )
        )  # fmt: skip
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, suffix=TEMPORARY_SUFFIX, dir=path.parent)
    return handle, Path(name)


def _put(temporary: Path, path: Path) -> None:
    """The flushed file in its place."""
    if path.parent not in _swept:
        _sweep(temporary)
        _swept.add(path.parent)
    temporary.chmod(_ordinary_mode())
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


def _ordinary_mode() -> int:
    """The mode a newly made file gets here; mkstemp makes private ones."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable where the system can (not on Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
