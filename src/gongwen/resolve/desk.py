"""What stands ready while a document is resolved: the files it may refer to, the office, and what has been found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import Struct, field

from gongwen.diagnostics import Diagnostic, GongwenError
from gongwen.model.document import Document
from gongwen.model.text import Text
from gongwen.model.unread import Unread

if TYPE_CHECKING:
    from gongwen.model.ledger import Ledger
    from gongwen.model.office import Office
    from gongwen.model.register import Unit

T = TypeVar("T")


class Library(Protocol):
    """Where the documents are that a document refers to."""

    def target(self, reference: Text) -> Document:
        """The document that `reference` names; its origin tells the file it is written in.

        Raises Unread for a file that could not be read, which has been told.
        """
        ...

    def ledger(self, reference: Text) -> Ledger:
        """The ledger that `reference` names, likewise; refuses one that cannot be read (ContentError, FileError)."""
        ...

    def units(self) -> tuple[Unit, ...]:
        """The units of the office; empty if no file lists them. Refuses likewise."""
        ...


class Desk(Struct, dict=True):
    """A library that notes what it refuses and goes on."""

    library: Library
    office: Office
    found: list[Diagnostic] = field(default_factory=list)
    refused: list[GongwenError] = field(default_factory=list)

    def target(self, reference: Text) -> Document:
        return self.library.target(reference)

    def ledger(self, reference: Text) -> Ledger:
        return self._noting(lambda: self.library.ledger(reference))

    def units(self) -> tuple[Unit, ...]:
        return self._noting(self.library.units)

    def refuse(self, finding: Diagnostic) -> Unread:
        """Note an error; to be raised by what cannot go on without."""
        self.found.append(finding)
        return Unread(finding.code)

    def _noting(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except GongwenError as error:
            self.refused.append(error)
            raise Unread from error
