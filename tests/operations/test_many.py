"""Many documents by many hands: the same files as by one, whatever happens; and why each is made again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from gongwen.diagnostics import ContentError
from gongwen.operations.making import sources
from gongwen.operations.making.build import Site, build_documents, check_documents, explain_rebuild
from gongwen.operations.many_hands.parallel import processes
from gongwen.operations.outcome import Outcome
from gongwen.operations.workspace import open_workspace

NOTICE = "文种: 通知\n标题: 关于第{number}件事的通知\n主送: 各单位\n正文: 正文。\n日期: 2024-01-19\n"


def fill(root: Path, count: int) -> Path:
    """A workspace of `count` notices, the first with a roster out of the register attached."""
    (root / "content").mkdir(parents=True)
    (root / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", encoding="utf-8")
    (root / "content" / "人员.yaml").write_text("人员:\n- 姓名: 孙明远\n  职务: 市局局长\n", encoding="utf-8")
    for number in range(count):
        (root / "content" / f"通知{number:03d}.yaml").write_text(NOTICE.format(number=number), encoding="utf-8")
    (root / "content" / "名单.yaml").write_text("文种: 名单\n标题: 专班\n组长: 孙明远\n", encoding="utf-8")
    with (root / "content" / "通知000.yaml").open("a", encoding="utf-8") as notice:
        notice.write("附件: 名单.yaml\n")
    return root


def files(root: Path) -> dict[str, bytes]:
    """What was made."""
    output = root / "output"
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def said(outcomes: list[Outcome]) -> list[tuple[str, list[str]]]:
    return [(outcome.source, [str(item) for item in outcome.diagnostics]) for outcome in outcomes]


def test_many_hands_make_the_same_files_in_the_same_order(tmp_path: Path) -> None:
    alone, many = (fill(tmp_path / name, 120) for name in ("甲", "乙"))
    one = list(build_documents(open_workspace(alone)))
    told: list[int] = []
    with processes(2) as crew:
        two = list(build_documents(open_workspace(many), site=Site(crew, told.append)))
    assert told == [120]
    assert len(one) == 120
    assert files(alone) == files(many)
    assert said(one) == said(two)
    with processes(2) as crew:
        again = list(build_documents(open_workspace(many), site=Site(crew)))
    assert [outcome.is_kept for outcome in again] == [True] * 120
    assert said(again) == said(two)


def test_a_bad_document_costs_itself_with_many_hands_too(tmp_path: Path) -> None:
    root = fill(tmp_path, 10)
    (root / "content" / "通知004.yaml").write_text("文种: 通知\n标题: [\n", encoding="utf-8")
    with processes(2) as crew:
        found = list(build_documents(open_workspace(root), site=Site(crew)))
        checked = list(check_documents(open_workspace(root), site=Site(crew)))
    assert [outcome.source for outcome in found if outcome.exit_code] == ["content/通知004.yaml"]
    assert [outcome.source for outcome in checked if outcome.exit_code] == ["content/通知004.yaml"]
    assert len(files(root)) == 9


@pytest.mark.office
def test_pages_and_pdfs_are_the_same_by_many_hands(tmp_path: Path) -> None:
    alone, many = (fill(tmp_path / name, 6) for name in ("甲", "乙"))
    list(build_documents(open_workspace(alone), with_pdf=True))
    with processes(2) as crew:
        found = list(build_documents(open_workspace(many), with_pdf=True, site=Site(crew)))
        looked_at = list(check_documents(open_workspace(many), looks=True, site=Site(crew)))
    assert [outcome.exit_code for outcome in found] == [0] * 6
    assert files(alone) == files(many)
    assert sorted(Path(name).suffix for name in files(many)) == [".docx"] * 6 + [".pdf"] * 6
    here = list(check_documents(open_workspace(alone), looks=True))
    assert [report_of(outcome) for outcome in looked_at] == [report_of(outcome) for outcome in here]


def report_of(outcome: Outcome) -> tuple[bytes, list[str]]:
    assert outcome.layout is not None
    return outcome.layout.pdf, [verdict.check.code + verdict.outcome.name for verdict in outcome.layout.report.verdicts]


@pytest.mark.office
def test_numbered_copies_need_no_pdf_of_their_own(tmp_path: Path) -> None:
    root = fill(tmp_path, 2)
    with (root / "content" / "通知001.yaml").open("a", encoding="utf-8") as notice:
        notice.write("密级: 机密★1年\n份号: 1-3\n")
    first = list(build_documents(open_workspace(root), with_pdf=True))
    assert [outcome.pdf is not None for outcome in first] == [True, True]
    assert len(list((root / "output" / "通知001-份号").iterdir())) == 3
    assert [outcome.is_kept for outcome in build_documents(open_workspace(root), with_pdf=True)] == [True, True]


def gongwen(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gongwen.cli", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_the_command_makes_and_explains(tmp_path: Path) -> None:
    root = fill(tmp_path, 3)
    told = gongwen(root, "build", "--explain-rebuild")
    assert told.stdout.splitlines() == [f"content/通知{number:03d}.yaml：要生成（还没有生成过）" for number in range(3)]
    assert told.stderr.splitlines() == ["共 3 份：3 份要生成。"]
    assert not (root / "output").exists()
    assert gongwen(root, "build", "--jobs", "2").returncode == 0
    assert len(files(root)) == 3
    told = gongwen(root, "build", "--explain-rebuild")
    assert (told.stdout, told.stderr.splitlines()) == ("", ["共 3 份：3 份没有变化，不重新生成。"])
    (root / "content" / "人员.yaml").write_text("人员:\n- 姓名: 孙明远\n  职务: 市局书记\n", encoding="utf-8")
    with (root / "content" / "通知001.yaml").open("a", encoding="utf-8") as notice:
        notice.write("# 备注\n")
    (root / "output" / "通知002.docx").unlink()
    told = gongwen(root, "build", "--explain-rebuild")
    assert told.stdout.splitlines() == [
        "content/通知000.yaml：要生成（content/人员.yaml 有改动）",
        "content/通知002.yaml：要生成（output/通知002.docx 不在了，或被改动过）",
        "content/通知001.yaml：不重新生成（content/通知001.yaml 有改动，但印出来的没有变）",
    ]
    assert told.stderr.splitlines() == ["共 3 份：2 份要生成，1 份没有变化，不重新生成。"]
    (root / "content" / "通知001.yaml").write_text("文种: 通知\n标题: [\n", encoding="utf-8")
    told = gongwen(root, "build", "--explain-rebuild", "--format", "json")
    assert told.returncode == 3
    kept: list[dict[str, Any]] = json.loads(told.stdout)
    assert [(item["exit_code"], item["kept"]) for item in kept] == [(0, False), (3, False), (0, False)]
    assert told.stderr.splitlines()[-1] == "共 3 份：2 份要生成，1 份有错。"


def test_what_many_documents_have_alike_and_changes_none_is_explained_once(tmp_path: Path) -> None:
    root = fill(tmp_path, 4)
    assert gongwen(root, "build").returncode == 0
    (root / "单位.yaml").write_text("单位: []\n", encoding="utf-8")
    (root / "output" / "通知002.docx").unlink()
    told = gongwen(root, "build", "--explain-rebuild")
    assert told.stdout.splitlines() == [
        "content/通知002.yaml：要生成（新有 单位.yaml；output/通知002.docx 不在了，或被改动过）",
        "3 份不重新生成（新有 单位.yaml，但印出来的没有变）",
    ]
    assert told.stderr.splitlines() == ["共 4 份：1 份要生成，3 份没有变化，不重新生成。"]


def test_what_is_left_of_a_build_that_is_interrupted_is_whole_and_gone_on_with(tmp_path: Path) -> None:
    root = fill(tmp_path / "甲", 400)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    command = [sys.executable, "-m", "gongwen.cli", "build", "--jobs", "2"]
    build = subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(temporary)},
        start_new_session=True,
    )
    while not (root / "output").exists():
        time.sleep(0.02)
    os.killpg(build.pid, signal.SIGINT)
    _, errors = build.communicate(timeout=60)
    assert build.returncode == 130
    assert errors.decode().splitlines()[-1] == "已中断。已写好的文件都是完整的。"
    assert "Traceback" not in errors.decode()
    assert list(temporary.iterdir()) == []
    part = files(root)
    whole = fill(tmp_path / "乙", 400)
    list(build_documents(open_workspace(whole)))
    assert {name: data for name, data in files(whole).items() if name in part} == part
    list(build_documents(open_workspace(root)))
    assert files(root) == files(whole)


def test_a_folder_does_not_get_too_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_IN_FOLDER", 5)
    root = fill(tmp_path, 5)
    assert len(list(explain_rebuild(open_workspace(root)))) == 5
    (root / "content" / "通知005.yaml").write_text(NOTICE.format(number=5), encoding="utf-8")
    with pytest.raises(ContentError, match="content/folder-full"):
        list(build_documents(open_workspace(root)))
    (root / "content" / "另外").mkdir()
    (root / "content" / "通知005.yaml").rename(root / "content" / "另外" / "通知005.yaml")
    assert len(list(build_documents(open_workspace(root)))) == 6
