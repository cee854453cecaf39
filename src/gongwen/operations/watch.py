"""Waiting for somebody to save a file that documents are made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from watchfiles import Change, watch

from gongwen.operations.workspace import CONTENT_FOLDER, TEMPLATES_FOLDER

#: What editors and office programs put beside a file while it is open or being saved; 4913 is vim's trial.
_PASSING_BEGINNINGS = (".", "~", "#")
_PASSING_ENDINGS = ("~", "#", ".tmp", ".swp", ".swx", ".part", ".crdownload")
_PASSING_NAMES = ("4913",)

#: Milliseconds of quiet that end a round of saving, the longest round, and the time until the first look.
_QUIET, _ROUND, _START = 50, 500, 200


def saved(root: Path) -> Iterator[frozenset[Path]]:
    """The files of the workspace at `root` that were saved, made or removed, a round of saving at a time.

    The first round is empty and comes at once: whatever is saved from then on is told, be the reader still at work.
    """
    begun = False
    for changes in watch(
        root,
        watch_filter=lambda _, path: is_source(root, Path(path)),
        debounce=_ROUND,
        step=_QUIET,
        rust_timeout=_START,
        yield_on_timeout=True,
    ):
        if changes or not begun:
            begun = True
            yield _paths(changes)


def _paths(changes: set[tuple[Change, str]]) -> frozenset[Path]:
    return frozenset(Path(path) for _, path in changes)


def is_source(root: Path, path: Path) -> bool:
    """Whether documents may be made of this file: not what is made itself, nor what only passes by."""
    parts = path.relative_to(root).parts
    if len(parts) != 1 and parts[0] not in (CONTENT_FOLDER, TEMPLATES_FOLDER):
        return False
    return not any(
        part.startswith(_PASSING_BEGINNINGS) or part.endswith(_PASSING_ENDINGS) or part in _PASSING_NAMES
        for part in parts
    )
