"""What the rendered pages decided about one document: plain answers that compose and render follow.

The paginate room finds them on measured pages; they never change a word. Each carries the sentence by which a writer is
told of it, which is no part of what it decides.
"""

from __future__ import annotations

from typing import TypeVar

from msgspec import Struct
from msgspec.structs import astuple

from gongwen.lengths import Length


class _Told(Struct, frozen=True, kw_only=True, eq=False):
    """A decision and the sentence for the writer: what was found on which page, and what was done (empty: nothing need
    be said). Two are the same that decide the same, whatever they tell."""

    told: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._decided() == other._decided()

    def __hash__(self) -> int:
        return hash((type(self), self._decided()))

    def _decided(self) -> tuple[object, ...]:
        # What is given by keyword stands last.
        return astuple(self)[:-1]


class NarrowSealGap(_Told, frozen=True):
    """One blank line less above a sealed signature (7.3.5.5). `part` counts from 0, as in the print view."""

    part: int


class TightParagraph(_Told, frozen=True):
    """One character more to a line in the paragraph that is block `block` of a part (7.3.5.5)."""

    part: int
    block: int


class NothingHangs(_Told, frozen=True):
    """No mark hangs out at the end of a line in the paragraph that is block `block` of a part: one was not printed."""

    part: int
    block: int


class LinePitch(_Told, frozen=True):
    """The lines of a part below its title in another pitch (7.3.5.5)."""

    part: int
    pitch: Length


class PageBreak(_Told, frozen=True):
    """A new page in block `block` of a part, after `at` of its characters, blanks not counted; 0 is before it."""

    part: int
    block: int
    at: int = 0


class RecipientInImprint(_Told, frozen=True):
    """主送 stands in the imprint and not above the text (7.3.2)."""


class ImprintApart(_Told, frozen=True):
    """The imprint has a page of its own, the next one or, `after_blank`, the next but one (7.5: both unnumbered)."""

    after_blank: bool = False


class TableBreaks(_Told, frozen=True):
    """Rows of the table that is block `block` of a part, from 0, that begin a page: no merged cell spans their edge.

    `held` are rows that must have some height, so that the words of a merged cell have room in its first row.
    """

    part: int
    block: int
    rows: tuple[int, ...]
    held: tuple[tuple[int, Length], ...] = ()


Decision = (
    NarrowSealGap
    | TightParagraph
    | NothingHangs
    | LinePitch
    | PageBreak
    | RecipientInImprint
    | ImprintApart
    | TableBreaks
)
_D = TypeVar("_D", bound=Decision)


class Decisions(Struct, frozen=True):
    """All decisions about one document."""

    all: tuple[Decision, ...] = ()

    def of(self, kind: type[_D], part: int | None = None) -> tuple[_D, ...]:
        """Those of one kind; with `part`, of that part only."""
        return tuple(
            item for item in self.all if isinstance(item, kind) and part in (None, getattr(item, "part", None))
        )

    def for_company(self, part: int) -> tuple[Decision, ...]:
        """Those by which the tail of one part is to have text on its page (7.3.5.5)."""
        kinds = (NarrowSealGap, TightParagraph, LinePitch, PageBreak)
        return tuple(item for item in self.all if isinstance(item, kinds) and item.part == part)

    @property
    def change_markup(self) -> bool:
        """Is anything decided that is written into the filled document, beyond what the print view says?"""
        return any(
            isinstance(item, TightParagraph | NothingHangs | LinePitch | PageBreak | ImprintApart) for item in self.all
        )

    def put(self, *more: Decision, without: tuple[Decision, ...] = ()) -> Decisions:
        """With `more`, and without some."""
        return Decisions((*(item for item in self.all if item not in without), *more))


#: What a document is made by before anyone has looked at its pages.
NONE = Decisions()
