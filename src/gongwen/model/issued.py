"""发文登记: which numbers are taken, by which document, and what exactly went out."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from msgspec import Struct
from pydantic import AfterValidator, Field

from gongwen.model.dates import DayText
from gongwen.model.record import Record
from gongwen.model.text import Line, Text, Written, clip, fault
from gongwen.standard.elements import NUMBER_SUFFIX, YEAR_BRACKETS

#: 预留: a number is taken, the document is not yet out. 作废: the number stays taken, the document no longer holds.
State = Literal["预留", "已印发", "作废"]


#: A number ends in a serial without leading zeros and 号 or 期; what stands before it is its series.
_NUMBER = re.compile(r"(?P<before>.*?)(?<!\d)(?P<serial>[1-9]\d{0,7})(?P<after>[号期])")
_CODE = re.compile(r"[^\d第〔年][^\d〔]*〔\d{4}〕")


def _number(text: Text) -> Text:
    if _NUMBER.fullmatch(text):
        return text
    raise fault("register-number", f"发文字号“{clip(text)}”的格式不对，应如：云自然资字〔2024〕15号。")


class Series(Struct, frozen=True):
    """Numbers run on within one code of an authority and one year (条例 9(五)): 云自然资字〔2026〕1号.

    Orders and minutes count without a code (第3号); `kind` then says which of them it is.
    """

    before: str
    after: str = NUMBER_SUFFIX
    kind: str = ""

    @classmethod
    def of_year(cls, code: str, year: int) -> Self:
        """The series of a code in a year."""
        return cls(f"{code}{YEAR_BRACKETS[0]}{year}{YEAR_BRACKETS[1]}")

    def number(self, serial: int) -> str:
        """The whole number."""
        return f"{self.before}{serial}{self.after}"


def series_of(number: str, kind: str) -> tuple[Series, int]:
    """The series of a well-formed number of a document of that 文种, and its place there."""
    match = _NUMBER.fullmatch(number)
    assert match is not None
    own = "" if _CODE.fullmatch(match["before"]) else kind
    return Series(match["before"], match["after"], own), int(match["serial"])


class IssuedEntry(Record):
    """One line of the register."""

    number: Annotated[Line, AfterValidator(_number), Written("发文字号")] = Field(alias="发文字号")
    title: Line = Field(alias="标题")
    kind: Line = Field(alias="文种")
    date: DayText = Field(alias="成文日期")
    entered: DayText = Field(alias="登记日期")
    source: Line = Field(alias="内容文件")
    state: State = Field(alias="状态")
    digest: Line | None = Field(default=None, alias="SHA-256")
    basis: Line | None = Field(default=None, alias="依据")

    @property
    def series(self) -> Series:
        return series_of(self.number, self.kind)[0]

    @property
    def serial(self) -> int:
        return series_of(self.number, self.kind)[1]


class IssuedRegister(Record):
    """The whole register, in the order of its lines."""

    entries: tuple[IssuedEntry, ...] = Field(default=(), alias="发文")

    def of(self, source: str) -> IssuedEntry | None:
        """The line of the document in this content file; a void one does not count."""
        return next((entry for entry in self.entries if entry.source == source and entry.state != "作废"), None)

    def by_series(self) -> Iterator[tuple[Series, list[IssuedEntry]]]:
        """The lines of each series, in their order."""
        found: dict[Series, list[IssuedEntry]] = {}
        for entry in self.entries:
            found.setdefault(entry.series, []).append(entry)
        yield from found.items()

    def next_serial(self, series: Series) -> int | None:
        """The number that comes next; None when the series has none yet and may begin anywhere."""
        serials = [entry.serial for entry in self.entries if entry.series == series]
        return max(serials) + 1 if serials else None

    def with_entry(self, entry: IssuedEntry) -> "IssuedRegister":
        """The register with this line, in the place of the one of the same number or at the end."""

        def is_same(other: IssuedEntry) -> bool:
            return (other.number, other.series) == (entry.number, entry.series)

        kept = [entry if is_same(other) else other for other in self.entries]
        return IssuedRegister(发文=tuple(kept if any(map(is_same, kept)) else [*kept, entry]))
