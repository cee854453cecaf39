"""Numbers, the register, and documents that stay as they went out."""

from __future__ import annotations

import multiprocessing
import re
from datetime import date
from pathlib import Path

import pytest

from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.diagnostics import ContentError, ExitCode, FileError, GongwenError
from gongwen.operations import issuing
from gongwen.operations.issuing import check_register, issue_document
from gongwen.operations.making.build import build_documents, check_documents
from gongwen.operations.outcome import Outcome
from gongwen.operations.workspace import Workspace, open_workspace
from gongwen.registry.find import ISSUED_FILE
from gongwen.registry.issued import read_issued

TODAY = date(2026, 1, 6)
NOTICE = """\
文种: 通知  # 草稿
标题: 关于防汛工作的通知
主送: 各区县局
日期: 2026年1月5日
正文: |
  请认真做好防汛工作。
"""


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    (tmp_path / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n机关代字: 云自然资字\n", "utf-8")
    (tmp_path / "content").mkdir()
    return open_workspace(tmp_path)


def draft(office: Workspace, name: str, text: str = NOTICE) -> Path:
    path = office.root / "content" / f"{name}.yaml"
    path.write_text(text, "utf-8")
    return path


def build(office: Workspace) -> list[Outcome]:
    return list(build_documents(office))


def numbers(office: Workspace) -> list[tuple[str, str]]:
    return [(entry.number, entry.state) for entry in read_issued(office.root)[0].entries]


def codes(error: GongwenError) -> list[str]:
    return [item.code for item in error.diagnostics]


def test_numbers_run_on_and_stand_in_file_document_and_register(office: Workspace) -> None:
    for count in (1, 2, 3):
        path = draft(office, f"通知{count}")
        issued = issue_document(office, path, today=TODAY)
        assert issued.entry.number == f"云自然资字〔2026〕{count}号"
        assert path.read_text("utf-8").startswith(f"文种: 通知  # 草稿\n文号: {issued.entry.number}\n标题:")
        assert issued.outcome.made is not None
        assert issued.outcome.made.view.masthead is not None
        assert issued.outcome.made.view.masthead.number == issued.entry.number
    assert [state for _, state in numbers(office)] == ["已印发"] * 3
    assert check_register(office)[1] == ()


def test_years_and_codes_are_series_of_their_own(office: Workspace) -> None:
    issue_document(office, draft(office, "甲"), today=TODAY)
    issue_document(office, draft(office, "乙", NOTICE.replace("2026年", "2027年")), today=TODAY)
    issue_document(office, draft(office, "丙"), today=TODAY, code="云自然资函")
    assert [number for number, _ in numbers(office)] == [
        "云自然资字〔2026〕1号",
        "云自然资字〔2027〕1号",
        "云自然资函〔2026〕1号",
    ]


def test_an_order_has_a_series_of_its_own(office: Workspace) -> None:
    order = "文种: 命令\n签署人: 市长 孙明远\n日期: 2026年1月5日\n正文: |\n  现公布施行。\n"
    for count in (1, 2):
        path = draft(office, f"令{count}", order)
        assert issue_document(office, path, today=TODAY).entry.number == f"第{count}号"
        assert f"令号: 第{count}号\n" in path.read_text("utf-8")


def test_an_issued_document_is_not_made_anew_and_not_changed(office: Workspace) -> None:
    path = draft(office, "通知")
    issued = issue_document(office, path, today=TODAY)
    assert issued.outcome.output is not None
    before = issued.outcome.output.read_bytes()
    assert [outcome.exit_code for outcome in build(office)] == [0]
    path.write_text(path.read_text("utf-8").replace("做好防汛", "抓好防汛"), "utf-8")
    (outcome,) = build(office)
    (item,) = [item for item in outcome.diagnostics if item.code == "file/issued"]
    assert outcome.output is None
    assert issued.outcome.output.read_bytes() == before
    (checked,) = check_documents(office)
    assert item in checked.diagnostics
    assert "文字变了，如原为“请认真做好防汛工作。”，现为“请认真抓好防汛工作。”" in item.message
    assert "云自然资字〔2026〕1号" in item.message


def test_a_changed_template_is_named_as_the_cause(office: Workspace) -> None:
    issue_document(office, draft(office, "通知"), today=TODAY)
    (office.root / "gongwen.yaml").write_text(
        "发文机关: 云山市自然资源局\n机关代字: 云自然资字\n版面:\n  行距: 28磅\n", "utf-8"
    )
    (outcome,) = build(open_workspace(office.root))
    assert [item.message.partition("不同：")[2] for item in outcome.diagnostics if item.code == "file/issued"] == [
        "模板变了。成品没有改动。"
    ]


def test_a_lost_output_is_made_again_and_told(office: Workspace) -> None:
    issued = issue_document(office, draft(office, "通知"), today=TODAY)
    output = issued.outcome.output
    assert output is not None
    before = output.read_bytes()
    output.write_bytes(b"edited by hand")
    assert [item.code for item in check_register(office)[1]] == ["file/issued-changed"]
    assert [outcome.output for outcome in build(office)] == [output]
    assert output.read_bytes() == before


def test_a_second_issue_is_refused(office: Workspace) -> None:
    path = draft(office, "通知")
    issue_document(office, path, today=TODAY)
    with pytest.raises(ContentError) as caught:
        issue_document(office, path, today=TODAY)
    assert codes(caught.value) == ["content/issued-already"]
    assert len(numbers(office)) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (NOTICE.replace("日期: 2026年1月5日\n", ""), "content/issue-undated"),
        (NOTICE.replace("文种: 通知  # 草稿", "文种: 方案").replace("主送: 各区县局\n", ""), "content/not-issuable"),
        (NOTICE.replace("防汛工作。", "防汛工作{未知}。"), "content/unknown-name"),
        (NOTICE.replace("日期", "文号: 云自然资字〔2026〕3号\n日期"), "content/number-gap"),
        (NOTICE.replace("日期", "文号: 云自然资字〔2026〕1号\n日期"), "content/number-taken"),
    ],
)
def test_what_cannot_go_out_takes_no_number(office: Workspace, text: str, code: str) -> None:
    issue_document(office, draft(office, "第一份"), today=TODAY)
    path = draft(office, "通知", text)
    with pytest.raises(ContentError) as caught:
        issue_document(office, path, today=TODAY)
    assert code in codes(caught.value)
    assert len(numbers(office)) == 1
    assert path.read_text("utf-8") == text


