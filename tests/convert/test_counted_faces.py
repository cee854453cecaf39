"""A face in a PDF does not tell how many were made before it, and everything is still found where the file says."""

from __future__ import annotations

import re
import zlib

import pytest

from gongwen.convert.faces import _unveiled, _veiled, with_counted_faces


def face(number: int) -> tuple[bytes, bytes, bytes]:
    """The three parts of a Type 1 face: clear, veiled, zeros."""
    private = _veiled(b"dup\n/Private begin\n/UniqueID %d def\n" % number + bytes(range(256)) * 3)
    return b"%%!PS\n/FontName /A def\n/UniqueID %d def\n" % number, private, b"0" * 512


def pdf(*numbers: int) -> bytes:
    """A PDF with these faces, built as LibreOffice builds: the length of each stream stands behind it."""
    data = b"%PDF-1.6\n"
    offsets = []
    bodies: list[bytes] = []
    for at, number in enumerate(numbers):
        parts = face(number)
        stream = zlib.compress(b"".join(parts))
        lengths = b"/Length1 %d/Length2 %d/Length3 %d" % tuple(map(len, parts))
        bodies.append(b"<</Length %d 0 R/Filter/FlateDecode%b>>\nstream\n%b\nendstream" % (2 * at + 2, lengths, stream))
        bodies.append(b"%d" % len(stream))
    bodies.append(b"<</Type/Catalog>>")
    for at, body in enumerate(bodies, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n\n" % (at, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Root 3 0 R>>\n" % (len(bodies) + 1, table)
    return data + b"startxref\n%d\n%%%%EOF\n" % start


def objects(data: bytes) -> list[bytes]:
    """Every object, from where the table says it begins."""
    found = re.search(rb"startxref\n(\d+)\n", data)
    assert found is not None
    table = data[int(found[1]) :]
    assert table.startswith(b"xref\n")
    starts = [int(entry) for entry in re.findall(rb"^(\d{10}) 00000 n $", table, re.MULTILINE)]
    for number, start in enumerate(starts, start=1):
        assert data.startswith(b"%d 0 obj\n" % number, start)
    return [data[start : data.index(b"\nendobj", start)] for start in starts]


@pytest.mark.parametrize("first", [4100001, 4100004, 4123456])
def test_faces_are_counted_from_the_first_of_the_document(first: int) -> None:
    counted = with_counted_faces(pdf(first, first + 1, first + 2))
    assert counted == with_counted_faces(pdf(4100001, 4100002, 4100003))
    streams = [body for body in objects(counted) if b"stream" in body]
    lengths = [int(body.split(b"\n")[1]) for body in objects(counted) if b"<<" not in body]
    for at, (body, length) in enumerate(zip(streams, lengths, strict=True)):
        stream = body[body.index(b"stream\n") + 7 : body.rindex(b"\nendstream")]
        assert len(stream) == length
        clear, private, zeros = face(4100001 + at)
        program = zlib.decompress(stream)
        assert program.startswith(clear)
        assert program.endswith(zeros)
        assert b"/UniqueID %d def" % (4100001 + at) in _unveiled(program[len(clear) : -len(zeros)])
        assert len(private) == len(program) - len(clear) - len(zeros)


def test_what_is_veiled_is_unveiled() -> None:
    plain = bytes(range(256)) * 40
    assert _unveiled(_veiled(plain)) == plain
    # The first bytes of a private part, as any Type 1 face has them after four that do not count.
    assert _veiled(b"\0\0\0\0dup")[:4] != b"\0\0\0\0"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.6",
        b"%PDF-1.6\nstartxref\n9\n%%EOF\n",
        b"%PDF-1.6\nxref\n0 1\n0000000000 65535 f \ntrailer\nstartxref\n9\n%%EOF\n",
        pdf(4100007).replace(b"FlateDecode", b"LZWDecodexx"),
    ],
)
def test_a_file_of_another_build_is_left_alone(data: bytes) -> None:
    assert with_counted_faces(data) == data
