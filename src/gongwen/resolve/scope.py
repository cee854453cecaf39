"""The names a text may use: a tree whose leaves say what is meant, not how it is worded.

The compose room turns each leaf into words or paragraphs; as both rooms match on the same types, no name can be offered
here that compose cannot say.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from gongwen.model.placeholders import Placeholder, PlaceholderError, literally, pieces

if TYPE_CHECKING:
    from gongwen.model.chart import Chart
    from gongwen.model.people import Entry
    from gongwen.model.phase import Phase
    from gongwen.model.roster import RosterBody
    from gongwen.model.suggestion import Suggestion
    from gongwen.model.table import TableBody
    from gongwen.model.text import Text
    from gongwen.reckon.change import CountChange, RateChange
    from gongwen.reckon.figures import Figure, Figures, Growth
    from gongwen.resolve.accounts import Accounts


class Said(Struct, frozen=True):
    """Words that stand as they are."""

    words: str


class Names(Struct, frozen=True):
    """The names of some entries of a roster, in a row, with posts in front if asked; `scope` is the roster's own."""

    entries: tuple[Entry, ...]
    scope: Scope
    is_titled: bool = False


class Composition(Struct, frozen=True):
    """Who leads a roster, as a clause: 由某某任组长……"""

    roster: RosterBody
    scope: Scope


class PhaseNames(Struct, frozen=True):
    """The phases in a row, by name or by short name."""

    phases: tuple[Phase, ...]
    is_short: bool


class HowMany(Struct, frozen=True):
    """A number in Chinese numerals."""

    count: int


class PhaseText(Struct, frozen=True):
    """All phases with their headings and contents, as paragraphs."""

    phases: tuple[Phase, ...]


class RosterText(Struct, frozen=True):
    """A roster, as paragraphs; its texts mean what they mean in its own file."""

    roster: RosterBody
    scope: Scope


class TableText(Struct, frozen=True):
    """A table, as a block; `accounts` are those it may be drawn from."""

    table: TableBody
    accounts: Accounts | None = None


class ChartFigures(Struct, frozen=True):
    """What a chart shows: a name for each place, and for each series its name and a figure for each place."""

    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[Figure | None, ...]], ...]
    unit: str = "件"


class ChartText(Struct, frozen=True):
    """A chart by its name, as a block, with its number in the document; `stated` shows numbers of no ledger."""

    name: str
    chart: Chart
    number: int
    accounts: Accounts | None
    stated: ChartFigures | None = None


class Reckoned(Struct, frozen=True):
    """A figure of a ledger, reckoned when it is worded."""

    figures: Figures
    path: tuple[str, ...]


class Valued(Struct, frozen=True):
    """A change that is known, with the unit of its numbers."""

    value: CountChange | Growth | RateChange
    unit: str


class Item(Struct, frozen=True):
    """An item of a ledger: who proposed what, or only who."""

    row: Suggestion
    is_whole: bool


class Highlights(Struct, frozen=True):
    """What was done for some items, as paragraphs that say whose they are."""

    items: tuple[tuple[Suggestion, Text], ...]


Inline = Said | Names | Composition | PhaseNames | HowMany | Reckoned | Valued | Item
Expanding = PhaseText | RosterText | TableText | ChartText | Highlights
Leaf = Inline | Expanding


class Basis(Struct, frozen=True):
    """Where the value of a name comes from that no ledger gives: how it is reckoned, of which numbers."""

    says: str
    #: name and text
    numbers: tuple[tuple[str, Text], ...]


class Scope(Struct, frozen=True):
    """A name: what it means by itself, and what may follow it after a dot.

    `is_open`: something could not be read, so that more may follow than is known.
    """

    leaf: Leaf | None = None
    children: Mapping[str, Scope] = field(default_factory=dict)
    basis: Basis | None = None
    is_open: bool = False

    def find(self, path: tuple[str, ...]) -> Scope | None:
        """The scope at the end of `path`, or None."""
        here: Scope | None = self
        for name in path:
            here = here.children.get(name) if here is not None else None
        return here

    def is_lost(self, path: tuple[str, ...]) -> bool:
        """Whether nothing can be said of `path`, because something on the way could not be read."""
        here = self
        for name in path:
            if name not in here.children:
                return here.is_open
            here = here.children[name]
        return here.leaf is None and here.is_open

    def nearest(self, path: tuple[str, ...]) -> str | None:
        """The known name that looks most like `path`."""
        known = {".".join(names): names for names, scope in self.walk() if scope.leaf is not None}
        wanted = ".".join(path)
        import difflib

        close = difflib.get_close_matches(wanted, known, n=1, cutoff=0.5)
        return close[0] if close else None

    def saying(self, name: str, words: str) -> Scope:
        """The same but that `name` means these words."""
        return replace(self, children=ChainMap({name: said(words)}, self.children))  # type: ignore[arg-type]

    def walk(self, prefix: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Scope]]:
        """Every name under this one, with its path."""
        for name, scope in self.children.items():
            yield (*prefix, name), scope
            yield from scope.walk((*prefix, name))


def said(words: str) -> Scope:
    """A scope that means just these words."""
    return Scope(Said(words))


#: A name that is there; what it means hangs on something that could not be read.
UNREAD = Scope(is_open=True)


def spelt_out(text: str, scope: Scope) -> str:
    """`text` with the words for every name that means words; any other name stands as it is written."""
    return "".join(_spelt(piece, scope) for piece in _pieces(text)) or text


def has_more_than_words(text: str, scope: Scope) -> bool:
    """Whether `text` has names that mean more than words."""
    found = [scope.find(piece.path) for piece in _pieces(text) if isinstance(piece, Placeholder)]
    return any(target is not None and not isinstance(target.leaf, Said | None) for target in found)


def _spelt(piece: str | Placeholder, scope: Scope) -> str:
    if isinstance(piece, str):
        return literally(piece)
    target = scope.find(piece.path)
    return target.leaf.words if target is not None and isinstance(target.leaf, Said) else piece.source


def _pieces(text: str) -> list[str | Placeholder]:
    """What is wrong with braces is told elsewhere."""
    try:
        return pieces(text)
    except PlaceholderError:
        return []
