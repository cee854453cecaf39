"""One process at a time: locks that the system frees when the process that holds one dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from gongwen.diagnostics import Diagnostic, FileError, Place, Severity
from gongwen.files import file_error
from gongwen.model.basis import short_digest
from gongwen.operations.workspace import STATE_FOLDER, Workspace

#: Seconds that another process may take over its change.
_PATIENCE = 60


@contextmanager
def locked(workspace: Workspace, called: str, shown: str) -> Iterator[None]:
    """Nobody else changes what is `called` so (发文登记) meanwhile; `shown` is the file that a refusal names.

    Refuses (FileError) if another process holds it too long.
    """
    message, hint = f"另一个程序一直占着{called}。", "请等它结束，或关掉它以后再运行。"
    refusal = Diagnostic(Severity.ERROR, "file/register-locked", message, Place(shown), hint=hint)
    with _held(workspace, called, _PATIENCE, refusal):
        yield


@contextmanager
def letters_locked(workspace: Workspace, folder: Path) -> Iterator[None]:
    """Nobody else makes letters in `folder` meanwhile. Refuses (FileError) at once if somebody does: it may take
    hours."""
    message, hint = "另一个 gongwen 正在往这个文件夹里生成答复。", "请等它做完再运行；这一次什么也没有改。"
    refusal = Diagnostic(Severity.ERROR, "file/letters-locked", message, Place(str(folder)), hint=hint)
    with _held(workspace, f"letters-{short_digest(bytes(folder.resolve()))}", 0, refusal):
        yield


@contextmanager
def _held(workspace: Workspace, name: str, patience: float, refusal: Diagnostic) -> Iterator[None]:
    lock = FileLock(workspace.root / STATE_FOLDER / f"{name}.lock", timeout=patience)
    try:
        Path(lock.lock_file).parent.mkdir(exist_ok=True)
        lock.acquire()
    except Timeout:
        raise FileError(refusal) from None
    except OSError as error:
        raise file_error(Path(lock.lock_file), error, "写入") from error
    try:
        yield
    finally:
        lock.release()
