"""The gallery of synthetic documents keeps the standard on every page."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.operations.outcome import Outcome
from scripts.gallery import binding, make, specimens

pytestmark = pytest.mark.office

NAMES = [specimen.name for specimen in specimens()]


@pytest.fixture(scope="module")
def shown(fandol_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    assert fandol_folder
    return {one.name: one.outcome for one in make(tmp_path_factory.mktemp("gallery"), specimens())}


def test_every_specimen_has_a_name_of_its_own() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_specimen_has_no_finding_but_hints(name: str, shown: dict[str, Outcome]) -> None:
    outcome = shown[name]
    assert outcome.output is not None, outcome.diagnostics
    assert binding(outcome) == []
