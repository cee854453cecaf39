"""Faces embedded in a PDF, numbered from one: LibreOffice goes on counting from document to document of one run.

It turns a face of PostScript outlines into a Type 1 subset with a /UniqueID out of a counter of the process: the same
document would be other bytes behind other documents. A changed stream has another length, so what points behind it is
moved: the table of objects and the number that says how long a stream is.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from msgspec import Struct

#: A stream with the three lengths of a Type 1 face; its own length is an object by itself.
_FACE = re.compile(rb"<</Length (\d+) 0 R/Filter/FlateDecode/Length1 (\d+)/Length2 (\d+)/Length3 \d+>>\nstream\n")
_NUMBER = re.compile(rb"(?<=/UniqueID )\d{7}(?= def)")
_FIRST = 4_100_001
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_LENGTH = re.compile(rb"\d+ 0 obj\n(\d+)\nendobj")
#: Bytes of an entry in the table of objects.
_ENTRY = 20


class _Edit(Struct, frozen=True):
    """Bytes to stand in place of others."""

    start: int
    end: int
    data: bytes


def with_counted_faces(pdf: bytes) -> bytes:
    """`pdf` with the same numbers whatever was made before it; as it is if it is not built as LibreOffice builds."""
    table = _TABLE.match(pdf, _end_of_objects(pdf))
    if table is None:
        return pdf
    entries = pdf[table.end() : table.end() + int(table[1]) * _ENTRY]
    offsets = [int(entries[at : at + 10]) for at in range(0, len(entries), _ENTRY)]
    edits = sorted(_edits(pdf, offsets), key=lambda edit: edit.start)
    if not edits:
        return pdf

    def moved(offset: int) -> int:
        return offset + sum(len(edit.data) - (edit.end - edit.start) for edit in edits if edit.end <= offset)

    kinds = (entries[at + 10 : at + _ENTRY] for at in range(0, len(entries), _ENTRY))
    renewed = b"".join(b"%010d%b" % (moved(offset), kind) for offset, kind in zip(offsets, kinds, strict=True))
    pieces = []
    done = 0
    for edit in edits:
        pieces += [pdf[done : edit.start], edit.data]
        done = edit.end
    tail = pdf[table.end() + len(entries) :]
    start = b"startxref\n%d\n"
    tail = tail.replace(start % table.start(), start % moved(table.start()))
    return b"".join((*pieces, pdf[done : table.end()], renewed, tail))


def _end_of_objects(pdf: bytes) -> int:
    """Where the table of objects begins, as the file says at its end."""
    found = re.search(rb"startxref\n(\d+)\n%%EOF\s*\Z", pdf[-64:])
    return int(found[1]) if found else 0


def _edits(pdf: bytes, offsets: list[int]) -> Iterator[_Edit]:
    for count, face in enumerate(_FACE.finditer(pdf)):
        number = int(face[1])
        length = _LENGTH.match(pdf, offsets[number]) if number < len(offsets) else None
        if length is None:
            continue
        start, end = face.end(), face.end() + int(length[1])
        try:
            program = zlib.decompress(pdf[start:end])
        except zlib.error:
            continue
        data = zlib.compress(_numbered(program, int(face[2]), int(face[3]), b"%d" % (_FIRST + count)))
        yield _Edit(start, end, data)
        yield _Edit(length.start(1), length.end(1), b"%d" % len(data))


def _numbered(program: bytes, clear: int, hidden: int, number: bytes) -> bytes:
    """A Type 1 face with this number, which stands once in its clear part and once in the one behind it."""
    private = _unveiled(program[clear : clear + hidden])
    renewed = _NUMBER.sub(number, private, count=1)
    veiled = program[clear : clear + hidden] if renewed == private else _veiled(renewed)
    return b"".join((_NUMBER.sub(number, program[:clear], count=1), veiled, program[clear + hidden :]))


#: Adobe Type 1 Font Format, 7.1: the running key of the private part of a face, and how each byte changes it.
_KEY, _FACTOR, _STEP = 55665, 52845, 22719


def _unveiled(data: bytes) -> bytes:
    key = _KEY
    plain = bytearray()
    for byte in data:
        plain.append(byte ^ (key >> 8))
        key = ((byte + key) * _FACTOR + _STEP) & 0xFFFF
    return bytes(plain)


def _veiled(plain: bytes) -> bytes:
    key = _KEY
    data = bytearray()
    for byte in plain:
        hidden = byte ^ (key >> 8)
        data.append(hidden)
        key = ((hidden + key) * _FACTOR + _STEP) & 0xFFFF
    return bytes(data)
