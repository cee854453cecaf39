"""The few pieces of WordprocessingML that more than one module writes or reads."""

from __future__ import annotations

import re

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: What XML 1.0 cannot carry. Python strings may hold lone surrogates, XML may not.
ILLEGAL = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"

_SPOKEN = re.compile(r"<w:t(?: [^>]*)?>([^<]*)<")

#: The last one last: what it gives is not to be read again.
_ENTITIES = (
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#34;", '"'), ("&#39;", "'"), ("&#13;", "\r"), ("&amp;", "&"),
)  # fmt: skip


def w(name: str) -> str:
    """`name` in the main namespace, as lxml spells it."""
    return f"{{{W}}}{name}"


def text_run(text: str, properties: str = "") -> str:
    """A run that shows `text` as it is, blanks included."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def escape(text: str) -> str:
    """`text` as it stands in an element. (`xml.sax.saxutils` would load the network library with it.)"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(markup: str) -> str:
    """The text that `escape`, lxml or Jinja have written as `markup`."""
    if "&" not in markup:
        return markup
    for entity, character in _ENTITIES:
        markup = markup.replace(entity, character)
    return markup


def spoken(markup: str) -> str:
    """The text that well-formed `markup` shows."""
    return unescaped("".join(_SPOKEN.findall(markup)))


def squeezed(text: str) -> str:
    """Without blanks."""
    return "".join(text.split())


def attribute(value: str) -> str:
    """`value` quoted as an attribute."""
    quoted = escape(value).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")
    return f'"{quoted}"'
