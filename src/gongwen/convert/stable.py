"""The same PDF from the same document: LibreOffice stamps the time into a PDF, makes its identifier from it, and
numbers its faces by what it made before.

LibreOffice 7.4 does not heed SOURCE_DATE_EPOCH here. The stamps stand in the plain objects behind the last stream and
are replaced by others of the same length, so no offset in the file moves.
"""

from __future__ import annotations

import hashlib
import os
import re
from datetime import UTC, datetime

from gongwen.convert.faces import with_counted_faces

#: The year a ZIP archive, and so a DOCX of ours, begins its time with.
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
_LATEST = datetime(2107, 12, 31, tzinfo=UTC)

_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)\d{14}")
#: The two halves of /ID and LibreOffice's own /DocChecksum, each of 16 bytes in hexadecimal digits.
_DIGEST = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")


def without_time_of_making(pdf: bytes) -> bytes:
    """`pdf` with a fixed date (SOURCE_DATE_EPOCH, or 1980) and an identifier made from its content."""
    pdf = with_counted_faces(pdf)
    start = pdf.rfind(b"endstream") + 1
    trailer = pdf.rfind(b"trailer")
    if trailer < start:
        return pdf
    date = _date().strftime("%Y%m%d%H%M%S").encode("ascii")
    info = _DATE.sub(lambda found: found[1] + date, pdf[start:trailer])
    blank = _DIGEST.sub(b"0" * 32, pdf[trailer:])
    digest = hashlib.sha256(pdf[:start] + info + blank).hexdigest()[:32].upper().encode("ascii")
    return pdf[:start] + info + _DIGEST.sub(digest, pdf[trailer:])


def _date() -> datetime:
    try:
        wanted = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return _EARLIEST
    return min(max(wanted, _EARLIEST), _LATEST)
