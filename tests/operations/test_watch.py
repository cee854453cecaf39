"""`gongwen watch`, the real process: a saved file is made again, a broken one is told, a mended one is made."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.operations.watch import is_source

NOTICE = "文种: 通知\n标题: 关于{name}工作的通知\n主送: 各单位\n正文: 正文。\n日期: 2024-01-19\n"
READY = "没有错误，保存后自动重新生成；按 Ctrl-C 结束。"


class Watching:
    """The process, and what it has said so far."""

    def __init__(self, root: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "gongwen.cli", "watch"],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {OFFICE_VARIABLE: ""},
        )
        self.lines: list[str] = []
        self._read = 0
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self._listener.join()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(line.rstrip("\n") for line in iter(self.process.stdout.readline, ""))

    def until(self, last: str) -> list[str]:
        """The lines from the last time on, up to one that begins so."""
        deadline = time.monotonic() + 60
        while True:
            said = self.lines[self._read :]
            found = next((at for at, line in enumerate(said) if line.startswith(last)), None)
            if found is not None:
                self._read += found + 1
                return said[: found + 1]
            assert time.monotonic() < deadline, self.lines
            assert self.process.poll() is None, self.lines
            time.sleep(0.05)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", encoding="utf-8")
    for name in ("甲", "乙"):
        (tmp_path / "content" / f"{name}.yaml").write_text(NOTICE.format(name=name), encoding="utf-8")
    return tmp_path


@pytest.fixture
def watching(root: Path) -> Iterator[Watching]:
    watching = Watching(root)
    yield watching
    watching.close()


def made(lines: list[str]) -> list[str]:
    return [line for line in lines if line.endswith(".docx")]


def test_what_is_saved_is_made_again_and_what_is_broken_is_told_until_it_is_mended(
    root: Path, watching: Watching
) -> None:
    content = root / "content"
    assert sorted(made(watching.until(READY))) == ["output/乙.docx", "output/甲.docx"]

    (content / "甲.yaml").write_text(NOTICE.format(name="防汛"), encoding="utf-8")
    said = watching.until(READY)
    assert made(said) == ["output/甲.docx"]
    # What was said of the other one still holds, and stays in sight, without the way out.
    assert "没有改动的公文里，仍有 2 条提醒：" in said
    reminders = [line for line in said if line.startswith("  content/乙.yaml:")]
    assert ["content/number-missing" in line for line in reminders] == [True, False]
    assert not any("提示：" in line for line in reminders)

    whole = (root / "output" / "甲.docx").read_bytes()
    (content / "甲.yaml").write_text(NOTICE.format(name="防汛").replace("主送:", "主宋:"), encoding="utf-8")
    said = watching.until("1 份有错")
    assert any(line.startswith("content/甲.yaml:3:1: 错误[content/unknown-key]") for line in said), said
    assert (root / "output" / "甲.docx").read_bytes() == whole

    # Another file is saved: it is made, and what is wrong is told again.
    (content / "乙.yaml").write_text(NOTICE.format(name="值班"), encoding="utf-8")
    said = watching.until("1 份有错")
    assert made(said) == ["output/乙.docx"]
    assert any(line.startswith("content/甲.yaml:3:1: 错误[content/unknown-key]") for line in said), said

    # As editors save: a new file in the place of the old one.
    new = content / ".甲.yaml.swp"
    new.write_text(NOTICE.format(name="防火"), encoding="utf-8")
    new.replace(content / "甲.yaml")
    assert made(watching.until(READY)) == ["output/甲.docx"]

    # What is left of a file that is called otherwise now is told.
    (content / "乙.yaml").rename(content / "丙.yaml")
    said = watching.until(READY)
    assert made(said) == ["output/丙.docx"]
    assert any("[file/left-over]" in line and "output/乙.docx。" in line for line in said), said
    (root / "output" / "乙.docx").unlink()

    # Settings that cannot be read are told, and mended.
    (root / "gongwen.yaml").write_text("发文机关: [\n", encoding="utf-8")
    assert any(line.startswith("gongwen.yaml:") for line in watching.until("1 份有错"))
    (root / "gongwen.yaml").write_text("发文机关: 云山市水利局\n", encoding="utf-8")
    said = watching.until(READY)
    assert sorted(made(said)) == ["output/丙.docx", "output/甲.docx"]
    assert not any("[file/left-over]" in line for line in said), said

    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(timeout=30) == 0
    assert watching.until("已停止。") == ["已停止。"]


def test_on_a_terminal_it_says_at_once_that_it_is_at_work(root: Path) -> None:
    ours, its = os.openpty()
    command = [sys.executable, "-m", "gongwen.cli", "watch"]
    environment = os.environ | {OFFICE_VARIABLE: ""}
    watching = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=its, env=environment)
    os.close(its)  # now a process that has died ends the reading
    try:
        said = b""
        while READY.encode() not in said:
            said += os.read(ours, 4096)
        assert "正在生成有变化的……" in said.decode().splitlines()[0]
    finally:
        watching.kill()
        watching.wait()
        os.close(ours)


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        ("content/通知.yaml", True),
        ("content/2025/名单.xlsx", True),
        ("templates/文件.docx", True),
        ("gongwen.yaml", True),
        ("人员.csv", True),
        ("output/通知.docx", False),
        (".gongwen/build.sqlite3", False),
        ("content/.通知.yaml.swp", False),
        ("content/通知.yaml~", False),
        ("content/4913", False),
        ("content/#通知.yaml#", False),
        ("templates/~$文件.docx", False),
        ("templates/.~lock.文件.docx#", False),
        ("content/~WRL0001.tmp", False),
        (".git/index", False),
    ],
)
def test_what_only_passes_by_is_no_source(tmp_path: Path, path: str, matters: bool) -> None:
    assert is_source(tmp_path, tmp_path / path) is matters
