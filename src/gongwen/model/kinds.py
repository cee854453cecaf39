"""Every 文种 with its class."""

from __future__ import annotations

from gongwen.model.adjustment import AdjustmentNotice
from gongwen.model.notices import ForwardNotice, IssueNotice, MeetingNotice
from gongwen.model.papers import Digest, Plan, Roster, Schedule, Summary, TableDocument
from gongwen.model.replies import JointOpinion, SuggestionReply
from gongwen.model.statutory import (
    Announcement,
    Bill,
    Bulletin,
    Circular,
    Communique,
    Decision,
    Minutes,
    Notice,
    OfficialLetter,
    Opinion,
    Order,
    Reply,
    ReplyLetter,
    Report,
    Request,
    Resolution,
)

AnyDocument = (
    Notice
    | IssueNotice
    | ForwardNotice
    | MeetingNotice
    | AdjustmentNotice
    | Request
    | Report
    | OfficialLetter
    | ReplyLetter
    | Reply
    | SuggestionReply
    | JointOpinion
    | Opinion
    | Decision
    | Bulletin
    | Circular
    | Announcement
    | Resolution
    | Communique
    | Order
    | Bill
    | Minutes
    | Plan
    | Roster
    | Schedule
    | Summary
    | Digest
    | TableDocument
)

#: 文种 → class; the order is the order in which they are offered to a writer.
DOCUMENTS: dict[str, type[AnyDocument]] = {
    "通知": Notice,
    "印发通知": IssueNotice,
    "转发通知": ForwardNotice,
    "会议通知": MeetingNotice,
    "调整通知": AdjustmentNotice,
    "请示": Request,
    "报告": Report,
    "函": OfficialLetter,
    "复函": ReplyLetter,
    "批复": Reply,
    "答复": SuggestionReply,
    "会办意见": JointOpinion,
    "意见": Opinion,
    "决定": Decision,
    "通报": Bulletin,
    "通告": Circular,
    "公告": Announcement,
    "决议": Resolution,
    "公报": Communique,
    "命令": Order,
    "议案": Bill,
    "纪要": Minutes,
    "方案": Plan,
    "名单": Roster,
    "配档表": Schedule,
    "总结": Summary,
    "发言摘要": Digest,
    "表格": TableDocument,
}