def test_without_a_code_nothing_is_numbered(office: Workspace) -> None:
    (office.root / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        issue_document(open_workspace(office.root), draft(office, "通知"), today=TODAY)
    assert codes(caught.value) == ["content/no-code"]


def test_a_broken_register_stops_every_build(office: Workspace) -> None:
    draft(office, "通知")
    (office.root / ISSUED_FILE).write_text("乱写\n", "utf-8")
    with pytest.raises(ContentError):
        build(office)
    assert not (office.root / "output").exists()


STEPS = ("_write", "_number_file", "build_documents", "_write again")


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_costs_neither_number_nor_register(
    office: Workspace, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = draft(office, "通知")
    name = step.removesuffix(" again")
    calls = {"left": 1 if step != name else 0}
    whole = getattr(issuing, name)

    def dies(*arguments: object, **options: object) -> object:
        if calls["left"]:
            calls["left"] -= 1
            return whole(*arguments, **options)
        raise FileError

    with monkeypatch.context() as patch:
        patch.setattr(issuing, name, dies)
        with pytest.raises(FileError):
            issue_document(office, path, today=TODAY)
    other = issue_document(office, draft(office, "另一份"), today=TODAY)
    mine = issue_document(office, path, today=TODAY)
    taken = sorted(number for number, _ in numbers(office))
    assert taken == ["云自然资字〔2026〕1号", "云自然资字〔2026〕2号"]
    assert mine.entry.number != other.entry.number
    assert {state for _, state in numbers(office)} == {"已印发"}
    assert len(re.findall("文号", path.read_text("utf-8"))) == 1


def _issue(root: Path, name: str) -> str:
    return issue_document(open_workspace(root), root / "content" / f"{name}.yaml", today=TODAY).entry.number


def test_processes_at_once_never_take_the_same_number(office: Workspace) -> None:
    names = [f"通知{count}" for count in range(6)]
    for name in names:
        draft(office, name)
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        taken = pool.starmap(_issue, [(office.root, name) for name in names])
    assert sorted(taken) == sorted(f"云自然资字〔2026〕{count}号" for count in range(1, 7))
    assert sorted(number for number, _ in numbers(office)) == sorted(taken)


def test_a_document_goes_out_with_its_pdf_if_asked_and_without_if_none_can_be_made(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OFFICE_VARIABLE, "")
    issued = issue_document(office, draft(office, "通知"), today=TODAY, with_pdf=True)
    assert (issued.outcome.pdf, issued.outcome.exit_code) == (None, ExitCode.TOOL)
    assert numbers(office) == [("云自然资字〔2026〕1号", "已印发")]
    assert check_register(office)[1] == ()


@pytest.mark.office
def test_the_pdf_of_an_issued_document_is_that_of_its_docx(office: Workspace) -> None:
    issued = issue_document(office, draft(office, "通知"), today=TODAY, with_pdf=True)
    assert issued.outcome.pdf == office.root / "output" / "通知.pdf"
    assert issued.outcome.pdf.read_bytes().startswith(b"%PDF")
    assert check_register(office)[1] == ()
