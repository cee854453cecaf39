"""`template`: the templates of the office."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.words import HELP, PATHS, command, group, short, show, start_of, talk
from gongwen.diagnostics import ExitCode


@group("template")
@HELP
def template() -> None:
    """看模板、取模板、查模板。"""


@command("list")
@HELP
def template_list() -> int:
    """列出各种版式用的是哪个模板。"""
    from gongwen.operations.templates import list_templates
    from gongwen.operations.workspace import open_workspace

    for entry in list_templates(open_workspace(Path.cwd())):
        click.echo(f"{entry.format}  {'本单位的' if entry.is_own else '自带的'}  {short(entry.path)}")
    return ExitCode.DONE


@command("copy")
@click.argument("name", metavar="版式")
@HELP
def template_copy(name: str) -> int:
    """把自带的模板复制到 templates/ 里，供用 Word 或 WPS 修改。"""
    from gongwen.operations.templates import copy_template
    from gongwen.operations.workspace import open_workspace

    click.echo(short(copy_template(open_workspace(Path.cwd()), name)))
    return ExitCode.DONE


@command("inspect")
@PATHS
@HELP
def template_inspect(paths: tuple[Path, ...]) -> int:
    """检查模板能不能用、版面有没有偏离标准。不写路径时，检查本单位的全部模板。"""
    from gongwen.operations.templates import inspect_templates
    from gongwen.operations.workspace import open_workspace

    found = inspect_templates(paths, open_workspace(start_of(paths)))
    show(found)
    talk("没有错误。" if found else "没有发现问题。")
    return ExitCode.DONE


for _command in (template_list, template_copy, template_inspect):
    template.add_command(_command)
