"""The numbers of letters that the ledger gives none: the next of their series, and from then on always the same."""

from __future__ import annotations

import re
from pathlib import Path

from gongwen.diagnostics import ContentError
from gongwen.files import replace_file
from gongwen.model.issued import Series
from gongwen.model.text import Text, clip
from gongwen.registry.issued import read_issued
from gongwen.registry.letter_numbers import FILE, LetterKey, letter_numbers_bytes, read_letter_numbers
from gongwen.resolve.places import error, place_of

_NUMBER = re.compile(r"(?P<before>.*?\D)(?P<serial>\d{1,8})(?P<after>号)")


class Numbers:
    """The series of a folder of letters, beside the numbers that others have: in the ledger, in 发文登记."""

    def __init__(self, folder: Path, workspace: Path) -> None:
        self._folder = folder
        written = read_letter_numbers(folder)
        self._own = {key.bare: number for key, number in written.items()}
        self._written = {key.bare: key for key in written}
        self._before = len(self._own)
        entries = read_issued(workspace)[0].entries
        self._taken = {*self._own.values(), *(entry.number for entry in entries)}
        self._next: dict[Series, int] = {}

    def take(self, number: str) -> None:
        """A number of the ledger's own."""
        self._taken.add(number)

    def has(self, key: LetterKey) -> bool:
        """Was a number given to the letter before?"""
        return key.bare in self._own

    def of(self, key: LetterKey, first: Text) -> str:
        """The number that the letter has, else the next free one from `first` on; none if that is empty."""
        bare = key.bare
        self._written[bare] = key
        if bare not in self._own and first:
            series, serial = _parsed(first)
            serial = max(serial, self._next.get(series, 0))
            while series.number(serial) in self._taken:
                serial += 1
            self._next[series] = serial + 1
            self._own[bare] = series.number(serial)
            self._taken.add(self._own[bare])
        return self._own.get(bare, "")

    def keep(self) -> int:
        """Write down the new ones, before any letter carries one; how many there are."""
        new = len(self._own) - self._before
        if new:
            self._folder.mkdir(parents=True, exist_ok=True)
            numbers = {self._written[bare]: number for bare, number in self._own.items()}
            replace_file(self._folder / FILE, letter_numbers_bytes(numbers))
        return new


def _parsed(first: Text) -> tuple[Series, int]:
    match = _NUMBER.fullmatch(first)
    if match is None:
        raise ContentError(
            error(
                "content/reply-first-number",
                f"“{clip(first)}”不是发文字号，不能从它起编号。",
                place_of(first, key="文号从"),
                "请写完整，如：云自然资建议〔2025〕1号。",
            )
        )
    return Series(match["before"], match["after"]), int(match["serial"])
