"""An office that uses gongwen: its workspace, its documents, and the command line that it runs.

`run` is the real `gongwen` in this process (fast); `spawn` starts it as a program of its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest.mock import patch

import docx
from docx.document import Document
from docx.table import Table
from msgspec import Struct

from gongwen.cli import main
from gongwen.operations.workspace import STATE_FOLDER

ROOT = Path(__file__).parents[2]
SETTINGS = "发文机关: 云山市自然资源局\n"

NOTICE = """\
文种: 通知
文号: 云自然资字〔2024〕15号
标题: 关于做好汛期地质灾害防治工作的通知
主送: 各区县局、分局，局属各单位
正文: |
  为做好汛期地质灾害防治工作，现将有关事项通知如下：
  一、落实责任
  各单位主要负责同志是第一责任人。
  二、加强值守
  （一）严格值班。实行领导带班。
日期: 2024年4月19日
附注: 联系人：王一丁，电话：033-2180001
"""
PLAN = """\
文种: 方案
标题: 汛期地质灾害防治工作方案
正文: |
  为做好汛期地质灾害防治工作，制定本方案。
  一、工作步骤
  分为{阶段.简称}{阶段.个数}个阶段进行。
  {阶段}
阶段:
  - 名称: 排查阶段
    时间: 4月
    内容: |
      1.对隐患点逐一排查。
      2.建立隐患台账。
  - 名称: 防范阶段
    时间: 5月—9月
    内容: |
      1.严格执行值班制度。
      2.开展应急演练。
"""
ROSTER = """\
文种: 名单
标题: 汛期地质灾害防治工作专班名单
简称: 工作专班
组长: 孙明远 市局党组书记、局长
副组长: |
  赵立 市局党组成员、副局长
  周成 市局党组成员、副局长
成员: 局属各单位主要负责人
办公室:
  设在: 市局办公室
  主任: 赵立
工作组:
  综合组:
    组长: 高松
    成员: 王一丁、李起
"""
SCHEDULE = """\
文种: 配档表
标题: 汛期地质灾害防治工作配档表
列: 序号、阶段、工作任务、责任单位
合并: 阶段
行: |
  排查阶段 | 逐一排查 | 地质勘查科
  防范阶段 | 应急演练 | 各分局
"""
TABLE = """\
文种: 表格
标题: 汛期值班表
列: 序号、日期、带班领导、电话
行: |
  6月1日 | 孙明远 | 2180001
  6月2日 | 赵立 | 2180001
空白行数: 5
填表说明: 请于每月25日前报办公室。
"""
DIGEST = """\
文种: 发言摘要
标题: 筑牢汛期安全防线
编者按: 现摘登部分单位负责同志的发言。
发言:
  - 标题: 压实责任 守牢底线
    发言人: 云山市自然资源局局长 孙明远
    正文: |
      一、全面排查隐患。建立台账。
  - 标题: 快速反应 科学处置
    发言人: 云山市应急管理局局长 李启明
    正文: |
      一、完善应急预案。明确职责。
"""
REPORT = """\
文种: 报告
签发人: 孙明远
标题: 关于汛期地质灾害防治工作情况的报告
主送: 市人民政府
正文: |
  现将有关情况报告如下：
  一、主要做法
  逐点排查，建立台账。
日期: 2024年10月8日
"""
SUMMARY = """\
文种: 总结
标题: 汛期地质灾害防治工作总结
正文: |
  今年汛期，我局认真做好防治工作。
  一、主要做法
  逐点排查，建立台账。
