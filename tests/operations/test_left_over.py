"""Outputs whose content file is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.convert.program import OFFICE_VARIABLE
from tests.acceptance.office import build, lay_out, put, run

NOTICE = "文种: 通知\n标题: 关于防汛工作的通知\n主送: 各单位\n正文: 正文。\n日期: 2024-01-19\n文号: 云字〔2024〕1号\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(OFFICE_VARIABLE, "")
    root = lay_out(tmp_path, {f"{name}.yaml": NOTICE.replace("防汛", name) for name in ("防汛", "防火", "防震")})
    assert build(root).code == 0
    return root


def said(root: Path, *arguments: str) -> list[str]:
    lines = run("build", *arguments, cwd=root).stderr.splitlines()
    return [line for line in lines if "file/left-over" in line]


def test_what_is_left_of_a_deleted_and_of_a_renamed_file_is_told_and_stays(office: Path) -> None:
    assert said(office) == []
    (office / "content/防汛.yaml").unlink()
    (office / "content/防火.yaml").rename(office / "content/护林.yaml")
    (line,) = said(office)
    assert "output/防汛.docx、output/防火.docx。" in line
    assert "护林" not in line
    assert "防震" not in line
    assert (office / "output/防汛.docx").exists()
    # Told as long as they lie there, and only by a build of everything.
    assert said(office, "content/防震.yaml") == []
    (office / "output/防汛.docx").unlink()
    (line,) = said(office)
    assert "防汛" not in line
    (office / "output/防火.docx").unlink()
    assert said(office) == []


def test_a_file_of_the_offices_own_is_none_of_it(office: Path) -> None:
    (office / "output/手写.docx").write_bytes(b"")
    assert said(office) == []


def test_a_new_file_that_is_made_into_the_same_output_is_told_as_itself(office: Path) -> None:
    (office / "content/防汛.yaml").rename(office / "content/防汛.yml")
    assert said(office) == []


def test_what_has_gone_out_stays_without_a_word(office: Path) -> None:
    put(office, "令.yaml", NOTICE.replace("文号: 云字〔2024〕1号\n", ""))
    assert run("issue", "content/令.yaml", "--code", "云字", cwd=office).code == 0
    (office / "content/令.yaml").unlink()
    assert said(office) == []
