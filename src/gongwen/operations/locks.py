"""One process at a time: locks that the system frees when the process that holds one dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from gongwen.diagnostics import Diagnostic, FileError, Place, Severity
from gongwen.files import file_error
from gongwen.operations.workspace import STATE_FOLDER, Workspace

#: Seconds that another process may take over its change.
_PATIENCE = 60


@contextmanager
def locked(workspace: Workspace, called: str, shown: str) -> Iterator[None]:
    """Nobody else changes what is `called` so (发文登记) meanwhile; `shown` is the file that a refusal names.

    Refuses (FileError) if another process holds it too long.
    """
    path = workspace.root / STATE_FOLDER / f"{called}.lock"
    try:
        path.parent.mkdir(exist_ok=True)
        with FileLock(path, timeout=_PATIENCE):
            yield
    except Timeout:
        raise FileError(
            Diagnostic(
                Severity.ERROR,
                "file/register-locked",
                f"另一个程序一直占着{called}。",
                Place(shown),
                hint="请等它结束，或关掉它以后再运行。",
            )
        ) from None
    except OSError as error:
        raise file_error(path, error, "写入") from error
