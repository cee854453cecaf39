"""The docs say what the program does: made pages are fresh, shown steps are followed, nothing a user meets is missing.

Each guard has a test that plants a breach.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable
from pathlib import Path

import click
import pytest

from gongwen import cli
from gongwen.diagnostics import ExitCode
from gongwen.load.expected import expected_of
from gongwen.model.kinds import DOCUMENTS
from gongwen.model.office import Office
from gongwen.operations.making.build import build_documents
from gongwen.operations.start import start_workspace
from gongwen.operations.workspace import open_workspace
from gongwen.report import layout_data
from scripts.make_docs import DOCS, ROOT, WALKS, reference_pages, stale, walked
from scripts.pages import codes, commands, names
from scripts.walkthrough import Walk, walk_page, walk_recipes
from tests.check.cases import shift
from tests.check.specimen import specimen
from tests.report.pages import looked

PAGES = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
_LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]+))?\)")


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


# --- made pages ---


def test_the_made_pages_are_fresh() -> None:
    pages = {f"docs/{path}": text for path, text in reference_pages().items()}
    assert len(pages) == 7
    assert stale(ROOT, pages) == [], "run: python -m scripts.make_docs"


def test_a_page_changed_by_hand_is_stale(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("说明\n", "utf-8")
    assert stale(tmp_path, {"page.md": "说明\n", "other.md": ""}) == ["other.md"]
    assert stale(tmp_path, {"page.md": "另一说明\n"}) == ["page.md"]


# --- walkthroughs ---


@pytest.mark.parametrize(("name", "least"), [("README.md", 4), ("docs/tutorial.md", 20), ("docs/how-to.md", 20)])
def test_a_page_can_be_followed_and_shows_what_is_seen(name: str, least: int) -> None:
    assert set(WALKS) == {"README.md", "docs/tutorial.md", "docs/how-to.md"}
    walk = walked(name)
    assert walk.problems == []
    assert walk.steps >= least
    assert "\n".join(walk.page) == read(name), "run: python -m scripts.make_docs"


_PLANTED = """\
`content/通知.yaml`：

```yaml
文种: 通知
标题: 关于值班的通知
格式: 普通
正文: 请按时值班。
```

```console
$ gongwen build
output/别的.docx
```

`output/通知.docx` 里有：

```text
关于值班的通知
请按时就餐。
```

```yaml
标题: 没有文件名
```

