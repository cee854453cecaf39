"""What is measured of the engines: rate in turns, cold start, growth."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from msgspec import Struct, field

from bench.notice import Notice, notice
from bench.peers.at_hand import Engine, NotAtHand
from bench.peers.check import fault_of
from bench.peers.dialects import template_for
from bench.peers.process import Failed, Running

Spread = tuple[float, float, float]


class Plan(Struct, frozen=True):
    """How much is measured: rounds in turns, each a `turn` long after `warmth`; cold starts; rows; a limit for any one
    answer. Times are in seconds."""

    rounds: int
    warmth: float
    turn: float
    colds: int
    sizes: tuple[int, ...]
    limit: float


FULL = Plan(rounds=9, warmth=2, turn=0.4, colds=5, sizes=(40, 400, 4_000, 20_000), limit=60)
QUICK = Plan(rounds=3, warmth=0.5, turn=0.1, colds=1, sizes=(40, 400), limit=20)


class Figures(Struct):
    """Of one engine; seconds and MB, round by round. A fault is why there are no more."""

    fault: str = ""
    turns: list[float] = field(default_factory=list)
    peak: float = 0.0
    colds: list[float] = field(default_factory=list)
    #: Rows → seconds and MB of one document, or why there are none.
    growth: dict[int, tuple[float, float] | str] = field(default_factory=dict)


def spread(ratios: Iterable[float]) -> Spread:
    """Lower quartile, median, upper quartile."""
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive")
    return low, middle, high


class Bench:
    """The templates and notices in a folder, and what has been found about each engine."""

    def __init__(self, engines: tuple[Engine, ...], folder: Path, plan: Plan) -> None:
        self.figures = {engine: Figures() for engine in engines}
        self.plan = plan
        self._folder = folder
        self._notices: dict[int, Notice] = {}
        for dialect in {engine.dialect for engine in engines}:
            (folder / f"{dialect}.docx").write_bytes(template_for(dialect))
        for rows in plan.sizes:
            self._notices[rows] = notice(rows)
            (folder / f"{rows}.json").write_text(json.dumps(self._notices[rows]), "utf-8")

    def start(self, engine: Engine, rows: int) -> Running:
        """A process of its own."""
        return Running(engine, self._folder / f"{engine.dialect}.docx", self._folder / f"{rows}.json")

    def first(self, running: Running, rows: int) -> float:
        """Seconds of the first document of a process, which must be the notice."""
        made = self._folder / "made.docx"
        taken = running.ask(f"write {made}", self.plan.limit)
        if fault := fault_of(made.read_bytes(), self._notices[rows]):
            raise Failed(f"印错：{fault}")
        return taken

    def sound(self) -> list[Engine]:
        """Those about which nothing is wrong so far."""
        return [engine for engine, figures in self.figures.items() if not figures.fault]

    def rate(self) -> None:
        """All engines in turns, warm."""
        rows = self.plan.sizes[0]
        times: dict[Engine, int] = {}
        with ExitStack() as stack:
            running: dict[Engine, Running] = {}
            for engine in self.figures:
                with self._noting_faults(engine):
                    process = stack.enter_context(self.start(engine, rows))
                    self.first(process, rows)
                    # Node compiles what it has run for a while; all are given the same time for it.
                    one = process.ask("run 1", self.plan.limit)
                    one = process.ask(f"run {max(1, int(self.plan.warmth / one))}", self.plan.limit)
                    running[engine], times[engine] = process, max(1, int(self.plan.turn / one))
            for _ in range(self.plan.rounds):
                for engine in self.sound():
                    with self._noting_faults(engine):
                        taken = running[engine].ask(f"run {times[engine]}", self.plan.limit)
                        self.figures[engine].turns.append(taken)
            for engine in self.sound():
                self.figures[engine].peak = running[engine].peak()

    def cold(self) -> None:
        """From nothing to one document on disk and the end of the process."""
        rows = self.plan.sizes[0]
        for _ in range(self.plan.colds):
            for engine in self.sound():
                start = time.perf_counter()
                with self._noting_faults(engine), self.start(engine, rows) as process:
                    process.ask(f"write {self._folder / 'cold.docx'}", self.plan.limit)
                self.figures[engine].colds.append(time.perf_counter() - start)

    @contextmanager
    def _noting_faults(self, engine: Engine) -> Iterator[None]:
        """An engine that fails is left out from there on, and the cause is shown."""
        try:
            yield
        except NotAtHand as error:
            self.figures[engine].fault = f"没有：{error}"
        except Failed as error:
            self.figures[engine].fault = str(error)

    def grow(self) -> None:
        """One document with ever more rows, each in a process of its own; after a failure no larger one is tried."""
        for rows in self.plan.sizes:
            for engine in self.sound():
                growth = self.figures[engine].growth
                if growth and isinstance(before := growth[max(growth)], str):
                    growth[rows] = before
                    continue
                try:
                    with self.start(engine, rows) as process:
                        taken = self.first(process, rows)
                        peak = process.peak()
                        # The first of a process also reads and compiles; where that could be seen, a second is taken.
                        growth[rows] = (taken if taken > 2 else process.ask("run 3", self.plan.limit), peak)
                except Failed as error:
                    growth[rows] = str(error)
