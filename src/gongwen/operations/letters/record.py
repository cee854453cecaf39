"""The record beside letters: what each of them was made of, and what it was. It may be deleted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

FILE = ".gongwen-答复.jsonl"


@dataclass(frozen=True, slots=True)
class Known:
    """A file as it was made: its basis, its SHA-256, and whether its pages were looked at."""

    basis: str
    digest: str
    is_seen: bool = True


class Recording:
    """The record of a folder, open for more; each line is on its way to the disk before the next file is made."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def put(self, name: str, known: Known) -> None:
        """A file by its name in the folder."""
        line = json.dumps([name, known.basis, known.digest, known.is_seen], ensure_ascii=False)
        self._stream.write(f"{line}\n")
        self._stream.flush()


@contextmanager
def recording(folder: Path) -> Iterator[Recording]:
    """The record of `folder`, to be gone on with."""
    with (folder / FILE).open("a", encoding="utf-8") as stream:
        # A line cut short by a crash ends here.
        stream.write("\n")
        yield Recording(stream)


def recorded(folder: Path) -> dict[str, Known]:
    """What is known of each file; a line that a crash cut short counts as none, and of two lines the later holds."""
    try:
        lines = (folder / FILE).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    found = {}
    for line in lines:
        try:
            name, basis, digest, is_seen = json.loads(line)
        except (TypeError, ValueError):
            continue
        found[str(name)] = Known(str(basis), str(digest), bool(is_seen))
    return found
