"""What tests of every room share: programs and fonts that a developer may lack, and CI never."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from gongwen.convert import office_program


def skip_or_fail(reason: str) -> None:
    """Skip the test for what is missing on this machine; under CI=true that is a failure."""
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(f"{reason}, and CI skips nothing", pytrace=False)
    pytest.skip(f"{reason}; run scripts/install-office.sh")


@cache
def _has_office() -> bool:
    return office_program() is not None


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("office") is not None and not _has_office():
        skip_or_fail("LibreOffice is missing")


@pytest.fixture(scope="session")
def fandol_folder() -> Path:
    """The folder of the free faces that stand in for those of the standard (scripts/install-office.sh)."""
    if shutil.which("fc-list") is None:
        skip_or_fail("fontconfig is missing")
    command = ["fc-list", "-f", "%{file}\n", "FandolSong"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    if not listed[0]:
        skip_or_fail("the Fandol fonts are missing")
    return Path(listed[0]).parent
