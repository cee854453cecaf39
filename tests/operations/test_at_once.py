"""Everything at once: what is wrong in one part of a file does not hide what is wrong in the others, and never makes up
anything that would not be wrong when that part is mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.load.package import read_package
from gongwen.model.kinds import DOCUMENTS
from gongwen.operations.making.build import check_documents
from gongwen.operations.start import new_document
from gongwen.operations.workspace import open_workspace

OFFICE = "发文机关: 云山市自然资源局\n"
PEOPLE = """\
人员:
  - 姓名: 孙明远
    职务: 市局党组书记、局长
    起: 2018年3月
  - 姓名: 赵立
    职务: 市局党组成员、副局长
    起: 2019年3月
"""
#: Each file has slips of the texts, of the references and of the numbering: they are what must stay on the list.
NOTICE = """\
文种: 印发通知
标题: 关于关于印发《汛期值班方案》的通知
文号: 云自然资字〔2024〕3号
主送: 各区县局、分局
印发: 方案.yaml
要求: 请认真抓好{方案.落实}
日期: 2025年1月17日
印发机关: 市局办公室
印发日期: 2025年1月16日
公开: 主动公开
忽略检查:
  - 检查: content/title-organ-missing
    理由: 题目由市局定
"""
PLAN = """\
文种: 方案
标题: 汛期值班方案
编号: 检查
正文: |
  为做好值班工作，制定本方案。
  一、组织领导
  成立{专班}，由{专班.组长}负责，{专班.局长}参加（见{附件.名单}）。
  三、步骤
  分{阶段.简称}{阶段.数目}个阶段，详见附件5。
  {阶段}
  分工：{表.分工}
机构: 名单.yaml
阶段:
  - 名称: 准备阶段
    时间: 3月—5月
    内容: |
      1.制定方案{阶段.共几}。
  - 名称: 实施阶段
    时间: 2月
    责任单位: 各科室
    内容: |
      1.组织实施。
      3.报告情况。
表:
  分工:
    列: 序号、事项
    行: |
      值班{不知道}
附件:
  - 名单: 名单.yaml
  - 代称: 议程
    名称: 会议议程
    内容: |
      见{附件.会议}。
  - 配档表.yaml
"""
ROSTER = """\
文种: 名单
标题: 值班专班名单
简称: 专班
组长: 孙明远
副组长: 赵立、钱多多
成员: |
  市局副局长
  李起 市局{什么}科科长
办公室:
  设在: 市局办公室
  主任: 周全 市局办公室主任
职责: 负责{值班.安排}。
"""
SCHEDULE = """\
文种: 配档表
标题: 值班配档表{题目}
取自: 方案.阶段
列: 阶段、时间、要求、工作措施
"""
FILES = {"通知.yaml": NOTICE, "方案.yaml": PLAN, "名单.yaml": ROSTER, "配档表.yaml": SCHEDULE}

Finding = tuple[str, int, str, str]


@pytest.fixture(autouse=True)
def _no_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OFFICE_VARIABLE, "")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "gongwen.yaml").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "content" / "人员.yaml").write_text(PEOPLE, encoding="utf-8")
    for name, text in FILES.items():
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    return tmp_path


def told(office: Path) -> set[Finding]:
    """What is said of everything in the office: file, line, code and message."""
    found = [item for outcome in check_documents(open_workspace(office)) for item in outcome.diagnostics]
    return {(item.place.file, item.place.line, item.code, item.message) for item in found}


def of_the_reading(office: Path) -> set[Finding]:
    """What the files say of themselves, one by one, before anything hangs on anything."""
    package = read_package(office / "content" / "通知.yaml", workspace=office)
    found = package.refusal.diagnostics if package.refusal is not None else package.diagnostics
    return {(item.place.file, item.place.line, item.code, item.message) for item in found}


def test_the_office_has_slips_of_every_sort(office: Path) -> None:
    assert of_the_reading(office) == set()
    assert {code.removeprefix("content/") for _, _, code, _ in told(office)} >= {
        "unknown-name", "unknown-person", "numbering-gap", "number-year", "printed-before-date", "phase-order",
        "attachment-missing", "attachment-uncited", "title-doubled", "column-unfilled",
    }  # fmt: skip


KEY = re.compile(r"(?P<lead>[ ]*(?:- )?)(?P<key>[^\s:-]+):(?P<value> \S.*)?$")


def _misspelt(match: re.Match[str]) -> str:
    return f"{match['lead']}{match['key']}们:{match['value'] or ''}"


def _strange(match: re.Match[str]) -> str:
    return f"{match['lead']}甲乙丙:{match['value'] or ''}"


def _full_width(match: re.Match[str]) -> str:
    return f"{match['lead']}{match['key']}：{match['value'] or ''}"


def _empty(match: re.Match[str]) -> str:
    return f"{match['lead']}{match['key']}:"


def _list_of_lists(match: re.Match[str]) -> str:
    return f"{match['lead']}{match['key']}: [[甲], [乙]]"


def _cut_off(match: re.Match[str]) -> str:
    return f"{match['lead']}{match['key']}:{match['value'] or ' 甲'} #乙"


def _unclosed(match: re.Match[str]) -> str:
    return f"{match['lead']}{match['key']}: '{(match['value'] or '甲').strip()}"


def _tabbed(match: re.Match[str]) -> str:
    return f"\t{match.group().lstrip()}"


def _with_another(match: re.Match[str]) -> str:
    return match.group() if match["lead"] or not match["value"] else f"{match.group()}\n{match.group()}"


BREAKS: dict[str, Callable[[re.Match[str]], str]] = {
    "a misspelt key": _misspelt,
    "a key like no other": _strange,
    "a colon of full width": _full_width,
    "nothing behind a key": _empty,
    "lists where a text stands": _list_of_lists,
    "a text cut off": _cut_off,
    "a quote without an end": _unclosed,
    "a tab": _tabbed,
    "a key twice": _with_another,
}


def broken(text: str, break_: Callable[[re.Match[str]], str]) -> Iterator[tuple[int, str]]:
    """`text` broken at each of its keys, with the line that was broken."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        match = KEY.match(line)
        if match is not None and (changed := break_(match)) != line:
            yield index + 1, "\n".join([*lines[:index], changed, *lines[index + 1 :]])


