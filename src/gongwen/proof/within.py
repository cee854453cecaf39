"""What the words before a number of items restrict it to: 主办件中，A类5件; 主办的A类5件; 主办8件，其中A类5件.

A restriction that is not wholly of words the ledger knows may choose any rows: UNKNOWN, and nothing is compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, field

Path = tuple[str, ...]
UNKNOWN: Path | None = None
#: All items, of whatever kind.
BOTH = re.compile(r"(?:代表)?建议(?:[、和及与]|以及)?(?:(?:全国|[省市县区])?政协)?(?:委员)?提案")
HANDLED = re.compile(r"承办|共办理|办理的|交办|受理|收到")
#: Words beside those of the ledger that choose nothing.
_GLUE = re.compile(
    r"(?:\d{4}年度?|今年以来|今年|本年度?|全年|我[局市县区厅委办]|[本全][局市县区厅委]|人大|政协|代表|委员|各级|负责|承办|办理|所有|共计|已经"
    r"|[在对由的件类有共为是计达了将把使的])+"
)
_AMONG = re.compile(r"(?<=[件议案类办])当?中")
_ALL_OF = re.compile(r"(?:人大|政协)*(?:代表)?建议[、和及与]?(?:政协|委员)?提案(?:已经?)?(?:全部|均|都)")


class Within(Struct, dict=True):
    """Goes along a sentence clause by clause and keeps what is restricted so far."""

    #: A pattern of every word of the ledger, and the dimension of each.
    word: re.Pattern[str]
    dimensions: Mapping[str, object]
    #: The words before 中, in force to the end of the sentence; no words: none yet.
    among: Path | None = ()
    #: For each number before: the words that give it; empty if it is not known what it counts.
    numbers: list[Path | None] = field(default_factory=list)
    _named: list[str] = field(default_factory=list)
    _is_of_them: bool = False
    _is_listed: bool = False

    def words(self, text: str) -> Path:
        return tuple(self.word.findall(BOTH.sub("", text)))

    def enter(self, before: str, *, is_listed: bool) -> str:
        """Takes up the restriction 主办件中 in the words before a number; gives the words after it.

        is_listed: a list without numbers goes before, 主办、协办件中 or 主办、协办的A类6件.
        """
        self._is_listed = is_listed
        cut = 0
        for match in _AMONG.finditer(before):
            rest = before[match.end() :]
            if not rest or rest[0] in "有共已属的" or self.word.match(rest) or BOTH.match(rest):
                self.among = UNKNOWN if is_listed else self._certain(before[cut : match.start()])
                cut = match.end()
        if "其中" in before:
            self._is_of_them = True
        return before[cut:]

    def options(self, before: str, said: Path) -> tuple[Path, ...] | None:
        """The restrictions under which a number with the words `said` may stand; None if that is not known."""
        if self._is_of_them:
            known = self.numbers[0] if len(self.numbers) == 1 else UNKNOWN
            return (known,) if known is not None and said else None
        left, joint, right = before.rpartition("的")
        if joint and self.words(left) and self.words(right):
            certain = UNKNOWN if self._is_listed else self._certain(left)
            return None if certain is None or self._certain(right) is None else ((*(self.among or ()), *certain),)
        if self.among is None:
            return None
        if self.among and not self._same_dimension(self.among, said):
            return (self.among,)
        return ((), *((word,) for word in dict.fromkeys(self._named)))

    def leave(self, path: Path | None, words: Path) -> None:
        """A number that was read, with what it counts."""
        self._is_of_them = False
        self.numbers.append(path)
        self._named += words

    def is_whole(self, before: str, after: str) -> bool:
        """13件建议提案全部: every item, if nothing before chooses some of them."""
        return _ALL_OF.match(after) is not None and not self.words(before) and self._certain(before) is not None

    def is_of_all(self, before: str) -> bool:
        """我局共承办30件: every item, if no more is said."""
        return HANDLED.search(before) is not None and self._certain(HANDLED.sub("", before)) == ()

    def _certain(self, text: str) -> Path | None:
        plain = self.word.sub("", BOTH.sub("", text))
        found = self.words(text)
        dimensions = [id(self.dimensions.get(word)) for word in found]
        if _GLUE.sub("", plain) or len(set(dimensions)) < len(dimensions):
            return UNKNOWN
        return found

    def _same_dimension(self, some: Path, others: Path) -> bool:
        return any(self.dimensions.get(a) is self.dimensions.get(b) for a in some for b in others)
