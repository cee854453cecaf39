"""发言摘要 as blocks: the editor's note, then each speech with its title and speaker."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.compose.body import body_blocks
from gongwen.compose.title import broken_at_blanks
from gongwen.compose.words import words
from gongwen.model.papers import Digest
from gongwen.printview import ArticleTitle, Block, Byline
from gongwen.resolve.scope import Scope
from gongwen.standard.geometry import Geometry
from gongwen.standard.sizes import SIZE_18

_EDITORS_NOTE = "编者按"
#: PRACTICE: the size of the style 文章标题 in the packaged templates.
_TITLE_SIZE = SIZE_18


def digest_blocks(digest: Digest, scope: Scope, geometry: Geometry) -> Iterator[Block]:
    """The digest in the order of its speeches; headings are numbered in each speech by itself."""
    if digest.editors_note is not None:
        yield ArticleTitle(lines=(_EDITORS_NOTE,))
        yield from body_blocks(digest.editors_note, scope, digest.numbering, geometry)
    for speech in digest.speeches:
        yield ArticleTitle(lines=broken_at_blanks(words(speech.title, scope), geometry.room(_TITLE_SIZE)))
        yield Byline(text=words(speech.speaker, scope))
        yield from body_blocks(speech.body, scope, digest.numbering, geometry)
