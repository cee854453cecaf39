"""How the pages of a PDF look, as small pictures."""

from __future__ import annotations

import io

import pypdfium2
from msgspec import Struct
from PIL import Image

from gongwen.lengths import Length, pt
from gongwen.measure.pdf import LOCK

#: Enough to read 三号 type, in a file that can be sent on.
_DPI = 100
#: The greys of the edges of letters, and the red of the head.
_COLOURS = 16


class PagePicture(Struct, frozen=True):
    """One page as it is seen, with its size on paper."""

    width: Length
    height: Length
    png: bytes


def draw_pages(data: bytes) -> tuple[PagePicture, ...]:
    """The pages of a PDF that was measured before: one that cannot be opened is a bug here."""
    with LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            return tuple(_draw(page) for page in document)
        finally:
            document.close()


def _draw(page: pypdfium2.PdfPage) -> PagePicture:
    width, height = page.get_size()
    image: Image.Image = page.render(scale=_DPI / 72).to_pil()
    png = io.BytesIO()
    image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(png, "PNG", optimize=True)
    page.close()
    return PagePicture(pt(width), pt(height), png.getvalue())
