"""Which picture files stand in the signature of a document: those it names, or those of the office for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Document, Official
from gongwen.model.lengths import parse_length
from gongwen.model.text import Text, clip
from gongwen.model.which import is_signed_by_head
from gongwen.resolve.document import PictureFiles
from gongwen.resolve.places import error, place_of
from gongwen.standard.elements import SEAL_DIAMETER, STAMP_HEIGHT

if TYPE_CHECKING:
    from gongwen.model.office import Office

#: What the keys say when the pictures of the office are meant.
_OF_OFFICE = "是"
_NONE = "否"


def picture_files(
    document: Document, authorities: Sequence[str], office: Office, found: list[Diagnostic]
) -> PictureFiles:
    """The files by name, nothing if none are asked for; what cannot be goes to `found`."""
    signed: Sequence[str] = document.signatures or authorities
    signers = tuple(signer.name for signer in document.signers) if is_signed_by_head(document) else ()
    seals: tuple[Text, ...] = ()
    stamps: tuple[Text, ...] = ()
    if isinstance(document, Official) and not signers:
        seals = _files(document.seals, signed, office.seals, "印章", found)
        if seals and document.is_sealed != "是":
            found.append(
                error(
                    "content/seal-unsealed",
                    "写了“印章”，“用印”却是否。",
                    place_of(document.seals[0], key="印章"),
                    "要加盖印章请写“用印: 是”，不加盖请删去“印章”。",
                )
            )
            seals = ()
    if is_signed_by_head(document) and document.stamps != (document.PRINTED_NAMES,):
        stamps = _files(document.stamps, signers, office.stamps, "签名章", found)
    return PictureFiles(
        seals,
        stamps,
        parse_length(office.seal_diameter, "毫米").mm if office.seal_diameter else SEAL_DIAMETER.mm,
        parse_length(office.stamp_height, "毫米").mm if office.stamp_height else STAMP_HEIGHT.mm,
    )


def _files(
    written: Sequence[Text], names: Sequence[str], known: Mapping[str, Text], key: str, found: list[Diagnostic]
) -> tuple[Text, ...]:
    """One file for each name, or none."""
    if not written or written == (_NONE,):
        return ()
    problems = list(_problems(written, names, known, key))
    found += problems
    if problems:
        return ()
    return tuple(known[name] for name in names) if written == (_OF_OFFICE,) else tuple(written)


def _problems(
    written: Sequence[Text], names: Sequence[str], known: Mapping[str, Text], key: str
) -> Iterator[Diagnostic]:
    place = place_of(written[0], key=key)
    if written == (_OF_OFFICE,):
        for name in names:
            if name not in known:
                yield error(
                    "content/picture-unknown",
                    f"gongwen.yaml 的“{key}”里没有“{clip(name)}”的图片。",
                    place,
                    f"请在 gongwen.yaml 的“{key}”下面写“{clip(name)}: 图片.png”，或在这里写图片的文件名。",
                )
    elif len(written) != len(names):
        whose = "署名" if key == "印章" else "签署人"
        yield error(
            "content/picture-count",
            f"“{key}”写了 {len(written)} 个，{whose}有 {len(names)} 个，应一一对应。",
            place,
            f"请按{whose}的次序，每行写一个图片的文件名。",
        )
