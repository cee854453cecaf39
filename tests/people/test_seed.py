"""The first seed with its roster kept as references: the same bytes, and so when people move later."""

from __future__ import annotations

from pathlib import Path

from gongwen.operations.making.build import build_documents
from gongwen.operations.outcome import Outcome
from gongwen.operations.workspace import open_workspace
from tests.people.office import FOLDER, seed_office


def build(root: Path, *paths: Path) -> dict[str, Outcome]:
    return {outcome.source: outcome for outcome in build_documents(open_workspace(root), paths)}


def test_the_roster_kept_as_references_prints_the_same_bytes(tmp_path: Path) -> None:
    made = [
        build(seed_office(tmp_path / name, with_register=is_referring))
        for name, is_referring in (("甲", False), ("乙", True))
    ]
    outputs = [{source: outcome.output for source, outcome in found.items()} for found in made]
    assert [list(found) for found in outputs] == [[f"{FOLDER}/通知.yaml"]] * 2
    first, second = (found[f"{FOLDER}/通知.yaml"] for found in outputs)
    assert first is not None
    assert second is not None
    assert first.read_bytes() == second.read_bytes()
    assert made[1][f"{FOLDER}/通知.yaml"].diagnostics == made[0][f"{FOLDER}/通知.yaml"].diagnostics