@pytest.mark.parametrize("how", BREAKS)
def test_what_is_told_besides_a_break_is_told_without_it_as_well(office: Path, how: str) -> None:
    whole = told(office)
    kept = []
    for name, text in FILES.items():
        for line, changed in broken(text, BREAKS[how]):
            (office / "content" / name).write_text(changed, encoding="utf-8")
            own = of_the_reading(office)
            if own:
                # A line more stands above what follows it.
                lines_more = changed.count("\n") - text.count("\n")
                besides = {_moved(item, f"content/{name}", line, lines_more) for item in told(office) - own}
                assert besides <= whole, (name, line, sorted(besides - whole))
                kept.append(len(besides) / len(whole))
            (office / "content" / name).write_text(text, encoding="utf-8")
    # Not by saying nothing: as a rule most of what does not hang on the broken part is there.
    assert len(kept) > 15
    assert sorted(kept)[len(kept) // 2] > 0.4


def _moved(item: Finding, file: str, line: int, count: int) -> Finding:
    where, at, code, message = item
    return (where, at - count if where == file and at > line else at, code, message)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_no_kind_of_document_is_judged_by_what_could_not_be_read(kind: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "gongwen.yaml").write_text(OFFICE, encoding="utf-8")
    path = new_document(kind, tmp_path / "content" / "通知.yaml", today=date(2025, 1, 17))
    text = path.read_text(encoding="utf-8")
    whole = told(tmp_path)
    count = 0
    for how in (_misspelt, _list_of_lists):
        for line, changed in broken(text, how):
            path.write_text(changed, encoding="utf-8")
            if own := of_the_reading(tmp_path):
                besides = told(tmp_path) - own
                assert besides <= whole, (line, sorted(besides - whole))
                count += 1
    assert count > 2


@pytest.mark.parametrize("name", ["名单.yaml", "通知.yaml"])
def test_names_nobody_knows_are_told_though_the_day_cannot_be_read(office: Path, name: str) -> None:
    path = office / "content" / name
    text = "".join(line for line in FILES[name].splitlines(keepends=True) if not line.startswith("日期"))
    path.write_text(f"{text}日期: 2025年9月31日\n", encoding="utf-8")
    package = office / "content" / "通知.yaml"
    found = [
        item
        for outcome in check_documents(open_workspace(office), [package])
        for item in outcome.diagnostics
        if item.place.file == "content/名单.yaml"
    ]
    assert "content/unknown-person" in {item.code for item in found}
    assert not {"content/post-vacant", "content/person-left", "content/person-not-yet"} & {item.code for item in found}
