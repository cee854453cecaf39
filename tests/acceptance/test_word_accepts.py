"""Word opens what gongwen makes: openxml-audit finds no error, headings have outline levels, python-docx reads all."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from gongwen.model.kinds import DOCUMENTS
from gongwen.render.find import packaged_templates
from tests.acceptance.office import ROOT, build, lay_out, run, snapshot
from tests.acceptance.test_text_survives import whole_office

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SKELETONS = sorted(path.stem for path in (ROOT / "src" / "gongwen" / "skeletons").glob("*.yaml"))
TEMPLATES = sorted(packaged_templates().glob("*.docx"))
FORMATS = [FileFormat.OFFICE_2007, FileFormat.OFFICE_2019, FileFormat.MICROSOFT_365]
SEEDS = ["交办会发言2020/摘要", "建议办理2020/总结", "建议办理2023/报告", "民主评议方案/通知", "迎评方案2020/通知"]


def audit(path: Path) -> list[str]:
    """What openxml-audit has against a file, for the oldest and the newest Word."""
    found = []
    for file_format in FORMATS:
        result = OpenXmlValidator(file_format=file_format, max_errors=100).validate(path)
        found += [f"{file_format.name}: {item.description}" for item in result.errors]
    return found


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five documents of the repository, built."""
    root = tmp_path_factory.mktemp("seeds")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "gongwen.yaml", root)
    assert run("build", cwd=root).code == 0
    assert sorted(snapshot(root / "output")) == sorted(f"{name}.docx" for name in SEEDS)
    return root / "output"


@pytest.fixture(scope="session")
def skeletons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One document from each skeleton, built."""
    root = lay_out(tmp_path_factory.mktemp("skeletons"), {})
    for kind in SKELETONS:
        assert run("new", kind, f"content/{kind}.yaml", cwd=root).code == 0
    done = build(root)
    assert (done.code, [(item.file, item.message) for item in done.findings]) == (0, [])
    return root / "output"


def opened(path: Path) -> None:
    """python-docx reads it, and every part of XML is well-formed."""
    document = docx.Document(str(path))
    assert any(paragraph.text for paragraph in document.paragraphs) or document.tables
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def test_the_auditor_finds_a_fault_that_is_planted(tmp_path: Path) -> None:
    source = TEMPLATES[0]
    spoilt = tmp_path / "坏.docx"
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(spoilt, "w") as copy:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:sectPr", b"<w:notAnElement/><w:sectPr", 1)
            copy.writestr(name, data)
    assert audit(spoilt)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_packaged_template_has_no_error(path: Path) -> None:
    assert audit(path) == []
    opened(path)


def test_both_formats_have_a_template() -> None:
    assert {"文件", "普通"} <= {path.stem for path in TEMPLATES}


@pytest.mark.parametrize("name", SEEDS)
def test_a_document_of_the_repository_has_no_error(seeds: Path, name: str) -> None:
    assert audit(seeds / f"{name}.docx") == []
    opened(seeds / f"{name}.docx")


def test_every_kind_has_a_skeleton() -> None:
    assert set(SKELETONS) == set(DOCUMENTS)


@pytest.mark.parametrize("kind", SKELETONS)
def test_a_document_from_a_skeleton_has_no_error(skeletons: Path, kind: str) -> None:
    assert audit(skeletons / f"{kind}.docx") == []
    opened(skeletons / f"{kind}.docx")


def test_a_document_with_something_in_every_place_has_no_error(tmp_path: Path) -> None:
    root = lay_out(tmp_path, whole_office("甲&<𠮷>👨\u200d👩"))
    assert build(root, "content/通知.yaml", "content/方案.yaml").code == 0
    for name in ("通知", "方案"):
        assert audit(root / "output" / f"{name}.docx") == []
        opened(root / "output" / f"{name}.docx")


def test_a_document_with_all_of_the_head_and_imprint_has_no_error(tmp_path: Path) -> None:
    text = """\
文种: 报告
份号: 12
密级: 机密★1年
紧急程度: 特急
签发人: |
  孙明远
  李启明
  赵立
