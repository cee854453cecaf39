"""A page is drawn as it is seen: its size on paper, its colours, in a small file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.units import mm as unit
from reportlab.pdfgen.canvas import Canvas

from gongwen.measure import draw_pages


def drawn(path: Path) -> bytes:
    canvas = Canvas(str(path), pagesize=(210 * unit, 297 * unit))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(28 * unit, 200 * unit, 156 * unit, 20 * unit, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.rect(28 * unit, 40 * unit, 156 * unit, 20 * unit, stroke=0, fill=1)
    canvas.showPage()
    canvas.setPageSize((297 * unit, 210 * unit))
    canvas.showPage()
    canvas.save()
    return path.read_bytes()


def test_pages_keep_their_size_and_their_colours(tmp_path: Path) -> None:
    upright, turned = draw_pages(drawn(tmp_path / "页.pdf"))
    assert (upright.width.mm, upright.height.mm) == pytest.approx((210, 297), abs=0.01)
    assert (turned.width.mm, turned.height.mm) == pytest.approx((297, 210), abs=0.01)
    picture = Image.open(io.BytesIO(upright.png)).convert("RGB")
    scale = picture.width / 210
    at = {place: picture.getpixel((round(100 * scale), round(place * scale))) for place in (20, 87, 247)}
    assert at == {20: (255, 255, 255), 87: (255, 0, 0), 247: (0, 0, 0)}
    assert len(upright.png) < 20_000


def test_the_same_pages_give_the_same_pictures(tmp_path: Path) -> None:
    data = drawn(tmp_path / "页.pdf")
    assert draw_pages(data) == draw_pages(data)
