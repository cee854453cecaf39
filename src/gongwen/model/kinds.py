"""Every 文种 with its class, loaded when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Final

from gongwen.model.document import Document

#: 文种 → where its class is; the order is the order in which they are offered to a writer.
_PLACES: Final = {
    "通知": ("notice", "Notice"),
    "印发通知": ("notices", "IssueNotice"),
    "转发通知": ("notices", "ForwardNotice"),
    "会议通知": ("notices", "MeetingNotice"),
    "调整通知": ("adjustment", "AdjustmentNotice"),
    "请示": ("statutory", "Request"),
    "报告": ("report", "Report"),
    "函": ("statutory", "OfficialLetter"),
    "复函": ("answers", "ReplyLetter"),
    "批复": ("answers", "Reply"),
    "答复": ("replies", "SuggestionReply"),
    "会办意见": ("replies", "JointOpinion"),
    "意见": ("statutory", "Opinion"),
    "决定": ("adopted", "Decision"),
    "通报": ("statutory", "Bulletin"),
    "通告": ("statutory", "Circular"),
    "公告": ("statutory", "Announcement"),
    "决议": ("adopted", "Resolution"),
    "公报": ("adopted", "Communique"),
    "命令": ("signed", "Order"),
    "议案": ("signed", "Bill"),
    "纪要": ("minutes", "Minutes"),
    "方案": ("papers", "Plan"),
    "名单": ("papers", "Roster"),
    "配档表": ("papers", "Schedule"),
    "总结": ("papers", "Summary"),
    "发言摘要": ("papers", "Digest"),
    "表格": ("papers", "TableDocument"),
}


class _Documents(Mapping[str, type[Document]]):
    """A run meets few of the kinds; the classes of all take as long to load as all the rest of a build."""

    def __getitem__(self, kind: str) -> type[Document]:
        module, name = _PLACES[kind]
        found: type[Document] = getattr(import_module(f"gongwen.model.{module}"), name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


#: 文种 → class.
DOCUMENTS: Final[Mapping[str, type[Document]]] = _Documents()
