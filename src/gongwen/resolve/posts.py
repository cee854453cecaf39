"""What the words of a post say: whose organ it is of, which posts it joins, which of them is the higher (K02, K12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: The organ with which a post begins: 市财政局 in 市财政局副局长.
_ORGAN = re.compile(
    r"[^、，,]*(?:政府|政协|中心|公司|集团|大学|会(?![长员议计])|局(?![长员])|(?<![党常政])委(?![员书])|办(?!公)|部(?![长门])"
    r"|[院厅站所队科处区县市镇乡](?![长员])|室|(?<!党)组(?![长织员]))(?=.)"
)
_PARTY = re.compile(r"^(?:党组|党委|党工委|党总支|党支部|机关党委)")
_DEPUTY = re.compile(r"(?:常务|第一)?副(?=[一-鿿])")


def organ_of(post: str) -> str:
    """The organ with which a post begins; empty for 副局长 alone."""
    match = _ORGAN.match(post)
    return match.group() if match is not None else ""


def posts_in(text: str) -> Iterator[str]:
    """Every post of a text, each with its organ: 市局党组书记 and 市局局长 in 市局党组书记、局长."""
    organ = ""
    for piece in re.split(r"[、，,]|(?<!.)兼|兼(?=.)", re.sub(r"（[^）]*）", "", text)):
        if not (piece := piece.strip()):
            continue
        if own := organ_of(piece):
            organ = own
            yield piece
        else:
            yield f"{organ}{piece}"


def head_of(post: str) -> str | None:
    """The post whose deputy's this one is: 市局局长 of 市局副局长; None if it is no deputy's."""
    head, replaced = _DEPUTY.subn("", post, count=1)
    return head if replaced else None


def is_of_party(post: str) -> bool:
    """Whether a post is one of the Party in its organ: 市局党组书记."""
    return _PARTY.match(post.removeprefix(organ_of(post))) is not None
