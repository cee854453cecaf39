"""Work spread over processes: everything is done, in order, whatever becomes of the workers."""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gongwen.operations.many_hands.parallel import Crew, processes, spread
from tests.convert.conftest import is_running


def doubled(numbers: Sequence[int]) -> tuple[list[int], int]:
    """The doubles, and who did it."""
    return [2 * number for number in numbers], os.getpid()


def deadly(folder: Path, numbers: Sequence[int]) -> list[int]:
    """Killed at a negative number every time, and at 7 the first time."""
    for number in numbers:
        first = folder / str(number)
        if number < 0 or (number == 7 and not first.exists()):
            first.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return list(numbers)


def tidy(folder: Path, numbers: Sequence[int]) -> list[int]:
    """Leaves a file while it is at work, and works for ever."""
    with tempfile.TemporaryDirectory():
        (folder / "begun").touch()
        time.sleep(300)
    return list(numbers)


def wrong(numbers: Sequence[int]) -> None:
    raise ValueError(numbers[0])


def batches(*numbers: int, size: int = 3) -> Iterator[tuple[int, ...]]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


def test_without_a_crew_all_is_done_here() -> None:
    found = list(spread(doubled, batches(1, 2, 3, 4), None))
    assert found == [((1, 2, 3), ([2, 4, 6], os.getpid())), ((4,), ([8], os.getpid()))]


def test_results_come_in_order_from_other_processes() -> None:
    with processes(2) as crew:
        found = list(spread(doubled, batches(*range(30)), crew))
    assert [number for batch, _ in found for number in batch] == list(range(30))
    assert all(result is not None and result[1] != os.getpid() for _, result in found)
    assert [double for _, result in found if result for double in result[0]] == [2 * number for number in range(30)]
    assert multiprocessing.active_children() == []


def test_batches_are_taken_only_as_they_are_needed() -> None:
    taken = []

    def asked() -> Iterator[tuple[int, ...]]:
        for number in range(1000):
            taken.append(number)
            yield (number,)

    results = spread(doubled, asked(), Crew(lambda: ThreadPoolExecutor(2), 2))
    next(results)
    assert len(taken) <= 5
    results.close()  # type: ignore[attr-defined]


def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    with processes(2) as crew:
        found = list(spread(functools.partial(deadly, tmp_path), batches(*range(20)), crew))
    assert [number for batch, _ in found for number in batch] == list(range(20))
    assert all(result == list(batch) for batch, result in found)


def test_what_kills_every_worker_is_found_and_costs_itself_only(tmp_path: Path) -> None:
    numbers = [1, 2, -3, 4, 5, 6, 8, -9]
    with processes(2) as crew:
        found = list(spread(functools.partial(deadly, tmp_path), batches(*numbers), crew))
    assert [number for batch, _ in found for number in batch] == numbers
    assert [batch for batch, result in found if result is None] == [(-3,), (-9,)]


def test_an_error_of_the_work_passes() -> None:
    with processes(2) as crew, pytest.raises(ValueError, match="1"):
        list(spread(wrong, batches(1, 2, 3), crew))
    assert multiprocessing.active_children() == []


def test_an_interruption_ends_the_work_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    def interrupt() -> None:
        while not (tmp_path / "begun").exists():
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt), processes(2) as crew:
        list(spread(functools.partial(tidy, tmp_path), batches(1, 2, 3, size=1), crew))
    assert multiprocessing.active_children() == []
    assert list(temporary.iterdir()) == []


def test_workers_come_in_at_once_where_their_work_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with processes(2, doubled) as crew:
        early = {process.pid for process in multiprocessing.active_children()}
        found = list(spread(doubled, batches(*range(30)), crew))
    assert len(early) == 2
    assert {result[1] for _, result in found if result} <= early
    with processes(2, doubled):
        assert len(multiprocessing.active_children()) == 2
    assert multiprocessing.active_children() == []
    assert list(tmp_path.iterdir()) == []


INTERRUPTED = """
import os, signal, sys
from gongwen.operations.many_hands.parallel import processes
from tests.operations.test_parallel import doubled
if __name__ == "__main__":
    try:
        with processes(2, doubled):
            os.killpg(0, signal.SIGINT)
            signal.pause()
    except KeyboardInterrupt:
        sys.exit(130)
"""


def test_an_interruption_while_workers_come_in_is_told_by_the_master_alone(tmp_path: Path) -> None:
    script = tmp_path / "master.py"
    script.write_text(INTERRUPTED)
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    for _ in range(3):
        run = subprocess.run(
            [sys.executable, str(script)], env=environment, capture_output=True, text=True, start_new_session=True
        )
        assert (run.returncode, run.stderr) == (130, "")


MASTER = """
import functools, sys, pathlib
from gongwen.operations.many_hands.parallel import processes, spread
from tests.operations.test_parallel import tidy
if __name__ == "__main__":
    with processes(2) as crew:
        list(spread(functools.partial(tidy, pathlib.Path(sys.argv[1])), [(1,)], crew))
"""


def test_workers_do_not_outlive_a_master_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "master.py"
    script.write_text(MASTER)
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    master = subprocess.Popen([sys.executable, str(script), str(tmp_path)], env=environment)
    while not (tmp_path / "begun").exists():
        assert master.poll() is None
        time.sleep(0.05)
    children = Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text().split()
    master.kill()
    master.wait()
    assert children
    deadline = time.monotonic() + 60
    while any(is_running(int(child)) for child in children):
        assert time.monotonic() < deadline, "a worker is still there"
        time.sleep(0.1)
    assert list((tmp_path / "tmp").iterdir()) == []
