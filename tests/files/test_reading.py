"""Files read whole within limits, whatever their system tells of their size."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from gongwen.diagnostics import FileError
from gongwen.files import read_bytes


def test_a_file_of_the_limit_is_read_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "一份"
    path.write_bytes(b"x" * 100)
    assert read_bytes(path, limit=101) == read_bytes(path, limit=100) == b"x" * 100
    with pytest.raises(FileError) as refusal:
        read_bytes(path, limit=99)
    assert refusal.value.diagnostics[0].code == "file/too-large"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no system that tells no sizes")
def test_a_file_whose_size_is_not_told_is_read_whole() -> None:
    path = Path("/proc/self/status")
    assert path.stat().st_size == 0
    assert b"VmHWM" in read_bytes(path, limit=100_000)
    with pytest.raises(FileError):
        read_bytes(path, limit=10)


def test_a_small_file_takes_no_memory_for_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "一份"
    path.write_bytes(b"x")
    tracemalloc.start()
    try:
        read_bytes(path, limit=50_000_000)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
