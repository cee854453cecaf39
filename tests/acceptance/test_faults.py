"""Whatever happens in between, the output is the old file or the new one, whole."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import docx
import pytest
from msgspec import Struct, field

from gongwen import files
from gongwen.diagnostics import FileError
from gongwen.files import writing
from tests.acceptance.office import NOTICE, SUMMARY, Run, assert_chinese, build, lay_out, put, run, snapshot, spawn

SOURCE = "总结.yaml"
#: Two states of one small document.
OLD = "文种: 总结\n标题: 旧的总结\n正文: 旧的正文。\n"
NEW = "文种: 总结\n标题: 新的总结\n正文: 新的正文，长一些。\n"


class Office(Struct, dict=True):
    """A workspace whose output is OLD while its source says NEW already."""

    root: Path
    old: bytes
    new: bytes

    @property
    def output(self) -> Path:
        return self.root / "output" / "总结.docx"

    def reset(self) -> None:
        """Back to the old output, nothing beside it."""
        for path in self.output.parent.iterdir():
            if path != self.output:
                path.unlink()
        if self.output.read_bytes() != self.old:
            self.output.write_bytes(self.old)

    @property
    def beside(self) -> list[str]:
        """What else stands in the output folder."""
        return sorted(path.name for path in self.output.parent.iterdir() if path != self.output)

    def assert_untouched(self, done: Run, code: str) -> None:
        """Exit code 6 with `code` in Chinese, the old output whole, nothing beside it."""
        assert done.code == 6, done.stderr
        (item,) = done.errors
        assert item.code == code
        assert item.file.endswith("总结.docx")
        assert_chinese(item.message, item.hint, done.stderr)
        assert self.output.read_bytes() == self.old
        assert self.beside == []


@pytest.fixture
def office(tmp_path: Path) -> Office:
    root = lay_out(tmp_path / "office", {SOURCE: NEW})
    output = root / "output" / "总结.docx"
    assert build(root).code == 0
    new = output.read_bytes()
    put(root, SOURCE, OLD)
    assert build(root).code == 0
    old = output.read_bytes()
    assert old != new
    put(root, SOURCE, NEW)
    return Office(root, old, new)


# --- killed ---


def forked(work: Callable[[], object]) -> int:
    """The process that does `work` and leaves; it shares nothing with us that it could spoil but files."""
    process = os.fork()
    if process == 0:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(1, 2)
            work()
        finally:
            os._exit(0)
    return process


KILLS = 160


def test_killed_at_any_moment_the_output_is_old_or_new_and_whole(office: Office) -> None:
    """From the first line of the build to after its last, in even steps; the program itself is loaded already."""
    started = time.monotonic()
    os.waitpid(forked(lambda: build(office.root)), 0)
    length = time.monotonic() - started
    assert office.output.read_bytes() == office.new
    seen = {office.old: 0, office.new: 0}
    left = 0
    for number in range(KILLS):
        office.reset()
        process = forked(lambda: build(office.root))
        time.sleep(length * 1.3 * number / KILLS)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        data = office.output.read_bytes()
        assert data in seen, f"broken after kill {number}"
        seen[data] += 1
        assert all(name.startswith(".gongwen-") and name.endswith(".tmp") for name in office.beside)
        left += len(office.beside)
    assert min(seen.values()) > 10, "kills before and after the replacing"
    assert build(office.root).code == 0
    assert office.output.read_bytes() == office.new


#: The calls of the system by which a file is replaced.
CALLS = ("open", "fsync", "replace", "close", "mkdir", "stat")


@pytest.mark.parametrize("is_after", [False, True], ids=["just before", "just after"])
@pytest.mark.parametrize("name", CALLS)
def test_killed_at_each_call_of_the_system_the_output_is_old_or_new_and_whole(
    office: Office, name: str, is_after: bool
) -> None:
    real: Callable[..., Any] = getattr(os, name)
    number = 0
    while True:
        number += 1
        calls = 0

        def deadly(*arguments: Any, **options: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == number and not is_after:  # noqa: B023
                os.kill(os.getpid(), signal.SIGKILL)
            result = real(*arguments, **options)
            if calls == number:  # noqa: B023
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        def work() -> None:
            with patch.object(os, name, deadly):
                build(office.root)

        office.reset()
        _, status = os.waitpid(forked(work), 0)
        assert office.output.read_bytes() in (office.old, office.new)
        if not os.WIFSIGNALED(status):
            break
        assert number < 500
    assert office.output.read_bytes() == office.new, "undisturbed at last"


def test_the_program_killed_from_outside_leaves_the_output_whole(office: Office) -> None:
    started = time.monotonic()
    assert spawn("build", cwd=office.root).code == 0
    length = time.monotonic() - started
    for number in range(8):
        office.reset()
        process = subprocess.Popen([sys.executable, "-m", "gongwen.cli", "build"], cwd=office.root,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        time.sleep(length * (0.5 + 0.6 * number / 8))
        process.kill()
        process.wait()
        assert office.output.read_bytes() in (office.old, office.new)


def test_a_batch_that_was_killed_is_completed_by_the_next_run(tmp_path: Path) -> None:
    texts = {f"{number}号.yaml": SUMMARY.replace("汛期", f"第{number}次") for number in range(8)}
    root = lay_out(tmp_path / "killed", texts)
    calm = lay_out(tmp_path / "calm", texts)
    started = time.monotonic()
    os.waitpid(forked(lambda: build(calm)), 0)
    length = time.monotonic() - started
    wanted = snapshot(calm / "output")
    assert len(wanted) == 8
    for number in range(12):
        process = forked(lambda: build(root))
        time.sleep(length * (number + 1) / 12)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        if (root / "output").is_dir():
            made = {name: data for name, data in snapshot(root / "output").items() if name.endswith(".docx")}
            assert made.items() <= wanted.items()
        shutil.rmtree(root / "output", ignore_errors=True) if number % 3 == 2 else None
    assert build(root).code == 0
    assert {name: data for name, data in snapshot(root / "output").items() if name.endswith(".docx")} == wanted


def test_what_a_killed_run_left_is_swept_later_and_what_runs_now_is_not(office: Office) -> None:
    folder = office.output.parent
    stale, fresh = folder / ".gongwen-alt.tmp", folder / ".gongwen-neu.tmp"
    for path in (stale, fresh, folder / "别人的.tmp"):
        path.write_bytes(b"PK")
    two_hours_ago = time.time() - 7200
    os.utime(stale, (two_hours_ago, two_hours_ago))
    # As a later run: one that has something to write, in a process that has not been here.
    office.output.unlink()
    writing._swept.clear()
    assert build(office.root).code == 0
    assert office.beside == [".gongwen-neu.tmp", "别人的.tmp"]


# --- calls that fail ---


class Failing(Struct, dict=True):
    """Raises `error` at the `number`-th call of one of the system's calls on our files, once."""

    number: int
    error: int
    calls: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    raised: bool = False

    def tick(self) -> None:
        # Several threads may call at the same time.
        if next(self.calls) == self.number:
            self.raised = True
            raise OSError(self.error, os.strerror(self.error))

    def wrap(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def failing(*arguments: Any, **options: Any) -> Any:
            self.tick()
            return real(*arguments, **options)

        return failing

    def write(self, real: Callable[..., int]) -> Callable[..., int]:
        """For `os.write`: writes that take half at a time, and may fail before the rest, as on a real disk."""

        def torn(handle: int, data: Any) -> int:
            self.tick()
            return real(handle, data[: len(data) // 2 + 1])

        return torn


ERRORS = {
    errno.EIO: "file/failed",
    errno.ENOSPC: "file/disk-full",
    errno.EDQUOT: "file/disk-full",
    errno.EACCES: "file/permission",
    errno.EPERM: "file/permission",
    errno.EROFS: "file/permission",
    errno.EMFILE: "file/failed",
}
FAILING = ("open", "write", "fsync", "replace", "mkdir")


@contextlib.contextmanager
def failing(name: str, fault: Failing) -> Iterator[None]:
    real = getattr(os, name)
    with patch.object(os, name, fault.write(real) if name == "write" else fault.wrap(real)):
        yield


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: errno.errorcode[error])
@pytest.mark.parametrize("name", FAILING)
def test_whichever_call_fails_the_output_is_old_or_new_and_whole(office: Office, name: str, error: int) -> None:
    failed = 0
    for number in range(1, 100):
        office.reset()
        fault = Failing(number, error)
        with failing(name, fault):
            done = build(office.root)
        if not fault.raised:
            break
        if done.code:
            failed += 1
            office.assert_untouched(done, ERRORS[error])
        else:
            # What comes after the replacing, or may fail without harm, does not undo it.
            assert office.output.read_bytes() == office.new
            assert office.beside == []
    else:
        pytest.fail("the calls never ended")
    if name != "mkdir":  # the folder is there
        assert failed >= 1
    assert done.code == 0
    assert office.output.read_bytes() == office.new


@pytest.mark.parametrize("error", [errno.EIO, errno.EACCES, errno.EMFILE], ids=lambda error: errno.errorcode[error])
def test_a_source_that_cannot_be_read_costs_only_its_own_document(office: Office, error: int) -> None:
    put(office.root, "通知.yaml", NOTICE)
    before = snapshot(office.root / "output")
    real = Path.open

    def refusing(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name == SOURCE:
            raise OSError(error, os.strerror(error))
        return real(path, *arguments, **options)

    with patch.object(Path, "open", refusing):
        done = build(office.root)
    assert done.code == 6
    assert [(item.file, item.severity) for item in done.errors] == [(f"content/{SOURCE}", "错误")]
    assert done.made == ["content/通知.yaml"]
    after = snapshot(office.root / "output")
    assert after["总结.docx"] == before["总结.docx"]
    assert sorted(after) == ["总结.docx", "通知.docx"]


def test_an_interrupt_while_writing_leaves_the_old_file_and_nothing_else(office: Office) -> None:
    with patch.object(os, "fsync", side_effect=KeyboardInterrupt):
        done = run("build", cwd=office.root)
    assert done.code == 130
    assert "已中断" in done.stderr
    assert office.output.read_bytes() == office.old
    assert office.beside == []


def test_of_files_written_together_each_is_refused_for_itself(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "target")
    (tmp_path / "old").write_bytes(b"old")
    names = ("folder", "link", "old", "new")
    refused = files.replace_together({tmp_path / name: name.encode() * 2 for name in names})
    assert {path.name: error.diagnostics[0].code for path, error in refused.items()} == {
        "folder": "file/is-folder",
        "link": "file/is-link",
    }
    assert ((tmp_path / "old").read_bytes(), (tmp_path / "new").read_bytes()) == (b"oldold", b"newnew")
    real = os.fsync

    def refusing(handle: int) -> None:
        if os.fstat(handle).st_size == 1:
            raise OSError(errno.ENOSPC, "full")
        real(handle)

    with patch.object(os, "fsync", refusing):
        refused = files.replace_together({tmp_path / "old": b"1", tmp_path / "new": b"22"})
    assert [(path.name, error.diagnostics[0].code) for path, error in refused.items()] == [("old", "file/disk-full")]
    assert ((tmp_path / "old").read_bytes(), (tmp_path / "new").read_bytes()) == (b"oldold", b"22")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


#: More than are waited for at a time.
TOGETHER = 9


class Together(Struct, dict=True):
    """Files that are to be replaced together: their old bytes say old, their new ones new."""

    folder: Path
    paths: tuple[Path, ...]

    @property
    def new(self) -> dict[Path, bytes]:
        return {path: b"new" + bytes(9000) for path in self.paths}

    def reset(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        for path in self.paths:
            path.write_bytes(b"old")

    def replaced(self) -> list[bool]:
        """Of each whether it is new; whole it must be."""
        said = [path.read_bytes() for path in self.paths]
        assert all(data == b"old" or data == self.new[path] for path, data in zip(self.paths, said, strict=True))
        return [data != b"old" for data in said]


@pytest.fixture
def together(tmp_path: Path) -> Together:
    folder = tmp_path / "together"
    return Together(folder, tuple(folder / f"{number}.docx" for number in range(TOGETHER)))


@pytest.mark.parametrize("name", ["open", "write", "fsync", "replace"])
def test_files_replaced_together_are_each_old_or_new_at_every_kill(together: Together, name: str) -> None:
    real: Callable[..., Any] = getattr(os, name)
    seen = set()
    for number in range(1, 200):
        calls = itertools.count(1)

        def deadly(*arguments: Any, **options: Any) -> Any:
            if next(calls) == number:  # noqa: B023
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)

        def work() -> None:
            with patch.object(os, name, deadly):
                files.replace_together(together.new)

        together.reset()
        _, status = os.waitpid(forked(work), 0)
        seen.add(sum(together.replaced()))
        if not os.WIFSIGNALED(status):
            break
    else:
        pytest.fail("the calls never ended")
    assert seen == (set(range(TOGETHER + 1)) if name == "replace" else {0, TOGETHER})


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: errno.errorcode[error])
@pytest.mark.parametrize("name", ["open", "write", "fsync", "replace"])
def test_a_call_that_fails_costs_one_of_the_files_replaced_together(together: Together, name: str, error: int) -> None:
    failed = 0
    for number in range(1, 200):
        together.reset()
        fault = Failing(number, error)
        with failing(name, fault):
            refused = files.replace_together(together.new)
        if not fault.raised:
            break
        assert {path.name for path in together.folder.iterdir()} == {path.name for path in together.paths}
        assert [path in refused for path in together.paths] == [not is_new for is_new in together.replaced()]
        assert [refusal.diagnostics[0].code for refusal in refused.values()] in ([], [ERRORS[error]])
        failed += len(refused)
    else:
        pytest.fail("the calls never ended")
    # The writing of half a file may fail as well as the opening; what comes after the replacing does no harm.
    assert failed >= TOGETHER
    assert all(together.replaced())


@pytest.mark.parametrize("name", ["open", "fsync", "replace", ""])
def test_a_stream_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path, name: str) -> None:
    path = tmp_path / "名单.docx"
    path.write_bytes(b"old")
    fault = Failing(1, errno.ENOSPC)

    def streamed() -> None:
        with files.replacing(path) as stream:
            stream.write(b"new")
            if not name:
                fault.tick()

    with pytest.raises(FileError) as refusal, failing(name, fault) if name else contextlib.nullcontext():
        streamed()
    assert refusal.value.diagnostics[0].code == "file/disk-full"
    assert [item.read_bytes() for item in tmp_path.iterdir()] == [b"old"]
    streamed()
    assert [item.read_bytes() for item in tmp_path.iterdir()] == [b"new"]


def test_no_more_files_are_open_at_a_time_than_a_system_allows(together: Together) -> None:
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    already = len(list(Path("/proc/self/fd").iterdir()))
    together.reset()
    many = {together.folder / f"{number}.docx": b"new" for number in range(2 * writing._OPEN + 1)}
    resource.setrlimit(resource.RLIMIT_NOFILE, (already + writing._OPEN + 10, limits[1]))
    try:
        assert files.replace_together(many) == {}
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert {path.read_bytes() for path in many} == {b"new"}


# --- real disks ---


def mounted(folder: Path, options: str) -> bool:
    """Whether a disk in memory could be mounted at `folder`."""
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        return subprocess.run(command, capture_output=True, timeout=20).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


@contextlib.contextmanager
def small_disk(office: Office) -> Iterator[bool]:
    """The output folder on a disk of its own; yields whether there is one (a sandbox may forbid it)."""
    folder = office.output.parent
    shutil.rmtree(folder)
    folder.mkdir()
    is_mounted = mounted(folder, "size=128k")
    office.output.write_bytes(office.old)
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", str(folder)], check=True, timeout=20)


def test_on_a_full_disk_the_old_output_stays_whole(office: Office) -> None:
    with small_disk(office) as is_mounted:
        if not is_mounted:
            # No disk of our own here: then no file may grow beyond some bytes, and the write fails half-way as well.
            assert_refused_by_size(office)
            return
        filler = office.output.parent / "填满"
        with contextlib.suppress(OSError), filler.open("wb") as stream:
            for _ in range(10_000):
                stream.write(bytes(512))
                stream.flush()
        done = build(office.root)
        assert (done.code, [item.code for item in done.errors]) == (6, ["file/disk-full"])
        assert_chinese(done.stderr)
        assert office.output.read_bytes() == office.old
        assert office.beside == ["填满"]
        filler.unlink()
        assert build(office.root).code == 0
        assert office.output.read_bytes() == office.new


def assert_refused_by_size(office: Office, limit: int = 3000) -> None:
    command = [sys.executable, "-m", "gongwen.cli", "build", "--format", "json"]

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        command, cwd=office.root, capture_output=True, text=True, timeout=60, preexec_fn=small_files,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    office.assert_untouched(Run(done.returncode, done.stdout, done.stderr), "file/failed")


@pytest.mark.parametrize("limit", [0, 1, 100, 4096, 6000])
def test_a_write_that_is_cut_off_by_the_system_leaves_the_old_output(office: Office, limit: int) -> None:
    assert len(office.new) > limit
    assert_refused_by_size(office, limit)


def test_in_a_read_only_folder_the_old_output_stays_whole(office: Office) -> None:
    folder = office.output.parent
    with small_disk(office) as is_mounted:
        if is_mounted:
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True, timeout=20)
            office.assert_untouched(build(office.root), "file/permission")
        elif os.getuid():
            folder.chmod(0o555)
            try:
                office.assert_untouched(build(office.root), "file/permission")
            finally:
                folder.chmod(0o755)
        else:
            # Root, and no disk to mount: modes do not hold, so the refusal itself is made.
            with patch.object(os, "open", side_effect=OSError(errno.EROFS, "")):
                office.assert_untouched(build(office.root), "file/permission")


