"""Pieces that a template inserts whole because their geometry follows from their text.

A handle's only power is `__html__`, by which Jinja takes it as finished markup. It names the template's styles and adds
only what had to be computed.
"""

from __future__ import annotations

from collections.abc import Callable

from gongwen.printview import AuthorityMark, Signature
from gongwen.render import style_names as names


class Handle:
    """Markup that is made when it is printed."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make

    def __html__(self) -> str:
        return self._make()


#: The styles each handle prints in.
STYLES: dict[type, tuple[str, ...]] = {
    AuthorityMark: (names.AUTHORITY_MARK,),
    Signature: (names.SIGNATURE, names.BLANK),
}
