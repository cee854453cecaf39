"""500 people, 200 rosters, 30 changes: what a change is said to reach is what a recomputation of everything finds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongwen.diagnostics import ContentError
from gongwen.load.package import Package
from gongwen.model.change import PeopleChange
from gongwen.model.dates import STANDING, in_words
from gongwen.model.directory import Directory
from gongwen.operations.making.build import build_documents
from gongwen.operations.people.affected import Dated, reached, result_of, rosters_of
from gongwen.operations.people.asking import open_directory
from gongwen.operations.people.moves import carry_out, prepare_move
from gongwen.operations.people.notices import people_of
from gongwen.operations.people.registers import Registers
from gongwen.operations.workspace import Workspace, open_workspace
from gongwen.resolve.change import plan_change

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = "明华强伟芳娜敏静丽军洋勇艳杰涛超霞平刚桂"
POSTS = ("局长", "副局长", "党组成员", "总工程师", "办公室主任", "科长")
BEGIN = date(2010, 1, 1)


def an_office(
    root: Path, *, people: int, rosters: int, size: int, seed: int, dated: float = 0.6, is_sound: bool = False
) -> Workspace:
    """A workspace with so many people, each with up to three dated posts, and so many rosters of so many references.

    In a sound one every reference holds on the day of its roster, so that all rosters can be built.
    """
    dice = random.Random(seed)
    content = root / "content"
    content.mkdir(parents=True)
    (root / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", "utf-8")
    names, lines, references = [], ["人员:"], []
    for number in range(people):
        name = SURNAMES[number % 20] + GIVEN[number // 20 % 20] + (GIVEN[number // 400] if number >= 400 else "")
        unit = f"市{number % 60}局"
        names.append(name)
        lines += [f"  - 姓名: {name}", f"    单位: {unit}", "    职务:"]
        start = BEGIN + timedelta(days=dice.randrange(1500))
        for post in range(dice.randint(1, 3)):
            end = start + timedelta(days=dice.randrange(200, 2500))
            is_last = post == 2 or dice.random() < 0.5
            stop = "" if is_last else f", 止: {in_words(end)}"
            title = dice.choice(POSTS)
            lines.append(f"      - {{职务: {title}, 单位: {unit}, 起: {in_words(start)}{stop}}}")
            references.append(f"{unit}{title}")
            if is_last:
                break
            start = end
    (content / "人员.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    directory = open_directory(open_workspace(root)).directory
    for number in range(rosters):
        written = [f"文种: 名单\n标题: 第{number}专班名单"]
        day = STANDING
        if dice.random() < dated:
            day = BEGIN + timedelta(days=dice.randrange(1600 if is_sound else 0, 4000))
            written.append(f"日期: {in_words(day)}")
        here, there = names, references
        if is_sound:
            here = [name for name in names if directory.title_on(directory.named(name)[0], day)]
            there = [post for post in references if directory.holders(post, day)]
        entries = [dice.choice(here) if dice.random() < 0.7 else dice.choice(there) for _ in range(size)]
        written.append("成员: |\n" + "\n".join(f"  {entry}" for entry in entries))
        (content / f"名单{number:03}.yaml").write_text("\n".join(written) + "\n", "utf-8")
    return open_workspace(root)


def some_changes(directory: Directory, count: int, seed: int) -> list[PeopleChange]:
    """Changes of every kind, on days before, between and after the dates of the rosters."""
    dice = random.Random(seed)
    found: list[PeopleChange] = []
    while len(found) < count:
        day = in_words(BEGIN + timedelta(days=dice.randrange(5000)))
        first, second = dice.sample(list(directory.people), 2)
        post = directory.printed(dice.choice(second.posts))
        words = dice.choice(
            [
                {"离任": str(first.name)},
                {"任职": f"{first.name} {post}"},
                {"改任": f"{first.name} {post}"},
                {"离任": str(second.name), "任职": f"{first.name} {post}"},
                {"离任": str(first.name), "任职": f"新人{dice.randrange(10)} {post}"},
            ]
        )
        found.append(PeopleChange.model_validate({"日期": day, "原因": "调离", **words}))
    return found


def printed(rosters: Sequence[tuple[Package, Dated]], registers: Registers) -> dict[Path, object]:
    """Every roster as the registers make it print, with what is said of it."""
    return {item.path: result_of(people_of(item, registers)) for _, item in rosters}


def compare(workspace: Workspace, changes: int, seed: int) -> tuple[int, int]:
    """Every change that can be made, against the brute force; how many there were and how many documents they reach."""
    opened = open_directory(workspace)
    path, directory = opened.path, opened.directory
    rosters = list(rosters_of(workspace, Registers(workspace)))
    before = printed(rosters, Registers(workspace))
    made = documents = 0
    for change in some_changes(directory, 3 * changes, seed):
        if made == changes:
            break
        plan = plan_change(change, directory)
        if any(item.severity.rank == 0 for item in plan.diagnostics):
            continue
        was, will = (Registers(workspace, {path: each}) for each in (directory, plan.after))
        said = {found.item.path for found in reached(rosters, was, will, plan.touched) if found.changes}
        after = printed(rosters, will)
        assert said == {name for name in before if before[name] != after[name]}
        made += 1
        documents += len(said)
        directory, before = plan.after, after
    return made, documents


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_what_a_change_reaches_is_what_brute_force_finds(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    root = tmp_path_factory.mktemp("office")
    workspace = an_office(root, people=30, rosters=6, size=8, seed=seed)
    compare(workspace, 8, seed)


def rebuild(office: Workspace, changes: int, *, most_stopping: int) -> tuple[int, int, int]:
    """So many changes, each with a build after it that makes exactly what was said before; how many outputs were made
    and kept, and how many changes stopped a roster (`most_stopping` are carried out: a stopped roster is out of play).
    """
    rosters = {item.source: item for item in build_documents(office)}
    made_in_all = kept = done = stopping = 0
    for change in some_changes(open_directory(office).directory, 9 * changes, 3):
        if done == changes:
            break
        if stopping == most_stopping and (change.leaving or change.moving):
            continue
        try:
            move = prepare_move(office, change)
        except ContentError:
            continue
        stops = {item.source for item in move.affected if item.stops}
        if stops and stopping == most_stopping:
            continue
        stopping += bool(stops)
        done += 1
        carry_out(office, move)
        said = {item.source for item in move.affected if item.changes}
        outcomes = {item.source: item for item in build_documents(office)}
        made = {name for name, item in outcomes.items() if item.output is not None and not item.is_kept}
        refused = {name for name, item in outcomes.items() if item.output is None}
        assert made == said - refused
        assert stops <= refused <= said | {name for name, item in rosters.items() if item.output is None}
        made_in_all += len(made)
        kept += sum(item.is_kept for item in outcomes.values())
        rosters = outcomes
    assert done == changes
    return made_in_all, kept, stopping


def test_a_build_after_a_change_makes_what_it_reaches_and_keeps_the_rest(tmp_path: Path) -> None:
    office = an_office(tmp_path, people=40, rosters=50, size=2, seed=7, dated=0.2)
    made, kept, stopping = rebuild(office, 12, most_stopping=12)
    assert made >= 5
    assert kept >= 50
    assert stopping >= 2


def test_thirty_changes_of_five_hundred_people_rebuild_only_the_rosters_they_reach(tmp_path: Path) -> None:
    office = an_office(tmp_path, people=500, rosters=200, size=40, seed=5, dated=0.5, is_sound=True)
    made, kept, stopping = rebuild(office, 30, most_stopping=4)
    assert made >= 60
    assert kept >= 30 * 100
    assert stopping == 4


def test_five_hundred_people_two_hundred_rosters_thirty_changes(tmp_path: Path) -> None:
    workspace = an_office(tmp_path, people=500, rosters=200, size=40, seed=20200601)
    made, documents = compare(workspace, 30, 1)
    assert made == 30
    assert documents >= 30
