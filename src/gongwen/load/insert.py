"""Adding one key to a content file without touching anything else in it."""

from __future__ import annotations

import re

_LINE_END = re.compile(rb"\r\n|\n|\r")


def with_key(data: bytes, key: str, value: str, *, after: str) -> bytes | None:
    """`data` with the line `key: value` behind the top-level line of the key `after`; None if there is no such line.

    Every other byte stays: comments, order, line ends, signature. `value` must need no quotes.
    """
    match = re.search(rb"^(?:\xef\xbb\xbf)?" + after.encode() + rb"[ \t]*:[^\r\n]*", data, re.MULTILINE)
    if match is None:
        return None
    end = _LINE_END.search(data)
    line_end = end.group() if end is not None else b"\n"
    return data[: match.end()] + line_end + f"{key}: {value}".encode() + data[match.end() :]
