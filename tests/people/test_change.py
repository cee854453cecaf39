"""People move: what is written, what it reaches, what stays, and the way back."""

from __future__ import annotations

import difflib
import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongwen.cli import main
from gongwen.diagnostics import ContentError, FileError
from gongwen.files import replace_file
from gongwen.model.change import PeopleChange
from gongwen.model.register import PeopleFile
from gongwen.operations.issuing import issue_document
from gongwen.operations.making.build import build_documents
from gongwen.operations.people.asking import export_people, import_people, open_directory, where_named
from gongwen.operations.people.moves import Move, carry_out, prepare_move, undo_move, worded_change
from gongwen.operations.workspace import Workspace, open_workspace
from gongwen.registry.export import as_workbook, as_yaml
from gongwen.registry.people import read_people
from tests.people.office import FOLDER, PEOPLE, seed_office

OPEN = "文种: 名单\n标题: 常设专班名单\n组长: 市局局长\n副组长: 市局副局长\n"


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    """The first seed with a register, and an undated roster beside it."""
    root = seed_office(tmp_path, with_register=True)
    (root / "content" / "常设.yaml").write_text(OPEN, "utf-8")
    return open_workspace(root)


def change(day: str, **words: list[str] | str) -> PeopleChange:
    return PeopleChange.model_validate({"日期": day, **words})


def said(office: Workspace, *changes: PeopleChange) -> list[str]:
    try:
        for item in changes:
            move = prepare_move(office, item)
        return [item.code.removeprefix("content/") for item in move.diagnostics]
    except ContentError as error:
        return [item.code.removeprefix("content/") for item in error.diagnostics]


def done(office: Workspace, *changes: PeopleChange) -> Move:
    for item in changes:
        move = prepare_move(office, item)
        carry_out(office, move)
    return move


LEAVES = change("2020年6月1日", 离任="国强（调离）", 任职="李明 市局党组成员、副局长")


def test_one_change_reaches_the_open_roster_and_leaves_the_notice_as_it_was(office: Workspace) -> None:
    notice, standing = office.root / "output" / "迎评方案2020" / "通知.docx", office.root / "output" / "常设.docx"
    assert [outcome.exit_code for outcome in build_documents(office)] == [0, 0]
    fixed, was = notice.read_bytes(), standing.read_bytes()
    move = prepare_move(office, LEAVES)
    assert [(item.source, item.changes, item.number) for item in move.affected] == [
        ("content/常设.yaml", True, ""),
        (f"{FOLDER}/通知.yaml", False, "淄自然资字〔2020〕15号"),
    ]
    assert move.register.read_text("utf-8") == PEOPLE, "nothing is written before it is confirmed"
    carry_out(office, move)
    assert [outcome.exit_code for outcome in build_documents(office)] == [0, 0]
    assert notice.read_bytes() == fixed
    assert standing.read_bytes() != was
    directory = open_directory(office).directory
    assert [person.name for person in directory.holders("市局副局长", date(2020, 5, 31))] == ["孙长顺", "国强"]
    assert [person.name for person in directory.holders("市局副局长", date(2020, 6, 1))] == ["孙长顺", "李明"]


