"""The same content gives the same bytes, whatever the machine, the clock, the folder or the user."""

from __future__ import annotations

import getpass
import os
import platform
import re
import shutil
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.acceptance.office import ROOT, build, digests, run, snapshot, spawn

DOCUMENTS = 5


def copied(root: Path, *, backwards: bool = False) -> Path:
    """The five documents of the repository as a workspace of its own; files made in the order given or the other."""
    sources = sorted((ROOT / "content").rglob("*.yaml"), reverse=backwards)
    for path in sources:
        target = root / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    shutil.copy(ROOT / "gongwen.yaml", root)
    return root


@pytest.fixture(scope="session")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The SHA-256 of the five documents, from a plain build."""
    root = copied(tmp_path_factory.mktemp("plain"))
    assert spawn("build", cwd=root).code == 0
    found = digests(root / "output")
    assert len(found) == DOCUMENTS
    return found


CIRCUMSTANCES: dict[str, dict[str, str]] = {
    "another run": {},
    "time zone of Shanghai": {"TZ": "Asia/Shanghai"},
    "time zone of New York": {"TZ": "America/New_York"},
    "time zone without a name": {"TZ": "XYZ-13:45"},
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 4242": {"PYTHONHASHSEED": "4242"},
    "C locale": {"LANG": "C", "LC_ALL": "C"},
    "C locale in UTF-8": {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
    "locale that is not there": {"LANG": "zh_CN.GB18030", "LC_ALL": "zh_CN.GB18030"},
    "ascii streams": {"PYTHONIOENCODING": "ascii"},
    "SOURCE_DATE_EPOCH": {"SOURCE_DATE_EPOCH": "1700000000"},
    "SOURCE_DATE_EPOCH 0": {"SOURCE_DATE_EPOCH": "0"},
    "another user": {"USER": "王一丁", "LOGNAME": "王一丁", "USERNAME": "王一丁", "HOME": "/nonexistent"},
    "optimised": {"PYTHONOPTIMIZE": "1"},
    "without bytecode": {"PYTHONDONTWRITEBYTECODE": "1"},
    "everything at once": {
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "77",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "4000000000",
    },
}


@pytest.mark.parametrize("environment", CIRCUMSTANCES.values(), ids=CIRCUMSTANCES)
def test_circumstances_do_not_change_a_byte(
    tmp_path: Path, wanted: dict[str, str], environment: Mapping[str, str]
) -> None:
    root = copied(tmp_path)
    done = spawn("build", cwd=root, environment=environment)
    assert done.code == 0, done.stderr
    assert digests(root / "output") == wanted


@pytest.mark.parametrize("name", ["a", "我的科室 2024", "很深/的/文件/夹"])
def test_the_workspaces_own_path_does_not_change_a_byte(tmp_path: Path, wanted: dict[str, str], name: str) -> None:
    (tmp_path / name).mkdir(parents=True)
    root = copied(tmp_path / name)
    assert spawn("build", cwd=root).code == 0
    assert digests(root / "output") == wanted


def test_where_the_user_stands_does_not_change_a_byte(tmp_path: Path, wanted: dict[str, str]) -> None:
    root = copied(tmp_path / "office")
    assert spawn("build", cwd=root / "content" / "迎评方案2020").code == 0
    assert digests(root / "output") == wanted
    shutil.rmtree(root / "output")
    assert spawn("build", root / "content", cwd=Path("/")).code == 0
    assert digests(root / "output") == wanted


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_the_umask_decides_the_mode_and_not_a_byte(tmp_path: Path, wanted: dict[str, str], mask: int) -> None:
    root = copied(tmp_path)
    assert spawn("build", cwd=root, umask=mask).code == 0
    assert digests(root / "output") == wanted
    for path in (root / "output").rglob("*.docx"):
        assert path.stat().st_mode & 0o777 == 0o666 & ~mask


def test_the_dates_of_the_files_and_the_order_of_their_making_do_not_change_a_byte(
    tmp_path: Path, wanted: dict[str, str]
) -> None:
    root = copied(tmp_path, backwards=True)
    for years, path in enumerate(sorted(root.rglob("*"))):
        stamp = time.time() + (years % 7 - 3) * 365 * 86400
        os.utime(path, (stamp, stamp))
    assert spawn("build", cwd=root).code == 0
    assert digests(root / "output") == wanted


_LATER = """
import datetime, time
class date(datetime.date):
    @classmethod
    def today(cls): return cls(2077, 7, 7)
