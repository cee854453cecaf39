"""Pictures without what cameras and editors write into them: place, time, author, program.

Only the parts of the file that carry no picture are left out; the picture itself is copied byte for byte.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_METADATA = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_JPEG = b"\xff\xd8"
#: Exif and XMP, Photoshop, comments. The colour profile (APP2) and Adobe's transform (APP14) belong to the picture.
_JPEG_METADATA = (0xE1, 0xED, 0xFE)
_START_OF_SCAN = 0xDA


def without_metadata(data: bytes) -> bytes:
    """The same picture; a format that is neither PNG nor JPEG, or a damaged file, as it is."""
    try:
        if data.startswith(_PNG):
            return _PNG + b"".join(_png_chunks(data))
        if data.startswith(_JPEG):
            return _JPEG + b"".join(_jpeg_segments(data))
    except (struct.error, IndexError):
        pass
    return data


def _png_chunks(data: bytes) -> Iterator[bytes]:
    place = len(_PNG)
    while place < len(data):
        (length,) = struct.unpack_from(">I", data, place)
        end = place + 12 + length
        if data[place + 4 : place + 8] not in _PNG_METADATA:
            yield data[place:end]
        place = end


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    place = len(_JPEG)
    while place < len(data):
        marker = data[place + 1]
        if data[place] != 0xFF or marker == _START_OF_SCAN:
            yield data[place:]
            return
        (length,) = struct.unpack_from(">H", data, place + 2)
        end = place + 2 + length
        if marker not in _JPEG_METADATA:
            yield data[place:end]
        place = end
