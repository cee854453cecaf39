"""The rows of a ledger, put aside until their letters are made: memory holds none of them."""

from __future__ import annotations

import marshal
import tempfile
from array import array
from collections.abc import Iterator
from typing import Any

from gongwen.model.ledger import FIELDS, Ledger
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import Origin, Text

#: A ledger up to this size, in bytes, touches no disk.
_IN_MEMORY = 4_000_000
#: What no letter prints.
_UNPRINTED = ("highlight",)
_KEYS = {name: key for key, name in FIELDS.items() if name not in _UNPRINTED}
#: Of plain values, which every Python since 3.4 reads; the bytes are of this run alone, and go to its own workers.
_FORM = 4
_BLANK = Suggestion.model_validate({"编号": Text("0"), "标题": Text("0")})


class Rows:
    """Rows in the order in which they were put, in a file without a name that the system clears away."""

    def __init__(self) -> None:
        self._stream = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        self._sizes = array("L")

    def put(self, row: Suggestion) -> None:
        data = _packed(row)
        self._stream.write(data)
        self._sizes.append(len(data))

    def __iter__(self) -> Iterator[bytes]:
        """Each as `unpacked` takes it."""
        self._stream.seek(0)
        return map(self._stream.read, self._sizes)

    def close(self) -> None:
        self._stream.close()


def _packed(row: Suggestion) -> bytes:
    """A row as bytes; the file of its texts is not said."""
    values: dict[str, object] = {}
    for name in row.model_fields_set.difference(_UNPRINTED):
        value = getattr(row, name)
        if isinstance(value, Text):
            values[name] = _parts(value)
        elif value:
            values[name] = [_parts(item) for item in value]
    return marshal.dumps(values, _FORM)


def _parts(text: Text) -> str | tuple[str, int, int, int, str]:
    at = text.origin
    return str(text) if at is None else (str(text), at.line, at.column, at.margin, at.sheet)


def unpacked(data: bytes, ledger: Ledger) -> Suggestion:
    """The row of `ledger` that was put, each of its texts with its cell."""
    values = marshal.loads(data)
    number = _text(values["number"], ledger.file)
    start = number.origin or Origin(ledger.file, 0, 0)
    columns = ledger.columns.get(start.sheet, {}) if start.sheet else {}
    texts: dict[str, object] = {}
    for name, value in values.items():
        column = columns.get(_KEYS[name])
        origin = Origin(start.file, start.line, column, sheet=start.sheet) if column else start
        texts[name] = (
            tuple(_text(item, ledger.file, origin) for item in value)
            if isinstance(value, list)
            else _text(value, ledger.file, origin)
        )
    return _BLANK.model_copy(update=texts)


def placed(row: Suggestion, ledger: Ledger) -> Suggestion:
    """The row with the cell of each of its texts."""
    return unpacked(_packed(row), ledger)


def _text(parts: Any, file: str, otherwise: Origin | None = None) -> Text:
    if isinstance(parts, str):
        return Text(parts, otherwise)
    said, line, column, margin, sheet = parts
    return Text(said, Origin(file, line, column, margin, sheet))
