"""How fast a notice is merged: gongwen beside docxtpl, in turns, as ratios (`make bench`); peak memory beside it.

Absolute times depend on the machine and on what else it does; ratios of neighbouring rounds hold. Both engines fill the
same template with the same data (docxtpl loops over the rows of tables, which gongwen inserts whole), with everything
on that gongwen has on in a build: sandbox, escaping, strictness, proof that no text is lost. An output counts only if
it says the same as the other.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from docxtpl import DocxTemplate

from bench.notice import SENTENCE, notice, view_of
from bench.reading import said
from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.operations.making.build import build_documents
from gongwen.operations.workspace import open_workspace
from gongwen.printview import PrintView, TableBlock
from gongwen.render import find_template, render_docx
from gongwen.render.deflate import DEFLATERS, ZLIB, Deflater
from gongwen.render.once import compile_template
from gongwen.render.pack import pack_pieces, write_zip
from tests.render.reference import context_of

ROUNDS = 15
ROOT = Path(__file__).parents[1]


def ratio(
    slow: Callable[[], object], fast: Callable[[], object], *, times: int, rounds: int = ROUNDS
) -> tuple[float, float, float]:
    """Milliseconds of either, and how many times `fast` is faster: medians over rounds in turns."""
    slow(), fast()
    pairs = [(seconds(slow, 1), seconds(fast, times)) for _ in range(rounds)]
    ours, theirs = (statistics.median(pair[side] for pair in pairs) * 1000 for side in (1, 0))
    return theirs, ours, statistics.median(one / other for one, other in pairs)


def with_looped_tables(template: bytes) -> bytes:
    """The template with its tables looped over in docxtpl's dialect, as docxtpl has no handle that makes a table."""
    cell = f"<w:tc><w:tcPr><w:tcW w:w='1400' w:type='dxa'/></w:tcPr>{paragraph('{{ 格 }}')}</w:tc>"
    tags = [f"<w:tc>{paragraph(tag)}</w:tc>" for tag in ("{%tc for 格 in 行 %}", "{%tc endfor %}")]
    rows = [f"<w:tr><w:tc>{paragraph(tag)}</w:tc></w:tr>" for tag in ("{%tr for 行 in 块.行 %}", "{%tr endfor %}")]
    grid = "<w:tblPr/><w:tblGrid/>"
    table = f"<w:tbl>{grid}{rows[0]}<w:tr>{tags[0]}{cell}{tags[1]}</w:tr>{rows[1]}</w:tbl>"
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text, count = _TABLE_TAG.subn(lambda _: table, data.decode())
                assert count == 1
                data = text.encode()
            new.writestr(name, data)
    return made.getvalue()


_TABLE_TAG = re.compile(r"<w:p>(?:(?!</w:p>).)*\{\{p 块\.表格 \}\}.*?</w:p>")


