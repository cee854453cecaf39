"""The peers of the benchmark: each gets the notice as a template of its own, and no spoiled output counts."""

from __future__ import annotations

import importlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.notice import FIELDS, LOOPS, notice, view_of, words_of
from bench.peers.at_hand import BASE, ENGINES, OURS, ROOT, Engine, NotAtHand
from bench.peers.check import fault_of
from bench.peers.dialects import DIALECTS, paragraph, template_for
from bench.peers.measure import Bench, Plan, spread
from bench.peers.process import Failed, Running
from bench.reading import said
from gongwen.render import find_template, render_docx

NAMES = [*FIELDS, *(name for names in LOOPS.values() for name in names)]


@pytest.fixture(scope="module")
def document() -> bytes:
    return render_docx(view_of(notice(3)), find_template("文件")).data


def spoiled(document: bytes, part: str, change: Callable[[str], str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == part:
                assert change(text) != text
                text = change(text)
            new.writestr(name, text)
    return made.getvalue()


# --- templates ---

SHOWN = {
    "jinja": ["{{ number }}", "{%p for row in body %}", "{{ row.b0 }}", "{%p endfor %}", "{%tr for row in roster %}"],
    "mustache": ["{number}", "{#body}", "{b0}", "{/body}", "{#roster}{r0}", "{r5}{/roster}"],
    "carbone": ["{d.number}", "{d.body[i].b0}", "{d.body[i+1].b0}", "{d.roster[i].r0}", "{d.roster[i+1].r5}"],
    "plus": ["+++INS number+++", "+++FOR row IN body+++", "+++INS $row.b0+++", "+++FOR row IN roster+++"],
    "mergefield": ["«number»", "«b0»", "«r0»", "«r5»", "«s3»"],
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_notice_is_written_in_every_dialect(dialect: str) -> None:
    template = template_for(dialect)
    shown = said(template)
    assert [text for text in SHOWN[dialect] if text not in shown] == []
    assert [name for name in NAMES if not any(name in text for text in shown)] == []
    # What is in print stays in print, and page numbers stay in both footers.
    assert {"附件1", "名单", "附件2", "配档表", "列5"} <= set(shown)
    assert [said(template, f"word/footer{number}.xml") for number in (1, 2)] == [["— 1 —"]] * 2
    if dialect != "mergefield":
        assert "«" not in "".join(shown)


def test_every_engine_has_a_dialect_and_a_program() -> None:
    assert {engine.dialect for engine in ENGINES} == set(DIALECTS) == set(SHOWN)
    assert len(ENGINES) == 11


def test_mail_merge_gets_fields_and_a_table_for_the_body() -> None:
    with zipfile.ZipFile(io.BytesIO(template_for("mergefield"))) as archive:
        markup = archive.read("word/document.xml").decode()
    assert [name for name in NAMES if f'w:instr=" MERGEFIELD {name} "' not in markup] == []
    assert markup.count("<w:tbl>") == 4
    assert "抄送：</w:t></w:r><w:fldSimple" in markup


# --- the check ---


def test_the_notice_passes(document: bytes) -> None:
    assert fault_of(document, notice(3)) == ""
    assert len(said(document)) == len(words_of(notice(3))) == 4 + 30 + 2 + 2 + 6 + 18 + 2 + 4 + 80 + 2


@pytest.mark.parametrize(
    ("part", "change", "fault"),
    [
        ("document", lambda text: text.replace("R&amp;D&lt;1&gt;格r2", "R"), "第 53 段应是“R&D<1>格r2”，印成了“R”"),
        ("document", lambda text: text.replace("R&amp;D", "R&amp;amp;D"), "印成了“R&amp;D<0>格r0”"),
        ("document", lambda text: text.replace("市政府。", ""), "印成了“抄送：”"),
        ("document", lambda text: text.replace(">2026年1月2日印发<", "><"), "第 150 段"),
        ("document", lambda text: text.replace("<w:sectPr>", f"{paragraph('多')}<w:sectPr>"), "印了 151"),
        ("document", lambda text: text.replace("&lt;任务&gt;", "<任务>"), "XML 不合语法"),
        ("footer2", lambda text: text.replace("— ", "{{ "), "页脚应有两个"),
    ],
)  # fmt: skip
def test_a_spoiled_notice_is_refused(document: bytes, part: str, change: Callable[[str], str], fault: str) -> None:
    assert fault in fault_of(spoiled(document, f"word/{part}.xml", change), notice(3))


def test_a_notice_of_other_rows_or_a_damaged_file_is_refused(document: bytes) -> None:
    assert fault_of(document, notice(4))
    assert fault_of(document, notice(2))
    assert "不是完好的 DOCX" in fault_of(document[:-200], notice(3))
    assert "不是完好的 DOCX" in fault_of(b"", notice(3))


# --- engines that run ---

SHORT = Plan(rounds=2, warmth=0, turn=0, colds=1, sizes=(3, 4), limit=60)


def test_what_is_at_hand_is_measured_and_the_rest_is_said(tmp_path: Path) -> None:
    wrong = Engine("wrong", "carbone", "fill_docxtpl.py")
    absent = Engine("absent", "jinja", "absent.py")
    bench = Bench((OURS, BASE, wrong, absent), tmp_path, SHORT)
    bench.rate()
    bench.cold()
    bench.grow()
    assert bench.sound() == [OURS, BASE]
    for engine in bench.sound():
        figures = bench.figures[engine]
        assert len(figures.turns) == 2
        assert len(figures.colds) == 1
        assert all(not isinstance(grown, str) and grown[1] > 5 for grown in figures.growth.values())
        assert set(figures.growth) == {3, 4}
    assert "印错：第 1 段应是“云山市自然资源局文件”，印成了“{d.mark}”" in bench.figures[wrong].fault
    assert "程序退出" in bench.figures[absent].fault
    assert "absent.py" in bench.figures[absent].fault


def test_what_cannot_be_installed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    carbone = next(engine for engine in ENGINES if engine.dialect == "carbone")
    with pytest.raises(NotAtHand, match="没有 node"):
        carbone.command(tmp_path, tmp_path)
    bench = Bench((carbone,), tmp_path, SHORT)
    bench.rate()
    assert bench.figures[carbone].fault == "没有：本机没有 node 和 npm"


def test_an_engine_over_its_time_is_ended(tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes(template_for("jinja"))
    (tmp_path / "d").write_text(json.dumps(notice(3)), "utf-8")
    with Running(BASE, tmp_path / "t", tmp_path / "d") as process, pytest.raises(Failed, match="超过 0 秒"):
        process.ask("run 1000000", 0)


@pytest.mark.parametrize(
    ("complaint", "cause"),
    [
        ("Error: too much\\n    at new Error (a.js:98)\\n\\nNode.js v20.20.2", "Error: too much"),
        ("Traceback:\\n  File a, line 3\\nKeyError: 1\\nDuring it:\\nValueError: 2", "ValueError: 2"),
        ("no such thing", "no such thing"),
    ],
)
def test_what_an_engine_died_of_is_said(tmp_path: Path, complaint: str, cause: str) -> None:
    program = tmp_path / "dies.py"
    program.write_text(f"import sys; sys.exit('{complaint}')", "utf-8")
    engine = Engine("dies", "jinja", str(program))
    with Running(engine, tmp_path, tmp_path) as process, pytest.raises(Failed) as error:
        process.ask("run 1", 60)
    assert str(error.value) == f"程序退出：{cause}"


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "bench").glob("*.py")))
def test_every_benchmark_still_finds_what_it_uses(name: str) -> None:
    assert importlib.import_module(f"bench.{name}").__doc__


def test_quartiles_stand_around_the_median() -> None:
    assert spread([5, 1, 2, 4, 3]) == (2, 3, 4)
