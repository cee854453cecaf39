"""What of a refused file can be read all the same: the document without the parts that something is wrong with.

A part is left out with the smallest key that holds it. Where a key is unknown, the keys that it may have been meant for
are left out as well: nobody can say that they are absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from gongwen.load.bind import plain
from gongwen.load.expected import SYNONYMS, adapter_of
from gongwen.load.findings import Findings
from gongwen.load.objections import Objection, objections_of, prune_unions
from gongwen.load.tree import Mapping, Node, Sequence
from gongwen.model.document import Document
from gongwen.model.record import Record
from gongwen.model.text import Text
from gongwen.model.unread import forget

#: Slips that are mended in one way only: what is written there is known.
SURE = frozenset(
    {
        "content/full-width-colon",
        "content/colon-blank",
        "content/full-width-bar",
        "content/list-mark",
        "content/dash-blank",
        "content/reserved-start",
        "content/folded",
    }
)
#: Leaving out one part may make another one lack it, and so on.
_MOST_ROUNDS = 20
#: Stands for a text that must be there until the document is made; it is forgotten then.
_FILLER = Text("…")

_Way = tuple[int | str, ...]


def readable_part(root: Mapping, kind: type[Document], findings: Findings) -> Document | None:
    """The document in a tree that has been bound with errors; None if too much is wrong."""
    slips = [item for item in findings.errors() if item.code not in SURE and item.code not in _OF_THE_MODEL]
    if any(not item.place.line for item in slips) or findings.is_flooded:
        return None
    rest = _Rest(plain(root, Findings(findings.file)))
    for slip in slips:
        for way in _ways_to(root, slip.place.line, slip.place.key):
            rest.cut_astray(way)
    for _ in range(_MOST_ROUNDS):
        try:
            document = adapter_of(kind).validate_python(rest.data)
        except ValidationError as error:
            if not all(rest.without(item) for item in prune_unions(objections_of(error))):
                return None
        else:
            return document if rest.mark(document) else None
    return None


#: Told by the model at places of its own, which the second reading meets again.
_OF_THE_MODEL = frozenset({"content/missing-key", "content/empty-value", "content/unknown-key", "content/wrong-shape"})


def _ways_to(root: Mapping, line: int, key: str) -> Iterator[_Way]:
    """The ways to what is written at `line`, and to everything under a `key` that is written twice."""
    here: _Way = ()
    for start, way in _places(root, ()):
        if start <= line:
            here = way
        if key and way[-1] == key:
            yield way
    yield here


def _places(node: Node, way: _Way) -> Iterator[tuple[int, _Way]]:
    """Every key and item in the order of the file, with its line."""
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            origin = entry.key.origin or entry.value.origin
            yield origin.line, (*way, key)
            yield from _places(entry.value, (*way, key))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield item.origin.line, (*way, index)
            yield from _places(item, (*way, index))


class _Rest:
    """The plain data of a file, made smaller until the model takes it; `_unread` are the ways to what was left out."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self._unread: set[_Way] = set()
        self._unknown: set[_Way] = set()
        self._astray: set[str] = set()

    def without(self, objection: Objection) -> bool:
        """Leave out what the model objects to; False if that cannot be done."""
        way = self._followed(objection.location[:-1])
        if objection.type == "extra_forbidden":
            key = str(objection.location[-1])
            self._holder(way).pop(key, None)
            self._unknown.add((*way, key))
            return True
        if objection.type == "missing":
            return self.cut(way) if way else self._fill(str(objection.location[-1]))
        return self.cut(objection.location)

    def _fill(self, key: str) -> bool:
        if (key,) in self._unread and key in self.data:
            return False
        self.data[key] = _FILLER
        self._unread.add((key,))
        return True

    def cut_astray(self, way: _Way) -> None:
        """Leave out what stands in a line that had to be mended: its key may belong to the document itself."""
        self._astray.update(key for key in way[-1:] if isinstance(key, str))
        self.cut(way)

    def cut(self, location: Iterable[int | str]) -> bool:
        """Leave out the innermost key on the way: an item goes with its list, so that no other changes its number."""
        way = list(self._followed(location))
        while way and not isinstance(way[-1], str):
            way.pop()
        if not way:
            return False
        holder = self._holder(way[:-1])
        if holder[way[-1]] is _FILLER:
            return False
        del holder[way[-1]]
        self._unread.add(tuple(way))
        return True

    def _followed(self, location: Iterable[int | str]) -> _Way:
        """`location` as far as the data has it, without what only the model has (branches of unions)."""
        here = self.data
        way: list[int | str] = []
        for segment in location:
            is_there = (
                segment in here
                if isinstance(here, dict)
                else isinstance(here, list) and isinstance(segment, int) and segment < len(here)
            )
            if is_there:
                way.append(segment)
                here = here[segment]
        return tuple(way)

    def _holder(self, way: Iterable[int | str]) -> Any:
        here = self.data
        for segment in way:
            here = here[segment]
        return here

    # --- marking the document ---

    def mark(self, document: Document) -> bool:
        """Make the document forget what was left out; False if nothing can be said of the rest."""
        for way in self._unread:
            _forget(document, way)
        for *inside, key in self._unknown:
            record = _along(document, inside)[1]
            if not isinstance(record, Record):
                _forget(document, inside)
            else:
                written = self._holder(inside)
                for alias in _meant(str(key), [alias for alias in _aliases(record) if alias not in written], record):
                    _forget(document, (*inside, alias))
            self._astray.add(str(key))
        for key in self._astray:
            if key in _aliases(document):
                _forget(document, (key,))
        return "kind" in document.__dict__


def _meant(key: str, absent: list[str], record: Record) -> list[str]:
    """The keys that an unknown key may stand for: those somehow like it, or any that is absent."""
    synonyms = {SYNONYMS.get(key), *(word for word, meant in SYNONYMS.items() if meant == key)}
    like = [alias for alias in absent if alias in synonyms or set(alias) & set(key)]
    # 组员长 may be any of the ranks that are gathered in one field.
    gathered = [str(type(record).model_fields[record.gathers].alias)] if record.gathers else []
    return (like or absent) + gathered


def _aliases(record: Record) -> list[str]:
    return [field.alias or name for name, field in type(record).model_fields.items()]


def _forget(document: Document, way: Iterable[int | str]) -> None:
    """Forget the innermost field on `way`."""
    field, _ = _along(document, way)
    if field is not None:
        forget(*field)


def _along(document: Document, way: Iterable[int | str]) -> tuple[tuple[Record, str] | None, object]:
    """The last field on `way`, and what is at its end; None there if the model was not made as the file is."""
    here: object = document
    last: tuple[Record, str] | None = None
    for segment in way:
        if isinstance(here, Record):
            fields = type(here).model_fields.items()
            name = next((name for name, field in fields if field.alias == segment), here.gathers)
            last, here = (here, name), here.__dict__.get(name)
        elif isinstance(here, dict):
            here = here.get(segment)
        elif isinstance(here, tuple) and isinstance(segment, int) and segment < len(here):
            here = here[segment]
        else:
            return last, None
    return last, here
