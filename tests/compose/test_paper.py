"""Which tables are turned (clause 8), and how a document is cut around them."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.printview import Part, TableBlock
from tests.support import compose

LONG = "走访座谈，征集意见建议，汇总梳理后报送"
NARROW = {"列": "序号、任务、备注", "行": f"{LONG} | 无"}
WIDE = {
    "列": "序号、阶段、工作任务、具体措施、牵头单位、责任单位、完成时限、备注",
    "行": f"准备阶段 | {LONG} | {LONG} | 办公室、综合组 | 各科室、局属各单位 | 1月底前 | 每月报送",
}
SCHEDULE = {"文种": "配档表", "标题": "配档表"}
NOTICE = {"文种": "通知", "标题": "关于开会的通知", "主送": "各单位", "日期": "2026年11月22日"}


def papers(content: dict[str, Any]) -> list[tuple[bool, list[str]]]:
    return [(part.is_turned, kinds(part)) for part in compose(content).parts]


def kinds(part: Part) -> list[str]:
    return ["表" if isinstance(block, TableBlock) else str(getattr(block, "text", "")) for block in part.blocks]


@pytest.mark.parametrize(
    ("table", "paper", "turned"),
    [
        (NARROW, "自动", False),
        (NARROW, "横向", True),
        (WIDE, "自动", True),
        (WIDE, "纵向", False),
        # Nine titles of four characters ask for 1.2 more each: nine need 46.8 of the 36.9 that 156 mm hold.
        ({"列": "、".join(f"{number}四字列" for number in "一二三四五六七八九"), "行": "甲"}, "自动", True),
        ({"列": "、".join(f"{number}四字列" for number in "一二三四五六七"), "行": "甲"}, "自动", False),
    ],
)
def test_a_table_is_turned_when_upright_it_could_not_hold_its_words(
    table: dict[str, str], paper: str, turned: bool
) -> None:
    (part,) = compose(SCHEDULE | table | {"纸张": paper}).parts
    assert part.is_turned == turned
    assert sum(column.share for column in table_of(part).columns) == pytest.approx(1)


def table_of(part: Part) -> Any:
    return next(block.table for block in part.blocks if isinstance(block, TableBlock))


def test_a_table_attached_is_turned_by_itself() -> None:
    notice = NOTICE | {"正文": "一、开会。", "附件": [{"名称": "表", "表格": WIDE}, {"名称": "文", "内容": "文字。"}]}
    main, wide, last = compose(notice).parts
    assert (main.turn, main.is_turned) == (None, False)
    assert wide.is_turned
    assert wide.turn is not None
    assert not wide.turn.is_turned
    assert last.turn is not None
    assert last.turn.is_turned
    assert wide.attachment_mark == "附件1"


def test_a_table_among_text_is_turned_only_when_asked() -> None:
    notice = NOTICE | {"正文": "开会。\n{表.甲}\n散会。", "表": {"甲": WIDE}}
    assert papers(notice) == [(False, ["开会。", "表", "散会。"])]


def test_a_turned_table_among_text_takes_its_caption_and_its_notes_along() -> None:
    table = WIDE | {"纸张": "横向", "填表说明": "每月报送。"}
    view = compose(NOTICE | {"正文": "开会。\n表1 任务表\n{表.甲}\n散会。", "表": {"甲": table}})
    assert [(part.is_turned, kinds(part)) for part in view.parts] == [
        (False, ["开会。"]),
        (True, ["表1 任务表", "表", "每月报送。"]),
        (False, ["散会。"]),
    ]
    assert [bool(part.signature) for part in view.parts] == [False, False, True]
    assert [bool(part.recipient) for part in view.parts] == [True, False, False]
    assert view.turn_back is None


def test_the_head_of_a_document_is_never_turned() -> None:
    view = compose(NOTICE | {"正文": "{表.甲}\n散会。", "表": {"甲": WIDE | {"纸张": "横向"}}})
    assert [(part.is_turned, kinds(part)) for part in view.parts] == [(False, []), (True, ["表"]), (False, ["散会。"])]
