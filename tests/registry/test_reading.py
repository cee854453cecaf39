"""Registers are read as offices keep them, and every finding names the line or the cell."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from gongwen.diagnostics import ContentError
from gongwen.model.directory import Directory
from gongwen.registry.directories import load_directory
from gongwen.registry.find import find_register

YAML = """\
人员:
  # 局领导
  - 孙明远 市局党组书记、局长
  - 姓名: 高　松
    单位: 局办公室
    电话: 0533-033
    职务:
      - {职务: 副主任, 单位: 局办公室, 起: 2016年3月, 止: 2019年5月1日}
      - {职务: 主任, 单位: 局办公室, 起: 2019年5月1日, 备注: 主持工作}
"""


def load(path: Path) -> Directory:
    return load_directory(path, workspace=path.parent)[0]


def complaints(path: Path) -> list[str]:
    try:
        found = load_directory(path, workspace=path.parent)[1]
    except ContentError as error:
        found = error.diagnostics
    return [f"{item.place} {item.code}" for item in found]


def workbook(path: Path, *rows: tuple[str | int | date | None, ...], title: str = "人员") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_yaml_with_short_forms_padded_names_and_terms(tmp_path: Path) -> None:
    (tmp_path / "人员.yaml").write_text(YAML, "utf-8")
    directory = load(tmp_path / "人员.yaml")
    (song,) = directory.named("高松")
    assert directory.title_on(song, date(2018, 1, 1)) == "局办公室副主任"
    assert directory.title_on(song, date(2019, 5, 1)) == "局办公室主任（主持工作）"
    assert directory.title_on(song, date(2016, 2, 29)) is None
    assert [person.name for person in directory.holders("局办公室主任", date.max)] == ["高松"]
    assert song.phone == "0533-033"


ROWS = (
    ("全局人员一览表",),
    (),
    ("序号", "姓　名", "任职", None, None, "任职时间", "联系电话"),
    (None, None, "单位", "职务", None, None, None),
    (1, "高　松", "局办公室", "主任", None, date(2019, 5, 1), 13800000000),
    (None, None, "市防汛办", "副主任", None, "２０２０年３月", None),
    (None, None, None, None, None, None, None),
    (2, "欧阳晓波", "局信息中心", "主任", None, None, None),
)


def test_a_sheet_with_a_title_two_rows_of_headings_blank_rows_and_merged_names(tmp_path: Path) -> None:
    directory = load(workbook(tmp_path / "人员.xlsx", *ROWS))
    assert [person.name for person in directory.people] == ["高松", "欧阳晓波"]
    song = directory.people[0]
    assert [(post.unit, post.title, post.start) for post in song.posts] == [
        ("局办公室", "主任", "2019年5月1日"),
        ("市防汛办", "副主任", "２０２０年３月"),
    ]
    assert song.phone == "13800000000"
    assert directory.title_on(song, date(2020, 3, 1)) == "局办公室主任、市防汛办副主任"
    assert song.name.origin is not None
    assert song.name.origin.spot == "表“人员”B5"


def test_a_fault_in_a_cell_is_told_at_the_cell(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "人员.xlsx", ("姓名", "职务", "起", "爱好"), ("赵立", "主任", "去年", "棋"), ("周{成}", "", "")
    )
    assert complaints(path) == [
        "人员.xlsx[表“人员”D1] content/column-unread",
        "人员.xlsx[表“人员”C2] content/date-form",
        "人员.xlsx[表“人员”A3] content/brace-in-register",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "，"])
def test_csv_in_the_encodings_and_with_the_marks_of_offices(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [["姓名", "单位", "职务", "起"], ["高松", "局办公室", '"主任"', "2019-05-01"], ["", "", "", ""]]
    text = "\r\n".join(separator.join(line) for line in lines)
    (tmp_path / "人员.csv").write_bytes(text.encode(encoding))
    directory = load(tmp_path / "人员.csv")
    assert directory.title_on(directory.people[0], date.max) == "局办公室主任"
    origin = directory.people[0].posts[0].title.origin
    assert origin is not None
    assert (origin.line, origin.column) == (2, 10)


def test_csv_faults_are_told_with_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "人员.csv").write_text('姓名,职务,起\n"甲\n乙",主任,\n赵立,主任,2019-13-01\n', "utf-8")
    assert complaints(tmp_path / "人员.csv") == ["人员.csv:2:3 content/one-line", "人员.csv:4:7 content/date-unreal"]
    (tmp_path / "人员.csv").write_text('姓名,职务\n赵立,"主任\n', "utf-8")
    assert complaints(tmp_path / "人员.csv") == ["人员.csv:2:4 content/csv-quote"]
    (tmp_path / "人员.csv").write_text("名称,年龄\n", "utf-8")
    assert complaints(tmp_path / "人员.csv") == ["人员.csv:1:1 content/no-headings"]
    (tmp_path / "人员.csv").write_bytes(b"\xff\xfe\x00\x01")
    assert complaints(tmp_path / "人员.csv") == ["人员.csv content/not-csv"]


def test_two_persons_who_cannot_be_told_apart_and_circles_of_posts(tmp_path: Path) -> None:
    (tmp_path / "人员.yaml").write_text(
        "人员:\n  - 李敏 科长\n  - 李敏 副科长\n  - {姓名: 林敏, 单位: 甲科}\n  - {姓名: 林敏, 单位: 乙科}\n"
        "随任:\n  - {职务: 甲, 由: 乙}\n  - {职务: 乙, 由: 丙}\n  - {职务: 丙, 由: 甲}\n",
        "utf-8",
    )
    assert complaints(tmp_path / "人员.yaml") == [
        "人员.yaml:3:5 content/person-key-twice",
        "人员.yaml:5:10 content/same-name",
        "人员.yaml:7:16 content/post-circle",
    ]


def test_a_circle_that_no_day_closes_is_none(tmp_path: Path) -> None:
    text = (
        "人员: [赵立 乙]\n随任:\n  - {职务: 甲, 由: 乙, 止: 2020年1月1日}\n  - {职务: 乙, 由: 甲, 起: 2020年1月1日}\n"
    )
    (tmp_path / "人员.yaml").write_text(text.replace("[赵立 乙]", "\n  - 赵立 乙"), "utf-8")
    directory = load(tmp_path / "人员.yaml")
    assert [person.name for person in directory.holders("甲", date(2019, 1, 1))] == ["赵立"]
    assert directory.holders("甲", date(2021, 1, 1)) == ()


def _zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "content/broken-workbook"),
        (b"\xd0\xcf\x11\xe0old", "content/old-excel"),
        (_zipped(a=b"x"), "content/broken-workbook"),
        (_zipped(xl__worksheets__sheet1=b"0" * 30_000_000), "content/workbook-size"),
        (_zipped(a=b'<!DOCTYPE x [<!ENTITY a "b">]>'), "content/broken-workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "人员.xlsx").write_bytes(data)
    assert complaints(tmp_path / "人员.xlsx") == [f"人员.xlsx {code}"]


def test_rows_out_of_order_are_refused_not_dropped(tmp_path: Path) -> None:
    path = workbook(tmp_path / "人员.xlsx", ("姓名", "职务"), ("张三", "科长"), ("李四", "科员"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    turned = parts[sheet].replace(b'<row r="2"', b'<row r="9"')
    assert turned != parts[sheet]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (parts | {sheet: turned}).items():
            archive.writestr(name, data)
    assert any("content/broken-workbook" in line for line in complaints(path))


def test_a_formula_without_its_result_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "人员.xlsx", ("姓名", "职务"), ("赵立", "=B1"))
    assert complaints(path) == ["人员.xlsx[表“人员”B2] content/formula-unknown"]


def test_units_lend_short_names_and_collective_names(tmp_path: Path) -> None:
    (tmp_path / "人员.csv").write_text("姓名,单位,职务\n赵立,云山市自然资源局,党组成员\n周成,张庄分局,局长\n", "utf-8")
    (tmp_path / "单位.yaml").write_text(
        "单位:\n  - {全称: 云山市自然资源局, 简称: 市局}\n  - {全称: 张庄分局, 合称: 各区县局}\n  - 李庄分局\n",
        "utf-8",
    )
    directory = load(tmp_path / "人员.csv")
    assert [directory.title_on(person, date.max) for person in directory.people] == ["市局党组成员", "张庄分局局长"]
    assert [person.name for person in directory.named("赵立", "市局")] == ["赵立"]
    assert [unit.name for unit in directory.collective("各区县局")] == ["张庄分局"]
    assert [person.name for person in directory.holders("云山市自然资源局党组成员", date.max)] == ["赵立"]


def test_the_nearest_register_is_found_and_two_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "甲"
    folder.mkdir(parents=True)
    assert find_register(folder, tmp_path) is None
    (tmp_path / "content" / "人员.yaml").write_text(YAML, "utf-8")
    assert find_register(folder, tmp_path) == tmp_path / "content" / "人员.yaml"
    (tmp_path / "content" / "人员.csv").touch()
    with pytest.raises(ContentError) as caught:
        find_register(folder, tmp_path)
    assert [item.code for item in caught.value.diagnostics] == ["content/two-registers"]
