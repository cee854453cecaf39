"""Where the figures of a document come from, as one HTML file that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from msgspec import Struct


class Source(Struct, frozen=True):
    """An item behind a figure: its number, its title, and where it stands in the ledger."""

    number: str
    title: str
    spot: str


class Explained(Struct, frozen=True):
    """A place of a text that is computed: where it is written, the words round it, what is printed, what that means.

    Of a table or a chart the words before tell which row and column, which bar. `sources` are the items that are
    counted, `others` those they are set against, and `called` what those are.
    """

    place: str
    before: str
    printed: str
    after: str
    name: str
    definition: str
    sources: Sequence[Source] = ()
    others: Sequence[Source] = ()
    called: str = ""
    #: Numbers that the writer states: name, as written, place.
    numbers: Sequence[Source] = ()


def explain_html(title: str, places: Sequence[Explained]) -> str:
    """The whole file; every text is escaped."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((files("gongwen.report") / "explain.html.j2").read_text("utf-8"))
    return template.render(title=title, places=places)
