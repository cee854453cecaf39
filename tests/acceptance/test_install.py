"""The wheel, installed in an empty environment and used in an empty folder, far from the repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import docx
import pytest

from gongwen.model.kinds import DOCUMENTS
from tests.acceptance.office import ROOT, digests, snapshot, spawn


def called(*command: str | Path, cwd: Path, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    """A program in an environment that knows nothing of the repository."""
    hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTEST_CURRENT_TEST")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return subprocess.run(
        [str(word) for word in command], cwd=cwd, env=environment, capture_output=True, text=True, timeout=timeout
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of what the repository ships, so that nothing is left in the tree."""
    source = tmp_path_factory.mktemp("source")
    for name in ("src", "templates"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.iterdir():
        if path.is_file() and path.suffix in (".toml", ".md", "") and not path.name.startswith("."):
            shutil.copy(path, source)
    folder = tmp_path_factory.mktemp("wheel")
    built = called(sys.executable, "-m", "pip", "wheel", source, "--no-deps", "-q", "-w", folder, cwd=folder)
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("gongwen-*.whl")
    return path


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`gongwen` in a fresh environment that holds the wheel and what it asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    installed = called(folder / "bin" / "python", "-m", "pip", "install", "-q", wheel, cwd=folder)
    assert installed.returncode == 0, installed.stderr
    return folder / "bin" / "gongwen"


@pytest.fixture(scope="module")
def office(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The line of the issue: init, new, build."""
    folder = tmp_path_factory.mktemp("空文件夹")
    line = "gongwen init 我的科室 && cd 我的科室 && gongwen new 印发通知 content/2026/防汛/通知.yaml && gongwen build"
    done = called("sh", "-c", f"PATH='{program.parent}':$PATH; {line}", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return folder / "我的科室"


def test_the_wheel_holds_templates_skeletons_and_types_and_nothing_of_the_office(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {"gongwen/templates/文件.docx", "gongwen/templates/普通.docx", "gongwen/py.typed"} <= set(names)
    assert {f"gongwen/skeletons/{kind}.yaml" for kind in DOCUMENTS} <= set(names)
    strange = [name for name in names if not name.startswith(("gongwen/", "gongwen-"))]
    assert strange == []
    assert not [name for name in names if "__pycache__" in name or "/content/" in name or "test" in name]


def test_the_environment_holds_no_repository(program: Path) -> None:
    code = f"import gongwen, sys; print(gongwen.__file__); print([path for path in sys.path if {str(ROOT)!r} in path])"
    done = called(program.parent / "python", "-c", code, cwd=program.parent)
    where, paths = done.stdout.splitlines()
    assert Path(where).is_relative_to(program.parent.parent)
    assert paths == "[]"
    checked = called(program.parent / "python", "-m", "pip", "check", cwd=program.parent)
    assert checked.returncode == 0, checked.stdout


def test_init_new_and_build_make_a_document(office: Path) -> None:
    path = office / "output" / "2026" / "防汛" / "通知.docx"
    texts = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    assert any("汛期地质灾害防治工作方案" in text for text in texts)
    assert {"gongwen.yaml", "content/2026/防汛/通知.yaml", ".vscode/settings.json", "templates/说明.txt"} <= set(
        snapshot(office)
    )


def test_init_again_changes_nothing(program: Path, office: Path) -> None:
    before = snapshot(office)
    assert called(program, "init", ".", cwd=office).returncode == 0
    assert snapshot(office) == before


def test_a_document_of_every_kind_is_begun_and_built(program: Path, office: Path) -> None:
    for kind in DOCUMENTS:
        done = called(program, "new", kind, f"content/样稿/{kind}.yaml", cwd=office)
        assert done.returncode == 0, done.stderr
    built = called(program, "build", "content/样稿", cwd=office)
    assert built.returncode == 0, built.stderr
    assert "错误[" not in built.stderr
    assert "警告[" not in built.stderr
    assert sorted(snapshot(office / "output" / "样稿")) == sorted(f"{kind}.docx" for kind in DOCUMENTS)
    for kind in DOCUMENTS:
        docx.Document(str(office / "output" / "样稿" / f"{kind}.docx"))


def test_check_and_schema_work(program: Path, office: Path, tmp_path: Path) -> None:
    outputs = digests(office / "output")
    checked = called(program, "check", "--format", "json", cwd=office)
    assert checked.returncode == 0, checked.stderr
    assert {outcome["output"] for outcome in json.loads(checked.stdout)} == {None}
    assert digests(office / "output") == outputs
    made = called(program, "schema", tmp_path / "schemas", cwd=office)
    assert made.returncode == 0, made.stderr
    paths = [Path(line) for line in made.stdout.splitlines()]
    assert len(paths) == 4
    for path in paths:
        assert json.loads(path.read_text("utf-8"))["$schema"].startswith("https://json-schema.org/")


def test_version_and_help_answer(program: Path, tmp_path: Path) -> None:
    version = called(program, "--version", cwd=tmp_path)
    assert version.stdout.startswith("gongwen 0.")
    for arguments in ([], *([name] for name in ("init", "new", "build", "check", "schema"))):
        done = called(program, *arguments, "--help", cwd=tmp_path)
        assert done.returncode == 0
        assert "显示帮助" in done.stdout
        assert "Usage" not in done.stdout


def test_the_installed_program_makes_the_five_documents_of_the_repository_byte_for_byte(
    program: Path, tmp_path: Path
) -> None:
    """The packaged templates are those of the repository, and the environment has no influence."""
    for name in ("installed", "tree"):
        shutil.copytree(ROOT / "content", tmp_path / name / "content")
        shutil.copy(ROOT / "gongwen.yaml", tmp_path / name)
    assert called(program, "build", cwd=tmp_path / "installed").returncode == 0
    assert spawn("build", cwd=tmp_path / "tree").code == 0
    found = digests(tmp_path / "installed" / "output")
    assert len(found) == 5
    assert found == digests(tmp_path / "tree" / "output")


def test_a_mistake_is_told_in_chinese_and_costs_nothing(program: Path, office: Path) -> None:
    before = digests(office / "output")
    path = office / "content" / "坏.yaml"
    path.write_text("文种: 通知\n标题：关于防汛的通知\n正文: 请落实。\n", "utf-8")
    try:
        done = called(program, "build", "content/坏.yaml", cwd=office)
    finally:
        path.unlink()
    assert done.returncode == 3
    assert done.stderr.startswith("content/坏.yaml:2:3: 错误[content/full-width-colon]")
    assert digests(office / "output") == before