def test_a_roster_that_a_change_stops_is_told_before_with_the_place_to_mend(
    office: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (office.root / "content" / "点名.yaml").write_text("文种: 名单\n标题: 点名\n副组长: 国强\n", "utf-8")
    stops = {item.source: [found.code for found in item.stops] for item in prepare_move(office, LEAVES).affected}
    assert stops == {
        "content/常设.yaml": [],
        "content/点名.yaml": ["content/person-left"],
        f"{FOLDER}/通知.yaml": [],
    }
    monkeypatch.chdir(office.root)
    monkeypatch.setattr("sys.argv", ["gongwen", "people", "change", "--on", "2020年6月1日", "--out", "国强"])
    with pytest.raises(SystemExit):
        main()
    lines = capsys.readouterr().err.splitlines()
    at = lines.index("改了以后生成不了、要先动手改的文件：")
    assert lines[at + 1].startswith("  content/点名.yaml　未定日期　副组长国强")
    assert lines[at + 2].startswith("    content/点名.yaml:3:6: 错误[content/person-left]")


def test_the_writers_comments_and_order_stay_and_undo_gives_back_every_byte(office: Workspace) -> None:
    path = office.root / "content" / "人员.yaml"
    done(office, LEAVES)
    text = path.read_text("utf-8")
    assert not [line for line in difflib.ndiff(PEOPLE.splitlines(), text.splitlines()) if line.startswith("-")]
    assert "    起: 2017年5月1日\n    止: 2020年6月1日\n    备注: 调离\n  # 机关\n" in text
    assert undo_move(office).words[0].startswith("国强 自2020年6月1日起不再任市局党组成员、副局长")
    assert path.read_text("utf-8") == PEOPLE
    with pytest.raises(FileError, match="没有可以撤销的变动"):
        undo_move(office)


def test_a_register_changed_by_hand_since_is_not_taken_back(office: Workspace) -> None:
    move = done(office, LEAVES)
    move.register.write_text(move.register.read_text("utf-8") + "# 手工加的\n", "utf-8")
    with pytest.raises(FileError, match="人员文件又改过"):
        undo_move(office)
    assert move.register.read_text("utf-8").endswith("# 手工加的\n")


def test_what_another_writes_while_the_user_thinks_stays(office: Workspace) -> None:
    move = prepare_move(office, LEAVES)
    move.register.write_text(PEOPLE + "  - 新人 科员\n", "utf-8")
    carry_out(office, move)
    assert move.register.read_text("utf-8").count("新人 科员") == 1
    assert open_directory(office).directory.named("李明")


def test_a_change_that_would_now_reach_otherwise_than_was_shown_is_refused(office: Workspace) -> None:
    move = prepare_move(office, LEAVES)
    with_another_holder = PEOPLE + "  - {姓名: 新人, 单位: 市局, 职务: 副局长, 起: 2020年6月1日}\n"
    (office.root / "content" / "另一份.yaml").write_text("文种: 名单\n标题: 名单\n组长: 国强\n", "utf-8")
    move.register.write_text(with_another_holder, "utf-8")
    with pytest.raises(FileError, match="已与列出的不同"):
        carry_out(office, move)
    assert move.register.read_text("utf-8") == with_another_holder


def test_two_processes_changing_at_once_both_get_through(office: Workspace) -> None:
    names = ["高松", "张乃杰", "刘磊", "王一丁"]
    words = [str(Path(sys.executable).with_name("gongwen")), "people", "change", "--on", "2020年6月1日", "--yes"]
    running = [subprocess.Popen([*words, "--in", f"{name} 市局二级调研员"], cwd=office.root) for name in names]
    assert [process.wait(timeout=120) for process in running] == [0] * len(names)
    directory = open_directory(office).directory
    assert {person.name for person in directory.holders("市局二级调研员", date(2020, 6, 1))} == set(names)
    assert [undo_move(office).words != () for _ in names] == [True] * 4
    assert open_directory(office).path.read_text("utf-8") == PEOPLE


def test_an_issued_document_is_told_as_issued_and_never_rewritten(office: Workspace) -> None:
    source = office.root / FOLDER / "通知.yaml"
    output = office.root / "output" / "迎评方案2020" / "通知.docx"
    issue_document(office, source, today=date(2020, 5, 1))
    sent, text = output.read_bytes(), source.read_bytes()
    standing = next(item for item in build_documents(office) if item.source == "content/常设.yaml")
    assert standing.output is not None
    before = standing.output.read_bytes()
    shown = {item.source: (item.changes, item.is_issued) for item in done(office, LEAVES).affected}
    assert shown == {"content/常设.yaml": (True, False), f"{FOLDER}/通知.yaml": (False, True)}
    outcomes = {item.source: item for item in build_documents(office)}
    assert [item.exit_code for item in outcomes.values()] == [0, 0]
    assert (output.read_bytes(), source.read_bytes()) == (sent, text)
    assert standing.output.read_bytes() != before
    # A change dated back to before the notice would print it otherwise: told before, refused after.
    back = done(office, change("2019年3月1日", 离任="孙长顺", 任职="新人 市局副局长"))
    assert {item.source: (item.changes, item.is_issued) for item in back.affected}[f"{FOLDER}/通知.yaml"] == (
        True,
        True,
    )
    refused = {item.source: item for item in build_documents(office)}[f"{FOLDER}/通知.yaml"]
    assert refused.exit_code != 0
    assert output.read_bytes() == sent


def test_a_kill_between_journal_and_register_loses_nothing(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    first = done(office, LEAVES)
    move = prepare_move(office, change("2021年3月1日", 离任="李明"))

    def kill(path: Path, data: bytes) -> None:
        if path == move.register:
            raise KeyboardInterrupt
        replace_file(path, data)

    monkeypatch.setattr("gongwen.operations.people.moves.replace_file", kill)
    with pytest.raises(KeyboardInterrupt):
        carry_out(office, move)
    monkeypatch.undo()
    assert move.register.read_bytes() == first.after
    assert undo_move(office).words == first.words
    assert move.register.read_text("utf-8") == PEOPLE


def test_a_chain_of_successions_on_one_day(office: Workspace) -> None:
    done(
        office,
        change(
            "2021年3月1日",
            离任="孙中华（退休）",
            改任=["孙长顺 市局局长", "国强 市局总工程师"],
            任职="李明 市局党组成员、副局长",
        ),
    )
    directory = open_directory(office).directory
    on = date(2021, 3, 1)
    assert {post: [person.name for person in directory.holders(post, on)] for post in ("市局局长", "市局副局长")} == {
        "市局局长": ["孙长顺"],
        "市局副局长": ["李明"],
    }
    (strong,) = directory.named("国强")
    assert directory.title_on(strong, on) == "市局总工程师"
    assert directory.title_on(strong, date(2021, 2, 28)) == "市局党组成员、副局长"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (change("2020年6月1日", 离任="国墙"), ["unknown-person"]),
        (change("2020年6月1日", 离任="国强、国强"), ["change-twice"]),
        (change("2020年6月1日", 离任="高松"), ["not-in-post"]),
        (change("2020年6月1日", 离任="国强 市局局长"), ["not-in-post"]),
        (change("2017年5月1日", 离任="国强"), ["not-in-post"]),
        (change("2020年6月1日", 任职="国强 市局党组成员、副局长"), ["post-held-already"]),
        (change("2020年6月1日", 任职="国强"), ["no-post-given"]),
        (change("2020年6月1日", 离任="各区县局"), ["change-words"]),
        (change("2020年6月1日", 任职="李明 市局局长"), ["new-person", "post-shared"]),
        (change("2020年6月1日", 离任="孙中华", 任职="李明 市局局长"), ["new-person"]),
        (change("2010年6月1日", 任职="高松 市局监察专员"), ["before-register"]),
        (change("2020年6月1日", 改任="李生 市局副局长"), ["unknown-person"]),
    ],
)
def test_a_change_is_checked_before_anything_is_written(
    office: Workspace, item: PeopleChange, expected: list[str]
) -> None:
    assert said(office, item) == expected


