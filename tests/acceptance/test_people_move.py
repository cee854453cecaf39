"""Somebody moves: from the register to the 调整通知, by the commands that a clerk types, down to the bytes."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
import yaml
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

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


BOOK = "人事科/局名册2020.xlsx"


def a_workbook(path: Path) -> None:
    """A register as a personnel office keeps it: a title, merged names, colours, notes, a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "在职人员"
    for row in (
        ("云山市自然资源局在职人员一览表", None, None, None, None),
        ("姓名", "单位", "职务", "任职时间", "备注"),
        ("孙中华", "市局", "党组书记、局长", "2019年1月", None),
        ("国  强", "市局", "党组成员、副局长", "2017年5月", None),
        (None, None, "机关党委书记", "2018年3月", "兼"),
        ("高  松", "局办公室", "主任", "2015年1月", None),
    ):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("A4:A5")
    sheet.column_dimensions["C"].width = 31
    sheet.freeze_panes = "A3"
    sheet["A4"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["C4"].font = Font(name="仿宋", bold=True)
    sheet["C4"].comment = Comment("分管评议", "人事科")
    book.create_sheet("离退休")["A1"] = "王平"
    path.parent.mkdir()
    book.save(path)


def test_a_workbook_of_any_name_and_place_is_changed_and_keeps_its_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "gongwen.yaml").write_text(f"发文机关: 云山市自然资源局\n人员库: {BOOK}\n", "utf-8")
    (tmp_path / "content" / "防汛专班.yaml").write_text(STANDING, "utf-8")
    a_workbook(tmp_path / BOOK)
    before = (tmp_path / BOOK).read_bytes()
    desk = Desk(tmp_path, monkeypatch, capsys)
    assert desk.runs("build")[0] == 0
    assert desk.lines_of("output/防汛专班.docx")[-1] == "副组长：国强市局党组成员、副局长兼机关党委书记"
    code, out, err = desk.runs(*CHANGE, "--yes")
    assert (code, out) == (0, [BOOK])
    assert "会随之改变的文件：" in err
    assert desk.runs("build")[:2] == (0, ["output/防汛专班.docx"])
    assert desk.lines_of("output/防汛专班.docx")[-1] == "副组长：李明市局党组成员、副局长"

    book = openpyxl.load_workbook(tmp_path / BOOK)
    assert book.sheetnames == ["在职人员", "离退休"]
    sheet = book.worksheets[0]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]
    assert rows[0] == ("姓名", "单位", "职务", "任职时间", "备注", "止")
    assert rows[2] == ("国  强", "市局", "党组成员、副局长", "2017年5月", "调离", "2020年6月1日")
    assert rows[3] == (None, None, "机关党委书记", "2018年3月", "兼", "2020年6月1日")
    assert rows[5][:4] == ("李明", "市局", "党组成员、副局长", "2020年6月1日")
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:E1", "A4:A5"}
    assert (sheet.column_dimensions["C"].width, sheet.freeze_panes) == (31, "A3")
    assert sheet["A4"].fill.fgColor.rgb == "00FFFF00"
    assert (sheet["C4"].font.name, sheet["C4"].font.bold) == ("仿宋", True)
    assert sheet["C4"].comment is not None
    assert sheet["C4"].comment.text == "分管评议"

    assert desk.runs("people", "undo")[:2] == (0, [BOOK])
    assert (tmp_path / BOOK).read_bytes() == before
