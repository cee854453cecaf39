"""An office program whose master was killed is found and ended."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from gongwen.convert.process import end_orphans

MASTER = """
import sys, tempfile
from pathlib import Path
from gongwen.convert.documents import convert_to_pdf
tempfile.tempdir = sys.argv[2]
convert_to_pdf([Path(sys.argv[1])], Path(sys.argv[1]).parent)
"""


def test_what_a_killed_process_leaves_running_is_ended(fake_office: Any, tmp_path: Path) -> None:
    document = tmp_path / "1.docx"
    document.write_text("HANG")
    children = fake_office.folder / "children.txt"
    master = subprocess.Popen([sys.executable, "-c", MASTER, str(document), str(fake_office.temporary)])
    deadline = time.monotonic() + 60
    while not children.exists() or not children.read_text().endswith("\n"):
        assert master.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    master.kill()
    master.wait()
    running = children.read_text().split()
    assert set(running) <= set(fake_office.left_over)
    end_orphans(fake_office.temporary)
    while set(running) & set(fake_office.left_over):
        assert time.monotonic() < deadline, "the office program is still there"
        time.sleep(0.05)
