"""A part of a template filled in for one document: pieces of markup, and what was printed in them."""

from __future__ import annotations

from msgspec import Struct

from gongwen.printview import PrintView
from gongwen.render.handles import markup_of
from gongwen.render.stylebook import Stylebook
from gongwen.render.texts import encoded
from gongwen.render.wordml import DECLARATION
from gongwen.render.writer import Writer

#: A part longer than this stays in pieces: together they would stand in memory twice.
_LONG = 1 << 20
#: So much of the end of a handle tells which element it ends with.
_END = 20
_DECLARATION = DECLARATION.encode()


class Filled(Struct, frozen=True):
    """The pieces in their order, and every text and every handle that they print, once for each time.

    `frame` is the part without the texts of the view and the inside of handles.
    """

    pieces: list[bytes]
    frame: list[bytes]
    said: list[str]
    inserted: list[object]

    def data(self) -> bytes:
        """The part in one piece."""
        return b"".join(self.pieces)


def fill(write: Writer, view: PrintView, book: Stylebook) -> Filled:
    """What `write` prints of `view`, escaped; raises whatever a missing value makes `write` raise."""
    put: list[object] = []
    write(view, put.append)
    said = [piece for piece in put if isinstance(piece, str)]
    texts = iter(encoded(said, quotes=True))
    inserted: list[object] = []
    pieces = [_DECLARATION]
    frame: list[bytes] = []
    for piece in put:
        # By far the most of them; what is put is of just these types.
        if type(piece) is bytes:
            pieces.append(piece)
            frame.append(piece)
        elif isinstance(piece, str):
            pieces.append(next(texts))
        else:
            inserted.append(piece)
            pieces += markup_of(piece, book)
            frame.append(pieces[-1][-_END:])
    if sum(map(len, pieces)) <= _LONG:
        pieces = [b"".join(pieces)]
    return Filled(pieces, frame, said, inserted)
