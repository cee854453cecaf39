"""Several machines: a real scheduler and two workers, which see nothing of the workspace but what is sent."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.diagnostics import ToolError
from gongwen.operations.making.build import Site, build_documents, check_documents
from gongwen.operations.many_hands import far
from gongwen.operations.many_hands.cluster import cluster
from gongwen.operations.many_hands.parallel import Crew
from gongwen.operations.outcome import Outcome
from gongwen.operations.workspace import open_workspace
from tests.operations.test_many import files, fill, gongwen, said

pytestmark = pytest.mark.filterwarnings("ignore")

LEDGER = "编号,类别,层级,标题,提出人,办理方式,结果\n001,建议,市,关于停车的建议,张三,主办,A\n"
SUMMARY = "文种: 总结\n标题: 关于办理工作的总结\n台账: 台账.csv\n正文: 共{总数}件。\n日期: 2024-01-19\n"


def full(root: Path, count: int) -> Path:
    """A workspace with all that a document may be made of elsewhere: register, ledger, attachment, own template."""
    fill(root, count)
    (root / "content" / "台账.csv").write_text(LEDGER, encoding="utf-8")
    (root / "content" / "总结.yaml").write_text(SUMMARY, encoding="utf-8")
    (root / "content" / "坏.yaml").write_text("文种: 通知\n标题: 关于某事的通知\n附件: 没有.yaml\n", encoding="utf-8")
    assert gongwen(root, "template", "copy", "文件").returncode == 0
    return root


def build(root: Path, site: Site, *, with_pdf: bool = False) -> list[Outcome]:
    return list(build_documents(open_workspace(root), with_pdf=with_pdf, site=site))


class Cluster:
    """A scheduler and its workers, each a process with a folder of its own to stand in."""

    def __init__(self, folder: Path, *, office: bool) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        self._folder = folder
        self._environment = os.environ | {"PYTHONWARNINGS": "ignore"} | ({} if office else {OFFICE_VARIABLE: ""})
        host, port = self.address.removeprefix("tcp://").split(":")
        self.scheduler = self._start("scheduler", "--host", host, "--port", port, "--no-dashboard")
        self.workers = [self.worker() for _ in range(2)]

    def worker(self) -> subprocess.Popen[bytes]:
        return self._start("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *arguments]
        return subprocess.Popen(
            command, cwd=self._folder, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def wait(self) -> None:
        from distributed import Client

        with Client(self.address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def scheduler(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Cluster]:
    has_office = request.node.get_closest_marker("office") is not None
    running = Cluster(tmp_path_factory.mktemp("elsewhere"), office=has_office)
    try:
        running.wait()
        yield running
    finally:
        running.close()


def test_a_cluster_makes_what_one_process_makes(tmp_path: Path, scheduler: Cluster) -> None:
    alone, many = (full(tmp_path / name, 60) for name in ("甲", "乙"))
    one = build(alone, Site())
    with cluster(scheduler.address) as crew:
        assert crew.width == 2
        two = build(many, Site(crew))
        again = build(many, Site(crew))
        checked = list(check_documents(open_workspace(many), site=Site(crew)))
    assert files(alone) == files(many)
    assert len(files(many)) == 61
    assert said(two) == said(one)
    assert said(checked) == said(list(check_documents(open_workspace(alone))))
    # What is remembered is as true as of what was made here.
    assert [outcome.is_kept for outcome in again] == [not outcome.exit_code for outcome in again]
    assert [outcome.is_kept for outcome in build(many, Site())].count(True) == 61
    with (many / "content" / "通知005.yaml").open("a", encoding="utf-8") as notice:
        notice.write("附注: 此件公开发布\n")
    with cluster(scheduler.address) as crew:
        (made,) = (outcome for outcome in build(many, Site(crew)) if not outcome.is_kept and not outcome.exit_code)
    assert made.why == ("content/通知005.yaml 有改动",)
    assert made.output == many / "output" / "通知005.docx"


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path, scheduler: Cluster) -> None:
    alone, many = (fill(tmp_path / name, 400) for name in ("甲", "乙"))
    build(alone, Site())

    def kill() -> None:
        while not (many / "output").exists():
            time.sleep(0.01)
        scheduler.workers[0].kill()

    killer = threading.Thread(target=kill)
    killer.start()
    with cluster(scheduler.address) as crew:
        found = build(many, Site(crew))
    killer.join()
    assert scheduler.workers[0].wait() != 0
    assert [outcome.exit_code for outcome in found] == [0] * 400
    assert files(alone) == files(many)


@pytest.mark.office
def test_a_cluster_makes_the_same_pdfs(tmp_path: Path, scheduler: Cluster) -> None:
    alone, many = (fill(tmp_path / name, 6) for name in ("甲", "乙"))
    build(alone, Site(), with_pdf=True)
    told = gongwen(many, "build", "--pdf", "--cluster", scheduler.address)
    assert told.returncode == 0, told.stderr
    assert len(files(many)) == 12
    assert files(alone) == files(many)


def test_any_executor_will_do(tmp_path: Path) -> None:
    alone, many = (full(tmp_path / name, 5) for name in ("甲", "乙"))
    one = build(alone, Site())
    crew = Crew(lambda: ProcessPoolExecutor(2, get_context("spawn")), 2, is_far=True)
    assert said(build(many, Site(crew))) == said(one)
    assert files(alone) == files(many)


def test_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = fill(tmp_path, 2)
    monkeypatch.setattr(far, "__version__", "0.0.1")
    crew = Crew(lambda: ProcessPoolExecutor(1, get_context("spawn")), 1, is_far=True)
    with pytest.raises(ToolError, match="tool/cluster-version"):
        build(root, Site(crew))
    assert not (root / "output").exists()


def test_a_cluster_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    root = fill(tmp_path, 1)
    told = gongwen(root, "build", "--cluster", "tcp://127.0.0.1:9")
    assert told.returncode == 5
    assert "tool/cluster-unreachable" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_file_that_cannot_be_put_in_its_place_costs_its_document_only(tmp_path: Path) -> None:
    alone, many = (fill(tmp_path / name, 5) for name in ("甲", "乙"))
    for root in (alone, many):
        (root / "output" / "通知001.docx").mkdir(parents=True)
        series = (root / "content" / "通知003.yaml").read_text("utf-8") + "份号: 1-3\n"
        (root / "content" / "通知003.yaml").write_text(series, "utf-8")
        (root / "output" / "通知003-份号" / "000002.docx").mkdir(parents=True)
    one = build(alone, Site())
    assert [outcome.exit_code for outcome in one] == [0, 6, 0, 6, 0]
    crew = Crew(lambda: ProcessPoolExecutor(2, get_context("spawn")), 2, is_far=True)
    two = build(many, Site(crew))
    assert [outcome.exit_code for outcome in two] == [0, 6, 0, 6, 0]
    assert said(two) == said(one)
    assert files(alone) == files(many)
    again = [Path(outcome.source).stem for outcome in build(many, Site()) if not outcome.is_kept]
    assert again == ["通知001", "通知003"]
