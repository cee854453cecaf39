"""docs/images/通知首页.png: the first page of a real document, as LibreOffice shows it."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

import pypdfium2
from PIL import ImageOps

from gongwen.convert import convert_to_pdf
from gongwen.operations.build import build_documents
from gongwen.operations.workspace import SETTINGS_FILE, open_workspace

PATH = "images/通知首页.png"
_FOLDER = "content/迎评方案2020"
_WIDTH = 700
_COLOURS = 64


def make(root: Path) -> bytes:
    """The picture: the notice of `_FOLDER` built, converted, its first page with a thin border."""
    with tempfile.TemporaryDirectory(prefix="gongwen-picture-") as name:
        folder = Path(name)
        shutil.copytree(root / _FOLDER, folder / _FOLDER)
        shutil.copy(root / SETTINGS_FILE, folder)
        (outcome,) = build_documents(open_workspace(folder))
        assert outcome.output is not None, outcome.diagnostics
        (pdf,) = convert_to_pdf([outcome.output], folder)
        document = pypdfium2.PdfDocument(pdf.read_bytes())
        try:
            page = document[0]
            picture = page.render(scale=2 * _WIDTH / page.get_width()).to_pil().convert("RGB")
        finally:
            document.close()
    small = ImageOps.expand(picture.resize((_WIDTH, picture.height // 2)), border=1, fill=(170, 170, 170))
    stream = io.BytesIO()
    small.quantize(_COLOURS).save(stream, "PNG", optimize=True)
    return stream.getvalue()