# --- what stands in the way ---


def test_a_link_in_place_of_the_output_is_not_written_through(office: Office, tmp_path: Path) -> None:
    elsewhere = tmp_path / "要紧.docx"
    elsewhere.write_bytes(b"precious")
    office.output.unlink()
    office.output.symlink_to(elsewhere)
    done = build(office.root)
    assert (done.code, [item.code for item in done.errors]) == (6, ["file/is-link"])
    assert elsewhere.read_bytes() == b"precious"
    assert office.output.is_symlink()
    assert office.beside == []


def test_a_link_to_nowhere_is_not_written_through(office: Office, tmp_path: Path) -> None:
    office.output.unlink()
    office.output.symlink_to(tmp_path / "没有.docx")
    done = build(office.root)
    assert (done.code, [item.code for item in done.errors]) == (6, ["file/is-link"])
    assert not (tmp_path / "没有.docx").exists()


def test_a_folder_in_place_of_the_output_stays(office: Office) -> None:
    office.output.unlink()
    office.output.mkdir()
    (office.output / "里面.txt").write_text("x", "utf-8")
    done = build(office.root)
    assert (done.code, [item.code for item in done.errors]) == (6, ["file/is-folder"])
    assert (office.output / "里面.txt").read_text("utf-8") == "x"
    assert office.beside == []