```console
$ rm -r 我的科室
```
"""


def test_a_page_that_shows_something_else_is_found_out(tmp_path: Path) -> None:
    walk = walk_recipes(_PLANTED, tmp_path)
    assert "$ gongwen build\noutput/通知.docx\n" in walk.page[0]
    assert [problem.split(":")[0] for problem in walk.problems] == [
        "output/通知.docx",
        "a yaml block without a file name",
        "a command that is not followed",
    ]


def test_lines_are_replaced_and_added_where_the_page_says(tmp_path: Path) -> None:
    text = (
        "`a.yaml`：\n\n```yaml\n甲: 1\n乙: 2\n丙: 3\n```\n\n`a.yaml`（第 2 行）：\n\n```yaml\n丁: 4\n```\n\n"
        "`a.yaml`（末尾加上）：\n\n```yaml\n戊: 5\n```\n"
    )
    walk = walk_page(text, tmp_path)
    assert walk.steps == 3
    assert (tmp_path / "a.yaml").read_text("utf-8") == "甲: 1\n丁: 4\n丙: 3\n戊: 5\n"
    assert isinstance(walk, Walk)


# --- nothing a user meets is missing ---


def missing(wanted: Iterable[str], page: str) -> list[str]:
    """Those of `wanted` that do not stand in `page`."""
    return [word for word in wanted if word not in page]


def test_every_command_and_option_is_documented() -> None:
    headings = [f"## {name}\n" for name, _ in commands.all_commands()]
    options = [
        option
        for _, command in commands.all_commands()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    ]
    assert len(headings) >= 5
    assert missing([*headings, *options], read("docs/reference/commands.md")) == []


def test_every_exit_code_is_documented() -> None:
    rows = [f"| {code.value} | " for code in ExitCode]
    assert len(rows) >= 8
    assert missing(rows, read("docs/reference/commands.md").split("## 退出码")[1]) == []


def test_every_name_of_the_json_output_is_documented(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    list(start_workspace(tmp_path))
    (tmp_path / "content" / "错.yaml").write_text("文种: 错\n", "utf-8")
    command = cli.program.commands["check"]
    command.main([str(tmp_path / "content" / "错.yaml"), "--format", "json"], standalone_mode=False)
    (outcome,) = json.loads(capsys.readouterr().out)
    seen = [f"`{name}`" for name in [*outcome, *outcome["diagnostics"][0]]]
    assert len(seen) >= 12
    assert missing(seen, read("docs/reference/commands.md").split("## JSON 输出")[1]) == []


def test_every_name_of_the_json_of_a_layout_check_is_documented() -> None:
    data = json.loads(json.dumps(layout_data(looked(shift("title", dx=2)(specimen())))))
    check = next(one for one in data["checks"] if one["findings"])
    names = [*data, *data["faces"][0], *check, *check["findings"][0]]
    assert len(names) >= 28
    page = read("docs/reference/commands.md").split("`layout` 里每个检查项")[1]
    assert missing([f"`{name}`" for name in names], page) == []


def test_every_kind_and_key_is_documented() -> None:
    models = [*DOCUMENTS.values(), Office]
    keys = {key for model in models for key in expected_of(model).every_key()}
    assert len(keys) >= 60
    page = read("docs/reference/keys.md")
    assert missing([f"`{key}`" for key in keys], page) == []
    assert set(DOCUMENTS) <= set(re.split(r"[、：。（）| \n]", page))


def test_every_code_is_documented() -> None:
    found = codes.scan()
    assert len(found.codes) >= 150
    assert codes.problems(found, codes.meanings()) == []
    assert missing([f"`{code}`" for code in found.codes], read("docs/reference/codes.md")) == []


def test_every_name_a_text_can_use_is_documented() -> None:
    assert len(names.scopes()["方案.yaml"].scope.children) >= 5
    assert names.undescribed() == []


def test_something_left_out_is_found() -> None:
    assert missing(["`build`", "`mend`"], "| `build` | 生成 |") == ["`mend`"]


def test_a_code_that_no_page_explains_is_found(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "new.py").write_text(
        'def f():\n    raise fault("planted", "新的毛病。")\n    raise fault(name, "说不清的毛病。")\n', "utf-8"
    )
    (tmp_path / "files.py").write_text('X = Diagnostic(Severity.WARNING, "file/planted", "坏了。")\n', "utf-8")
    (tmp_path / "load.py").write_text('def f(kind):\n    return f"content/{kind}"\n', "utf-8")
    found = codes.scan(tmp_path)
    assert found.codes == {"content/planted": "错误", "file/planted": "警告"}
    assert codes.problems(found, {"content/planted": "新的毛病", "content/gone": "没有了"}) == [
        "file/planted: used, but without a meaning",
        "content/gone: has a meaning, but is not used",
        "load.py:2: a code that cannot be read",
        "model/new.py:3: a code that cannot be read",
    ]


def test_a_code_weighs_on_the_page_as_it_does_where_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "render").mkdir()
    (tmp_path / "render" / "named.py").write_text('NAMED = "template/named"\nOTHER = "template/other"\n', "utf-8")
    (tmp_path / "render" / "new.py").write_text(
        """from gongwen.render.named import NAMED, OTHER as _OTHER
