"""Of which class a document is, told by its 文种: to ask it loads no class of a kind that a run does not meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongwen.model.document import Document
from gongwen.model.record import Record

if TYPE_CHECKING:
    from typing_extensions import TypeIs

    from gongwen.model.adjustment import AdjustmentNotice
    from gongwen.model.adopted import Adopted
    from gongwen.model.answers import Answer
    from gongwen.model.figures import WithFigures
    from gongwen.model.minutes import Minutes
    from gongwen.model.notices import ForwardNotice, IssueNotice, MeetingNotice
    from gongwen.model.papers import Digest, Roster, Schedule, TableDocument
    from gongwen.model.replies import AboutItem
    from gongwen.model.signed import SignedByHead


def is_adjustment(document: Document) -> TypeIs[AdjustmentNotice]:
    return document.kind in ("调整通知",)


def is_adopted(document: Document) -> TypeIs[Adopted]:
    return document.kind in ("决议", "决定", "公报")


def is_answer(document: Document) -> TypeIs[Answer]:
    return document.kind in ("批复", "复函")


def is_with_figures(document: Record) -> TypeIs[WithFigures]:
    return isinstance(document, Document) and document.kind in ("报告", "总结")


def is_minutes(document: Document) -> TypeIs[Minutes]:
    return document.kind in ("纪要",)


def is_issuing(document: Document) -> TypeIs[IssueNotice]:
    return document.kind in ("印发通知",)


def is_forwarding(document: Document) -> TypeIs[ForwardNotice]:
    return document.kind in ("转发通知",)


def is_meeting(document: Document) -> TypeIs[MeetingNotice]:
    return document.kind in ("会议通知",)


def is_digest(document: Document) -> TypeIs[Digest]:
    return document.kind in ("发言摘要",)


def is_roster(document: Document) -> TypeIs[Roster]:
    return document.kind in ("名单",)


def is_schedule(document: Document) -> TypeIs[Schedule]:
    return document.kind in ("配档表",)


def is_table(document: Document) -> TypeIs[TableDocument]:
    return document.kind in ("表格",)


def is_about_item(document: Document) -> TypeIs[AboutItem]:
    return document.kind in ("答复", "会办意见")


def is_signed_by_head(document: Document) -> TypeIs[SignedByHead]:
    return document.kind in ("命令", "议案")
