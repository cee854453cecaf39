"""Is there an office program, where, and which version? The answer is data; nothing is raised here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

#: Names looked for on PATH. On Windows first the `.com` program: `soffice.exe` returns before its work is done.
_NAMES = ("soffice.com", "soffice", "libreoffice") if sys.platform == "win32" else ("soffice", "libreoffice")

#: Names the office program to use; empty, there is to be none.
OFFICE_VARIABLE = "GONGWEN_OFFICE"

#: Seconds; the answer normally comes within 0.2 s. A program that cannot even say its version is of no use.
_VERSION_TIMEOUT = 20.0


class OfficeProgram(Struct, frozen=True):
    """A LibreOffice that can be started. `version` is what it calls itself, such as `LibreOffice 7.4.7.2`."""

    path: Path
    version: str


def find_office() -> Path | None:
    """The office program to start: the one that GONGWEN_OFFICE names, or none if that is empty.

    Without that variable the one on PATH, else one at the place its installer uses on this system.
    """
    named = os.environ.get(OFFICE_VARIABLE)
    if named is not None:
        return Path(named) if Path(named).is_file() else None
    # Loaded where there may be a program: a run without one has no use for them, and they take a twentieth of it.
    import shutil

    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((path for path in _usual_places() if path.is_file()), None)


def is_office_declined() -> bool:
    """Has the user said that no office program is to be used? Then its absence is not worth a word."""
    return os.environ.get(OFFICE_VARIABLE) == ""


def office_program() -> OfficeProgram | None:
    """The office program with its version; None when there is none, or none that answers."""
    path = find_office()
    if path is None:
        return None
    import subprocess

    try:
        answer = subprocess.run(
            [path, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=_VERSION_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = answer.stdout.decode("utf-8", errors="replace").splitlines()
    said = next((line for line in lines if "Office" in line), None)
    if answer.returncode != 0 or said is None:
        return None
    # "LibreOffice 7.4.7.2 40(Build:2)": the build is of no use to anyone who reads this.
    return OfficeProgram(path, " ".join(said.split()[:2]))


def _usual_places() -> Iterator[Path]:
    if sys.platform == "win32":
        for variable in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432"):
            folder = os.environ.get(variable)
            if folder:
                yield Path(folder) / "LibreOffice" / "program" / "soffice.com"
    elif sys.platform == "darwin":
        for applications in (Path("/Applications"), Path.home() / "Applications"):
            yield applications / "LibreOffice.app" / "Contents" / "MacOS" / "soffice"
    else:
        yield Path("/usr/lib/libreoffice/program/soffice")
        # The packages of libreoffice.org, one folder a version: the newest first.
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
