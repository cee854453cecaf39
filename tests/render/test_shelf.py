"""A compiled template is kept for the next run: as data, for one content only, and never needed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongwen.render import Template, available_templates, find_template, render_docx, shelf
from gongwen.render.once import compile_template
from gongwen.standard.geometry import ELECTRONIC
from tests.render.packages import DOCUMENT, PLAIN, RED_HEAD, changed
from tests.render.views import plain, rich


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty shelf."""
    monkeypatch.setenv(shelf.VARIABLE, str(tmp_path))
    compile_template.cache_clear()
    yield tmp_path / "templates"
    compile_template.cache_clear()


def again(template: Template) -> bytes:
    """The document of another run."""
    compile_template.cache_clear()
    return render_docx(rich() if template.name == RED_HEAD else plain(), template).data


@pytest.mark.parametrize("name", sorted(available_templates()))
def test_what_was_kept_is_what_was_compiled(name: str, kept: Path) -> None:
    template = find_template(name)
    made = compile_template(template)
    found = shelf.take(template)
    assert found is not None
    assert (found.book, found.members, found.remarks) == (made.book, made.members, made.remarks)
    assert found.filled == made.filled


def test_a_kept_template_makes_the_same_document_without_the_programs_that_compiled_it(kept: Path) -> None:
    template = find_template(RED_HEAD)
    first = again(template)
    program = (
        "import hashlib, sys\n"
        "from gongwen.render import find_template, render_docx\n"
        "from tests.render.views import rich\n"
        f"data = render_docx(rich(), find_template({RED_HEAD!r})).data\n"
        "assert not {'docxtpl', 'docx', 'jinja2', 'lxml'} & set(sys.modules), sys.modules.keys()\n"
        "sys.stdout.buffer.write(data)\n"
    )
    tree = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", program], cwd=tree, capture_output=True, check=True)
    assert run.stdout == first


def test_another_template_page_or_program_is_another_file(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = find_template(PLAIN)
    for other in (template, replace(template, geometry=ELECTRONIC), changed({DOCUMENT: lambda text: text + " "})):
        compile_template(other)
    assert len(list(kept.iterdir())) == 3
    monkeypatch.setattr(shelf, "_programs", lambda: ["docxtpl-99"])
    assert shelf.take(template) is None


def test_warnings_name_the_template_they_are_asked_of(kept: Path) -> None:
    drifted = changed({DOCUMENT: lambda text: text.replace('w:top="', 'w:top="9')})
    assert compile_template(drifted).remarks
    moved = replace(drifted, path=Path("别处.docx"))
    found = shelf.take(moved)
    assert found is not None
    assert {item.place.file for item in found.remarks} == {"别处.docx"}
    assert [item.message for item in found.remarks] == [item.message for item in compile_template(drifted).remarks]


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: b"",
        lambda kept: kept[:-9],
        lambda kept: b"[]",
        lambda kept: b"\xff",
        lambda kept: kept.replace(b'"members"', b'"member"'),
        lambda kept: kept.replace(b'"field"', b'"import"'),
        lambda kept: kept.replace(b'["view"]', b'["__builtins__"]'),
        lambda kept: json.dumps({**json.loads(kept), "styles": 7}).encode(),
    ],
)
def test_what_is_damaged_counts_as_missing_and_is_made_anew(damage: object, kept: Path) -> None:
    assert callable(damage)
    template = find_template(PLAIN)
    first = again(template)
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert shelf.take(template) is None
    assert again(template) == first
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_to_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(shelf.VARIABLE, str(tmp_path / "file"))
    assert again(find_template(PLAIN))
