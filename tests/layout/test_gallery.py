"""The gallery of synthetic documents keeps the standard on every page.

`make gallery` makes it whole. What the other tests of this folder render as well is left out here.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongwen.model.kinds import DOCUMENTS
from gongwen.operations.outcome import Outcome
from scripts.gallery import binding, make, specimens

pytestmark = pytest.mark.office

_ELSEWHERE = re.compile(
    "|".join(
        (
            rf"文种/(?:{'|'.join(DOCUMENTS)})",  # test_real_pages
            r"机关/\d+字不用印|联合/[345]家(?:不用印)?",  # test_names
            r"表格/.*120行",  # test_table_pages
            r"页末/\d*[24589]行.*|偶数页/\d+段无版记",  # test_paginated
            r"篇幅/\d{3}段|附件/(?:2|9|10)个",  # a page in the midst of others is like them
        )
    )
)
CHOSEN = [specimen for specimen in specimens() if not _ELSEWHERE.fullmatch(specimen.name)]
NAMES = [specimen.name for specimen in CHOSEN]


@pytest.fixture(scope="module")
def shown(fandol_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    assert fandol_folder
    return {one.name: one.outcome for one in make(tmp_path_factory.mktemp("gallery"), CHOSEN)}


def test_every_specimen_has_a_name_of_its_own() -> None:
    every = [specimen.name for specimen in specimens()]
    assert len(set(every)) == len(every)
    assert len(NAMES) > len(every) / 2, "most are rendered here"


@pytest.mark.parametrize("name", NAMES)
def test_a_specimen_has_no_finding_but_hints(name: str, shown: dict[str, Outcome]) -> None:
    outcome = shown[name]
    assert outcome.output is not None, outcome.diagnostics
    assert binding(outcome) == []
