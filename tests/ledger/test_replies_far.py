"""Letters made by workers that see no folder of this machine: the same files and the same words as those made here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.diagnostics import ToolError
from gongwen.load.record import LARGEST_FILE
from gongwen.operations.letters import far
from gongwen.operations.letters.batch import LARGEST_LETTER
from gongwen.operations.letters.letter import Letter
from gongwen.operations.letters.make import make_letters
from gongwen.operations.letters.plan import planned
from gongwen.operations.many_hands.cluster import cluster
from gongwen.operations.many_hands.parallel import Crew
from tests.ledger.test_replies import office, order, rows
from tests.operations.test_cluster import Cluster, scheduler
from tests.operations.test_many import gongwen

__all__ = ["scheduler"]
pytestmark = pytest.mark.filterwarnings("ignore")


def crew(width: int = 2) -> Crew:
    """Workers of this machine that are treated as far ones."""
    return Crew(lambda: ProcessPoolExecutor(width, get_context("spawn")), width, is_far=True)


def full(root: Path, count: int = 120) -> Path:
    """A ledger, an own template, texts in files: one that is plain, one with keys, one with a key that does not fit."""
    root.mkdir()
    ledger = office(root, rows(count))
    assert gongwen(root, "template", "copy", "信函").returncode == 0
    (root / "正文").mkdir()
    numbers = [row["编号"] for row in rows(count)]
    (root / "正文" / f"{numbers[0]}.txt").write_text("一、办理情况\n已办结。\n", "utf-8")
    (root / "正文" / f"{numbers[1]}.yaml").write_text("正文: 已办结。\n附注: 此件公开发布\n", "utf-8")
    (root / "正文" / f"{numbers[2]}.yaml").write_text("正文: 见{不知道}。\n", "utf-8")
    return ledger


def made(ledger: Path, crew: Crew | None, **more: object) -> list[Letter]:
    asked = replace(order(ledger, **more), bodies=ledger.parent / "正文")
    with planned(asked) as plan:
        return [*make_letters(plan, crew), *plan.settled]


def told(letters: list[Letter], root: Path) -> list[str]:
    """All that is said of the letters, by which workspace does not matter."""
    return [repr(letter).replace(str(root), "") for letter in letters]


def held(root: Path) -> dict[str, bytes]:
    folder = root / "答复"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_letters_made_elsewhere_are_those_made_here(tmp_path: Path) -> None:
    here, there = tmp_path / "甲", tmp_path / "乙"
    full(here)
    shutil.copytree(here, there)

    def both(**more: object) -> list[Letter]:
        one = made(here / "台账.xlsx", None, **more)
        two = made(there / "台账.xlsx", crew(), **more)
        for ours, theirs in zip(told(one, here), told(two, there), strict=True):
            assert theirs == ours
        assert held(there) == held(here)
        return two

    first = both(with_sources=True)
    whats = [letter.what for letter in first]
    assert whats.count("制成") > 50
    assert whats.count("没有做成") >= 1
    assert {letter.what for letter in both(with_sources=True)} <= {*whats, "没有变化"} - {"制成"}
    # Somebody goes on with a letter, with a content file; a folder stands in the place of a third letter.
    letters = [letter for letter in first if letter.what == "制成"]
    for root in (here, there):
        docx, source, folder = (root / "答复" / letter.output for letter in letters[:3])
        docx.write_bytes(docx.read_bytes() + b"!")
        source.with_suffix(".yaml").write_text("文种: 答复\n", "utf-8")
        folder.unlink()
        folder.mkdir()
        (root / "共用.yaml").write_text("联系人: 王芳 0533-7654321\n", "utf-8")
    again = {letter.output or letter.number: letter for letter in both(with_sources=True)}
    assert again[letters[1].output].what == "单独编辑"
    assert {again[letter.number].diagnostics[0].code for letter in (letters[0], letters[2])} == {
        "file/letter-edited",
        "file/is-folder",
    }
    both(overwrites=True)


def test_letters_beside_the_templates_leave_them_alone(tmp_path: Path) -> None:
    here, there = tmp_path / "甲", tmp_path / "乙"
    full(here, 9)
    shutil.copytree(here, there)
    template = there / "templates" / "信函.docx"
    before = template.stat().st_mtime_ns
    for root, workers in ((here, None), (there, crew())):
        with planned(replace(order(root / "台账.xlsx"), folder=root)) as plan:
            assert [letter.what for letter in make_letters(plan, workers)].count("制成") > 4
    assert template.stat().st_mtime_ns == before
    names = [path.name for path in here.glob("*.docx")]
    assert [(here / name).read_bytes() for name in names] == [(there / name).read_bytes() for name in names]


def test_what_cannot_be_read_here_costs_its_letter_alone_elsewhere_too(tmp_path: Path) -> None:
    here, there = tmp_path / "甲", tmp_path / "乙"
    full(here, 9)
    (here / "答复").mkdir()
    for name, size in (("正文/0001.txt", LARGEST_FILE), ("答复/0005 关于第5项工作的建议.docx", LARGEST_LETTER)):
        (here / name).touch()
        os.truncate(here / name, size + 1)
    subprocess.run(["cp", "-r", "--sparse=always", here, there], check=True)
    one, two = made(here / "台账.xlsx", None), made(there / "台账.xlsx", crew())
    assert told(two, there) == told(one, here)
    refused = {letter.number: letter.diagnostics[0].code for letter in two if letter.what == "没有做成"}
    assert (refused["0001"], refused["0005"]) == ("file/too-large", "file/too-large")
    assert sorted(held(there)) == sorted(held(here))
    assert len(held(there)) > 4


def test_another_version_elsewhere_makes_no_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = full(tmp_path / "甲", 5)
    monkeypatch.setattr(far, "__version__", "0.0.1")
    with pytest.raises(ToolError, match="tool/cluster-version"):
        made(ledger, crew(1))
    assert not list((tmp_path / "甲" / "答复").glob("*.docx"))


def test_a_worker_of_a_cluster_that_is_killed_loses_no_letter(tmp_path: Path, scheduler: Cluster) -> None:
    here, there = tmp_path / "甲", tmp_path / "乙"
    full(here, 600)
    shutil.copytree(here, there)

    def kill() -> None:
        while not list((there / "答复").glob("*.docx")):
            time.sleep(0.01)
        scheduler.workers[0].kill()

    killer = threading.Thread(target=kill)
    killer.start()
    with cluster(scheduler.address) as workers:
        two = made(there / "台账.xlsx", workers)
    killer.join()
    assert scheduler.workers[0].wait() != 0
    assert told(two, there) == told(made(here / "台账.xlsx", None), here)
    assert held(there) == held(here)


@pytest.mark.office
def test_a_cluster_makes_the_same_pdfs_of_letters(tmp_path: Path, scheduler: Cluster) -> None:
    here, there = tmp_path / "甲", tmp_path / "乙"
    full(here, 12)
    shutil.copytree(here, there)
    environment = {name: value for name, value in os.environ.items() if name != OFFICE_VARIABLE}
    for root, more in ((here, ()), (there, ("--cluster", scheduler.address))):
        command = [
            "ledger",
            "replies",
            "台账.xlsx",
            "--out",
            "答复",
            "--bodies",
            "正文",
            "--settings",
            "共用.yaml",
            "--pdf",
        ]
        run = subprocess.run(
            [sys.executable, "-m", "gongwen.cli", *command, *more], cwd=root, env=environment, capture_output=True
        )
        assert run.returncode == 3, run.stderr.decode()
    assert sum(name.endswith(".pdf") for name in held(there)) >= 5
    assert held(there) == held(here)
