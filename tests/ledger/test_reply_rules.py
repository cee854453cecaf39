"""Y01–Y15 of standard.md 6.4, each shown: what is printed, or what is told."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.diagnostics import ContentError
from tests.ledger.letters import CONFERENCE, CONGRESS, resolved, texts

NUMBER: dict[str, Any] = {"文号": "云建议〔2025〕7号"}


def test_y01_the_unit_issues_it_as_a_letter_or_a_document_and_seals_it() -> None:
    view, codes = resolved(**NUMBER)
    assert codes == []
    assert view.format == "信函"
    assert resolved(格式="文件", **NUMBER)[0].format == "文件"
    signature = view.parts[0].signature
    assert signature is not None
    assert signature.is_sealed
    assert "content/internal-division" in resolved(发文机关="云山市自然资源局耕地保护科", **NUMBER)[1]


def test_y02_its_number_is_of_a_series_of_its_own() -> None:
    view, _ = resolved({"答复文号": "云提案〔2025〕3号"})
    assert view.masthead is not None
    assert view.masthead.number == "云提案〔2025〕3号"
    assert "content/number-missing" in resolved()[1]


def test_y03_class_openness_and_if_wanted_the_signatory() -> None:
    view, codes = resolved(签发人="王强", 格式="文件", **NUMBER)
    assert view.masthead is not None
    assert (view.masthead.class_mark, view.masthead.signatories) == ("〔A〕", ("王　强",))
    assert "（此件主动公开）" in view.parts[0].remarks
    assert codes == []


@pytest.mark.parametrize(
    ("item", "habits", "keys", "title"),
    [
        ({}, {}, {}, CONGRESS),
        ({"层级": "全国", "会议": "十四届三次", "编号": "1234"}, {"标题用语": "对"}, {},
         "对十四届全国人大三次会议第1234号建议的答复"),
        ({"类别": "政协提案"}, {}, {}, CONFERENCE),
        ({"类别": "政协提案"}, {"标题结尾": "的答复函"}, {}, f"{CONFERENCE}函"),
        ({"类别": "政协提案", "层级": "全国", "会议": "十四届三次", "编号": "00123"}, {"标题结尾": "答复的函"}, {},
         "关于政协第十四届全国委员会第三次会议第00123号提案答复的函"),
        ({"办理方式": "会办", "主办单位": "云山市水利局"}, {}, {"文种": "会办意见"},
         CONGRESS.replace("的答复", "的会办意见")),
    ],
    ids=["Y04", "Y04-national", "Y05", "Y05-letter", "Y05-national", "Y06"],
)  # fmt: skip
def test_y04_to_y06_titles(item: dict[str, str], habits: dict[str, str], keys: dict[str, Any], title: str) -> None:
    view, _ = resolved(item, {"答复": habits}, **keys, **NUMBER)
    assert "".join(view.parts[0].title) == title


@pytest.mark.parametrize(
    ("item", "addressee"),
    [
        ({}, "张明代表："),
        ({"类别": "政协提案"}, "张明委员："),
        ({"提出人": "张明等5人"}, "张明等5名代表："),
        ({"提出人": "", "提出单位": "民革云山市委会", "类别": "集体提案"}, "民革云山市委会："),
    ],
)
def test_y07_the_addressee(item: dict[str, str], addressee: str) -> None:
    assert resolved(item)[0].parts[0].recipient == addressee
    assert "content/reply-addressee" in resolved(item, 主送="赵六代表")[1]


def test_y08_to_y10_opening_text_and_closing() -> None:
    view, _ = resolved({"会办单位": "云山市财政局、云山市水利局"})
    assert texts(view) == [
        "您提出的《关于加强防汛的建议》（第082号）收悉。经商云山市财政局、云山市水利局，现答复如下：",
        "已经采纳。",
        "感谢您对我局工作的关心和支持，欢迎继续提出宝贵意见。",
    ]
    assert texts(resolved({"提出人": "张明、李华"})[0])[0].startswith("你们提出的")


def test_y11_to_y13_signature_contact_and_copies() -> None:
    view, _ = resolved(联系人="李明 0533-1234567", 抄送="云山市人大常委会人事代表选举工作室，云山市人民政府办公室")
    signature = view.parts[0].signature
    assert signature is not None
    assert (signature.authorities, signature.date) == (("云山市自然资源局",), "2025年4月17日")
    assert view.parts[0].remarks[0] == "（联系人：李明，联系电话：0533-1234567）"
    assert view.imprint is not None
    assert view.imprint.copies == "云山市人大常委会人事代表选举工作室，云山市人民政府办公室。"
    codes = resolved(联系人=[], 抄送=[])[1]
    assert {"content/reply-contact-missing", "content/reply-copies-missing"} <= set(codes)


@pytest.mark.parametrize(("openness", "told"), [("主动公开", True), ("依申请公开", True), ("不予公开", False)])
def test_y14_what_is_secret_is_not_published(openness: str, *, told: bool) -> None:
    codes = resolved({"公开": openness}, 密级="秘密★1年", 份号="1", **NUMBER)[1]
    assert ("content/reply-secret" in codes) == told


@pytest.mark.parametrize(
    ("item", "keys", "code"),
    [
        ({"答复文号": "云建议〔2025〕8号"}, NUMBER, "content/reply-document-number"),
        ({}, {"正文": "您提出的《关于加强防汛的建议》（第83号）收悉。"}, "content/reply-number"),
        ({}, {"标题": CONGRESS.replace("第五次", "第四次")}, "content/reply-session"),
        ({}, {"主送": "李华代表"}, "content/reply-addressee"),
        ({}, {"结果": "B"}, "content/reply-class-differs"),
        ({}, {"公开": "不予公开"}, "content/reply-openness-differs"),
        ({"答复日期": "2025年4月18日"}, {}, "content/reply-date"),
    ],
)
def test_y15_what_differs_from_the_ledger_is_told(item: dict[str, str], keys: dict[str, Any], code: str) -> None:
    assert code in resolved(item, **keys)[1]


def test_y15_a_class_that_the_office_does_not_know_is_refused() -> None:
    with pytest.raises(ContentError):
        resolved({"结果": "E"})


OPINION = {"办理方式": "会办", "主办单位": "市水利局"}


@pytest.mark.parametrize(
    ("item", "body", "is_told"),
    [
        (OPINION, "已提出会办意见。", True),
        (OPINION, "我局已于按时将会办意见报送市水利局。\n", True),
        (OPINION, "会办意见已反馈主办单位", True),
        ({}, "已办结，已书面答复代表。", True),
        (OPINION, "无意见。", False),
        (OPINION, "同意市水利局的办理意见。", False),
        (OPINION, "建议将河道整治列入明年计划。", False),
        ({}, "已挂牌保护三百株。", False),
        ({}, "已办理，" * 11, False),
    ],
)
def test_a_text_that_only_says_that_an_item_was_handled_is_told(item: dict[str, str], body: str, is_told: bool) -> None:
    codes = resolved(item, 文种="会办意见" if item else "答复", 正文=body)[1]
    assert ("content/reply-no-substance" in codes) is is_told
