"""Rosters refer to people by name, by unit or by post, and get them as they were on the roster's day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.compose.roster import roster_blocks
from gongwen.diagnostics import Diagnostic, Severity
from gongwen.model.dates import STANDING
from gongwen.model.directory import Directory
from gongwen.model.papers import Roster
from gongwen.model.people import Person
from gongwen.model.register import PeopleFile, UnitsFile
from gongwen.proof.roster import check_roster
from gongwen.resolve.people import Referred, refer
from gongwen.resolve.scope import Scope
from gongwen.standard.geometry import Geometry
from tests.support import shape

DAY = date(2020, 6, 1)
PEOPLE: list[Any] = [
    "孙明远 市局党组书记、局长",
    {"姓名": "赵立", "职务": "市局党组成员、副局长", "起": "2016年3月", "止": "2020年6月1日"},
    {"姓名": "周成", "职务": [{"职务": "副局长", "单位": "市局", "起": "2020年6月1日"}]},
    {"姓名": "高松", "职务": [{"职务": "主任", "单位": "局办公室", "起": "2019年1月1日", "备注": "主持工作"}]},
    {"姓名": "林敏", "单位": "测绘科", "职务": "测绘科科长"},
    {"姓名": "林敏", "单位": "用途科", "职务": "用途科科长"},
    {"姓名": "欧阳晓波", "单位": "局信息中心", "职务": "主任", "性别": "女", "民族": "回族"},
    {"姓名": "买买提·艾力", "职务": "局援疆办副主任"},
    {"姓名": "司马光", "职务": "司马乡乡长"},
    {"姓名": "𫖯㛃", "职务": "局档案馆馆长"},
    {
        "姓名": "钱多",
        "职务": [
            {"职务": "局长", "单位": "市财政局"},
            {"职务": "党组书记", "单位": "市财政局"},
            {"职务": "主任", "单位": "市国资委", "备注": "兼"},
            {"职务": "市债务办主任"},
        ],
    },
    {"姓名": "吴岗"},
    {"姓名": "冯来", "职务": "局监察专员", "起": "2021年1月1日"},
]
OFFICE: list[Any] = [
    {"姓名": "孙明远", "职务": [{"职务": "党组书记、局长", "单位": "市局"}]},
    {"姓名": "周成", "职务": [{"职务": "副局长", "单位": "市局"}]},
    {"姓名": "高松", "职务": [{"职务": "办公室主任", "单位": "市局"}]},
]
DUTIES = [{"职务": "市防汛办主任", "由": "局办公室主任"}]


def directory(people: Iterable[Any] = PEOPLE, duties: Iterable[Any] = DUTIES, units: Iterable[Any] = ()) -> Directory:
    known = UnitsFile.model_validate({"单位": list(units)}).units
    return Directory(PeopleFile.model_validate({"人员": list(people), "随任": list(duties)}), known, "人员.yaml")


def referred(members: Any, on: date = DAY, known: Directory | None = None, **keys: Any) -> Referred[Roster]:
    roster = Roster.model_validate({"文种": "名单", "标题": "名单", "成员": members} | keys)
    return refer(roster, known or directory(), on)


def people(found: Referred[Roster], rank: str = "成员") -> list[str]:
    return [
        " ".join(filter(None, (entry.name, entry.post))) if isinstance(entry, Person) else f"“{entry.words}”"
        for entry in found.roster.ranks[rank]
    ]


def said(found: Iterable[Diagnostic]) -> list[str]:
    return [item.code.removeprefix("content/") for item in found]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("孙明远", ["孙明远 市局党组书记、局长"]),
        ("孙　明远、周成", ["孙明远 市局党组书记、局长", "周成 市局副局长"]),
        ("林敏（用途科）", ["林敏 用途科科长"]),
        ("欧阳晓波", ["欧阳晓波 局信息中心主任"]),
        ("买买提·艾力", ["买买提·艾力 局援疆办副主任"]),
        ("司马光", ["司马光 司马乡乡长"]),
        ("𫖯㛃", ["𫖯㛃 局档案馆馆长"]),
        ("钱多", ["钱多 市财政局局长、党组书记兼市国资委主任、市债务办主任"]),
        ("局办公室主任", ["高松 局办公室主任（主持工作）"]),
        ("市防汛办主任", ["高松 局办公室主任（主持工作）"]),
        ("市局局长", ["孙明远 市局党组书记、局长"]),
        (
            "孙明远、局办公室主任、林敏（测绘科）",
            ["孙明远 市局党组书记、局长", "高松 局办公室主任（主持工作）", "林敏 测绘科科长"],
        ),
        ("郑外 市人大办公室主任", ["郑外 市人大办公室主任"]),
        ("各区县局主要负责人", ["“各区县局主要负责人”"]),
        ("市委宣传部、市财政局分管负责同志", ["“市委宣传部、市财政局分管负责同志”"]),
        ([{"现任": "市局副局长"}], ["周成 市局副局长"]),
        ([{"文字": "局办公室主任"}], ["“局办公室主任”"]),
    ],
)
def test_a_reference_prints_as_the_person_written_out_that_day(written: Any, expected: list[str]) -> None:
    known = directory([_with_unit(item) for item in PEOPLE], units=[{"全称": "市局"}])
    found = referred(written, known=known)
    assert people(found) == expected
    assert said(found.diagnostics) == []


def _with_unit(item: Any) -> Any:
    """孙明远 belongs to 市局, so that 市局局长 calls one of his posts."""
    if isinstance(item, str):
        name, title = item.split()
        return {"姓名": name, "职务": [{"职务": title, "单位": "市局"}]}
    return item


@pytest.mark.parametrize(
    ("written", "on", "expected"),
    [
        ("赵立", DAY, ["person-left"]),
        ("赵立", date(2020, 5, 31), []),
        ("周成", date(2020, 5, 31), ["person-not-yet"]),
        ("冯来", DAY, ["person-not-yet"]),
        ("冯来", STANDING, []),
        ("吴岗", DAY, []),
        ("吴岗\n孙明远", DAY, ["person-without-post"]),
        ("吴岗 局办公室科员\n孙明远", DAY, []),
        ("林敏", DAY, ["namesakes"]),
        ("林敏（档案科）", DAY, ["unknown-person"]),
        ("孙明", DAY, ["unknown-person"]),
        ("局监察专员", DAY, ["post-vacant"]),
        ("局办公室主任", date(2018, 1, 1), ["post-vacant"]),
        ([{"现任": "局人事科科长"}], DAY, ["unknown-post"]),
        ("周成 市局总工程师", DAY, ["title-differs"]),
        ("周成 市局副局长", DAY, []),
        ("钱多 市国资委主任", DAY, []),
        ("林敏 用途科科长", DAY, []),
        ("赵立 市局党组成员、副局长", DAY, ["left-but-listed"]),
        ("赵立 市局党组成员、副局长", date(2020, 1, 1), []),
    ],
)
def test_what_the_register_does_not_bear_out_is_told(written: Any, on: date, expected: list[str]) -> None:
    assert said(referred(written, on).diagnostics) == expected


def test_a_post_that_two_hold_lists_both_by_rank_and_says_so() -> None:
    known = directory(
        [{"姓名": "甲乙", "职务": "副局长", "排序": "2"}, {"姓名": "丙丁", "职务": "副局长", "排序": "1"}], ()
    )
    found = referred([{"现任": "副局长"}], known=known)
    assert people(found) == ["丙丁 副局长", "甲乙 副局长"]
    assert said(found.diagnostics) == ["post-shared"]


def test_a_day_before_the_register_begins_is_named_in_the_hint() -> None:
    (finding,) = referred("局办公室主任", date(2010, 1, 1)).diagnostics
    assert finding.code == "content/post-vacant"
    assert "人员库从2016年3月1日记起" in (finding.hint or "")


def test_who_left_is_told_with_his_successor() -> None:
    known = directory(
        [
            {"姓名": "国强", "职务": [{"职务": "副局长", "单位": "市局", "止": "2020年6月1日"}]},
            {"姓名": "李明", "职务": [{"职务": "副局长", "单位": "市局", "起": "2020年6月1日"}]},
        ],
        (),
    )
    (finding,) = referred("国强", STANDING, known).diagnostics
    assert finding.message == "“国强”已于2020年6月1日离任，现在没有职务。"
    assert "现在任市局副局长的是李明，请改成：李明；改写成职务" in (finding.hint or "")


def test_of_several_who_hold_his_post_the_one_who_came_is_named() -> None:
    def deputy(name: str, **term: str) -> dict[str, Any]:
        return {"姓名": name, "单位": "市局", "职务": [{"职务": "副局长", "单位": "市局"} | term]}

    before = [deputy("国强", 止="2020年6月1日"), deputy("周成", 起="2015年1月")]
    after = deputy("李明", 起="2020年6月1日")
    namesake = {"姓名": "李明", "单位": "测绘科", "职务": "测绘科科员"}

    def hint(*people: dict[str, Any]) -> str:
        (finding,) = referred("国强", STANDING, directory(people, ())).diagnostics
        assert finding.code == "content/person-left"
        return finding.hint or ""

    assert "的是周成、李明；接任的是李明，请改成：李明。" in hint(*before, after)
    assert "随人员变动" not in hint(*before, after)
    assert "请改成：李明（市局）。" in hint(*before, after, namesake)
    assert "请改成其中接任的人" in hint(*before, after, deputy("吴燕", 起="2020年7月"))


@pytest.mark.parametrize(
    ("written", "near"),
    [("市局副书记", "市局党组书记"), ("孙明远、市局副书记", "市局党组书记"), ("市局办公室副主任", "市局办公室主任")],
)
def test_a_post_in_a_unit_of_the_register_that_nobody_ever_held_is_told(written: str, near: str) -> None:
    found = referred(written, known=directory(OFFICE, ()))
    (finding,) = found.diagnostics
    assert (finding.code, finding.severity) == ("content/post-unheld", Severity.WARNING)
    assert f"是否指“{near}”？" in (finding.hint or "")
    assert people(found) == [f"“{written}”"], "what is written is printed"
    assert list(check_roster(found.roster)) == [], "told once"


@pytest.mark.parametrize(
    "written",
    [
        "市局各科室科长",
        "各区县局局长",
        "机关各科室主要负责人",
        "市局机关各科室主要负责人",
        "市局分管副局长",
        "市局分管负责同志",
        "市局办公室",
        "市局办公室全体人员",
        "市财政局副局长",
        "局长办公会其他出席领导，各区县局、分局，各规划办，局属各单位，两总师，机关各科室主要负责人。",
        [{"文字": "市局副书记"}],
    ],
)
def test_words_that_name_whoever_holds_an_office_are_not_taken_for_a_post(written: Any) -> None:
    units = [{"全称": "市局"}, {"全称": "市财政局"}, {"全称": "张庄分局", "合称": "各区县局"}]
    assert said(referred(written, known=directory(OFFICE, (), units)).diagnostics) == []


def test_groups_office_and_categories_are_followed_however_deep() -> None:
    inner = {"工作组": {"资料组": {"组长": "局办公室主任"}}}
    found = referred(
        "孙明远", 办公室={"主任": "高松"}, 工作组={"综合组": {"组长": "周成"} | inner}, 分类={"专家委员": "欧阳晓波"}
    )
    assert [(mention.group, mention.rank, mention.name) for mention in found.mentions] == [
        ((), "成员", "孙明远"),
        ((), "专家委员", "欧阳晓波"),
        (("办公室",), "主任", "高松"),
        (("综合组",), "组长", "周成"),
        (("综合组", "资料组"), "组长", "高松"),
    ]


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ("姓名在前", ("RosterLine", "成　员：", "欧阳晓波", "局信息中心主任")),
        ("姓名（单位）", ("RosterText", "成　员：", "欧阳晓波（局信息中心）")),
        ("仅姓名", ("RosterText", "成　员：", "欧阳晓波")),
    ],
)
def test_the_forms_of_print(layout: str, expected: tuple[str, ...]) -> None:
    found = referred("欧阳晓波", 版式=layout)
    assert [shape(block) for block in roster_blocks(found.roster, Scope(), Geometry())] == [expected]


def test_the_contact_table_has_units_posts_and_phones() -> None:
    known = directory([{"姓名": "高松", "单位": "局办公室", "职务": "主任", "电话": "0533-033"}], ())
    (block,) = roster_blocks(referred("高松", known=known, 版式="表格").roster, Scope(), Geometry())
    table = getattr(block, "table")  # noqa: B009
    assert [column.title for column in table.columns] == ["序号", "名单职务", "姓名", "单位", "职务", "电话"]
    assert [cell.text for cell in table.rows[0]] == ["1", "成员", "高松", "局办公室", "主任", "0533-033"]


def test_units_that_no_file_lists_are_told() -> None:
    known = directory(units=[{"全称": "市财政局"}, {"全称": "张庄分局", "合称": "各区县局"}])
    found = referred("孙明远", known=known, 成员单位="市财政局、各区县局、市才政局")
    assert [(item.code, item.hint) for item in found.diagnostics] == [("content/unknown-unit", "是否指“市财政局”？")]


def test_a_seat_that_is_nearly_a_known_unit_is_told_and_any_other_is_not() -> None:
    known = directory(units=[{"全称": "市财政局"}])
    found = referred("孙明远", known=known, 办公室={"设在": "市才政局", "主任": "孙明远"})
    assert [(item.code, item.hint) for item in found.diagnostics] == [("content/unknown-unit", "是否指“市财政局”？")]
    assert said(referred("孙明远", known=known, 办公室={"设在": "局办公室", "主任": "孙明远"}).diagnostics) == []


RANKED: list[Any] = [
    {"姓名": "周成", "职务": "市局副局长", "排序": "3"},
    {"姓名": "孙明远", "职务": "市局局长", "排序": "1"},
    {"姓名": "赵立", "职务": "市局副局长", "排序": "2"},
    {"姓名": "高松", "职务": "局办公室主任"},
]


@pytest.mark.parametrize(
    ("keys", "later"),
    [
        ({"成员": "孙明远、赵立、高松、周成"}, []),
        ({"成员": "孙明远、周成、高松、赵立"}, ["赵立"]),
        ({"成员": "周成、赵立、孙明远"}, ["赵立"]),
        # Each rank begins anew, and an order by strokes is none of rank.
        ({"副组长": "周成", "成员": "孙明远"}, []),
        ({"成员": "周成、孙明远", "排序": "姓氏笔画"}, []),
    ],
)
def test_an_order_other_than_that_of_the_numbers_in_the_register_is_told_once_a_rank(
    keys: dict[str, str], later: list[str]
) -> None:
    found = refer(
        Roster.model_validate({"文种": "名单", "标题": "名单", **keys}), directory(RANKED, ()), DAY
    ).diagnostics
    assert [item.code for item in found if item.code != "content/register-order"] == []
    assert [next(name for name in later if item.message.startswith(f"“{name}”")) for item in found] == later
    assert {item.severity for item in found} <= {Severity.HINT}


def test_units_stand_in_the_order_of_their_numbers_and_then_as_they_are_listed() -> None:
    units = UnitsFile.model_validate(
        {"单位": [{"全称": "丙局"}, {"全称": "乙局", "排序": "10"}, {"全称": "丁局"}, {"全称": "甲局", "排序": "9"}]}
    )
    assert [unit.name for unit in units.ranked()] == ["甲局", "乙局", "丙局", "丁局"]


COLLECTIVE: list[Any] = [
    {"全称": "云山市自然资源局张庄分局", "简称": "张庄分局", "合称": "各区县局"},
    {"全称": "李庄分局", "合称": "各区县局"},
]
HEADS: list[Any] = [
    {"姓名": "张山", "职务": [{"职务": "局长", "单位": "张庄分局"}]},
    {"姓名": "李水", "职务": [{"职务": "局长", "单位": "李庄分局", "起": "2019年1月1日"}]},
]


def test_a_collective_post_is_all_who_hold_it_and_words_stay_words() -> None:
    known = directory(HEADS, units=COLLECTIVE)
    assert people(referred([{"现任": "各区县局局长"}], known=known)) == ["张山 张庄分局局长", "李水 李庄分局局长"]
    assert people(referred("各区县局局长", known=known)) == ["“各区县局局长”"]
    found = referred([{"现任": "各区县局局长"}], date(2018, 1, 1), known)
    assert [item.code for item in found.diagnostics] == ["content/post-vacant"]
    assert "李庄分局局长" in found.diagnostics[0].message
    (unknown,) = referred([{"现任": "各乡镇站站长"}], known=known).diagnostics
    assert unknown.code == "content/unknown-post"


def test_a_unit_beside_the_collective_name_that_takes_it_in_is_told() -> None:
    known = directory(HEADS, units=COLLECTIVE)
    found = referred("张山", known=known, 成员单位="李庄分局、各区县局、张庄分局")
    assert said(found.diagnostics) == ["unit-in-collective", "unit-in-collective"]
    assert said(referred("张山", known=known, 成员单位="李庄分局、张庄分局").diagnostics) == []


NAMES = st.sampled_from(["孙明远", "周成", "高松", "欧阳晓波", "买买提·艾力", "司马光", "𫖯㛃", "钱多"])


@given(st.lists(NAMES, min_size=1, max_size=8), st.sampled_from(["姓名在前", "仅姓名"]))
def test_referred_and_written_out_rosters_print_alike(names: list[str], layout: str) -> None:
    known = directory()
    by_reference = referred("、".join(names), known=known, 版式=layout)
    lines = []
    for name in names:
        (person,) = known.named(name)
        lines.append(f"{name} {known.title_on(person, DAY)}")
    written_out = Roster.model_validate({"文种": "名单", "标题": "名单", "成员": "\n".join(lines), "版式": layout})
    assert [shape(block) for block in roster_blocks(by_reference.roster, Scope(), Geometry())] == [
        shape(block) for block in roster_blocks(written_out, Scope(), Geometry())
    ]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("赵力", "是否指“赵立”？库里没有的人，另起一行写姓名和职务：赵力 职务。"),
        ("周城", "是否指“周正”、“周成”？库里没有的人，另起一行写姓名和职务：周城 职务。"),
        ("何有", "请核对姓名；库里没有的人，另起一行写姓名和职务：何有 职务。"),
    ],
)
def test_a_name_with_one_character_right_leads_to_all_that_are_as_near(written: str, hint: str) -> None:
    known = directory([{"姓名": name, "职务": "科员"} for name in ("周正", "赵立", "周成", "孙明远")], ())
    (finding,) = referred(written, known=known).diagnostics
    assert (finding.code, finding.hint) == ("content/unknown-person", hint)
