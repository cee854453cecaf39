"""Who deflates is the office's choice: the same document whoever does, the same bytes for the same choice."""

from __future__ import annotations

import builtins
import io
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongwen.diagnostics import ToolError
from gongwen.operations.doctor import State, examine
from gongwen.operations.making.build import build_documents
from gongwen.operations.outcome import Outcome
from gongwen.operations.tables import print_table
from gongwen.operations.workspace import open_workspace
from gongwen.printview import TableBlock
from gongwen.render import find_template, render_docx
from gongwen.render.deflate import DEFLATERS, ZLIB, Deflater, deflater_named, library
from gongwen.render.pack import pack_member, pack_pieces, unpacked
from tests.render.packages import PLAIN, RED_HEAD, parts
from tests.render.views import plain, rich, schedule

OTHERS = [deflater for deflater in DEFLATERS if deflater != ZLIB]
NOTICE = "文种: 通知\n标题: 关于防汛的通知\n主送: 各区县局\n日期: 2026年1月5日\n正文: |\n  请认真做好工作。\n"


@pytest.mark.parametrize("deflater", OTHERS, ids=lambda item: item.name)
def test_the_document_is_the_same_whoever_deflates(deflater: Deflater) -> None:
    template = find_template(RED_HEAD)
    by_zlib, made = (render_docx(rich(), replace(template, deflater=item)).data for item in (ZLIB, deflater))
    assert made != by_zlib
    assert list(parts(made).items()) == list(parts(by_zlib).items())
    assert made == render_docx(rich(), replace(template, deflater=deflater)).data


@pytest.mark.parametrize("deflater", DEFLATERS, ids=lambda item: item.name)
def test_a_part_of_thousands_of_rows_is_deflated_piece_by_piece(deflater: Deflater) -> None:
    view = plain(TableBlock(table=schedule(20_000)))
    with zipfile.ZipFile(io.BytesIO(render_docx(view, replace(find_template(PLAIN), deflater=deflater)).data)) as made:
        assert made.testzip() is None
        assert made.getinfo("word/document.xml").file_size > 1 << 22


def test_zlib_deflates_what_changes_at_level_3_and_what_is_kept_at_6() -> None:
    data = b"".join(b"<w:t>%d</w:t>" % number for number in range(50_000))
    quick, thorough = (zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS) for level in (3, 6))
    assert pack_member("a.xml", data).packed == thorough.compress(data) + thorough.flush()
    whole = quick.compress(data) + quick.flush()
    pieces = [data[:7], data[7:300_000], b"", data[300_000:]]
    for given in ([data], pieces):
        made = pack_pieces("a.xml", given, ZLIB)
        assert made.packed == whole
        assert unpacked(made) == data


@pytest.fixture
def without_isal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "isal", None)
    monkeypatch.delitem(sys.modules, "isal.isal_zlib", raising=False)
    library.cache_clear()


@pytest.mark.usefixtures("without_isal")
def test_what_is_not_installed_is_refused_and_nothing_else_taken(tmp_path: Path) -> None:
    outcomes = build(tmp_path, "")
    made = outcomes[0].output
    assert made is not None
    before = made.read_bytes()
    with pytest.raises(ToolError, match="isal 没有安装"):
        build(tmp_path, "压缩: isa-l\n")
    source = tmp_path / "名册.csv"
    source.write_text("姓名,职务\n孙明远,局长\n", "utf-8")
    with pytest.raises(ToolError, match="isal 没有安装"):
        print_table(open_workspace(tmp_path), source)
    assert made.read_bytes() == before
    assert [item.name for item in (tmp_path / "output").iterdir()] == [made.name]
    told = next(item for item in examine("isa-l") if item.name == "压缩")
    assert told.state is State.MISSING
    assert '源代码文件夹里运行：pip install ".[fast]"；' in told.found


def test_another_choice_makes_every_document_again_and_says_so(tmp_path: Path) -> None:
    build(tmp_path, "")
    (outcome,) = build(tmp_path, "压缩: isa-l\n")
    assert "压缩由 zlib 改为 isa-l" in outcome.why
    assert outcome.output is not None
    assert parts(outcome.output.read_bytes())
    (outcome,) = build(tmp_path, "压缩: isa-l\n")
    assert outcome.is_kept


def test_zlib_needs_no_other_library(monkeypatch: pytest.MonkeyPatch) -> None:
    library.cache_clear()
    real = builtins.__import__

    def only_of_python(name: str, *rest: object) -> object:
        assert not name.startswith(("isal", "zlib_ng"))
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", only_of_python)
    assert deflater_named("zlib") is ZLIB


def build(root: Path, setting: str) -> list[Outcome]:
    (root / "content").mkdir(exist_ok=True)
    (root / "content" / "通知.yaml").write_text(NOTICE, "utf-8")
    (root / "gongwen.yaml").write_text(f"发文机关: 云山市自然资源局\n{setting}", "utf-8")
    return list(build_documents(open_workspace(root)))
