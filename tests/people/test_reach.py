"""A notice that adjusts a roster is reached by a change like the roster itself; what a change brings is told before."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.model.change import PeopleChange
from gongwen.operations.making.build import build_documents
from gongwen.operations.people.asking import open_directory, where_named
from gongwen.operations.people.moves import Move, carry_out, prepare_move
from gongwen.operations.workspace import Workspace, open_workspace

PEOPLE = """\
人员:
  - {姓名: 孙明远, 单位: 市局, 职务: 局长, 起: 2018年3月}
  - {姓名: 赵立, 单位: 市局, 职务: 副局长, 起: 2018年3月}
  - {姓名: 高松, 单位: 市局, 职务: 办公室主任, 起: 2018年3月}
  - {姓名: 何平, 单位: 市局, 职务: 宣传科科长, 起: 2018年3月}
  - {姓名: 林敏, 单位: 市国有林场, 职务: 场长, 起: 2018年3月, 止: 2025年11月1日}
"""
NOTICE = """\
文种: 调整通知
原名单: 名单.yaml
原名单日期: 2025年9月12日
{changes}
发布: {publishing}
日期: 2025年12月1日
"""
CHANGES = "调出:\n  - 赵立（退休）\n改任:\n  - {姓名: 高松, 从: 成员, 到: 副组长}\n接替:\n  何平: 周成 市局科长"


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    (tmp_path / "content").mkdir()
    (tmp_path / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", "utf-8")
    write(tmp_path, "人员", PEOPLE)
    write(tmp_path, "名单", "文种: 名单\n标题: 防火专班名单\n组长: 孙明远\n副组长: 赵立\n成员: 高松、何平\n")
    write(tmp_path, "调整通知", NOTICE.format(changes=CHANGES, publishing="全名单"))
    return open_workspace(tmp_path)


def write(root: Path, name: str, text: str) -> None:
    (root / "content" / f"{name}.yaml").write_text(text, "utf-8")


def stands(office: Workspace, name: str) -> list[str]:
    found = where_named(office, open_directory(office).directory, name)
    return [f"{item.role} {item.file.removeprefix('content/')}:{item.line}" for item in found if "调整" in item.source]


def prepared(office: Workspace, day: str, **words: str) -> Move:
    return prepare_move(office, PeopleChange.model_validate({"日期": day, **words}))


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("高松", ["改任 调整通知.yaml:7"]),
        ("赵立", ["调出 调整通知.yaml:5"]),
        ("何平", ["原任 调整通知.yaml:9"]),
        ("周成", ["接替 调整通知.yaml:9"]),
        ("孙明远", ["组长 名单.yaml:3"]),
    ],
)
def test_a_notice_is_found_by_whom_it_names_and_by_whom_its_new_roster_lists(
    office: Workspace, name: str, places: list[str]
) -> None:
    assert stands(office, name) == places


def test_a_notice_in_sentences_prints_no_roster(office: Workspace) -> None:
    write(office.root, "调整通知", NOTICE.format(changes=CHANGES, publishing="变动句"))
    assert stands(office, "孙明远") == []
    assert stands(office, "赵立") == ["调出 调整通知.yaml:5"]


def test_the_preview_lists_a_notice_that_stays_and_one_that_changes_with_its_old_roster(office: Workspace) -> None:
    def notice(day: str) -> tuple[bool, list[str]]:
        (item,) = [item for item in prepared(office, day, 任职="高松 市局副局长").affected if "调整" in item.source]
        return item.changes, [f"{mention.rank}{mention.name}" for mention in item.mentions]

    assert notice("2025年12月10日") == (False, ["改任高松"])
    assert notice("2025年8月10日") == (True, ["改任高松"])


@pytest.mark.parametrize("publishing", ["全名单", "变动句", "变动表", "两者"])
@pytest.mark.parametrize("words", ["孙明远 市局党组书记", "赵立 市局党组成员", "高松 市局党组成员"])
def test_what_is_said_to_change_in_a_notice_is_what_a_build_makes_anew(
    office: Workspace, publishing: str, words: str
) -> None:
    write(office.root, "调整通知", NOTICE.format(changes=CHANGES, publishing=publishing))
    build_documents(office)
    move = prepared(office, "2025年8月10日", 任职=words)
    carry_out(office, move)
    made = {item.source for item in build_documents(office) if item.output is not None and not item.is_kept}
    assert {item.source for item in move.affected if item.changes} == made


def test_who_will_stand_twice_in_a_roster_is_told_before(office: Workspace) -> None:
    write(office.root, "常设", "文种: 名单\n标题: 常设名单\n副组长: 市局办公室主任\n成员: 何平\n")

    def twice(**words: str) -> dict[str, list[str]]:
        affected = prepared(office, "2025年12月10日", **words).affected
        return {item.source: [f"{found.code} {found.place.line}" for found in item.doubled] for item in affected}

    assert twice(离任="高松", 任职="何平 市局办公室主任")["content/常设.yaml"] == ["content/person-twice 4"]
    assert twice(离任="高松", 任职="周成 市局办公室主任")["content/常设.yaml"] == []


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ({"改任": "高松 市国有林场场长"}, ["content/unit-stays"]),
        ({"改任": "高松 市局总工程师"}, []),
        ({"任职": "高松 市国有林场场长"}, []),
    ],
)
def test_a_move_to_another_unit_tells_that_the_persons_own_unit_stays(
    office: Workspace, words: dict[str, str], codes: list[str]
) -> None:
    move = prepared(office, "2025年12月10日", **words)
    assert [item.code for item in move.diagnostics] == codes
