"""A clerk's slips in a roster are told; what is meant so stays as it is."""

from __future__ import annotations

import pytest

from gongwen.proof.padded_names import check_padded_names
from gongwen.proof.roster import check_roster
from gongwen.proof.staffing import check_staffing
from tests.support import document, resolve

ROSTER = {"文种": "名单", "标题": "名单", "组长": "孙明远 市局局长", "副组长": "赵立、周成", "成员": "各区县局"}


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        ({}, []),
        ({"副组长": "周成市局党组成员、副局长"}, ["content/no-name"]),
        ({"成员": "高松，王一丁"}, ["content/names-separator"]),
        ({"成员": "高松 王一丁 李起"}, []),
        ({"成员": "方圆 建设管理科、石磊 建设管理科"}, ["content/people-on-a-line"]),
        ({"成员": "高松 市局党组书记、局长"}, []),
        ({"成员": "高松 市局党组成员、副局长 兼 总工程师"}, []),
        ({"成员": "周成"}, ["content/person-twice"]),
        ({"成员": "周成（测绘院）"}, []),
        ({"办公室": {"主任": "周城"}}, ["content/head-unlisted"]),
        ({"办公室": {"主任": "赵立"}}, []),
        ({"工作组": {"综合组": {"组长": "赵立", "成员": "赵立、周成"}}}, []),
        ({"工作组": {"综合组": {"组长": "综合科科长"}}}, ["content/no-name"]),
    ],
)
def test_a_slip_is_told_once(keys: dict[str, object], codes: list[str]) -> None:
    assert [item.code for item in check_roster(document(ROSTER | keys))] == codes


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        # K01: ranks
        ({"第一组长": "李明", "组长": "孙明远", "常务副组长": "赵立", "副组长": "周成", "成员": "高松"}, []),
        ({"副组长": "周成", "组长": "孙明远"}, ["content/rank-order"]),
        ({"组长": "孙明远", "成员": "高松", "常务副组长": "赵立"}, ["content/rank-order"]),
        ({"总指挥": "孙明远", "副总指挥": "赵立", "秘书长": "周成", "成员": "高松", "联络员": "谭晓"}, []),
        ({"职级": {"顾问": "李明", "组长": "孙明远"}}, []),
        ({"标题": "云山市防汛抗旱指挥部成员名单", "总指挥": "孙明远", "成员": "高松"}, []),
        ({"标题": "云山市防汛抗旱指挥部成员名单", "组长": "孙明远", "成员": "高松"}, ["content/rank-family"]),
        ({"标题": "云山市规划委员会名单", "主任": "孙明远", "委员": "高松"}, []),
        ({"标题": "云山市委员会办公室工作人员名单", "组长": "孙明远"}, []),
        ({"组长": "孙明远", "副主任": "赵立"}, ["content/rank-family"]),
        # K02: those of one rank
        ({"成员": "赵立 市局副局长\n周成 市财政局局长"}, []),
        ({"成员": "赵立 市财政局副局长\n周成 市财政局局长"}, ["content/deputy-first"]),
        ({"成员": "周成 市财政局局长\n赵立 市财政局副局长"}, []),
        ({"成员": "赵立 市财政局党组成员、副局长\n周成 市财政局党组书记、局长"}, ["content/deputy-first"]),
        # K12: the posts of one person
        ({"成员": "周成 市财政局党组书记、局长"}, []),
        ({"成员": "周成 市财政局局长、党组书记"}, ["content/post-order"]),
        ({"成员": "周成 市财政局副局长、局长"}, ["content/post-order"]),
        ({"成员": "周成 市财政局局长兼市国资委主任"}, []),
        ({"成员": "周成 市财政局局长\n高松 副局长"}, ["content/post-without-unit"]),
        ({"成员": "周成 局长\n高松 副局长"}, []),
        ({"成员": "周成 市长\n高松 市财政局局长"}, []),
        ({"成员": "周成同志 市财政局局长"}, ["content/comrade-in-list"]),
        ({"成员": "周成同志、高松同志"}, ["content/comrade-in-list", "content/comrade-in-list"]),
        ({"成员": "市委宣传部、市财政局分管负责同志"}, []),
        ({"成员": "市财政局、市公安局、市财政局分管负责同志"}, ["content/unit-twice"]),
        ({"成员": "周成", "成员单位": "市财政局、市公安局、市财政局"}, ["content/unit-twice"]),
        # K13: the office
        ({"成员": "周成 市财政局局长", "办公室": {"设在": "市财政局", "主任": "周成"}}, []),
        ({"成员": "周成 市财政局局长", "办公室": {"设在": "局办公室", "主任": "周成"}}, []),
        (
            {"成员": "周成 市财政局局长", "办公室": {"设在": "市应急管理局", "主任": "周成"}},
            ["content/office-head-organ"],
        ),
        # K14: an explicit 兼
        ({"副组长": "周成", "职级": {"秘书长（兼）": "周成"}}, []),
        ({"副组长": "周成", "成员": "周成"}, ["content/person-twice"]),
        # K16: working groups
        ({"成员": "周成", "工作组": {"综合组": {"组长": "周成", "成员": "史可"}}}, []),
        ({"成员": "周成", "工作组": {"综合组": {"组长": "史可"}}}, ["content/group-head-unlisted"]),
        ({"成员": "周成\n各区县局", "工作组": {"综合组": {"组长": "史可"}}}, []),
        (
            {
                "成员": "周成",
                "成员单位": "市财政局",
                "工作组": {"综合组": {"牵头单位": "市公安局"}, "宣传组": {"牵头单位": "市财政局"}},
            },
            ["content/lead-unit-unlisted"],
        ),
        # K03: strokes
        ({"组长": "李明", "分类": {"专家委员": {"人员": "周成、高松", "排序": "姓氏笔画"}}}, []),
        (
            {"组长": "李明", "分类": {"专家委员": {"人员": "周成、𫖯㛃", "排序": "姓氏笔画"}}},
            ["content/not-by-strokes"],
        ),
        ({"委员": "周成、高松\n各区县局", "排序": "姓名笔画"}, ["content/not-by-strokes"]),
    ],
)
def test_the_order_and_the_parts_of_a_roster(keys: dict[str, object], codes: list[str]) -> None:
    written = {"文种": "名单", "标题": "名单"} | keys
    assert [item.code for item in check_roster(document(written))] == codes


