"""A table of any length goes from its file to the document row by row."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from gongwen.diagnostics import ContentError, TemplateError
from gongwen.operations.tables import print_table
from gongwen.operations.workspace import Workspace, open_workspace
from gongwen.printview import Cell, Column, Part, PrintView, Table, TableBlock
from gongwen.render import find_template, render_docx, streaming
from gongwen.render.streaming import stream_docx
from gongwen.render.wordml import w


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", encoding="utf-8")
    return open_workspace(tmp_path)


def rows_of(output: Path) -> list[list[str]]:
    with zipfile.ZipFile(output) as archive:
        assert archive.testzip() is None
        root = etree.fromstring(archive.read("word/document.xml"))
    return [
        [
            "\n".join("".join(t.text or "" for t in p.iter(w("t"))) for p in cell.iter(w("p")))
            for cell in row.iter(w("tc"))
        ]
        for row in root.iter(w("tr"))
    ]


def test_a_csv_file_becomes_a_table_with_every_cell(workspace: Workspace) -> None:
    source = workspace.root / "名册.csv"
    source.write_text('姓名,电话\n张三,"1 & <2>"\n,\n李四\n"王\n五",033\n', encoding="utf-8")
    made = print_table(workspace, source, title="困难群众名册")
    assert made.output == workspace.root / "output" / "名册.docx"
    assert made.rows == 3
    assert rows_of(made.output) == [["姓名", "电话"], ["张三", "1 & <2>"], ["李四", ""], ["王\n五", "033"]]


def test_a_sheet_is_chosen_by_its_name_and_else_the_first_that_is_seen(workspace: Workspace) -> None:
    source = workspace.root / "名册.xlsx"
    book = openpyxl.Workbook()
    hidden, seen = book.active, book.create_sheet("第二张")
    assert hidden is not None
    hidden.title, hidden.sheet_state = "第一张", "hidden"
    hidden.append(["甲"])
    hidden.append(["藏"])
    seen.append(["乙"])
    seen.append([12])
    book.save(source)
    assert rows_of(print_table(workspace, source).output) == [["乙"], ["12"]]
    assert rows_of(print_table(workspace, source, sheet="第一张").output) == [["甲"], ["藏"]]
    with pytest.raises(ContentError) as caught:
        print_table(workspace, source, sheet="第三张")
    assert caught.value.diagnostics[0].code == "content/not-a-table"
    assert caught.value.diagnostics[0].hint == "文件里的表：第一张、第二张。"


def test_a_csv_file_has_no_sheet_to_choose(workspace: Workspace) -> None:
    source = workspace.root / "名册.csv"
    source.write_text("姓名\n张三\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        print_table(workspace, source, sheet="第一张")
    (told,) = caught.value.diagnostics
    assert (told.code, told.hint) == ("content/not-a-table", "请去掉 --sheet。")
    assert not (workspace.root / "output").exists()


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "content/not-a-table", 0),
        ("甲,乙\n1,2,3\n", "content/table-cell", 2),
        ("甲\n好\n坏\x01\n", "content/table-cell", 3),
        ('甲\n"没有完', "content/csv-quote", 2),
    ],
)
def test_what_cannot_be_printed_is_refused_and_the_last_document_stays(
    text: str, code: str, line: int, workspace: Workspace
) -> None:
    source = workspace.root / "名册.csv"
    output = workspace.root / "output" / "名册.docx"
    output.parent.mkdir()
    output.write_bytes(b"before")
    source.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        print_table(workspace, source)
    assert [(item.code, item.place.line) for item in caught.value.diagnostics] == [(code, line)]
    assert output.read_bytes() == b"before"
    assert [path.name for path in output.parent.iterdir()] == ["名册.docx"]


def test_a_streamed_table_is_the_one_that_a_document_holds() -> None:
    columns = (Column(title="甲", share=0.5), Column(title="乙", share=0.5))
    rows = tuple((Cell(text=f"{number}&"), Cell(text="二\n行" if number % 7 else "")) for number in range(500))
    bare, whole = (
        PrintView(parts=(Part(title=("表",), blocks=(TableBlock(table=Table(columns=columns, rows=held)),)),))
        for held in ((), rows)
    )
    template = find_template("普通")
    block = bare.parts[0].blocks[0]
    assert isinstance(block, TableBlock)
    stream = io.BytesIO()
    stream_docx(bare, block.table, iter(rows), template, stream)
    with zipfile.ZipFile(stream) as streamed, zipfile.ZipFile(io.BytesIO(render_docx(whole, template).data)) as held:
        assert streamed.namelist() == held.namelist()
        assert all(streamed.read(name) == held.read(name) for name in held.namelist())


def test_a_table_that_no_office_program_could_open_is_refused(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = workspace.root / "名册.csv"
    source.write_text("甲\n" + "一\n" * 1_000, encoding="utf-8")
    monkeypatch.setattr(streaming, "LIMIT", 100_000)
    with pytest.raises(TemplateError) as caught:
        print_table(workspace, source)
    assert caught.value.diagnostics[0].code == "template/output-too-large"
    assert not list(workspace.root.glob("output/*"))


PROGRAM = """
import sys
from pathlib import Path
from gongwen.operations.tables import print_table
from gongwen.operations.workspace import open_workspace
root = Path(sys.argv[1])
made = print_table(open_workspace(root), root / sys.argv[2])
print(made.rows, int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
def test_memory_does_not_grow_with_the_rows(workspace: Workspace) -> None:
    """Beyond the file itself, which is read whole: 6 columns, 1,000 and 100,000 rows."""
    peaks = []
    for count in (1_000, 100_000):
        source = workspace.root / f"{count}.csv"
        lines = (f"{number},张三,12345,甲乡乙村,是,\n" for number in range(count))
        source.write_text("序号,姓名,编号,住址,低保,备注\n" + "".join(lines), encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(workspace.root), source.name],
            capture_output=True,
            text=True,
            check=True,
        )
        rows, peak = map(int, run.stdout.split())
        assert rows == count
        peaks.append(peak)
    assert peaks[1] < 120
    assert peaks[1] - peaks[0] < 40
