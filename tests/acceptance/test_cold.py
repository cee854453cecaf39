"""A build of one document loads what it needs and nothing else: what is loaded is counted, no clock is read."""

from __future__ import annotations

import importlib
import os
import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path

import pydantic
import pytest

from gongwen import model
from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.model.record import Record
from gongwen.render.shelf import VARIABLE
from tests.acceptance.office import NOTICE, lay_out

#: Packages that compile templates, read other formats, draw, look at pages, do work in other processes, or ask what is
#: installed.
HEAVY = (
    "PIL", "concurrent.futures", "csv", "difflib", "distributed", "docx", "docxtpl", "email", "importlib.metadata",
    "jieba", "jinja2", "lxml", "multiprocessing", "openpyxl", "pypdfium2", "shutil", "socket", "subprocess",
    "tempfile", "watchfiles", "xml", "zipfile",
)  # fmt: skip
#: What a plain notice has no use for.
ROOMS = (
    "check", "cli.ledger", "cli.people", "cli.replies", "compose.adjustment", "compose.answers", "compose.chart",
    "compose.columns", "compose.digest", "compose.figures", "compose.items", "compose.notices", "compose.roster",
    "compose.table", "convert.documents", "draw", "load.objections", "load.pictures", "measure", "model.adjustment",
    "model.answers", "model.directory", "model.figures", "model.issued", "model.ledger", "model.notices",
    "model.papers", "model.people", "model.register", "model.replies", "model.signed", "model.statutory",
    "model.suggestion", "operations.making.charts", "operations.many_hands.parallel", "paginate", "proof.figures",
    "proof.roster", "proof.staffing", "proof.stated", "proof.task_table", "reckon", "registry.issued",
    "registry.ledger", "registry.people", "registry.workbook", "render.compiler", "report", "resolve.accounts",
    "resolve.adjust", "resolve.figures", "resolve.items", "resolve.people",
)  # fmt: skip
#: Loads less than half of the house's modules.
MOST = 170

PROGRAM = """
import sys
from gongwen.cli import main
sys.argv = ["gongwen", "build"]
try:
    main()
finally:
    sys.stdout.write("\\n".join(["loaded:", *sys.modules]))
"""


@pytest.fixture
def loaded(tmp_path: Path) -> set[str]:
    """The modules that a build of one notice loads, its template compiled by an earlier one."""
    root = lay_out(tmp_path / "office", {"通知.yaml": NOTICE})
    for _ in range(2):
        for made in ("output", ".gongwen"):
            shutil.rmtree(root / made, ignore_errors=True)
        environment = {**os.environ, OFFICE_VARIABLE: "", VARIABLE: str(tmp_path / "cache")}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], cwd=root, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        assert (root / "output" / "通知.docx").is_file()
    return set(done.stdout.partition("loaded:\n")[2].splitlines())


def test_a_build_of_one_notice_loads_nothing_that_it_has_no_use_for(loaded: set[str]) -> None:
    unwanted = {*HEAVY, *(f"gongwen.{room}" for room in ROOMS)}
    inside = tuple(f"{name}." for name in unwanted)
    assert sorted(name for name in loaded if name in unwanted or name.startswith(inside)) == []
    own = {name for name in loaded if name.startswith("gongwen.")}
    assert {"gongwen.model.notice", "gongwen.proof.official", "gongwen.render.shelf"} <= own
    assert len(own) < MOST


def test_a_pydantic_that_asks_more_of_its_loader_of_plugins_is_answered(tmp_path: Path) -> None:
    """The module that gongwen keeps out is a private one: a later release may want anything of it."""
    root = lay_out(tmp_path / "office", {"通知.yaml": NOTICE})
    later = tmp_path / "later" / "pydantic"
    shutil.copytree(Path(pydantic.__file__).parent, later, ignore=shutil.ignore_patterns("__pycache__"))
    asking = later / "plugin" / "_schema_validator.py"
    now, then = "from ._loader import get_plugins", "from ._loader import PYDANTIC_ENTRY_POINT_GROUP, get_plugins"
    text = asking.read_text("utf-8")
    assert now in text
    asking.write_text(text.replace(now, then), "utf-8")
    environment = {**os.environ, OFFICE_VARIABLE: "", "PYTHONPATH": str(later.parent)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=root, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    # It was the real one that answered.
    assert "importlib.metadata" in done.stdout.partition("loaded:\n")[2].splitlines()


def test_what_is_unwanted_can_be_loaded() -> None:
    """A room that was renamed would never be found loaded."""
    house = Path(__file__).parents[2] / "src" / "gongwen"
    for room in ROOMS:
        place = house / room.replace(".", "/")
        assert place.is_dir() or place.with_suffix(".py").is_file(), room


def test_the_annotations_of_models_are_no_texts() -> None:
    """pydantic evaluates texts anew for every class below."""
    for name in (module.name for module in pkgutil.iter_modules(model.__path__)):
        importlib.import_module(f"gongwen.model.{name}")
    modules = {sys.modules[found.__module__] for found in every_model(Record)}
    assert len(modules) > 20
    assert [module.__name__ for module in modules if hasattr(module, "annotations")] == []


def every_model(base: type[Record]) -> set[type[Record]]:
    """The class and all below it, of the modules that are loaded."""
    return {base, *(below for found in base.__subclasses__() for below in every_model(found))}
