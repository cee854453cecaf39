"""What resolving leaves behind: the document with everything it refers to, found."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from gongwen.model.document import Document
from gongwen.model.phase import Phase
from gongwen.model.table import TableBody
from gongwen.model.text import Text
from gongwen.model.unread import Unread
from gongwen.resolve.scope import Scope
from gongwen.standard.elements import SEAL_DIAMETER, STAMP_HEIGHT

if TYPE_CHECKING:
    from gongwen.resolve.accounts import Accounts
    from gongwen.resolve.adjust import Adjusted
    from gongwen.resolve.items import ItemLetter


class ResolvedAttachment(Struct, frozen=True):
    """An attachment with its mark (7.3.7: 附件, or 附件1 … of several) and its name (7.3.4).

    `number` is that of the document it belongs to, if it is not bound with it.
    """

    mark: str
    serial: str
    name: str
    content: ResolvedDocument | Text | TableBody
    number: str = ""

    @property
    def first_line(self) -> str:
        """What stands above the title on the attachment's first page."""
        return f"{self.number}{self.mark}"


class Forwarding(Struct, frozen=True):
    """The paper that a notice passes on: how (转发 or 批转), whose, its title without 《》, its number."""

    manner: str
    sender: str
    title: str
    number: str

    @property
    def named(self) -> str:
        """Whose and what, the organ once: 省自然资源厅关于……的通知."""
        return self.title if self.title.startswith(self.sender) else f"{self.sender}{self.title}"


class PictureFiles(Struct, frozen=True):
    """The picture files of a signature, as written: one for each signing organ, or for each signer. Lengths in mm."""

    seals: tuple[Text, ...] = ()
    stamps: tuple[Text, ...] = ()
    seal_diameter: float = SEAL_DIAMETER.mm
    stamp_height: float = STAMP_HEIGHT.mm

    @property
    def are_there(self) -> bool:
        return bool(self.seals or self.stamps)


class Drawn(Struct, frozen=True):
    """A PNG with the size it is to have, in mm."""

    data: bytes
    width: float
    height: float


# No Struct: `as_far_as_known` makes one that lacks some of its values.
@dataclass(frozen=True, slots=True)
class ResolvedDocument:
    """A document whose references all hold.

    `title` has one entry per line if the writer broke the title, else one; `title_breaks` are the places (offsets
    into the joined title) where a computed title may be broken. `phases` are the plan's own, or for a schedule those
    it draws on. `issued` is the paper that a notice issues, or passes on where its text is given.
    """

    document: Document
    authorities: tuple[str, ...]
    title: tuple[str, ...]
    scope: Scope
    title_breaks: tuple[int, ...] = ()
    issued: ResolvedDocument | None = None
    forwarding: Forwarding | None = None
    attachments: tuple[ResolvedAttachment, ...] = ()
    phases: tuple[Phase, ...] = ()
    adjusted: Adjusted | None = None
    picture_files: PictureFiles = field(default_factory=PictureFiles)
    #: what the files hold, once they have been read
    seals: tuple[Drawn, ...] = ()
    stamps: tuple[Drawn, ...] = ()
    #: by name, once they are drawn
    charts: Mapping[str, Drawn] = field(default_factory=dict)
    is_preprinted: bool = False
    accounts: Accounts | None = None
    letter: ItemLetter | None = None

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            # Asked only for what `as_far_as_known` left out.
            raise Unread(name)

    @property
    def name(self) -> str:
        """The title on one line, as others cite it."""
        return "".join(self.title)

    def papers(self) -> Iterator[ResolvedDocument]:
        """The document and everything that goes out with it, in order."""
        yield self
        if self.issued is not None:
            yield from self.issued.papers()
        for attachment in self.attachments:
            if isinstance(attachment.content, ResolvedDocument):
                yield from attachment.content.papers()


def as_far_as_known(parts: object) -> ResolvedDocument:
    """A resolved document of these parts, by their names; asked for one that is unread, it raises Unread as well."""
    resolved: ResolvedDocument = object.__new__(ResolvedDocument)
    kind: Any = type(parts)
    for name, get in _parts_of(kind):
        try:
            value = get(parts)
        except Unread:
            continue
        object.__setattr__(resolved, name, value)
    return resolved


@functools.cache
def _parts_of(kind: Any) -> tuple[tuple[str, Callable[[Any], object]], ...]:
    """How each field is got of such parts; what is drawn later begins with its default."""
    return tuple(
        (item.name, operator.attrgetter(item.name) if hasattr(kind, item.name) else _drawn_later(item))
        for item in fields(ResolvedDocument)
    )


def _drawn_later(item: Field[Any]) -> Callable[[Any], object]:
    default, make = item.default, item.default_factory
    return (lambda _: default) if make is MISSING else (lambda _: make())
