"""The kinds of the regulation: what each opens and closes with, and that nothing is said twice."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.printview import Part
from tests.support import compose, shape

HEAD: dict[str, Any] = {"标题": "关于某事的文", "正文": "已经研究。", "日期": "2024年1月19日"}
INCOMING = {"单位": "文山区人民政府", "标题": "关于批准规划的请示", "文号": "文政〔2024〕6号"}
REPLY = HEAD | {"文种": "批复", "来文": INCOMING}
MEETING = {"文种": "会议通知", "会议": "防汛工作会议", "日期": "2024年1月19日"}


def part(keys: dict[str, Any]) -> Part:
    return compose(keys).parts[0]


def texts(keys: dict[str, Any]) -> list[str]:
    return ["".join(shape(block)[1:]) for block in part(keys).blocks]


@pytest.mark.parametrize(
    ("kind", "body", "more", "closing"),
    [
        ("请示", "拟办某事。", {}, ["妥否，请批示。"]),
        ("请示", "拟办某事。\n当否，请批复。", {}, []),
        ("请示", "拟办某事。以上请示，请予审批。", {}, []),
        ("请示", "当否，请批复一节已删。\n拟办某事。", {}, ["妥否，请批示。"]),
        ("请示", "拟办某事。", {"结语": "以上请示，请批复。"}, ["以上请示，请批复。"]),
        ("请示", "拟办某事。", {"结语": "无"}, []),
        ("公告", "某事。", {}, ["特此公告。"]),
        ("公告", "某事，现予公告。", {}, []),
        ("通告", "某事。", {}, ["特此通告。"]),
        ("议案", "某事。", {}, ["请予审议。"]),
        ("议案", "某事，现提请审议。", {}, []),
        ("批复", "某事。", {}, ["此复。"]),
        ("复函", "某事。", {}, ["特此函复。"]),
        ("函", "某事。", {}, []),
        ("报告", "某事。", {}, []),
        ("通知", "某事。", {}, []),
        ("通知", "某事。", {"结语": "特此通知。"}, ["特此通知。"]),
    ],
)
def test_a_text_closes_once(kind: str, body: str, more: dict[str, str], closing: list[str]) -> None:
    signatory = {"签发人": "孙明远"} if kind in ("请示", "报告") else {}
    keys = HEAD | {"文种": kind, "正文": body} | signatory | more
    assert texts(keys) == [*body.split("\n"), *closing]


@pytest.mark.parametrize(
    ("body", "opening"),
    [
        ("现批复如下。", "你区《关于批准规划的请示》（文政〔2024〕6号）收悉。现批复如下。"),
        ("你区来文收悉。现批复如下。", "你区来文收悉。现批复如下。"),
        ("{来文}，同意。", "《关于批准规划的请示》（文政〔2024〕6号），同意。"),
        ("关于批准规划的请示已阅。", "关于批准规划的请示已阅。"),
    ],
)
def test_an_answer_names_the_paper_once(body: str, opening: str) -> None:
    assert texts(REPLY | {"正文": body}) == [opening, "此复。"]


def test_an_answer_that_begins_with_a_heading_opens_above_it() -> None:
    assert texts(REPLY | {"正文": "一、原则\n同意。"})[:2] == [
        "你区《关于批准规划的请示》（文政〔2024〕6号）收悉。",
        "一、原则",
    ]


def test_an_answer_goes_to_the_sender_unless_the_writer_says_otherwise() -> None:
    assert part(REPLY).recipient == "文山区人民政府："
    assert part(REPLY | {"主送": "各区县"}).recipient == "各区县："


@pytest.mark.parametrize(
    ("sender", "called"),
    [("市自然资源局", "你局"), ("云山市人民政府", "你市"), ("市发展改革委", "你委"), ("云山报社", "你单位")],
)
def test_the_sender_is_spoken_to_as_what_it_is(sender: str, called: str) -> None:
    keys = REPLY | {"来文": {"单位": sender, "标题": "关于某事的请示", "日期": "2024年1月6日"}}
    assert texts(keys)[0].startswith(f"{called}2024年1月6日《关于某事的请示》收悉。")


def test_an_adopted_document_says_so_under_its_title_and_bears_no_signature() -> None:
    keys = HEAD | {"文种": "决议", "通过": "2024年1月19日云山市第五届人民代表大会第四次会议通过"}
    printed = part({name: value for name, value in keys.items() if name != "日期"})
    assert (printed.subtitle, printed.subtitle_rest) == (
        "（2024年1月19日云山市第五届",
        "人民代表大会第四次会议通过）",
    )
    assert printed.signature is None
    assert part(keys).signature is not None, "what the writer writes is printed"


def test_a_superior_finds_the_contact_in_the_remark_anybody_else_under_the_text() -> None:
    contact = {"联系人": "李明 0533-1234567"}
    line = "（联系人：李明，联系电话：0533-1234567）"
    request = part(HEAD | {"文种": "请示", "签发人": "孙明远"} | contact)
    assert request.remarks == (line,)
    assert texts(HEAD | {"文种": "函"} | contact)[-1] == line


@pytest.mark.parametrize(
    ("paper", "manner", "title"),
    [
        ({"单位": "省厅", "标题": "关于防汛的通知"}, "转发", "云山市自然资源局转发省厅关于防汛的通知"),
        ({"单位": "省厅", "标题": "省厅关于防汛的通知"}, "转发", "云山市自然资源局转发省厅关于防汛的通知"),
        ({"单位": "矿产局", "标题": "关于防汛的意见"}, "批转", "云山市自然资源局批转矿产局关于防汛的意见的通知"),
        ({"单位": "省厅", "标题": "防汛管理办法"}, "转发", "云山市自然资源局关于转发省厅《防汛管理办法》的通知"),
        ("关于防汛的通知", "转发", "云山市自然资源局转发关于防汛的通知"),
    ],
)
def test_a_forwarding_title_has_one_matter_and_one_kind(paper: Any, manner: str, title: str) -> None:
    keys = {"文种": "转发通知", "转发": paper, "方式": manner, "日期": "2024年1月19日"}
    assert "".join(part(keys).title) == title


def test_a_paper_that_is_passed_on_follows_with_its_own_elements() -> None:
    paper = {
        "单位": "省厅",
        "标题": "关于防汛的通知",
        "文号": "省厅发〔2024〕8号",
        "日期": "2024年1月6日",
        "主送": "各市局",
        "正文": "请落实。",
    }
    keys = {"文种": "转发通知", "转发": paper, "意见": "一、要落实。", "日期": "2024年1月19日"}
    own, passed_on = compose(keys).parts
    assert [shape(block)[1] for block in own.blocks] == [
        "现将省厅《关于防汛的通知》（省厅发〔2024〕8号）转发给你们，并提出以下意见，请认真贯彻执行。",
        "一、要落实。",
    ]
    assert (passed_on.starts_page, passed_on.attachment_mark) == (True, "")
    assert (passed_on.title, passed_on.subtitle) == (("关于防汛的通知",), "（省厅发〔2024〕8号）")
    assert passed_on.recipient == "各市局："
    assert passed_on.signature is not None
    assert passed_on.signature.authorities == ("省厅",)


def test_a_paper_in_a_file_of_its_own_is_passed_on_too() -> None:
    original = HEAD | {"文种": "通知", "标题": "关于防汛的通知", "发文机关": "省厅", "文号": "省厅发〔2024〕8号"}
    keys = {"文种": "转发通知", "转发": "原文.yaml", "日期": "2024年1月19日"}
    own, passed_on = compose(keys, others={"原文.yaml": original}).parts
    assert "".join(own.title) == "云山市自然资源局转发省厅关于防汛的通知"
    assert passed_on.subtitle == "（省厅发〔2024〕8号）"


def test_what_is_known_of_a_meeting_is_numbered_on() -> None:
    keys = MEETING | {"时间": "4月20日上午9:00", "地点": "三楼会议室。", "议程": "1.通报情况。\n2.部署工作。"}
    assert "".join(part(keys).title) == "云山市自然资源局关于召开防汛工作会议的通知"
    assert texts(keys) == [
        "现将召开防汛工作会议的有关事项通知如下：",
        "一、会议时间：4月20日上午9:00。",
        "二、会议地点：三楼会议室。",
        "三、会议议程",
        "1.通报情况。",
        "2.部署工作。",
    ]
    assert texts(keys | {"正文": "决定开会。\n一、会议主题\n防汛。"})[3] == "二、会议时间：4月20日上午9:00。"
