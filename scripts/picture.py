"""The pictures of docs/images: the first page of a real document, pages of the gallery, as LibreOffice shows them."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from gongwen.convert.documents import convert_to_pdf
from gongwen.operations.making.build import build_documents
from gongwen.operations.workspace import SETTINGS_FILE, open_workspace
from scripts import gallery

_FOLDER = "content/迎评方案2020"
_WIDTH = 700
_COLOURS = 64


#: Documents of the gallery of which a page is shown, and which page.
_SHOWN = (
    ("联合/3家上行", 0), ("用印/3枚", -1), ("信函/要素", 0),
    ("用印/签名章", 0), ("文种/纪要", 0), ("表格/横向40行", 0),
)  # fmt: skip
_SMALL, _GAP = 330, 6


def make(root: Path) -> Iterator[tuple[str, bytes]]:
    """Each picture with its path under docs/."""
    with tempfile.TemporaryDirectory(prefix="gongwen-picture-") as name:
        folder = Path(name)
        yield "images/通知首页.png", _as_png(_first_page(root, folder / "通知"))
        yield "images/样张.png", _as_png(_sheet(folder / "样张"))


def _first_page(root: Path, folder: Path) -> Image.Image:
    """The notice of `_FOLDER` built, converted, its first page with a thin border."""
    shutil.copytree(root / _FOLDER, folder / _FOLDER)
    shutil.copy(root / SETTINGS_FILE, folder)
    (outcome,) = build_documents(open_workspace(folder))
    assert outcome.output is not None, outcome.diagnostics
    (pdf,) = convert_to_pdf([outcome.output], folder)
    return _page(pdf.read_bytes(), 0, _WIDTH)


def _sheet(folder: Path) -> Image.Image:
    """Pages of several formats, three in a row."""
    numbers = dict(_SHOWN)
    chosen = [specimen for specimen in gallery.specimens() if specimen.name in numbers]
    made = {shown.name: shown.outcome.pdf for shown in gallery.make(folder, chosen)}
    pages = []
    for name, number in _SHOWN:
        pdf = made[name]
        assert pdf is not None, name
        pages.append(_page(pdf.read_bytes(), number, _SMALL))
    width, height = (max(sizes) + _GAP for sizes in zip(*(page.size for page in pages), strict=True))
    sheet = Image.new("RGB", (3 * width - _GAP, (len(pages) + 2) // 3 * height - _GAP), "white")
    for place, page in enumerate(pages):
        sheet.paste(page, (place % 3 * width, place // 3 * height))
    return sheet


def _page(pdf: bytes, number: int, width: int) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[number % len(document)]
        picture = page.render(scale=2 * width / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()
    return ImageOps.expand(picture.resize((width, picture.height // 2)), border=1, fill=(170, 170, 170))


def _as_png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.quantize(_COLOURS).save(stream, "PNG", optimize=True)
    return stream.getvalue()
