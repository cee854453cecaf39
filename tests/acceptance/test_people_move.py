"""Somebody moves: from the register to the 调整通知, by the commands that a clerk types, down to the bytes."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
import yaml

from gongwen.cli import main
from tests.people.office import FOLDER, PEOPLE, seed_office

STANDING = """\
文种: 名单
标题: 淄博市自然资源局防汛工作专班名单
组长: 市局局长
副组长: 市局副局长
"""


class Desk:
    """A clerk in a folder: what he types, and what he sees."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.monkeypatch, self.capsys = root, monkeypatch, capsys
        monkeypatch.chdir(root)

    def runs(self, *words: str) -> tuple[int, list[str], list[str]]:
        """The exit code, and the lines of stdout and stderr."""
        self.monkeypatch.setattr("sys.argv", ["gongwen", *words])
        with pytest.raises(SystemExit) as left:
            main()
        seen = self.capsys.readouterr()
        return int(str(left.value.code)), seen.out.splitlines(), seen.err.splitlines()

    def bytes_of(self, name: str) -> bytes:
        return (self.root / name).read_bytes()

    def lines_of(self, name: str) -> list[str]:
        """The paragraphs of a DOCX and the rows of its tables, without the blanks that only pad."""
        document = docx.Document(str(self.root / name))
        rows = ["".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
        return ["".join(text.split()) for text in (*(line.text for line in document.paragraphs), *rows)]


NOTICE, OUTPUT = f"{FOLDER}/通知.yaml", "output/迎评方案2020/通知.docx"
CHANGE = ("people", "change", "--on", "2020年6月1日", "--out", "国强（调离）", "--in", "李明 市局党组成员、副局长")


def test_from_the_register_to_the_adjusting_notice_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # The roster written out, and the same kept as references to a register: the same bytes.
    outputs = []
    for name, is_referring in (("写明", False), ("引用", True)):
        desk = Desk(seed_office(tmp_path / name, with_register=is_referring), monkeypatch, capsys)
        assert desk.runs("build")[0] == 0
        outputs.append(desk.bytes_of(OUTPUT))
    assert outputs[0] == outputs[1]

    # The notice is issued; an open roster stands beside it.
    (desk.root / "content" / "防汛专班.yaml").write_text(STANDING, "utf-8")
    assert desk.runs("issue", NOTICE)[0] == 0
    issued = desk.bytes_of(OUTPUT)
    assert desk.runs("build")[0] == 0
    standing = desk.bytes_of("output/防汛专班.docx")
    assert "国强市局党组成员、副局长" in desk.lines_of("output/防汛专班.docx")

    # Before it is agreed to, the change says what it reaches, and writes nothing.
    code, out, err = desk.runs(*CHANGE)
    assert (code, out) == (2, [])
    follows, stays = err.index("会随之改变的文件："), err.index("名单里有上述人员、已定日期而不变的文件：")
    assert err[follows + 1].startswith("  content/防汛专班.yaml　未定日期　")
    assert err[stays + 1].startswith(f"  {NOTICE}（{FOLDER}/名单.yaml）　淄自然资字〔2020〕15号，已印发，2020年1月19日")
    assert (desk.root / "content" / "人员.yaml").read_text("utf-8") == PEOPLE

    # Then it is written; the open roster follows, the issued notice stays byte for byte.
    assert desk.runs(*CHANGE, "--yes")[0] == 0
    code, out, err = desk.runs("build")
    assert (code, set(out)) == (0, {"output/防汛专班.docx", OUTPUT})
    assert [line for line in err if line.startswith("重新生成")] == [
        "重新生成 content/防汛专班.yaml：content/人员.yaml 有改动。"
    ]
    assert desk.bytes_of(OUTPUT) == issued
    assert "李明市局党组成员、副局长" in desk.lines_of("output/防汛专班.docx")
    assert "国强" not in "".join(desk.lines_of("output/防汛专班.docx"))

    # The adjusting notice: drafted from the register, built at once, with who was there and who is.
    draft = "content/调整/通知.yaml"
    assert desk.runs("roster", "adjust", NOTICE, "--on", "2020年6月1日", "--out", draft)[0] == 0
    written = yaml.safe_load((desk.root / draft).read_text("utf-8"))
    assert written["接替"] == {"国强（调离）": "李明 市局党组成员、副局长"}
    assert not {"调出", "改任"} & set(written)
    text = (desk.root / draft).read_text("utf-8").replace("发布: 全名单", "发布: 两者")
    (desk.root / draft).write_text(text, "utf-8")
    assert desk.runs("build", draft)[0] == 0
    lines = desk.lines_of("output/调整/通知.docx")
    assert "淄博市自然资源局关于调整迎接市人大专项工作评议工作专班组成人员的通知" in "".join(lines)
    former, present = "国强（市局党组成员、副局长）", "李明（市局党组成员、副局长）"
    assert f"1副组长接替{former}{present}调离" in lines
    assert f"2办公室·主任接替{former}{present}调离" in lines
    assert "李明市局党组成员、副局长" in lines
    assert any("李明同志兼任办公室主任" in line for line in lines)
    assert desk.runs("register")[0] == 0

    # And back: the register, the open roster and the notice are as they were.
    assert desk.runs("people", "undo")[0] == 0
    assert (desk.root / "content" / "人员.yaml").read_text("utf-8") == PEOPLE
    (desk.root / draft).unlink()
    assert desk.runs("build")[0] == 0
    assert desk.bytes_of("output/防汛专班.docx") == standing
    assert desk.bytes_of(OUTPUT) == issued
