"""Runs of digits, however long, are a slip like any other: Python itself refuses to reckon with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.operations.making.build import check_documents
from gongwen.operations.workspace import open_workspace

DIGITS = "9" * 5000
BODY = "正文: 请认真做好。\n日期: 2024年1月19日\n"
DOCUMENTS = {
    "secrecy": f"文种: 通知\n标题: 关于某事的通知\n份号: 1\n密级: 秘密★{DIGITS}年\n{BODY}",
    "copies": f"文种: 通知\n标题: 关于某事的通知\n份号: 1-{DIGITS}\n{BODY}",
    "number": f"文种: 函\n标题: 关于某事的函\n主送: 市局\n文号: 云自然资函〔2024〕{DIGITS}号\n{BODY}",
    "order": f"文种: 命令\n标题: 关于某事的命令\n文号: 第{DIGITS}号\n签署人: 甲乙\n{BODY}",
    "minutes": f"文种: 纪要\n标题: 会议纪要\n期号: 第{DIGITS}期\n{BODY}",
    "text": f"文种: 通知\n标题: 关于某事的通知\n日期: 2024年1月19日\n正文: |\n"
    f"  {DIGITS}.见附件{DIGITS}，附件1、{DIGITS}。\n"
    f"  第{DIGITS}条，{DIGITS}件，{DIGITS}%，{DIGITS}年{DIGITS}月{DIGITS}日。\n",
    "stated": f"文种: 总结\n标题: 总结\n正文: 共{DIGITS}件。\n"
    f"数字:\n  总数: {DIGITS}件\n  建议: 1\n  提案: 2\n  办结: {DIGITS}\n  办结率: {DIGITS}%\n",
    "item": f"文种: 答复\n标题: 关于停车的答复\n"
    f"建议: 关于停车的建议\n编号: {DIGITS}\n提出人: 李敏等{DIGITS}名代表\n{BODY}",
    "table": f"文种: 配档表\n标题: 配档表\n列: 序号、事项、件数\n行: |\n  {DIGITS} 值班 {DIGITS}\n",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_number_is_too_long_to_be_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", "utf-8")
    path = tmp_path / "content" / "甲.yaml"
    path.write_text(DOCUMENTS[name], "utf-8")
    (outcome,) = check_documents(open_workspace(tmp_path), [path])
    assert all(len(item.message) < 400 for item in outcome.diagnostics)
