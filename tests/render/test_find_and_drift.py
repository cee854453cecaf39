"""Where templates are found, and what is said of one whose geometry has drifted."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.diagnostics import FileError, Severity, TemplateError
from gongwen.lengths import mm, pt
from gongwen.render import available_templates, find, find_template, inspect_template, read_template
from gongwen.standard.geometry import ELECTRONIC, NATIONAL, fitted
from tests.render.packages import DOCUMENT, PLAIN, RED_HEAD, changed, codes


def test_the_packaged_templates_are_found_without_a_workspace() -> None:
    assert set(available_templates()) == {RED_HEAD, PLAIN, "信函", "命令", "纪要"}
    assert find_template(RED_HEAD).path.name == "文件.docx"


def test_a_template_of_the_workspace_goes_before_the_packaged_one(tmp_path: Path) -> None:
    (tmp_path / "文件.docx").write_bytes(b"own")
    assert find_template(RED_HEAD, tmp_path).data == b"own"
    assert find_template(PLAIN, tmp_path).data != b"own"


def test_a_workspace_may_add_templates_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "便函.docx").write_bytes(find_template(PLAIN).data)
    (tmp_path / "~$便函.docx").write_bytes(b"open in Word")
    assert list(available_templates(tmp_path)) == sorted([RED_HEAD, PLAIN, "信函", "命令", "纪要", "便函"])


@pytest.mark.parametrize("name", ["电报", "../文件", "/etc/passwd", "", "文件.docx", "~$文件"])
def test_a_name_without_a_template_gets_the_list_of_those_there_are(name: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        find_template(name, tmp_path)
    assert codes(caught.value) == ["missing"]
    assert "文件" in (caught.value.diagnostics[0].hint or "")


def test_a_missing_folder_of_the_workspace_is_no_error(tmp_path: Path) -> None:
    assert find_template(PLAIN, tmp_path / "没有").path.name == "普通.docx"


def test_a_file_beyond_the_limit_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "大.docx").write_bytes(b"x" * 11)
    monkeypatch.setattr(find, "PACKED_LIMIT", 10)
    with pytest.raises(TemplateError) as caught:
        read_template(tmp_path / "大.docx")
    assert codes(caught.value) == ["too-large"]


def test_a_folder_that_is_called_like_a_template_is_named_as_one(tmp_path: Path) -> None:
    (tmp_path / "文件.docx").mkdir()
    with pytest.raises(FileError, match="文件夹"):
        find_template(RED_HEAD, tmp_path)


def test_the_installed_package_looks_into_its_own_folder_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "gongwen"
    (package / "render").mkdir(parents=True)
    (package / "templates").mkdir()
    monkeypatch.setattr(find, "__file__", str(package / "render" / "find.py"))
    assert find.packaged_templates.__wrapped__() == package / "templates"


DRIFTS = {
    "top margin": (DOCUMENT, 'w:top="2098"', 'w:top="1440"', "margins", "5.2.1"),
    "left margin": (DOCUMENT, 'w:left="1587"', 'w:left="1800"', "margins", "5.2.1"),
    "right margin": (DOCUMENT, 'w:right="1474"', 'w:right="1800"', "margins", "5.2.1"),
    "bottom margin": (DOCUMENT, 'w:bottom="1984"', 'w:bottom="1440"', "margins", "5.2.1"),
    "paper": (DOCUMENT, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"', "page-size", "5.1"),
    "type size of the defaults": ("word/styles.xml", '<w:sz w:val="32"/>', '<w:sz w:val="28"/>', "body-size", "5.2.2"),
    "line pitch": ("word/styles.xml", 'w:line="579"', 'w:line="560"', "line-pitch", "5.2.3"),
    "line rule": (
        "word/styles.xml",
        'w:line="579" w:lineRule="exact"',
        'w:line="579" w:lineRule="auto"',
        "line-pitch",
        "5.2.3",
    ),
}


@pytest.mark.parametrize("case", DRIFTS)
def test_drifted_geometry_is_a_warning_with_its_clause(case: str) -> None:
    part, old, new, code, clause = DRIFTS[case]
    template = changed({part: lambda text: text.replace(old, new, 1)})
    found = inspect_template(template)
    assert {item.code for item in found} >= {f"template/{code}"}
    for item in found:
        assert item.severity is Severity.WARNING
        assert item.place.file == str(template.path)
    assert any(item.clause == f"GB/T 9704—2012 {clause}" for item in found)


def test_a_drift_within_the_standards_tolerance_is_none() -> None:
    near = changed({DOCUMENT: lambda text: text.replace('w:top="2098"', 'w:top="2120"')})
    assert inspect_template(near) == ()


def test_landscape_sections_and_templates_without_the_body_style_are_left_alone() -> None:
    template = changed(
        {
            DOCUMENT: lambda text: text.replace(
                'w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"'
            ),
            "word/styles.xml": lambda text: text.replace('<w:name w:val="公文正文"/>', '<w:name w:val="别的"/>'),
        }
    )
    assert inspect_template(template) == ()


OWN_PAGE = fitted(NATIONAL, top=mm(35), foot=mm(33), line_pitch=pt(28))


def test_for_an_office_with_a_page_of_its_own_the_default_template_is_made_anew() -> None:
    made, packaged = find_template("文件", geometry=OWN_PAGE), find_template("文件")
    assert made.data != packaged.data
    assert made == find_template("文件", geometry=OWN_PAGE), "the same page gives the same bytes"
    assert inspect_template(made) == ()
    assert find_template("文件", geometry=fitted(NATIONAL)) == packaged


def test_an_offices_own_template_wins_over_its_page_but_is_held_against_it(tmp_path: Path) -> None:
    packaged = find_template("普通")
    (tmp_path / "普通.docx").write_bytes(packaged.data)
    own = find_template("普通", tmp_path, OWN_PAGE)
    assert own.data == packaged.data
    found = inspect_template(own)
    assert {item.code for item in found} == {"template/margins", "template/line-pitch"}
    assert {item.clause for item in found} == {None}, "the standard does not ask for it"
    assert "应为 35 mm" in "".join(item.message for item in found)


def test_the_electronic_reading_is_no_drift() -> None:
    assert inspect_template(find_template("文件", geometry=ELECTRONIC)) == ()