def test_a_command_that_is_no_change_is_refused_in_words() -> None:
    for day, words, part in (
        (None, {"离任": ["国强"]}, "日期"),
        ("昨天", {"离任": ["国强"]}, "日期"),
        ("2020年6月1日", {}, "变动"),
    ):
        with pytest.raises(ContentError, match=part):
            worded_change(day, words, None)


def test_where_a_person_stands(office: Workspace) -> None:
    directory = open_directory(office).directory
    found = [
        (item.source, item.role, f"{item.file}:{item.line}:{item.column}")
        for item in where_named(office, directory, "国强")
    ]
    assert found == [
        ("content/常设.yaml", "副组长", "content/常设.yaml:4:6"),
        (f"{FOLDER}/通知.yaml", "副组长", f"{FOLDER}/名单.yaml:8:10"),
        (f"{FOLDER}/通知.yaml", "办公室·主任", f"{FOLDER}/名单.yaml:12:7"),
    ]


# --- the three kinds of files ---


def test_csv_keeps_every_other_line(office: Workspace) -> None:
    lines = ["姓名,单位,职务,起,电话", '"国 强",市局,"党组成员、副局长",2017-05-01,"0533-1"', "孙长顺,市局,局长,,"]
    path = office.root / "content" / "人员.csv"
    (office.root / "content" / "人员.yaml").unlink()
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    done(office, LEAVES, change("2022年1月1日", 改任="李明 市局局长", 离任="孙长顺"))
    assert path.read_bytes().decode("gb18030").split("\r\n") == [
        "姓名,单位,职务,起,电话,止,备注",
        '"国 强",市局,"党组成员、副局长",2017-05-01,"0533-1",2020年6月1日,调离',
        "孙长顺,市局,局长,,,2022年1月1日",
        "李明,市局,党组成员、副局长,2020年6月1日,,2022年1月1日",
        ",市局,局长,2022年1月1日,,",
    ]
    undo_move(office)
    undo_move(office)
    assert path.read_bytes() == "\r\n".join(lines).encode("gb18030")


