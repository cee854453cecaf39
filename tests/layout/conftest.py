"""Everything is made and converted once, in one run of the office."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.check import LayoutReport, check_layout
from gongwen.convert.documents import convert_to_pdf
from gongwen.measure import Measurement, measure_pdf
from tests.layout.defects import DEFECTS, spoiled
from tests.layout.documents import Made, make_all


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    return {one.name: one for one in make_all(tmp_path_factory.mktemp("layout"))}


@pytest.fixture(scope="session")
def measured(
    made: dict[str, Made], fandol_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Measurement]:
    """By the name of the document, and for a spoiled one by the name of its defect."""
    assert fandol_folder
    folder = tmp_path_factory.mktemp("pages")
    paths = {name: one.path for name, one in made.items()}
    for defect in DEFECTS:
        path = folder / f"{defect.name}.docx"
        path.write_bytes(spoiled(made[defect.document].path.read_bytes(), defect))
        paths[defect.name] = path
    pdfs = convert_to_pdf(tuple(paths.values()), folder)
    return {name: measure_pdf(pdf) for name, pdf in zip(paths, pdfs, strict=True)}


@pytest.fixture(scope="session")
def reports(made: dict[str, Made], measured: dict[str, Measurement]) -> dict[str, LayoutReport]:
    documents = {name: name for name in made} | {defect.name: defect.document for defect in DEFECTS}
    return {name: check_layout(pages, made[documents[name]].view) for name, pages in measured.items()}