A = told(Severity.HINT, NAMED, "提示。")
B = replace(problem(template, "milder", "警告。", ""), severity=Severity.WARNING)
C = problem(template, "plain", "错误。", "") if code == _OTHER else None
""",
        "utf-8",
    )
    (tmp_path / "proof").mkdir()
    (tmp_path / "proof" / "new.py").write_text(
        'CODES = {"content/hint": "一", "content/warned": "二"}\nD = remark(at, "content/hint", "提示。")\n'
        "tell = warning if sure else remark\nE = tell(at, 'content/either', '或。')\n"
        "F = told('file/either', severity=Severity.HINT if sure else Severity.ERROR)\n",
        "utf-8",
    )
    assert codes.scan(tmp_path).codes == {
        "content/either": "警告或提示",
        "file/either": "错误或提示",
        "content/hint": "提示",
        "content/warned": "警告",
        "template/milder": "警告",
        "template/named": "提示",
        "template/other": "错误",
        "template/plain": "错误",
    }


def test_an_exit_code_without_words_stops_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "_EXITS", {ExitCode.DONE: "完成"})
    with pytest.raises(KeyError):
        commands.make()


def test_a_name_without_a_meaning_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_SECTIONS", names._SECTIONS[:1])
    assert "附件.名单" in names.undescribed()


# --- the docs among themselves ---


def test_the_picture_is_a_small_page() -> None:
    data = (DOCS / "images" / "通知首页.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert 600 <= int.from_bytes(data[16:20]) <= 800
    assert len(data) < 150_000


def anchors(text: str) -> set[str]:
    """The anchors of a page as GitHub makes them: letters, digits, Han and hyphens of each heading."""
    headings = re.findall(r"(?m)^#{1,6} (.+)$", re.sub(r"(?ms)^```.*?^```", "", text))
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def broken_links(pages: Iterable[Path]) -> list[str]:
    found = []
    for page in pages:
        for target, anchor in _LINK.findall(page.read_text("utf-8")):
            if "://" in target:
                continue
            path = page.parent / target if target else page
            if not path.exists() or (anchor and anchor not in anchors(path.read_text("utf-8"))):
                found.append(f"{page.name}: {target}#{anchor}")
    return found


def test_every_link_leads_somewhere() -> None:
    assert len(PAGES) >= 11
    assert broken_links(PAGES) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("# 甲（乙）\n[好](a.md#甲乙) [坏](b.md) [也坏](#丙)\n", "utf-8")
    assert broken_links([page]) == ["a.md: b.md#", "a.md: #丙"]


def strange_installs(text: str) -> list[str]:
    """Commands that would fetch whatever a package index has under our name, or whose quotes cmd of Windows keeps."""
    return re.findall(r"pip install (?:-(?!-no-index)\S+ )*[\"']?gongwen\S*|pip install '\S*", text)


def test_gongwen_is_installed_from_its_own_source() -> None:
    files = [*PAGES, *(ROOT / "src").rglob("*.py")]
    assert sum(path.read_text("utf-8").count("pip install ") for path in files) >= 5
    assert {path.name: found for path in files if (found := strange_installs(path.read_text("utf-8")))} == {}


def test_an_install_by_name_or_in_single_quotes_is_found() -> None:
    ours = 'pip install . pip install ".[fast]" pip install --no-index --find-links wheels "gongwen[fast]"'
    assert strange_installs(ours) == []
    for command in ('pip install "gongwen[fast]"', "pip install -U gongwen", "pip install '.[fast]'"):
        assert strange_installs(command) == [command]


def identifiers(source: Path) -> set[str]:
    """Every name that the source defines or assigns, and its folders."""
    found = {path.name for path in source.iterdir() if path.is_dir()}
    for path in source.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.AnnAssign | ast.Assign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def strangers(glossary: str, known: set[str]) -> list[str]:
    """English terms of the glossary that the source does not know, and those called unbuilt that it does."""
    found = []
    for row in (line for line in glossary.splitlines() if line.startswith("| ") and "---" not in line):
        terms, note = [cell.strip() for cell in row.strip("|").split("|")][1:3]
        for term in terms.split("、"):
            is_known = any(name == term or (term.isupper() and name.startswith(term)) for name in known)
            if term != "代码里" and is_known == ("（未建）" in note):
                found.append(term)
    return found


def test_the_glossary_names_what_the_source_names() -> None:
    glossary = read("docs/glossary.md")
    assert glossary.count("\n| ") >= 60
    assert strangers(glossary, identifiers(ROOT / "src" / "gongwen")) == []


def test_a_term_that_the_source_lost_is_found() -> None:
    glossary = "| 公文用语 | 代码里 | 说明 |\n| 甲 | Gone | |\n| 乙 | Here | （未建） |\n| 丙 | Here | |\n"
    assert strangers(glossary, {"Here"}) == ["Gone", "Here"]


def test_every_make_target_is_documented() -> None:
    makefile = read("Makefile")
    targets = re.findall(r"(?m)^\.PHONY: (.+)$", makefile)[0].split()
    assert len(targets) >= 5
    assert missing([f"`make {target}`" for target in targets], read("CONTRIBUTING.md")) == []
    assert {"demo", "test"} <= set(targets)
    assert missing(["make demo", "make test"], read("README.md")) == []


def test_every_kind_is_in_the_glossary_and_the_changelog() -> None:
    assert missing([f"| {kind} |" for kind in DOCUMENTS], read("docs/glossary.md")) == []
    assert missing(DOCUMENTS, read("CHANGELOG.md")) == []


def test_the_skeletons_shown_are_those_that_build(tmp_path: Path) -> None:
    """`gongwen new` of every kind gives a file that builds, as README and tutorial say."""
    from datetime import date

    from gongwen.operations.start import new_document

    list(start_workspace(tmp_path))
    for kind in DOCUMENTS:
        new_document(kind, tmp_path / "content" / f"{kind}.yaml", today=date(2025, 1, 17))
    outcomes = list(build_documents(open_workspace(tmp_path)))
    assert len(outcomes) == len(DOCUMENTS)
    assert [item for outcome in outcomes for item in outcome.diagnostics] == []
