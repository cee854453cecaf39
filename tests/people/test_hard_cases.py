"""The hard cases of an office, from its files to the page: the right line, or a finding with line and column."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from gongwen.diagnostics import ContentError
from gongwen.operations.making.build import build_documents
from gongwen.operations.people.asking import open_directory
from gongwen.operations.people.moves import carry_out, load_change, prepare_move
from gongwen.operations.workspace import Workspace, open_workspace

PEOPLE = """\
人员:
  - {姓名: 林敏, 单位: 测绘科, 职务: 测绘科科长}
  - {姓名: 林敏, 单位: 用途科, 职务: 用途科科长}
  - {姓名: 欧阳晓波, 单位: 信息中心, 职务: 主任, 性别: 女, 民族: 回族}
  - {姓名: 买买提·艾力, 职务: 局援疆办副主任, 民族: 维吾尔族}
  - {姓名: 司马光, 职务: 司马乡乡长}
  - {姓名: 𫖯㛃, 职务: 局档案馆馆长}
  - 姓名: 钱多
    职务:
      - {职务: 党组书记, 单位: 市财政局}
      - {职务: 局长, 单位: 市财政局}
      - {职务: 主任, 单位: 市国资委, 备注: 兼}
      - {职务: 市债务办主任}
  - {姓名: 赵立, 职务: 局办公室主任, 起: 2016年3月, 止: 2020年6月1日}
  - {姓名: 周成, 职务: 局总工程师, 起: 2017年1月}
随任:
  - {职务: 市防汛办主任, 由: 局总工程师}
