"""The five real documents come out word for word, and each fact of them is written once."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.table import Table

from gongwen.operations.making.build import build_documents
from gongwen.operations.outcome import Outcome
from gongwen.operations.workspace import open_workspace

ROOT = Path(__file__).parents[1]
SEEDS = Path(__file__).parent / "fixtures" / "seeds"

#: Lines of the web pages round the documents.
RESIDUE = re.compile(
    r"首页 > 文章中心|前言:本站|\(下转05版\)|文章内容来自网络|参与评论|请回复有价值|评论区|国土资源局民主评议的方案$"
)
DOCUMENTS = {
    "000": "迎评方案2020/通知",
    "001": "交办会发言2020/摘要",
    "002": "建议办理2023/报告",
    "003": "民主评议方案/通知",
    "004": "建议办理2020/总结",
}
#: Where a column or a page broke a sentence, the halves stand in one paragraph.
JOINED = {
    "001": ["整改工作已初见成效", "在全省率先实现", "直接将补贴资金", "凝聚防控力量。"],
    "004": ["提案办理工作的通知》，对人大建议", "建立工作台账", "风电场项目办理生态红线"],
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository as a workspace of its own, built."""
    root = tmp_path_factory.mktemp("seeds")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "gongwen.yaml", root)
    outcomes = build(root)
    assert [outcome.source for outcome in outcomes] == sorted(f"content/{name}.yaml" for name in DOCUMENTS.values())
    return root


def build(root: Path) -> list[Outcome]:
    outcomes = list(build_documents(open_workspace(root)))
    assert [str(item) for outcome in outcomes for item in outcome.diagnostics if item.severity.rank == 0] == []
    return outcomes


def paragraphs(document: Document) -> Iterator[str]:
    """The texts of the body in order, tables cell by cell."""
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                yield from (cell.text for cell in row.cells)
        else:
            yield item.text


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def text_of(root: Path, name: str) -> str:
    return squeezed("".join(paragraphs(docx.Document(str(root / "output" / f"{name}.docx")))))


@pytest.mark.parametrize(("seed", "name"), DOCUMENTS.items())
def test_every_paragraph_of_the_seed_stands_in_the_document_in_order(workspace: Path, seed: str, name: str) -> None:
    text = text_of(workspace, name)
    lines = [line for line in (SEEDS / f"{seed}.txt").read_text("utf-8").splitlines() if line.strip()]
    wanted = [squeezed(line) for line in lines if not RESIDUE.search(line.strip())]
    assert len(wanted) >= 12
    at = 0
    for line in wanted:
        found = text.find(line, at)
        assert found >= 0, f"not found, or not in order: {line[:40]}"
        at = found + len(line)


def test_the_title_of_the_seed_with_navigation_stands_once(workspace: Path) -> None:
    assert text_of(workspace, DOCUMENTS["003"]).count("国土资源局民主评议的方案") == 1


@pytest.mark.parametrize(("seed", "sentence"), [(seed, item) for seed, items in JOINED.items() for item in items])
def test_a_sentence_cut_by_the_page_is_whole_again(workspace: Path, seed: str, sentence: str) -> None:
    document = docx.Document(str(workspace / "output" / f"{DOCUMENTS[seed]}.docx"))
    assert sum(sentence in squeezed(paragraph) for paragraph in paragraphs(document)) == 1


@pytest.mark.parametrize(("seed", "name"), DOCUMENTS.items())
def test_nothing_of_the_web_page_is_left(workspace: Path, seed: str, name: str) -> None:
    text = text_of(workspace, name)
    assert not re.search("首页>|前言:本站|下转05版|文章内容来自网络|参与评论|评论区", text), seed


def test_one_name_changed_in_the_roster_changes_prose_and_roster(workspace: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(workspace, tmp_path / "moved"))
    roster = root / "content" / "迎评方案2020" / "名单.yaml"
    roster.write_text(roster.read_text("utf-8").replace("孙长顺", "周成"), "utf-8")
    build(root)
    text = text_of(root, DOCUMENTS["000"])
    assert "孙长顺" not in text
    assert "周成、国强任副组长" in text
    assert "副组长：周成市局党组成员、副局长" in text


def test_one_title_changed_in_the_plan_changes_notice_sentence_and_heading(workspace: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(workspace, tmp_path / "renamed"))
    plan = root / "content" / "迎评方案2020" / "方案.yaml"
    before = "淄博市自然资源局迎接市人大专项工作评议实施方案"
    assert text_of(root, DOCUMENTS["000"]).count(before) == 3
    plan.write_text(plan.read_text("utf-8").replace("  迎接市人大专项工作评议实施方案", "  迎评工作方案"), "utf-8")
    build(root)
    text = text_of(root, DOCUMENTS["000"])
    assert text.count("淄博市自然资源局迎评工作方案") == 3
    assert before not in text


def test_the_schedule_is_made_from_the_plans_phases(workspace: Path) -> None:
    document = docx.Document(str(workspace / "output" / f"{DOCUMENTS['000']}.docx"))
    table = next(table for table in document.tables if table.rows[0].cells[0].text == "序号")
    phases = list(dict.fromkeys(row.cells[1].text.replace("\n", "") for row in table.rows[1:]))
    assert phases == ["准备阶段", "调研阶段", "反馈整改阶段", "专题询问、评议测评"]
    assert len(table.rows) == 1 + 5 + 3 + 4 + 3
