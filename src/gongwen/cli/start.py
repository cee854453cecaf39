"""`init`, `new`, `schema` and `doctor`: what comes before a document."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import InChinese
from gongwen.cli.words import HELP, command, talk
from gongwen.diagnostics import ExitCode, GongwenError


@command("init")
@click.argument("folder", metavar="[文件夹]", default=".", type=click.Path(path_type=Path))
@HELP
def init(folder: Path) -> int:
    """新建工作文件夹：设置、内容、模板各就各位，并备好编辑器提示。"""
    from gongwen.operations.start import start_workspace
    from gongwen.operations.workspace import SETTINGS_FILE

    for path in start_workspace(folder):
        click.echo(str(path))
    talk(
        f"下一步：到“{folder}”里，把 {SETTINGS_FILE} 中的发文机关改成本单位，"
        "运行“gongwen new 印发通知 content/通知.yaml”，改好内容后运行“gongwen build”。"
    )
    return ExitCode.DONE


class _NewInChinese(InChinese):
    """Its help ends with the kinds there are, asked for only when somebody reads it."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from gongwen.operations.start import kind_names

        formatter.write_paragraph()
        formatter.write_text(f"文种：{'、'.join(kind_names())}。")


@command("new", _NewInChinese)
@click.argument("kind", metavar="文种")
@click.argument("path", metavar="文件", type=click.Path(path_type=Path))
@HELP
def new(kind: str, path: Path) -> int:
    """新建一个内容文件，里面是可以直接生成的样例，改成自己的内容即可。"""
    from datetime import date

    from gongwen.operations.start import new_document

    # The one clock of the program: a new document carries the day on which it is begun.
    click.echo(str(new_document(kind, path, today=date.today())))  # noqa: DTZ011, TID251
    return ExitCode.DONE


@command("schema")
@click.argument("folder", metavar="[文件夹]", default=".vscode", type=click.Path(path_type=Path))
@HELP
def schema(folder: Path) -> int:
    """写出内容文件和 gongwen.yaml 的 JSON Schema，供编辑器补全和检查。"""
    from gongwen.operations.start import write_schemas

    for path in write_schemas(folder):
        click.echo(str(path))
    return ExitCode.DONE


@command("doctor")
@HELP
def doctor() -> int:
    """看看这台机器能不能生成合格的 PDF：办公软件、标准字体和替代字体；压缩 DOCX 的程序在不在。"""
    from gongwen.operations.doctor import State, examine
    from gongwen.operations.workspace import open_workspace

    try:
        findings = list(examine(open_workspace(Path.cwd()).office.deflater))
    except GongwenError:
        # No folder to work in, or one with faulty settings: the other commands tell.
        findings = list(examine())
    for finding in findings:
        click.echo(f"{finding.state.value}  {finding.name}：{finding.found}")
    return ExitCode.TOOL if any(finding.state is State.MISSING for finding in findings) else ExitCode.DONE
