"""What tests of every room share: programs and fonts that a developer may lack, and CI never."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from gongwen.convert.program import OFFICE_VARIABLE, office_program
from gongwen.printview import PrintView
from gongwen.render import pipeline, shelf
from gongwen.render import prove as proof
from gongwen.render.compiled import CompiledTemplate
from gongwen.render.fill import Filled
from gongwen.render.wordml import spoken, w

#: A shell that starts the tests in the background has them ignore Ctrl-C, and every program that they start as well.
signal.signal(signal.SIGINT, signal.default_int_handler)


def _is_ci() -> bool:
    return os.environ.get("CI", "").lower() in ("true", "1")


def skip_or_fail(reason: str) -> None:
    """Skip the test for what is missing on this machine; under CI=true that is a failure."""
    if _is_ci():
        pytest.fail(f"{reason}, and CI skips nothing", pytrace=False)
    pytest.skip(f"{reason}; run scripts/install-office.sh")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden parts anew (never under CI=true)")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the golden parts are to be written anew; what a person has not read, CI must not write."""
    wanted = bool(request.config.getoption("--update-golden"))
    assert not (wanted and _is_ci()), "--update-golden is for a person who reads the diff"
    return wanted


@cache
def _has_office() -> bool:
    return office_program() is not None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Only tests marked `office` find one: every build would start it. Before any fixture, whatever its scope.

    No test finds a template that another run has compiled.
    """
    os.environ[shelf.VARIABLE] = ""
    os.environ.pop(OFFICE_VARIABLE, None)
    if item.get_closest_marker("office") is None:
        os.environ[OFFICE_VARIABLE] = ""
    elif not _has_office():
        skip_or_fail("LibreOffice is missing")


@pytest.fixture(scope="session", autouse=True)
def _looked_at() -> Iterator[None]:
    """Whatever a test makes is parsed, and its texts are looked for, though its template was shown to lose nothing."""
    prove = proof.prove

    def looked_at(view: PrintView, compiled: CompiledTemplate, filled: Sequence[Filled]) -> None:
        prove(view, compiled, filled)
        outputs = [made.data() for made in filled]
        for output in outputs:
            root = etree.fromstring(output)
            assert all(cell[-1].tag == w("p") for cell in root.iter(w("tc")))
            assert all(table.find(w("tr")) is not None for table in root.iter(w("tbl")))
            assert spoken(output.decode()) == "".join(text.text or "" for text in root.iter(w("t")))
        proof.refuse_lost_text(compiled.template, view, [spoken(output.decode()) for output in outputs])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "prove", looked_at)
        yield


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
