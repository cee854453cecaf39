"""DrawingML that stands at a place of the page: lines of a letter's first page, seals and signature stamps."""

from __future__ import annotations

import hashlib

from gongwen.lengths import Length, mm
from gongwen.printview import ChartBlock, Picture, PrintView
from gongwen.render.wordml import R, attribute

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PLACING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def emu(length: Length) -> int:
    """DrawingML counts in 1/36000 mm; LibreOffice in 1/100 mm, and what is no whole number there comes out crooked."""
    return round(length.mm * 100) * 360


def anchored(
    graphic: str, *, across: tuple[str, Length], down: tuple[str, Length], size: tuple[Length, Length], named: str
) -> str:
    """A `w:drawing` behind the text; `across` and `down` say from what (page, margin, paragraph) and how far.

    Its number is 0; the pipeline numbers all drawings of a document.
    """
    (from_left, x), (from_top, y), (width, height) = across, down, size
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="0" behindDoc="1"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{from_left}"><wp:posOffset>{emu(x)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{from_top}"><wp:posOffset>{emu(y)}</wp:posOffset></wp:positionV>'
        f'<wp:extent {extent(width, height)}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="0" name="{named}"/><wp:cNvGraphicFramePr/>{graphic}</wp:anchor></w:drawing>'
    )


def extent(width: Length, height: Length) -> str:
    """The attributes of a size."""
    return f'cx="{emu(width)}" cy="{emu(height)}"'


def picture_run(picture: Picture, *, left: Length, top: Length, named: str) -> str:
    """A run with the picture: `left` from the left margin, `top` from the top of the paragraph it is anchored in."""
    size = mm(picture.width), mm(picture.height)
    drawing = anchored(
        _graphic(picture, named), across=("margin", left), down=("paragraph", top), size=size, named=named
    )
    declared = drawing.replace("<wp:anchor", f'<wp:anchor xmlns:wp="{PLACING}"', 1)
    return f"<w:r>{declared}</w:r>"


def inline_run(picture: Picture, *, named: str, description: str) -> str:
    """A run with the picture as a letter of the line; `description` is read out in its place."""
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{PLACING}" distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {extent(mm(picture.width), mm(picture.height))}/>"
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="0" name={attribute(named)} descr={attribute(description)}/><wp:cNvGraphicFramePr/>'
        f"{_graphic(picture, named)}</wp:inline></w:drawing></w:r>"
    )


def _graphic(picture: Picture, named: str) -> str:
    size = extent(mm(picture.width), mm(picture.height))
    return (
        f'<a:graphic xmlns:a="{DRAWING}"><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="{named}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip xmlns:r="{R}" r:embed="{picture_id(picture)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )


def picture_id(picture: Picture) -> str:
    """The relationship of a picture and the name of its file: the same for the same picture."""
    return f"picture-{hashlib.sha256(picture.data).hexdigest()[:16]}"


def pictures_of(view: PrintView) -> tuple[Picture, ...]:
    """Every picture of a view, each once."""
    found: list[Picture | None] = []
    for part in view.parts:
        found += [block.illustration.picture for block in part.blocks if isinstance(block, ChartBlock)]
        if part.signature is not None:
            found += [*part.signature.seals, *(signer.stamp for signer in part.signature.signers)]
    return tuple({picture.data: picture for picture in found if picture is not None}.values())
