"""One reply letter, made from an item and keys, for tests."""

from __future__ import annotations

from typing import Any

from gongwen.compose.document import compose_view
from gongwen.model.kinds import DOCUMENTS
from gongwen.model.office import Office
from gongwen.printview import Paragraph, PrintView
from gongwen.proof.official import check_official
from gongwen.resolve.resolve import resolve_document

ITEM = {
    "编号": "082", "类别": "代表建议", "层级": "市级", "会议": "五届五次", "标题": "关于加强防汛的建议",
    "提出人": "张明", "办理方式": "主办", "结果": "A", "公开": "主动公开",
}  # fmt: skip
CONGRESS = "关于云山市第五届人民代表大会第五次会议第082号建议的答复"
CONFERENCE = "关于政协第五届云山市委员会第五次会议第082号提案的答复"
OFFICE = {"发文机关": "云山市自然资源局"}


def letter(item: dict[str, str] | None = None, office: dict[str, Any] | None = None, **keys: Any) -> PrintView:
    return resolved(item, office, **keys)[0]


def resolved(
    item: dict[str, str] | None = None, office: dict[str, Any] | None = None, **keys: Any
) -> tuple[PrintView, list[str]]:
    row = {key: value for key, value in (ITEM | (item or {})).items() if value}
    given = {
        "文种": "答复",
        "建议": row,
        "正文": "已经采纳。",
        "日期": "2025年4月17日",
        "抄送": "市府办",
        "联系人": "李明 1",
    }
    document = DOCUMENTS[str((given | keys)["文种"])].model_validate(given | keys)
    found, remarks = resolve_document(document, None, Office.model_validate(OFFICE | (office or {})))  # type: ignore[arg-type]
    return compose_view(found), [remark.code for remark in (*remarks, *check_official(found))]


def texts(view: PrintView) -> list[str]:
    return [block.text for block in view.parts[0].blocks if isinstance(block, Paragraph)]
