"""Dates and times as writers put them: checked against the calendar, kept in the writer's words."""

from __future__ import annotations

import functools
import re
from datetime import date, timedelta
from typing import Annotated

from msgspec import Struct
from pydantic import AfterValidator

from gongwen.model.text import Line, Text, Written, clip, fault

_NUMERIC = re.compile(
    r"(\d{4})(?:年(\d{1,2})月(\d{1,2})日|-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2}))",
    re.ASCII,
)
_PADDED = re.compile(r"年0\d|月0\d")
#: 2020年1月19号, 2020年1月19, and blanks anywhere.
_LOOSE = r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]?"
#: 二〇二〇年一月十九日, as it was written before 2012.
_CHINESE = r"([〇一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]?"
_ZEROS = str.maketrans("○零O0", "〇〇〇〇")

#: The day of an undated document: it shows the register as it stands, whatever the calendar says.
STANDING = date.max


@functools.lru_cache(maxsize=1024)
def parse_date(text: str) -> date:
    """The calendar day of `2020年1月19日`, `2020-01-19`, `2020/1/19` or `2020.1.19`; a fault for anything else."""
    match = _NUMERIC.fullmatch(text)
    if match is None:
        mended = _mended(text)
        hint = f"，请改成：{mended}" if mended else "，如：2020年1月19日"
        raise fault("date-form", f"日期“{clip(text)}”应写成年月日齐全的样子{hint}。")
    if _PADDED.search(text):
        mended = _mended(text)
        hint = f"，请改成：{mended}" if mended else ""
        raise fault("date-padded", f"日期“{text}”的月、日不编虚位（1 不写作 01）{hint}。")
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        raise fault("date-unreal", f"没有“{text}”这一天，请核对月份和日子。") from None


def _mended(text: str) -> str:
    """A complete day written in a way that can only mean that one day, as it should be; empty for anything else."""
    import unicodedata

    plain = "".join(unicodedata.normalize("NFKC", text).split())
    match = re.fullmatch(_LOOSE, plain) or re.fullmatch(_CHINESE, plain.translate(_ZEROS))
    if match is None:
        return ""
    year, month, day = match.groups()
    if not year.isascii():
        # Loaded only for what is refused.
        from gongwen.model.outline import from_chinese

        year = "".join(str(from_chinese(digit)) for digit in year)
        month, day = (str(from_chinese(number)) for number in (month, day))
    try:
        return in_words(date(int(year), int(month), int(day)))
    except ValueError:
        return ""


def in_words(day: date) -> str:
    """7.3.5.4: Arabic digits, year, month and day complete, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def _checked(text: Text) -> Text:
    parse_date(text)
    return text


#: A complete, real calendar day in the writer's words.
DayText = Annotated[Line, AfterValidator(_checked), Written("日期")]


class Span(Struct, frozen=True):
    """The first and the last day that a time expression can mean."""

    first: date
    last: date


_POINT = (
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})(?:月|(?=[-—－~～至到]|$)))?(?:(?P<day>\d{1,2})日?)?"
    r"(?P<part>上旬|中旬|下旬|初|底|末)?"
)
_RANGE = r"-{1,2}|—{1,2}|－|~|～|至|到"
_PART_DAYS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "底": (21, 31), "末": (21, 31)}


def parse_span(text: str, *, year: int) -> Span | None:
    """The days meant by `1月`, `3—9月`, `9月10日—20日`, `1月中旬至2月底`; None for what it cannot read.

    A missing year is `year`; the end of a range takes the month of its start, and the start the month of its end
    (`3—9月` names the month once). Impossible days give None too: the time is then left out of date checks.
    """
    cleaned = re.sub(r"\s", "", text).removeprefix("从").removeprefix("自").removesuffix("前")
    ends = re.split(_RANGE, cleaned)
    if len(ends) not in (1, 2) or not all(ends):
        return None
    matches = [re.fullmatch(_POINT, end) for end in ends]
    if any(match is None or not match.group(0) for match in matches):
        return None
    first = _days(matches[0], year, None)
    if first is None:
        return None
    if len(ends) == 1:
        return first
    last = _days(matches[1], first.first.year, first.first.month)
    return None if last is None else Span(first.first, last.last)


def _days(match: re.Match[str] | None, year: int, month: int | None) -> Span | None:
    if match is None:
        return None
    year = int(match["year"] or year)
    named = match["month"]
    if named is None and month is None:
        return None
    month = int(named) if named is not None else month
    assert month is not None
    try:
        if match["day"]:
            day = date(year, month, int(match["day"]))
            return Span(day, day)
        start, end = _PART_DAYS.get(match["part"] or "", (1, 31))
        last = min(end, _month_length(year, month))
        return Span(date(year, month, start), date(year, month, last))
    except ValueError:
        return None


def _month_length(year: int, month: int) -> int:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return (first_of_next - timedelta(days=1)).day
