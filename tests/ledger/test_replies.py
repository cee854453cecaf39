"""Reply letters: what follows from the item, what is compared with it, and a thousand of them from a ledger."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document as read_docx
from msgspec.structs import replace

from gongwen.cli import main
from gongwen.cli.replies import _Summary
from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.diagnostics import ContentError, Diagnostic, FileError, Place, Severity, ToolError
from gongwen.measure import measure_pdf
from gongwen.operations.letters import plan as planning
from gongwen.operations.letters import record
from gongwen.operations.letters import rows as putting_aside
from gongwen.operations.letters.letter import Letter
from gongwen.operations.letters.make import make_letters
from gongwen.operations.letters.plan import KINDS, Order, planned
from gongwen.operations.making.build import build_documents
from gongwen.operations.many_hands.parallel import processes
from gongwen.operations.workspace import open_workspace
from tests.ledger.letters import CONFERENCE, CONGRESS, letter, resolved, texts


@pytest.mark.parametrize(
    ("item", "title", "recipient", "pronoun"),
    [
        ({}, CONGRESS, "张明代表：", "您"),
        ({"类别": "政协提案"}, CONFERENCE, "张明委员：", "您"),
        ({"提出人": "张明、李华"}, CONGRESS, "张明、李华代表：", "你们"),
        ({"提出人": "张明、李华、王芳"}, CONGRESS, "张明等3名代表：", "你们"),
        ({"提出人": "张明等5人"}, CONGRESS, "张明等5名代表：", "你们"),
        ({"类别": "集体提案", "提出人": "", "提出单位": "民革云山市委会"}, CONFERENCE, "民革云山市委会：", "你们"),
        ({"类别": "政协提案", "提出人": "九三学社云山市委"}, CONFERENCE, "九三学社云山市委：", "你们"),
        ({"类别": "政协提案", "提出人": "民革云山市委会、市工商联"}, CONFERENCE, "民革云山市委会、市工商联：", "你们"),
        ({"类别": "政协提案", "提出人": "农业界别小组"}, CONFERENCE, "农业界别小组：", "你们"),
        ({"类别": "政协提案", "提出人": "王建社"}, CONFERENCE, "王建社委员：", "您"),
        ({"类别": "政协提案", "提出人": "市工商联、王建社"}, CONFERENCE, "市工商联、王建社委员：", "你们"),
        ({"会议": "市五届人大五次会议"}, "关于市五届人大五次会议第082号建议的答复", "张明代表：", "您"),
        ({"层级": "省级", "会议": "十四届三次"}, "关于省十四届人大三次会议第082号建议的答复", "张明代表：", "您"),
        ({"层级": "全国", "会议": "14届3次"}, "关于十四届全国人大三次会议第082号建议的答复", "张明代表：", "您"),
        ({"会议": "五届五次闭会"}, CONGRESS.replace("第082", "闭会期间第082"), "张明代表：", "您"),
    ],
)  # fmt: skip
def test_title_addressee_and_pronoun_follow_from_the_item(
    item: dict[str, str], title: str, recipient: str, pronoun: str
) -> None:
    view = letter(item)
    part = view.parts[0]
    assert "".join(part.title) == title
    assert part.recipient == recipient
    assert texts(view)[0] == f"{pronoun}提出的《关于加强防汛的建议》（第082号）收悉。现答复如下："
    assert texts(view)[-1] == f"感谢{pronoun}对我局工作的关心和支持，欢迎继续提出宝贵意见。"
    assert view.masthead is not None
    assert view.masthead.class_mark == "〔A〕"
    assert "（此件主动公开）" in part.remarks


def test_what_the_writer_says_is_not_said_again() -> None:
    said = "您提出的《关于加强防汛的建议》（第082号）收悉，现答复如下。\n感谢您的支持。"
    assert texts(letter(正文=said)) == said.split("\n")
    assert texts(letter(结语="无"))[-1] == "已经采纳。"


def test_the_office_says_how_titles_and_classes_are_written() -> None:
    view = letter(office={"答复": {"标题用语": "对", "标题结尾": "的答复函", "类别样式": "A类", "工作": "自然资源"}})
    assert "".join(view.parts[0].title) == "对云山市第五届人民代表大会第五次会议第082号建议的答复函"
    assert view.masthead is not None
    assert view.masthead.class_mark == "A类"
    assert texts(view)[-1].startswith("感谢您对自然资源工作")


@pytest.mark.parametrize(
    ("item", "keys", "habit", "recipient", "opening"),
    [
        ({"提出人": "张明、李华"}, {}, "领衔", "张明代表：", "您领衔提出的"),
        ({"提出人": "张明等5人"}, {}, "领衔", "张明代表：", "您领衔提出的"),
        ({"提出人": "张明、李华", "类别": "政协提案"}, {}, "领衔", "张明委员：", "您领衔提出的"),
        ({"提出人": "张明"}, {}, "领衔", "张明代表：", "您提出的"),
        ({"提出人": "张明、李华"}, {"主送": "李华代表"}, "合写", "李华代表：", "您联名提出的"),
        ({"提出人": "张明、李华"}, {"主送": "张明"}, "逐人", "张明：", "您领衔提出的"),
        ({"提出人": "张明、李华"}, {"主送": "张明、李华代表"}, "领衔", "张明、李华代表：", "你们提出的"),
        ({"提出人": "", "提出单位": "民盟市委", "类别": "集体提案"}, {}, "领衔", "民盟市委：", "你们提出的"),
    ],
)  # fmt: skip
def test_a_joint_proposal_is_answered_to_all_or_to_one_of_them(
    item: dict[str, str], keys: dict[str, str], habit: str, recipient: str, opening: str
) -> None:
    view, codes = resolved(item, {"答复": {"联名": habit}}, **keys)
    assert view.parts[0].recipient == recipient
    assert texts(view)[0].startswith(opening)
    assert not [code for code in codes if code in ("content/reply-addressee", "content/reply-pronoun")]


def test_an_opinion_goes_to_the_leading_unit() -> None:
    view = letter({"办理方式": "会办", "主办单位": "云山市住房和城乡建设局"}, 文种="会办意见")
    assert "".join(view.parts[0].title).endswith("第082号建议的会办意见")
    assert view.parts[0].recipient == "云山市住房和城乡建设局："
    assert texts(view) == ["现对张明代表提出的《关于加强防汛的建议》（第082号）提出会办意见如下：", "已经采纳。"]
    assert view.masthead is not None
    assert view.masthead.class_mark == ""


@pytest.mark.parametrize(
    ("item", "keys", "code"),
    [
        ({}, {"正文": "感谢你们的建议。"}, "content/reply-pronoun"),
        ({"提出人": "张明、李华"}, {"正文": "感谢您。"}, "content/reply-pronoun"),
        ({}, {"正文": "感谢您们。"}, "content/reply-pronoun"),
        ({}, {"主送": "李华代表"}, "content/reply-addressee"),
        ({}, {"正文": "您提出的《关于防汛的建议》（第082号）收悉。"}, "content/reply-title"),
        ({}, {"正文": "您提出的《关于加强防汛的建议》（第83号）收悉。"}, "content/reply-number"),
        ({}, {"标题": "关于云山市第五届人民代表大会第五次会议第083号建议的答复"}, "content/reply-number"),
        ({}, {"标题": "关于云山市第五届人民代表大会第四次会议第082号建议的答复"}, "content/reply-session"),
        ({}, {"标题": "关于第082号提案的答复"}, "content/reply-word"),
        ({"结果": ""}, {}, "content/reply-class-missing"),
        ({}, {"结果": "B"}, "content/reply-class-differs"),
        ({"办结时限": "2025年4月16日"}, {}, "content/reply-late"),
        ({"交办日期": "2025年4月18日"}, {}, "content/reply-early"),
        ({"办理方式": "协办"}, {}, "content/reply-handling"),
        ({"会议": ""}, {}, "content/reply-session-missing"),
        ({"公开": ""}, {}, "content/reply-openness-missing"),
        ({}, {"公开": "依申请公开"}, "content/reply-openness-differs"),
        ({"答复文号": "云函〔2025〕1号"}, {"文号": "云函〔2025〕2号"}, "content/reply-document-number"),
    ],
)
def test_what_is_written_is_compared_with_the_item(item: dict[str, str], keys: dict[str, Any], code: str) -> None:
    assert not {one for one in resolved()[1] if one.startswith("content/reply")}
    assert code in resolved(item, **keys)[1]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"结果": "E"}, "content/reply-class"),
        ({"类别": ""}, "content/reply-kind"),
        ({"提出人": ""}, "content/reply-unaddressed"),
    ],
)
def test_what_cannot_be_told_stops_the_letter(item: dict[str, str], code: str) -> None:
    with pytest.raises(ContentError) as refusal:
        resolved(item)
    assert code in {one.code for one in refusal.value.diagnostics}


def test_the_last_day_is_in_time() -> None:
    assert "content/reply-late" not in resolved({"办结时限": "2025年4月17日"})[1]


# --- by the hundred ---

COLUMNS = (
    "答复内容", "编号", "类别", "层级", "会议", "标题", "提出人", "办理方式", "主办单位", "结果", "公开",
    "答复日期", "答复文号", "办理情况",
)  # fmt: skip


def rows(count: int) -> list[dict[str, str]]:
    found = []
    for index in range(1, count + 1):
        is_proposal = index % 3 == 0
        found.append(
            {
                "编号": f"{index:04d}",
                "类别": "政协提案" if is_proposal else "代表建议",
                "层级": "市级",
                "会议": "五届五次",
                "标题": f"关于第{index}项工作的{'提案' if is_proposal else '建议'}",
                "提出人": "、".join(("张明", "李华", "王芳")[: index % 4 or 1]),
                "办理方式": "主办",
                "主办单位": "云山市自然资源局",
                "结果": "ABC"[index % 3],
                "公开": "主动公开",
                "答复日期": "2025年4月17日",
                "答复文号": f"云函〔2025〕{index}号",
                "办理情况": f"第{index}项工作已经完成。",
            }
        )
    return found


def office(folder: Path, table: list[dict[str, str]]) -> Path:
    (folder / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", "utf-8")
    (folder / "共用.yaml").write_text(
        "联系人: 李明 0533-1234567\n建议:\n  抄送: 市人大\n提案:\n  抄送: 市政协\n", "utf-8"
    )
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(COLUMNS)
    for row in table:
        sheet.append([row.get(column, "") for column in COLUMNS])
    book.save(folder / "台账.xlsx")
    return folder / "台账.xlsx"


def order(ledger: Path, **more: object) -> Order:
    folder = ledger.parent
    return Order(ledger, folder / "答复", settings=folder / "共用.yaml", **more)  # type: ignore[arg-type]


def made(asked: Order, jobs: int = 1) -> list[Letter]:
    with planned(asked) as plan, processes(jobs) as crew:
        return [*make_letters(plan, crew), *plan.settled]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("**/*.docx"))}


def test_a_thousand_letters_broken_off_and_gone_on_with_are_each_their_row(tmp_path: Path) -> None:
    table = rows(1000)
    ledger = office(tmp_path, table)
    out = tmp_path / "答复"
    command = [sys.executable, "-m", "gongwen.cli", "ledger", "replies", str(ledger), "--out", str(out)]
    command += ["--settings", str(tmp_path / "共用.yaml"), "--format", "json"]
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while first.poll() is None and len(list(out.glob("*.docx"))) < 300:
        time.sleep(0.02)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    before = files(out)
    assert 300 <= len(before) < 1000
    again = subprocess.run(command, capture_output=True, check=True)
    told = json.loads(again.stdout)["letters"]
    after = files(out)
    assert len(told) == len(after) == 1000
    assert {name: after[name] for name in before} == before
    assert sum(one["what"] == "没有变化" for one in told) == len(before)
    for one, row in zip(told, table, strict=True):
        document = read_docx(str(out / one["output"]))
        said = [paragraph.text for paragraph in document.paragraphs]
        whole = "".join(said)
        names = row["提出人"].split("、")
        who = "委员" if "提案" in row["类别"] else "代表"
        called = f"{names[0]}等3名{who}" if len(names) > 2 else f"{'、'.join(names)}{who}"
        assert one["number"] == row["编号"]
        assert f"{called}：" in said
        assert f"第{row['编号']}号" in whole
        assert f"{'您' if len(names) == 1 else '你们'}提出的《{row['标题']}》（第{row['编号']}号）收悉。" in whole
        assert row["办理情况"] in said
        assert row["答复文号"] in whole
        assert f"〔{row['结果']}〕" in whole


def test_several_processes_make_the_same_bytes(tmp_path: Path) -> None:
    ledger = office(tmp_path, rows(24))
    assert {one.what for one in made(order(ledger))} == {"制成"}
    alone = files(tmp_path / "答复")
    for path in (tmp_path / "答复").iterdir():
        path.unlink()
    made(order(ledger), jobs=2)
    assert files(tmp_path / "答复") == alone
    assert len(alone) == 24


def test_a_plan_holds_a_line_of_each_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(putting_aside, "_IN_MEMORY", 1)
    held = []
    for count in (50, 250):
        table = [row | {"办理情况": f"{index}。" + "我局认真办理。" * 300} for index, row in enumerate(rows(count))]
        ledger = office(tmp_path, table)
        with planned(order(ledger)):
            pass
        tracemalloc.start()
        with planned(order(ledger)) as plan:
            held.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        assert plan.count == count
    assert (held[1] - held[0]) / 200 < 1_000, "bytes a row"


@pytest.mark.office
def test_letters_are_settled_on_their_pages_and_their_pdfs_are_those_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = rows(6)
    # Of these lengths some leave nothing but the signature or a remark for the second page.
    for count, row in enumerate(table, start=1):
        row["办理情况"] = "\n".join(["我局认真办理。"] * count)
    ledger = office(tmp_path, table)
    monkeypatch.setenv(OFFICE_VARIABLE, "")
    guessed = made(order(ledger))
    assert {one.known.is_seen for one in guessed if one.known} == {False}
    before = files(tmp_path / "答复")
    monkeypatch.delenv(OFFICE_VARIABLE)
    seen = made(order(ledger, with_pdf=True), jobs=2)
    after = files(tmp_path / "答复")
    assert before.keys() == after.keys()
    assert [one.what for one in seen] == [
        "没有变化" if before[one.output] == after[one.output] else "制成" for one in seen
    ]
    decided = [one for one in seen if one.what == "制成"]
    assert decided, "some page must need a decision"
    assert all(one.known is not None and one.known.is_seen for one in seen)
    for one in decided:
        assert any(item.code.startswith("layout/decided-") for item in one.diagnostics)
        first, *others = measure_pdf(tmp_path / "答复" / one.pdf).pages
        assert all("感谢" in page.text for page in others) or "联系人" in first.text
    again = made(order(ledger, with_pdf=True))
    assert [one.what for one in again] == ["没有变化"] * 6
    # What was found on its pages still holds of a letter that is not looked at again.
    assert [one.diagnostics for one in again] == [one.diagnostics for one in seen]
    (tmp_path / "答复" / seen[3].pdf).unlink()
    made(order(ledger, with_pdf=True))
    assert (tmp_path / "答复" / seen[3].pdf).is_file()


def test_pdfs_without_an_office_program_are_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(ToolError) as refusal, planned(order(office(tmp_path, rows(1)), with_pdf=True)):
        pass
    assert [one.code for one in refusal.value.diagnostics] == ["tool/office-missing"]


def test_letters_that_no_row_asks_for_any_more_are_told_and_stay(tmp_path: Path) -> None:
    table = rows(5)
    made(order(office(tmp_path, table)))
    table[1]["标题"] = "关于别的工作的建议"
    table[2]["办理方式"] = "会办"
    table[3]["办理情况"] = ""
    with planned(order(office(tmp_path, [*table[:4]]))) as plan:
        assert plan.left == ("0002 关于第2项工作的建议.docx", "0005 关于第5项工作的建议.docx")
        list(make_letters(plan))
    assert len(files(tmp_path / "答复")) == 6


def test_many_letters_are_spread_over_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "LETTERS_IN_FOLDER", 2)
    ledger = office(tmp_path, rows(5))
    assert [one.output[:4] for one in made(order(ledger))] == ["001/", "001/", "002/", "002/", "003/"]
    assert [one.what for one in made(order(ledger))] == ["没有变化"] * 5


def test_without_its_record_a_run_makes_nothing_twice(tmp_path: Path) -> None:
    ledger = office(tmp_path, rows(3))
    made(order(ledger))
    (tmp_path / "答复" / record.FILE).unlink()
    assert {one.what for one in made(order(ledger))} == {"没有变化"}


def test_a_letter_that_was_edited_is_not_overwritten(tmp_path: Path) -> None:
    ledger = office(tmp_path, rows(2))
    (one, _) = made(order(ledger))
    (tmp_path / "答复" / one.output).write_bytes(b"edited")
    assert [(again.what, again.exit_code) for again in made(order(ledger))] == [("没有做成", 6), ("没有变化", 0)]
    assert (tmp_path / "答复" / one.output).read_bytes() == b"edited"
    assert [again.what for again in made(order(ledger, overwrites=True))] == ["制成", "没有变化"]


def test_two_runs_never_write_into_one_folder_and_one_that_was_killed_does_not_stand_in_the_way(tmp_path: Path) -> None:
    ledger = office(tmp_path, rows(2))
    holding = "import sys, time\nfrom tests.ledger.test_replies import order, planned\nfrom pathlib import Path\n"
    holding += "with planned(order(Path(sys.argv[1]))):\n    print('held', flush=True)\n    time.sleep(600)\n"
    other = subprocess.Popen([sys.executable, "-c", holding, str(ledger)], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(FileError) as refusal:
            made(order(ledger))
        assert [(item.code, item.place.file) for item in refusal.value.diagnostics] == [
            ("file/letters-locked", str(tmp_path / "答复"))
        ]
        assert not (tmp_path / "答复").exists()
        assert len(made(replace(order(ledger), folder=tmp_path / "另一处"))) == 2
    finally:
        other.kill()
        other.communicate()
    assert {one.what for one in made(order(ledger))} == {"制成"}


def test_a_changed_row_is_made_again_and_no_other(tmp_path: Path) -> None:
    table = rows(3)
    made(order(office(tmp_path, table)))
    table[1]["办理情况"] = "又有进展。"
    assert [one.what for one in made(order(office(tmp_path, table)))] == ["没有变化", "制成", "没有变化"]


def test_a_bad_row_costs_one_letter_and_names_its_cell(tmp_path: Path) -> None:
    table = rows(4)
    table[1]["结果"] = "X"
    table[2]["办理情况"] = ""
    table[3]["办理方式"] = "会办"
    letters = {one.number: one for one in made(order(office(tmp_path, table)))}
    assert {number: one.what for number, one in letters.items()} == {
        "0001": "制成", "0002": "没有做成", "0003": "没有做成", "0004": "这次不做",
    }  # fmt: skip
    assert letters["0002"].place.spot == "表“Sheet”J3"
    assert [one.code for one in letters["0003"].diagnostics] == ["content/reply-no-body"]


def test_a_file_of_its_own_comes_before_the_cell(tmp_path: Path) -> None:
    table = rows(3)
    table[2]["办理方式"] = "会办"
    ledger = office(tmp_path, table)
    bodies = tmp_path / "正文"
    bodies.mkdir()
    (bodies / "1.txt").write_text("甲。", "utf-8")
    (bodies / "建议0002.yaml").write_text("正文: 乙。\n公开: 依申请公开\n", "utf-8")
    (bodies / "3.md").write_text("丙。", "utf-8")
    letters = made(order(ledger, bodies=bodies, kinds=("答复", "会办意见")))
    said = [
        [paragraph.text for paragraph in read_docx(str(tmp_path / "答复" / one.output)).paragraphs] for one in letters
    ]
    assert ["甲。" in said[0], "乙。" in said[1], "丙。" in said[2]] == [True] * 3
    assert "（此件依申请公开）" in said[1]
    assert "云山市自然资源局：" in said[2]
    assert isinstance(letters[1].diagnostics[0], Diagnostic)


def said(folder: Path, one: Letter) -> list[str]:
    return [paragraph.text for paragraph in read_docx(str(folder / "答复" / one.output)).paragraphs]


def test_the_text_in_the_ledger_is_a_paragraph_a_line(tmp_path: Path) -> None:
    table = rows(1)
    table[0]["答复内容"] = "一、第一点\n已经做了。\r\n二、第二点\n\n将要做。"
    (one,) = made(order(office(tmp_path, table)))
    whole = said(tmp_path, one)
    start = whole.index("一、第一点")
    assert whole[start : start + 4] == ["一、第一点", "已经做了。", "二、第二点", "将要做。"]
    assert "第1项工作已经完成。" not in whole


def test_each_of_several_proposers_gets_a_letter(tmp_path: Path) -> None:
    table = rows(3)
    table[2]["提出人"] = "张明等5人"
    ledger = office(tmp_path, table)
    made(order(ledger))
    (tmp_path / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n答复:\n  联名: 逐人\n", "utf-8")
    with planned(order(ledger)) as plan:
        assert plan.left == ("0002 关于第2项工作的建议.docx",)
        alone, first, second = make_letters(plan)
        (refused,) = plan.settled
    assert [one.output for one in (first, second)] == [
        "0002 关于第2项工作的建议 张明代表.docx", "0002 关于第2项工作的建议 李华代表.docx",
    ]  # fmt: skip
    assert "您提出的《关于第1项工作的建议》（第0001号）收悉。现答复如下：" in said(tmp_path, alone)
    assert {"张明代表：", "您领衔提出的《关于第2项工作的建议》（第0002号）收悉。现答复如下："} <= set(
        said(tmp_path, first)
    )
    assert {"李华代表：", "您联名提出的《关于第2项工作的建议》（第0002号）收悉。现答复如下："} <= set(
        said(tmp_path, second)
    )
    assert [item.code for item in refused.diagnostics] == ["content/reply-cosigners"]


def test_each_unit_answers_its_own_part(tmp_path: Path) -> None:
    table = rows(2)
    table[0]["办理方式"] = "分办"
    ledger = office(tmp_path, table)
    bodies = tmp_path / "正文"
    bodies.mkdir()
    for number in (1, 2):
        (bodies / f"{number}.yaml").write_text("分办:\n  云山市自然资源局: 甲。\n  云山市财政局: 乙。\n", "utf-8")
    own, other, refused = made(order(ledger, bodies=bodies))
    for one, unit, text in ((own, "云山市自然资源局", "甲。"), (other, "云山市财政局", "乙。")):
        assert one.output == f"0001 关于第1项工作的建议 {unit}.docx"
        assert {text, "感谢您对我局工作的关心和支持，欢迎继续提出宝贵意见。"} <= set(said(tmp_path, one))
        whole = "".join(said(tmp_path, one))
        assert unit in whole
        assert ("云函〔2025〕1号" in whole) == (one is own)
    assert [item.code for item in refused.diagnostics] == ["content/reply-shares"]


def test_numbers_are_given_in_turn_and_stay(tmp_path: Path) -> None:
    table = rows(6)
    for index in (0, 1, 3, 5):
        table[index]["答复文号"] = ""
    table[2]["答复文号"] = "云建议〔2025〕2号"
    ledger = office(tmp_path, table)
    (tmp_path / "共用.yaml").write_text("文号从: 云建议〔2025〕1号\n提案:\n  文号从: 云提案〔2025〕7号\n", "utf-8")
    asked = order(ledger)
    with planned(asked) as plan:
        letters = list(make_letters(plan))
    numbers = ["云建议〔2025〕1号", "云建议〔2025〕3号", "云建议〔2025〕2号", "云建议〔2025〕4号",
               "云函〔2025〕5号", "云提案〔2025〕7号"]  # fmt: skip
    for number, one in zip(numbers, letters, strict=True):
        assert number in "".join(said(tmp_path, one))
    assert plan.numbered == 4
    # Rows that are put in or taken out change no other number, and without a series nobody loses his.
    table.insert(0, rows(7)[6] | {"答复文号": ""})
    del table[2]
    ledger = office(tmp_path, table)
    assert all(
        number in "".join(said(tmp_path, one))
        for number, one in zip([numbers[0], *numbers[2:]], made(order(ledger))[1:], strict=True)
    )
    with planned(order(ledger, first_number="云建议〔2025〕1号")) as plan:
        first, *others = make_letters(plan)
    assert (first.what, {one.what for one in others}, plan.numbered) == ("制成", {"没有变化"}, 1)
    assert "云建议〔2025〕5号" in "".join(said(tmp_path, first))
    ledger = office(tmp_path, [rows(8)[7] | {"答复文号": ""}])
    for bad in ("8", f"云建议〔2025〕{'9' * 5_000}号"):
        with pytest.raises(ContentError) as refusal, planned(order(ledger, first_number=bad)):
            pass
        assert [item.code for item in refusal.value.diagnostics] == ["content/reply-first-number"]


@pytest.mark.parametrize(
    "lines", ["甲。", "　　一、甲\n\n乙：丙 # 丁\n", " 甲 \n{称呼代词}：“乙”", "- 甲\n: 乙", "033"]
)
def test_the_content_file_beside_a_letter_builds_to_the_same_bytes(tmp_path: Path, lines: str) -> None:
    table = rows(4)
    table[3] |= {"编号": "0001", "类别": "政协提案", "办理方式": "会办"}
    table[1]["答复文号"] = ""
    for row in table:
        row["答复内容"] = lines
    (tmp_path / "content").mkdir()
    ledger = office(tmp_path, table)
    asked = order(ledger, with_sources=True, kinds=KINDS, first_number="云函〔2025〕90号")
    asked = replace(asked, folder=tmp_path / "content" / "答复")
    letters = made(asked)
    outcomes = list(build_documents(open_workspace(tmp_path)))
    assert [outcome.exit_code for outcome in outcomes] == [0] * 4
    assert files(tmp_path / "output") == files(tmp_path / "content") != {}
    assert {one.what for one in made(asked)} == {"没有变化"}
    source = (asked.folder / letters[0].output).with_suffix(".yaml")
    source.write_text(source.read_text("utf-8") + "附注: 另附说明\n", "utf-8")
    table[0]["公开"] = table[1]["公开"] = "依申请公开"
    office(tmp_path, table)
    assert [one.what for one in made(asked)] == ["单独编辑", "制成", "没有变化", "没有变化"]
    assert "另附说明" in source.read_text("utf-8")
    assert [one.what for one in made(replace(asked, overwrites=True))] == ["制成", *["没有变化"] * 3]
    assert "另附说明" not in source.read_text("utf-8")


def test_content_files_must_lie_in_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    ledger = office(tmp_path / "office", rows(1))
    with pytest.raises(FileError) as refusal, planned(Order(ledger, tmp_path / "elsewhere", with_sources=True)):
        pass
    assert [item.code for item in refusal.value.diagnostics] == ["file/letters-outside"]


def test_one_letter_by_its_number_in_a_ledger(tmp_path: Path) -> None:
    """The way of a writer who makes a single one: a content file that names ledger and number."""
    table = rows(3)
    table[2] |= {"编号": "0002", "会议": "五届四次"}
    office(tmp_path, table)
    (tmp_path / "content").mkdir()
    path = tmp_path / "content" / "答复.yaml"
    path.write_text("文种: 答复\n建议: 2\n台账: ../台账.xlsx\n正文: 已经采纳。\n", "utf-8")
    (refused,) = build_documents(open_workspace(tmp_path))
    (told,) = [item for item in refused.diagnostics if item.code == "content/reply-item-several"]
    assert "五届四次" in (told.hint or "")
    path.write_text(path.read_text("utf-8") + "会议: 五届四次\n", "utf-8")
    (outcome,) = build_documents(open_workspace(tmp_path))
    assert outcome.output is not None
    whole = "".join(paragraph.text for paragraph in read_docx(str(outcome.output)).paragraphs)
    for words in ("政协第五届云山市委员会第四次会议第0002号提案的答复", "张明等3名委员：", "云函〔2025〕3号", "〔A〕",
                  "2025年4月17日", "（此件主动公开）", "关于第3项工作的提案"):  # fmt: skip
        assert words in whole.replace("\n", "")
    path.write_text("文种: 答复\n建议: 9\n台账: ../台账.xlsx\n正文: 已经采纳。\n", "utf-8")
    (missing,) = build_documents(open_workspace(tmp_path))
    assert [item.code for item in missing.diagnostics if item.severity is Severity.ERROR] == [
        "content/reply-item-missing"
    ]


def test_findings_that_are_alike_name_their_items(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = office(tmp_path, rows(16))
    (tmp_path / "共用.yaml").write_text("日期: 2025年4月18日\n联系人: 李明 1\n抄送: 市人大\n", "utf-8")
    monkeypatch.setenv(OFFICE_VARIABLE, "")
    monkeypatch.setattr("sys.argv", ["gongwen", "ledger", "replies", str(ledger), "--out", str(tmp_path / "答复")])
    sys.argv += ["--settings", str(tmp_path / "共用.yaml")]
    with pytest.raises(SystemExit):
        main()
    told = [line for line in capsys.readouterr().err.splitlines() if "content/reply-date" in line]
    assert [f"{number:04d}号的成文日期" in line for number, line in enumerate(told[:3], start=1)] == [True] * 3
    names = "、".join(f"{number:04d}号" for number in range(4, 14))
    assert told[3:] == [f"content/reply-date 另有 13 处同样的：{names}等。改好上面的再运行一次，接着列出。"]


def test_hints_that_are_alike_ask_for_no_mending(capsys: pytest.CaptureFixture[str]) -> None:
    summary = _Summary()
    for number in range(1, 61):
        place = Place(f"答复/{number:04d}.docx")
        summary.hear([Diagnostic(Severity.HINT, "layout/decided-page-break", "已移到下页。", place)], f"{number:04d}")
    for number in range(1, 6):
        place = Place(f"答复/{number:04d}.docx")
        summary.hear([Diagnostic(Severity.WARNING, "layout/x", "排不下。", place)], f"{number:04d}")
    summary.tell_findings()
    named = "、".join(f"{number:04d}号" for number in range(4, 14))
    told = capsys.readouterr().err.splitlines()
    assert told[6:] == [
        f"layout/decided-page-break 另有 57 处同样的：{named}等。是提示，没有逐条列出。",
        "layout/x 另有 2 处同样的：0004号、0005号。改好上面的再运行一次，接着列出。",
    ]


def test_the_list_of_numbers_says_items_as_the_ledger_does_and_knows_them_if_excel_does_not(tmp_path: Path) -> None:
    ledger = office(tmp_path, [row | {"答复文号": ""} for row in rows(2)])
    assert {one.what for one in made(order(ledger, first_number="云函〔2025〕1号"))} == {"制成"}
    numbers = tmp_path / "答复" / "答复文号.csv"
    text = numbers.read_text("utf-8-sig")
    assert [line.split(",")[4] for line in text.splitlines()] == ["编号", "0001", "0002"]
    numbers.write_text(text.replace(",0001,", ",1,").replace(",0002,", ",2,"), "utf-8-sig")
    ledger = office(tmp_path, [row | {"答复文号": ""} for row in rows(3)])
    with planned(order(ledger, first_number="云函〔2025〕1号")) as plan:
        assert [one.what for one in make_letters(plan)] == ["没有变化", "没有变化", "制成"]
    lines = numbers.read_text("utf-8-sig").splitlines()
    assert [(line.split(",")[4], line.split(",")[-1]) for line in lines[1:]] == [
        ("0001", "云函〔2025〕1号"), ("0002", "云函〔2025〕2号"), ("0003", "云函〔2025〕3号"),
    ]  # fmt: skip


def test_the_summary_says_how_to_make_what_was_not_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = rows(4)
    table[1]["办理方式"] = "会办"
    table[2]["办理方式"] = "参阅"
    ledger = office(tmp_path, table)
    monkeypatch.setenv(OFFICE_VARIABLE, "")
    out = {}
    for kind in ("答复", "会办意见", "全部"):
        monkeypatch.setattr("sys.argv", ["gongwen", "ledger", "replies", str(ledger), "--out", str(tmp_path / kind)])
        sys.argv += ["--kind", kind, "--settings", str(tmp_path / "共用.yaml")]
        with pytest.raises(SystemExit):
            main()
        out[kind] = capsys.readouterr().out.splitlines()
    assert "这次不做\t1 件（会办意见 1 件，用 --kind 会办意见 做）" in out["答复"]
    assert "不用答复\t1 件（参阅 1 件）" in out["答复"]
    assert "这次不做\t2 件（答复 2 件，用 --kind 答复 做）" in out["会办意见"]
    assert not [line for line in out["全部"] if line.startswith("这次不做")]