def test_a_file_in_place_of_the_output_folder_stays(office: Office) -> None:
    shutil.rmtree(office.output.parent)
    office.output.parent.write_text("不是文件夹", "utf-8")
    done = build(office.root)
    assert done.code == 6
    assert_chinese(done.stderr)
    assert office.output.parent.read_text("utf-8") == "不是文件夹"


def test_a_name_as_long_as_the_system_allows_is_built(office: Office) -> None:
    name = "关" * 83
    put(office.root, f"{name}.yaml", SUMMARY)
    assert build(office.root).code == 0
    docx.Document(str(office.output.parent / f"{name}.docx"))


def test_one_output_that_cannot_be_written_costs_only_itself(office: Office) -> None:
    put(office.root, "通知.yaml", NOTICE)
    office.output.unlink()
    office.output.mkdir()
    done = build(office.root)
    assert done.code == 6
    assert done.made == ["content/通知.yaml"]


# --- several at once ---


def test_four_builders_of_one_output_leave_one_whole_file_at_every_moment(office: Office) -> None:
    broken: list[int] = []
    reads = 0
    is_over = threading.Event()

    def watch() -> None:
        nonlocal reads
        while not is_over.is_set():
            data = office.output.read_bytes()
            reads += 1
            time.sleep(0.001)
            if data not in (office.old, office.new):
                broken.append(len(data))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for _ in range(5):
            command = [sys.executable, "-m", "gongwen.cli", "build"]
            builders = [
                subprocess.Popen(command, cwd=office.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                for _ in range(4)
            ]
            said = [builder.communicate(timeout=60)[1].decode() for builder in builders]
            assert [builder.returncode for builder in builders] == [0] * 4, said
    finally:
        is_over.set()
        watcher.join()
    assert broken == []
    assert reads > 100
    assert office.output.read_bytes() == office.new
    assert office.beside == []


def test_two_contents_racing_for_one_output_never_mix(office: Office) -> None:
    """Twenty-five races of four builders that have read different states of the source."""
    for _ in range(25):
        builders = []
        for text in (OLD, NEW, OLD, NEW):
            put(office.root, SOURCE, text)
            builders.append(forked(lambda: build(office.root)))
        for builder in builders:
            os.waitpid(builder, 0)
        assert office.output.read_bytes() in (office.old, office.new)
        assert office.beside == []
