"""Bad input of every class: exact codes and places in Chinese, the right exit code, and nothing else happens."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.bad_input import CASES, FILE, Case, unmarked
from tests.acceptance.office import (
    ISSUE,
    NOTICE,
    PLAN,
    REPORT,
    ROSTER,
    SUMMARY,
    TABLE,
    Finding,
    Run,
    assert_chinese,
    build,
    lay_out,
    put,
    run,
    snapshot,
    spawn,
)


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace after a good build, with the file that will go wrong and one that stays right."""
    root = lay_out(tmp_path_factory.mktemp("good"), {FILE: NOTICE, "值班/值班表.yaml": TABLE})
    done = build(root)
    assert (done.code, done.errors) == (0, [])
    assert (root / "output" / "发文" / "文稿.docx").is_file()
    return root


@pytest.fixture
def office(good: Path, tmp_path: Path) -> Path:
    """A copy of its own for each test."""
    return Path(shutil.copytree(good, tmp_path / "office"))


def written(root: Path, case: Case) -> None:
    put(root, FILE, case.text)
    for name, text in case.others.items():
        put(root, f"发文/{name}", unmarked(text))


def said(findings: list[Finding]) -> list[tuple[str, str, int, int]]:
    return [finding.place for finding in findings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_input_is_refused_at_its_place_and_nothing_else_happens(office: Path, case: Case) -> None:
    written(office, case)
    before = snapshot(office)
    done = build(office)
    assert said(done.errors) == case.expected
    assert done.code == case.code
    for finding in done.findings:
        assert_chinese(finding.message)
        if finding.hint:
            assert_chinese(finding.hint)
    assert_chinese(done.stderr)
    hints = "\n".join(f"{finding.message}{finding.hint}" for finding in done.errors)
    if case.hinted:
        assert case.hinted in hints
    assert f"content/{FILE}" not in done.made
    after = snapshot(office)
    made = {made.replace("content/", "output/", 1).replace(".yaml", ".docx") for made in done.made}
    assert set(after) - set(before) <= made, "nothing written but documents that are in order"
    assert {name: after.get(name) for name in before} == before, "earlier outputs and sources as they were"


@pytest.mark.parametrize("case", [case for case in CASES if case.mend is not None], ids=lambda case: case.name)
def test_the_mend_that_the_hint_proposes_makes_the_build_pass(office: Path, case: Case) -> None:
    written(office, case)
    hints = "\n".join(f"{finding.message}{finding.hint}" for finding in build(office).errors)
    assert case.mend is not None
    old, new = case.mend
    assert isinstance(case.text, str)
    assert old in case.text
    assert case.hinted in hints if case.hinted else new.strip() in hints
    put(office, FILE, case.text.replace(old, new, 1))
    done = build(office)
    assert (done.code, said(done.errors)) == (0, [])
    assert f"content/{FILE}" in done.made


def test_the_table_is_large_and_its_names_are_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 150
    assert sum(case.mend is not None for case in CASES) >= 100


# --- accepted, with a word about it or without ---


def test_a_byte_order_mark_is_accepted_with_a_remark(office: Path) -> None:
    usual = said(build(office).findings)
    put(office, FILE, b"\xef\xbb\xbf" + NOTICE.encode())
    before = snapshot(office / "output")
    done = build(office)
    assert done.code == 0
    assert [(item.severity, *item.place) for item in done.findings if item.place not in usual] == [
        ("提示", "content/bom", f"content/{FILE}", 1, 1)
    ]
    assert snapshot(office / "output") == before, "the mark is not content"


@pytest.mark.parametrize("ending", ["\r\n", "\r"], ids=["Windows", "old Macintosh"])
def test_line_ends_of_other_systems_make_the_same_document(office: Path, ending: str) -> None:
    usual = said(build(office).findings)
    before = snapshot(office / "output")
    put(office, FILE, NOTICE.replace("\n", ending))
    done = build(office)
    assert (done.code, said(done.findings)) == (0, usual)
    assert snapshot(office / "output") == before


@pytest.mark.parametrize("ending", ["\r\n", "\r"], ids=["Windows", "old Macintosh"])
def test_places_are_counted_the_same_with_line_ends_of_other_systems(office: Path, ending: str) -> None:
    put(office, FILE, NOTICE.replace("2024年4月19日", "2024年4月31日").replace("\n", ending))
    assert said(build(office).errors) == [("content/date-unreal", f"content/{FILE}", 11, 5)]


def test_ten_megabytes_are_accepted_and_one_byte_more_is_not(office: Path) -> None:
    size = 10_000_000 - len(NOTICE.encode())
    comment = ("#" + " " * 998 + "\n").encode() * (size // 1000)
    full = NOTICE.encode() + comment + b"#" * (size - len(comment))
    assert len(full) == 10_000_000
    put(office, FILE, full)
    assert build(office).code == 0
    put(office, FILE, full + b"#")
    done = build(office)
    assert (done.code, said(done.errors)) == (6, [("file/too-large", f"content/{FILE}", 0, 0)])


# --- bombs ---

_LAUGHS = "文种: 通知\n甲0: &a0 [哈, 哈]\n" + "".join(
    f"甲{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10)
)
_MERGES = "文种: 通知\n乙0: &b0 {a: 1}\n" + "".join(
    f"乙{i}: &b{i} {{<<: [*b{i - 1}, *b{i - 1}, *b{i - 1}], k{i}: 1}}\n" for i in range(1, 25)
)
_FLOWS = "文种: 通知\n主送: " + "[" * 200_000
_BLOCKS = "文种: 通知\n主送:\n" + "".join(" " * i + "-\n" for i in range(2, 2000))
_QUOTES = "文种: 通知\n" + "".join(f"键{i}: '甲\n" for i in range(20_000))
_DIGITS = "文种: 表格\n标题: 表\n列: 甲\n空白行数: " + "9" * 1_000_000 + "\n"
_MANY = "文种: 名单\n标题: 名单\n成员:\n" + "  - 王一\n" * 200_001
_KEYS = "文种: 通知\n" + "".join(f"键{i}: 值\n" for i in range(100_000))
_BRACES = NOTICE.replace("责任人。", "{" * 100_001)
_CHAIN = NOTICE.replace("责任人。", "{标题" + ".甲" * 5_000 + "}")
BOMBS = {
    "billion laughs": (_LAUGHS, "content/alias"),
    "merge keys": (_MERGES, "content/alias"),
    "open brackets": (_FLOWS, "content/open-bracket"),
    "lists in lists": (_BLOCKS, "content/too-deep"),
    "open quotes": (_QUOTES, "content/open-quote"),
    "a number of a million digits": (_DIGITS, "content/not-a-number"),
    "more than two hundred thousand items": (_MANY, "content/too-many-nodes"),
    "a hundred thousand unknown keys": (_KEYS, "content/unknown-key"),
    "a hundred thousand braces": (_BRACES, "content/brace"),
    "a name with five thousand dots": (_CHAIN, "content/unknown-name"),
}


@pytest.mark.parametrize(("text", "code"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_soon_in_little_memory_and_with_few_words(office: Path, text: str, code: str) -> None:
    put(office, FILE, text)
    before = snapshot(office)
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_DATA, (400_000_000, 400_000_000));"
        "from gongwen.cli import main; main()"
    )
    before_it = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [sys.executable, "-c", program, "build", "--format", "json", f"content/{FILE}"],
        cwd=office, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before_it < 10, "seconds of a processor"
    assert done.returncode == 3, done.stderr[-2000:]
    findings = Run(3, done.stdout, done.stderr).findings
    assert code in {item.code for item in findings}
    assert len(findings) <= 101
    assert len(done.stderr) < 40_000
    assert_chinese(*(item.message for item in findings))
    assert snapshot(office) == before


# --- several files, several mistakes ---


def test_mistakes_of_several_files_come_out_in_one_run_and_each_costs_only_its_own_document(office: Path) -> None:
    put(office, FILE, NOTICE.replace("主送:", "主送机关:").replace("4月19日", "4月31日"))
    put(office, "总结/总结.yaml", SUMMARY.replace("标题:", "标题："))
    put(office, "报告/报告.yaml", REPORT)
    put(office, "名册/名单.yaml", ROSTER.encode("gbk"))
    before = snapshot(office)
    done = build(office)
    assert done.code == 3
    assert sorted(said(done.errors)) == [
        ("content/date-unreal", f"content/{FILE}", 11, 5),
        ("content/encoding", "content/名册/名单.yaml", 1, 1),
        ("content/full-width-colon", "content/总结/总结.yaml", 2, 3),
        ("content/unknown-key", f"content/{FILE}", 4, 1),
    ]
    assert sorted(done.made) == ["content/值班/值班表.yaml", "content/报告/报告.yaml"]
    after = snapshot(office)
    assert set(after) - set(before) == {"output/报告/报告.docx"}
    assert {name: after[name] for name in before} == before
    assert "共 5 份" in done.stderr
    assert "3 份有错" in done.stderr


def test_mistakes_inside_an_attachment_are_reported_with_those_of_the_document(office: Path) -> None:
    notice = NOTICE.replace("日期:", "附件:\n  - 名单.yaml\n日期:").replace("主送:", "主送机关:")
    put(office, FILE, notice)
    put(office, "发文/名单.yaml", ROSTER.replace("成员: 局属", "成员：局属"))
    done = build(office)
    assert done.code == 3
    codes = {item.place for item in done.errors}
    assert ("content/unknown-key", f"content/{FILE}", 4, 1) in codes
    assert done.made == ["content/值班/值班表.yaml"]


def test_an_attachment_with_a_mistake_stops_its_document_and_is_named(office: Path) -> None:
    notice = NOTICE.replace("责任人。", "责任人（见{附件.名单}）。").replace(
        "日期:", "附件:\n  - 名单: 名单.yaml\n日期:"
    )
    put(office, FILE, notice)
    put(office, "发文/名单.yaml", ROSTER.replace("主任: 赵立", "主任: 赵立\n  地点: 二楼"))
    before = snapshot(office)
    done = build(office)
    assert (done.code, said(done.errors)) == (3, [("content/unknown-key", "content/发文/名单.yaml", 12, 3)])
    assert snapshot(office) == before


def test_the_exit_code_is_that_of_the_gravest(office: Path) -> None:
    put(office, FILE, NOTICE.replace("主送:", "主送机关:"))
    put(office, "总结/总结.yaml", SUMMARY.encode() + b"#" * 10_000_000)
    done = build(office)
    assert done.code == 6
    assert {item.code for item in done.errors} == {"content/unknown-key", "file/too-large"}
    assert done.made == ["content/值班/值班表.yaml"]


@pytest.mark.parametrize(("first", "second"), [("甲", "乙"), ("乙", "甲")])
def test_a_circle_is_reported_whichever_of_its_files_is_asked_for(tmp_path: Path, first: str, second: str) -> None:
    one = ISSUE.replace("方案.yaml", f"{second}.yaml")
    two = PLAN + f"附件:\n  - {first}.yaml\n"
    root = lay_out(tmp_path, {f"{first}.yaml": one, f"{second}.yaml": two})
    for path in (f"content/{first}.yaml", f"content/{second}.yaml"):
        done = build(root, path)
        assert (done.code, {item.code for item in done.errors}) == (3, {"content/reference-circle"})
    assert not (root / "output").exists()


def test_a_build_of_everything_never_passes_over_a_circle_in_silence(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"通知.yaml": ISSUE, "方案.yaml": PLAN + "附件:\n  - 通知.yaml\n"})
    done = build(root)
    assert (done.code, {item.code for item in done.errors}) == (3, {"content/reference-circle"})


def test_two_sources_with_one_output_are_refused_before_anything_is_written(office: Path) -> None:
    put(office, "发文/文稿.yml", SUMMARY)
    before = snapshot(office)
    done = run("build", cwd=office)
    assert done.code == 3
    assert "content/output-clash" in done.stderr
    assert_chinese(done.stderr)
    assert snapshot(office) == before


def test_a_link_that_leads_out_of_the_workspace_is_not_followed(office: Path, tmp_path: Path) -> None:
    (tmp_path / "秘密.yaml").write_text(ROSTER, "utf-8")
    put(office, FILE, NOTICE.replace("日期:", "附件:\n  - 名单.yaml\n日期:"))
    (office / "content" / "发文" / "名单.yaml").symlink_to(tmp_path / "秘密.yaml")
    before = snapshot(office)
    done = build(office, f"content/{FILE}")
    assert (done.code, said(done.errors)) == (3, [("content/reference-outside", f"content/{FILE}", 12, 5)])
    assert snapshot(office) == before


def test_a_pipe_in_place_of_a_file_does_not_hang(office: Path) -> None:
    os.mkfifo(office / "content" / "管道.yaml")
    assert spawn("build", "--format", "json", cwd=office).code == 0
    done = spawn("build", "--format", "json", "content/管道.yaml", cwd=office)
    assert (done.code, said(done.errors)) == (6, [("file/not-ordinary", "content/管道.yaml", 0, 0)])


def test_a_file_that_is_not_there_is_named(office: Path) -> None:
    before = snapshot(office)
    done = build(office, "content/没有.yaml")
    assert (done.code, said(done.errors)) == (6, [("file/missing", "content/没有.yaml", 0, 0)])
    assert snapshot(office) == before


# --- gongwen.yaml ---

SETTINGS_FAULTS = {
    "unknown key": ("单位: 云山市自然资源局\n", "content/unknown-key", 1, 1),
    "full-width colon": ("发文机关：云山市自然资源局\n", "content/full-width-colon", 1, 5),
    "key written twice": ("发文机关: 甲局\n发文机关: 乙局\n", "content/duplicate-key", 2, 1),
    "GBK": ("发文机关: 云山市自然资源局\n".encode("gbk"), "content/encoding", 1, 1),
}


@pytest.mark.parametrize(("text", "code", "line", "column"), SETTINGS_FAULTS.values(), ids=SETTINGS_FAULTS)
def test_a_mistake_in_the_settings_is_reported_like_any_other(
    office: Path, text: str | bytes, code: str, line: int, column: int
) -> None:
    put(office, "/gongwen.yaml", text)
    before = snapshot(office)
    done = run("build", cwd=office)
    assert done.code == 3
    assert f"gongwen.yaml:{line}:{column}: 错误[{code}]" in done.stderr
    assert_chinese(done.stderr)
    assert snapshot(office) == before


def test_json_is_json_even_when_the_settings_are_wrong(office: Path) -> None:
    put(office, "/gongwen.yaml", "单位: 云山市自然资源局\n")
    done = build(office)
    assert done.code == 3
    assert "content/unknown-key" in done.stdout
    json.loads(done.stdout)


# --- check, and the program as it is started from a shell ---


def test_check_finds_what_build_finds_and_writes_nothing(office: Path) -> None:
    put(office, FILE, NOTICE.replace("标题:", "标题：").replace("4月19日", "4月31日"))
    put(office, "新/总结.yaml", SUMMARY)
    before = snapshot(office)
    checked = run("check", "--format", "json", cwd=office)
    assert snapshot(office) == before
    built = build(office)
    assert (checked.code, checked.errors) == (built.code, built.errors)
    assert len(checked.errors) == 2


SHELLS = {
    "utf-8": {"PYTHONUTF8": "1"},
    "C locale": {"LC_ALL": "C", "LANG": "C"},
    "ascii streams": {"PYTHONIOENCODING": "ascii"},
    "Windows code page": {"PYTHONIOENCODING": "gbk"},
}


@pytest.mark.parametrize("environment", SHELLS.values(), ids=SHELLS)
def test_exit_code_and_streams_of_the_program(office: Path, environment: dict[str, str]) -> None:
    put(office, FILE, NOTICE.replace("标题:", "标题：").replace("孙", "𠮷"))
    put(office, "名单/名单.yaml", ROSTER)
    command = [sys.executable, "-m", "gongwen.cli", "build"]
    done = subprocess.run(command, cwd=office, env={**os.environ, **environment}, capture_output=True, timeout=60)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert b"content/full-width-colon" in done.stderr
    assert b"full-width" not in done.stdout, "stdout carries results only"
    assert done.stdout.count(b".docx") == 2
    assert (office / "output" / "名单" / "名单.docx").is_file()


def test_the_program_says_one_line_for_each_mistake_and_where(office: Path) -> None:
    put(office, FILE, NOTICE.replace("标题:", "标题：").replace("4月19日", "4月31日"))
    done = spawn("build", f"content/{FILE}", cwd=office, environment={"PYTHONUTF8": "1"})
    assert done.code == 3
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[0].startswith(f"content/{FILE}:3:3: 错误[content/full-width-colon] ")
    assert lines[1].startswith(f"content/{FILE}:3:5: 警告[content/title-organ-missing] ")
    assert lines[2].startswith(f"content/{FILE}:11:5: 错误[content/date-unreal] ")
    assert lines[3].startswith("共 1 份")
    assert "1 份有错" in lines[3]
    assert len(lines) == 4
    assert_chinese(*lines)


def test_the_program_speaks_json_with_every_field(office: Path) -> None:
    put(office, FILE, NOTICE.replace("主送:", "主送机关:"))
    done = spawn("build", "--format", "json", cwd=office, environment={"PYTHONUTF8": "1"})
    assert done.code == 3
    good, bad = json.loads(done.stdout)
    assert (bad["source"], bad["output"], bad["exit_code"]) == (f"content/{FILE}", None, 3)
    assert good["exit_code"] == 0
    assert Path(good["output"]).is_file()
    (item,) = bad["diagnostics"]
    assert {"severity", "code", "message", "file", "line", "column", "key", "clause", "hint"} <= set(item)
    assert (item["severity"], item["code"], item["line"], item["column"]) == ("错误", "content/unknown-key", 4, 1)


COMMANDS: dict[str, tuple[list[str], int, str]] = {
    "outside of any workspace": (["build"], 6, "file/no-workspace"),
    "unknown command": (["bulid"], 2, "没有这个命令"),
    "unknown command of people": (["people", "chang"], 2, "可用的命令：list、show、where、on、import"),
    "too many arguments": (["people", "where", "赵立", "高松"], 2, "参数写多了。运行“gongwen people where --help”"),
    "one roster without days": (["roster", "diff", "名单.yaml"], 2, "要两份名单，或写 --from、--to。"),
    "unknown option": (["build", "--pfd"], 2, "没有“--pfd”这个选项"),
    "unknown format": (["build", "--format", "xml"], 2, "只能是"),
    "new without a file": (["new", "通知"], 2, "缺少"),
    "new of an unknown kind": (["new", "通之", "通知.yaml"], 3, "是否指“通知”"),
    "new of no YAML": (["new", "通知", "通知.docx"], 6, "file/not-yaml"),
}


@pytest.mark.parametrize(("arguments", "code", "words"), COMMANDS.values(), ids=COMMANDS)
def test_wrong_commands_are_answered_in_chinese(tmp_path: Path, arguments: list[str], code: int, words: str) -> None:
    done = spawn(*arguments, cwd=tmp_path, environment={"PYTHONUTF8": "1"})
    assert (done.code, done.stdout) == (code, "")
    assert words in done.stderr
    assert_chinese(done.stderr)
    assert list(tmp_path.iterdir()) == []


def test_new_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "通知.yaml").write_text("写了一半", "utf-8")
    done = run("new", "通知", "通知.yaml", cwd=tmp_path)
    assert done.code == 6
    assert "file/exists" in done.stderr
    assert (tmp_path / "通知.yaml").read_text("utf-8") == "写了一半"
