"""Seals and signature stamps from their files: what is taken, what is refused and where that is said."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.operations.making.build import build_documents
from gongwen.operations.outcome import Outcome
from gongwen.operations.workspace import open_workspace
from tests.render.views import png

pytestmark = pytest.mark.usefixtures("no_office")

_NOTICE = """\
文种: 通知
文号: 云自然资字〔2024〕15号
标题: 云山市自然资源局关于排查的通知
主送: 各区县局
正文: 请排查。
日期: 2024年5月6日
"""


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first guess is enough here."""
    monkeypatch.setenv(OFFICE_VARIABLE, "")


def made(folder: Path, text: str, office: str = "") -> Outcome:
    (folder / "content").mkdir(exist_ok=True)
    (folder / "gongwen.yaml").write_text(f"发文机关: 云山市自然资源局\n{office}", "utf-8")
    (folder / "content" / "通知.yaml").write_text(text, "utf-8")
    (outcome,) = build_documents(open_workspace(folder))
    return outcome


def codes(outcome: Outcome) -> list[str]:
    return [item.code for item in outcome.diagnostics if item.code.startswith("content/")]


def names(outcome: Outcome) -> list[str]:
    assert outcome.output is not None, outcome.diagnostics
    with zipfile.ZipFile(io.BytesIO(outcome.output.read_bytes())) as package:
        return package.namelist()


_OFFICE = "印章:\n  云山市自然资源局: 章.png\n印章直径: 45毫米\n"


def test_the_seal_of_the_office_is_used_only_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "章.png").write_bytes(png(40, 40))
    assert not [name for name in names(made(tmp_path, _NOTICE, _OFFICE)) if "media" in name]
    outcome = made(tmp_path, _NOTICE + "印章: 是\n", _OFFICE)
    assert len([name for name in names(outcome) if name.startswith("word/media/picture-")]) == 1
    assert outcome.made is not None
    signature = outcome.made.view.parts[0].signature
    assert signature is not None
    assert [(seal.width, seal.height) for seal in signature.seals] == [(45, 45)]


def test_a_file_named_in_the_document_is_found_beside_it(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "乙.png").write_bytes(png(40, 40))
    assert any("media" in name for name in names(made(tmp_path, _NOTICE + "印章: 乙.png\n")))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "content/picture"),
        (b"\xff\xd8\xff\xe0" + b"0" * 100, "content/picture"),
        (png(40, 40)[:-20], "content/picture"),
        (png(40, 40).replace(b"IDAT", b"IDAX"), "content/picture"),
        (png(40, 40)[:24] + b"\x00" + png(40, 40)[25:], "content/picture"),
        (png(7000, 1), "content/picture"),
        (png(80, 40), "content/seal-oblong"),
        (None, "content/picture"),
    ],
)
def test_what_is_no_whole_square_png_is_refused_at_its_place(tmp_path: Path, data: bytes | None, code: str) -> None:
    if data is not None:
        (tmp_path / "章.png").write_bytes(data)
    outcome = made(tmp_path, _NOTICE + "印章: 是\n", _OFFICE)
    assert outcome.output is None
    assert codes(outcome) == [code]
    (finding,) = outcome.diagnostics
    assert (finding.place.file, finding.place.line) == ("gongwen.yaml", 3)


def test_a_picture_outside_the_workspace_is_refused(tmp_path: Path) -> None:
    (tmp_path / "章.png").write_bytes(png(40, 40))
    inner = tmp_path / "inner"
    inner.mkdir()
    outcome = made(inner, _NOTICE + "印章: ../../章.png\n")
    assert codes(outcome) == ["content/picture"]
    assert outcome.diagnostics[0].place.line == 7


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("印章: 是\n", "content/picture-unknown"),
        ("印章: |\n  甲.png\n  乙.png\n", "content/picture-count"),
        ("印章: 甲.png\n用印: 否\n", "content/seal-unsealed"),
        ("份号: 9-3\n", "content/copy-number-series"),
        ("份号: 1-501\n", "content/copy-number-series"),
        ("附件:\n  - 名称: 清单\n    内容: 一处。\n    另装: 是\n", None),
    ],
)
def test_what_does_not_fit_together_is_told(tmp_path: Path, keys: str, code: str | None) -> None:
    outcome = made(tmp_path, _NOTICE + keys)
    assert code in codes(outcome) if code else outcome.output is not None


def test_a_detached_attachment_needs_the_number_it_bears(tmp_path: Path) -> None:
    keys = "附件:\n  - 名称: 清单\n    内容: 一处。\n    另装: 是\n"
    assert "content/detached-number" in codes(made(tmp_path, _NOTICE.replace("文号", "副标题") + keys))


def test_a_series_makes_a_file_for_each_number(tmp_path: Path) -> None:
    outcome = made(tmp_path, _NOTICE + "份号: 8-11\n密级: 机密★1年\n")
    assert "content/copies-made" in codes(outcome)
    assert outcome.output is not None
    folder = outcome.output.with_name("通知-份号")
    assert sorted(path.name for path in folder.iterdir()) == [f"0000{number:02}.docx" for number in range(8, 12)]
    for path in (*folder.iterdir(), outcome.output):
        with zipfile.ZipFile(path) as package:
            text = package.read("word/document.xml").decode()
        number = path.stem if path.parent == folder else "000008"
        assert f">{number}<" in text


def test_copies_of_a_longer_series_are_named_and_stay(tmp_path: Path) -> None:
    first = made(tmp_path, _NOTICE + "份号: 8-11\n密级: 机密★1年\n")
    assert first.output is not None
    folder = first.output.with_name("通知-份号")
    (folder / "说明.docx").write_bytes(b"")
    shorter = made(tmp_path, _NOTICE + "份号: 9-10\n密级: 机密★1年\n")
    (told,) = (item for item in shorter.diagnostics if item.code == "content/copies-left")
    assert "2 份" in told.message
    assert "000008.docx、000011.docx" in told.message
    single = made(tmp_path, _NOTICE + "份号: 9\n密级: 机密★1年\n")
    (told,) = (item for item in single.diagnostics if item.code == "content/copies-left")
    assert "4 份" in told.message
    assert len(list(folder.iterdir())) == 5
    longer = made(tmp_path, _NOTICE + "份号: 9-12\n密级: 机密★1年\n")
    assert "content/copies-made" in codes(longer)
    assert (folder / "000012.docx").exists(), "though the first number is the same"
