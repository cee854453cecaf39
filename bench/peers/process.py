"""An engine that runs: asked by a line, answered by seconds, within a time limit."""

from __future__ import annotations

import re
import select
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from bench.peers.at_hand import ROOT, Engine, environment

_ERROR = re.compile(r"^(?!\s).*(Error|Exception|FATAL ERROR)\b.*: ")


class Failed(Exception):
    """An engine gave no figure that counts; the text says why."""


class Running:
    """A process of an engine, a template and a notice; a context manager that ends it."""

    def __init__(self, engine: Engine, template: Path, data: Path) -> None:
        # Unbuffered, so that `select` sees every line that has not been read.
        self._process = subprocess.Popen(
            engine.command(template, data), cwd=ROOT, env=environment(), bufsize=0,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._ask, self._answer = self._process.stdin, self._process.stdout

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        self._ask.close()
        self._process.wait()
        self._answer.close()

    def ask(self, line: str, limit: float) -> float:
        """The seconds it answers; raises Failed if it dies or takes longer than the limit, which ends it."""
        deadline = time.monotonic() + limit
        complaint = "没有说明"
        with suppress(BrokenPipeError):
            self._ask.write(f"{line}\n".encode())
        while select.select([self._answer], [], [], max(0.0, deadline - time.monotonic()))[0]:
            answer = self._answer.readline().decode(errors="replace")
            if answer.startswith("seconds "):
                return float(answer.split()[1])
            if not answer:
                raise Failed(f"程序退出：{complaint}")
            # Python ends with the error, Node begins with it; the trace of either says less.
            if answer.strip() and (_ERROR.search(answer) or not _ERROR.search(complaint)):
                complaint = answer.strip()
        self._process.kill()
        raise Failed(f"超过 {limit:.0f} 秒")

    def peak(self) -> float:
        """The most memory it has held, MB.

        From the kernel's account of the program that runs: `ru_maxrss` would also count what the process held of its
        parent between fork and exec.
        """
        status = Path(f"/proc/{self._process.pid}/status").read_text("utf-8")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024
