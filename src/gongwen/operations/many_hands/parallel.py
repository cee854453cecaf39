"""Many hands: work on batches of things spread over the workers of an executor, and nothing lost when one dies.

The work of a batch must be a function that can be sent to another process, and harmless to do twice: a batch whose
worker died is done again. What is wrong with a thing is the work's own to catch and to return.
"""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct

from gongwen.convert.process import end_orphans

Item = TypeVar("Item")
Result = TypeVar("Result")

#: So many batches a worker are under way: one in hand, one waiting, so that none waits for us.
_AHEAD = 2
#: Seconds a worker has to clear up: before it is told again to leave, and once its master is gone.
_PATIENCE = 2.0


class Crew(Struct, frozen=True):
    """Who does the work: `width` workers of an executor, which `hire` brings in, and again when one is broken.

    `losses` are the errors of a future that say that its worker died; `dismiss` ends what is still at work. Workers
    that are far (`is_far`) see no folder of this machine.
    """

    hire: Callable[[], Executor]
    width: int
    losses: tuple[type[Exception], ...] = (BrokenExecutor,)
    dismiss: Callable[[Executor], None] = lambda executor: executor.shutdown(wait=False, cancel_futures=True)
    is_far: bool = False


def spread(
    work: Callable[[Sequence[Item]], Result], batches: Iterable[Sequence[Item]], crew: Crew | None
) -> Iterator[tuple[Sequence[Item], Result | None]]:
    """What came of each batch, in their order; all done here when there is no crew.

    None came of a batch of one thing that brought its worker down, twice and alone. Errors that `work` raises pass.
    """
    if crew is None:
        yield from ((batch, work(batch)) for batch in batches)
        return
    site = _Site(work, crew)
    try:
        yield from site.results(iter(batches))
    except BaseException:
        crew.dismiss(site.executor)
        raise
    site.executor.shutdown()


class _Site(Generic[Item, Result]):
    """The work under way."""

    def __init__(self, work: Callable[[Sequence[Item]], Result], crew: Crew) -> None:
        self._work = work
        self._crew = crew
        self.executor = crew.hire()

    def results(self, batches: Iterator[Sequence[Item]]) -> Iterator[tuple[Sequence[Item], Result | None]]:
        under_way: deque[tuple[Sequence[Item], Future[Result]]] = deque()
        while True:
            while len(under_way) < _AHEAD * self._crew.width and (batch := next(batches, None)) is not None:
                under_way.append((batch, self._begin(batch)))
            if not under_way:
                return
            batch, future = under_way.popleft()
            try:
                result = future.result()
            except self._crew.losses:
                # Which of those under way was to blame is not known. This one is done with nothing beside it; then
                # the others begin again: each time at least one is done.
                yield from self._alone(batch)
                under_way = deque((batch, self._begun_again(batch, future)) for batch, future in under_way)
            else:
                yield batch, result

    def _begin(self, batch: Sequence[Item]) -> Future[Result]:
        try:
            return self.executor.submit(self._work, batch)
        except BrokenExecutor:
            self.executor.shutdown()
            self.executor = self._crew.hire()
            return self.executor.submit(self._work, batch)

    def _begun_again(self, batch: Sequence[Item], future: Future[Result]) -> Future[Result]:
        is_lost = future.done() and isinstance(future.exception(), self._crew.losses)
        return self._begin(batch) if is_lost else future

    def _alone(
        self, batch: Sequence[Item], *, is_last_try: bool = False
    ) -> Iterator[tuple[Sequence[Item], Result | None]]:
        """The batch while no other is under way; halved as often as it brings its worker down."""
        try:
            result = self._begin(batch).result()
        except self._crew.losses:
            middle = len(batch) // 2
            if middle:
                yield from self._alone(batch[:middle])
                yield from self._alone(batch[middle:])
            elif is_last_try:
                yield batch, None
            else:
                yield from self._alone(batch, is_last_try=True)
        else:
            yield batch, result


@contextlib.contextmanager
def processes(jobs: int, work: Callable[..., object] | None = None) -> Iterator[Crew | None]:
    """So many processes of this machine; none but this one for a single job.

    Where `work` is said, they come in at once and load what it needs while the master gets the batches ready. What a
    process that was killed leaves behind (temporary files, an office program) is cleared away at the end.
    """
    if jobs < 2:
        yield None
        return
    # Only for many hands: one document is made before these are loaded.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    with tempfile.TemporaryDirectory(prefix="gongwen-jobs-", ignore_cleanup_errors=True) as folder:
        others = set(multiprocessing.active_children())
        waiting: list[Executor] = []

        def hire() -> Executor:
            if waiting:
                return waiting.pop()
            end_orphans(Path(folder))
            # Not forked: the same on every system, and safe whatever threads there are.
            context = multiprocessing.get_context("spawn")
            executor = ProcessPoolExecutor(jobs, context, _begin_work, (folder, gc.get_threshold(), work))
            # A process is started for an errand, if no other waits for one. Should one die at once, the first batch
            # will find out.
            with _deaf_from_birth(), contextlib.suppress(BrokenExecutor):
                for _ in range(jobs):
                    executor.submit(_nothing)
            return executor

        def dismiss(executor: Executor) -> None:
            executor.shutdown(wait=False, cancel_futures=True)
            for process in set(multiprocessing.active_children()) - others:
                # More than once: a worker goes on with the batch that waits for it.
                while process.is_alive():
                    process.terminate()
                    process.join(_PATIENCE)

        try:
            if work is not None:
                waiting.append(hire())
            yield Crew(hire, jobs, dismiss=dismiss)
        finally:
            for executor in waiting:
                dismiss(executor)
            end_orphans(Path(folder))


@contextlib.contextmanager
def _deaf_from_birth() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal, and only the master is to heed it: those that are started meanwhile
    never hear it (but on Windows they do until `_begin_work`), and the master does afterwards."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_work(folder: str, threshold: tuple[int, int, int], _work: Callable[..., object] | None) -> None:
    """What a worker process does first; `_work` was loaded when it came over."""
    tempfile.tempdir = folder
    gc.set_threshold(*threshold)
    # Errors of the work go to the master; what is left is what Python says of a worker that is told to leave.
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # An error where the work stands, so that it clears up behind itself: temporary files, an office program.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    threading.Thread(target=_leave_with_master, args=(folder,), daemon=True).start()


def _nothing() -> None:
    """The errand of one who waits for work."""


def _leave_with_master(folder: str) -> None:
    """A worker whose master was killed would wait for work for ever."""
    import multiprocessing.util

    master = multiprocessing.parent_process()
    if master is not None:
        master.join()
        # Who is not at work is gone before the folder can be cleared away below.
        multiprocessing.util.Finalize(None, shutil.rmtree, (folder, True), exitpriority=0)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)
