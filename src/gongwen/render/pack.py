"""A ZIP writer that gives the same bytes for the same parts: fixed stamps, no extra fields, the order it is given.

`zipfile` writes the clock, the system it runs on and, for odd names, extra fields; none of that belongs in a document.
Parts that never change are deflated once, when the template is compiled, and only copied afterwards.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from msgspec import Struct

from gongwen.render.deflate import THOROUGH, Deflater, library

#: 1980-01-01 00:00, the beginning of ZIP time.
_TIME, _DATE = 0, (1 << 5) | 1
_VERSION, _DEFLATED, _UTF_8 = 20, 8, 0x800
_LOCAL, _LISTED = b"PK\x03\x04", b"PK\x01\x02"
_ENTRY, _UNSAID = _LISTED + struct.pack("<H", _VERSION), struct.pack("<HHHI", 0, 0, 0, 0)
#: Pieces are deflated so many bytes at a time.
_ENOUGH = 1 << 18

# glibc gives memory back to the system after every document and takes it anew, page by page, for the next, unless it
# has seen a block of some size being freed: that is a tenth of the time of a notice.
bytes(1 << 20)


class Member(Struct, frozen=True):
    """One part as it stands in the archive: `head` is what both of its directory entries say, `packed` its data."""

    name: bytes
    head: bytes
    packed: bytes


def pack_member(name: str, data: bytes) -> Member:
    """Deflate one part that many documents have, thoroughly: it is the same whatever deflates the rest of them."""
    return pack_pieces(name, (data,), THOROUGH)


def pack_pieces(name: str, pieces: Sequence[bytes], deflater: Deflater) -> Member:
    """Deflate a part that is given piece by piece, without putting a long one together first."""
    stream = _Deflated(pieces, deflater)
    packed = b"".join(stream)
    return _member(name, stream, len(packed), packed)


class _Deflated:
    """The deflated pieces; their check sum and length once all are taken."""

    def __init__(self, pieces: Iterable[bytes], deflater: Deflater) -> None:
        self._pieces, self._library, self._level = pieces, library(deflater), deflater.level
        self.check = self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        deflate = self._library.compressobj(self._level, zlib.DEFLATED, -zlib.MAX_WBITS)
        for data in _gathered(self._pieces):
            self.check = self._library.crc32(data, self.check)
            self.size += len(data)
            yield deflate.compress(data)
        yield deflate.flush()


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, small ones put together."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size > _ENOUGH:
            yield b"".join(waiting)
            waiting.clear()
            size = 0
    yield b"".join(waiting)


def _member(name: str, data: _Deflated, length: int, packed: bytes) -> Member:
    written = name.encode()
    flags = 0 if name.isascii() else _UTF_8
    head = struct.pack(
        "<HHHHHIIIHH",
        _VERSION, flags, _DEFLATED, _TIME, _DATE, data.check, length, data.size, len(written), 0,
    )  # fmt: skip
    return Member(written, head, packed)


def unpacked(member: Member) -> bytes:
    """The data of a member."""
    return zlib.decompress(member.packed, -zlib.MAX_WBITS)


def write_zip(members: Iterable[Member]) -> bytes:
    """The archive of `members` in their order."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for member in members:
        pieces += (_LOCAL, member.head, member.name, member.packed)
        directory.append(_entry(member, place))
        place += len(_LOCAL) + len(member.head) + len(member.name) + len(member.packed)
    return b"".join((*pieces, *_end(directory, place)))


def write_zip_to(stream: BinaryIO, members: Iterable[Member | tuple[str, Iterable[bytes]]], deflater: Deflater) -> None:
    """The archive of `members`, written from the place where `stream` stands; a member given by its name and pieces is
    deflated as the pieces come, so that it may be of any length."""
    start = stream.tell()
    directory: list[bytes] = []
    for member in members:
        place = stream.tell()
        if not isinstance(member, Member):
            member = _written_through(stream, *member, deflater)
        else:
            stream.write(b"".join((_LOCAL, member.head, member.name, member.packed)))
        directory.append(_entry(member, place - start))
    stream.write(b"".join(_end(directory, stream.tell() - start)))


def _written_through(stream: BinaryIO, name: str, pieces: Iterable[bytes], deflater: Deflater) -> Member:
    """The head of a member is known when its data is written: room is left for it before."""
    place = stream.tell()
    data = _Deflated(pieces, deflater)
    empty = _member(name, data, 0, b"")
    stream.write(_LOCAL + empty.head + empty.name)
    begun = stream.tell()
    for packed in data:
        stream.write(packed)
    end = stream.tell()
    member = _member(name, data, end - begun, b"")
    stream.seek(place)
    stream.write(_LOCAL + member.head)
    stream.seek(end)
    return member


def _entry(member: Member, place: int) -> bytes:
    """A row of the directory: comment length, disk, internal and external attributes, place of the local header."""
    return b"".join((_ENTRY, member.head, _UNSAID, place.to_bytes(4, "little"), member.name))


def _end(directory: list[bytes], place: int) -> tuple[bytes, bytes]:
    listing = b"".join(directory)
    count = len(directory)
    return listing, struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(listing), place, 0)
