"""Reading files whole, within limits; who reads what can be noted."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path

from msgspec import Struct

from gongwen.diagnostics import Diagnostic, FileError, Place, Severity

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


class FileState(Struct, frozen=True):
    """A file as it was: size in bytes, time of its last change in ns, SHA-256."""

    size: int
    changed: int
    digest: str

    @classmethod
    def of(cls, path: Path) -> FileState | None:
        """The state of a file; None if there is none that can be read."""
        try:
            state = path.stat()
            return cls(state.st_size, state.st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
        except OSError:
            return None

    def still_holds(self, path: Path) -> bool:
        """Is the file what it was? Its content is read only if its size is the same and its time is not."""
        try:
            state = path.stat()
            if state.st_size != self.size:
                return False
            return state.st_mtime_ns == self.changed or hashlib.sha256(path.read_bytes()).hexdigest() == self.digest
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
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "folder")
        if not stat.S_ISREG(mode):
            raise FileError(
                Diagnostic(
                    Severity.ERROR, "file/not-ordinary", "读取失败：这不是普通文件。", Place(file=str(path)),
                    hint="请换成普通文件。",
                )
            )  # fmt: skip
        with path.open("rb") as stream:
            state = os.fstat(stream.fileno())
            # What is asked for has its room in memory at once, be the file ever so small.
            data = stream.read(min(limit, state.st_size) + 1)
            if len(data) > state.st_size:
                # It has grown, or its system does not tell sizes.
                data += stream.read(limit + 1 - len(data))
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
        noted[path] = FileState(len(data), state.st_mtime_ns, hashlib.sha256(data).hexdigest())
    return data
