"""What stands in the made DOCX, part by part, as text that a person can read in a diff.

A part that a document has word for word from its template is held against the template; all others are kept beside the
content. `pytest --update-golden` writes them anew; read the diff before it is committed.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from gongwen.operations.making.build import build_documents
from gongwen.operations.workspace import open_workspace
from gongwen.render import find_template
from tests.render.views import png

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/content.yaml"))
FORMATS = {
    "印发通知": "文件",
    "名单": "普通",
    "表格": "普通",
    "信函": "信函",
    "联合函": "信函",
    "命令": "命令",
    "纪要": "纪要",
    "盖章": "文件",
}


def parts_of(data: bytes) -> dict[str, str]:
    """Every part as indented XML, its attributes in canonical order."""
    parser = etree.XMLParser(remove_blank_text=True)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {
            name: etree.tostring(
                etree.fromstring(etree.tostring(etree.fromstring(package.read(name), parser), method="c14n"), parser),
                pretty_print=True,
                encoding="unicode",
            )
            for name in package.namelist()
            if not name.endswith(".png")
        } | {
            name: f"sha256 {hashlib.sha256(package.read(name)).hexdigest()}\n"
            for name in package.namelist()
            if name.endswith(".png")
        }


def made_from(case: str, folder: Path) -> bytes:
    """The DOCX that gongwen makes of a case."""
    (folder / "content").mkdir()
    (folder / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n印章:\n  云山市自然资源局: 章.png\n", "utf-8")
    (folder / "章.png").write_bytes(png(42, 42))
    shutil.copy(HERE / case / "content.yaml", folder / "content")
    (outcome,) = build_documents(open_workspace(folder))
    assert outcome.output is not None, outcome.diagnostics
    return outcome.output.read_bytes()


def kept(case: str) -> dict[str, str]:
    """The parts kept beside the content; a folder's slash is a dot in the file's name."""
    return {path.name: path.read_text("utf-8") for path in (HERE / case).iterdir() if path.name != "content.yaml"}


@pytest.mark.parametrize("case", CASES)
def test_the_parts_are_as_they_were(case: str, tmp_path: Path, update_golden: bool) -> None:
    template = parts_of(find_template(FORMATS[case]).data)
    made = parts_of(made_from(case, tmp_path))
    own = {name.replace("/", "."): text for name, text in made.items() if text != template.get(name)}
    assert own, "the document differs from its template"
    if update_golden:
        for name in kept(case).keys() - own.keys():
            (HERE / case / name).unlink()
        for name, text in own.items():
            (HERE / case / name).write_text(text, "utf-8")
    assert own == kept(case)


def test_all_formats_have_a_case() -> None:
    assert set(CASES) == set(FORMATS)
    assert set(FORMATS.values()) == {"文件", "普通", "信函", "命令", "纪要"}


def test_a_change_is_seen(tmp_path: Path) -> None:
    made = parts_of(made_from("名单", tmp_path))
    assert made["word/document.xml"].replace("孙明远", "孙明达") != kept("名单")["word.document.xml"]
