"""The record beside letters: what each of them was made of, and what it was. It may be deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from msgspec import MsgspecError, Struct, json

from gongwen.diagnostics import Diagnostic

FILE = ".gongwen-答复.jsonl"


class Known(Struct, frozen=True):
    """A file as it was made: its basis, its SHA-256, whether its pages were looked at, and what was found on them."""

    basis: str
    digest: str
    is_seen: bool = True
    findings: tuple[Diagnostic, ...] = ()


class _Line(Struct, array_like=True):
    """What is known of a file, by its name in the folder."""

    name: str
    basis: str
    digest: str
    is_seen: bool = True
    findings: tuple[Diagnostic, ...] = ()


class Recording:
    """The record of a folder, open for more."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def put(self, files: Iterable[tuple[str, Known]]) -> None:
        """Files by their names in the folder; their lines are on their way to the disk before the next are made."""
        for name, known in files:
            line = _Line(name, known.basis, known.digest, known.is_seen, known.findings)
            self._stream.write(f"{json.encode(line).decode()}\n")
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
        text = (folder / FILE).read_text("utf-8")
    except (OSError, ValueError):
        return {}
    found = {}
    for line in text.split("\n"):
        try:
            said = json.decode(line, type=_Line)
        except MsgspecError:
            continue
        found[said.name] = Known(said.basis, said.digest, said.is_seen, said.findings)
    return found
