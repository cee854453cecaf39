"""The record beside letters: what each of them was made of, and what it was. It may be deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from gongwen.diagnostics import Diagnostic
from gongwen.operations.remembering.records import finding_of, severity_as_json

FILE = ".gongwen-答复.jsonl"


@dataclass(frozen=True, slots=True)
class Known:
    """A file as it was made: its basis, its SHA-256, whether its pages were looked at, and what was found on them."""

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
            said = [name, known.basis, known.digest, known.is_seen]
            if known.findings:
                said.append([asdict(item) for item in known.findings])
            self._stream.write(f"{json.dumps(said, ensure_ascii=False, default=severity_as_json)}\n")
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
            name, basis, digest, is_seen, *findings = json.loads(line)
            said = tuple(map(finding_of, findings[0])) if findings else ()
        except (KeyError, TypeError, ValueError):
            continue
        found[str(name)] = Known(str(basis), str(digest), bool(is_seen), said)
    return found
