"""gongwen beside its peers, in turns, as ratios, in Markdown (`make bench-peers`).

Absolute times depend on the machine and on what else it does; ratios within a round hold.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.peers.at_hand import BASE, ENGINES, FASTER, OURS, Engine
from bench.peers.measure import FULL, QUICK, Bench, Figures, spread


def tell(line: str = "") -> None:
    """One line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def row(*cells: str) -> None:
    """One row of a table."""
    tell(f"| {' | '.join(cells)} |")


def machine() -> str:
    """What the figures were taken on."""
    info = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), platform.machine())
    now = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
    return (
        f"{now}，{model}，{os.cpu_count()} 核，Python {platform.python_version()}，开始时负载 {os.getloadavg()[0]:.1f}"
    )


def times(ratios: list[float]) -> str:
    """The median of ratios and, where there are enough of them, the quartiles."""
    low, middle, high = spread(ratios) if len(ratios) > 1 else (ratios[0],) * 3
    shown = [f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.2f}" for ratio in (middle, low, high)]
    return f"{shown[0]}（{shown[1]}–{shown[2]}）" if len(ratios) > 2 else shown[0]


def ratios(of: list[float], to: list[float]) -> list[float]:
    """Round by round."""
    return [one / other for one, other in zip(of, to, strict=True)]


def rates(bench: Bench) -> None:
    """The table of rate, memory and cold start."""
    heads = (
        "每份毫秒",
        "是 docxtpl 的几倍",
        "gongwen 是它的几倍",
        "gongwen（isa-l）是它的几倍",
        "内存峰值 MB",
        "冷启动秒",
        "冷启动是 docxtpl 的几倍",
    )
    row("引擎", *heads)
    row("---", *["---:"] * len(heads))
    ours, faster, base = (bench.figures[engine] for engine in (OURS, FASTER, BASE))
    for engine, figures in bench.figures.items():
        if figures.fault:
            row(engine.name, figures.fault, *["—"] * (len(heads) - 1))
            continue
        milliseconds = statistics.median(figures.turns) * 1000
        row(
            engine.name,
            f"{milliseconds:.1f}" if milliseconds >= 10 else f"{milliseconds:.2f}",
            times(ratios(base.turns, figures.turns)),
            *(
                "—" if figures is other or other.fault else times(ratios(figures.turns, other.turns))
                for other in (ours, faster)
            ),
            f"{figures.peak:.0f}",
            f"{statistics.median(figures.colds):.2f}",
            times(ratios(figures.colds, base.colds)),
        )


def growths(bench: Bench) -> None:
    """The table of growth: milliseconds, and MB in brackets."""
    row("毫秒（峰值 MB），按名单行数", *(f"{rows:,}" for rows in bench.plan.sizes))
    row("---", *["---:"] * len(bench.plan.sizes))
    for engine in bench.sound():
        row(engine.name, *(cell(bench.figures[engine], rows) for rows in bench.plan.sizes))


def cell(figures: Figures, rows: int) -> str:
    """One cell of it."""
    grown = figures.growth[rows]
    if isinstance(grown, str):
        return grown
    milliseconds, peak = grown[0] * 1000, grown[1]
    return f"{milliseconds:,.0f}（{peak:,.0f}）" if milliseconds >= 10 else f"{milliseconds:.1f}（{peak:,.0f}）"


def main(engines: tuple[Engine, ...] = ENGINES) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="gongwen 与同类引擎同场比较")
    parser.add_argument("--quick", action="store_true", help="少几轮，名单到 400 行为止")
    plan = QUICK if parser.parse_args().quick else FULL
    with tempfile.TemporaryDirectory() as folder:
        tell(f"{machine()}；{plan.rounds} 轮，取中位数（下四分位–上四分位）")
        tell()
        bench = Bench(engines, Path(folder), plan)
        bench.rate()
        if missing := [
            f"{engine.name}：{bench.figures[engine].fault}" for engine in (OURS, BASE) if bench.figures[engine].fault
        ]:
            sys.exit("；".join(missing))
        bench.cold()
        rates(bench)
        tell()
        bench.grow()
        growths(bench)


if __name__ == "__main__":
    main()
