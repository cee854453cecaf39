"""How long one document takes from the command line: `gongwen build` beside a bare docxtpl script, in turns.

Both start from nothing but compiled Python files; what gongwen keeps of the template from an earlier run is kept, its
record of what it has built is not.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.notice import SENTENCE
from bench.reading import said
from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.render import find_template
from gongwen.render.shelf import VARIABLE

ROUNDS = 9
BARE = """
import sys, yaml
from docxtpl import DocxTemplate
keys = yaml.safe_load(open("content/one.yaml", encoding="utf-8"))
blocks = [{"类型": "段落", "文字": line} for line in keys["正文"].splitlines()]
filled = DocxTemplate(sys.argv[1])
filled.render({"各部分": [{"标题": [keys["标题"]], "主送": keys["主送"], "正文": blocks}]}, autoescape=True)
filled.save("bare.docx")
"""


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds on the wall, and of the processor."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """One line."""
    os.environ[OFFICE_VARIABLE] = ""
    # Python files are compiled once, as they are where a program is installed.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ[VARIABLE] = str(folder / "cache")
        (folder / "content").mkdir()
        (folder / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", encoding="utf-8")
        body = "".join(f"  第{number}段。{SENTENCE}\n" for number in range(30))
        written = {line.replace(" ", "") for line in body.splitlines()}
        keys = f"文种: 通知\n标题: 关于一件事的通知\n主送: 各单位\n日期: 2026-01-02\n正文: |\n{body}"
        (folder / "content" / "one.yaml").write_text(keys, encoding="utf-8")
        theirs = [sys.executable, "-c", BARE, str(find_template("普通").path)]
        ours = [sys.executable, "-m", "gongwen.cli", "build"]
        pairs = []
        for turn in range(ROUNDS + 1):
            for made in (folder / "output", folder / ".gongwen"):
                shutil.rmtree(made, ignore_errors=True)
            pair = run(theirs, folder), run(ours, folder)
            # The first run compiles.
            if turn:
                pairs.append(pair)
        for made in (folder / "bare.docx", folder / "output" / "one.docx"):
            assert written <= {text.replace(" ", "") for text in said(made.read_bytes())}, made.name
    for what, side in (("on the wall", 0), ("of the processor", 1)):
        bare, whole = (statistics.median(pair[engine][side] for pair in pairs) for engine in (0, 1))
        times = statistics.median(ours[side] / theirs[side] for theirs, ours in pairs)
        sys.stdout.write(
            f"one document, cold, {what}: docxtpl {bare:.2f} s, gongwen {whole:.2f} s, {times:.2f} x as long\n"
        )


if __name__ == "__main__":
    main()
