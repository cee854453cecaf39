"""A ZIP writer that gives the same bytes for the same parts: fixed stamps, no extra fields, the order it is given.

`zipfile` writes the clock, the system it runs on and, for odd names, extra fields; none of that belongs in a document.
Parts that never change are deflated once, when the template is compiled, and only copied afterwards.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: 1980-01-01 00:00, the beginning of ZIP time.
_TIME, _DATE = 0, (1 << 5) | 1
_VERSION, _DEFLATED, _UTF_8 = 20, 8, 0x800
_LEVEL = 6
#: Pieces are deflated so many bytes at a time.
_ENOUGH = 1 << 18


@dataclass(frozen=True, slots=True)
class Member:
    """One part as it stands in the archive: `head` is what both of its directory entries say, `packed` its data."""

    name: bytes
    head: bytes
    packed: bytes


def pack_member(name: str, data: bytes) -> Member:
    """Deflate one part."""
    return pack_pieces(name, (data,))


def pack_pieces(name: str, pieces: Iterable[bytes]) -> Member:
    """Deflate a part that is given piece by piece, without putting a long one together first."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed: list[bytes] = []
    check = size = 0
    for data in _gathered(pieces):
        packed.append(deflate.compress(data))
        check = zlib.crc32(data, check)
        size += len(data)
    packed.append(deflate.flush())
    return _member(name, check, size, b"".join(packed))


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


def _member(name: str, check: int, size: int, packed: bytes) -> Member:
    written = name.encode()
    flags = 0 if name.isascii() else _UTF_8
    head = struct.pack(
        "<HHHHHIIIHH",
        _VERSION, flags, _DEFLATED, _TIME, _DATE, check, len(packed), size, len(written), 0,
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
        local = b"PK\x03\x04" + member.head + member.name + member.packed
        # comment length, disk, internal and external attributes, place of the local header
        directory.append(
            b"PK\x01\x02"
            + struct.pack("<H", _VERSION)
            + member.head
            + struct.pack("<HHHII", 0, 0, 0, 0, place)
            + member.name
        )
        pieces.append(local)
        place += len(local)
    listing = b"".join(directory)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(directory), len(directory), len(listing), place, 0)
    return b"".join((*pieces, listing, end))
