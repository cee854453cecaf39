"""版头: the mark of each format and the elements around it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from msgspec.structs import replace

from gongwen.compose.names import last_row, padded
from gongwen.compose.words import words
from gongwen.model.dates import in_words, parse_date
from gongwen.model.document import Official
from gongwen.model.text import Text
from gongwen.printview import AuthorityMark, Masthead
from gongwen.resolve.document import ResolvedDocument
from gongwen.standard.elements import AUTHORITY_MARK_SUFFIX, SIGNATORIES_PER_LINE
from gongwen.standard.formats import MINUTES_SUFFIX, ORDER_SUFFIXES
from gongwen.standard.widths import width

#: Format → what stands after the name in the mark; 10.1: the name alone. 会议纪要 is the usual name of minutes.
_SUFFIXES = {"文件": AUTHORITY_MARK_SUFFIX, "信函": "", "命令": ORDER_SUFFIXES[-1], "纪要": f"会议{MINUTES_SUFFIX}"}


def masthead_of(resolved: ResolvedDocument) -> Masthead | None:
    """The head of a document that has one."""
    document, scope = resolved.document, resolved.scope
    if not isinstance(document, Official) or document.layout_format == "普通":
        return None
    signatories = tuple(padded(words(line, scope)) for line in document.signatories)
    is_minutes = document.layout_format == "纪要"
    return Masthead(
        copy_number=document.copy_numbers[0] if document.copy_numbers else "",
        secrecy=document.secrecy or "",
        urgency=document.urgency or "",
        class_mark=resolved.letter.mark if resolved.letter is not None else "",
        mark=replace(_mark(document, resolved), is_preprinted=resolved.is_preprinted),
        number=document.number or "",
        signatories=signatories,
        signatory_width=_widest(signatories),
        right_signatory_width=_widest(signatories[1 :: SIGNATORIES_PER_LINE.nominal]),
        last_row=last_row(len(signatories)),
        issuer="、".join(_authorities(resolved)) if is_minutes else "",
        issue_date=in_words(parse_date(document.date)) if is_minutes and document.date else "",
    )


def _widest(names: Iterable[str]) -> int:
    return math.ceil(max(map(width, names), default=0))


def _authorities(resolved: ResolvedDocument) -> tuple[str, ...]:
    return tuple(words(Text(name), resolved.scope) for name in resolved.authorities)


def _mark(document: Official, resolved: ResolvedDocument) -> AuthorityMark:
    """F027: the names of all authorities with 文件, host first, unless the writer gives a mark of his own."""
    if document.mark is not None:
        return AuthorityMark(text=words(document.mark, resolved.scope))
    authorities, suffix = _authorities(resolved), _SUFFIXES[document.layout_format]
    if len(authorities) > 1 and document.layout_format != "信函":
        return AuthorityMark(authorities=authorities, text=suffix)
    # 10.1: of joint issue that of the host.
    return AuthorityMark(text=f"{''.join(authorities[:1])}{suffix}")
