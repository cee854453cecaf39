"""However a clerk wrote somebody down, a change is put into his lines and nothing else moves."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from gongwen.cli import main
from gongwen.operations.people.moves import carry_out, prepare_move
from gongwen.operations.workspace import Workspace, open_workspace
from tests.people.test_change import change

FORMS = {
    "on one line": "  - 国强 市局副局长   # 分管\n",
    "in braces": "  - {姓名: 国强, 职务: 市局副局长, 起: 2017年5月1日}  # 分管\n",
    "with a term beside the name": (
        "  - 姓名: 国强\n    职务: 市局副局长  # 现职\n    起: 2017年5月1日\n    电话: 0533-1\n"
    ),
    "with a unit": "  - 姓名: 国强\n    单位: 市局\n    职务: 副局长\n",
    "with posts in lines": (
        "  - 姓名: 国强\n    职务:\n      - 市局副局长\n      - 职务: 市总河长办主任\n        起: 2019年1月\n"
    ),
    "with posts in braces": (
        "  - 姓名: 国强\n    职务:\n      - {职务: 市局副局长, 起: 2017年}  # 现职\n    电话: 0533-1\n"
    ),
    "with posts in brackets": "  - 姓名: 国强\n    职务: [市局副局长, 市总河长办主任]\n",
    "with an end foreseen": "  - 姓名: 国强\n    职务: 市局副局长\n    止: 2030年1月1日  # 届满\n",
}
AROUND = (
    "# 局领导\n人员:\n",
    "\n  # 机关\n  - 高松 局办公室主任\n\n随任:\n  - {职务: 市防汛办主任, 由: 局办公室主任}\n# 完\n",
)


def an_office(root: Path, people: str, line_break: str) -> Workspace:
    (root / "content").mkdir()
    (root / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", "utf-8")
    text = people.join(AROUND).replace("\n", line_break)
    (root / "content" / "人员.yaml").write_bytes(text.encode())
    return open_workspace(root)


@pytest.mark.parametrize("line_break", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "words",
    [
        {"离任": "国强（调离）"},
        {"离任": "国强 市局副局长"},
        {"任职": ["国强 市林业局局长", "李明 市局副局长", "高松 市局督察专员"]},
        {"改任": "国强 市林业局局长", "任职": "李明 市局副局长"},
    ],
    ids=["leaves", "leaves one post", "takes", "moves"],
)
def test_a_change_is_put_in_and_every_other_line_stays(
    tmp_path: Path, form: str, words: dict[str, list[str] | str], line_break: str
) -> None:
    office = an_office(tmp_path, FORMS[form], line_break)
    before = (tmp_path / "content" / "人员.yaml").read_bytes().decode()
    move = prepare_move(office, change("2020年6月1日", **words))
    carry_out(office, move)
    after = (tmp_path / "content" / "人员.yaml").read_bytes().decode()
    lost = [line[2:] for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line.startswith("- ")]
    mine = [*FORMS[form].splitlines(), "  - 高松 局办公室主任"]
    assert [line for line in lost if line not in mine] == []
    assert after.count("#") == before.count("#")
    assert after.count(line_break) == after.count("\n")


def test_the_commands_ask_and_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    an_office(tmp_path, FORMS["with a unit"], "\n")
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["gongwen", *words])
        with pytest.raises(SystemExit) as left:
            main()
        seen = capsys.readouterr()
        return int(str(left.value.code)), seen.out, seen.err

    assert run("people", "list")[1].splitlines() == ["国强（市局）　市局副局长", "高松　局办公室主任"]
    assert run("people", "show", "国强")[1].splitlines() == ["国强（市局）", "  …… 至 今　市局副局长"]
    assert run("people", "show", "国墙")[0] == 3
    assert run("people", "on", "2020年6月1日")[0] == 0
    assert run("people", "on", "六月")[0] == 3
    code, _, err = run("people", "change", "--on", "2020年6月1日", "--out", "国强")
    assert (code, "没有写入。核对无误后，加 --yes 再运行一次。" in err) == (2, True)
    assert "不再任" not in run("people", "show", "国强")[1]
    assert run("people", "change", "--on", "2020年6月1日", "--out", "国强", "--yes")[0] == 0
    assert run("people", "show", "国强")[1].splitlines()[1] == "  …… 至 2020年6月1日　市局副局长"
    assert run("people", "undo")[0] == 0
    assert run("people", "undo")[0] == 6
    (tmp_path / "变动.yaml").write_text("日期: 2020年6月1日\n离任: 国强\n任职: 李明 市局副局长\n", "utf-8")
    assert run("people", "change", "变动.yaml", "--yes")[0] == 0
    assert "李明" in run("people", "list", "--format", "json")[1]
    assert run("people", "change", "变动.yaml", "--on", "2020年6月1日")[0] == 2
    assert run("people", "where", "高松")[2] == "共 0 处。\n"
    assert run("roster", "diff", "content/人员.yaml")[0] == 2