LISTED = {
    "文种": "名单",
    "标题": "名单",
    "组长": "孙明远",
    "副组长": "赵立、周成",
    "成员": "高松、谭晓、史可",
    "成员单位": "市财政局、市公安局",
}
PHONES: dict[str, object] = {"成员": [{"姓名": "高松", "电话": "0533-1234567"}]}
NOTICE = {"文种": "通知", "标题": "通知", "附件": ["名单.yaml"]}


@pytest.mark.parametrize(
    ("keys", "roster", "codes"),
    [
        # J06: numbers in the text
        ({"正文": "专班副组长2人，成员3名，由6名同志组成，成员单位2个（见附件）。"}, {}, []),
        ({"正文": "专班成员4名（见附件）。"}, {}, ["content/member-count"]),
        ({"正文": "专班副组长三名（见附件）。"}, {}, ["content/member-count"]),
        ({"正文": "专班由七人组成（见附件）。"}, {}, ["content/member-count"]),
        ({"正文": "共3个成员单位（见附件）。"}, {}, ["content/member-count"]),
        ({"正文": "专班成员9名（见附件）。"}, {"成员": "高松\n各区县局"}, []),
        ({"正文": "成员单位9个（见附件）。"}, {"成员单位": "市财政局、各区县局"}, []),
        # K10: names in running text
        ({"正文": "由孙　明任组长，赵立、周　成同志任副组长（见附件）。"}, {}, ["content/padded-name"] * 2),
        ({"正文": "由孙明任组长（见附件）。\n满意　基本满意　不满意"}, {}, []),
        # K17: phones made public
        ({"正文": "见附件。", "公开": "主动公开"}, PHONES | {"版式": "表格"}, ["content/phones-published"]),
        ({"正文": "见附件。", "公开": "不予公开"}, PHONES | {"版式": "表格"}, []),
        ({"正文": "见附件。", "公开": "主动公开"}, PHONES, []),
        ({"正文": "见附件。", "公开": "主动公开", "表": {"甲": {"列": "姓名、电话", "行": "高松 | 13812345678"}}}, {},
         ["content/phones-published"]),
        ({"正文": "见附件。", "公开": "主动公开", "表": {"甲": {"列": "姓名、电话", "空白行数": "3"}}}, {}, []),
        ({"正文": "见附件。", "公开": "主动公开", "表": {"甲": {"列": "单位、电话", "行": "局 | 0533123456"}}}, {}, []),
    ],
)  # fmt: skip
def test_a_document_and_its_roster_are_held_against_each_other(
    keys: dict[str, object], roster: dict[str, object], codes: list[str]
) -> None:
    resolved, _ = resolve(
        NOTICE | keys | {"文号": "云自然资字〔2025〕1号", "日期": "2025年6月1日"}, others={"名单.yaml": LISTED | roster}
    )
    assert [item.code for item in (*check_padded_names(resolved), *check_staffing(resolved))] == codes
