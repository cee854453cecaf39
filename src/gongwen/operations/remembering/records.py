"""What was made from what: the record by which a build knows that nothing has changed, and why something was remade.

The record is a file of the program's own (SQLite) in the workspace's state folder. It may be deleted at any time: then
everything is made once more. A record that cannot be read counts as none.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from gongwen.diagnostics import Diagnostic, Place, Severity
from gongwen.files import FileState

_FILE = "build.sqlite3"
#: Another layout of the table is another name: the old one is left lying, never misread.
_TABLE = "made_1"


@dataclass(frozen=True, slots=True)
class MadeRecord:
    """How an output came about. Files in the workspace are named from its root.

    `included` are the content files that are part of it, `inputs` all files that were read, `neighbours` a digest of
    the names of those that are looked for; `program` is the state of gongwen; `basis` says what the output follows
    from; `pages` is the office program whose pages it was decided on, empty if none; `findings` are those of the build,
    to be said again.
    """

    source: str
    included: tuple[str, ...]
    inputs: Mapping[str, FileState]
    neighbours: str
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
        with contextlib.suppress(sqlite3.Error, OSError, ValueError, KeyError, TypeError):
            for (text,) in self._rows(f"SELECT record FROM {_TABLE} WHERE source = ?", source):
                return _parsed(text)
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
        rows = [
            (record.source, json.dumps(_named(record), ensure_ascii=False, default=_part_as_json)) for record in records
        ]
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


def _named(record: MadeRecord) -> dict[str, object]:
    """The fields by name, as they are: a deep copy takes longer than all the rest of remembering."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _part_as_json(value: object) -> object:
    return severity_as_json(value) if isinstance(value, Severity) else asdict(value)  # type: ignore[call-overload]


def _parsed(text: str) -> MadeRecord:
    value = json.loads(text)
    inputs, outputs = (
        {name: FileState(**state) for name, state in value.pop(files).items()} for files in ("inputs", "outputs")
    )
    findings = tuple(map(finding_of, value.pop("findings")))
    included = tuple(value.pop("included"))
    return MadeRecord(included=included, inputs=inputs, outputs=outputs, findings=findings, **value)


def finding_of(value: dict[str, Any]) -> Diagnostic:
    """A finding that was kept as its fields (`asdict`) in JSON."""
    place = value.pop("place")
    box = place.pop("box")
    severity = Severity(value.pop("severity"))
    return Diagnostic(severity=severity, place=Place(**place, box=tuple(box) if box else None), **value)


def severity_as_json(value: object) -> object:
    """Of what `json` does not know, a record holds only severities."""
    assert isinstance(value, Severity)
    return value.value
