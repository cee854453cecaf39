"""Synthetic documents: what every one of the gallery is made of. All names are invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import cycle, islice
from typing import Any

from msgspec import Struct, field

CITY = "云山市"
HOST = f"{CITY}自然资源局"
DAY = date(2026, 11, 22)
DATE = "2026年11月22日"
RECIPIENTS = "各区县局、分局，局属各单位，机关各科室"

SENTENCES = (
    "各级各部门要认真贯彻执行本通知精神，加强组织领导，明确工作责任，细化任务措施，确保各项工作落到实处。",
    "坚持问题导向，对照台账逐项整改，能立即解决的立即解决，一时不能解决的要列出计划、限期完成。",
    "加强与财政、水利、交通运输、农业农村等部门的沟通衔接，形成工作合力，重要情况随时报告。",
    "2026年全市共排查隐患点127处，完成治理96处，占75.59%，比上年提高3.2个百分点。",
    "严格落实24小时值班和领导带班制度，值班电话保持畅通，做到“守土有责、守土尽责”。",
    "对工作不力、推诿扯皮、造成不良影响的，按照《云山市责任追究办法》有关规定严肃处理。",
    "请于每月26日前将进展情况（加盖公章）报市局办公室，联系人：王一丁，电话：0533—1234567。",
)
_HEADINGS = ("提高思想认识", "明确工作重点", "完善工作机制", "强化监督检查", "抓好宣传引导", "做好总结评估")
NUMERALS = "一二三四五六七八九十"


class Specimen(Struct, frozen=True, dict=True):
    """One document of the gallery: its keys, or its file as text, and the settings of its office."""

    name: str
    content: Mapping[str, Any] | str
    settings: Mapping[str, Any] = field(default_factory=dict)


def body(paragraphs: int, *, headings: bool = True) -> str:
    """So many paragraphs of one to four sentences, under headings of the first two levels."""
    sentences = cycle(SENTENCES)
    lines = ["为认真做好有关工作，结合我市实际，现将有关事项通知如下："]
    for number in range(paragraphs):
        text = "".join(islice(sentences, 1 + number * 7 % 4))
        chapter, place = divmod(number, 4)
        if headings and not place and chapter < len(NUMERALS):
            lines.append(f"{NUMERALS[chapter]}、{_HEADINGS[chapter % len(_HEADINGS)]}")
        if headings and place and chapter < len(NUMERALS):
            text = f"（{NUMERALS[place - 1]}）{_HEADINGS[(chapter + place) % len(_HEADINGS)]}。{text}"
        lines.append(text)
    return "\n".join(lines)


def notice(title: str = f"{HOST}\n关于加强值班工作的通知", **keys: Any) -> dict[str, Any]:
    """A notice with what every notice has; `keys` replace and add, None takes away."""
    given = {
        "文种": "通知",
        "标题": title,
        "文号": "云自然资字〔2026〕15号",
        "主送": RECIPIENTS,
        "正文": body(4),
        "日期": DATE,
    } | keys
    return {key: value for key, value in given.items() if value is not None}


IMPRINT = {
    "抄送": "市人大常委会办公室，市政协办公室，市应急管理局、市水利局、市气象局，各区县人民政府、高新区管委会",
    "印发机关": f"{HOST}办公室",
    "印发日期": "2026年11月23日",
}
