"""Which letters a row asks for: as a rule one, one for each proposer, or one for each unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from gongwen.diagnostics import ContentError
from gongwen.load.record import load_record
from gongwen.model.office import Office
from gongwen.model.replies import ItemParts, LetterSettings
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import Text
from gongwen.operations.letters.bodies import KEYED
from gongwen.registry.letter_numbers import LetterKey
from gongwen.resolve.items import cosigners
from gongwen.resolve.places import error, place_of


class Asked(Struct, frozen=True):
    """A letter that a row asks for.

    `told` tells it from the row's others, `keys` are those it is written with, `body` is the file of its text if that
    is one alone; `series` is the first number of its series, empty where it has a number or needs none.
    """

    item: Suggestion
    kind: str
    told: str
    keys: Mapping[str, object]
    body: Path | None
    series: Text

    @property
    def key(self) -> LetterKey:
        """What it is known by from year to year."""
        item = self.item
        unit, addressee = (str(self.keys.get(name, "")) for name in ("发文机关", "主送"))
        return LetterKey(self.kind, item.kind, item.tier, item.session or "", str(item.number), addressee or unit)

    @property
    def is_numbered(self) -> bool:
        """Does its writer or the ledger say its number?"""
        return "文号" in self.keys or self.item.reply_number is not None


def kind_of(row: Suggestion) -> str:
    """The 文种 of the letter about an item; empty for one that is only read."""
    return "答复" if row.is_answering else "会办意见" if row.way == "协办" else ""


def letters_of(
    row: Suggestion, body: Path | None, settings: LetterSettings, office: Office, first_number: str
) -> Iterator[Asked]:
    """Each letter of a row whose text is in `body` if it has a file; numbers go on from `first_number` where the
    settings say no other. Refuses (ContentError) a row that asks for what cannot be."""
    kind = kind_of(row)
    for told, keys, file in _letters(row, kind, body, settings, office):
        first = keys.pop("文号从", None)
        series = first if isinstance(first, Text) else Text(first_number)
        # The number in the ledger is that of the office's own letter.
        is_own = keys.get("发文机关") != told or told in office.authorities
        item = row if is_own else row.model_copy(update={"reply_number": None})
        yield Asked(item, kind, told, keys, file, series)


def _letters(
    row: Suggestion, kind: str, body: Path | None, settings: LetterSettings, office: Office
) -> list[tuple[str, dict[str, object], Path | None]]:
    keys = settings.of(row, kind)
    if text := row.reply or row.progress:
        keys["正文"] = text
    if body is not None and body.suffix in KEYED:
        parts = load_record(body, ItemParts, shown_as=str(body))
        keys |= parts.said()
        body = None
        if parts.shares:
            return [(unit, one, None) for unit, one in _shares(row, keys, parts)]
    if body is None and "正文" not in keys:
        raise refused(
            "content/reply-no-body",
            f"{row.number}号没有正文。",
            row,
            f"请填写台账的“答复内容”或“办理情况”，或在 --bodies 的文件夹里放“{row.number}.txt”。",
        )
    if kind != "答复" or office.replies.joint != "逐人" or "主送" in keys:
        return [("", keys, body)]
    return [(name, keys | ({"主送": Text(name, row.number.origin)} if name else {}), body) for name in _each(row)]


def _shares(row: Suggestion, keys: dict[str, object], parts: ItemParts) -> Iterator[tuple[str, dict[str, object]]]:
    """One letter for each unit that answers its own part."""
    is_text_too = parts.body is not None
    if row.way != "分办" or is_text_too:
        other = "又写了“正文”。" if is_text_too else f"台账的办理方式是“{row.handling}”。"
        raise refused(
            "content/reply-shares",
            f"{row.number}号的文件写了“分办”，{other}",
            row,
            "“分办”只用于分办的件，每个单位写自己的正文。",
        )
    for unit, text in parts.shares.items():
        yield unit, keys | {"发文机关": unit, "落款": unit, "正文": text}


def _each(row: Suggestion) -> tuple[str, ...]:
    """Those who are answered one by one; one empty name if the item has a single proposer."""
    names = cosigners(row)
    if names and len(names) < row.proposer_count:
        raise refused(
            "content/reply-cosigners",
            f"{row.number}号有 {row.proposer_count} 名提出人，台账只写了 {len(names)} 名，不能逐人答复。",
            row,
            "请在“提出人”写全姓名，或把 gongwen.yaml 里答复的“联名”改为合写、领衔。",
        )
    return names or ("",)


def refused(code: str, message: str, row: Suggestion, hint: str | None = None) -> ContentError:
    """Of a row for which there is no letter."""
    return ContentError(error(code, message, place_of(row.handling or row.number), hint or "请改正台账。"))
