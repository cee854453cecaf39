"""The arrows between the rooms are those of docs/architecture.md."""

from __future__ import annotations

import ast
import graphlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "gongwen"


def the_law() -> dict[str, set[str]]:
    """Room → rooms it may import, from the table under “The law of the house”."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("## The law of the house")[1].split("## ")[0]
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")][2:]
    return {room.strip(): {name.strip() for name in allowed.split(",") if name.strip()} for room, allowed in rows}


def room_of(path: Path, package: Path) -> str:
    return path.relative_to(package).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Every name a file imports, wherever in it, as a dotted name; its last part may be a module or what is in one."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def breaches(package: Path, law: dict[str, set[str]]) -> list[str]:
    """Every import that the law does not allow."""
    found = []
    for path in sorted(package.rglob("*.py")):
        room = room_of(path, package)
        if room == "__init__":
            continue
        for name in imported(path):
            parts = name.split(".")
            if parts[0] != "gongwen" or parts[1:2] in ([], [room], ["__version__"]):
                continue
            if parts[1] not in law.get(room, set()):
                found.append(f"{path.relative_to(package)}: {room} imports {parts[1]}")
    return found


def test_no_room_imports_what_the_law_forbids() -> None:
    law = the_law()
    rooms = {room_of(path, PACKAGE) for path in PACKAGE.rglob("*.py")} - {"__init__"}
    assert len(rooms) >= 10, "the guard must have seen the house"
    assert rooms <= set(law), "every room stands in the law"
    assert breaches(PACKAGE, law) == []


def test_a_planted_breach_is_found(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "bad.py").write_text("def f():\n    from gongwen.render import fill\n", "utf-8")
    (tmp_path / "lengths.py").write_text("import gongwen.files\nfrom gongwen import diagnostics\n", "utf-8")
    assert breaches(tmp_path, the_law()) == [
        "lengths.py: lengths imports files",
        "lengths.py: lengths imports diagnostics",
        "model/bad.py: model imports render",
    ]


def arrows(package: Path) -> dict[str, set[str]]:
    """Module → modules of the house it imports, as dotted names."""
    names = {
        path: ".".join(("gongwen", *path.relative_to(package).with_suffix("").parts)) for path in package.rglob("*.py")
    }
    modules = {name.removesuffix(".__init__") for name in names.values()}
    return {
        name.removesuffix(".__init__"): {
            other if other in modules else other.rpartition(".")[0] for other in imported(path)
        }
        for path, name in names.items()
    }


def test_no_modules_import_each_other_in_a_circle() -> None:
    graphlib.TopologicalSorter(arrows(PACKAGE)).prepare()


def test_a_planted_circle_is_found(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("from gongwen import two\n", "utf-8")
    (tmp_path / "two.py").write_text("def f():\n    from gongwen.one import g\n", "utf-8")
    with pytest.raises(graphlib.CycleError):
        graphlib.TopologicalSorter(arrows(tmp_path)).prepare()


def test_modules_stay_small() -> None:
    sizes = {path.name: len(path.read_text("utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert sizes, "the guard must have seen modules"
    assert {name: size for name, size in sizes.items() if size > 400} == {}
