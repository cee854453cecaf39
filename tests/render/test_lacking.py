"""What an office's own template lacks for the layout checks is told before a document is made from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongwen.diagnostics import Severity
from gongwen.operations.making.build import build_documents
from gongwen.operations.start import start_workspace
from gongwen.operations.workspace import open_workspace
from gongwen.render import available_templates, find_template, inspect_template
from gongwen.standard.geometry import NATIONAL, NumberPlace
from tests.render.packages import DOCUMENT, RED_HEAD, changed

SETTINGS, STYLES = "word/settings.xml", "word/styles.xml"
_NUMBERS = {f"word/{kind}{number}.xml" for kind, number in (("footer", 1), ("footer", 2), ("header", 1), ("header", 2))}


def _without_turned(text: str) -> str:
    """Without the empty section at the end that lies on its side."""
    last = text.rindex("<w:sectPr")
    before = text.rindex("<w:sectPr", 0, last)
    own = text[before : text.index("</w:sectPr>", before) + len("</w:sectPr>")]
    start = text.rindex("<w:p>", 0, before)
    return f"{text[:start]}{own}</w:body></w:document>"


LACKS = {
    "no-page-number": ({name: lambda text: text.replace("PAGE", "DATE") for name in _NUMBERS}, Severity.WARNING),
    "even-pages": ({SETTINGS: lambda text: text.replace("<w:evenAndOddHeaders/>", "")}, Severity.WARNING),
    "no-turned-section": ({DOCUMENT: _without_turned}, Severity.HINT),
    "number-language": (
        {STYLES: lambda text: re.sub(r'<w:lang w:val="[^"]*"', '<w:lang w:val="zh-CN"', text)},
        Severity.HINT,
    ),
}


@pytest.mark.parametrize("code", LACKS)
def test_what_a_template_lacks_is_told_with_a_way_out(code: str) -> None:
    changes, severity = LACKS[code]
    (item,) = inspect_template(changed(changes, base=RED_HEAD))
    assert (item.code, item.severity) == (f"template/{code}", severity)
    assert item.hint
    assert (item.clause is None) == (severity is Severity.HINT), "practice is never called the standard's"


@pytest.mark.parametrize("name", available_templates())
def test_the_packaged_templates_lack_nothing(name: str) -> None:
    assert inspect_template(find_template(name)) == ()


def test_an_office_that_prints_on_one_side_needs_no_even_pages() -> None:
    template = changed(LACKS["even-pages"][0], base=RED_HEAD)
    one_sided = replace(NATIONAL, number_place=NumberPlace.RIGHT)
    assert inspect_template(replace(template, geometry=one_sided)) == ()


_NOTICE = """\
文种: 通知
文号: 云自然资字〔2026〕15号
标题: 云山市自然资源局关于做好防汛工作的通知
主送: 各区县局
正文: |
  请抓好落实。
  {表.分工}
日期: 2026年11月22日
表:
  分工:
    纸张: PAPER
    列: 序号、任务
    行: 排查隐患点
"""


@pytest.mark.parametrize(("paper", "is_told"), [("横向", True), ("纵向", False)])
def test_a_document_is_told_of_a_missing_section_only_if_it_needs_one(
    tmp_path: Path, paper: str, *, is_told: bool
) -> None:
    list(start_workspace(tmp_path))
    (tmp_path / "templates").mkdir(exist_ok=True)
    (tmp_path / "templates" / "文件.docx").write_bytes(changed(LACKS["no-turned-section"][0], base=RED_HEAD).data)
    (tmp_path / "content" / "通知.yaml").write_text(_NOTICE.replace("PAPER", paper), "utf-8")
    (outcome,) = build_documents(open_workspace(tmp_path), (tmp_path / "content" / "通知.yaml",))
    assert outcome.output is not None, outcome.diagnostics
    assert ("template/no-turned-section" in {item.code for item in outcome.diagnostics}) is is_told
