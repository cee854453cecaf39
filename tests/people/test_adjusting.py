"""Rosters compared, and the notice that adjusts one: drafted, built, checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongwen.diagnostics import ContentError, FileError
from gongwen.operations.making.build import build_documents
from gongwen.operations.people.moves import carry_out, prepare_move
from gongwen.operations.people.rosters import draft_adjustment, roster_changes
from gongwen.operations.workspace import Workspace, open_workspace
from gongwen.resolve.adjust import RosterMove
from tests.people.office import FOLDER, seed_office
from tests.people.test_change import LEAVES
from tests.support import compose, resolve, shape

OLD = {
    "文种": "名单",
    "标题": "云山市自然资源局防汛工作专班成员名单",
    "组长": "孙明远 市局局长",
    "副组长": "赵立 市局副局长\n周成 市局总工程师",
    "成员": "高松 局办公室主任\n谭晓 局信息中心主任",
    "办公室": {"设在": "局办公室", "主任": "赵立"},
    "工作组": {"综合组": {"组长": "高松", "成员": "史可"}},
    "变动": "由接任者自然递补。",
}


def notice(**keys: Any) -> dict[str, Any]:
    return {"文种": "调整通知", "原名单": "旧.yaml", "日期": "2025年6月1日"} | keys


def said(**keys: Any) -> list[str]:
    try:
        found = resolve(notice(**keys), others={"旧.yaml": OLD})[1]
    except ContentError as error:
        found = error.diagnostics
    return [item.code.removeprefix("content/") for item in found]


def texts(**keys: Any) -> list[tuple[str, ...]]:
    (part,) = compose(notice(**keys), others={"旧.yaml": OLD}).parts
    return [shape(block) for block in part.blocks]


def test_title_opening_full_roster_and_clause_follow_from_the_old_roster() -> None:
    keys = {"缘由": "因人员变动", "批准": "经市局党组研究同意", "接替": {"赵立（调离）": "李明 市局副局长"}}
    (part,) = compose(notice(**keys), others={"旧.yaml": OLD}).parts
    assert "".join(part.title) == "云山市自然资源局关于调整防汛工作专班组成人员的通知"
    blocks = [shape(block) for block in part.blocks]
    assert blocks[0] == (
        "Paragraph",
        "因人员变动，经市局党组研究同意，决定对云山市自然资源局防汛工作专班组成人员作相应调整。现将调整后的名单通知如下：",
    )
    assert ("RosterLine", "副组长：", "李　明", "市局副局长") in blocks
    assert not [block for block in blocks if "赵　立" in block or "赵立" in "".join(block)]
    assert ("Paragraph", "下设办公室，办公室设在局办公室，李明同志兼任办公室主任，设综合组。") in blocks
    assert blocks[-1] == ("Paragraph", "由接任者自然递补。")


def test_the_table_of_changes_shows_former_and_present_holders() -> None:
    keys = {
        "发布": "变动表",
        "接替": {"赵立（调离）": "李明 市局副局长"},
        "调出": "谭晓（退休）",
        "调入": {"成员": "林敏 测绘科科长", "综合组·成员": "袁鹏"},
        "改任": "周成 市局总工程师 市局二级巡视员",
        "废止": "《关于成立防汛工作专班的通知》（云自然资办字〔2024〕3号）",
    }
    (part,) = compose(notice(**keys), others={"旧.yaml": OLD}).parts
    (table,) = [getattr(block, "table") for block in part.blocks if shape(block)[0] == "TableBlock"]  # noqa: B009
    assert [column.title for column in table.columns] == ["序号", "名单职务", "变动", "原任", "现任", "原因"]
    assert [[cell.text for cell in row][1:] for row in table.rows] == [
        ["副组长", "接替", "赵立（市局副局长）", "李明（市局副局长）", "调离"],
        ["副组长", "改任", "周成（市局总工程师）", "周成（市局二级巡视员）", ""],
        ["成员", "接替", "谭晓（局信息中心主任）", "林敏（测绘科科长）", "退休"],
        ["办公室·主任", "接替", "赵立", "李明", "调离"],
        ["综合组·成员", "调入", "", "袁鹏", ""],
    ]
    assert shape(part.blocks[-1]) == (
        "Paragraph",
        "《关于成立防汛工作专班的通知》（云自然资办字〔2024〕3号）同时废止。",
    )


def test_both_prints_the_changes_and_the_roster() -> None:
    kinds = [block[0] for block in texts(发布="两者", 调出="谭晓")]
    assert kinds[:3] == ["Paragraph", "TableBlock", "Paragraph"]
    assert "RosterLine" in kinds[3:]


def test_in_sentences_who_replaces_whom_stands_on_one_line_and_who_leaves_stands_last() -> None:
    said = texts(
        发布="变动句",
        接替={"赵立（调离）": "李明 市局副局长"},
        调出="高松（退休）",
        调入={"综合组·成员": "袁鹏", "成员": "林敏 测绘科科长\n方圆 用途科科长"},
        改任="周成 市局总工程师 市局二级巡视员\n谭晓 成员 副组长",
        变动="由接任者自然递补。",
    )
    assert [text for _, text in said][1:] == [
        "市局副局长李明同志任副组长、办公室主任，赵立同志不再担任副组长、办公室主任。",
        "测绘科科长林敏同志任成员。",
        "用途科科长方圆同志任成员。",
        "袁鹏同志任综合组成员。",
        "谭晓同志任副组长，不再担任成员。",
        "副组长周成同志现任市局二级巡视员。",
        "高松同志不再担任成员、综合组组长。",
        "由接任者自然递补。",
    ]


def test_a_rank_may_change_and_a_new_rank_begin() -> None:
    blocks = texts(改任="谭晓 成员 副组长", 调入={"联络员": "袁鹏 局办公室科员"})
    lines = [block[1:] for block in blocks if block[0] == "RosterLine"]
    assert ("", "谭　晓", "局信息中心主任") in lines
    assert ("联络员：", "袁　鹏", "局办公室科员") in lines
    assert [name for _, name, _ in lines].count("谭　晓") == 1


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"调出": "谭晓"}, []),
        ({"调出": "谭小"}, ["not-in-old-roster"]),
        ({"调出": "各区县局"}, ["change-words"]),
        ({"接替": {"赵力": "李明 市局副局长"}}, ["not-in-old-roster"]),
        ({"接替": {"赵立": "李明 市财政局副局长"}}, ["successor-organ"]),
        ({"接替": {"赵立": "李明 市局副局长"}}, []),
        ({"接替": {"赵立": "各区县局负责人"}}, ["change-words"]),
        ({"调入": {"成员": "谭晓 局信息中心主任"}}, ["joined-already"]),
        ({"调入": {"宣传组·成员": "林敏 科长"}}, ["unknown-spot"]),
        ({"改任": "周成 市局副局长 市局局长"}, ["reassigned-from"]),
        ({"改任": "周山 成员 副组长"}, ["not-in-old-roster"]),
    ],
)
def test_what_does_not_fit_the_old_roster_is_told(keys: dict[str, Any], expected: list[str]) -> None:
    assert said(**keys) == expected


@pytest.mark.parametrize(
    ("units", "expected"), [("局办公室、市水利局", []), ("市水利局、市财政局", ["host-not-member"])]
)
def test_the_unit_in_which_the_office_sits_is_a_member_unit(units: str, expected: list[str]) -> None:
    others = {"旧.yaml": OLD | {"成员单位": units}}
    found = resolve(notice(调出="谭晓"), others=others)[1]
    assert [item.code.removeprefix("content/") for item in found] == expected


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({"旧.yaml": {"文种": "方案", "标题": "方案", "正文": "见附件。"}}, ["content/which-roster"]),
        (
            {
                "旧.yaml": {"文种": "方案", "标题": "方案", "正文": "见附件1、附件2。", "附件": ["甲.yaml", "乙.yaml"]},
                "甲.yaml": OLD,
                "乙.yaml": OLD | {"标题": "另一名单"},
            },
            ["content/which-roster"],
        ),
    ],
)
def test_the_old_roster_is_found_in_the_paper_that_issued_it(others: dict[str, Any], expected: list[str]) -> None:
    with pytest.raises(ContentError) as caught:
        resolve(notice(调出="谭晓"), others=others)
    assert [item.code for item in caught.value.diagnostics] == expected


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    """The first seed with a register, after 国强 has left."""
    office = open_workspace(seed_office(tmp_path, with_register=True))
    carry_out(office, prepare_move(office, LEAVES))
    return office


def test_the_draft_builds_at_once_and_the_old_notice_still_goes_out_unchanged(office: Workspace) -> None:
    source, target = office.root / FOLDER / "通知.yaml", office.root / "content" / "调整" / "通知.yaml"
    list(build_documents(office))
    old = (office.root / "output" / "迎评方案2020" / "通知.docx").read_bytes()
    assert draft_adjustment(office, source, target, date(2020, 6, 1)) == target
    text = target.read_text("utf-8")
    assert "接替:\n  国强（调离）: 李明 市局党组成员、副局长\n" in text
    assert "调出:" not in text
    outcomes = {outcome.source: outcome for outcome in build_documents(office)}
    assert {name: outcome.exit_code for name, outcome in outcomes.items()} == {
        f"{FOLDER}/通知.yaml": 0,
        "content/调整/通知.yaml": 0,
    }
    assert (office.root / "output" / "迎评方案2020" / "通知.docx").read_bytes() == old
    made = outcomes["content/调整/通知.yaml"].made
    assert made is not None
    blocks = [shape(block) for block in made.view.parts[0].blocks]
    assert ("RosterLine", "", "李　明", "市局党组成员、副局长") in blocks
    assert "国强" not in str(blocks)
    with pytest.raises(FileError):
        draft_adjustment(office, source, target, date(2020, 6, 1))


def test_a_roster_in_which_nothing_changed_is_not_drafted(office: Workspace) -> None:
    target = office.root / "content" / "调整.yaml"
    with pytest.raises(ContentError, match="名单没有变动"):
        draft_adjustment(office, office.root / FOLDER / "通知.yaml", target, date(2020, 5, 31))
    assert not target.exists()


def test_a_faulty_old_roster_is_said_to_be_the_reason_for_no_draft(office: Workspace) -> None:
    roster, target = office.root / FOLDER / "名单.yaml", office.root / "content" / "调整.yaml"
    roster.write_text(roster.read_text("utf-8").replace("王一丁", "王一定"), "utf-8")
    with pytest.raises(ContentError) as caught:
        draft_adjustment(office, office.root / FOLDER / "通知.yaml", target, date(2020, 6, 1))
    assert [item.code for item in caught.value.diagnostics] == ["content/old-roster-faulty", "content/unknown-person"]
    assert not target.exists()


def test_one_roster_on_two_days_and_two_files(office: Workspace) -> None:
    source = office.root / FOLDER / "通知.yaml"
    moves = roster_changes(office, source, None, None, date(2020, 6, 1))
    # Named by his name, he is out of the roster; the register knows who came, as the draft of the notice does.
    assert [
        (move.spot, move.word, move.before and move.before.name, move.after and (move.after.name, move.after.post))
        for move in moves
    ] == [
        ("副组长", "接替", "国强", ("李明", "市局党组成员、副局长")),
        ("办公室·主任", "接替", "国强", ("李明", "市局党组成员、副局长")),
    ]
    other = office.root / "content" / "新.yaml"
    text = (office.root / FOLDER / "名单.yaml").read_text("utf-8")
    other.write_text(text.replace("国强", "李明"), "utf-8")
    words = [(move.spot, move.word) for move in roster_changes(office, source, other, None, None)]
    assert words == [("副组长", "接替"), ("办公室·主任", "接替")]
    assert roster_changes(office, source, None, None, date(2020, 1, 19)) == ()
    assert RosterMove("成员", None, None).word == "调入"


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Three deputies, of whom the second leaves; the roster is kept by post."""
    (tmp_path / "content").mkdir()
    (tmp_path / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", "utf-8")
    content = tmp_path / "content"
    (content / "人员.yaml").write_text(
        "人员:\n"
        "  - {姓名: 孙明远, 职务: 市局局长, 起: 2018年3月}\n"
        "  - {姓名: 赵立, 职务: 市局副局长, 起: 2016年5月}\n"
        "  - {姓名: 周成, 职务: 市局副局长, 起: 2016年5月, 止: 2025年3月1日}\n"
        "  - {姓名: 高松, 职务: 市局副局长, 起: 2016年5月}\n"
        "  - {姓名: 李明, 职务: 市局副局长, 起: 2025年3月1日}\n",
        "utf-8",
    )
    (content / "名单.yaml").write_text(
        "文种: 名单\n标题: 防汛专班名单\n组长: 孙明远\n副组长: 市局副局长\n"
        "成员单位: 局办公室、局信息中心\n日期: 2024年6月1日\n",
        "utf-8",
    )
    return tmp_path


def drafted(root: Path, day: date = date(2025, 3, 1)) -> str:
    target = root / "content" / "调整.yaml"
    draft_adjustment(open_workspace(root), root / "content" / "名单.yaml", target, day)
    return target.read_text("utf-8")


def test_an_order_other_than_that_of_standing_rosters_is_told_in_the_draft(three: Path) -> None:
    text = drafted(three)
    assert "副组长这里接替的人列在原任的位置，为赵立、李明、高松；\n" in text
    assert "照人员库的次序，为赵立、高松、李明。" in text


def test_an_order_that_is_the_same_is_not(three: Path) -> None:
    people = three / "content" / "人员.yaml"
    lines = people.read_text("utf-8").splitlines()
    people.write_text("\n".join([*lines[:4], lines[5], lines[4]]), "utf-8")
    assert "次序请核对" not in drafted(three)


def test_the_draft_offers_member_units_as_recipients_and_says_that_there_is_no_imprint(three: Path) -> None:
    text = drafted(three)
    assert "# 主送按惯例是成员单位：主送: 局办公室、局信息中心\n" in text
    assert "没有版记" in text
    (three / "content" / "调整.yaml").unlink()
    (three / "content" / "通知.yaml").write_text(
        "文种: 通知\n标题: 关于成立专班的通知\n主送: 各科室\n正文: 见{附件.名单}。\n附件:\n  - 名单: 名单.yaml\n"
        "日期: 2024年6月1日\n印发机关: 市局办公室\n",
        "utf-8",
    )
    target = three / "content" / "调整.yaml"
    draft_adjustment(open_workspace(three), three / "content" / "通知.yaml", target, date(2025, 3, 1))
    text = target.read_text("utf-8")
    assert "印发机关: 市局办公室\n印发日期: 2025年3月1日\n" in text
    assert "没有版记" not in text
    assert "主送按惯例" not in text
