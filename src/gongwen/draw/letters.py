"""The letters of a picture: one font in one size."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from msgspec import Struct
from PIL import ImageFont

#: No font has a letter here.
_NO_LETTER = "\uffff"


class Letters(Struct, frozen=True, dict=True):
    """A font file (`index` of a collection) in `size` dots."""

    file: Path
    index: int
    size: int

    @cached_property
    def font(self) -> ImageFont.FreeTypeFont:
        # The simple layout is built into Pillow everywhere; the other depends on a library that may be missing.
        return ImageFont.truetype(str(self.file), self.size, index=self.index, layout_engine=ImageFont.Layout.BASIC)

    def width(self, text: str) -> int:
        """In dots."""
        return round(self.font.getlength(text))

    def lines(self, text: str, room: int) -> list[str]:
        """The text broken into lines no wider than `room` dots, at any letter."""
        found = [""]
        for letter in text:
            if found[-1] and self.width(found[-1] + letter) > room:
                found.append("")
            found[-1] += letter
        return found

    def missing(self, text: str) -> str:
        """The letters that the font does not have, each once."""
        nothing = bytes(self.font.getmask(_NO_LETTER, mode="L"))
        return "".join(
            letter
            for letter in dict.fromkeys(text)
            if not letter.isspace() and bytes(self.font.getmask(letter, mode="L")) == nothing
        )