def test_a_workbook_keeps_its_looks_and_gets_its_rows(office: Workspace) -> None:
    (office.root / "content" / "人员.yaml").unlink()
    path = office.root / "content" / "人员.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[tuple[str | date | None, ...]] = [
        ("干部名册",),
        ("姓名", "单位", "职务", "任职时间", "离任时间"),
        ("国强", "市局", "党组成员、副局长", date(2017, 5, 1)),
        (None, "市政府", "参事"),
        ("孙长顺", "市局", "局长"),
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    sheet["A5"].font = openpyxl.styles.Font(bold=True)
    book.save(path)
    done(
        office,
        change(
            "2020年6月1日", 离任="国强 市局党组成员、副局长", 任职=["李明 市局党组成员、副局长", "国强 市局总工程师"]
        ),
    )
    written = openpyxl.load_workbook(path).worksheets[0]
    now = [tuple(cell.value for cell in line) for line in written.iter_rows()]
    assert [line[0] for line in now] == ["干部名册", "姓名", "国强", None, None, "孙长顺", "李明"]
    assert now[2][4] == "2020年6月1日"
    assert now[4][1:3] == ("市局", "总工程师")
    assert written["A6"].font.bold
    assert [str(area) for area in written.merged_cells.ranges] == ["A3:A4"]


def test_import_and_export(office: Workspace, tmp_path: Path) -> None:
    sheet = export_people(office, tmp_path / "名册.xlsx")
    before = open_directory(office).directory.register
    (office.root / "content" / "人员.yaml").unlink()
    made, _ = import_people(office, sheet)
    assert made == office.root / "content" / "人员.yaml"
    assert open_directory(office).directory.register == before
    with pytest.raises(FileError, match="已经有人员库"):
        import_people(office, sheet)


NAMES = st.sampled_from(["国强", "李明", "欧阳晓波", "买买提·艾力", "𫖯㛃", "司马光", "王一丁"])
HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-主任", "@sum", "'引号", "a: b", "# 号", "33"]
WORDS = st.sampled_from(["副局长", "党组成员、副局长", *HOSTILE])
TERM = st.sampled_from([None, "2016年3月1日", "2019年", "2020-06-01", "２０２０年３月"])
UNIT = st.sampled_from(["市局", "局办公室"])
POST = st.fixed_dictionaries({"职务": WORDS}, optional={"单位": UNIT, "称谓": WORDS, "起": TERM, "备注": WORDS})


@st.composite
def registers(draw: st.DrawFn) -> PeopleFile:
    people = []
    for number in range(draw(st.integers(1, 5))):
        person = {"姓名": draw(NAMES), "编号": f"{number:03}", "单位": draw(st.sampled_from([None, "市局", "测绘科"]))}
        posts = [{key: value for key, value in post.items() if value} for post in draw(st.lists(POST, max_size=4))]
        people.append({key: value for key, value in person.items() if value} | ({"职务": posts} if posts else {}))
    duties = draw(st.lists(st.fixed_dictionaries({"职务": WORDS, "由": WORDS}), max_size=2))
    return PeopleFile.model_validate({"人员": people, "随任": duties})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(registers())
def test_what_is_written_reads_back_the_same_and_no_cell_is_a_formula(tmp_path: Path, register: PeopleFile) -> None:
    for name, data in (("往返.xlsx", as_workbook(register)), ("往返.yaml", as_yaml(register))):
        (tmp_path / name).write_bytes(data)
        assert read_people(tmp_path / name, shown_as=name)[0] == register
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(register)))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value)[0] in "=+-@")
