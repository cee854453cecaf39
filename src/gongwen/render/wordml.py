"""The few pieces of WordprocessingML that more than one module writes or reads."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: What XML 1.0 cannot carry. Python strings may hold lone surrogates, XML may not.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def w(name: str) -> str:
    """`name` in the main namespace, as lxml spells it."""
    return f"{{{W}}}{name}"


def text_run(text: str, properties: str = "") -> str:
    """A run that shows `text` as it is, blanks included."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def attribute(value: str) -> str:
    """`value` quoted as an attribute."""
    return quoteattr(value)
