"""What stands below the text: who was there, who signs, on which day."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from gongwen.compose.lexicon import word_edges
from gongwen.compose.names import padded
from gongwen.compose.words import words
from gongwen.model.dates import in_words, parse_date
from gongwen.model.document import Official
from gongwen.model.text import Text
from gongwen.model.which import is_minutes, is_signed_by_head
from gongwen.printview import Attendance, Block, Paragraph, Picture, Signature, Signer, TableBlock
from gongwen.resolve.document import Drawn, ResolvedDocument
from gongwen.standard.elements import CONTACT_LINE, NARROW_SEAL_GAP, SEAL_GAP, STAMP_GAP, UNSEALED_GAP, UNSEALED_INDENT
from gongwen.standard.formats import ATTENDANCE_WORDS
from gongwen.standard.geometry import Geometry
from gongwen.standard.widths import width

if TYPE_CHECKING:
    from gongwen.model.signed import SignedByHead

#: PRACTICE: so many rows of a table at least keep the signature company.
_COMPANY = 2


def attendance_of(resolved: ResolvedDocument) -> Iterator[Attendance]:
    """10.3: a list for each word that has names."""
    document = resolved.document
    if not is_minutes(document):
        return
    for word, lines in zip(ATTENDANCE_WORDS, (document.present, document.excused, document.attending), strict=True):
        if lines:
            yield Attendance(word=word, names="，".join(words(line, resolved.scope) for line in lines))


def signature_of(resolved: ResolvedDocument, geometry: Geometry) -> Signature | None:
    """An official document is signed by its head or its authorities; any other only if the writer asks for it."""
    document = resolved.document
    date = in_words(parse_date(document.date)) if document.date else ""
    if is_signed_by_head(document) and document.signers:
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
    room = geometry.characters.nominal
    if not is_sealed:
        room -= UNSEALED_INDENT.nominal
    elif len(signed) > 1:
        # The names of joint issue stand on tab stops, which a text as wide as the line does not keep.
        room -= 1
    breaks = tuple(name_break(name, room) for name in signed)
    gap = SEAL_GAP if is_sealed else UNSEALED_GAP
    if is_sealed and len(signed) == 1 and any(breaks):
        # One seal over three lines; with a line less above them its top still lies within a line of the text.
        gap = NARROW_SEAL_GAP
    return Signature(
        authorities=signed,
        date=date,
        is_sealed=is_sealed,
        blank_lines=gap.nominal,
        breaks=breaks if any(breaks) else (),
        seals=tuple(map(_picture, resolved.seals)),
    )


def name_break(name: str, room: int) -> int:
    """After how many characters a name longer than `room` characters goes on in a second line; 0 if it fits.

    Between two words, where the lines are most alike (DERIVED: the standard says nothing of names longer than a line).
    """
    if width(name) <= room:
        return 0
    edges = word_edges(name) or tuple(range(1, len(name)))
    return min(edges, key=lambda edge: (abs(width(name[:edge]) - width(name[edge:])), -edge))


def _signers(document: SignedByHead, resolved: ResolvedDocument) -> Iterator[Signer]:
    """The name itself only where it is to be printed in the place of the stamp."""
    prints_names = document.stamps == (document.PRINTED_NAMES,)
    for signer, stamp in itertools.zip_longest(document.signers, map(_picture, resolved.stamps)):
        name = padded(words(signer.name, resolved.scope)) if prints_names else ""
        yield Signer(title=words(signer.post, resolved.scope), name=name, stamp=stamp)


def with_company(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks above a signature: the last rows of a table that is the last of them go over to a new page with it.

    So no page bears nothing but the signature (7.3.5.5). Something of the text stays on the page before.
    """
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph) and re.fullmatch(CONTACT_LINE, last.text):
        return (*with_company(blocks[:-1]), last)
    if not isinstance(last, TableBlock):
        return blocks
    kept = min(_COMPANY, len(last.table.rows) - (len(blocks) == 1))
    return (*blocks[:-1], replace(last, table=replace(last.table, kept_rows=kept)))


def _picture(drawn: Drawn) -> Picture:
    return Picture(data=drawn.data, width=drawn.width, height=drawn.height)
