"""What a clerk types into the cells of a ledger, brought to the form of its key; words are never changed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from gongwen.model.dates import in_words
from gongwen.model.suggestion import DATES

#: Texts in the writer's own words: only blanks at the edges go.
FREE = frozenset({"办理情况", "答复内容", "亮点"})
#: Several names, which a line break may part.
LISTS = frozenset({"提出人", "会办单位"})
#: One line of words that keep their width.
WORDS = frozenset({"标题", "提出单位", "主办单位", "答复文号"})

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]?\d{1,2}:\d{2}(?::\d{2}(?:\.0+)?)?)?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
#: Days since the end of 1899 that a ledger can mean: 1954 to 2118.
_SERIAL = re.compile(r"([2-7]\d{4})(?:\.\d+)?")
_FIRST_DAY = date(1899, 12, 30)
_NUMBER = re.compile(r"第?\s*([0-9A-Za-z-]+?)(?:\.0+)?\s*号?(?:建议|提案|议案)?")
#: How a clerk says that a cell is empty on purpose.
_NOTHING = frozenset({"—", "-", "--", "——", "/", "\\"})
_BETWEEN = re.compile(r"[、，,;；\n]")


def neat(key: str, cell: str) -> str:
    """The cell of the column `key` as gongwen reads it; what it cannot read stays as it is, to be told at its place."""
    text = cell.strip()
    if key in FREE:
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if key in LISTS:
        return "、".join(_name(piece) for piece in _BETWEEN.split(text) if piece.strip())
    if key in WORDS:
        return (re.sub(r"\s*\n\s*", "", text) if "\n" in text else text).replace("\t", " ")
    text = (" " if key in DATES else "").join(unicodedata.normalize("NFKC", text).split())
    if text in _NOTHING:
        return ""
    if key in DATES:
        return _day(text)
    if key == "编号" and (match := _NUMBER.fullmatch(text)):
        return match[1]
    return text


def _day(text: str) -> str:
    packed = text.replace(" ", "") if "年" in text else text
    if (match := _DAY.fullmatch(packed) or _PACKED.fullmatch(packed)) is not None:
        year, month, day = (int(group) for group in match.groups())
        return f"{year}年{month}月{day}日"
    if match := _SERIAL.fullmatch(text):
        return in_words(_FIRST_DAY + timedelta(days=int(match[1])))
    return text


def _name(text: str) -> str:
    """高　松 is one name: blanks between two single characters are layout. Other blanks part two names."""
    text = text.strip()
    return re.sub(r"\s+", "" if re.fullmatch(r"\S\s+\S", text) else "、", text)