发文机关: |
  云山市自然资源局
  云山市应急管理局
文号: 云自然资〔2024〕15号
标题: |
  云山市自然资源局　云山市应急管理局
  关于汛期地质灾害防治工作情况的报告
主送: 市人民政府
正文: 特此报告。
附件:
  - 名称: 情况表
    表格:
      列: 序号、事项
      行: |
        排查
        防范
      空白行数: 3
日期: 2024年4月19日
用印: 否
附注: 联系人：王一丁
公开: 不予公开
抄送: 市委办公室，市政府办公室。
印发机关: 云山市自然资源局办公室
印发日期: 2024年4月20日
"""
    root = lay_out(tmp_path, {"报告.yaml": text})
    assert build(root).code == 0
    assert audit(root / "output" / "报告.docx") == []
    opened(root / "output" / "报告.docx")


# --- headings ---


def outline_levels(path: Path) -> dict[str, int]:
    """Text of each paragraph whose style, or one it is based on, has an outline level; the level from 0."""
    with zipfile.ZipFile(path) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
        document = etree.fromstring(archive.read("word/document.xml"))
    by_identifier = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}

    def level_of(identifier: str | None) -> int | None:
        style = by_identifier.get(identifier)
        if style is None:
            return None
        level = style.find(f"{W}pPr/{W}outlineLvl")
        if level is not None:
            return int(level.get(f"{W}val", "9"))
        base = style.find(f"{W}basedOn")
        return level_of(base.get(f"{W}val")) if base is not None else None

    found = {}
    for paragraph in document.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        level = (
            int(own.get(f"{W}val", "9"))
            if own is not None
            else level_of(style.get(f"{W}val"))
            if style is not None
            else None
        )
        if level is not None and level < 9:
            found["".join(node.text or "" for node in paragraph.iter(f"{W}t"))] = level
    return found


HEADINGS = """\
文种: 总结
标题: 工作总结
正文: |
  开头。
  一、总体情况
  （一）基本做法
  1.排查隐患
  （1）逐点登记
  正文一。
  二、存在问题。个别设备不完备。
  # 下一步打算
  ## 补齐设备
  正文二。
"""


def test_headings_of_four_levels_carry_their_outline_levels(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"总结.yaml": HEADINGS, "通知.yaml": HEADINGS.replace("总结\n", "通知\n", 1)})
    assert build(root).code == 0
    for name in ("总结", "通知"):
        levels = outline_levels(root / "output" / f"{name}.docx")
        wanted = {
            "一、总体情况": 0,
            "（一）基本做法": 1,
            "1.排查隐患": 2,
            "（1）逐点登记": 3,
            "下一步打算": 0,
            "补齐设备": 1,
        }
        assert {text: levels.get(text) for text in wanted} == wanted
        assert not [text for text in levels if "正文" in text or text == "开头。"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_the_headings_are_words_own_styles(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
    levels = {}
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        level = style.find(f"{W}pPr/{W}outlineLvl")
        if name is not None and level is not None and re.fullmatch(r"heading \d", name.get(f"{W}val", "")):
            levels[name.get(f"{W}val", "")] = level.get(f"{W}val")
    assert levels == {f"heading {number}": str(number - 1) for number in range(1, 5)}


def test_the_chapters_of_a_real_document_are_in_words_navigation(seeds: Path) -> None:
    levels = outline_levels(seeds / "迎评方案2020" / "通知.docx")
    chapters = [text for text, level in levels.items() if level == 0]
    for chapter in ("一、指导思想", "二、评议范围", "四、组织领导", "五、方法和步骤", "六、有关要求"):
        assert chapter in chapters


def test_names_of_parts_and_the_listing_are_in_order(seeds: Path) -> None:
    for name in SEEDS:
        with zipfile.ZipFile(seeds / f"{name}.docx") as archive:
            names = archive.namelist()
        assert names[0] == "[Content_Types].xml"
        assert len(set(names)) == len(names)
        assert all(part.isascii() for part in names)
