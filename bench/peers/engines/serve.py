"""The protocol of an engine in a process of its own: `write FILE` or `run TIMES` on a line, answered by seconds each.

Runs in the engine's own environment, so it knows the standard library only.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Fill = Callable[[], bytes]


def serve(prepare: Callable[[bytes, dict[str, Any]], Fill]) -> None:
    """Called as TEMPLATE DATA; both are read, and the data put in the engine's shape, before any time is taken."""
    template, data = map(Path, sys.argv[1:3])
    fill = prepare(template.read_bytes(), json.loads(data.read_bytes()))
    for line in sys.stdin:
        word, argument = line.rstrip("\n").split(" ", 1)
        times = int(argument) if word == "run" else 1
        start = time.perf_counter()
        for _ in range(times):
            document = fill()
        taken = (time.perf_counter() - start) / times
        if word == "write":
            Path(argument).write_bytes(document)
        sys.stdout.write(f"seconds {taken!r}\n")
        sys.stdout.flush()
