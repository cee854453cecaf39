"""Finding LibreOffice: on PATH, at its usual places, or not at all."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from gongwen.convert import program
from gongwen.convert.program import OfficeProgram, office_program


@pytest.fixture
def no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any: nothing on PATH, nothing at the usual places."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(program.OFFICE_VARIABLE)
    monkeypatch.setattr(program, "_usual_places", lambda: iter(()))


@pytest.mark.usefixtures("no_program")
def test_a_machine_without_an_office_has_none() -> None:
    assert office_program() is None


def test_the_office_on_path_is_found_with_its_version(fake_office: Any) -> None:
    assert office_program() == OfficeProgram(fake_office.folder / "soffice", "LibreOffice 7.4.7.2")


def test_the_office_that_the_variable_names_goes_before_the_one_on_path(
    fake_office: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.touch()
    monkeypatch.setenv(program.OFFICE_VARIABLE, str(other))
    assert program.find_office() == other
    monkeypatch.setenv(program.OFFICE_VARIABLE, "")
    assert program.find_office() is None


def test_warnings_before_the_version_do_not_matter(fake_office: Any) -> None:
    fake_office.version("Warning: failed to launch javaldx\nLibreOffice 25.2.1.1 abc\n")
    found = office_program()
    assert found is not None
    assert found.version == "LibreOffice 25.2.1.1"


def test_a_program_that_does_not_name_itself_is_no_office(fake_office: Any) -> None:
    fake_office.version("hello")
    assert office_program() is None


def test_a_program_that_cannot_be_started_is_no_office(fake_office: Any) -> None:
    (fake_office.folder / "soffice").write_text("#!/no/such/interpreter\n")
    assert office_program() is None


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("darwin", "Applications/LibreOffice.app/Contents/MacOS/soffice"),
        ("win32", "LibreOffice/program/soffice.com"),
    ],
)
def test_an_office_that_is_not_on_path_is_found_where_its_installer_puts_it(
    fake_office: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    place: str,
) -> None:
    home = tmp_path / "home"
    (home / place).parent.mkdir(parents=True)
    (fake_office.folder / "soffice").rename(home / place)
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setenv("PATH", str(empty))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("ProgramFiles", str(home))
    for variable in ("ProgramFiles(x86)", "ProgramW6432"):
        monkeypatch.delenv(variable, raising=False)
    # shutil.which looks at the platform too, and needs what only Windows has.
    monkeypatch.setattr("shutil.which", lambda name: None)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sys, "platform", platform)
        found = program.find_office()
    assert found == home / place


@pytest.mark.office
def test_the_real_office_tells_its_version() -> None:
    found = office_program()
    assert found is not None
    assert found.version.startswith("LibreOffice ")
