"""Texts on their way into XML, many at a time: one search and a few replacements for all of them together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.render.wordml import ILLEGAL

#: What XML cannot carry, but for what no Python string can be encoded with. NUL parts the texts here.
_CONTROLS = bytes(set(range(0x20)) - {0, 0x09, 0x0A, 0x0D})
#: A tab or a break inside a value would be layout in disguise; only the text of a cell has lines.
_ONE_LINE, _LINES = _CONTROLS + b"\t\n\r", _CONTROLS + b"\t\r"
_NUL = b"\0"
#: What stands in no text, but for the lines of a cell.
NEVER = f"{ILLEGAL[:-1]}\t\n\r]"


def encoded(texts: Sequence[str], *, may_have_lines: bool = False, quotes: bool = False) -> list[bytes]:
    """Each text as it stands in an element; `quotes` are escaped too, as Jinja does.

    Raises ValueError for text that load must not let through.
    """
    if not texts:
        return []
    whole = "\0".join(texts)
    try:
        data = whole.encode()
    except UnicodeEncodeError:
        raise _refused(texts) from None
    never = _LINES if may_have_lines else _ONE_LINE
    # Searched for in the text: in the bytes, full-width marks begin like these two.
    if len(data.translate(None, never)) != len(data) or "\ufffe" in whole or "\uffff" in whole:
        raise _refused(texts)
    data = data.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    if quotes:
        data = data.replace(b'"', b"&#34;").replace(b"'", b"&#39;")
    made = data.split(_NUL)
    if len(made) != len(texts):
        raise _refused(texts)
    return made


def _refused(texts: Sequence[str]) -> ValueError:
    slip = re.search(NEVER, "".join(texts).replace("\n", "")) or re.search(NEVER, "\n")
    assert slip is not None
    return ValueError(f"U+{ord(slip.group()):04X} in a text to print: load must refuse it")
