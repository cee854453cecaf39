"""How many documents: rates, scaling over processes, memory over 1,000 → 10,000 (`python bench/scale.py`).

One page of letter after another, each another text, built by the command as a user runs it, in processes whose memory
is read from the system. The ratios hold anywhere; the rates are this machine's, and what docs/scale.md reckons with.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import pickle
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.operations.making.attempt import Task
from gongwen.operations.making.batch import Order
from gongwen.operations.making.sources import find_sources
from gongwen.operations.many_hands.far import bundle_of, consigned, make_batch_far, received
from gongwen.operations.people.registers import Registers
from gongwen.operations.remembering.fixed import fixed_documents
from gongwen.operations.remembering.memory import Memory
from gongwen.operations.workspace import open_workspace

SENTENCE = (
    "您提出的建议收悉。我局高度重视，会同有关单位进行了认真研究，现就办理情况答复如下，请予以审阅并提出宝贵意见。"
)
#: Three pages.
PARAGRAPHS = 15
MEGABYTE = 1_000_000


def fill(root: Path, count: int, paragraphs: int) -> None:
    """A workspace of `count` letters, a thousand to a folder."""
    (root / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", encoding="utf-8")
    body = "".join(f"  第{at}点。{SENTENCE}\n\n" for at in range(paragraphs))
    for number in range(count):
        folder = root / "content" / f"{number // 1000:03d}"
        folder.mkdir(parents=True, exist_ok=True)
        head = (
            f"文种: 函\n标题: 云山市自然资源局关于第{number}号建议的函\n文号: 云自然资函〔2026〕{number % 9999 + 1}号\n"
        )
        text = f"{head}主送: 各有关单位\n日期: 2026年1月5日\n正文: |\n{body}"
        (folder / f"函{number:06d}.yaml").write_text(text, encoding="utf-8")


class Run(Struct, frozen=True, dict=True):
    """Seconds of the clock and of processors; bytes of the largest process of the build (office programs apart)."""

    seconds: float
    cpu: float
    memory: int
    tree: str

    def rate(self, count: int) -> float:
        return count / self.seconds


def build(root: Path, *options: str, office: bool = False) -> Run:
    """One build from the beginning, in processes of its own."""
    environment = dict(os.environ) if office else os.environ | {OFFICE_VARIABLE: ""}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    command = [sys.executable, "-m", "gongwen.cli", "build", *options]
    process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks: list[int] = [0]
    watcher = threading.Thread(target=_watch, args=(process, peaks))
    watcher.start()
    code = process.wait()
    seconds = time.monotonic() - begun
    watcher.join()
    if code:
        raise SystemExit(f"the build failed with exit code {code}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, cpu, max(peaks), digest(root / "output"))


def _watch(process: subprocess.Popen[bytes], peaks: list[int]) -> None:
    """The largest resident set of the command or one of its workers, read while they run (Linux)."""
    while process.poll() is None:
        for child in (str(process.pid), *_children(process.pid)):
            try:
                name = Path(f"/proc/{child}/comm").read_text()
                status = Path(f"/proc/{child}/status").read_text()
            except OSError:
                continue
            found = re.search(r"VmHWM:\s+(\d+) kB", status)
            if found and "python" in name:
                peaks.append(int(found[1]) * 1024)
                peaks[:] = [max(peaks)]
        time.sleep(0.05)


def _children(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []


def digest(folder: Path) -> str:
    """Of every file's name and bytes."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def workspace(count: int, paragraphs: int) -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="gongwen-scale-")
    fill(Path(folder.name), count, paragraphs)
    return folder


def main() -> None:
    few, many = (int(argument) for argument in (sys.argv[1:3] or ("1000", "10000")))
    runs = {}
    # Nothing is deleted between the runs: for minutes, ext4 looks long for a place for a file after many were deleted.
    with ExitStack() as kept:
        for count, jobs in itertools.product((few, many), (1, 2)):
            name = kept.enter_context(workspace(count, 4))
            runs[count, jobs] = run = build(Path(name), "--jobs", str(jobs))
            cpu, memory = run.cpu / count * 1000, run.memory / MEGABYTE
            say(f"DOCX, {count} letters, {jobs} process(es): {run.rate(count):.0f}/s, {memory:.0f} MB")
            say(f"    of processor: {cpu:.2f} ms each")
            if jobs == 1 and count == few:
                again = build(Path(name))
                say(f"unchanged: {again.cpu / count * 1000:.2f} s of processor per 1,000")
    say(f"two processes over one: {runs[many, 1].seconds / runs[many, 2].seconds:.2f} times as fast")
    say(f"the same bytes: {runs[many, 1].tree == runs[many, 2].tree and runs[few, 1].tree == runs[few, 2].tree}")
    for jobs in (1, 2):
        growth = runs[many, jobs].memory / runs[few, jobs].memory
        say(f"memory over {few} → {many}, {jobs} process(es): {growth:.2f} times")
    os.environ[OFFICE_VARIABLE] = ""
    say(f"sent to other machines and put in place: {master(few):.0f} letters/s")
    del os.environ[OFFICE_VARIABLE]
    pdfs = {}
    for jobs in (1, 2):
        with workspace(100, PARAGRAPHS) as name:
            pdfs[jobs] = run = build(Path(name), "--pdf", "--jobs", str(jobs), office=True)
            pages = sum(pages_of(path) for path in Path(name, "output").rglob("*.pdf"))
            say(f"PDF, 100 letters of {pages / 100:g} pages, {jobs} process(es): {run.rate(100):.2f}/s")
            say(f"    {pages / run.seconds:.1f} pages/s")
    say(f"two office programs over one: {pdfs[1].seconds / pdfs[2].seconds:.2f}; same: {pdfs[1].tree == pdfs[2].tree}")


def master(count: int) -> float:
    """Letters a second that one machine can send to others, put in their places and remember, whoever makes them."""
    with workspace(count, PARAGRAPHS) as name:
        here = open_workspace(Path(name))
        memory = Memory(here)
        order = Order(here, fixed_documents(here), writes=True, circumstances=memory.circumstances)
        registers, bundle = Registers(here), bundle_of(order, "bench")
        paths = [source.path for source in find_sources(here, (), memory.unchanged)]
        spent = 0.0
        for start in range(0, count, 50):
            begun = time.monotonic()
            batch = [consigned(order, registers, Task(path)) for path in paths[start : start + 50]]
            load = pickle.dumps((bundle, batch))
            spent += time.monotonic() - begun
            answer = pickle.dumps(make_batch_far(*pickle.loads(load)))
            begun = time.monotonic()
            memory.keep(done.record for done in received(order, batch, pickle.loads(answer)))
            spent += time.monotonic() - begun
        return count / spent


def pages_of(path: Path) -> int:
    return len(re.findall(rb"/Type/Page\b(?!s)", path.read_bytes()))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
