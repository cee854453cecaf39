"""An office program that fails in every known way, on command of what a document holds."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from pathlib import Path

import pytest
from msgspec import Struct

from gongwen.convert.program import OFFICE_VARIABLE

_PROGRAM = """#!{python}
import os, pathlib, signal, subprocess, sys, time
here = pathlib.Path({folder!r})
if "--version" in sys.argv:
    print((here / "version.txt").read_text())
    sys.exit(0)
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
files = [pathlib.Path(name) for name in sys.argv[sys.argv.index("--outdir") + 2:]]
with (here / "runs.txt").open("a") as runs:
    runs.write(" ".join(file.read_text().replace(" ", "_") for file in files) + "\\n")
if (here / "broken").exists():
    sys.exit(0)
for file in files:
    content = file.read_text()
    if "HANG" in content:
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
        with (here / "children.txt").open("a") as children:
            children.write(f"{{os.getpid()}} {{child.pid}}\\n")
        time.sleep(300)
    if "CRASH" in content:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "SLOW" in content:
        time.sleep(0.4)
    if "NOTHING" in content:
        continue
    body = "half" if "HALF" in content else content + "\\n%%EOF\\n"
    (out / (file.stem + ".pdf")).write_text("" if "EMPTY" in content else "%PDF-1.6\\n" + body)
    time.sleep(0.02)
"""


class FakeOffice(Struct, frozen=True, dict=True):
    """`soffice` on PATH. A document that holds HANG, CRASH, SLOW, NOTHING, HALF or EMPTY makes it do that."""

    folder: Path
    temporary: Path

    def version(self, said: str) -> None:
        (self.folder / "version.txt").write_text(said)

    def break_down(self) -> None:
        """From now on every run ends quietly with nothing done: LibreOffice without Writer."""
        (self.folder / "broken").touch()

    @property
    def runs(self) -> list[list[str]]:
        """What the documents of each run held."""
        path = self.folder / "runs.txt"
        return [line.split() for line in path.read_text().splitlines()] if path.exists() else []

    @property
    def left_over(self) -> list[str]:
        """Files and processes that a call has not cleared away."""
        files = [str(path) for path in self.temporary.rglob("*")]
        path = self.folder / "children.txt"
        processes = path.read_text().split() if path.exists() else []
        return files + [process for process in processes if is_running(int(process))]


def is_running(process: int) -> bool:
    """Is it there and no zombie that only waits for its parent to look?"""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


@pytest.fixture
def fake_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeOffice:
    folder, temporary = tmp_path / "bin", tmp_path / "tmp"
    folder.mkdir()
    temporary.mkdir()
    program = folder / "soffice"
    program.write_text(_PROGRAM.format(python=sys.executable, folder=str(folder)))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    monkeypatch.delenv(OFFICE_VARIABLE)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    office = FakeOffice(folder, temporary)
    office.version("LibreOffice 7.4.7.2 40(Build:2)")
    return office
