"""A template that never prints what its documents may hold is told when it is inspected, and no other is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongwen.diagnostics import Severity
from gongwen.operations.start import start_workspace
from gongwen.operations.templates import inspect_templates
from gongwen.operations.workspace import open_workspace
from gongwen.render import Template, available_templates, find_template
from gongwen.render.unprinted import unprinted
from gongwen.standard.geometry import ELECTRONIC
from tests.render.packages import DOCUMENT, PLAIN, RED_HEAD, changed, line, with_body

_OFFICE = "云山市自然资源局"
_MARK = "{{p 版头.标志 }}"


def _edited(old: str, new: str, base: str = RED_HEAD) -> Template:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return replace(changed({DOCUMENT: change}, base=base), name=base)


def _told(template: Template) -> list[str]:
    """The variables that are called unprinted."""
    named = [re.search("没有印出 (.*) 的标签", item.message) for item in unprinted(template, (_OFFICE,))]
    return [name for match in named if match is not None for name in match[1].split("、")]


@pytest.mark.parametrize("name", available_templates())
def test_the_packaged_templates_print_all(name: str) -> None:
    assert _told(find_template(name)) == []
    assert _told(find_template(name, geometry=ELECTRONIC)) == []


@pytest.mark.parametrize(
    ("tag", "instead", "told"),
    [
        ("{{ 版头.发文字号 }}", "", "版头.发文字号"),
        ("{{ 版头.发文字号 }}", "{% if 版头.发文字号 %}有{% endif %}", "版头.发文字号"),
        ("{{ 版头.发文字号 }}", "{{ '有' if 版头.发文字号 else '无' }}", "版头.发文字号"),
        ("{{ 版头.发文字号 }}", "{{ 版头.签发人|length }}", "版头.发文字号"),
        ("{{ 附注 }}", "{{ loop.index }}", "各部分.附注"),
        ("{{ 项.名单 }}", "", "各部分.出席.名单"),
        ("{{p 块.图 }}", "", "各部分.正文〈图〉.图"),
        ("{{p 部分.落款 }}", "", "各部分.落款"),
        (_MARK, "", "版头.标志"),
        (_MARK, "某某市人民政府文件", "版头.标志"),
    ],
)
def test_what_stands_in_no_tag_is_told(tag: str, instead: str, told: str) -> None:
    assert _told(_edited(tag, instead)) == [told]


@pytest.mark.parametrize(
    ("tag", "instead"),
    [
        ("{{ 版头.发文字号 }}", "{{ 版头.发文字号|default('无') }}"),
        ("{{ 版头.发文字号 }}", "{{ 版头['发文字号'] if 版头.份号 else '无' }}"),
        ("{{ 版头.发文字号 }}", "{{ '文号：' ~ 版头.发文字号 }}"),
        ("{{ 版头.发文字号 }}", "{% if 版头.发文字号 %}{{ 版头.发文字号 }}{% endif %}"),
        ("{{ 附注 }}", "{{ 附注|trim }}{{ loop.revindex }}"),
        (_MARK, f"{_OFFICE[:3]} {_OFFICE[3:]}文件"),
        ("{{ 版记.印发机关 }}", f"{_OFFICE}办公室"),
    ],
)
def test_what_is_printed_in_another_way_is_not(tag: str, instead: str) -> None:
    assert _told(_edited(tag, instead)) == []


def test_of_what_is_left_out_altogether_only_the_whole_is_told() -> None:
    assert _told(replace(with_body(line("云山"), base=RED_HEAD), name=RED_HEAD)) == ["版头", "各部分", "版记"]
    assert _told(replace(with_body(line("云山")), name=PLAIN)) == ["各部分", "版记"], "no head to print"


def test_a_template_that_serves_no_format_is_compared_with_none() -> None:
    assert _told(with_body(line("云山"))) == []


def test_inspecting_warns_and_what_is_whole_is_not_touched(tmp_path: Path) -> None:
    list(start_workspace(tmp_path))
    for template in (_edited("{{ 版头.发文字号 }}", ""), find_template(PLAIN)):
        path = tmp_path / "templates" / f"{template.name}.docx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(template.data)
    (told,) = inspect_templates((), open_workspace(tmp_path))
    assert (told.code, told.severity, told.place.file) == (
        "template/unprinted",
        Severity.WARNING,
        f"templates/{RED_HEAD}.docx",
    )
    assert "版头.发文字号" in told.message
