"""What stands below the text: who was there, who signs, on which day."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from gongwen.compose.names import padded
from gongwen.compose.words import words
from gongwen.model.dates import in_words, parse_date
from gongwen.model.document import Official
from gongwen.model.statutory import Minutes, SignedByHead
from gongwen.model.text import Text
from gongwen.printview import Attendance, Picture, Signature, Signer
from gongwen.resolve.document import Drawn, ResolvedDocument
from gongwen.standard.elements import SEAL_GAP, STAMP_GAP, UNSEALED_GAP
from gongwen.standard.formats import ATTENDANCE_WORDS


def attendance_of(resolved: ResolvedDocument) -> Iterator[Attendance]:
    """10.3: a list for each word that has names."""
    document = resolved.document
    if not isinstance(document, Minutes):
        return
    for word, lines in zip(ATTENDANCE_WORDS, (document.present, document.excused, document.attending), strict=True):
        if lines:
            yield Attendance(word=word, names="，".join(words(line, resolved.scope) for line in lines))


def signature_of(resolved: ResolvedDocument) -> Signature | None:
    """An official document is signed by its head or its authorities; any other only if the writer asks for it."""
    document = resolved.document
    date = in_words(parse_date(document.date)) if document.date else ""
    if isinstance(document, SignedByHead) and document.signers:
        return Signature(signers=tuple(_signers(document, resolved)), date=date, blank_lines=STAMP_GAP.nominal)
    signed = tuple(words(line, resolved.scope) for line in document.signatures)
    if document.layout_format == "纪要" and not signed:
        # The day of minutes stands in their head.
        return None
    if not signed and isinstance(document, Official) and date:
        signed = tuple(words(Text(line), resolved.scope) for line in resolved.authorities)
    if not signed and not date:
        return None
    is_sealed = document.is_sealed == "是"
    gap = SEAL_GAP if is_sealed else UNSEALED_GAP
    seals = tuple(map(_picture, resolved.seals))
    return Signature(authorities=signed, date=date, is_sealed=is_sealed, blank_lines=gap.nominal, seals=seals)


def _signers(document: SignedByHead, resolved: ResolvedDocument) -> Iterator[Signer]:
    """The name itself only where it is to be printed in the place of the stamp."""
    prints_names = document.stamps == (SignedByHead.PRINTED_NAMES,)
    for signer, stamp in itertools.zip_longest(document.signers, map(_picture, resolved.stamps)):
        name = padded(words(signer.name, resolved.scope)) if prints_names else ""
        yield Signer(title=words(signer.post, resolved.scope), name=name, stamp=stamp)


def _picture(drawn: Drawn) -> Picture:
    return Picture(data=drawn.data, width=drawn.width, height=drawn.height)
