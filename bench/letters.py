"""From the rows of a ledger to reply letters on disk, beside docxtpl alone filling the same letter (`make bench`).

gongwen reads the ledger, resolves, checks, composes, fills, proves that no text is lost, flushes each file to disk and
puts it in its place in one step; docxtpl is given the finished texts and a file name. Pages are not looked at on either
side. A letter counts only if it says the same as the other. Time is processor time: what waiting for the disk and for
other programs adds is said beside it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import openpyxl
from docxtpl import DocxTemplate
from msgspec.structs import replace

from bench.reading import said
from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.operations.letters.make import make_letters
from gongwen.operations.letters.plan import Order, planned
from gongwen.operations.making.settle import Draft, make_draft
from gongwen.printview import PrintView
from gongwen.render import find_template
from gongwen.render.once import compile_template
from gongwen.render.template import Template
from tests.render.reference import context_of

ROUNDS = 5
HEAD = "编号,类别,层级,会议,标题,提出人,办理方式,结果,公开,答复日期,答复文号,答复内容"
SENTENCE = "我局高度重视，专题研究，认真办理，多次与您沟通，实地了解情况，形成以下意见，下一步将继续做好有关工作。"
BODY = "\n".join(f"{mark}、关于第{mark}方面的工作\n{SENTENCE * 2}\n{SENTENCE}" for mark in "一二三四")
#: A ledger of 30,000 such is below the limit for one file.
SHORT_BODY = "\n".join(f"{mark}、关于第{mark}方面的工作\n{SENTENCE}\n{SENTENCE}" for mark in "一二三四")
#: Runs a command and prints its exit status, seconds on the clock and of the processor, and the largest memory (kB) of
#: its processes; by a small program, for that of a process begins with what its parent has.
LAUNCH = """
import os, subprocess, sys, time
start = time.perf_counter()
run = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(run.pid, 0)
print(status, time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
SETTINGS = "联系人: 李明 0533-1234567\n抄送: 云山市人大常委会人事代表选举工作室，云山市人民政府办公室\n"


def office(folder: Path, count: int, body: str = BODY, suffix: str = ".csv") -> Order:
    """A workspace with a ledger (CSV or XLSX) of `count` items that this office answers."""
    folder.mkdir(parents=True)
    (folder / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", "utf-8")
    (folder / "共用.yaml").write_text(SETTINGS, "utf-8")
    rows = (
        f"{number:05d},代表建议,市级,五届五次,关于第{number}项工作的建议,张明,主办,A,主动公开,2025年4月17日,"
        f'云函〔2025〕{number}号,"{body}"'
        for number in range(1, count + 1)
    )
    ledger = folder / f"台账{suffix}"
    written = "\n".join((HEAD, *rows))
    if suffix == ".csv":
        ledger.write_text(written, "utf-8")
    else:
        workbook = openpyxl.Workbook()
        sheet = workbook.create_sheet()
        for row in csv.reader(io.StringIO(written)):
            sheet.append(row)
        workbook.save(ledger)
    return Order(ledger, folder / "答复", settings=folder / "共用.yaml")


def made(order: Order) -> tuple[float, float]:
    """Seconds of this process and on the clock for all letters of an order, from the ledger on.

    Nothing is deleted between rounds: for minutes, ext4 looks long for a place for a file after many were deleted.
    """
    assert not order.folder.exists()
    start = now()
    with planned(order) as plan:
        for letter in make_letters(plan):
            assert letter.what == "制成", letter
    return since(start)


def beside_docxtpl(folder: Path, suffix: str, count: int = 300, few: int = 10) -> None:
    """Ratio of one letter to one letter, in turns."""
    order = office(folder, count, suffix=suffix)
    made(order)
    path = order.folder / f"{1:05d} 关于第1项工作的建议.docx"
    theirs, expected = by_docxtpl(replace(order, folder=folder / "docxtpl"), folder)
    theirs()
    assert said(expected.read_bytes()) == said(path.read_bytes())
    orders = [replace(order, folder=folder / f"第{number}次") for number in range(ROUNDS)]
    pairs = [(each(times(theirs, few), few), each(made(one), count)) for one in orders]
    slow, fast = (statistics.median(pair[side][0] for pair in pairs) * 1000 for side in (0, 1))
    ratio, waiting = (statistics.median(one[clock] / other[clock] for one, other in pairs) for clock in (0, 1))
    tell(
        f"ledger ({suffix}) to letters: docxtpl alone {slow:.1f} ms, gongwen {fast:.2f} ms, {1000 / fast:.0f}/s,"
        f" {ratio:.0f} x ({waiting:.0f} x with the time that the disk takes)"
    )


def now() -> tuple[float, float]:
    """Seconds of this process, and on the clock on the wall."""
    return time.process_time(), time.perf_counter()


def since(start: tuple[float, float]) -> tuple[float, float]:
    """Seconds of both since then."""
    own, wall = now()
    return own - start[0], wall - start[1]


def each(seconds: tuple[float, float], letters: int) -> tuple[float, float]:
    """Seconds of both for one letter."""
    return seconds[0] / letters, seconds[1] / letters


def times(run: Callable[[], object], count: int) -> tuple[float, float]:
    """Seconds of both for so many runs."""
    start = now()
    for _ in range(count):
        run()
    return since(start)


def by_docxtpl(order: Order, folder: Path) -> tuple[Callable[[], None], Path]:
    """docxtpl filling the first letter of the order, its texts finished, and the file that it writes."""
    views = []

    def spy(source: str, template: Template, view: PrintView) -> Draft:
        draft = make_draft(source, template, view)
        views.append(draft.view)
        return draft

    with patch("gongwen.operations.letters.batch.make_draft", spy), planned(order) as plan:
        next(make_letters(plan))
    template = find_template("信函")
    context = context_of(views[0], compile_template(template).book)
    target = folder / "docxtpl.docx"

    def fill() -> None:
        document = DocxTemplate(io.BytesIO(template.data))
        document.render(context, autoescape=True)
        document.save(target)

    return fill, target


def by_processes() -> None:
    """What two processes bring, and whether memory grows with the letters: the command itself, start and all."""
    with tempfile.TemporaryDirectory() as name:
        runs = {
            (count, jobs): one_run(count, jobs, Path(name, f"{count}-{jobs}"))
            for count, jobs in ((1_000, 1), (10_000, 1), (10_000, 2), (30_000, 1))
        }
        assert digest_of(runs[10_000, 1]) == digest_of(runs[10_000, 2]), "two processes made other bytes than one"


def one_run(count: int, jobs: int, folder: Path) -> Path:
    """So many letters by so many processes: a line of figures, and the folder of what was made."""
    order = office(folder, count, SHORT_BODY)
    command = ["-m", "gongwen.cli", "ledger", "replies", str(order.ledger), "--out", str(order.folder)]
    command += ["--settings", str(order.settings), "--jobs", str(jobs)]
    said = subprocess.run([sys.executable, "-c", LAUNCH, sys.executable, *command], stdout=subprocess.PIPE, check=True)
    status, wall, used, peak = map(float, said.stdout.split())
    assert status == 0
    tell(
        f"{count:,} letters, {jobs} process(es): {used:.1f} s of processor; {wall:.1f} s on the clock;"
        f" peak of a process {peak / 1024:.0f} MB"
    )
    return order.folder


def digest_of(folder: Path) -> str:
    """Of all letters in a folder, with their names."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.docx")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def tell(line: str) -> None:
    """Said at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ[OFFICE_VARIABLE] = ""
    with tempfile.TemporaryDirectory() as name:
        for suffix in (".csv", ".xlsx"):
            beside_docxtpl(Path(name) / suffix[1:], suffix)
    by_processes()
