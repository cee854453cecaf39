"""A build makes again what has changed, nothing else, and says why."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import gongwen
from gongwen.operations.making.build import build_documents, check_documents
from gongwen.operations.outcome import Outcome
from gongwen.operations.remembering.memory import Memory
from gongwen.operations.workspace import Workspace, open_workspace
from gongwen.render.find import packaged_templates

NOTICE = "文种: 通知\n标题: 关于{name}工作的通知\n主送: 各区县局\n日期: 2026年1月5日\n正文: |\n  请认真做好工作。\n"
PEOPLE = "人员:\n- 姓名: 孙明远\n  职务: 市局局长\n- 姓名: 赵立\n  职务: {post}\n"
ROSTER = "文种: 名单\n标题: {name}专班\n日期: 2026年1月5日\n组长: {name}\n"


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    content = tmp_path / "content"
    content.mkdir()
    (tmp_path / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", "utf-8")
    (content / "人员.yaml").write_text(PEOPLE.format(post="市局副局长"), "utf-8")
    for name in ("甲", "乙"):
        (content / f"{name}.yaml").write_text(NOTICE.format(name=name), "utf-8")
    for name in ("孙明远", "赵立"):
        (content / f"{name}.yaml").write_text(ROSTER.format(name=name), "utf-8")
    return open_workspace(tmp_path)


def build(office: Workspace) -> dict[str, Outcome]:
    found = {Path(outcome.source).stem: outcome for outcome in build_documents(office)}
    assert all(outcome.exit_code == 0 for outcome in found.values()), found
    return found


def made(outcomes: dict[str, Outcome]) -> dict[str, tuple[str, ...]]:
    return {name: outcome.why for name, outcome in outcomes.items() if not outcome.is_kept}


def write(office: Workspace, name: str, text: str) -> None:
    (office.root / name).write_text(text, "utf-8")


def test_nothing_changed_nothing_made(office: Workspace) -> None:
    first = build(office)
    assert set(made(first)) == {"甲", "乙", "孙明远", "赵立"}
    stamps = {name: outcome.output.stat().st_mtime_ns for name, outcome in first.items() if outcome.output}
    second = build(office)
    assert made(second) == {}
    assert {name: outcome.output.stat().st_mtime_ns for name, outcome in second.items() if outcome.output} == stamps
    assert {name: outcome.diagnostics for name, outcome in second.items()} == {
        name: outcome.diagnostics for name, outcome in first.items()
    }


def test_a_changed_text_is_made_again_alone(office: Workspace) -> None:
    build(office)
    write(office, "content/甲.yaml", NOTICE.format(name="防汛"))
    assert made(build(office)) == {"甲": ("content/甲.yaml 有改动",)}


def test_a_pdf_that_is_left_behind_is_told_once(office: Workspace) -> None:
    build(office)
    (office.root / "output/甲.pdf").write_bytes(b"of before")
    write(office, "content/甲.yaml", NOTICE.format(name="防汛"))
    told = [{item.code for item in build(office)["甲"].diagnostics} for _ in range(2)]
    assert ["file/older-pdf" in codes for codes in told] == [True, False]


def test_a_touched_or_reworded_comment_makes_nothing(office: Workspace) -> None:
    build(office)
    os.utime(office.root / "content/甲.yaml", ns=(1, 1))
    write(office, "content/乙.yaml", NOTICE.format(name="乙") + "# 备注\n")
    assert made(build(office)) == {}
    assert made(build(office)) == {}


def test_a_person_who_moves_reaches_only_his_rosters(office: Workspace) -> None:
    build(office)
    write(office, "content/人员.yaml", PEOPLE.format(post="市局局长"))
    assert made(build(office)) == {"赵立": ("content/人员.yaml 有改动",)}


def test_a_register_that_appears_is_seen(office: Workspace) -> None:
    register = office.root / "content/人员.yaml"
    text = register.read_text("utf-8")
    register.unlink()
    build(office)
    register.write_text(text, "utf-8")
    assert made(build(office)) == dict.fromkeys(("孙明远", "赵立"), ("新有 content/人员.yaml",))


def test_what_is_looked_for_and_came_or_went_is_named(office: Workspace) -> None:
    build(office)
    templates = office.root / "templates"
    templates.mkdir()
    (packaged,) = packaged_templates().glob("普通.docx")
    shutil.copy(packaged, templates / "别的.docx")
    # No document is made with it.
    assert made(build(office)) == {}
    (templates / "别的.docx").rename(templates / "普通.docx")
    with zipfile.ZipFile(templates / "普通.docx", "a") as archive:
        archive.comment = b"other bytes"
    assert set(made(build(office)).values()) == {("新有 templates/普通.docx", "templates/别的.docx 不在了")}
    (templates / "普通.docx").unlink()
    for number in range(9):
        (templates / f"{number}.docx").touch()
    assert set(made(build(office)).values()) == {("templates/普通.docx 不在了",)}


def test_of_many_files_that_came_some_are_named(office: Workspace) -> None:
    build(office)
    names = [f"content/{number}/单位.yaml" for number in range(9)]
    for name in names:
        (office.root / name).parent.mkdir()
        write(office, name, "单位: []\n")
    record = Memory(office).of(office.root / "content/甲.yaml")
    assert Memory(office).circumstances.why(record) == (f"新有 {'、'.join(names[:8])}等 9 个",)


def test_an_output_that_is_gone_or_edited_is_made_again(office: Workspace) -> None:
    outcomes = build(office)
    assert outcomes["甲"].output is not None
    assert outcomes["乙"].output is not None
    outcomes["甲"].output.unlink()
    outcomes["乙"].output.write_bytes(b"edited")
    assert set(made(build(office))) == {"甲", "乙"}


def test_settings_reach_every_document(office: Workspace) -> None:
    build(office)
    write(office, "gongwen.yaml", "发文机关: 云山市水利局\n")
    assert set(made(build(open_workspace(office.root)))) == {"甲", "乙"}


def test_a_changed_source_in_any_room_makes_everything_again(office: Workspace, tmp_path: Path) -> None:
    """While gongwen is worked on, its version stays the same."""
    source = tmp_path / "source" / "gongwen"
    shutil.copytree(Path(gongwen.__file__).parent, source)
    shutil.copytree(packaged_templates(), source / "templates")
    environment = os.environ | {"PYTHONPATH": str(source.parent)}

    def told(*options: str) -> str:
        command = [sys.executable, "-m", "gongwen.cli", "build", *options]
        return subprocess.run(command, cwd=office.root, env=environment, capture_output=True, text=True).stdout

    told()
    assert told("--explain-rebuild") == ""
    for name in ("printview.py", "render/blank/body.py", "compose/title.py", "operations/making/copies.py"):
        stamp = (source / name).stat().st_mtime_ns
        os.utime(source / name, ns=(stamp, 1))
        assert told("--explain-rebuild").count("gongwen 换了版本") == 4, name
        os.utime(source / name, ns=(stamp, stamp))


def test_a_document_that_is_included_now_is_no_longer_made(office: Workspace) -> None:
    build(office)
    write(
        office, "content/甲.yaml", NOTICE.format(name="甲").replace("好工作", "好工作（见附件）") + "附件: 赵立.yaml\n"
    )
    second = build(office)
    assert set(second) == {"甲", "乙", "孙明远"}
    write(office, "content/人员.yaml", PEOPLE.format(post="市局局长"))
    assert made(build(office)) == {"甲": ("content/人员.yaml 有改动",)}


def test_the_memory_may_be_deleted(office: Workspace) -> None:
    build(office)
    (office.root / ".gongwen" / "build.sqlite3").unlink()
    assert set(made(build(office))) == {"甲", "乙", "孙明远", "赵立"}


def test_a_check_tells_everything_every_time(office: Workspace) -> None:
    build(office)
    assert not any(outcome.is_kept for outcome in check_documents(office))


@pytest.mark.parametrize("name", ["名册.yaml", "名册.csv"])
def test_a_register_of_another_name_is_no_document_and_is_watched(office: Workspace, name: str) -> None:
    table = "姓名,职务\n孙明远,{post}\n" if name.endswith("csv") else "# 全局\n人员:\n- 姓名: 孙明远\n  职务: {post}\n"
    write(office, f"content/{name}", table.format(post="市局局长"))
    write(office, "content/孙明远.yaml", ROSTER.format(name="孙明远") + f"人员库: {name}\n")
    assert set(made(build(office))) == {"甲", "乙", "孙明远", "赵立"}
    write(office, f"content/{name}", table.format(post="市局党组书记"))
    assert made(build(office)) == {"孙明远": (f"content/{name} 有改动",)}
    assert [item.source for item in check_documents(office)].count(f"content/{name}") == 0


def test_a_document_without_its_kind_is_not_taken_for_a_register(office: Workspace) -> None:
    write(office, "content/丙.yaml", "标题: 关于工作的通知\n人员: 孙明远\n")
    assert [item.exit_code != 0 for item in build_documents(office) if item.source == "content/丙.yaml"] == [True]


def test_documents_are_told_in_the_same_order_whatever_is_made_again(office: Workspace) -> None:
    first = list(build(office))
    write(office, f"content/{first[0]}.yaml", NOTICE.format(name="防汛"))
    assert list(build(office)) == first
