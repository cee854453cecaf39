"""Columns of a table: as wide as their words ask, so that no short word, name, number or date is broken (B08–B10)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from gongwen.compose.lexicon import word_edges
from gongwen.lengths import Length
from gongwen.model.table import SERIAL_COLUMN
from gongwen.standard.page import NARROWEST_COLUMN, TABLE_CELL_MARGIN, WHOLE_WORD
from gongwen.standard.sizes import SIZE_12
from gongwen.standard.widths import drawn_width

#: Columns whose contents are short by nature stand in the middle (B08); so do numbers and dates in any column.
_CENTRED = frozenset(
    {SERIAL_COLUMN, "阶段", "名单职务", "时间", "日期", "完成时限", "责任人", "电话", "姓名", "性别", "民族"}
)
_LEADS = ("牵头", "责任", "配合", "协办", "会办", "主办", "成员")
#: Columns that list persons or units.
_LISTING = frozenset(
    {
        f"{lead}{who}"
        for lead in ("", "牵头", "责任", "配合", "协办", "会办", "主办", "成员")
        for who in ("单位", "部门")
    }
    | {"责任人", "责任领导", "牵头领导", "分管领导", "姓名", "人员"}
)
#: A column asks for no more than this many characters, a centred one for a fifth of it.
_WIDEST = 40
#: Text in a narrower column is not read but deciphered, if it is longer than that (B09).
_READABLE = 8
#: A title of no more 字 stands on one line even in a crowded table.
_WHOLE_TITLE = 3
#: A line of figures is kept whole up to so many.
_WIDEST_SHORT = 10
#: The renderer's rounding of a column's width.
_ROUNDING = 0.05
#: What is longer than this is broken even if it has no place for it: an address of the web.
_LONGEST_ATOM = 12
#: Both margins of a cell in characters, and a little air; where room is short, hardly any.
_CELL_MARGINS = 1.2
_TIGHT_MARGINS = TABLE_CELL_MARGIN.over(SIZE_12) * 2 + 0.2
#: So many characters of all cells that are too long are looked up in the dictionary; of more, none.
_MOST_LOOKED_UP = 2000
_MARKS = "、，；。：！？,;:!?)）】》〉”’—…～~"
_OPENING = "（(【《〈“‘"
#: Where a line of a cell may end at any rate: behind a mark, before a bracket.
_ENDS = re.compile(rf"(?<=[{_MARKS}\s])(?![{_MARKS}\s])|(?=[{_OPENING}])")
#: ... and where one of a list does.
_LIST_ENDS = re.compile("(?<=[、，；,;])(?=.)")
_ATOM = re.compile(r"[\dA-Za-z][\dA-Za-z.,%％/·-]*")
#: 买买提·艾力江: a name, however long (K07).
_JOINED_NAME = re.compile(r"[一-鿿]+(?:·[一-鿿]+)+、?")
#: A day, a month, a deadline: read as one word.
_DATE = re.compile(
    r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[上中下]旬|[上下]半年|第?[一二三四]季度|初|底|末)?(?:以?前|起)?"
)
_NUMBER = re.compile(r"[-+±]?[\d,.，]+[%％‰]?")


class ColumnText(Struct, frozen=True, dict=True):
    """What decides the width of a column: its name, its title as printed, its cells.

    `is_short`: figures and keys of a ledger, whose lines are not to be broken at all.
    """

    name: str
    title: str
    cells: tuple[str, ...]
    is_short: bool = False

    @cached_property
    def is_centred(self) -> bool:
        filled = [cell for cell in self.cells if cell]
        return self.is_short or self.name in _CENTRED or (bool(filled) and all(map(_is_figure, filled)))

    @property
    def is_listing(self) -> bool:
        return self.name in _LISTING


def _is_figure(text: str) -> bool:
    return bool(text) and bool(_NUMBER.fullmatch(text) or _DATE.fullmatch(text))


class Wish(Struct, frozen=True):
    """Widths in characters: without `least` numbers and names break, without `needed` short words, titles and dates
    do; `asked` is what the longest line would like, up to a limit. `folded` is `needed` for a crowded table: titles
    and days stand on two lines, margins are tight."""

    least: float
    needed: float
    asked: float
    folded: float
    is_short: bool = False
    is_serial: bool = False
    is_text: bool = False


def wish_of(column: ColumnText) -> Wish:
    """What a column asks for."""
    lines = {line for cell in set(column.cells) for line in cell.split("\n") if line}
    title = drawn_width(column.title)
    # A long title stands on two lines.
    whole_title = title if title <= WHOLE_WORD else max(float(WHOLE_WORD), title / 2 + 0.5)
    atoms = {atom[0] for line in lines for form in (_ATOM, _JOINED_NAME) for atom in form.finditer(line)}
    least = max([min(title, 2.0), *(width for width in map(drawn_width, atoms) if width <= _LONGEST_ATOM)])
    words = [word for line in lines for word in whole_words(line, is_listing=column.is_listing)]
    needed = max([least, whole_title, *map(drawn_width, words)])
    # 办理方式, 2025年6月13日
    half_title = title if title <= _WHOLE_TITLE else math.ceil(title / 2)
    folded = max([least, half_title, *(drawn_width(part) for word in words for part in _halves(word))])
    longest = max((len(line) if len(line) > _WIDEST else drawn_width(line) for line in lines), default=0.0)
    if not column.is_centred:
        needed = max(needed, min(longest, _READABLE))
    if column.is_short:
        needed = max(needed, min(longest, _WIDEST_SHORT))
    is_text = not column.is_centred and not column.is_listing and longest > _READABLE
    needed += _CELL_MARGINS
    folded = max(folded, _READABLE if is_text else 0.0) + _TIGHT_MARGINS
    limit = _WIDEST / 5 if column.is_centred else _WIDEST
    return Wish(
        least + _TIGHT_MARGINS,
        needed,
        max(min(longest + _CELL_MARGINS, limit), needed),
        min(folded, needed),
        column.is_centred,
        column.name == SERIAL_COLUMN,
        is_text,
    )


def _halves(word: str) -> tuple[str, ...]:
    """2025年 and 6月13日 of a day; any other word whole."""
    year, mark, day = word.partition("年")
    return (year + mark, day) if day and _is_date(word) else (word,)


def whole_words(line: str, *, is_listing: bool = False) -> tuple[str, ...]:
    """What of a cell's line ought not to be broken: what is short by itself, dates, each short item of a list.

    Running text breaks where its lines end.
    """
    if len(line) > _WIDEST and not is_listing:
        return ()
    if drawn_width(line) <= WHOLE_WORD:
        return (line,)
    pieces = [piece for piece in _ENDS.split(line) if piece.strip()]
    short = tuple(piece for piece in pieces if drawn_width(piece.rstrip(_MARKS)) <= WHOLE_WORD or _is_date(piece))
    return short if is_listing or len(short) == len(pieces) else ()


def _is_date(text: str) -> bool:
    return any(map(str.isdigit, text)) and _DATE.fullmatch(text.rstrip(_MARKS)) is not None


def share_out(wishes: Sequence[Wish], room: Length) -> list[float]:
    """The width of each column in characters, together those of `room`.

    What is left after the needs goes where contents ask for more. Where not all needs can be met, the greatest are cut
    first, so that most words stay whole.
    """
    total, least = room.over(SIZE_12), sum(wish.least for wish in wishes)
    if sum(wish.needed for wish in wishes) <= total:
        return _spread(wishes, total)
    return _cut(wishes, total) if least < total else [wish.least * total / least for wish in wishes]


def _spread(wishes: Sequence[Wish], total: float) -> list[float]:
    """What is short by nature gets what it asks for first, as long as as much is left for the text; what nobody asks
    for goes to all but the serial numbers."""
    widths = [wish.needed for wish in wishes]
    for share, is_for_all in ((0.5, False), (1.0, True)):
        wants = [
            wish.asked - width if is_for_all or wish.is_short else 0.0
            for wish, width in zip(wishes, widths, strict=True)
        ]
        given = min(sum(wants), (total - sum(widths)) * share)
        widths = [width + want * given / (sum(wants) or 1) for width, want in zip(widths, wants, strict=True)]
    idle = [0.0 if wish.is_serial else wish.asked for wish in wishes]
    spare = (total - sum(widths)) / (sum(idle) or 1)
    return [width + spare * part for width, part in zip(widths, idle, strict=True)]


def _cut(wishes: Sequence[Wish], total: float) -> list[float]:
    """Running text stays readable, as long as the others keep what they cannot do without: they fold first, then the
    widest of them are cut. What folding saves goes to the text until it is on two lines like the rest, then to all."""
    floors = [wish.folded if wish.is_text else wish.least for wish in wishes]
    if sum(floors) > total:
        floors = [wish.least for wish in wishes]
    folded = [wish.folded for wish in wishes]
    if sum(folded) > total:
        return _capped(floors, folded, total)
    wants = [max(wish.asked / 2 - wish.folded, 0.0) if wish.is_text else 0.0 for wish in wishes]
    part = min((total - sum(folded)) / (sum(wants) or 1), 1.0)
    widths = [width + want * part for width, want in zip(folded, wants, strict=True)]
    return _capped(widths, [max(wish.needed, width) for wish, width in zip(wishes, widths, strict=True)], total)


def _capped(floors: Sequence[float], needs: Sequence[float], total: float) -> list[float]:
    """No column wider than some width, but for its floor."""
    low, high = 0.0, max(needs)
    for _ in range(40):
        cap = (low + high) / 2
        used = sum(max(min(need, cap), floor) for need, floor in zip(needs, floors, strict=True))
        low, high = (cap, high) if used <= total else (low, cap)
    widths = [max(min(need, low), floor) for need, floor in zip(needs, floors, strict=True)]
    return [width * total / sum(widths) for width in widths]


def is_cramped(columns: Sequence[ColumnText], wishes: Sequence[Wish], room: Length) -> bool:
    """B09: the words do not fit side by side, or a column of text would be too narrow for what it holds."""
    narrowest = NARROWEST_COLUMN.over(SIZE_12)
    return sum(wish.needed for wish in wishes) > room.over(SIZE_12) or any(
        given < min(wish.asked, narrowest)
        for column, wish, given in zip(columns, wishes, share_out(wishes, room), strict=True)
        if not column.is_centred
    )


def room_of(width: float) -> float:
    """What a line of a cell holds, in characters, in a column so wide."""
    return width - TABLE_CELL_MARGIN.over(SIZE_12) * 2 - _ROUNDING


def laid_out(column: ColumnText, width: float) -> dict[str, str]:
    """Cell → the same in lines that fit a column so wide, for those that are too long for a line and would be broken
    inside a word: lists behind a 、, what is centred between words. Running text is left to break where its lines end.
    """
    room = room_of(width)
    texts = dict.fromkeys((column.title, *column.cells))
    lists = {text: None for text in texts if (column.is_listing or _is_list(text)) and _is_too_long(text, room)}
    others = [
        text
        for text in (texts if column.is_centred else (column.title,))
        if text not in lists and _is_too_long(text, room)
    ]
    made = {text: _in_lines(text, [match.start() for match in _LIST_ENDS.finditer(text)], room) for text in lists}
    if others:
        made |= {text: _in_lines(text, edges, room, is_even=True) for text, edges in _word_edges(others).items()}
    return made


def _is_too_long(text: str, room: float) -> bool:
    return any(drawn_width(line) > room for line in text.split("\n"))


def _is_list(text: str) -> bool:
    """Is it nothing but short items with 、 between them?"""
    return "、" in text and "。" not in text and all(whole_words(line) for line in text.split("\n") if line)


def _word_edges(texts: Sequence[str]) -> dict[str, list[int]]:
    """Where each text may be broken between words. The dictionary is read once for all of them."""
    found: dict[str, list[int]] = {text: [] for text in texts}
    joined = "\n".join(texts)
    known = set(word_edges(joined)) if len(joined) <= _MOST_LOOKED_UP else set()
    start = 0
    for text in texts:
        if _is_date(text):
            # 2026年 on one line, 6月底前 on the next.
            found[text] = [match.end() for match in re.finditer("年", text) if match.end() < len(text)]
            start += len(text) + 1
            continue
        kept = [match.span() for form in (_ATOM, _JOINED_NAME) for match in form.finditer(text)]
        for edge in range(1, len(text)):
            may_break = text[edge] not in f"{_MARKS}·%％" and text[edge - 1] not in _OPENING
            if start + edge in known and may_break and not any(begin < edge < end for begin, end in kept):
                found[text].append(edge)
        start += len(text) + 1
    return found


def _in_lines(text: str, edges: Sequence[int], room: float, *, is_even: bool = False) -> str:
    """The text in no more lines than there must be; `is_even`: of about the same length."""
    made: list[str] = []
    start = 0
    for line in text.split("\n"):
        own = [edge - start for edge in edges if start < edge < start + len(line)]
        packed = _packed(line, own, room)
        if is_even:
            narrowest = drawn_width(line) / len(packed)
            widths = (narrowest + half / 2 for half in range(int((room - narrowest) * 2)))
            evener = (_packed(line, own, width) for width in widths)
            packed = next((lines for lines in evener if len(lines) == len(packed)), packed)
        made += packed
        start += len(line) + 1
    return "\n".join(made)


def _packed(line: str, edges: Sequence[int], room: float) -> list[str]:
    """As much on each line as it holds; at least up to the next place where it may be broken."""
    made: list[str] = []
    for start, end in pairwise((0, *edges, len(line))):
        if made and drawn_width(made[-1] + line[start:end]) <= room:
            made[-1] += line[start:end]
        else:
            made.append(line[start:end])
    return made