def paragraph(text: str) -> str:
    """A paragraph with a tag."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def with_rows(context: dict[str, Any], view: PrintView) -> dict[str, Any]:
    """The texts of the tables, heads first, as a list of rows in their blocks."""
    for part, shown in zip(view.parts, context["各部分"], strict=True):
        for block, given in zip(part.blocks, shown["正文"], strict=True):
            if isinstance(block, TableBlock):
                heads = [[column.title for column in block.table.columns]]
                given["行"] = heads + [[cell.text for cell in row] for row in block.table.rows]
    return context


def seconds(run: Callable[[], object], times: int) -> float:
    """For one run."""
    start = time.perf_counter()
    for _ in range(times):
        run()
    return (time.perf_counter() - start) / times


def spent(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall, and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - wall, time.process_time() - processor


def engines(rows: int, deflater: Deflater = ZLIB) -> tuple[Callable[[], bytes], Callable[[], bytes]]:
    """What docxtpl and gongwen do for a notice, its template compiled, as bytes in memory."""
    view, template = view_of(notice(rows)), find_template("文件", deflater=deflater)
    looped = with_looped_tables(template.data)
    context = with_rows(context_of(view, compile_template(template).book), view)

    def theirs() -> bytes:
        filled = DocxTemplate(io.BytesIO(looped))
        filled.render(context, autoescape=True)
        stream = io.BytesIO()
        filled.save(stream)
        return stream.getvalue()

    return theirs, lambda: render_docx(view, template).data


def merge(rows: int) -> None:
    """One notice, with `rows` rows in its roster."""
    theirs, ours = engines(rows)
    made = ours()
    assert said(made) == said(theirs())
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        document = archive.read("word/document.xml")
    tell(
        f"merge, {rows} rows", *ratio(theirs, ours, times=max(1, 400 // rows), rounds=max(3, min(ROUNDS, 6000 // rows)))
    )
    for deflater in DEFLATERS[1:]:
        faster = engines(rows, deflater)[1]
        assert said(faster()) == said(made)
        _, _, times = ratio(ours, faster, times=max(1, 400 // rows), rounds=5)
        sys.stdout.write(f"  压缩: {deflater.name}: {times:.2f} x as fast as with zlib\n")
    limit = ratio(ours, lambda: write_zip([pack_pieces("word/document.xml", (document,), ZLIB)]), times=3, rounds=5)
    sys.stdout.write(f"  bare limit (deflate and archive {len(document):,} bytes): gongwen takes {limit[2]:.1f} x\n")
    memory = [peak(engine, rows) for engine in ("docxtpl", "gongwen")]
    sys.stdout.write(f"  peak memory: docxtpl {memory[0]} MB, gongwen {memory[1]} MB\n")


def peak(engine: str, rows: int) -> int:
    """MB of a process that makes one such notice, with all that the measuring itself needs."""
    # The `ru_maxrss` of a process begins with that of its parent.
    program = (
        "from pathlib import Path; from bench.merge import engines\n"
        f"engines({rows})[{int(engine == 'gongwen')}]()\n"
        "print(int(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]) // 1024)"
    )
    return int(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)


def from_yaml(count: int = 40) -> None:
    """From a YAML file to a DOCX on disk: gongwen's whole build, and the two calls that anybody would begin with."""
    os.environ[OFFICE_VARIABLE] = ""
    template = find_template("普通").data
    body = "".join(f"  第{number}段。{SENTENCE}\n" for number in range(30))

    def workspace(root: Path) -> Path:
        (root / "content").mkdir(parents=True)
        (root / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", encoding="utf-8")
        for number in range(count):
            keys = f"文种: 通知\n标题: 关于第{number}件事的通知\n主送: 各单位\n日期: 2026-01-02\n正文: |\n{body}"
            (root / "content" / f"{number}.yaml").write_text(keys, encoding="utf-8")
        return root

    def theirs(root: Path) -> None:
        for path in (root / "content").glob("*.yaml"):
            keys = yaml.safe_load(path.read_text("utf-8"))
            blocks = [{"类型": "段落", "文字": line} for line in keys["正文"].splitlines()]
            filled = DocxTemplate(io.BytesIO(template))
            part = {"标题": [keys["标题"]], "主送": keys["主送"], "正文": blocks}
            filled.render({"各部分": [part]}, autoescape=True)
            filled.save(root / f"{path.stem}.docx")

    def ours(root: Path) -> None:
        outcomes = list(build_documents(open_workspace(root)))
        assert all(outcome.output is not None for outcome in outcomes)

    with tempfile.TemporaryDirectory() as folder:
        # Each round in a folder of its own: for minutes, ext4 looks long for a place after files were deleted.
        first, *others = (workspace(Path(folder, str(turn))) for turn in range(6))
        theirs(first)
        ours(first)
        assert all(SENTENCE in "".join(said(path.read_bytes())) for path in first.glob("**/*.docx"))
        pairs = [(spent(partial(theirs, root)), spent(partial(ours, root))) for root in others]
    for what, clock in (("on the wall", 0), ("of the processor", 1)):
        slow, fast = (statistics.median(pair[side][clock] for pair in pairs) * 1000 / count for side in (0, 1))
        times = statistics.median(one[clock] / other[clock] for one, other in pairs)
        tell(f"YAML to DOCX on disk, {what}", slow, fast, times)


def deflaters() -> None:
    """Time and size of the main parts of this repository's own documents, whoever deflates them."""
    os.environ[OFFICE_VARIABLE] = ""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("content", "templates", "gongwen.yaml"):
            source, copy = ROOT / name, Path(folder, name)
            shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
        made = [item.output for item in build_documents(open_workspace(Path(folder))) if item.output]
        mains = []
        for path in made:
            with zipfile.ZipFile(path) as archive:
                mains.append(archive.read("word/document.xml"))
    base = DEFLATERS[0]
    for other in DEFLATERS[1:]:
        packed = {item: sum(len(pack_pieces("", (data,), item).packed) for data in mains) for item in (base, other)}
        slow, fast = (partial(_deflate, mains, item) for item in (base, other))
        _, _, times = ratio(slow, fast, times=5)
        sys.stdout.write(
            f"压缩: {other.name}, {len(mains)} documents of this repository: {times:.1f} x as fast as zlib alone, "
            f"{packed[other] / packed[base]:.2f} x as large\n"
        )


def _deflate(mains: list[bytes], deflater: Deflater) -> None:
    for data in mains:
        pack_pieces("", (data,), deflater)


def tell(what: str, theirs: float, ours: float, times: float) -> None:
    """One line."""
    sys.stdout.write(f"{what}: docxtpl {theirs:.1f} ms, gongwen {ours:.2f} ms, {1000 / ours:.0f}/s, {times:.0f} x\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.stdout.write(f"zlib {zlib.ZLIB_RUNTIME_VERSION}, level {ZLIB.level}; medians of {ROUNDS} rounds in turns\n")
    for size in (40, 400, 4_000, 20_000):
        merge(size)
    deflaters()
    from_yaml()
