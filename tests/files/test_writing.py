"""What stands in a folder while files are written into it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen.files import replace_file, replace_together


@pytest.mark.parametrize(
    "write",
    [lambda path: replace_file(path, b"new"), lambda path: replace_together({path: b"new"})],
    ids=["one", "together"],
)
def test_who_breaks_off_just_when_a_file_is_begun_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path], object]
) -> None:
    (tmp_path / "通知.docx").write_bytes(b"old")
    real, begun = os.open, []

    def interrupted(*arguments: object, **options: object) -> int:
        begun.append(real(*arguments, **options))  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "open", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "通知.docx")
    for handle in begun:
        os.close(handle)
    assert len(begun) == 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"通知.docx": b"old"}