"""


def an_office(root: Path, roster: str, people: str = PEOPLE) -> Workspace:
    (root / "content").mkdir()
    (root / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", "utf-8")
    (root / "content" / "人员.yaml").write_text(people, "utf-8")
    (root / "content" / "名单.yaml").write_text(f"文种: 名单\n标题: 名单\n日期: 2021年1月1日\n{roster}", "utf-8")
    return open_workspace(root)


def seen(office: Workspace) -> tuple[list[str], list[str]]:
    """The lines of the roster on paper, and what is found with its place."""
    (outcome,) = build_documents(office)
    found = [f"{item.place} {item.code.removeprefix('content/')}" for item in outcome.diagnostics]
    if outcome.output is None:
        return [], found
    lines = [line.text for line in docx.Document(str(outcome.output)).paragraphs if line.text]
    # Without the title and the day.
    return lines[1:-1], found


@pytest.mark.parametrize(
    ("roster", "lines"),
    [
        ("成员: 林敏（用途科）\n", ["成　员：林　敏用途科科长"]),
        ("成员: 欧阳晓波\n", ["成　员：欧阳晓波信息中心主任"]),
        ("成员: 欧阳晓波\n标注: 性别、民族\n", ["成　员：欧阳晓波（女）（回族）　信息中心主任"]),
        ("成员: 买买提·艾力\n", ["成　员：买买提·艾力　局援疆办副主任"]),
        ("成员: 司马光\n", ["成　员：司马光司马乡乡长"]),
        ("成员: 𫖯㛃\n", ["成　员：𫖯　㛃局档案馆馆长"]),
        ("成员: 钱多\n", ["成　员：钱　多市财政局党组书记、局长兼市国资委主任、市债务办主任"]),
        ("成员: 市国资委主任\n", ["成　员：钱　多市财政局党组书记、局长兼市国资委主任、市债务办主任"]),
        ("成员: 市防汛办主任\n", ["成　员：周　成局总工程师"]),
        ("成员: 何方 市水文中心主任\n", ["成　员：何　方市水文中心主任"]),
    ],
)
def test_what_can_be_told_is_printed(tmp_path: Path, roster: str, lines: list[str]) -> None:
    printed, found = seen(an_office(tmp_path, roster))
    assert (["".join(line.split("\t")) for line in printed], found) == (lines, [])


@pytest.mark.parametrize(
    ("roster", "finding"),
    [
        ("组长: 周成\n成员: 林敏\n", "content/名单.yaml:5:5 namesakes"),
        ("组长: 周成\n成员: 林敏（档案科）\n", "content/名单.yaml:5:5 unknown-person"),
        ("组长: 周成\n成员: |\n  司马光\n  局办公室主任\n", "content/名单.yaml:7:3 post-vacant"),
        ("组长: 周成、赵立\n", "content/名单.yaml:4:8 person-left"),
        ("组长: 周成\n成员: 欧阳小波\n", "content/名单.yaml:5:5 unknown-person"),
        ("组长: [{现任: 局总经济师}]\n", "content/名单.yaml:4:11 unknown-post"),
    ],
)
def test_what_cannot_be_told_is_a_finding_at_its_line_and_column(tmp_path: Path, roster: str, finding: str) -> None:
    assert seen(an_office(tmp_path, roster)) == ([], [finding])


def test_posts_that_go_with_one_another_in_a_circle_are_told_in_the_register(tmp_path: Path) -> None:
    circle = PEOPLE.replace("由: 局总工程师}", "由: 市抗旱办主任}") + "  - {职务: 市抗旱办主任, 由: 市防汛办主任}\n"
    lines, found = seen(an_office(tmp_path, "组长: 市防汛办主任\n", circle))
    assert (lines, found[-1]) == ([], "content/人员.yaml:17:21 post-circle")


def test_successions_in_a_chain_on_one_day_are_all_seen_in_the_roster(tmp_path: Path) -> None:
    office = an_office(tmp_path, "组长: 局总工程师\n副组长: 信息中心主任\n成员: 司马乡乡长\n")
    (tmp_path / "变动.yaml").write_text(
        "日期: 2020年12月1日\n离任: 周成（退休）\n任职: 何方 司马乡乡长\n"
        "改任: |\n  欧阳晓波 局总工程师\n  司马光 信息中心主任\n",
        "utf-8",
    )
    carry_out(office, prepare_move(office, load_change(tmp_path / "变动.yaml", office)))
    lines, found = seen(office)
    assert ["".join(line.split()) for line in lines] == [
        "组长：欧阳晓波局总工程师",
        "副组长：司马光信息中心主任",
        "成员：何方司马乡乡长",
    ]
    assert found == []


def test_a_change_before_the_register_begins_is_told_at_its_day_and_who_is_unknown_at_his_name(tmp_path: Path) -> None:
    office = an_office(tmp_path, "组长: 周成\n")
    path = tmp_path / "变动.yaml"
    path.write_text("离任: 周成\n日期: 2010年6月1日\n任职: 司马光 局总会计师\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        prepare_move(office, load_change(path, office))
    assert [f"{item.place} {item.code}" for item in caught.value.diagnostics] == [
        "变动.yaml:1:5 content/not-in-post",
        "变动.yaml:2:5 content/before-register",
    ]
    assert open_directory(office).directory.named("周成")


def test_collective_names_stand_for_their_units_in_recipients_and_rosters(tmp_path: Path) -> None:
    office = an_office(tmp_path, "组长: 周成\n成员单位: 市财政局、{单位.各区县局}\n")
    (tmp_path / "content" / "单位.csv").write_text(
        "全称,简称,合称\n市财政局,,\n云山市自然资源局张庄分局,张庄分局,各区县局\n李庄分局,,各区县局\n", "utf-8"
    )
    (tmp_path / "content" / "通知.yaml").write_text(
        "文种: 通知\n标题: 通知\n文号: 云自然资字〔2021〕1号\n主送: '{单位.各区县局}'\n正文: 名单见附件。\n"
        "附件: 名单.yaml\n日期: 2021年1月1日\n",
        "utf-8",
    )
    (outcome,) = build_documents(office)
    assert outcome.output is not None
    lines = ["".join(line.text.split()) for line in docx.Document(str(outcome.output)).paragraphs]
    assert "张庄分局、李庄分局：" in lines
    assert "成员单位：市财政局、张庄分局、李庄分局" in lines


@pytest.mark.parametrize("units", ["", "全称,简称,合称\n市财政局,,\n"])
def test_without_collective_names_there_is_nothing_to_cite(tmp_path: Path, units: str) -> None:
    office = an_office(tmp_path, "组长: 周成\n")
    (tmp_path / "content" / "通知.yaml").write_text("文种: 通知\n标题: 通知\n正文: 请{单位}报送。\n", "utf-8")
    if units:
        (tmp_path / "content" / "单位.csv").write_text(units, "utf-8")
    found = [item for outcome in build_documents(office) for item in outcome.diagnostics]
    (finding,) = [item for item in found if item.code == "content/unknown-name"]
    assert finding.place.line == 3
    assert "单位" not in (finding.hint or "")