落款: 云山市自然资源局
日期: 2024年10月8日
"""
ISSUE = """\
文种: 印发通知
文号: 云自然资字〔2024〕16号
主送: 各区县局、分局
印发: 方案.yaml
要求: 请认真组织实施
日期: 2024年4月20日
"""


class Run(Struct, frozen=True):
    """One call of gongwen and what it left: exit code, both streams."""

    code: int
    stdout: str
    stderr: str

    @property
    def findings(self) -> list[Finding]:
        """The diagnostics, from a call with `--format json`."""
        return [Finding.read(item) for outcome in json.loads(self.stdout) for item in outcome["diagnostics"]]

    @property
    def errors(self) -> list[Finding]:
        """The findings that are errors."""
        return [item for item in self.findings if item.severity == "错误"]

    @property
    def made(self) -> list[str]:
        """The sources from which a document was made."""
        return [str(outcome["source"]) for outcome in json.loads(self.stdout) if outcome["output"] is not None]


class Finding(Struct, frozen=True, order=True):
    """A diagnostic as a program reads it."""

    file: str
    line: int
    column: int
    code: str
    severity: str
    message: str
    hint: str
    spot: str

    @classmethod
    def read(cls, item: Mapping[str, object]) -> Finding:
        line, column = item["line"], item["column"]
        assert isinstance(line, int)
        assert isinstance(column, int)
        texts = {name: str(item[name] or "") for name in ("file", "code", "severity", "message", "hint", "spot")}
        return cls(line=line, column=column, **texts)

    @property
    def place(self) -> tuple[str, str, int, int]:
        """Code and place, to compare."""
        return (self.code, self.file, self.line, self.column)


def run(*arguments: str | Path, cwd: Path) -> Run:
    """`gongwen …` in this process, standing in `cwd`."""
    out, err = io.StringIO(), io.StringIO()
    argv = ["gongwen", *map(str, arguments)]
    code = 0
    with (
        contextlib.chdir(cwd),
        patch.object(sys, "argv", argv),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as leaving:
            code = int(leaving.code or 0)
    return Run(code, out.getvalue(), err.getvalue())


def build(cwd: Path, *paths: str | Path) -> Run:
    """`gongwen build --format json …` in this process."""
    return run("build", "--format", "json", *paths, cwd=cwd)


def spawn(*arguments: str | Path, cwd: Path, environment: Mapping[str, str] | None = None, umask: int = -1) -> Run:
    """`gongwen …` as a program of its own, with `environment` over ours."""
    command = [sys.executable, "-m", "gongwen.cli", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **(environment or {})}, capture_output=True, umask=umask, timeout=120
    )
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def lay_out(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A workspace at `root` with these files under content/ (or, beginning with /, under the root); returns `root`."""
    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "gongwen.yaml").write_text(SETTINGS, "utf-8")
    for name, text in files.items():
        put(root, name, text)
    return root


def put(root: Path, name: str, text: str | bytes) -> Path:
    """Write one file of a workspace."""
    path = root / name.removeprefix("/") if name.startswith("/") else root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file under `root`, hidden ones too, with its bytes; of a link, where it leads.

    Not what a build remembers of itself: that may be deleted at any time.
    """
    return {
        path.relative_to(root).as_posix(): str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        for path in sorted(root.rglob("*"))
        if (path.is_symlink() or path.is_file()) and STATE_FOLDER not in path.parts
    }


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file under `folder`."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in snapshot(folder).items()}


def changed(text: str, *replacements: tuple[str, str]) -> str:
    """`text` with each old piece, which must stand in it, replaced once."""
    for old, new in replacements:
        assert old in text, f"nothing to replace: {old}"
        text = text.replace(old, new, 1)
    return text


def paragraphs(path: Path) -> list[str]:
    """The texts of a document in order, tables cell by cell; merged cells once."""
    return list(_paragraphs(docx.Document(str(path))))


def _paragraphs(document: Document) -> Iterator[str]:
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for row in item._tbl.tr_lst:
                for cell in row.tc_lst:
                    yield "\n".join("".join(_words(paragraph)) for paragraph in cell.p_lst)
        else:
            yield item.text


def _words(element: object) -> Iterator[str]:
    for node in element.iter():  # type: ignore[attr-defined]
        if node.tag.endswith("}t"):
            yield node.text or ""


_HAN = re.compile("[\u4e00-\u9fff]")
#: Three English words in a row: a sentence of a library, not of ours.
_ENGLISH = re.compile(r"\b[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}")
#: A command of the program, as it is told to type it: “gongwen people where --help”.
_COMMAND = re.compile(r"“gongwen [^”]*”")


def assert_chinese(*texts: str) -> None:
    """Every text speaks Chinese: no sentence of a library, no traceback."""
    for text in texts:
        assert _HAN.search(text), text
        assert not _ENGLISH.search(_COMMAND.sub("", text)), text
        assert "Traceback" not in text
        assert 'File "' not in text
