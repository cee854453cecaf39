"""A cluster of machines: Dask's scheduler deals out the batches, and gives those of a worker that died to another.

Dask sends functions and values as pickles: whoever can reach the scheduler can run anything on its workers and here.
So a cluster is the office's own, in its own net.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor

from gongwen.diagnostics import Diagnostic, Place, Severity, ToolError
from gongwen.operations.many_hands.parallel import Crew

#: Seconds to find the scheduler.
_PATIENCE = 10


@contextlib.contextmanager
def cluster(address: str) -> Iterator[Crew]:
    """The workers of the scheduler at `address` (tcp://…, tls://…). Refuses (ToolError) one that cannot be used."""
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise _refusal("tool/cluster-missing", "没有安装 distributed。", address, _INSTALL) from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise _refusal("tool/cluster-unreachable", "连不上集群的调度程序。", address, _START) from error
    with client:
        width = len(client.nthreads())
        if not width:
            raise _refusal("tool/cluster-empty", "集群里没有工作进程。", address, _START)
        yield Crew(
            lambda: client.get_executor(pure=False),
            width,
            losses=(BrokenExecutor, KilledWorker),
            dismiss=lambda executor: executor.shutdown(wait=False),
            is_far=True,
        )


_INSTALL = '请在 gongwen 的源代码文件夹里运行：pip install ".[cluster]"'
_START = "请先运行 dask scheduler，再在每台机器上运行 dask worker；见文档“用几台机器生成”。"


def _refusal(code: str, message: str, address: str, hint: str) -> ToolError:
    return ToolError(Diagnostic(Severity.ERROR, code, message, Place(file=address), hint=hint))
