"""One run of LibreOffice over many documents: private profile, watched, and gone without trace afterwards.

The profile is new for each run, so that a run sees nothing of the user's settings, two runs never meet (LibreOffice
swallows the second call on one profile), and what a file asks for is refused: links are not followed, macros not run.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

#: Seconds between two looks at how far the office has come.
_PULSE = 0.05
#: Named, or LibreOffice takes whatever the bytes look like: random ones become a PDF of rubbish.
DOCX_FILTER = "MS Word 2007 XML"
TEXT_FILTER = "Text"
#: In the workspace of a run while it lasts: the number of its process.
_NOTE = "process.txt"
_OUTPUT_FILTER = "pdf:writer_pdf_Export"
#: What LibreOffice writes last. Without it a killed run's half file would pass.
_PDF_HEAD, _PDF_TAIL = b"%PDF", b"%%EOF"

#: Settings of the private profile: (path, property, value).
_SETTINGS = (
    # Linked pictures are neither fetched from the net nor drawn from the disk.
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    # 2 is never.
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
    ("Office.Recovery/RecoveryInfo", "Enabled", "false"),
    # Not the machine's: the language decides on fallback faces, so a page must not depend on where it is made.
    ("Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
    ("Office.Linguistic/General", "DefaultLocale_CJK", "zh-CN"),
)


class Ending(Enum):
    """How a run ended. `DONE` says only that the program ended by itself: LibreOffice calls a failure a success."""

    DONE = "done"
    TIMEOUT = "timeout"
    CRASH = "crash"


def run_office(
    program: Path,
    documents: Sequence[Path],
    folder: Path,
    workspace: Path,
    *,
    timeout: float,
    input_filter: str,
) -> Ending:
    """Convert `documents` into `folder` (`1.docx` becomes `1.pdf`) in one process; whole PDFs may come at any ending.

    `workspace` is an empty folder of this run for its profile and temporary files. `timeout` is in seconds and counts
    from the last sign of life, a new PDF: so it is a limit for one document, whatever the number of them.
    OSError means that the program could not be started.
    """
    profile = workspace / "profile"
    _make_profile(profile)
    command = [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
        f"--infilter={input_filter}", "--convert-to", _OUTPUT_FILTER, "--outdir", str(folder),
        *map(str, documents),
    ]  # fmt: skip
    # Into a file: a pipe kept open by a grandchild would outlive the process that is waited for.
    with (workspace / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd=workspace,
            env=_environment(workspace),
            start_new_session=True,
        )
        note = workspace / _NOTE
        try:
            note.write_text(str(process.pid), encoding="ascii")
            return _watch(process, documents, folder, timeout)
        finally:
            _end(process)
            _remove_socket(profile)
            note.unlink(missing_ok=True)


def end_orphans(folder: Path) -> None:
    """End the runs whose workspace is somewhere in `folder`: for one who knows that whoever began them was killed."""
    for note in folder.rglob(_NOTE):
        with contextlib.suppress(OSError, ValueError):
            _kill(int(note.read_text(encoding="ascii")))
            _remove_socket(note.parent / "profile")
            note.unlink()


def is_whole_pdf(path: Path) -> bool:
    """Does `path` begin and end as a PDF does?"""
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_PDF_HEAD))
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, size - 1024))
            tail = stream.read()
    except OSError:
        return False
    return head == _PDF_HEAD and _PDF_TAIL in tail


def _watch(process: subprocess.Popen[bytes], documents: Sequence[Path], folder: Path, timeout: float) -> Ending:
    waited_for = [folder / f"{document.stem}.pdf" for document in documents]
    last_sign = time.monotonic()
    while True:
        try:
            code = process.wait(_PULSE)
        except subprocess.TimeoutExpired:
            pass
        else:
            return Ending.DONE if code == 0 else Ending.CRASH
        still = [path for path in waited_for if not path.exists()]
        if len(still) < len(waited_for):
            waited_for, last_sign = still, time.monotonic()
        if time.monotonic() - last_sign > timeout:
            return Ending.TIMEOUT


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform != "win32" or process.poll() is None:
        _kill(process.pid)
        process.kill()
    process.wait()


def _kill(leader: int) -> None:
    """Kill whatever of the process group is left: `soffice` is a script that starts what starts the office."""
    if sys.platform == "win32":
        taskkill = ["taskkill", "/F", "/T", "/PID", str(leader)]
        subprocess.run(taskkill, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)


def _remove_socket(profile: Path) -> None:
    """Remove the meeting point that a killed LibreOffice leaves in /tmp, which it uses whatever TMPDIR says.

    Its name is made from the profile, so only this run's own is meant; without leading zeros is LibreOffice's way.
    """
    if sys.platform == "win32":
        return
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
    for folder in (Path("/tmp"), Path("/var/tmp")):
        with contextlib.suppress(OSError):
            (folder / name).unlink()


def _environment(workspace: Path) -> dict[str, str]:
    temporary = workspace / "tmp"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    environment = dict(os.environ)
    for variable in ("TMPDIR", "TEMP", "TMP"):
        environment[variable] = str(temporary)
    # A system without a UTF-8 locale would make LibreOffice stumble over a Chinese path; TZ gets into the PDF.
    environment |= {"LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp", "TZ": "UTC"}
    return environment


def _make_profile(profile: Path) -> None:
    shutil.rmtree(profile, ignore_errors=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}</oor:items>\n',
        encoding="utf-8",
    )
