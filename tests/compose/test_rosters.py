"""What a roster prints beyond names and posts: strokes (K03), marks (K11), the parts of a working group (K16)."""

from __future__ import annotations

from typing import Any

from tests.support import compose, shape

ROSTER = {"文种": "名单", "标题": "云山市专家库名单"}


def blocks(keys: dict[str, Any]) -> list[tuple[str, ...]]:
    (part,) = compose(ROSTER | keys).parts
    return [shape(block) for block in part.blocks]


def test_a_roster_by_strokes_is_put_in_order_and_says_so_under_its_title() -> None:
    view = compose(ROSTER | {"委员": "周成、丁一、欧阳修、王一明、王刚", "排序": "姓氏笔画"})
    (part,) = view.parts
    assert part.subtitle == "（按姓氏笔画为序）"
    assert [shape(block) for block in part.blocks] == [
        ("RosterText", "委　员：", "丁　一、王　刚、王一明、欧阳修、周　成")
    ]


def test_a_class_by_strokes_says_so_after_its_heading_and_the_others_stay_as_written() -> None:
    keys = {
        "组长": "周成、丁一",
        "分类": {"专家委员": {"人员": "周成 教授\n丁一 教授", "排序": "姓氏笔画"}, "部门委员": "周山、丁山"},
    }
    assert blocks(keys) == [
        ("RosterText", "组　长：", "周　成、丁　一"),
        ("RosterText", "专家委员（按姓氏笔画为序）：", ""),
        ("RosterLine", "", "丁　一", "教授"),
        ("RosterLine", "", "周　成", "教授"),
        ("RosterText", "部门委员：", "周　山、丁　山"),
    ]


def test_a_list_with_a_rare_character_stays_as_it_is_written() -> None:
    assert blocks({"委员": "周成、𫖯㛃、丁一", "排序": "姓氏笔画"}) == [
        ("RosterText", "委　员：", "周　成、𫖯　㛃、丁　一")
    ]


def test_in_running_text_the_order_is_said_in_a_line_of_its_own() -> None:
    notice = {"文种": "通知", "标题": "通知", "机构": {"专家库": "名单.yaml"}, "正文": "名单如下：\n{专家库.名单}"}
    others = {"名单.yaml": ROSTER | {"委员": "周成、丁一", "排序": "姓名笔画"}}
    (part,) = compose(notice | {"文号": "云自然资字〔2025〕1号", "日期": "2025年6月1日"}, others=others).parts
    assert [shape(block)[1] for block in part.blocks] == ["名单如下：", "（按姓名笔画为序）", "委　员："]


PEOPLE = [
    {"姓名": "欧阳晓波", "职务": "局信息中心主任", "性别": "女", "民族": "回族"},
    {"姓名": "高松", "职务": "局办公室主任", "性别": "男", "民族": "汉族"},
    {"姓名": "买买提·艾力", "职务": "局援疆办副主任", "民族": "维吾尔族"},
]


def test_sex_and_ethnicity_are_printed_only_where_the_roster_asks_for_them() -> None:
    def names(**keys: str) -> list[str]:
        return [block[2] for block in blocks({"委员": PEOPLE} | keys)]

    assert names() == ["欧阳晓波", "高　松", "买买提·艾力"]
    assert names(标注="性别") == ["欧阳晓波（女）", "高　松", "买买提·艾力"]
    assert names(标注="性别、民族") == ["欧阳晓波（女）（回族）", "高　松", "买买提·艾力（维吾尔族）"]


def test_marks_hold_for_the_groups_inside_until_one_says_otherwise() -> None:
    inner = {"综合组": {"成员": PEOPLE[:1]}, "宣传组": {"成员": PEOPLE[:1], "标注": []}}
    said = [
        block for block in blocks({"委员": PEOPLE[:1], "标注": "性别", "工作组": inner}) if block[0] == "RosterLine"
    ]
    assert [block[2] for block in said] == ["欧阳晓波（女）", "欧阳晓波（女）", "欧阳晓波"]


def test_marks_stand_in_rows_and_tables_too() -> None:
    row = blocks({"委员": PEOPLE, "标注": "性别", "版式": "姓名（单位）"})
    assert "".join(block[2] for block in row).startswith("欧阳晓波（女）（局信息中心主任）、高　松（局办公室主任）、")
    (part,) = compose(ROSTER | {"委员": PEOPLE, "标注": "民族", "版式": "表格"}).parts
    table = getattr(part.blocks[0], "table")  # noqa: B009
    assert [row[2].text for row in table.rows] == ["欧阳晓波（回族）", "高松", "买买提·艾力（维吾尔族）"]


def test_a_working_group_has_its_lead_unit_members_and_duties() -> None:
    group = {"牵头单位": "市财政局", "成员单位": "市公安局、市水利局", "职责": "负责综合协调。"}
    assert blocks({"组长": "孙明远", "工作组": {"综合协调组": group}})[1:] == [
        ("Heading", "一、综合协调组"),
        ("RosterText", "牵头单位：", "市财政局"),
        ("RosterText", "成员单位：", "市公安局、市水利局"),
        ("Paragraph", "负责综合协调。"),
    ]
