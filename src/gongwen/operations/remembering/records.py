"""What was made from what: the record by which a build knows that nothing has changed, and why something was remade.

The record is a file of the program's own (SQLite) in the workspace's state folder. It may be deleted at any time: then
everything is made once more. A record that cannot be read counts as none.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from gongwen.diagnostics import Diagnostic
from gongwen.files import FileState

_FILE = "build.sqlite3"
#: Another layout of the table is another name: the old one is left lying, never misread.
_TABLE = "made_2"


class MadeRecord(Struct, frozen=True):
    """How an output came about. Files in the workspace are named from its root.

    `included` are the content files that are part of it, `inputs` all files that were read, `neighbours`
    those that were looked for; `program` is the state of gongwen; `basis` says what the output follows
    from; `pages` is the office program whose pages it was decided on, empty if none; `findings` are those of the build,
    to be said again.
    """

    source: str
    included: tuple[str, ...]
    inputs: Mapping[str, FileState]
    neighbours: tuple[str, ...]
    program: str
    basis: str
    pages: str
    outputs: Mapping[str, FileState]
    findings: tuple[Diagnostic, ...] = ()

    @property
    def output(self) -> str:
        """The document itself; its numbered copies come after it."""
        return next(iter(self.outputs))

    def changes(self, root: Path) -> tuple[str, ...]:
        """The inputs that are no longer what they were."""
        return tuple(name for name, state in self.inputs.items() if not state.still_holds(root / name))

    def lost(self, root: Path) -> tuple[str, ...]:
        """The outputs that are gone or no longer what was made."""
        return tuple(name for name, state in self.outputs.items() if not state.still_holds(root / name))


class Records:
    """The records of a workspace, by the content file. Read one by one: all together they may not fit into memory."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._reader: sqlite3.Connection | None = None

    def get(self, source: str) -> MadeRecord | None:
        """The record of a content file; None if there is none that can be read."""
        with contextlib.suppress(sqlite3.Error, OSError, msgspec.MsgspecError):
            for (text,) in self._rows(f"SELECT record FROM {_TABLE} WHERE source = ?", source):
                return msgspec.json.decode(text, type=MadeRecord)
        return None

    def sources(self) -> list[str]:
        """The content files of all records."""
        with contextlib.suppress(sqlite3.Error, OSError):
            return [source for (source,) in self._rows(f"SELECT source FROM {_TABLE} ORDER BY source")]
        return []

    def _rows(self, question: str, *values: str) -> Iterable[tuple[str]]:
        if self._reader is None and self._path.exists():
            self._reader = sqlite3.connect(self._path, timeout=5)
        return self._reader.execute(question, values) if self._reader is not None else ()

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def put(self, records: Iterable[MadeRecord]) -> None:
        """Keep these, in the place of older ones of the same content files. What cannot be kept is made again next
        time, which is slow and never wrong."""
        rows = [(record.source, msgspec.json.encode(record).decode()) for record in records]
        if not rows:
            return
        with contextlib.suppress(sqlite3.Error, OSError):
            try:
                self._put(rows)
            except sqlite3.OperationalError:  # locked by another build, or no room on the disk
                raise
            except sqlite3.DatabaseError:  # no data base at all
                self.close()
                self._path.unlink()
                self._put(rows)

    def _put(self, rows: list[tuple[str, str]]) -> None:
        with self._open() as base:
            base.execute(f"CREATE TABLE IF NOT EXISTS {_TABLE} (source TEXT PRIMARY KEY, record TEXT NOT NULL)")
            base.executemany(f"INSERT OR REPLACE INTO {_TABLE} VALUES (?, ?)", rows)

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(exist_ok=True)
        base = sqlite3.connect(self._path, timeout=5)
        try:
            # The disk is not waited for: a record that a power cut spoils or loses only means making something again,
            # for every record is held against the files as they are.
            base.execute("PRAGMA synchronous = OFF")
            with base:
                yield base
        finally:
            base.close()
