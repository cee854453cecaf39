"""Work on many batches, here or by the processes of an executor."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

B = TypeVar("B")
R = TypeVar("R")

#: So many batches for each process are on their way: none waits for work, and memory does not grow with their number.
_AHEAD = 2


def spread(
    work: Callable[[B], R], batches: Iterable[B], executor: Executor | None = None, *, processes: int = 1
) -> Iterator[R]:
    """`work` on each batch, the results in the order of the batches; without an executor, here and one by one.

    Whoever stops listening stops the work: what has not begun is given up.
    """
    if executor is None:
        yield from map(work, batches)
        return
    waiting: deque[Future[R]] = deque()
    try:
        for batch in batches:
            waiting.append(executor.submit(work, batch))
            if len(waiting) >= processes * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