class datetime_(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls(2077, 7, 7, 7, 7, 7, tzinfo=tz)
    utcnow = today = now
datetime.date, datetime.datetime = date, datetime_
time.time = lambda: 3392000000.0
time.localtime = time.gmtime = lambda *_: time.struct_time((2077, 7, 7, 7, 7, 7, 2, 188, 0))
"""


def test_a_later_day_does_not_change_a_byte(tmp_path: Path, wanted: dict[str, str]) -> None:
    """With every clock that Python reads set to 2077, before anything of gongwen is loaded."""
    root = copied(tmp_path / "office")
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(_LATER, "utf-8")
    environment = {"PYTHONPATH": os.pathsep.join([str(tmp_path / "clock"), os.environ.get("PYTHONPATH", "")])}
    done = spawn("build", cwd=root, environment=environment)
    assert done.code == 0, done.stderr
    assert digests(root / "output") == wanted
    made = spawn("new", "通知", "content/新.yaml", cwd=root, environment=environment)
    assert made.code == 0
    assert "2077年7月7日" in (root / "content" / "新.yaml").read_text("utf-8"), "the faked clock was in force"


def test_one_by_one_or_together_or_again_over_old_outputs_the_bytes_are_the_same(
    tmp_path: Path, wanted: dict[str, str]
) -> None:
    root = copied(tmp_path)
    for name in sorted(wanted, reverse=True):
        assert build(root, f"content/{name.removesuffix('.docx')}.yaml").code == 0
    assert digests(root / "output") == wanted
    assert run("build", cwd=root).code == 0
    assert digests(root / "output") == wanted


# --- what the metadata tells ---

#: The beginning of ZIP time.
STAMP = (1980, 1, 1, 0, 0, 0)


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Every part of each of the five documents."""
    root = copied(tmp_path_factory.mktemp("秘密路径"))
    environment = {"USER": "zhangsan", "LOGNAME": "zhangsan", "HOSTNAME": "neiwang-01", "COMPANY": "jimiju"}
    assert spawn("build", cwd=root, environment=environment).code == 0
    found = {}
    for name in snapshot(root / "output"):
        with zipfile.ZipFile(root / "output" / name) as archive:
            found[name] = {part: archive.read(part) for part in archive.namelist()}
            for entry in archive.infolist():
                assert entry.date_time == STAMP
                assert (entry.create_system, entry.external_attr, entry.extra, entry.comment) == (0, 0, b"", b"")
            assert archive.comment == b""
    assert len(found) == DOCUMENTS
    return found


def test_no_user_host_path_or_time_is_in_any_part(members: dict[str, dict[str, bytes]]) -> None:
    secrets = ["zhangsan", "neiwang-01", "jimiju", "秘密路径", "/tmp/", str(ROOT), os.path.expanduser("~") + "/"]  # noqa: PTH111
    secrets += [name for name in (platform.node(), getpass.getuser()) if len(name) > 4]
    year = time.strftime("%Y-%m-%d")
    for parts in members.values():
        for name, data in parts.items():
            text = data.decode("utf-8", "replace")
            assert [secret for secret in (*secrets, year) if secret in text] == [], name


def test_the_properties_name_no_author_and_the_beginning_of_time(members: dict[str, dict[str, bytes]]) -> None:
    for parts in members.values():
        core = parts["docProps/core.xml"].decode()
        assert re.findall(r">([^<\n]+)<", core) == ["1980-01-01T00:00:00Z"] * 2
        application = parts["docProps/app.xml"].decode()
        assert re.findall(r">([^<\n]+)<", application) == ["gongwen"]
        assert "docProps/custom.xml" not in parts
        assert not [name for name in parts if "comments" in name or "people" in name or "customXml" in name]


def test_no_trace_of_editing_is_in_any_part(members: dict[str, dict[str, bytes]]) -> None:
    traces = re.compile(r"w:rsid|<w:ins |<w:del |w:docVar|w:proofErr|attachedTemplate|paraId|_GoBack|w:vanish")
    for parts in members.values():
        for name, data in parts.items():
            assert not traces.search(data.decode("utf-8", "replace")), name
